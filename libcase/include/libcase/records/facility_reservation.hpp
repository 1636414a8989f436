// A place in a house for minors that is kept for one of them.
#ifndef LIBCASE_RECORDS_FACILITY_RESERVATION_HPP
#define LIBCASE_RECORDS_FACILITY_RESERVATION_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// The reservation of a place. A guard refuses more than a facility has places.
struct FacilityReservation {
  CaseId case_id;
  PersonId person_id;
  std::string facility;        ///< its code in the rules of the safeguards, such as "luanda"
  Date on;                     ///< the day it was reserved
  Date from;                   ///< the first day the place is needed
  std::optional<Date> until{}; ///< the first day it is free again; empty where that is open
};
BOOST_DESCRIBE_STRUCT(FacilityReservation, (), (case_id, person_id, facility, on, from, until))

template <>
inline constexpr ColumnOptions column_options<&FacilityReservation::from>{.is_plan = true};
template <>
inline constexpr ColumnOptions column_options<&FacilityReservation::until>{.is_plan = true};

/// The days for which a place is kept.
inline OpenPeriod period_of(const FacilityReservation& reservation) {
  return {.from = reservation.from, .until = reservation.until};
}

} // namespace libcase

#endif // LIBCASE_RECORDS_FACILITY_RESERVATION_HPP
