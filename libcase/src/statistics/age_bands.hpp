// In which band of ages somebody leaves, of whom the birth and the day may be known in part.
#pragma once

#include <cstdint>
#include <vector>

#include <libcase/statistics/departures.hpp>

namespace libcase {

/// The age band of each row: the band's index in the query, then `other`, then `unknown`.
std::vector<std::uint8_t> age_band_codes(const DepartureColumns& columns,
                                         const std::vector<AgeBand>& bands, int threads);

} // namespace libcase
