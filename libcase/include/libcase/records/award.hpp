// What the implementer grants in a case. What it grants to whom stands in its lines.
#pragma once

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/application.hpp>

namespace libcase {

/// A grant of support by the implementer, mostly IOM.
struct Award {
  CaseId case_id;
  std::optional<ApplicationId> application_id{}; ///< the request it answers, where recorded
  Date on;                     ///< the day it was granted, the first of its being in force
  std::optional<Date> until{}; ///< the first day it is no longer in force; empty while it is
};
BOOST_DESCRIBE_STRUCT(Award, (), (case_id, application_id, on, until))

/// The id of an award: its lines, payments and plan items link to it.
using AwardId = Id<Award>;

} // namespace libcase
