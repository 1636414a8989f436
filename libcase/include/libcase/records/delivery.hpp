// What was bought and handed over for an item of a plan, and what it cost.
#ifndef LIBCASE_RECORDS_DELIVERY_HPP
#define LIBCASE_RECORDS_DELIVERY_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/plan_item.hpp>

namespace libcase {

/// A delivery in kind.
struct Delivery {
  PlanItemId plan_item_id;
  Date on;                               ///< the day it was handed over
  Money cost;                            ///< what it actually cost
  std::optional<std::string> proof{};    ///< where the receipt is kept
  std::optional<std::string> provider{}; ///< the organisation or the shop
};
BOOST_DESCRIBE_STRUCT(Delivery, (), (plan_item_id, on, cost, proof, provider))

template <>
inline constexpr ColumnOptions column_options<&Delivery::proof>{.personal = true};
template <>
inline constexpr ColumnOptions column_options<&Delivery::provider>{.personal = true};

/// The id of a delivery: invoices link to it.
using DeliveryId = Id<Delivery>;

} // namespace libcase

#endif // LIBCASE_RECORDS_DELIVERY_HPP
