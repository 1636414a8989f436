// Who of the members of a unit is a minor, with whom, and what the unit is as a whole.
//
// What persons are to each other is said by their relations first. Where none is recorded, roles
// say it of a child of the principal and the partner, and leave it open for other relatives.
// Source: Vreemdelingencirculaire 2000 (B), B14/2.2, and (A), A6 (texts of 1 April 2011).
#ifndef LIBCASE_RECORDS_FAMILY_HPP
#define LIBCASE_RECORDS_FAMILY_HPP

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <libcase/records/age.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/verdict.hpp>

namespace libcase {

/// What a member is in the unit, each of them one of these.
enum class MemberCategory : std::uint8_t {
  principal,            ///< who applied, an adult
  partner,              ///< theirs, an adult
  child_in_family,      ///< a minor with an adult parent, or a guardian appointed abroad
  adult_child,          ///< of a member, and no minor: of the unit, but no child of AVR-FC
  unaccompanied_minor,  ///< a minor of a unit without adults
  minor_with_relatives, ///< a minor with adults of whom none is in the place of a parent
  other,                ///< another adult
  unknown,
};
BOOST_DESCRIBE_ENUM(MemberCategory, principal, partner, child_in_family, adult_child,
                    unaccompanied_minor, minor_with_relatives, other, unknown)

/// What says who belongs to whom in a unit.
enum class CompositionBasis : std::uint8_t {
  relations,      ///< what persons are recorded to be to each other, guardianships among it
  roles_and_ages, ///< roles in the unit and ages, or ages alone
  both,           ///< relations of some, roles of others
  nothing,        ///< nobody is a member
};
BOOST_DESCRIBE_ENUM(CompositionBasis, relations, roles_and_ages, both, nothing)

/// Some members of a unit on a day, by their births, roles, relations and guardians. It refers to
/// the file and the members that it was made of.
class Family {
public:
  /// Of these members, on that day. Where they applied to return together, who left before it is
  /// no longer with the others, until found here again.
  Family(const CaseFile& file, std::span<const Member> members, Date on, BirthReading births,
         std::optional<Date> applied_on = {},
         MinorityDefinition definition = MinorityDefinition::national);

  /// Whether a member is a minor. It is unknown where nothing is known of the birth.
  Verdict is_minor(std::size_t member) const { return minorities_[member]; }
  /// Whether a member is a parent of another one. Relations say it first, also by what they rule
  /// out: nobody is a parent of whom they are guardian, nor of a child of two others, of their own
  /// sibling, parent or child.
  Verdict is_parent(std::size_t parent, std::size_t child) const;
  /// Whether an adult parent of a member, or a guardian of theirs who was appointed abroad, is one
  /// of the members too.
  Verdict has_carer_along(std::size_t member) const;
  /// Whether such a parent or guardian is one of the members or elsewhere in the country. Of who is
  /// no member the records of the file say it: a stay, or a departure without return, whichever is
  /// later. It is unknown of who left without supervision.
  Verdict has_carer_here(std::size_t member) const;
  /// Whether a member left before the application, and was not found here since. Where all did,
  /// nobody is: they have applied.
  Verdict is_gone(std::size_t member) const;
  /// Whether there are children with one parent only: no two of the adults are a couple, or parents
  /// of the same child.
  Verdict is_of_single_parent() const;
  /// What the members are together, but for who is gone.
  Composition composition() const;
  /// What a member is in the unit. Who is gone is no adult beside a minor.
  MemberCategory category(std::size_t member) const;
  /// What that and the composition rest on.
  CompositionBasis rests_on() const;

private:
  Verdict minority_of(PersonId person) const;
  /// Whether a member is under 18, married or not.
  Verdict is_minor_by_age(std::size_t member) const;
  /// Whether one person is a parent of another, as far as their relations say.
  Verdict is_parent_by_record(PersonId parent, PersonId child) const;
  /// Whether relations or a guardianship rule it out that one person is a parent of another.
  bool is_no_parent(PersonId person, PersonId child) const;
  bool are_close_relatives(PersonId one, PersonId other) const;
  struct Parenthood {
    Verdict is_parent;
    bool is_by_record;
  };
  Parenthood parenthood(std::size_t parent, std::size_t child) const;
  /// Whether an adult is the child of other members.
  bool is_grown_child(std::size_t member) const;
  MemberCategory category_of_minor(std::size_t member) const;
  /// Whether two members are the parents of a child, or a couple.
  Verdict are_couple(std::size_t one, std::size_t other) const;
  /// Whether somebody left before the application, and was not found here since.
  Verdict left_before(PersonId person) const;
  /// Whether who left so is not in the country, by what was found since.
  Verdict is_gone_with(const Departure& departure) const;
  bool is_member(PersonId person) const;
  /// Whether a guardian is no minor, as who was appointed while nothing is known of their birth.
  Verdict is_of_age_to_guard(std::size_t member) const;
  Verdict is_here(PersonId person) const;

  const CaseFile& file_;
  std::span<const Member> members_;
  Date on_;
  BirthReading births_;
  std::optional<Date> applied_on_;
  MinorityDefinition definition_;
  std::vector<Verdict> minorities_; ///< one a member
};

/// The return unit of a case on a day: who of its members is here, and what they are together. Who
/// left before that day, and was not found here since, is no longer with the others, unless all
/// left; nor is who was not born yet. Where a date leaves open whether somebody is with them, each
/// way is looked at.
class UnitReading {
public:
  /// By the interval of the birth dates.
  UnitReading(const CaseFile& file, Date on,
              MinorityDefinition definition = MinorityDefinition::national);

  /// The members who are here or may be, each once. Who has two roles at once has none.
  std::span<const Member> members() const { return members_; }
  /// Whether a member is here: met or unknown.
  Verdict is_present(std::size_t member) const { return presences_[member]; }
  /// Whether the unit is here: not where all of it left before that day; unknown where a date
  /// leaves open whether anybody of it is.
  Verdict is_here() const { return is_here_; }
  /// What a member is in the unit; unknown where that depends on who is here.
  MemberCategory category(std::size_t member) const { return categories_[member]; }
  /// What the unit is; unknown where that depends on who is here.
  Composition composition() const { return composition_; }
  /// What this rests on.
  CompositionBasis rests_on() const { return rests_on_; }

private:
  void find_members(const CaseFile& file, Date on);
  /// Reads the unit with those of the members who are chosen.
  void read_with(const CaseFile& file, Date on, MinorityDefinition definition,
                 const std::vector<std::size_t>& chosen);

  std::vector<Member> members_;
  std::vector<Verdict> presences_; ///< one a member
  Verdict is_here_ = Verdict::not_met;
  std::vector<MemberCategory> categories_; ///< one a member; `unknown` until it was read
  std::vector<bool> is_read_;              ///< one a member: whether its category was read
  Composition composition_ = Composition::unknown;
  CompositionBasis rests_on_ = CompositionBasis::nothing;
};

/// Whether it turned out that somebody never left with a departure: the last one, in whichever
/// case, before they were found here.
bool never_left(const CaseFile& file, const Departure& departure);

/// What a person is among some members on a day; unknown of who is none of them.
MemberCategory category_of(const CaseFile& file, std::span<const Member> members, PersonId person,
                           Date day);

/// With whom a person is among some members on a day, of everybody under 18, as European statistics
/// count minors; unknown of who is none of them.
Accompaniment accompaniment_of(const CaseFile& file, std::span<const Member> members,
                               PersonId person, Date day);

} // namespace libcase

#endif // LIBCASE_RECORDS_FAMILY_HPP
