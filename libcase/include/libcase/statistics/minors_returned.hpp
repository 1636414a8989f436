// The European table of unaccompanied minors who were returned.
#ifndef LIBCASE_STATISTICS_MINORS_RETURNED_HPP
#define LIBCASE_STATISTICS_MINORS_RETURNED_HPP

#include <optional>
#include <vector>

#include <libcase/statistics/departures.hpp>

namespace libcase {

/// Persons under 18 who left, provenly, without an adult parent or a guardian appointed abroad: by
/// quarter, type of return (mode and assistance), citizenship, destination, age and sex, as
/// Regulation (EC) 862/2007, Article 7, as amended by (EU) 2020/851 asks for them. It is neither
/// rounded nor protected. Dublin transfers are left out, as in the Regulation; citizens of the
/// Union are counted, and the definition says so.
///
/// Throws as `departures` does of persons; a quarter of which a departure is known by year alone is
/// refused.
Table unaccompanied_minors_returned(const DepartureColumns& columns, const Period& period,
                                    const std::vector<AgeBand>& age_bands = {
                                        {.from = 0, .to = 17}});

/// The same, of a register as known at a moment (now where empty).
inline Table
unaccompanied_minors_returned(const Register& reg, const Period& period,
                              const std::vector<AgeBand>& age_bands = {{.from = 0, .to = 17}},
                              std::optional<Instant> as_known_at = {}) {
  return unaccompanied_minors_returned(read_departures(reg, as_known_at), period, age_bands);
}

} // namespace libcase

#endif // LIBCASE_STATISTICS_MINORS_RETURNED_HPP
