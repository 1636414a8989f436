// When a part of a claim is to be paid back.
#ifndef LIBCASE_RECORDS_CLAIM_INSTALMENT_HPP
#define LIBCASE_RECORDS_CLAIM_INSTALMENT_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/claim.hpp>

namespace libcase {

/// A part of a claim that was agreed to be paid back by a day.
struct ClaimInstalment {
  ClaimId claim_id;
  Date due_on;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(ClaimInstalment, (), (claim_id, due_on, amount))

template <>
inline constexpr ColumnOptions column_options<&ClaimInstalment::due_on>{.is_plan = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_CLAIM_INSTALMENT_HPP
