// The words that the numbers of countries stand for, wherever columns of them leave the library.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/vocabulary/country.hpp>

namespace libcase {

inline constexpr std::string_view unknown_label = "unknown";

/// By Country::index(): "unknown", then the codes.
inline std::shared_ptr<const std::vector<std::string>> country_labels() {
  static const auto labels = [] {
    auto made = std::make_shared<std::vector<std::string>>(1, std::string{unknown_label});
    for (const Country country : Country::all()) {
      made->emplace_back(country.code());
    }
    return made;
  }();
  return labels;
}

} // namespace libcase
