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

void find_judged_on(const Programme& programme, const FactColumns& facts, std::size_t from,
                    std::size_t until, std::int32_t* days) {
  const auto write = [&](FactName name, const auto& counts) {
    if (const auto* dates = std::get_if<DateColumn>(&facts.column(name))) {
      for (std::size_t unit = from; unit < until; ++unit) {
        const Days found{dates->earliest[unit], dates->latest[unit]};
        days[unit - from] = counts(found) ? found.earliest : days[unit - from];
      }
    }
  };
  std::fill(days, days + (until - from), Days::unknown().earliest);
  write(FactName::assessed_on, [](const Days&) { return true; });
  write(version_fact(programme), [](const Days& found) {
    return found.earliest != Days::unknown().earliest && !found.is_none();
  });
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
    if (!stretches_.empty()) {
      stretches_.back().until = from - 1;
    }
    stretches_.push_back(
        {.from = from,
         .until = Days::unknown().latest,
         .version = version == nullptr
                        ? no_version
                        : static_cast<std::uint8_t>(version - programme.versions.data())});
  };
  add(Days::unknown().earliest, Date{1400, 1, 1});
  for (const Date change : changes) {
    add(change.days_since_epoch(), change);
  }
  last_ = stretches_.front();
}

VersionChoice::Stretch VersionChoice::stretch_of(std::int32_t day) const {
  return *std::ranges::find_if(stretches_,
                               [&](const Stretch& stretch) { return day <= stretch.until; });
}

} // namespace libcase
