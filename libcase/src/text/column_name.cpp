#include "text/column_name.hpp"

#include <algorithm>

#include <libcase/vocabulary/kind_and_length.hpp>

#include "text/suggestion.hpp"

namespace libcase {

bool is_column_name(std::string_view text) {
  constexpr std::size_t longest = 40;
  const auto is_small = [](char letter) { return letter >= 'a' && letter <= 'z'; };
  return !text.empty() && text.size() <= longest && (is_small(text.front()) || text[0] == '_') &&
         std::ranges::all_of(text, [&](char letter) {
           return is_small(letter) || (letter >= '0' && letter <= '9') || letter == '_';
         });
}

std::string shown_unknown(std::string_view name, std::span<const std::string_view> known) {
  return (is_column_name(name) ? "'" + std::string{name} + "'" : kind_and_length(name)) +
         did_you_mean(name, known);
}

std::string shown_unknown_in_file(std::string_view name, std::span<const std::string_view> known) {
  return nearest_word(name, known) ? shown_unknown(name, known) : kind_and_length(name);
}

} // namespace libcase
