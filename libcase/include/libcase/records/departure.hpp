// One person leaving the country: how, with whose help, and how we know.
#ifndef LIBCASE_RECORDS_DEPARTURE_HPP
#define LIBCASE_RECORDS_DEPARTURE_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// How somebody left.
enum class DepartureMode : std::uint8_t {
  voluntary,     ///< zelfstandig: under supervision, of one's own accord
  forced,        ///< gedwongen
  refused_entry, ///< turned back at the border; stands apart from totals of return
  unsupervised,  ///< zonder toezicht: no longer at the last known address
  unset = 255,
};
BOOST_DESCRIBE_ENUM(DepartureMode, voluntary, forced, refused_entry, unsupervised)

/// Who helped.
enum class AssistedBy : std::uint8_t { iom, dtv, other_organisation, nobody, unknown };
BOOST_DESCRIBE_ENUM(AssistedBy, iom, dtv, other_organisation, nobody, unknown)

/// What shows that somebody left.
enum class EstablishedBy : std::uint8_t {
  implementer_report,
  border_police_notice,
  other_proof,
  address_check,
  unknown,
};
BOOST_DESCRIBE_ENUM(EstablishedBy, implementer_report, border_police_notice, other_proof,
                    address_check, unknown)

/// One person leaving the country. Valid date: `on`.
struct Departure {
  CaseId case_id;
  PersonId person_id;
  /// The day the border was crossed (unsupervised: the day it was established); the first day of
  /// the period where the precision is coarser.
  Date on;
  DatePrecision precision = DatePrecision::day;
  std::optional<Country> destination{}; ///< empty when unknown
  DepartureMode mode = DepartureMode::unset;
  AssistedBy assisted_by = AssistedBy::unknown;
  EstablishedBy established_by = EstablishedBy::unknown;
  PlaceKind left_from = PlaceKind::unknown;
  /// Of a forced departure: to the state that is responsible for the claim to asylum.
  std::optional<bool> is_dublin_transfer{};
};
BOOST_DESCRIBE_STRUCT(Departure, (),
                      (case_id, person_id, on, precision, destination, mode, assisted_by,
                       established_by, left_from, is_dublin_transfer))

/// Proven to have left, voluntarily or by force (aantoonbaar vertrek).
constexpr bool is_demonstrable(DepartureMode mode) noexcept {
  return mode == DepartureMode::voluntary || mode == DepartureMode::forced;
}

} // namespace libcase

#endif // LIBCASE_RECORDS_DEPARTURE_HPP
