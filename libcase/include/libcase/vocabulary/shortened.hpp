// Texts from outside, as they may stand in a message.
#ifndef LIBCASE_VOCABULARY_SHORTENED_HPP
#define LIBCASE_VOCABULARY_SHORTENED_HPP

#include <string>
#include <string_view>

namespace libcase {

/// A text at most 100 bytes long, cut between letters (of UTF-8) and marked with an ellipsis.
std::string shortened(std::string_view text);

} // namespace libcase

#endif // LIBCASE_VOCABULARY_SHORTENED_HPP
