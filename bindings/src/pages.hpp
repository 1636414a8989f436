// Pages inside a notebook.
#pragma once

#include <string>
#include <string_view>

namespace libcase::python {

/// What stands in the body of a page, for a notebook, which is a page itself.
inline std::string body_of(const std::string& page) {
  constexpr std::string_view begin = "<body>";
  const std::size_t from = page.find(begin);
  const std::size_t until = page.rfind("</body>");
  return page.substr(from + begin.size(), until - from - begin.size());
}

} // namespace libcase::python
