// The words of all languages that are known.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string_view>

#include <libcase/vocabulary/language.hpp>

#include "text/words.hpp"

namespace libcase {

/// The words by the index of their language: English, Dutch, and then the others. What was added is
/// never taken away, so that readers need no lock.
class AllWords {
public:
  /// Those that the library ships.
  AllWords();

  std::size_t count() const { return count_.load(); }
  const Words& at(std::size_t language) const { return *current_[language].load(); }
  /// `count()` where there is none.
  std::size_t find(std::string_view code) const;
  /// The index of the language, whose words they now are. Throws what `add_language` does.
  std::size_t add(std::string_view file, std::string_view json);

private:
  std::mutex adding_;
  std::deque<Words> kept_;
  std::array<std::atomic<const Words*>, 64> current_{};
  std::atomic<std::size_t> count_ = 0;
};

AllWords& all_words();

/// The words of a language.
inline const Words& words_in(Language language) {
  return all_words().at(language.index());
}

} // namespace libcase
