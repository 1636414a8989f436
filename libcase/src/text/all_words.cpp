#include "text/all_words.hpp"

#include <algorithm>
#include <string>

#include <libcase/vocabulary/errors.hpp>

#include "text/shipped_words.hpp"

namespace libcase {

AllWords::AllWords() {
  constexpr std::array<std::string_view, 2> first{"en.json", "nl.json"}; // as `Language` counts
  for (const std::string_view wanted : first) {
    for (const auto& [file, json] : shipped_words()) {
      if (file == wanted) {
        add(file, json);
      }
    }
  }
  for (const auto& [file, json] : shipped_words()) {
    if (std::ranges::find(first, file) == first.end()) {
      add(file, json);
    }
  }
}

std::size_t AllWords::find(std::string_view code) const {
  std::size_t index = 0;
  while (index < count() && at(index).language() != code) {
    ++index;
  }
  return index;
}

std::size_t AllWords::add(std::string_view file, std::string_view json) {
  const std::lock_guard lock{adding_};
  const Words& words = kept_.emplace_back(file, json);
  try {
    if (count() > 0) {
      words.require_form_of(at(0));
    }
    if (count() == current_.size()) {
      throw InvalidValue("invalid_words", std::string{file} + ": expected at most " +
                                              std::to_string(current_.size()) + " languages");
    }
  } catch (const InvalidValue&) {
    kept_.pop_back();
    throw;
  }
  const std::size_t index = find(words.language());
  current_[index] = &words;
  count_ = std::max(count(), index + 1);
  return index;
}

AllWords& all_words() {
  static AllWords all;
  return all;
}

} // namespace libcase
