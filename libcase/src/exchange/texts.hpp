// Texts as Arrow keeps them: one after the other, and where each begins.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include <libcase/exchange/arrow.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

struct Texts {
  std::vector<std::int32_t> offsets{0};
  std::vector<char> letters;

  void append(std::string_view text) {
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    if (text.size() > most - letters.size()) {
      throw InvalidValue("text_too_large", "expected less than 2 GiB of text in a column");
    }
    letters.insert(letters.end(), text.begin(), text.end());
    offsets.push_back(static_cast<std::int32_t>(letters.size()));
  }
};

inline ArrowColumn column_of(Texts&& texts) {
  return {.values = arrow_buffer(std::move(texts.offsets)),
          .text = arrow_buffer(std::move(texts.letters))};
}

} // namespace libcase
