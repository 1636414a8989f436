#include "text/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace libcase {

namespace {

constexpr bool is_between(unsigned char byte, unsigned char from, unsigned char to) noexcept {
  return from <= byte && byte <= to;
}

/// How many bytes the letter takes that begins here; 0 where there is none.
std::size_t letter_size(const unsigned char* at, std::size_t left) noexcept {
  const unsigned char lead = at[0];
  std::size_t size = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead < 0x80) {
    return 1;
  }
  if (is_between(lead, 0xC2, 0xDF)) {
    size = 2;
  } else if (is_between(lead, 0xE0, 0xEF)) {
    size = 3;
    low = lead == 0xE0 ? 0xA0 : low;
    high = lead == 0xED ? 0x9F : high;
  } else if (is_between(lead, 0xF0, 0xF4)) {
    size = 4;
    low = lead == 0xF0 ? 0x90 : low;
    high = lead == 0xF4 ? 0x8F : high;
  }
  if (size == 0 || size > left || !is_between(at[1], low, high)) {
    return 0;
  }
  for (std::size_t next = 2; next < size; ++next) {
    if (!is_between(at[next], 0x80, 0xBF)) {
      return 0;
    }
  }
  return size;
}

} // namespace

bool is_utf8(std::string_view text) noexcept {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t eight = high_bits;
    if (text.size() - at >= sizeof eight) {
      std::memcpy(&eight, bytes + at, sizeof eight);
    }
    if ((eight & high_bits) == 0) {
      at += sizeof eight;
      continue;
    }
    const std::size_t size = letter_size(bytes + at, text.size() - at);
    if (size == 0) {
      return false;
    }
    at += size;
  }
  return true;
}

namespace {

/// The text with bytes as \xff that are to be escaped.
template <class Escapes>
std::string escaped(std::string_view text, const Escapes& is_escaped) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string shown;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (is_escaped(byte)) {
      shown.append("\\x").append({digits[byte / 16], digits[byte % 16]});
    } else {
      shown += letter;
    }
  }
  return shown;
}

} // namespace

std::string printable(std::string_view text) {
  return is_utf8(text) ? std::string{text}
                       : escaped(text, [](unsigned char byte) { return byte >= 0x80; });
}

std::string without_controls(std::string_view text) {
  return escaped(printable(text), [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; });
}

void append_latin1(std::string& to, std::string_view latin1) {
  for (const char letter : latin1) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x80) {
      to += letter;
    } else {
      to += static_cast<char>(0xC0 | (byte >> 6));
      to += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
}

} // namespace libcase
