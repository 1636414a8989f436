#include "text/aligned.hpp"

#include <algorithm>

namespace libcase {

std::string aligned(std::span<const std::vector<std::string>> rows, std::size_t label_count) {
  std::vector<std::size_t> widths(rows.empty() ? 0 : rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t at = 0; at < widths.size(); ++at) {
      widths[at] = std::max(widths[at], row[at].size());
    }
  }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t at = 0; at < widths.size(); ++at) {
      const std::string blank(widths[at] - row[at].size(), ' ');
      text += at == 0 ? "" : "  ";
      text += at < label_count ? row[at] + blank : blank + row[at];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

std::string aligned(std::span<const std::pair<std::string, std::string>> parts) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& [name, part] : parts) {
    rows.push_back({name, part});
  }
  return aligned(rows, 2);
}

} // namespace libcase
