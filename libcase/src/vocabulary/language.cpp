#include <string>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/language.hpp>
#include <libcase/vocabulary/shortened.hpp>
#include <libcase/vocabulary/words_file.hpp>

#include "text/all_words.hpp"
#include "text/files.hpp"
#include "text/joined.hpp"

namespace libcase {

Language::Language(std::string_view code) {
  const std::size_t index = all_words().find(code);
  if (index == all_words().count()) {
    throw InvalidValue("unknown_language", "expected one of the languages " +
                                               joined(languages(), &Language::code) + ", found '" +
                                               shortened(code) + "'");
  }
  index_ = static_cast<std::uint8_t>(index);
}

std::string_view Language::code() const {
  return all_words().at(index_).language();
}

std::vector<Language> languages() {
  std::vector<Language> all;
  for (std::size_t index = 0; index < all_words().count(); ++index) {
    all.push_back(Language{static_cast<std::uint8_t>(index)});
  }
  return all;
}

std::string words_of(Language language) {
  return words_in(language).json();
}

Language add_language(const std::filesystem::path& file) {
  const std::string json = bytes_of_file(file, "a file of words");
  return Language{static_cast<std::uint8_t>(all_words().add(file.filename().string(), json))};
}

} // namespace libcase
