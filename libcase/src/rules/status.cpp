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
    {ReturnStatus::completed, &Standing::completed,
     "departures plan_completions award_ends award_lines",
     "they left, and the last plan was completed, or no award of theirs is in force and one was "
     "used up or ran out after that"},
    {ReturnStatus::reintegrating, &Standing::reintegrating,
     "departures arrivals visits deliveries plan_items award_lines",
     "they left, and since then arrived, were reached by a visit, or were given goods"},
    {ReturnStatus::departed, &Standing::departed, "departures reappearances",
     "they left, other than by refused entry, and were not found here again"},
    {ReturnStatus::lapsed, &Standing::lapsed, "award_ends awards award_lines applications refusals",
     "all their awards have ended, the last thing decided is that one was revoked, has lapsed "
     "or ran out before they left, and no application is undecided"},
    {ReturnStatus::booked, &Standing::booked, "bookings booking_outcomes",
     "a journey is booked that was not missed, cancelled or refused"},
    {ReturnStatus::preparing, &Standing::preparing,
     "reintegration_plans awards award_lines refusals award_ends",
     "a reintegration plan of the case was drawn up; where nothing is awarded, after the last "
     "refusal and the last lapse"},
    {ReturnStatus::awarded, &Standing::awarded, "awards award_lines award_ends",
     "an award that has a line of theirs or of the unit is in force, or all of it was given and "
     "they have not left"},
    {ReturnStatus::refused, &Standing::refused, "refusals",
     "an application of the case was refused, and none is undecided"},
    {ReturnStatus::applied, &Standing::applied, "applications refusals",
     "the case applied, and was not refused"},
    {ReturnStatus::registered, &Standing::registered, "unit_members",
     "they are a member of the case, now or before"},
}};

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
  const std::vector<Member> members = file.members_on(on);
  for (const auto& membership : file.all<UnitMember>()) {
    const PersonId person = membership->person_id;
    const Standing standing{file, person, on};
    const bool is_here = std::ranges::find(members, person, &Member::person_id) != members.end();
    const bool is_new =
        std::ranges::find(found.persons, person, &PersonStatus::person_id) == found.persons.end();
    const auto status = status_of(standing, person);
    if (status && is_new && (is_here || standing.departed())) {
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
