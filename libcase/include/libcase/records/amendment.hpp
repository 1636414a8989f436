// Another amount of an award line.
#ifndef LIBCASE_RECORDS_AMENDMENT_HPP
#define LIBCASE_RECORDS_AMENDMENT_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/award_line.hpp>

namespace libcase {

/// What a line grants from a day on: another amount, or the estimate of a line that had none.
struct Amendment {
  AwardLineId award_line_id;
  Date on;
  Money amount; ///< of the whole line, not the difference
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Amendment, (), (award_line_id, on, amount, reason))

template <>
inline constexpr ColumnOptions column_options<&Amendment::amount>{.amount =
                                                                      AmountBound::not_below_zero};

template <>
inline constexpr ColumnOptions column_options<&Amendment::reason>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_AMENDMENT_HPP
