// The columns of a file that may have no header, so that its names may be somebody's values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace libcase {

/// Whether a text looks like the name of a column of ours, `a_name_2`, and not like a reference or
/// a date.
bool is_column_name(std::string_view text);
/// How messages tell a column of a header: "'name'" where it looks like one, or else by its
/// position, "column 3".
std::string shown_column(std::string_view name, std::size_t position);

} // namespace libcase
