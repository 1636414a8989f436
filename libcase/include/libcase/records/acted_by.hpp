// Who did something for a minor: decided, confirmed, verified, looked.
#ifndef LIBCASE_RECORDS_ACTED_BY_HPP
#define LIBCASE_RECORDS_ACTED_BY_HPP

#include <cstdint>

#include <boost/describe/enum.hpp>

namespace libcase {

/// Who acted for a minor.
enum class ActedBy : std::uint8_t {
  guardian,
  implementer,         ///< of the programme, mostly IOM
  dtv,                 ///< Repatriation and Departure Service
  immigration_service, ///< IND
  embassy,             ///< the representation here or there
  authority_abroad,    ///< of the country of return
  court,
  other,
  unknown,
};
BOOST_DESCRIBE_ENUM(ActedBy, guardian, implementer, dtv, immigration_service, embassy,
                    authority_abroad, court, other, unknown)

} // namespace libcase

#endif // LIBCASE_RECORDS_ACTED_BY_HPP
