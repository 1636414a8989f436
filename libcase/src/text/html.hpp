// Text within HTML.
#pragma once

#include <string>
#include <string_view>

namespace libcase {

/// The text with the characters escaped that HTML gives a meaning.
std::string escaped(std::string_view text);

} // namespace libcase
