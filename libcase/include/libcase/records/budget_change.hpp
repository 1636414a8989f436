// More or less on a line of a budget.
#ifndef LIBCASE_RECORDS_BUDGET_CHANGE_HPP
#define LIBCASE_RECORDS_BUDGET_CHANGE_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/budget_line.hpp>

namespace libcase {

/// A change of a budget line.
struct BudgetChange {
  BudgetLineId budget_line_id;
  Date on;
  Money amount; ///< added; below zero where it is taken away
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(BudgetChange, (), (budget_line_id, on, amount, reason))

template <>
inline constexpr ColumnOptions column_options<&BudgetChange::amount>{.amount = AmountBound::any};

} // namespace libcase

#endif // LIBCASE_RECORDS_BUDGET_CHANGE_HPP
