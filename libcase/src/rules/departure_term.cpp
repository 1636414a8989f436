#include <algorithm>
#include <vector>

#include <libcase/rules/departure_term.hpp>

namespace libcase {

namespace {

/// Those of a person that began by a day, in order.
std::vector<OpenPeriod>
those_of(PersonId person, const std::vector<Recorded<TermSuspension>>& suspensions, Date by) {
  std::vector<OpenPeriod> found;
  for (const auto& suspension : suspensions) {
    if (suspension->person_id == person && suspension->from <= by) {
      found.push_back(period_of(suspension.record));
    }
  }
  std::ranges::sort(found, {}, &OpenPeriod::from);
  return found;
}

} // namespace

std::optional<Date> last_day_to_leave(const ReturnDecision& decision,
                                      const std::vector<Recorded<TermSuspension>>& suspensions,
                                      Date by) {
  constexpr std::int64_t most_days = 36'500;
  if (!decision.departure_term_days) {
    return std::nullopt;
  }
  Date last = decision.on.plus_days(
      static_cast<int>(std::clamp<std::int64_t>(*decision.departure_term_days, 0, most_days)));
  Date counted = decision.on; // until this day all is counted
  for (const OpenPeriod& suspension : those_of(decision.person_id, suspensions, by)) {
    const Date from = std::max(*suspension.from, counted);
    if (from > last) {
      break;
    }
    if (!suspension.until) {
      return std::nullopt;
    }
    if (from < *suspension.until) {
      last = last.plus_days(suspension.until->days_since_epoch() - from.days_since_epoch());
      counted = *suspension.until;
    }
  }
  return last;
}

} // namespace libcase
