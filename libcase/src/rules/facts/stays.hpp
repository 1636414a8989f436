// Facts of stays: since when somebody is in the country, and where.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <libcase/rules/guards.hpp>

#include "rules/facts/fact_row.hpp"

namespace libcase::readers {

/// The earliest that is recorded.
inline Days first_entry_on(const MemberOnDay& member) {
  const Entry* first = nullptr;
  for (const auto& entry : member.unit.file().all<Entry>()) {
    if (entry->person_id == member.id() && entry->on <= member.unit.on() &&
        (first == nullptr || entry->on < first->on)) {
      first = &entry.record;
    }
  }
  return first == nullptr ? Days::unknown()
                          : Days{first->on.days_since_epoch(),
                                 last_day_of(first->precision, first->on).days_since_epoch()};
}

inline std::optional<PlaceKind> place(const MemberOnDay& member) {
  const auto* stay = latest(member, &Stay::from, [&](const Stay& made) {
    return !made.until || member.unit.on() < *made.until;
  });
  return stay == nullptr ? std::nullopt : std::optional{stay->place};
}

/// The day of assessment, or of the person's departure before it.
inline Date last_day_here(const MemberOnDay& member) {
  Date last = member.unit.on();
  for (const auto& departure : member.unit.file().all<Departure>()) {
    if (departure->person_id == member.id() && member.unit.is_of_this_return(departure.record)) {
      last = std::min(last, last_day_of(departure.record));
    }
  }
  return last;
}

/// All of them are known where stays follow each other without a gap until that day.
inline CodeSet<PlaceKind> places(const MemberOnDay& member) {
  const Date on = member.unit.on();
  std::vector<const Stay*> stays;
  for (const auto& stay : member.unit.file().all<Stay>()) {
    if (stay->person_id == member.id() && stay->from <= on) {
      stays.push_back(&stay.record);
    }
  }
  std::ranges::stable_sort(stays, {}, &Stay::from);
  CodeSet<PlaceKind> found;
  std::optional<Date> known_until; // the first day of which no stay was seen yet
  for (const Stay* stay : stays) {
    if (known_until && *known_until < stay->from) {
      found.add_unknown();
    }
    found.add(stay->place);
    const Date end = stay->until.value_or(on.plus_days(1));
    known_until = known_until ? std::max(*known_until, end) : end;
  }
  if (!known_until || *known_until < last_day_here(member)) {
    found.add_unknown();
  }
  return found;
}

inline constexpr std::array stay_facts{
    fact_row<first_entry_on>(FactName::first_entry_on, evidence<Entry>),
    fact_row<place>(FactName::place, evidence<Stay>),
    fact_row<places>(FactName::places, evidence<Stay, Departure, Application, Reappearance>),
};

} // namespace libcase::readers
