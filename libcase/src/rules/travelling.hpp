// One person on a journey: with whom, as what, and whether the safeguards of minors are asked.
#pragma once

#include <optional>
#include <vector>

#include <libcase/records/age.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/verdict.hpp>

namespace libcase {

/// As what somebody belongs to the unit: by the membership of that day, or the last one begun. Who
/// has two roles at once has none, as in the composition.
Member member_of(const CaseFile& file, PersonId person, Date on);

/// The adults who are or were members of the case and are parents of a minor, or guardians of
/// theirs who were appointed abroad.
std::vector<PersonId> parents_in_case(const CaseFile& file, PersonId minor, Date on);
/// Whether an adult is such a parent.
Verdict is_adult_parent_in_case(const CaseFile& file, PersonId parent, PersonId minor, Date on);

/// Whether somebody may be a minor for the safeguards: unknown protects, unless nothing at all is
/// recorded of the age of a principal, a partner or who is no member, nor what is recorded of
/// minors alone, on whichever day.
bool may_be_minor(const CaseFile& file, PersonId person, Date on);

/// Whether an adult in the place of a parent is here on a day: a member who has not left, or
/// another parent by the relations on record.
bool has_carer_here(const CaseFile& file, PersonId minor, Date on);

/// Whether somebody has left by a day, or leaves on it, and was not found here since: also without
/// supervision.
bool has_left_by(const CaseFile& file, PersonId person, Date on);
/// The same of a departure whose last possible day, where no day is told, has come.
bool has_surely_left_by(const CaseFile& file, PersonId person, Date on);

/// A parent of a child, by the relations on record, who has neither gone ahead nor travels on that
/// day, to the same country as far as it is told, and did not permit that the child leaves; empty
/// where there is none, and where a guardian decides for a child who goes with no parent. With a
/// booking, by the relations that were on record with it, in some version of theirs.
std::optional<PersonId> parent_who_stays(const CaseFile& file, PersonId child, Date on,
                                         const Recorded<Booking>* booking = nullptr);

/// Whether the last review by that day lets a family be split. It was of the departures up to the
/// first that followed it.
bool is_split_allowed(const CaseFile& file, Date on);

/// Whether a departure is a Dublin transfer: one to the country of nationality is none.
bool is_transfer(const CaseFile& file, const Departure& departure);

/// A booking whose journey is neither cancelled nor otherwise over.
bool is_booked(const CaseFile& file, const Recorded<Booking>& booking);

/// The journey of one person on a day, as it was recorded or, before that, as it is booked.
class Travelling {
public:
  /// As it was recorded. Only who left at the same time, in the same way and to the same place, as
  /// far as both are told, is on it too. Where the time is known by month or coarser, they are only
  /// where both destinations are told, and may be where one is not.
  Travelling(const CaseFile& file, const Departure& departure);
  /// As it was recorded of that day, else as it is booked; what is given comes before that. Until
  /// it is recorded, whose own departure of that day is on record is on it too.
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
  /// Who is on the journey, and who is on it or may be; the person first.
  struct Company {
    std::vector<Member> surely;
    std::vector<Member> perhaps;
  };
  Company company() const;

  const CaseFile& file_;
  PersonId person_;
  Date on_;
  const Departure* departure_ = nullptr; ///< empty where none is recorded
  DepartureMode mode_ = DepartureMode::voluntary;
  std::optional<Country> destination_;
  Verdict is_minor_;
};

} // namespace libcase
