#include "register/present_units.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace libcase {

Departure dated_departure(const DepartureColumns& columns, std::size_t row) {
  Departure departure{};
  departure.on = Date::from_days_since_epoch(columns.on[row]);
  departure.precision = static_cast<DatePrecision>(columns.precision[row]);
  return departure;
}

void PersonDepartures::sort() {
  for (std::size_t row = 0; row < columns_.size(); ++row) {
    rows_.push_back(row);
  }
  std::ranges::sort(rows_, {}, [&](std::size_t row) {
    return std::tuple{person_of(row), columns_.on[row], row};
  });
}

std::span<const std::size_t> PersonDepartures::of(PersonId person) const {
  const auto person_at = [&](std::size_t row) { return person_of(row); };
  return {std::ranges::lower_bound(rows_, person.value, {}, person_at),
          std::ranges::upper_bound(rows_, person.value, {}, person_at)};
}

bool PersonDepartures::is_found_after(std::size_t row, const FoundHere& found) const {
  const bool is_first = columns_.on[of(PersonId{person_of(row)}).front()] == found.on;
  return columns_.on[row] < found.on || (columns_.on[row] == found.on && is_first);
}

bool PersonDepartures::never_left(std::size_t row) const {
  const auto rows = of(PersonId{person_of(row)});
  const auto next = std::next(std::ranges::find(rows, row));
  const bool is_last = next == rows.end();
  return std::ranges::any_of(found_here(row), [&](const FoundHere& found) {
    return found.cause == ReappearanceCause::never_left && is_found_after(row, found) &&
           (is_last || found.on <= columns_.on[*next]);
  });
}

bool PersonDepartures::was_found_here(std::size_t since_row, std::int32_t until) const {
  return std::ranges::any_of(found_here(since_row), [&](const FoundHere& found) {
    return columns_.on[since_row] <= found.on && found.on <= until;
  });
}

Verdict PersonDepartures::is_gone(PersonId person, std::int32_t day) const {
  Verdict gone = Verdict::not_met;
  for (const std::size_t row : of(person)) {
    if (columns_.on[row] <= day) {
      gone = gone || is_gone_with(row, day);
    }
  }
  return gone;
}

Verdict PersonDepartures::is_gone_with(std::size_t row, std::int32_t day) const {
  if (never_left(row)) {
    return Verdict::not_met;
  }
  const std::int32_t last = last_day_of(dated_departure(columns_, row)).days_since_epoch();
  Verdict gone = last <= day ? Verdict::met : Verdict::unknown;
  for (const FoundHere& found : found_here(row)) {
    if (is_found_after(row, found) && found.on <= day) {
      gone = gone && (last <= found.on ? Verdict::not_met : Verdict::unknown);
    }
  }
  return gone;
}

std::span<const FoundHere> PersonDepartures::found_here(std::size_t row) const {
  const auto found = source_.reappearances.find(person_of(row));
  return found == source_.reappearances.end() ? std::span<const FoundHere>{} : found->second;
}

namespace {

/// More members whose presence is open make too many ways to look at each.
constexpr std::size_t most_open = 10;

Verdict is_born(const CaseFile& file, PersonId id, Date day) {
  const Person* person = file.person(id);
  if (person == nullptr || !person->born || person->born->latest() <= day) {
    return Verdict::met;
  }
  return person->born->earliest() <= day ? Verdict::unknown : Verdict::not_met;
}

/// The days from which the unit may be another than the day before.
std::vector<Date> days_of_change(const CaseFile& file, Date last) {
  std::vector<Date> days;
  const auto add = [&](std::optional<Date> day) {
    if (day) {
      days.push_back(*day);
    }
  };
  const auto add_periods = [&](const auto& records) {
    for (const auto& recorded : records) {
      add(recorded->from);
      add(recorded->until);
    }
  };
  add_periods(file.all<UnitMember>());
  add_periods(file.all<Relation>());
  add_periods(file.all<Guardianship>());
  for (const auto& person : file.all<Person>()) {
    if (!person->born) {
      continue;
    }
    for (const Date born : {person->born->earliest(), person->born->latest()}) {
      if (born.year() + age_of_majority <= last.year()) {
        days.push_back(born.anniversary(age_of_majority));
      }
    }
  }
  return days;
}

} // namespace

std::vector<PresentUnit> PresentUnits::on(const CaseFile& file, Date day,
                                          std::int32_t left_by) const {
  std::vector<Member> here;
  std::vector<Member> open;
  for (Member& member : file.members_on(day)) {
    const Verdict presence =
        is_born(file, member.person_id, day) && !departures_.is_gone(member.person_id, left_by);
    if (presence != Verdict::not_met) {
      (presence == Verdict::met ? here : open).push_back(std::move(member));
    }
  }
  std::vector<PresentUnit> units;
  const std::size_t all_open = (std::size_t{1} << std::min(open.size(), most_open)) - 1;
  for (std::size_t way = 0; way <= all_open; ++way) {
    std::vector<Member> members = here;
    for (std::size_t at = 0; at < open.size(); ++at) {
      if ((way >> std::min(at, most_open - 1) & 1U) != 0) {
        members.push_back(open[at]);
      }
    }
    if (!members.empty()) {
      units.push_back({day, std::move(members)});
    }
  }
  return units;
}

std::vector<PresentUnit> PresentUnits::before(const CaseFile& file, std::size_t departure) const {
  const Date first = Date::from_days_since_epoch(columns_.on[departure]);
  const Date last = last_day_of(dated_departure(columns_, departure));
  const std::int32_t left_by = columns_.on[departure] - 1;
  std::set<Date> days;
  if (first > Date{1400, 1, 1}) { // no day is before it
    days.insert(first.plus_days(-1));
  }
  if (first < last) {
    for (const Date change : days_of_change(file, last)) {
      if (first <= change && change < last) {
        days.insert(change);
      }
    }
  }
  std::vector<PresentUnit> units;
  for (const Date day : days) {
    std::ranges::move(on(file, day, left_by), std::back_inserter(units));
  }
  if (units.empty()) { // it came about on the very day
    units = on(file, last, left_by);
  }
  if (units.empty()) {
    units.push_back({last, {}});
  }
  return units;
}

} // namespace libcase
