#include <algorithm>

#include <libcase/rules/award_use.hpp>
#include <libcase/rules/guards.hpp>

#include "rules/violation.hpp"

namespace libcase {

namespace {

/// Whether a limit bounds all that another one bounds.
bool covers(const Limit& limit, const Limit& other) {
  const auto is_no_narrower = [](const auto& now, const auto& was) { return !now || now == was; };
  const bool is_of_form =
      limit.support ? limit.support == other.support : other.support != Support::service;
  return limit.award_id == other.award_id && is_of_form &&
         is_no_narrower(limit.programme, other.programme) &&
         is_no_narrower(limit.person_id, other.person_id) &&
         is_no_narrower(limit.place, other.place);
}

/// Whether there is a line for a limit to bound.
bool is_needed(const CaseFile& file, const Limit& limit) {
  return std::ranges::any_of(file.all<AwardLine>(), [&](const auto& line) {
    return line->award_id == limit.award_id &&
           (!limit.programme || *limit.programme == line->programme) &&
           (!limit.person_id || limit.person_id == line->person_id) &&
           (limit.support ? *limit.support == line->support : line->support != Support::service);
  });
}

/// How far a limit could be used: by its own bound or by a confirmed deviation from it.
Money reach_of(const CaseFile& file, const Recorded<Limit>& limit) {
  const Money allowed = allowed_by(file, limit);
  return allowed.currency() == limit->at_most.currency() && limit->at_most < allowed
             ? allowed
             : limit->at_most;
}

} // namespace

std::vector<Violation> violations_of_limits(const CaseFile& before, const CaseFile& after) {
  std::vector<Violation> found;
  for (const auto& limit : before.all<Limit>()) {
    const Money reach = reach_of(before, limit);
    const bool is_as_tight = std::ranges::any_of(after.all<Limit>(), [&](const auto& other) {
      const Money bound = other.id == limit.id ? other->at_most : reach_of(after, other);
      return covers(other.record, limit.record) && bound.currency() == reach.currency() &&
             bound <= reach;
    });
    if (is_as_tight || !is_needed(after, limit.record)) {
      continue;
    }
    const auto now = std::ranges::find(after.all<Limit>(), limit.id, &Recorded<Limit>::id);
    const bool stands = now != after.all<Limit>().end();
    found.push_back(violation(
        stands ? *now : limit, "limit_loosened",
        "expected a limit of at most " + reach.to_string() + " to stay as it was recorded, found " +
            (stands ? "one of " + now->record.at_most.to_string() : std::string{"it withdrawn"}) +
            ": more needs a deviation that a second actor has confirmed"));
  }
  return found;
}

} // namespace libcase
