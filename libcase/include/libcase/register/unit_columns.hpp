// The return units of all cases on a day, as columns.
#ifndef LIBCASE_REGISTER_UNIT_COLUMNS_HPP
#define LIBCASE_REGISTER_UNIT_COLUMNS_HPP

#include <cstddef>
#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/describe/column_set.hpp>
#include <libcase/records/family.hpp>
#include <libcase/register/register.hpp>

namespace libcase {

/// What the units of a register are on a day: a row for each case that has members then. Cases out
/// of published tables have no units.
struct UnitColumns {
  columns::Ids<Case> case_id;
  columns::Codes<Composition> composition;   ///< what the members are together
  columns::Codes<CompositionBasis> rests_on; ///< what says who belongs to whom
  /// Whether the unit is here; `not_met` where all had left before that day, and were not found
  /// here since.
  columns::Codes<Verdict> is_here;
  columns::Counts members; ///< who are here in it that day, or may be
  columns::Counts minors;  ///< members who are surely minors

  Date on;
  MinorityDefinition definition = MinorityDefinition::national; ///< of who counts as a minor
  std::int64_t known_at_recording = 0;                          ///< the last recording it covers
  std::optional<Instant> known_at{}; ///< when that was recorded; empty for an empty register

  std::size_t size() const noexcept { return case_id.size(); }
};
BOOST_DESCRIBE_STRUCT(UnitColumns, (), (case_id, composition, rests_on, is_here, members, minors))

/// Reads the units of a day, each as `composition` says it of the file of its case, as known at a
/// moment (now where empty), with `threads` connections. Throws InvalidValue (`too_many_rows`) for
/// a register of more than `most_rows_in_columns` rows.
UnitColumns read_units(const Register& reg, Date on,
                       MinorityDefinition definition = MinorityDefinition::national,
                       std::optional<Instant> as_known_at = {}, int threads = 2);

} // namespace libcase

#endif // LIBCASE_REGISTER_UNIT_COLUMNS_HPP
