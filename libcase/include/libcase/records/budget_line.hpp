// A line of a budget, from which awards are paid.
#ifndef LIBCASE_RECORDS_BUDGET_LINE_HPP
#define LIBCASE_RECORDS_BUDGET_LINE_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/describe/columns.hpp>

namespace libcase {

/// What may be spent on a purpose in a period.
struct BudgetLine {
  std::string code;                         ///< the office's own
  std::optional<std::string> priority{};    ///< of policy, where it is of one
  std::optional<ProgrammeCode> programme{}; ///< where it is of one
  Date from;                                ///< the first day on which awards may draw on it
  Date until;                               ///< the first day on which they no longer may
  Money amount;
  std::string source; ///< where the amount is decided
};
BOOST_DESCRIBE_STRUCT(BudgetLine, (), (code, priority, programme, from, until, amount, source))

template <>
inline constexpr ColumnOptions column_options<&BudgetLine::amount>{.amount =
                                                                       AmountBound::not_below_zero};

/// The id of a budget line: award lines, changes and expenditures link to it.
using BudgetLineId = Id<BudgetLine>;

} // namespace libcase

#endif // LIBCASE_RECORDS_BUDGET_LINE_HPP
