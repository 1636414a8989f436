// Brings the tables, indexes and views of a register that was made before up to date.
#pragma once

#include <string>
#include <vector>

#include "register/connection.hpp"

namespace libcase {

/// Makes the tables, indexes and views that are missing, and rebuilds those of an older shape. A
/// register that is only read may do without the views. Throws FormatError (`schema_mismatch`,
/// `damaged`).
void migrate(Connection& connection);

/// The same, within a transaction.
void make_schema_objects(Connection& connection);

} // namespace libcase
