// That a minor lived in a house for minors.
#ifndef LIBCASE_RECORDS_FACILITY_STAY_HPP
#define LIBCASE_RECORDS_FACILITY_STAY_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// A stay in a facility abroad, as it happened.
struct FacilityStay {
  CaseId case_id;
  PersonId person_id;
  std::string facility;        ///< as `FacilityReservation::facility`
  Date from;                   ///< the first day of it
  std::optional<Date> until{}; ///< the day of leaving; empty while it lasts
};
BOOST_DESCRIBE_STRUCT(FacilityStay, (), (case_id, person_id, facility, from, until))

/// The days of a stay.
inline OpenPeriod period_of(const FacilityStay& stay) {
  return {.from = stay.from, .until = stay.until};
}

} // namespace libcase

#endif // LIBCASE_RECORDS_FACILITY_STAY_HPP
