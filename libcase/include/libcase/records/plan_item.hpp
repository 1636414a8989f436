// What a return and reintegration plan budgets in kind.
#ifndef LIBCASE_RECORDS_PLAN_ITEM_HPP
#define LIBCASE_RECORDS_PLAN_ITEM_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/award_line.hpp>
#include <libcase/records/reintegration_plan.hpp>

namespace libcase {

/// What support in kind is spent on. The uses named by the Dutch projects of 2010-2017:
/// training, finding work, an own business, school, the first months' rent, medical care.
enum class PlanCategory : std::uint8_t {
  business,
  job_placement,
  training,
  education,
  housing,
  medical,
  other,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(PlanCategory, business, job_placement, training, education, housing, medical,
                    other)

/// One item of a plan, in kind, paid from a line of an award.
struct PlanItem {
  ReintegrationPlanId reintegration_plan_id;
  AwardLineId award_line_id;
  Date on; ///< the day it was agreed
  PlanCategory category = PlanCategory::unset;
  Money budgeted;
  std::optional<SpendingPlace> place{}; ///< empty where it is not known
};
BOOST_DESCRIBE_STRUCT(PlanItem, (),
                      (reintegration_plan_id, award_line_id, on, category, budgeted, place))

/// The id of an item of a plan: deliveries link to it.
using PlanItemId = Id<PlanItem>;

} // namespace libcase

#endif // LIBCASE_RECORDS_PLAN_ITEM_HPP
