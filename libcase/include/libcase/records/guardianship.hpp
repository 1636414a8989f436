// Who has authority over a minor in place of the parents.
#ifndef LIBCASE_RECORDS_GUARDIANSHIP_HPP
#define LIBCASE_RECORDS_GUARDIANSHIP_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// An organisation that is guardian. Who works there stands in no record.
enum class GuardianOrganisation : std::uint8_t {
  nidos,             ///< of unaccompanied minors here; source: Vreemdelingencirculaire 2000 (B)
  other_institution, ///< an institution here or abroad that a court or the law appointed
  public_authority,  ///< a child welfare office or another authority, here or abroad
};
BOOST_DESCRIBE_ENUM(GuardianOrganisation, nidos, other_institution, public_authority)

/// Where somebody was appointed.
enum class AppointedIn : std::uint8_t {
  here,   ///< such a guardian never ends being alone
  abroad, ///< by the law of another state: a minor with such a guardian here is not alone
  unknown,
};
BOOST_DESCRIBE_ENUM(AppointedIn, here, abroad, unknown)

/// The guardianship of a minor by a person or an organisation: one of the two is given, or neither
/// where it is only known that there is a guardian.
/// Source of what follows from where the guardian was appointed: Vreemdelingencirculaire 2000 (B),
/// B14/2.2.2 (text of 1 April 2011).
struct Guardianship {
  PersonId person_id;                                 ///< the minor
  std::optional<PersonId> guardian_id{};              ///< the guardian, where that is a person
  std::optional<GuardianOrganisation> organisation{}; ///< the guardian, where that is none
  AppointedIn appointed_in = AppointedIn::unknown;    ///< where the guardian was appointed
  /// Since when; empty when unknown. It then counts for every day before its end.
  std::optional<Date> from{};
  std::optional<Date> until{}; ///< the first day it no longer holds; empty while it does
};
BOOST_DESCRIBE_STRUCT(Guardianship, (),
                      (person_id, guardian_id, organisation, appointed_in, from, until))

/// The id of a guardianship: the consents of the guardian link to it.
using GuardianshipId = Id<Guardianship>;

/// The days on which a guardianship holds.
inline OpenPeriod period_of(const Guardianship& guardianship) {
  return {.from = guardianship.from, .until = guardianship.until};
}

} // namespace libcase

#endif // LIBCASE_RECORDS_GUARDIANSHIP_HPP
