// What a person agrees to when asking for help with return.
#ifndef LIBCASE_RECORDS_CONSENT_HPP
#define LIBCASE_RECORDS_CONSENT_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// A declaration of a person; a later one takes the place of an earlier one.
/// Source: Vreemdelingencirculaire 2000 (A), A4/5.2.
struct Consent {
  PersonId person_id;
  Date on; ///< the day it was signed
  /// To the withdrawal of open procedures and of a residence permit; empty when not asked.
  std::optional<bool> ends_procedures{};
  /// To the exchange of data between the implementer and the authorities; empty when not asked.
  std::optional<bool> allows_data_exchange{};
};
BOOST_DESCRIBE_STRUCT(Consent, (), (person_id, on, ends_procedures, allows_data_exchange))

} // namespace libcase

#endif // LIBCASE_RECORDS_CONSENT_HPP
