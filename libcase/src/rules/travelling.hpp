// One person on a journey: with whom, as what, and whether the safeguards of minors are asked.
#pragma once

#include <optional>
#include <vector>

#include <libcase/records/age.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/verdict.hpp>

namespace libcase {

/// As what somebody belongs to the unit: by the membership of that day, or the last one begun.
Member member_of(const CaseFile& file, PersonId person, Date on);

/// Whether an adult who is or was a member of the case is a parent of a minor, or a guardian of
/// theirs who was appointed abroad.
bool has_parent_in_case(const CaseFile& file, PersonId minor, Date on);
/// Whether that adult is such a parent.
bool is_adult_parent_in_case(const CaseFile& file, PersonId parent, PersonId minor, Date on);

/// Whether an adult in the place of a parent is here on a day: a member who has not left, or
/// another parent by the relations on record.
bool has_carer_here(const CaseFile& file, PersonId minor, Date on);

/// Whether somebody has left by a day, or leaves on it: also without supervision.
bool has_left_by(const CaseFile& file, PersonId person, Date on);

/// A parent of a child, by the relations on record, who has neither gone ahead nor travels on that
/// day, and did not permit that the child leaves; empty where there is none.
std::optional<PersonId> parent_who_stays(const CaseFile& file, PersonId child, Date on);

/// Whether the last review by that day lets a family be split.
bool is_split_allowed(const CaseFile& file, Date on);

/// A booking whose journey is neither cancelled nor otherwise over.
bool is_booked(const CaseFile& file, const Recorded<Booking>& booking);

/// The journey of one person on a day, as it was recorded or, before that, as it is booked.
class Travelling {
public:
  Travelling(const CaseFile& file, PersonId person, Date on, std::optional<DepartureMode> mode = {},
             std::optional<Country> destination = {});

  DepartureMode mode() const { return mode_; }
  const std::optional<Country>& destination() const { return destination_; }
  Verdict is_minor() const { return is_minor_; }
  /// Whether an adult parent, or a guardian appointed abroad, is on the same journey.
  Verdict is_accompanied() const;
  /// Whether the safeguards are asked.
  bool is_gated() const;

private:
  bool may_be_minor() const;
  std::vector<Member> companions() const;

  const CaseFile& file_;
  PersonId person_;
  Date on_;
  DepartureMode mode_ = DepartureMode::voluntary;
  std::optional<Country> destination_;
  bool is_dublin_transfer_ = false;
  Verdict is_minor_;
};

} // namespace libcase
