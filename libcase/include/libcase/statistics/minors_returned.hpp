// The European table of unaccompanied minors who were returned.
#pragma once

#include <vector>

#include <libcase/statistics/departures.hpp>

namespace libcase {

/// Persons under 18 who left, provenly, without an adult parent or a guardian appointed abroad: by
/// quarter, type of return (mode and assistance), citizenship, destination, age and sex, as
/// Regulation (EC) 862/2007, Article 7, as amended by (EU) 2020/851 asks for them. It is neither
/// rounded nor protected. Dublin transfers are not told apart; the definition says so.
///
/// Throws as `departures` does; a quarter of which a departure is known by year alone is refused.
Table unaccompanied_minors_returned(const DepartureColumns& columns, const Period& period,
                                    const std::vector<AgeBand>& age_bands = {
                                        {.from = 0, .to = 17}});

} // namespace libcase
