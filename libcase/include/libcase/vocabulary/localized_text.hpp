// A text that is put into words when somebody reads it, in the language of the reader.
//
// Whoever judges a case keeps what is said as values: a sentence of the files of words with its
// parts, a text of a rule file, a day, an amount. Only the language that is asked for is written.
#ifndef LIBCASE_VOCABULARY_LOCALIZED_TEXT_HPP
#define LIBCASE_VOCABULARY_LOCALIZED_TEXT_HPP

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/language.hpp>
#include <libcase/vocabulary/money.hpp>

namespace libcase {

/// A text in each language. Copies are cheap: they share what it is made of.
class LocalizedText {
public:
  /// A sentence by where it stands in the files of words; both texts outlive the program.
  struct Key {
    std::string_view group; ///< the group that it stands in, such as "codes.Role"
    std::string_view key;   ///< its name in there
    friend bool operator==(const Key&, const Key&) = default;
  };
  /// What stands in place of "{name}" in a sentence; of "{Name}", with a capital.
  using Part = std::pair<std::string_view, LocalizedText>;
  /// A text by the code of its language.
  using Texts = std::vector<std::pair<std::string, std::string>>;

  /// Says nothing.
  LocalizedText() = default;
  /// A day, written out.
  LocalizedText(Date day) : value_(day) {}
  /// An amount.
  LocalizedText(const Money& amount) : value_(amount) {}
  /// A number.
  LocalizedText(std::int64_t count) : value_(count) {}
  /// The name of a country.
  LocalizedText(Country country) : value_(country) {}
  /// A text as its author wrote it, in one language or more; the first is read where another one
  /// is asked for.
  static LocalizedText of_texts(Texts texts);
  /// What is the same in every language, such as a reference or a code.
  static LocalizedText same(std::string text);
  /// A sentence of the files of words, with its parts.
  static LocalizedText said(Key key, std::initializer_list<Part> parts = {});
  /// Several with a text of the group `lists` between them, and perhaps another one before the
  /// last; those that say nothing are left out.
  static LocalizedText listed(std::string_view between, std::vector<LocalizedText> all,
                              std::string_view last = {});

  /// Whether it says nothing.
  bool empty() const noexcept;
  /// The text in a language.
  std::string in(Language language) const;
  /// Writes the text in a language behind another one.
  void add_to(std::string& text, Language language) const;

  friend bool operator==(const LocalizedText& left, const LocalizedText& right);

private:
  struct Sentence;
  struct List;
  using Value = std::variant<std::monostate, Key, Date, Money, std::int64_t, Country,
                             std::shared_ptr<const std::string>, std::shared_ptr<const Texts>,
                             std::shared_ptr<const Sentence>, std::shared_ptr<const List>>;
  Value value_;
};

/// A sentence of the files of words, with its parts.
inline LocalizedText said(std::string_view group, std::string_view key,
                          std::initializer_list<LocalizedText::Part> parts = {}) {
  return LocalizedText::said({group, key}, parts);
}

/// Adds a text to a list of them unless it says nothing.
inline void add(std::vector<LocalizedText>& list, LocalizedText text) {
  if (!text.empty()) {
    list.push_back(std::move(text));
  }
}

} // namespace libcase

#endif // LIBCASE_VOCABULARY_LOCALIZED_TEXT_HPP
