#include <libcase/vocabulary/shortened.hpp>

namespace libcase {

std::string shortened(std::string_view text) {
  constexpr std::size_t limit = 100;
  if (text.size() <= limit) {
    return std::string{text};
  }
  std::size_t end = limit - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return std::string{text.substr(0, end)} + "\u2026";
}

} // namespace libcase
