// The departures of a register as columns, read once; what statistics count.
//
// One row a departure, codes instead of text: 22 bytes where published tables were expanded, else
// 30 and 12 more for each unit that left. A departure first established as unsupervised is left out
// once the same person is proven to have left, unless they were found here in between.
// Two unsupervised departures of one person are two events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <libcase/register/register.hpp>

namespace libcase {

/// A return unit whose present members have all left.
struct UnitDeparture {
  std::uint32_t
      departure;   ///< row of the principal's departure (the last one's where there is none)
  std::int32_t on; ///< days since 1970-01-01: the day the last of them left
  DatePrecision precision = DatePrecision::day; ///< of the least precise date of them
  std::uint16_t nationality;                    ///< of the principal: Country::index(), 0 unknown
  Composition composition;                      ///< the day before the first of them left
};

/// The departures of a register, column by column; all of one length.
struct DepartureColumns {
  std::vector<std::int32_t> on;             ///< days since 1970-01-01
  std::vector<std::uint8_t> precision;      ///< DatePrecision
  std::vector<std::uint8_t> mode;           ///< DepartureMode
  std::vector<std::uint8_t> assisted_by;    ///< AssistedBy
  std::vector<std::uint8_t> established_by; ///< EstablishedBy
  std::vector<std::uint8_t> left_from;      ///< PlaceKind
  std::vector<std::uint8_t> sex;            ///< Sex
  std::vector<std::uint8_t> composition; ///< Composition of the unit, the day before the first left
  /// Package of the award lines in force at departure: on the day itself, or on any day of the
  /// month, quarter or year where no more is known of it.
  std::vector<std::uint8_t> package;
  std::vector<std::uint16_t> nationality; ///< Country::index(); 0 unknown
  std::vector<std::uint16_t> destination; ///< Country::index(); 0 unknown
  std::vector<std::uint16_t> programmes;  ///< index into `programme_sets`
  std::vector<std::uint32_t> birth;       ///< index into `births`
  std::vector<std::uint32_t> person;      ///< one number a person; empty where `from_aggregates`
  std::vector<std::uint32_t> unit;        ///< one number a unit; empty where `from_aggregates`

  /// The combinations of programmes in force at departure (as for `Package`), each sorted by code;
  /// [0] is none.
  std::vector<std::vector<ProgrammeCode>> programme_sets{{}};
  std::vector<BirthDate> births{BirthDate{}}; ///< [0] is unknown
  std::vector<UnitDeparture> unit_departures; ///< empty where `from_aggregates`

  /// Expanded from published tables: its rows are events, and who they are is not known.
  bool from_aggregates = false;
  int register_count = 1;              ///< more where the columns of several were put together
  std::int64_t known_at_recording = 0; ///< the vintage: the last recording it covers
  std::optional<Instant> known_at{};   ///< when that was recorded; empty for an empty register

  std::size_t size() const noexcept { return on.size(); }
};

/// Reads all departures as known at a moment (now where empty), with `threads` connections.
DepartureColumns read_departures(const Register& reg, std::optional<Instant> as_known_at = {},
                                 int threads = 2);

} // namespace libcase
