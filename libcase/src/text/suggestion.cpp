#include "text/suggestion.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace libcase {

namespace {

/// How many letters have to be put in, left out, changed or swapped with the next one (optimal
/// string alignment).
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t at = 0; at <= right.size(); ++at) {
    last[at] = at;
  }
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t changed = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[right.size()];
}

} // namespace

std::optional<std::string_view> nearest_word(std::string_view text,
                                             std::span<const std::string_view> words) {
  constexpr std::size_t longest = 60; // of what is still a word
  std::optional<std::string_view> nearest;
  if (text.size() < 2 || text.size() > longest) { // of one letter nothing would be left
    return nearest;
  }
  std::size_t fewest = std::clamp<std::size_t>(text.size() / 3, 1, 3) + 1;
  for (const std::string_view word : words) {
    const std::size_t changes = distance(text, word);
    if (changes < fewest) {
      fewest = changes;
      nearest = word;
    }
  }
  return nearest;
}

std::string did_you_mean(std::string_view text, std::span<const std::string_view> words) {
  const auto nearest = nearest_word(text, words);
  return nearest ? ", did you mean '" + std::string{*nearest} + "'?" : std::string{};
}

} // namespace libcase
