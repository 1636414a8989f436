// The term to leave that a return decision gives, and how long it lasts.
#ifndef LIBCASE_RULES_DEPARTURE_TERM_HPP
#define LIBCASE_RULES_DEPARTURE_TERM_HPP

#include <optional>
#include <vector>

#include <libcase/records/case_file.hpp>

namespace libcase {

/// The last day on which a person may leave by themself, by a return decision and by those of
/// some suspensions that are theirs and began by a day: the days of a suspension do not count.
/// Empty where no term is recorded of the decision, and while a suspension has no end.
/// Source: Aliens Act 2000, articles 62, 64, 73 and 82.
std::optional<Date> last_day_to_leave(const ReturnDecision& decision,
                                      const std::vector<Recorded<TermSuspension>>& suspensions,
                                      Date by);

} // namespace libcase

#endif // LIBCASE_RULES_DEPARTURE_TERM_HPP
