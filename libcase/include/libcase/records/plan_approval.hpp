// The approval of a plan: nothing is delivered under it before.
#ifndef LIBCASE_RECORDS_PLAN_APPROVAL_HPP
#define LIBCASE_RECORDS_PLAN_APPROVAL_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/reintegration_plan.hpp>

namespace libcase {

/// The approval of a version of a plan, with the items that were agreed by its day.
struct PlanApproval {
  ReintegrationPlanId reintegration_plan_id;
  Date on;
  std::optional<std::string> approved_by{}; ///< the organisation or the function
};
BOOST_DESCRIBE_STRUCT(PlanApproval, (), (reintegration_plan_id, on, approved_by))

} // namespace libcase

#endif // LIBCASE_RECORDS_PLAN_APPROVAL_HPP
