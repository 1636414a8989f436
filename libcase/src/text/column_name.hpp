// Names of columns and fields as messages tell them: where none was expected, such a name may be
// somebody's value.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace libcase {

/// Whether a text looks like the name of a column of ours, `a_name_2`, and not like a reference or
/// a date.
bool is_column_name(std::string_view text);
/// How messages tell a name that is none of the known ones: "'reson', did you mean 'reason'?". What
/// no column could be called is told by kind and length.
std::string shown_unknown(std::string_view name, std::span<const std::string_view> known);
/// How messages tell a column of a header: "'name'" where it looks like one, or else by its
/// position, "column 3".
std::string shown_column(std::string_view name, std::size_t position);

} // namespace libcase
