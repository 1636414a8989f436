// Texts from outside, as they may stand in a message.
#pragma once

#include <string>
#include <string_view>

namespace libcase {

/// A text at most 100 bytes long, cut between letters (of UTF-8) and marked with an ellipsis.
std::string shortened(std::string_view text);

} // namespace libcase
