// The departures of a register as columns, read once; what statistics count.
//
// One row a departure, codes instead of text: 28 bytes where published tables were expanded, else
// 36 and 12 more for each unit that left, and birth dates once each, in 8 bytes. A departure first
// established as unsupervised is left out once the same person is proven to have left, unless they
// were found here in between. Two unsupervised departures of one person are two events.
//
// A field of a departure gets its column by a member of the same name, and its name in the
// description below; where the column has labels, it is a dimension of tables by that alone.
#ifndef LIBCASE_REGISTER_DEPARTURE_COLUMNS_HPP
#define LIBCASE_REGISTER_DEPARTURE_COLUMNS_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/column_set.hpp>
#include <libcase/records/family.hpp>
#include <libcase/register/register.hpp>

namespace libcase {

/// A return unit whose present members have all left.
struct UnitDeparture {
  /// The index, among these columns, of the principal's departure (of the last one where there is
  /// none).
  std::uint32_t departure;
  std::int32_t on;           ///< days since 1970-01-01: the day the last of them left
  std::uint16_t nationality; ///< of the principal: Country::index(), 0 unknown
  DatePrecision precision = DatePrecision::day; ///< of the least precise date of them
  Composition composition;                      ///< the day before the first of them left
};
static_assert(sizeof(UnitDeparture) == 12); // no gaps: there is one for each unit that left

/// The registers that columns were read from.
struct ColumnOrigin {
  /// Expanded from published tables: its rows are events, and who they are is not known.
  bool from_aggregates = false;
  std::vector<std::size_t> register_begins{0}; ///< the first row of each register
  std::int64_t known_at_recording = 0;         ///< the vintage: the last recording it covers
  std::optional<Instant> known_at{}; ///< when that was recorded; empty for an empty register
};

/// The departures of a register, column by column.
struct DepartureColumns : ColumnOrigin {
  columns::Days on;
  columns::Codes<DatePrecision> precision;
  columns::Codes<DepartureMode> mode;
  columns::Codes<AssistedBy> assisted_by;
  columns::Codes<EstablishedBy> established_by;
  columns::Codes<PlaceKind> left_from;
  columns::Codes<Sex> sex;
  columns::Codes<Composition> composition; ///< of the unit, the day before the first of it left
  /// What they were in the unit the day before they left; by national law, as `composition`.
  columns::Codes<MemberCategory> member_category;
  /// What they were in it on the day of the last application; unknown where there is none, and of
  /// who was no member then.
  columns::Codes<MemberCategory> member_category_at_application;
  /// With whom of the case they left that day; of everybody under 18, as European statistics count.
  columns::Codes<Accompaniment> accompaniment;
  /// With whom they were in the unit on the day of the last application, of everybody under 18 too;
  /// unknown as `member_category_at_application`.
  columns::Codes<Accompaniment> accompaniment_at_application;
  columns::Codes<Reception> reception; ///< that stood on the day of departure
  /// That stood on the day of the last application; unknown where there is none. Who was to be
  /// transferred by Dublin is told at departure alone.
  columns::Codes<Reception> reception_at_application;
  /// Package of the award lines in force at departure: on the day itself, or on any day of the
  /// month, quarter or year where no more is known of it.
  columns::Codes<Package> package;
  columns::Countries nationality;
  columns::Countries destination;
  columns::ProgrammeSets programmes; ///< in force at departure, as for `package`
  columns::Births born;
  columns::Ids<Person> person_id; ///< empty where `from_aggregates`
  columns::Ids<Case> case_id;     ///< empty where `from_aggregates`
  /// How many departures each row stands for; empty where that is one. Counts of departures sum it;
  /// persons and units are not counted from weighted rows.
  columns::Weights weight;

  std::vector<UnitDeparture> unit_departures; ///< empty where `from_aggregates`

  std::size_t size() const noexcept { return on.size(); }
};
BOOST_DESCRIBE_STRUCT(DepartureColumns, (),
                      (on, precision, mode, assisted_by, established_by, left_from, sex,
                       composition, member_category, member_category_at_application, accompaniment,
                       accompaniment_at_application, reception, reception_at_application, package,
                       nationality, destination, programmes, born, person_id, case_id, weight))

template <>
inline constexpr SetColumnOptions set_column_options<&DepartureColumns::precision>{.is_dimension =
                                                                                       false};
template <>
inline constexpr SetColumnOptions set_column_options<&DepartureColumns::programmes>{
    .each_name = "programme", .each_meaning = "each programme in force that day"};
template <>
inline constexpr SetColumnOptions set_column_options<&DepartureColumns::born>{.band_name =
                                                                                  "age_band"};

/// Reads all departures as known at a moment (now where empty), with `threads` connections.
/// Throws InvalidValue (`too_many_rows`) for a register of more than `most_rows_in_columns` rows.
DepartureColumns read_departures(const Register& reg, std::optional<Instant> as_known_at = {},
                                 int threads = 2);

} // namespace libcase

#endif // LIBCASE_REGISTER_DEPARTURE_COLUMNS_HPP
