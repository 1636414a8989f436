#include <algorithm>
#include <set>

#include <libcase/rules/catalogue.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

#include "rules/excluded.hpp"
#include "rules/last_days.hpp"
#include "rules/rule_files.hpp"
#include "rules/shipped_programmes.hpp"
#include "rules/validity.hpp"
#include "text/files.hpp"
#include "text/joined.hpp"
#include "text/suggestion.hpp"
#include "text/utf8.hpp"

namespace libcase {

namespace {

/// What could be a code is shown; anything else may be somebody's name.
std::string shown_code(std::string_view text) {
  try {
    return "'" + ProgrammeCode{text}.code() + "'";
  } catch (const InvalidValue&) {
    return kind_and_length(text);
  }
}

/// Leaves of what a version may be combined with, and excludes, what counted on that day, for all
/// days.
void freeze_combinations(ProgrammeVersion& version, Date day) {
  for (const Combination& excluded : version.excludes) {
    const std::string name = std::string{excluded_prefix} + excluded.programme.code();
    const auto asked = std::ranges::find(version.criteria, name, &Criterion::name);
    if (asked == version.criteria.end() || (!excluded.from && !excluded.until)) {
      continue;
    }
    Combination for_all_days = excluded;
    for_all_days.from.reset();
    for_all_days.until.reset();
    *asked = applies_on(excluded, day) ? exclusion_criterion(for_all_days) : always_met(excluded);
  }
  for (auto* combinations : {&version.combines_with, &version.excludes}) {
    std::erase_if(*combinations,
                  [&](const Combination& combination) { return !applies_on(combination, day); });
    for (Combination& combination : *combinations) {
      combination.from.reset();
      combination.until.reset();
    }
  }
}

} // namespace

Catalogue Catalogue::shipped() {
  Catalogue catalogue;
  for (const auto& [file, text] : shipped_programmes()) {
    Programme programme = programme_from_json(text, file);
    programme.is_shipped = true;
    catalogue.add(std::move(programme));
  }
  return catalogue;
}

void Catalogue::add(Programme programme) {
  const auto next = std::ranges::lower_bound(programmes_, programme.code, {}, &Programme::code);
  if (next != programmes_.end() && next->code == programme.code) {
    *next = std::move(programme);
  } else {
    programmes_.insert(next, std::move(programme));
  }
}

void Catalogue::load(const std::filesystem::path& file_or_folder) {
  std::vector<Programme> loaded;
  std::set<ProgrammeCode> codes;
  for (const auto& file : rule_files(file_or_folder)) {
    loaded.push_back(programme_from_json(bytes_of_file(file, "a rule file"), file.string()));
    loaded.back().file = printable(file.string());
    if (!codes.insert(loaded.back().code).second) {
      throw InvalidValue("repeated_programme", file.string() +
                                                   ": expected one file for each programme, found "
                                                   "a second one for " +
                                                   loaded.back().code.code());
    }
  }
  for (Programme& programme : loaded) {
    add(std::move(programme));
  }
}

const Programme& Catalogue::operator[](std::string_view code) const {
  if (const Programme* found = find(code)) {
    return *found;
  }
  std::vector<std::string_view> codes;
  for (const Programme& programme : programmes_) {
    codes.push_back(programme.code.code());
  }
  throw NotFound("no_such_programme", "expected one of the programmes " + joined(codes) +
                                          ", found " + shown_code(code) +
                                          did_you_mean(code, codes));
}

const Programme* Catalogue::find(std::string_view code) const {
  const auto found = std::ranges::find_if(
      programmes_, [&](const Programme& programme) { return programme.code.code() == code; });
  return found == programmes_.end() ? nullptr : &*found;
}

Catalogue Catalogue::frozen_at(Date day) const {
  Catalogue rules;
  for (const Programme& programme : programmes_) {
    const ProgrammeVersion* version = version_on(programme, day);
    if (version == nullptr) {
      continue;
    }
    // The version, its criteria and lists keep their dates: they are judged as on that day.
    Programme of_that_day = programme;
    of_that_day.frozen_on = day;
    of_that_day.versions = {*version};
    freeze_combinations(of_that_day.versions.front(), day);
    freeze_last_days(of_that_day.versions.front(), day);
    rules.add(std::move(of_that_day));
  }
  return rules;
}

Verdict in_force(const ProgrammeVersion& version, Date day) {
  return validity_of(version).on(day.days_since_epoch());
}

bool applies_on(const Combination& combination, Date day) {
  return (!combination.from || *combination.from <= day) &&
         (!combination.until || day < *combination.until);
}

const ProgrammeVersion* version_on(const Programme& programme, Date day) {
  const ProgrammeVersion* possible = nullptr;
  for (const ProgrammeVersion& version : programme.versions) {
    const Validity days = validity_of(version);
    const Verdict holds = days.on(day.days_since_epoch());
    if (holds == Verdict::met) {
      return &version;
    }
    if (days.first <= day.days_since_epoch()) {
      possible = nullptr; // what came before it has ended
    }
    if (holds == Verdict::unknown && possible == nullptr) {
      possible = &version;
    }
  }
  return possible;
}

} // namespace libcase
