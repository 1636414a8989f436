// Whether a minor can look after themself.
#ifndef LIBCASE_RECORDS_SELF_RELIANCE_DECISION_HPP
#define LIBCASE_RECORDS_SELF_RELIANCE_DECISION_HPP

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// What the immigration service decided, on evidence; a later decision takes the place of an
/// earlier one. It is never held against somebody who was under 16 at the decision.
/// Source: Vreemdelingencirculaire 2000 (B), B14/2.2.3 (text of 1 April 2011).
struct SelfRelianceDecision {
  PersonId person_id;
  Date on; ///< the day of the decision
  bool is_self_reliant;
  std::string evidence;              ///< what shows it
  std::optional<std::int64_t> age{}; ///< that the decision took, in years; empty where not told
};
BOOST_DESCRIBE_STRUCT(SelfRelianceDecision, (), (person_id, on, is_self_reliant, evidence, age))

template <>
inline constexpr ColumnOptions column_options<&SelfRelianceDecision::evidence>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_SELF_RELIANCE_DECISION_HPP
