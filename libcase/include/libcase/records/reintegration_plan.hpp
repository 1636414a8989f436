// The plan of a unit's return and reintegration (plan van aanpak).
#ifndef LIBCASE_RECORDS_REINTEGRATION_PLAN_HPP
#define LIBCASE_RECORDS_REINTEGRATION_PLAN_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// A version of the plan. What it buys stands in its items, all of them, also those that were
/// delivered under the version before.
struct ReintegrationPlan {
  CaseId case_id;
  Date on;                                            ///< the day it was drawn up
  std::optional<Id<ReintegrationPlan>> replaces_id{}; ///< the version before, once this is approved
};
BOOST_DESCRIBE_STRUCT(ReintegrationPlan, (), (case_id, on, replaces_id))

/// The id of a version of a plan: its items, approval and completion link to it.
using ReintegrationPlanId = Id<ReintegrationPlan>;

} // namespace libcase

#endif // LIBCASE_RECORDS_REINTEGRATION_PLAN_HPP
