// Whether a return unit can pay its own journey.
#ifndef LIBCASE_RECORDS_MEANS_HPP
#define LIBCASE_RECORDS_MEANS_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// What was found about the means of a unit; a later finding takes the place of an earlier one.
struct Means {
  CaseId case_id;
  Date on; ///< the day it was established
  bool can_pay_journey;
};
BOOST_DESCRIBE_STRUCT(Means, (), (case_id, on, can_pay_journey))

} // namespace libcase

#endif // LIBCASE_RECORDS_MEANS_HPP
