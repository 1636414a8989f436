// The end of an award before or after it was used.
#ifndef LIBCASE_RECORDS_AWARD_END_HPP
#define LIBCASE_RECORDS_AWARD_END_HPP

#include <cstdint>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/award.hpp>

namespace libcase {

/// How an award ended.
enum class AwardEndKind : std::uint8_t {
  used,    ///< all of it was given
  revoked, ///< the implementer took it back
  lapsed,  ///< it was not taken up in time
  unset = 255,
};
BOOST_DESCRIBE_ENUM(AwardEndKind, used, revoked, lapsed)

/// The end of an award. What was not given by then is free again.
struct AwardEnd {
  AwardId award_id;
  Date on; ///< the first day it is no longer in force
  AwardEndKind kind = AwardEndKind::unset;
  std::string ground;
};
BOOST_DESCRIBE_STRUCT(AwardEnd, (), (award_id, on, kind, ground))

template <>
inline constexpr ColumnOptions column_options<&AwardEnd::ground>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_AWARD_END_HPP
