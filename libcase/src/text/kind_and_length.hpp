// What may be told of a value that may not be repeated.
#pragma once

#include <string>
#include <string_view>

namespace libcase {

/// "a text of 18 letters", "a number of 4 digits" or "a date": what is not of the kind that its
/// column is of may be anything, where columns are shifted somebody's name.
std::string kind_and_length(std::string_view text);

} // namespace libcase
