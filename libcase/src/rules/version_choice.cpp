#include "rules/version_choice.hpp"

#include <algorithm>
#include <vector>

#include <libcase/rules/catalogue.hpp>

#include "rules/validity.hpp"

namespace libcase {

namespace {

/// The days on which something about the rules changes, with or without what is inferred: each
/// once, in order.
std::vector<Date> changes_of(const Programme& programme) {
  const std::int32_t first_date = Date{1400, 1, 1}.days_since_epoch();
  const std::int32_t last_date = Date{9999, 12, 31}.days_since_epoch();
  std::vector<Date> changes;
  for (const ProgrammeVersion& version : programme.versions) {
    for (const bool stated_only : {false, true}) {
      const Validity days = validity_of(version, {.stated_only = stated_only});
      for (const std::int32_t day :
           {days.first, days.possibly_first, days.end, days.possibly_end}) {
        if (first_date <= day && day <= last_date) {
          changes.push_back(Date::from_days_since_epoch(day));
        }
      }
    }
    for (const Criterion& criterion : version.criteria) {
      if (criterion.attested_from) {
        changes.push_back(*criterion.attested_from);
      }
    }
  }
  for (const auto& [name, list] : programme.lists) {
    for (const ListedCountry& listed : list.countries) {
      for (const std::optional<Date>& date : {listed.from, listed.until}) {
        if (date) {
          changes.push_back(*date);
        }
      }
    }
  }
  std::ranges::sort(changes);
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
  return changes;
}

} // namespace

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

VersionChoice::Dates::Dates(const FactColumns& facts, FactName name) {
  if (const auto* dates = std::get_if<DateColumn>(&facts.column(name))) {
    earliest = dates->earliest.data();
    latest = dates->latest.data();
  }
}

Days VersionChoice::Dates::of(std::size_t unit) const {
  return earliest == nullptr ? Days::unknown() : Days{earliest[unit], latest[unit]};
}

VersionChoice::VersionChoice(const Programme& programme, const FactColumns& facts)
    : picked_(facts, version_fact(programme)), assessed_(facts, FactName::assessed_on),
      needs_date_(programme.version_by.date == VersionDate::grant) {
  const auto add = [&](std::int32_t from, Date day) {
    const ProgrammeVersion* version = version_on(programme, day);
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
  for (const Date change : changes_of(programme)) {
    add(change.days_since_epoch(), change);
  }
  recent_ = &stretches_.front();
  if (programme.frozen_on) {
    const std::int32_t day = programme.frozen_on->days_since_epoch();
    frozen_ = {.version = stretch_of(day).version, .version_date = day, .is_certain = true};
  }
}

const VersionChoice::Stretch& VersionChoice::stretch_of(std::int32_t day) {
  if (!recent_->has(day)) {
    recent_ = &*std::ranges::find_if(stretches_,
                                     [&](const Stretch& stretch) { return stretch.has(day); });
  }
  return *recent_;
}

bool VersionChoice::has_version_by(std::int32_t day) const {
  return std::ranges::any_of(stretches_, [&](const Stretch& stretch) {
    return stretch.from <= day && stretch.version != no_version;
  });
}

ChosenVersion VersionChoice::choose(std::size_t unit) {
  constexpr Days any_day = Days::unknown();
  const auto chosen = [&](std::int32_t day, bool is_certain) {
    return ChosenVersion{stretch_of(day).version, day, is_certain};
  };
  const Days picked = picked_.of(unit);
  if (picked.is_exact()) {
    return chosen(picked.earliest, true);
  }
  const std::int32_t assessed = assessed_.of(unit).earliest;
  const bool has_first = picked.earliest != any_day.earliest;
  const bool has_last = picked.latest != any_day.latest;
  if (picked.is_none() || (!has_first && !has_last)) {
    return chosen(assessed, !needs_date_ || !has_version_by(assessed));
  }
  if (!has_first || !has_last) {
    return chosen(has_first ? picked.earliest : picked.latest, has_first && !needs_date_);
  }
  const Stretch& last = stretch_of(picked.latest);
  const Stretch& first = stretch_of(picked.earliest);
  const bool is_first = first.version != no_version || last.version == no_version;
  return chosen(is_first ? picked.earliest : picked.latest, &first == &last);
}

} // namespace libcase
