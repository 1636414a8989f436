// Text in columns, for a terminal.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace libcase {

/// Rows of as many cells each, a line a row: columns are as wide as their longest cell, with two
/// blanks between them. The first `label_count` columns begin on the left, the others, of figures,
/// end on the right.
std::string aligned(std::span<const std::vector<std::string>> rows, std::size_t label_count);

/// Names and what is said of each, a line a name.
std::string aligned(std::span<const std::pair<std::string, std::string>> parts);

} // namespace libcase
