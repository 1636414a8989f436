// The departures of several registers as one set of columns, so that offices can be compared or
// taken together.
#ifndef LIBCASE_STATISTICS_CONCAT_HPP
#define LIBCASE_STATISTICS_CONCAT_HPP

#include <span>

#include <libcase/register/departure_columns.hpp>

namespace libcase {

/// The departures of several registers, one after the other.
///
/// Ids are those of each register, and `register_begins` says which: a person in two of them
/// counts twice. Ids and units are left out where any of the registers is expanded from published
/// tables. A row without a weight stands for one where others have weights. The vintage is the
/// youngest of them, without the number of a recording. Throws InvalidValue (`no_registers`) where
/// there is none.
DepartureColumns concat(std::span<const DepartureColumns* const> registers);

} // namespace libcase

#endif // LIBCASE_STATISTICS_CONCAT_HPP
