// The digest of a text.
#pragma once

#include <string>
#include <string_view>

namespace libcase {

/// 16 bytes of BLAKE2b, in hexadecimal.
std::string blake2b_hex(std::string_view text);

} // namespace libcase
