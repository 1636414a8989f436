// The word that was probably meant.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace libcase {

/// The word that takes the fewest changes of a letter to become the text; empty where that is more
/// than one in three letters, or more than three, and for a text of one letter.
std::optional<std::string_view> nearest_word(std::string_view text,
                                             std::span<const std::string_view> words);

/// ", did you mean 'source'?", for the end of a message; empty where no word is near.
std::string did_you_mean(std::string_view text, std::span<const std::string_view> words);

} // namespace libcase
