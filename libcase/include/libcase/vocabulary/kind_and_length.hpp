// What may be told of a value that may not be repeated.
#ifndef LIBCASE_VOCABULARY_KIND_AND_LENGTH_HPP
#define LIBCASE_VOCABULARY_KIND_AND_LENGTH_HPP

#include <string>
#include <string_view>

namespace libcase {

/// "a text of 18 letters", "a number of 4 digits", "a date", "a date before 1400" or "a date that
/// does not exist": what is not of the kind that was expected may be anything, where columns are
/// shifted somebody's name.
std::string kind_and_length(std::string_view text);

} // namespace libcase

#endif // LIBCASE_VOCABULARY_KIND_AND_LENGTH_HPP
