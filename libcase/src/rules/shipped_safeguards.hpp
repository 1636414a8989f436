// The files of the folder safeguards/, built into the library.
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace libcase {

/// Each file's name and text. Defined in a source that the build writes.
std::span<const std::pair<std::string_view, std::string_view>> shipped_safeguards();

} // namespace libcase
