// The end of a plan: all that was agreed is done.
#ifndef LIBCASE_RECORDS_PLAN_COMPLETION_HPP
#define LIBCASE_RECORDS_PLAN_COMPLETION_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/reintegration_plan.hpp>

namespace libcase {

/// The completion of a plan.
struct PlanCompletion {
  ReintegrationPlanId reintegration_plan_id;
  Date on;
};
BOOST_DESCRIBE_STRUCT(PlanCompletion, (), (reintegration_plan_id, on))

} // namespace libcase

#endif // LIBCASE_RECORDS_PLAN_COMPLETION_HPP
