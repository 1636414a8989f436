// What the figures of a table mean.
#pragma once

#include <libcase/register/departure_columns.hpp>
#include <libcase/statistics/departures.hpp>

namespace libcase {

Definition define(const DepartureColumns& columns, const DepartureQuery& query);

} // namespace libcase
