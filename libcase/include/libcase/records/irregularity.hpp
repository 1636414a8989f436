// What has happened against a guard, and is recorded all the same.
#ifndef LIBCASE_RECORDS_IRREGULARITY_HPP
#define LIBCASE_RECORDS_IRREGULARITY_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// A record that a guard would refuse, but that a bank, a partner or an auditor shows to have
/// happened. It is recorded together with that record and marks it for ever. It opens limits,
/// budgets, membership, the order of stages, the closure of the case and the safeguards of minors;
/// nothing else, and of no later version of the record.
struct Irregularity {
  CaseId case_id;
  RecordId record_id; ///< the record that the guard names
  std::string guard;  ///< the code of the refusal, such as `above_line`
  Date on;            ///< the day it was found
  std::string reason;
  std::optional<Money> amount{}; ///< of a budget that was exceeded: by how much
};
BOOST_DESCRIBE_STRUCT(Irregularity, (), (case_id, record_id, guard, on, reason, amount))

template <>
inline constexpr ColumnOptions column_options<&Irregularity::reason>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_IRREGULARITY_HPP
