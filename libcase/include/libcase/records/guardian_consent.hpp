// What the guardian of a minor agrees to, or does not.
#ifndef LIBCASE_RECORDS_GUARDIAN_CONSENT_HPP
#define LIBCASE_RECORDS_GUARDIAN_CONSENT_HPP

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/guardianship.hpp>

namespace libcase {

/// What consent is asked for.
enum class ConsentSubject : std::uint8_t {
  returning,         ///< the minor's return, as planned
  end_of_procedures, ///< as `Consent::ends_procedures`
  data_exchange,     ///< as `Consent::allows_data_exchange`
  unset = 255,
};
BOOST_DESCRIBE_ENUM(ConsentSubject, returning, end_of_procedures, data_exchange)

/// What was answered.
enum class ConsentAnswer : std::uint8_t {
  given,
  withheld,  ///< asked and refused
  withdrawn, ///< given before, and taken back
  unset = 255,
};
BOOST_DESCRIBE_ENUM(ConsentAnswer, given, withheld, withdrawn)

/// The answer of a minor's guardian; a later one to the same subject takes the place of an earlier
/// one. What adults agree to themselves is a `Consent`.
/// That a guardian's consent is asked for is the practice of Nidos; no text was found that says so.
struct GuardianConsent {
  GuardianshipId guardianship_id;                 ///< of whom, and by whom
  ConsentSubject subject = ConsentSubject::unset; ///< what was asked
  Date on;                                     ///< the day it was answered, within the guardianship
  ConsentAnswer answer = ConsentAnswer::unset; ///< what was answered
};
BOOST_DESCRIBE_STRUCT(GuardianConsent, (), (guardianship_id, subject, on, answer))

} // namespace libcase

#endif // LIBCASE_RECORDS_GUARDIAN_CONSENT_HPP
