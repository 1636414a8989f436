// What the awards of a case take of the lines of a budget: a pure function of its file.
#ifndef LIBCASE_RULES_BUDGET_USE_HPP
#define LIBCASE_RULES_BUDGET_USE_HPP

#include <cstdint>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/records/case_file.hpp>
#include <libcase/rules/guards.hpp>

namespace libcase {

/// What one line of an award takes of the line of a budget that it is paid from.
struct BudgetUse {
  BudgetLineId budget_line_id;
  AwardLineId award_line_id;
  Date awarded_on; ///< the day of the award
  Money committed; ///< held beyond what was spent, see LineAccount
  Money spent;     ///< paid, delivered, and on services
  /// How much of it may exceed the budget line, by irregularities with the guard `above_budget`.
  Money irregular;
};
BOOST_DESCRIBE_STRUCT(BudgetUse, (),
                      (budget_line_id, award_line_id, awarded_on, committed, spent, irregular))

/// One for each award line of the case that names a budget line.
std::vector<BudgetUse> budget_uses(const CaseFile& file);

/// That an award line draws more than a budget has (`above_budget`, yet without a sentence). It
/// names what was written last of the line in a recording: the line itself, an amendment of it, or
/// what takes from it.
Violation drawn_by(const CaseFile& file, AwardLineId id, std::int64_t recording);

} // namespace libcase

#endif // LIBCASE_RULES_BUDGET_USE_HPP
