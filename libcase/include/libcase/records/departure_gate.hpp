// By which rules a minor's departure was judged.
#ifndef LIBCASE_RECORDS_DEPARTURE_GATE_HPP
#define LIBCASE_RECORDS_DEPARTURE_GATE_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/departure.hpp>

namespace libcase {

/// The id of a departure.
using DepartureId = Id<Departure>;

/// That a departure went through the gate for minors. The register alone writes it, with the
/// departure or once that is judged, and withdraws it with the departure.
struct DepartureGate {
  DepartureId departure_id;
  std::string rules_digest; ///< of the file of rules that it was judged by
};
BOOST_DESCRIBE_STRUCT(DepartureGate, (), (departure_id, rules_digest))

} // namespace libcase

#endif // LIBCASE_RECORDS_DEPARTURE_GATE_HPP
