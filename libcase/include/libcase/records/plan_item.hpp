// What a return and reintegration plan budgets for a person in kind.
#pragma once

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/award.hpp>
#include <libcase/records/person.hpp>

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

/// One item of a plan, in kind.
struct PlanItem {
  AwardId award_id;
  PersonId person_id;
  Date on; ///< the day the plan was agreed
  PlanCategory category = PlanCategory::unset;
  Money budgeted;
};
BOOST_DESCRIBE_STRUCT(PlanItem, (), (award_id, person_id, on, category, budgeted))

/// The id of an item of a plan: deliveries link to it.
using PlanItemId = Id<PlanItem>;

} // namespace libcase
