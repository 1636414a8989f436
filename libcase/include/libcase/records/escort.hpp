// Who travels with somebody to look after them.
#ifndef LIBCASE_RECORDS_ESCORT_HPP
#define LIBCASE_RECORDS_ESCORT_HPP

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// Who escorts.
enum class EscortBy : std::uint8_t {
  dtv, ///< Repatriation and Departure Service
  border_police,
  guardian,
  implementer,
  relative,
  other,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(EscortBy, dtv, border_police, guardian, implementer, relative, other)

/// The escort of one person on a journey. It makes no minor accompanied: only a parent does, or a
/// guardian appointed abroad.
struct Escort {
  CaseId case_id;
  PersonId person_id;
  Date on; ///< the day of the journey
  EscortBy escorted_by = EscortBy::unset;
};
BOOST_DESCRIBE_STRUCT(Escort, (), (case_id, person_id, on, escorted_by))

} // namespace libcase

#endif // LIBCASE_RECORDS_ESCORT_HPP
