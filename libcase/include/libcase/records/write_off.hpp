// What is no longer asked of a claim.
#ifndef LIBCASE_RECORDS_WRITE_OFF_HPP
#define LIBCASE_RECORDS_WRITE_OFF_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/claim.hpp>

namespace libcase {

/// A write-off. It counts once a second actor has confirmed it (see Confirmation).
struct WriteOff {
  ClaimId claim_id;
  Date on;
  Money amount;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(WriteOff, (), (claim_id, on, amount, reason))

template <>
inline constexpr ColumnOptions column_options<&WriteOff::reason>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_WRITE_OFF_HPP
