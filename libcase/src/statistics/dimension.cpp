#include <string>

#include <libcase/statistics/dimension.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/shortened.hpp>

namespace libcase {

Dimension Dimension::parse(std::string_view name) {
  const auto names = dimension_names();
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) {
    return Dimension{static_cast<std::size_t>(found - names.begin())};
  }
  std::string expected;
  for (const std::string_view known : names) {
    expected += (expected.empty() ? "" : ", ") + std::string{known};
  }
  throw InvalidValue("unknown_dimension",
                     "expected one of " + expected + ", found '" + shortened(name) + "'");
}

} // namespace libcase
