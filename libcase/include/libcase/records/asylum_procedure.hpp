// A person's asylum procedure: when it was asked, and what was first decided.
#ifndef LIBCASE_RECORDS_ASYLUM_PROCEDURE_HPP
#define LIBCASE_RECORDS_ASYLUM_PROCEDURE_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// What an asylum decision says.
enum class AsylumDecision : std::uint8_t { granted, refused, not_considered };
BOOST_DESCRIBE_ENUM(AsylumDecision, granted, refused, not_considered)

/// One asylum procedure of a person.
struct AsylumProcedure {
  PersonId person_id;
  Date applied_on;
  std::optional<Date> first_decided_on{};         ///< empty while nothing was decided
  std::optional<AsylumDecision> first_decision{}; ///< empty when unknown or not decided
  std::optional<Date> ended_on{};                 ///< decided for good, or withdrawn
  std::optional<Date> notified_on{};              ///< the person was served with the first decision
  std::optional<Date> withdrawn_on{};             ///< the person gave the claim up, decided or not
};
BOOST_DESCRIBE_STRUCT(AsylumProcedure, (),
                      (person_id, applied_on, first_decided_on, first_decision, ended_on,
                       notified_on, withdrawn_on))

} // namespace libcase

#endif // LIBCASE_RECORDS_ASYLUM_PROCEDURE_HPP
