// Just enough about the letters of a text: whether it is UTF-8, and Latin-1 turned into it.
#pragma once

#include <string>
#include <string_view>

namespace libcase {

/// Whether the bytes are UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
/// Source: The Unicode Standard, table 3-7.
bool is_utf8(std::string_view text) noexcept;
/// The text with bytes outside ASCII as \xff where it is no UTF-8, such as the name of a file.
std::string printable(std::string_view text);
/// `printable`, with control characters as \x1b too: for names that a damaged file may have.
std::string without_controls(std::string_view text);
/// Appends Latin-1 text as UTF-8.
void append_latin1(std::string& to, std::string_view latin1);

} // namespace libcase
