// How much was recorded that a guard would refuse: a count for the office itself.
#ifndef LIBCASE_STATISTICS_IRREGULARITIES_HPP
#define LIBCASE_STATISTICS_IRREGULARITIES_HPP

#include <optional>

#include <libcase/register/register.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

/// The irregularities that stand in a register, as known at a moment (now where empty), by the year
/// they were found, the `guard` that they open and the `kind` of record, by its table; with the
/// total of each year and of all. Without a period, of every year in which one was found.
///
/// It is internal and never published by cell. What was recorded with an irregularity counts in
/// tables for publication like any other, and irregularities are no dimension of those.
///
/// Throws InvalidValue (`invalid_period`) for a period that is not of whole years.
Table irregularities(const Register& reg, std::optional<Period> period = {},
                     std::optional<Instant> as_known_at = {});

} // namespace libcase

#endif // LIBCASE_STATISTICS_IRREGULARITIES_HPP
