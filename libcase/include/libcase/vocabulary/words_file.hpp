// The files of words, for whoever translates them.
#pragma once

#include <string>

#include <libcase/vocabulary/language.hpp>

namespace libcase {

/// The file of words of a language, in JSON. The English one, translated and named after another
/// language, is what `add_language` takes.
std::string words_of(Language language);

} // namespace libcase
