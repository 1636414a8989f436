#include <string>

#include <libcase/statistics/dimension.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/shortened.hpp>

#include "text/joined.hpp"

namespace libcase {

Dimension Dimension::parse(std::string_view name) {
  const auto names = dimension_names();
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) {
    return Dimension{static_cast<std::size_t>(found - names.begin())};
  }
  throw InvalidValue("unknown_dimension",
                     "expected one of " + joined(names) + ", found '" + shortened(name) + "'");
}

} // namespace libcase
