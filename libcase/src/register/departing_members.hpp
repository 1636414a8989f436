// What those who leave are in their units, with whom they leave, and who receives them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include <libcase/records/application.hpp>
#include <libcase/records/facility_reservation.hpp>
#include <libcase/records/family.hpp>
#include <libcase/records/reception_arrangement.hpp>
#include <libcase/register/departure_columns.hpp>

#include "register/known_records.hpp"
#include "register/present_units.hpp"

namespace libcase {

class DepartingMembers {
public:
  DepartingMembers(const PersonDepartures& departures, const PresentUnits& units,
                   DepartureColumns& columns)
      : departures_(departures), units_(units), columns_(columns) {}

  /// Reads what the columns of `read` rest on beside the file of a case.
  void read_records(Connection& connection, std::int64_t known_at);
  /// Fills in the columns of those departures that are of this case. All of its members are given,
  /// of other cases too, by day.
  void read(const CaseFile& file, std::span<const std::size_t> departures);

private:
  void read_at_application(const CaseFile& file, std::size_t row);
  std::optional<Date> last_application(const CaseFile& file, std::size_t row) const;
  std::vector<Member> companions(const CaseFile& file, std::size_t row,
                                 std::span<const std::size_t> departures) const;
  Accompaniment accompaniment(const CaseFile& file, std::size_t row,
                              std::span<const std::size_t> departures) const;
  Reception reception(std::size_t row) const;
  Reception reception_on(PersonId person, Date day) const;

  PersonId person_of(std::size_t row) const { return {std::int64_t{columns_.person_id[row]}}; }
  Date first_day(std::size_t row) const { return Date::from_days_since_epoch(columns_.on[row]); }

  const PersonDepartures& departures_;
  const PresentUnits& units_;
  DepartureColumns& columns_;
  std::multimap<CaseId, Date> applications_;      ///< when the case applied
  std::set<std::pair<PersonId, Date>> transfers_; ///< Dublin transfers: of whom, and when
  ByPerson<ReceptionArrangement> arrangements_;
  ByPerson<FacilityReservation> reservations_;
};

} // namespace libcase
