// What became of a planned departure.
#ifndef LIBCASE_RECORDS_BOOKING_OUTCOME_HPP
#define LIBCASE_RECORDS_BOOKING_OUTCOME_HPP

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/booking.hpp>

namespace libcase {

/// What became of a booking.
enum class BookingResult : std::uint8_t {
  boarded,
  no_show, ///< what was handed over at the airport is given back
  cancelled,
  carriage_refused, ///< the carrier, or the state of transit or arrival, did not take the person
  unset = 255,
};
BOOST_DESCRIBE_ENUM(BookingResult, boarded, no_show, cancelled, carriage_refused)

/// The outcome of a booking; the last one by its day counts.
struct BookingOutcome {
  BookingId booking_id;
  Date on;
  BookingResult result = BookingResult::unset;
};
BOOST_DESCRIBE_STRUCT(BookingOutcome, (), (booking_id, on, result))

} // namespace libcase

#endif // LIBCASE_RECORDS_BOOKING_OUTCOME_HPP
