// What a query for a table of departures asks.
#pragma once

#include <string_view>

#include <libcase/statistics/departures.hpp>

namespace libcase {

/// Ages are told up to this one.
inline constexpr int oldest_age = 150;

/// Throws InvalidValue (`repeated_dimension`, `invalid_filter`, `invalid_age_bands`).
void check_query(const DepartureQuery& query);

/// nullptr where the query does not filter by the dimension.
const Filter* find_filter(const DepartureQuery& query, Dimension dimension);

/// Whether the table is by the dimension of that name.
bool is_by(const DepartureQuery& query, std::string_view name);

/// Whether the table is by the dimension of that name, or filtered by it.
bool uses(const DepartureQuery& query, std::string_view name);

} // namespace libcase
