// Who of the members of a unit is a minor, with whom, and what the unit is as a whole.
//
// What persons are to each other is said by their relations first. Where none is recorded, roles
// say it of a child of the principal and the partner, and leave it open for other relatives.
// Source: Vreemdelingencirculaire 2000 (B), B14/2.2, and (A), A6 (texts of 1 April 2011).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <libcase/records/age.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/verdict.hpp>

namespace libcase {

/// Some members of a unit on a day, by their births, roles, relations and guardians. It refers to
/// the file and the members that it was made of.
class Family {
public:
  /// Of these members, on that day. Where they applied to return together, who left before it is
  /// no longer with the others, until found here again.
  Family(const CaseFile& file, std::span<const Member> members, Date on, BirthReading births,
         std::optional<Date> applied_on = {});

  /// Whether a member is a minor by national law. It is unknown where nothing is known of the
  /// birth.
  Verdict is_minor(std::size_t member) const { return minorities_[member]; }
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
  /// What the members are together.
  Composition composition() const;

private:
  Verdict minority_of(PersonId person) const;
  /// Whether one person is a parent of another, as far as their relations say.
  Verdict is_parent_by_record(PersonId parent, PersonId child) const;
  Verdict is_parent(const Member& parent, const Member& child) const;
  /// Whether two members are the parents of a child, or a couple.
  Verdict are_couple(std::size_t one, std::size_t other) const;
  /// Whether somebody left before the application, and was not found here since.
  Verdict left_before(PersonId person) const;
  /// Whether who left so is not in the country, by what was found since.
  Verdict is_gone_with(const Departure& departure) const;
  bool is_member(PersonId person) const;
  Verdict is_here(PersonId person) const;

  const CaseFile& file_;
  std::span<const Member> members_;
  Date on_;
  BirthReading births_;
  std::optional<Date> applied_on_;
  std::vector<Verdict> minorities_; ///< one a member
};

} // namespace libcase
