#include "rules/last_days.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace libcase {

namespace {

/// The last day that is known: where nobody found it, the last on which the version holds.
Date day_of(const LastDay& last_day, const ProgrammeVersion& version) {
  return last_day.date             ? *last_day.date
         : last_day.attested_until ? *last_day.attested_until
         : version.until           ? version.until->date.plus_days(-1)
                                   : version.attested_until->date;
}

Condition by(FactName fact, Date day) {
  return Condition{DateCompared{fact, DateRelation::by, day}};
}

/// Under which keys stands what is told of an award, or of a departure.
struct Keys {
  std::string_view by;    ///< "the award is made by {day}"
  std::string_view shown; ///< "{what}, the last day on which sources show awards"
  std::string_view last;  ///< "the day of the last award, if it is later"
};
constexpr Keys of_award{"award_by", "award_shown", "last_award"};
constexpr Keys of_departure{"departure_by", "departure_shown", "last_departure"};

Criterion last_day_criterion(const LastDay& last_day, const ProgrammeVersion& version,
                             std::string_view name, const Keys& keys, AnyOf in_time) {
  Criterion criterion;
  static_cast<Sourced&>(criterion) = last_day;
  criterion.name = name;
  criterion.text = said("criteria", keys.by, {{"day", day_of(last_day, version)}});
  if (!last_day.date) {
    criterion.text = said("criteria", last_day.attested_until ? keys.shown : "last_day_of_rules",
                          {{"what", criterion.text}, {"version", in_words(version)}});
    in_time.parts.push_back(Condition{NotRecorded{said("criteria", keys.last)}});
  }
  criterion.when = Condition{std::move(in_time)};
  return criterion;
}

} // namespace

void ask_for_last_days(ProgrammeVersion& version) {
  if (const auto& last = version.last_award) {
    version.criteria.push_back(
        last_day_criterion(*last, version, last_award_criterion, of_award,
                           {{by(FactName::award_on, day_of(*last, version))}}));
  }
  if (const auto& last = version.last_departure) {
    // Who has not left yet may still do so in time.
    Criterion& asked = version.criteria.emplace_back(
        last_day_criterion(*last, version, last_departure_criterion, of_departure,
                           {{by(FactName::assessed_on, day_of(*last, version)),
                             by(FactName::own_departure_on, day_of(*last, version))}}));
    asked.scope = Scope::each;
  }
}

void freeze_last_days(ProgrammeVersion& version, Date day) {
  const auto freeze = [&](const std::optional<LastDay>& last, std::string_view name) {
    const auto asked = std::ranges::find(version.criteria, name, &Criterion::name);
    if (!last || asked == version.criteria.end()) {
      return;
    }
    AnyOf in_time = std::get<AnyOf>(asked->when.form());
    std::erase_if(in_time.parts, [](const Condition& part) {
      return !std::holds_alternative<NotRecorded>(part.form());
    });
    asked->when = day <= day_of(*last, version) ? Condition{} : Condition{std::move(in_time)};
  };
  freeze(version.last_award, last_award_criterion);
  freeze(version.last_departure, last_departure_criterion);
}

} // namespace libcase
