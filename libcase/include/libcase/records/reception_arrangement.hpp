// Who receives a minor at the end of the journey.
#ifndef LIBCASE_RECORDS_RECEPTION_ARRANGEMENT_HPP
#define LIBCASE_RECORDS_RECEPTION_ARRANGEMENT_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/acted_by.hpp>
#include <libcase/records/person.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// By whom a minor is received.
enum class ReceptionKind : std::uint8_t {
  family,          ///< a parent or another relative
  guardian_abroad, ///< a guardian appointed there
  facility,        ///< a house for minors
  unset = 255,
};
BOOST_DESCRIBE_ENUM(ReceptionKind, family, guardian_abroad, facility)

/// A place where a minor is received. The address itself stands in no record.
/// Source: Vreemdelingencirculaire 2000 (A), A4/6.1, and (B), B14/2.2.4 (texts of 1 April 2011).
struct ReceptionArrangement {
  PersonId person_id; ///< the minor
  ReceptionKind kind = ReceptionKind::unset;
  std::optional<PersonId> carer_id{}; ///< who receives them, where that is a person on record
  Date on;                            ///< the day it was arranged
  std::optional<Date> until{};        ///< the first day it no longer stands; empty while it does
  std::optional<Country> country{};
  std::optional<bool> carer_is_willing{};
  std::optional<bool> carer_is_able{};
  std::optional<Date> confirmed_on{}; ///< empty until it is confirmed
  std::optional<ActedBy> confirmed_by{};
  std::optional<bool> has_address{}; ///< whether a concrete address is held
};
BOOST_DESCRIBE_STRUCT(ReceptionArrangement, (),
                      (person_id, kind, carer_id, on, until, country, carer_is_willing,
                       carer_is_able, confirmed_on, confirmed_by, has_address))

/// The days on which an arrangement stands.
inline OpenPeriod period_of(const ReceptionArrangement& arrangement) {
  return {.from = arrangement.on, .until = arrangement.until};
}

} // namespace libcase

#endif // LIBCASE_RECORDS_RECEPTION_ARRANGEMENT_HPP
