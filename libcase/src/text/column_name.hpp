// Names of columns and fields as messages tell them: where none was expected, such a name may be
// somebody's value.
#pragma once

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
/// The same of a name in the header of a file, which may be the first row of one without a header:
/// a name that is near to no known one, "jansen", is told by kind and length too.
std::string shown_unknown_in_file(std::string_view name, std::span<const std::string_view> known);

} // namespace libcase
