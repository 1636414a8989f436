// Facts as columns of three-valued values over many return units.
//
// A column that is left out is unknown throughout.
#ifndef LIBCASE_RULES_FACT_COLUMNS_HPP
#define LIBCASE_RULES_FACT_COLUMNS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <libcase/rules/facts.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/programme_code.hpp>
#include <libcase/vocabulary/verdict.hpp>

namespace libcase {

/// Stands for an unknown code.
inline constexpr std::uint8_t unknown_code = 255;
/// A count as far as it is known: the numbers between two, both included.
struct CountRange {
  std::int32_t least = 0; ///< the smallest integer where unknown
  std::int32_t most = 0;  ///< the greatest integer where unknown

  constexpr CountRange() = default;
  /// A number that is known.
  constexpr CountRange(std::int32_t count) : least(count), most(count) {}
  /// Any number from the least to the most.
  constexpr CountRange(std::int32_t least_count, std::int32_t most_count)
      : least(least_count), most(most_count) {}
  /// Whether the number is known.
  constexpr bool is_exact() const { return least == most; }
  friend constexpr bool operator==(const CountRange&, const CountRange&) = default;
};
/// Stands for an unknown count.
inline constexpr CountRange unknown_count{std::numeric_limits<std::int32_t>::min(),
                                          std::numeric_limits<std::int32_t>::max()};
/// The bit of a set of codes or programmes that says there may be more than those set.
inline constexpr std::uint64_t unknown_more = std::uint64_t{1} << 63;

/// Stands for the day of a record where no record tells a value.
inline constexpr std::int32_t no_record = std::numeric_limits<std::int32_t>::min();
/// Stands for it where nothing is known of records.
inline constexpr std::int32_t unknown_record = std::numeric_limits<std::int32_t>::max();

/// Days since 1970-01-01 between which a date lies, both included; the smallest and the greatest
/// integer where unknown. Where there is known to be no such date, the earliest day lies after the
/// latest. Where the earliest day is unknown, there may also be no such date.
struct DateColumn {
  std::vector<std::int32_t> earliest;
  std::vector<std::int32_t> latest;
};

/// The days of an interval.
struct Days {
  std::int32_t earliest;
  std::int32_t latest;

  static constexpr Days unknown() {
    return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
  }
  static constexpr Days none() {
    return {std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()};
  }
  static Days on(Date day) { return {day.days_since_epoch(), day.days_since_epoch()}; }
  constexpr bool is_none() const { return earliest > latest; }
  constexpr bool is_exact() const { return earliest == latest; }
};

using VerdictColumn = std::vector<Verdict>;
using CodeColumn = std::vector<std::uint8_t>;
using CountryColumn = std::vector<std::uint16_t>; ///< Country::index(); 0 unknown
using CountColumn = std::vector<CountRange>;
using SetColumn = std::vector<std::uint64_t>; ///< a bit for each code, or the number of a set of
                                              ///< programmes

/// The values of a fact, by its kind; nothing where the column is left out.
using FactColumn = std::variant<std::monostate, VerdictColumn, CodeColumn, CountryColumn,
                                CountColumn, SetColumn, DateColumn>;

/// Facts of many return units, column by column: one value a unit, or one a person.
///
/// The persons of unit `u` are those from `first_person[u]` up to, not including,
/// `first_person[u + 1]`.
struct FactColumns {
  std::vector<std::uint32_t> first_person{0};
  std::array<FactColumn, fact_count> columns{};
  /// The sets of programmes that occur, with the numbers by which columns name them, from 1 on.
  /// The empty set is 0 and does not stand here.
  std::map<std::set<ProgrammeCode>, std::uint64_t> programme_sets{};
  std::vector<std::int64_t> cases{};   ///< the case of each unit, where there is one
  std::vector<std::int64_t> persons{}; ///< the id of each person, where there is one
  /// What sentences name persons by beside their role: the office's own references, by id.
  std::map<std::int64_t, std::string> references{};
  /// Of a fact that one dated record tells: the day of that record for each row, since 1970-01-01,
  /// or `no_record` or `unknown_record`. Empty for other facts, and for those of no case file.
  std::array<std::vector<std::int32_t>, fact_count> recorded_on{};

  std::size_t unit_count() const noexcept { return first_person.size() - 1; }
  std::size_t person_count() const noexcept { return first_person.back(); }
  const FactColumn& column(FactName name) const { return columns[static_cast<std::size_t>(name)]; }
  FactColumn& column(FactName name) { return columns[static_cast<std::size_t>(name)]; }

  /// The value of a date fact; unknown where the column is left out.
  Days days(FactName name, std::size_t row) const;
  /// The day of the record that tells a value; empty where none does, or that is not known.
  std::optional<Date> record_day(FactName name, std::size_t row) const;
  /// Whether no record tells a date fact, so that the day of assessment is taken for it.
  bool is_assumed(FactName name, std::size_t row) const;
  /// The number of a set of programmes, made where it is new.
  std::uint64_t programme_set(const std::set<ProgrammeCode>& programmes);
};

/// Throws InvalidValue (`invalid_columns`) unless each column has a value a unit or a person, and
/// the kind of its fact, and names sets of programmes that there are, and days of records are
/// as many where they are given.
void check(const FactColumns& columns);

/// The units at these indexes, in this order.
FactColumns take(const FactColumns& columns, std::span<const std::uint32_t> units);

/// Puts the units of `from` behind those of `to`. A column that one of them leaves out is unknown
/// for its units.
void append(FactColumns& to, FactColumns&& from);

/// Whether the value is known: not left out, of a set all of it, of a date the day or that there is
/// none, of a count the number.
bool is_known(const FactColumns& columns, FactName name, std::size_t row);

} // namespace libcase

#endif // LIBCASE_RULES_FACT_COLUMNS_HPP
