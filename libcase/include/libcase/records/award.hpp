// What the implementer grants in a case. What it grants to whom stands in its lines.
#ifndef LIBCASE_RECORDS_AWARD_HPP
#define LIBCASE_RECORDS_AWARD_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/application.hpp>

namespace libcase {

/// A grant of support by the implementer, mostly IOM. It is in force from `on` until it ends (see
/// AwardEnd).
struct Award {
  CaseId case_id;
  std::optional<ApplicationId> application_id{}; ///< the request it answers, where recorded
  Date on;                                       ///< the day it was granted
  /// A payment of more than this needs a second actor (see Confirmation): the office's own bound
  /// when it granted the award. Empty where it has none.
  std::optional<Money> confirm_above{};
};
BOOST_DESCRIBE_STRUCT(Award, (), (case_id, application_id, on, confirm_above))

template <>
inline constexpr ColumnOptions column_options<&Award::confirm_above>{
    .amount = AmountBound::not_below_zero};

/// The id of an award: its lines, its limits and its end link to it.
using AwardId = Id<Award>;

} // namespace libcase

#endif // LIBCASE_RECORDS_AWARD_HPP
