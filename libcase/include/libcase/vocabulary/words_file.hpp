// The files of words, for whoever translates them.
#ifndef LIBCASE_VOCABULARY_WORDS_FILE_HPP
#define LIBCASE_VOCABULARY_WORDS_FILE_HPP

#include <string>

#include <libcase/vocabulary/language.hpp>

namespace libcase {

/// The file of words of a language, in JSON. The English one, translated and named after another
/// language, is what `add_language` takes.
std::string words_of(Language language);

} // namespace libcase

#endif // LIBCASE_VOCABULARY_WORDS_FILE_HPP
