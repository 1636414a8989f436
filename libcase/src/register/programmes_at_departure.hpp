// The programmes and packages of awards that are in force when somebody leaves.
#pragma once

#include <cstdint>

#include <libcase/register/departure_columns.hpp>

#include "register/connection.hpp"

namespace libcase {

/// Fills in the programmes and the package of the award lines in force for each person that day, or
/// on any day of the period in which they left. What a closed case granted is in force no more.
/// Throws InvalidValue (`too_many_programmes`).
void read_programmes(const Connection& connection, std::int64_t known_at,
                     DepartureColumns& columns);

} // namespace libcase
