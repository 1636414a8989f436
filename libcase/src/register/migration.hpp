// Brings the tables and views of a register that was made before up to date.
#pragma once

#include <string>
#include <vector>

#include "register/connection.hpp"

namespace libcase {

/// Makes the tables and views that are missing, and rebuilds those of an older shape. A register
/// that is only read may do without the views. Throws FormatError (`schema_mismatch`, `damaged`).
void migrate(Connection& connection);

/// The tables of all kinds and the views, those that are missing or of an older shape. Within a
/// transaction.
void make_tables_and_views(Connection& connection);

/// A view of what is known now that is not the one this version makes.
struct OutdatedView {
  std::string name;
  bool is_in_file;
};
/// The views to be made anew, in the order of their kinds.
std::vector<OutdatedView> outdated_views(const Connection& connection);

} // namespace libcase
