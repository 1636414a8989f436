// The decision that a person must leave the country.
#ifndef LIBCASE_RECORDS_RETURN_DECISION_HPP
#define LIBCASE_RECORDS_RETURN_DECISION_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// A return decision (terugkeerbesluit).
struct ReturnDecision {
  PersonId person_id;
  Date on; ///< the day it was taken
  /// Days given to leave by oneself; 0 where the term was withheld, empty when unknown. The rule is
  /// 28. Source: Aliens Act 2000, article 62.
  std::optional<std::int64_t> departure_term_days{};
};
BOOST_DESCRIBE_STRUCT(ReturnDecision, (), (person_id, on, departure_term_days))

} // namespace libcase

#endif // LIBCASE_RECORDS_RETURN_DECISION_HPP
