// What is arranged for a journey: neither money in hand nor goods.
#ifndef LIBCASE_RECORDS_SERVICE_HPP
#define LIBCASE_RECORDS_SERVICE_HPP

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/award_line.hpp>

namespace libcase {

/// What a service is. Those that IOM arranges under REAN.
enum class ServiceKind : std::uint8_t {
  ticket,
  document_fee,
  onward_travel,
  medical_escort,
  fit_to_fly, ///< a doctor's statement for the carrier
  baggage,
  other,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(ServiceKind, ticket, document_fee, onward_travel, medical_escort, fit_to_fly,
                    baggage, other)

/// A service that was given under a line of an award, and what it cost.
struct Service {
  AwardLineId award_line_id;
  Date on; ///< the day it was given
  ServiceKind kind = ServiceKind::unset;
  Money cost;
  std::optional<std::string> proof{};    ///< where the receipt is kept
  std::optional<std::string> provider{}; ///< the organisation or the carrier
};
BOOST_DESCRIBE_STRUCT(Service, (), (award_line_id, on, kind, cost, proof, provider))

template <>
inline constexpr ColumnOptions column_options<&Service::kind>{.sensitive = true};
template <>
inline constexpr ColumnOptions column_options<&Service::proof>{.personal = true};
template <>
inline constexpr ColumnOptions column_options<&Service::provider>{.personal = true};

/// The id of a service: invoices link to it.
using ServiceId = Id<Service>;

} // namespace libcase

#endif // LIBCASE_RECORDS_SERVICE_HPP
