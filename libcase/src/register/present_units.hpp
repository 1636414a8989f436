// Who of the units was here on a day, by the departures of all persons.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libcase/records/case_file.hpp>
#include <libcase/register/departure_columns.hpp>

#include "register/unit_departures.hpp"

namespace libcase {

/// A departure of which only the date and its precision are filled in.
Departure dated_departure(const DepartureColumns& columns, std::size_t row);

/// All departures of all persons, by person and day.
class PersonDepartures {
public:
  PersonDepartures(const DepartureSource& source, const DepartureColumns& columns)
      : source_(source), columns_(columns) {}

  void sort();

  std::span<const std::size_t> of(PersonId person) const;
  /// Whether it turned out later that they never left with this departure.
  bool never_left(std::size_t row) const;
  bool was_found_here(std::size_t since_row, std::int32_t until) const;
  /// Whether they left, in any case, by that day and were not found here since; unknown where all
  /// that is known of the date leaves it open.
  Verdict is_gone(PersonId person, std::int32_t day) const;

private:
  std::int64_t person_of(std::size_t row) const { return columns_.person_id[row]; }
  std::span<const FoundHere> found_here(std::size_t row) const;
  bool is_found_after(std::size_t row, const FoundHere& found) const;
  Verdict is_gone_with(std::size_t row, std::int32_t day) const;

  const DepartureSource& source_;
  const DepartureColumns& columns_;
  std::vector<std::size_t> rows_;
};

/// The members of a unit on a day who were born and had not left before.
struct PresentUnit {
  Date day;
  std::vector<Member> members;
};

class PresentUnits {
public:
  PresentUnits(const PersonDepartures& departures, const DepartureColumns& columns)
      : departures_(departures), columns_(columns) {}

  /// What the unit may have been on a day of those who had not left by another one: one way for
  /// each choice among members of whom a date leaves open whether they were there. Those beyond the
  /// tenth are there with the tenth. Empty where nobody was.
  std::vector<PresentUnit> on(const CaseFile& file, Date day, std::int32_t left_by) const;
  /// What the unit may have been on the day before a departure: on that day, and after each change
  /// within the month, quarter or year that is all that is known of the date.
  std::vector<PresentUnit> before(const CaseFile& file, std::size_t departure) const;

private:
  const PersonDepartures& departures_;
  const DepartureColumns& columns_;
};

} // namespace libcase
