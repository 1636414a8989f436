// What one period leaves to the next.
#ifndef LIBCASE_RECORDS_CARRY_OVER_HPP
#define LIBCASE_RECORDS_CARRY_OVER_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/budget_line.hpp>

namespace libcase {

/// An amount that moves from one budget line to another.
struct CarryOver {
  BudgetLineId from_line_id;
  BudgetLineId to_line_id;
  Date on;
  Money amount;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CarryOver, (), (from_line_id, to_line_id, on, amount, reason))

} // namespace libcase

#endif // LIBCASE_RECORDS_CARRY_OVER_HPP
