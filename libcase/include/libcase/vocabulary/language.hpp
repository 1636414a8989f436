// The languages in which the library tells what it found: those for which there is a file of words.
//
// English and Dutch come with it. Another one is a file more: translate `words/en.json`, name it
// after the language, such as `fr.json`, and add it. No C++ is written for a language.
#ifndef LIBCASE_VOCABULARY_LANGUAGE_HPP
#define LIBCASE_VOCABULARY_LANGUAGE_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace libcase {

/// A language for which there is a file of words.
class Language {
public:
  /// English.
  constexpr Language() noexcept = default;
  /// By its code, two or three small letters of ISO 639. Throws InvalidValue (`unknown_language`)
  /// where there are no words for it.
  explicit Language(std::string_view code);

  static const Language en; ///< English
  static const Language nl; ///< Dutch

  /// "nl".
  std::string_view code() const;
  /// The position in `languages()`.
  std::size_t index() const noexcept { return index_; }

  friend auto operator<=>(Language, Language) = default;

private:
  friend Language add_language(const std::filesystem::path& file);
  friend std::vector<Language> languages();
  constexpr explicit Language(std::uint8_t index) noexcept : index_(index) {}
  std::uint8_t index_ = 0;
};

inline constexpr Language Language::en{std::uint8_t{0}};
inline constexpr Language Language::nl{std::uint8_t{1}};

/// The languages known: English, Dutch, and then those that were added.
std::vector<Language> languages();

/// Adds the language of a file of words, or replaces its words. The file is named after the
/// language: `fr.json`. Threads may go on reading meanwhile.
///
/// Throws InvalidValue (`invalid_words`) with the file and the key where its keys, or what is
/// filled in in a text ("{day}"), are not those of `words/en.json`, and StorageError where the file
/// cannot be read.
Language add_language(const std::filesystem::path& file);

} // namespace libcase

#endif // LIBCASE_VOCABULARY_LANGUAGE_HPP
