// The work list of an office: what is open in all its cases on a day, and what falls due by
// another.
#ifndef LIBCASE_REGISTER_DUE_HPP
#define LIBCASE_REGISTER_DUE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/register/register.hpp>
#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/status.hpp>
#include <libcase/rules/work_item.hpp>

namespace libcase {

/// One row of the work list. A row that is of a budget line, rather than of a case, has no case.
struct DueItem : WorkItem {
  std::optional<CaseId> case_id{};
  std::optional<std::string> reference{}; ///< the office's own, of the case
  std::optional<ReturnStatus> status{};   ///< where the case stands
  std::int64_t days_waiting = 0;          ///< since its day; below zero while that lies ahead
};
BOOST_DESCRIBE_STRUCT(DueItem, (WorkItem), (case_id, reference, status, days_waiting))
template <>
inline constexpr MemberNames shown_members<DueItem>{"reference", "status", "kind",
                                                    "code",      "on",     "days_waiting"};

/// Which rows of the work list are wanted; all where nothing is named.
struct DueFilter {
  /// All but questions where empty: these cost an assessment of each open application. Of the kind
  /// `minors` are the deadlines and observations about minors too.
  std::vector<WorkKind> kinds{};
  std::vector<std::string> codes{};                    ///< rows with one of these
  std::vector<ProgrammeCode> programmes{};             ///< rows of one of these
  std::vector<ReturnStatus> statuses{};                ///< of the case
  std::optional<std::int64_t> at_least_days_waiting{}; ///< only what has waited so long
  MinorTerms minor_terms{}; ///< after how many days something of a minor is overdue
};

/// What is open on the day `from`, in all cases that are open then, and what is still asked back,
/// or to be seen to for minors who left (see `outlasts_closure`), in closed ones: deadlines that
/// passed or come before the day `until`, next steps, questions and observations (see `deadlines`,
/// `next_steps`, `questions`, `observations`, `minors_to_see_to`); and budget lines whose period
/// has passed with something still committed (`budget_period_passed`). By day, and then by case. Of
/// persons who stand for the counts of a published table nothing is said.
///
/// Throws InvalidValue (`invalid_period`) where `until` is before `from`, and (`unknown_code`) for
/// a code that no row can have (see `work_codes`, `guard_codes`); NotFound (`no_such_programme`)
/// for a programme that neither the catalogue nor any record names.
std::vector<DueItem> due(const Register& reg, const Catalogue& catalogue, Date from, Date until,
                         const DueFilter& filter = {}, std::optional<Instant> as_known_at = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_DUE_HPP
