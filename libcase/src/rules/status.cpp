#include <algorithm>
#include <array>

#include <libcase/rules/status.hpp>

#include "rules/standing.hpp"

namespace libcase {

namespace {

struct Rule {
  ReturnStatus status;
  Since (Standing::*since)() const;
  std::string_view tables;
  std::string_view when;
};

constexpr std::array<Rule, 11> rules{{
    {ReturnStatus::closed, &Standing::closed, "closures reopenings",
     "the case was closed, and not reopened since"},
    {ReturnStatus::completed, &Standing::completed, "departures plan_completions award_ends",
     "they left, and the last plan was completed, or no award of theirs is in force and one was "
     "used up"},
    {ReturnStatus::reintegrating, &Standing::reintegrating, "departures arrivals visits deliveries",
     "they left, and since then arrived, were reached by a visit, or were given goods"},
    {ReturnStatus::departed, &Standing::departed, "departures reappearances",
     "they left, other than by refused entry, and were not found here again"},
    {ReturnStatus::lapsed, &Standing::lapsed, "award_ends",
     "all their awards have ended, one was revoked or has lapsed, and they did not apply again"},
    {ReturnStatus::booked, &Standing::booked, "bookings booking_outcomes",
     "a journey is booked that was not missed, cancelled or refused"},
    {ReturnStatus::preparing, &Standing::preparing, "reintegration_plans",
     "a reintegration plan of the case was drawn up; where nothing is awarded, after the last "
     "refusal"},
    {ReturnStatus::awarded, &Standing::awarded, "awards award_lines award_ends",
     "an award that has a line of theirs or of the unit is in force"},
    {ReturnStatus::refused, &Standing::refused, "refusals",
     "the last application of the case was refused"},
    {ReturnStatus::applied, &Standing::applied, "applications", "the case applied for a programme"},
    {ReturnStatus::registered, &Standing::registered, "unit_members",
     "they are a member of the case, now or before"},
}};

} // namespace

namespace {

std::optional<PersonStatus> status_of(const Standing& standing, PersonId person) {
  if (!standing.registered()) {
    return std::nullopt;
  }
  for (const Rule& rule : rules) {
    if (const Since since = (standing.*rule.since)()) {
      return PersonStatus{person, rule.status, *since};
    }
  }
  return std::nullopt;
}

} // namespace

std::optional<PersonStatus> status_of(const CaseFile& file, PersonId person, Date on) {
  return status_of(Standing{file, person, on}, person);
}

std::optional<CaseStatus> status_of(const CaseFile& file, Date on) {
  const auto is_open = [&](const Recorded<Case>& opened) { return opened->opened_on <= on; };
  if (std::ranges::none_of(file.all<Case>(), is_open)) {
    return std::nullopt;
  }
  CaseStatus found{.case_id = file.id(), .on = on, .status = {}, .since = {}};
  for (const auto& member : file.all<UnitMember>()) {
    const Standing standing{file, member->person_id, on};
    const auto status = status_of(standing, member->person_id);
    const bool is_present =
        status && (!member->until || on < *member->until || standing.departed());
    const bool is_new = std::ranges::find(found.persons, member->person_id,
                                          &PersonStatus::person_id) == found.persons.end();
    if (is_present && is_new) {
      found.persons.push_back(*status);
    }
  }
  const auto as = [&](const PersonStatus& person) {
    found.status = person.status;
    found.since = person.since;
  };
  if (found.persons.empty()) {
    as(*status_of(file, PersonId{}, on));
  } else {
    as(*std::ranges::min_element(found.persons, {}, &PersonStatus::status));
  }
  return found;
}

std::int64_t CaseStatus::differing() const {
  return std::ranges::count_if(persons,
                               [&](const PersonStatus& person) { return person.status != status; });
}

std::vector<StatusRule> status_rules() {
  std::vector<StatusRule> all;
  for (const Rule& rule : rules) {
    StatusRule told{.status = rule.status, .when = std::string{rule.when}};
    for (std::string_view rest = rule.tables; !rest.empty();) {
      const auto end = std::min(rest.find(' '), rest.size());
      told.tables.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    all.push_back(std::move(told));
  }
  return all;
}

} // namespace libcase
