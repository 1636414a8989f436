// Facts of departures: that of the return which is assessed, and earlier ones.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <boost/describe/enum.hpp>

#include <libcase/rules/guards.hpp>

#include "rules/facts/fact_row.hpp"

namespace libcase {

/// How somebody left, if they have.
enum class HowLeft : std::uint8_t { not_left, voluntary, forced, refused_entry, unsupervised };
BOOST_DESCRIBE_ENUM(HowLeft, not_left, voluntary, forced, refused_entry, unsupervised)

namespace readers {

/// The first departure of this return of those that count.
Days first_departure_on(const UnitOnDay& unit, const auto& counts) {
  const Departure* first = nullptr;
  for (const auto& departure : unit.file().all<Departure>()) {
    if (unit.is_of_this_return(departure.record) && counts(departure.record) &&
        (first == nullptr || departure->on < first->on)) {
      first = &departure.record;
    }
  }
  return first != nullptr ? days_of(*first)
                          : Days{unit.on().days_since_epoch(), Days::unknown().latest};
}

inline Days departure_on(const UnitOnDay& unit) {
  return first_departure_on(
      unit, [&](const Departure& departure) { return unit.is_of_member(departure); });
}

inline Days own_departure_on(const MemberOnDay& member) {
  return first_departure_on(
      member.unit, [&](const Departure& departure) { return departure.person_id == member.id(); });
}

/// Unknown where members left to different countries.
inline std::optional<Country> destination(const UnitOnDay& unit) {
  std::optional<Country> left_to;
  for (const auto& departure : unit.file().all<Departure>()) {
    if (!unit.is_of_this_return(departure.record) || !unit.is_of_member(departure.record) ||
        !departure->destination) {
      continue;
    }
    if (left_to && *left_to != *departure->destination) {
      return std::nullopt;
    }
    left_to = departure->destination;
  }
  if (left_to) {
    return left_to;
  }
  const auto* made = latest(unit, &Application::on, [](const Application& application) {
    return application.destination.has_value();
  });
  return made == nullptr ? std::nullopt : made->destination;
}

/// Unknown where nothing tells a departure of this return from an earlier one.
inline Verdict has_left_before(const UnitOnDay& unit) {
  Verdict found = Verdict::not_met;
  for (const auto& departure : unit.file().all<Departure>()) {
    if (!unit.is_of_member(departure.record) ||
        unit.was_back(departure->person_id, departure->on)) {
      continue;
    }
    if (unit.application() == nullptr && departure->on <= unit.on()) {
      found = found || Verdict::unknown;
    } else if (last_day_of(departure.record) < unit.applied_on()) {
      found = Verdict::met;
    }
  }
  return found;
}

/// Whether a departure was with IOM or run by the government.
inline Verdict is_assisted(const Departure& departure) {
  if (departure.mode != DepartureMode::voluntary) {
    return verdict_of(departure.mode == DepartureMode::forced);
  }
  return departure.assisted_by == AssistedBy::unknown
             ? Verdict::unknown
             : verdict_of(departure.assisted_by == AssistedBy::iom ||
                          departure.assisted_by == AssistedBy::dtv);
}

/// Whether a departure of the case's own file is of this return, where nothing tells.
inline bool is_perhaps_of_this_return(const UnitOnDay& unit, const NotingFile& file,
                                      const Departure& departure) {
  return unit.application() == nullptr && file.id() == unit.file().id() &&
         !unit.was_back(departure.person_id, departure.on);
}

/// The last one that is certain, unless a later one is possible: it then lies anywhere between.
inline Days last_assisted_departure_on(const MemberOnDay& member) {
  const UnitOnDay& unit = member.unit;
  Days certain = Days::none();
  std::int32_t possibly_latest = Days::none().latest;
  unit.each_file([&](const NotingFile& file) {
    for (const auto& departure : file.all<Departure>()) {
      const bool is_of_this_return = unit.application() != nullptr &&
                                     file.id() == unit.file().id() &&
                                     unit.is_of_this_return(departure.record);
      if (departure->person_id != member.id() || departure->on >= unit.applied_on() ||
          is_of_this_return) {
        continue;
      }
      const Verdict assisted = is_assisted(departure.record);
      Days days = days_of(departure.record);
      days.latest = std::min(days.latest, unit.applied_on().days_since_epoch() - 1);
      if (assisted == Verdict::unknown ||
          (assisted == Verdict::met && is_perhaps_of_this_return(unit, file, departure.record))) {
        possibly_latest = std::max(possibly_latest, days.latest);
      } else if (assisted == Verdict::met && (certain.is_none() || days.latest > certain.latest)) {
        certain = days;
      }
    }
  });
  if (!unit.has_history()) {
    possibly_latest = unit.applied_on().days_since_epoch() - 1;
  }
  if (possibly_latest == Days::none().latest ||
      (!certain.is_none() && possibly_latest <= certain.latest)) {
    return certain;
  }
  return {certain.is_none() ? Days::unknown().earliest : certain.earliest, possibly_latest};
}

inline HowLeft how_left(DepartureMode mode) {
  switch (mode) {
  case DepartureMode::voluntary:
    return HowLeft::voluntary;
  case DepartureMode::forced:
    return HowLeft::forced;
  case DepartureMode::refused_entry:
    return HowLeft::refused_entry;
  case DepartureMode::unsupervised:
  case DepartureMode::unset: // in no file
    break;
  }
  return HowLeft::unsupervised;
}

/// By the last departure, unless the person was found here since. Unknown of who is gone since
/// before the application: nothing says that they return with the others.
inline Dated<std::optional<HowLeft>> departure_mode(const MemberOnDay& member) {
  const UnitOnDay& unit = member.unit;
  const auto* left = latest(member, &Departure::on, [&](const Departure& departure) {
    return unit.is_of_this_return(departure);
  });
  if (left != nullptr && !unit.was_seen(member.id(), left->on, unit.on())) {
    const bool is_to_the_day = left->precision == DatePrecision::day;
    return {how_left(left->mode), is_to_the_day ? std::optional{left->on} : std::nullopt};
  }
  if (member.is_gone() == Verdict::not_met) {
    return {HowLeft::not_left};
  }
  return {};
}

inline constexpr std::array departure_facts{
    // It may be another member's, of whom a sentence on somebody tells nothing.
    unshown(fact_row<departure_on>(FactName::departure_on,
                                   evidence<Departure, Application, Reappearance>)),
    fact_row<own_departure_on>(FactName::own_departure_on,
                               evidence<Departure, Application, Reappearance>),
    fact_row<destination>(FactName::destination, evidence<Application, Departure, Reappearance>),
    fact_row<has_left_before>(FactName::has_left_before,
                              evidence<Departure, Application, Reappearance>),
    fact_row<last_assisted_departure_on>(FactName::last_assisted_departure_on,
                                         evidence<Departure, Application, Reappearance>),
    fact_row<departure_mode>(FactName::departure_mode,
                             evidence<Departure, Application, Reappearance>),
};

} // namespace readers

} // namespace libcase
