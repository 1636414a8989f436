#include <iterator>
#include <set>

#include <libcase/register/facility_days.hpp>
#include <libcase/register/record_scan.hpp>

namespace libcase {

namespace {

template <class R>
std::vector<R> all_of(const Register& reg, std::optional<Instant> as_known_at) {
  std::vector<R> all;
  RecordScan scan{reg, record_kind<R>(), as_known_at};
  while (const auto found = scan.next()) {
    all.push_back(std::get<R>(found->record));
  }
  return all;
}

template <class R>
std::set<PersonId> there_on(const std::vector<R>& all, const std::string& facility, Date day) {
  std::set<PersonId> persons;
  for (const R& one : all) {
    if (one.facility == facility && period_of(one).contains(day)) {
      persons.insert(one.person_id);
    }
  }
  return persons;
}

} // namespace

std::vector<FacilityDay> facility_days(const Register& reg, Period period,
                                       const SafeguardRules& rules,
                                       std::optional<Instant> as_known_at) {
  const auto stays = all_of<FacilityStay>(reg, as_known_at);
  const auto reservations = all_of<FacilityReservation>(reg, as_known_at);
  std::vector<FacilityDay> rows;
  for (const Facility& facility : rules.facilities) {
    for (Date day = period.from(); day < period.until(); day = day.plus_days(1)) {
      const std::set<PersonId> present = there_on(stays, facility.code, day);
      std::set<PersonId> reserved = there_on(reservations, facility.code, day);
      std::erase_if(reserved, [&](PersonId person) { return present.contains(person); });
      rows.push_back({.facility = facility.code,
                      .day = day,
                      .places = places_on(facility, day),
                      .present = std::ssize(present),
                      .reserved = std::ssize(reserved)});
    }
  }
  return rows;
}

} // namespace libcase
