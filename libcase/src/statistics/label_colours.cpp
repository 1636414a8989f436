#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include <libcase/register/departure_columns.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

namespace {

// Told apart with impaired colour vision too: after Okabe and Ito, "Color universal design" (2008).
constexpr std::array<std::string_view, 7> colours{"#0072b2", "#e69f00", "#009e73", "#cc79a7",
                                                  "#56b4e9", "#d55e00", "#f0e442"};
// What is no label of its own is grey.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> greys{
    {{"unknown", "#999999"}, {"none", "#666666"}, {"other", "#cccccc"}, {"all others", "#cccccc"}}};

/// The index of a label among the codes of the enum that has it.
std::optional<std::size_t> code_index(std::string_view label) {
  std::optional<std::size_t> index;
  each_column<DepartureColumns>([&](auto column) {
    using Column = column_type<DepartureColumns, decltype(column)>;
    if constexpr (requires { typename Column::code; }) {
      if (const auto code = code_from_text<typename Column::code>(label)) {
        index = index ? index : static_cast<std::size_t>(*code);
      }
    }
  });
  return index;
}

/// FNV-1a. Its seed was searched for: the shipped programmes, their usual combinations and twenty
/// frequent nationalities are told apart by their colours.
std::uint32_t hash_of(std::string_view label) {
  std::uint32_t hash = 12831734U;
  for (const char letter : label) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
  }
  return hash ^ hash >> 15U;
}

/// A colour of that hue, in degrees. Saturation and lightness are between 0 and 1.
std::string hex_of(double hue, double saturation, double lightness) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const double shift : {0.0, 8.0, 4.0}) { // red, green, blue
    const double twelfth = std::fmod(shift + hue / 30, 12);
    const double part = lightness - saturation * std::min(lightness, 1 - lightness) *
                                        std::clamp(std::min(twelfth - 3, 9 - twelfth), -1.0, 1.0);
    const auto value = static_cast<std::size_t>(std::lround(part * 255));
    text += {digits[value / 16], digits[value % 16]};
  }
  return text;
}

} // namespace

std::string colour_of(std::string_view label) {
  for (const auto& [name, grey] : greys) {
    if (label == name) {
      return std::string{grey};
    }
  }
  if (const auto index = code_index(label)) {
    return std::string{colours[*index % colours.size()]};
  }
  const std::uint32_t hash = hash_of(label);
  return hex_of(hash % 360, 0.65, 0.35 + 0.12 * (hash / 360 % 3));
}

} // namespace libcase
