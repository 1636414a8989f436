// A departure that is planned.
#ifndef LIBCASE_RECORDS_BOOKING_HPP
#define LIBCASE_RECORDS_BOOKING_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// The booking of a journey for one person.
struct Booking {
  CaseId case_id;
  PersonId person_id;
  Date on;         ///< the day it was booked
  Date departs_on; ///< the day of the journey
  std::optional<Country> destination{};
  std::optional<bool> is_escorted{};
};
BOOST_DESCRIBE_STRUCT(Booking, (), (case_id, person_id, on, departs_on, destination, is_escorted))

template <>
inline constexpr ColumnOptions column_options<&Booking::departs_on>{.is_plan = true};

/// The id of a booking: its outcome links to it.
using BookingId = Id<Booking>;

} // namespace libcase

#endif // LIBCASE_RECORDS_BOOKING_HPP
