// Money spent from a budget line on no case.
#ifndef LIBCASE_RECORDS_EXPENDITURE_HPP
#define LIBCASE_RECORDS_EXPENDITURE_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/budget_line.hpp>

namespace libcase {

/// An expenditure of no case: an office abroad, a study, a community project.
struct Expenditure {
  BudgetLineId budget_line_id;
  Date on;
  Money amount;
  std::string purpose;
};
BOOST_DESCRIBE_STRUCT(Expenditure, (), (budget_line_id, on, amount, purpose))

} // namespace libcase

#endif // LIBCASE_RECORDS_EXPENDITURE_HPP
