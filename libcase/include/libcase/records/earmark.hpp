// A part of a budget line that is meant for something. It is reported, and limits nothing.
#ifndef LIBCASE_RECORDS_EARMARK_HPP
#define LIBCASE_RECORDS_EARMARK_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/budget_line.hpp>

namespace libcase {

/// An earmark within a budget line.
struct Earmark {
  BudgetLineId budget_line_id;
  std::string purpose;
  Money amount;
  std::string source; ///< where it was decided
};
BOOST_DESCRIBE_STRUCT(Earmark, (), (budget_line_id, purpose, amount, source))

} // namespace libcase

#endif // LIBCASE_RECORDS_EARMARK_HPP
