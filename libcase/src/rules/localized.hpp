// Sentences in both languages, put together.
#pragma once

#include <string>

#include <libcase/vocabulary/localized_text.hpp>

namespace libcase {

inline LocalizedText& operator+=(LocalizedText& text, const LocalizedText& more) {
  text.en += more.en;
  text.nl += more.nl;
  return text;
}

inline LocalizedText operator+(LocalizedText left, const LocalizedText& right) {
  left += right;
  return left;
}

/// A text that is the same in both languages.
inline LocalizedText same(const std::string& text) {
  return {text, text};
}

/// What stands in languages, alone or beside a source.
template <class T>
concept InLanguages = requires(T text) {
  text.en;
  text.nl;
};

/// Says a text that stands in one language alone in the other one too.
void in_each_language(InLanguages auto& text) {
  if (text.en.empty()) {
    text.en = text.nl;
  } else if (text.nl.empty()) {
    text.nl = text.en;
  }
}

/// Adds a text to a list of them, with a separator before it unless it is the first.
inline void append(LocalizedText& list, const std::string& separator, const LocalizedText& text) {
  if (!list.en.empty()) {
    list += same(separator);
  }
  list += text;
}

} // namespace libcase
