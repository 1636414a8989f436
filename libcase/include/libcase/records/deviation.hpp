// More than the rules give: the implementer decides, and two persons answer for it.
#ifndef LIBCASE_RECORDS_DEVIATION_HPP
#define LIBCASE_RECORDS_DEVIATION_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/limit.hpp>

namespace libcase {

/// A decision to allow more than a limit of the rules. It counts once a second actor has confirmed
/// it (see Confirmation).
struct Deviation {
  LimitId limit_id;
  Date on;
  Money at_most; ///< what is allowed instead
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Deviation, (), (limit_id, on, at_most, reason))

template <>
inline constexpr ColumnOptions column_options<&Deviation::at_most>{.amount =
                                                                       AmountBound::not_below_zero};

template <>
inline constexpr ColumnOptions column_options<&Deviation::reason>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_DEVIATION_HPP
