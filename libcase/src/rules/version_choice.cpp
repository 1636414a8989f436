#include "rules/version_choice.hpp"

#include <algorithm>
#include <set>

#include <libcase/rules/catalogue.hpp>

namespace libcase {

FactName version_fact(const Programme& programme) {
  switch (programme.version_by.date) {
  case VersionDate::application:
    return FactName::application_on;
  case VersionDate::award:
    return FactName::award_on;
  case VersionDate::departure:
    return FactName::departure_on;
  case VersionDate::grant:
    return FactName::grant_on;
  }
  return FactName::assessed_on;
}

std::vector<std::int32_t> judged_on(const Programme& programme, const FactColumns& facts) {
  const auto earliest = [&](FactName name) {
    const auto* dates = std::get_if<DateColumn>(&facts.column(name));
    return dates == nullptr
               ? std::vector<std::int32_t>(facts.unit_count(), Days::unknown().earliest)
               : dates->earliest;
  };
  std::vector<std::int32_t> days = earliest(version_fact(programme));
  const std::vector<std::int32_t> assessed = earliest(FactName::assessed_on);
  for (std::size_t unit = 0; unit < days.size(); ++unit) {
    const bool is_known =
        days[unit] != Days::unknown().earliest && days[unit] != Days::none().earliest;
    days[unit] = is_known ? days[unit] : assessed[unit];
  }
  return days;
}

VersionChoice::VersionChoice(const Programme& programme) {
  std::set<Date> changes;
  const auto change_on = [&](const std::optional<SourcedDate>& date, int days_later) {
    if (date && date->date < Date{9999, 12, 31}) {
      changes.insert(date->date.plus_days(days_later));
    }
  };
  for (const ProgrammeVersion& version : programme.versions) {
    change_on(version.from, 0);
    change_on(version.seen_from, 0);
    change_on(version.until, 0);
    change_on(version.seen_until, 1);
  }
  const auto add = [&](std::int32_t from, Date day) {
    const ProgrammeVersion* version = libcase::version_on(programme, day);
    stretches_.push_back({from, version == nullptr ? no_version
                                                   : static_cast<std::uint8_t>(
                                                         version - programme.versions.data())});
  };
  add(Days::unknown().earliest, Date{1400, 1, 1});
  for (const Date change : changes) {
    add(change.days_since_epoch(), change);
  }
}

std::uint8_t VersionChoice::version_on(std::int32_t day) const {
  std::uint8_t version = no_version;
  for (const Stretch& stretch : stretches_) { // few
    version = stretch.from <= day ? stretch.version : version;
  }
  return version;
}

} // namespace libcase
