// A time in which the term to leave does not run.
#ifndef LIBCASE_RECORDS_TERM_SUSPENSION_HPP
#define LIBCASE_RECORDS_TERM_SUSPENSION_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/describe/columns.hpp>
#include <libcase/records/person.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// Why the term to leave does not run.
enum class SuspensionGround : std::uint8_t {
  appeal, ///< a remedy with suspensive effect, or a court's order; Aliens Act 2000, 73 and 82
  health, ///< the person is not fit to travel; Aliens Act 2000, article 64
  other,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(SuspensionGround, appeal, health, other)

/// A suspension of the term that a return decision gives to leave: its days do not count.
/// Source: Aliens Act 2000, articles 62, 64, 73 and 82.
struct TermSuspension {
  PersonId person_id;
  SuspensionGround ground = SuspensionGround::unset;
  Date from;
  std::optional<Date> until{}; ///< the first day on which the term runs again; empty until known
};
BOOST_DESCRIBE_STRUCT(TermSuspension, (), (person_id, ground, from, until))

template <>
inline constexpr ColumnOptions column_options<&TermSuspension::ground>{.sensitive = true};

/// The days on which a term does not run.
inline OpenPeriod period_of(const TermSuspension& suspension) {
  return {.from = suspension.from, .until = suspension.until};
}

} // namespace libcase

#endif // LIBCASE_RECORDS_TERM_SUSPENSION_HPP
