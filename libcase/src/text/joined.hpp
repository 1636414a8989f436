// Lists in sentences.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace libcase {

/// The parts as one text, with commas between them: "HRT, REAN". A projection says which
/// text stands for each part.
template <class Parts, class Projection = std::identity>
std::string joined(const Parts& parts, Projection project = {}, std::string_view separator = ", ") {
  std::string text;
  bool is_first = true;
  for (const auto& part : parts) {
    text.append(is_first ? std::string_view{} : separator).append(std::invoke(project, part));
    is_first = false;
  }
  return text;
}

} // namespace libcase
