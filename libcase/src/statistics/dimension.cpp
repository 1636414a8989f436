#include <string>

#include <libcase/statistics/dimension.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "text/column_name.hpp"
#include "text/joined.hpp"

namespace libcase {

Dimension Dimension::parse(std::string_view name) {
  const auto names = dimension_names();
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) {
    return Dimension{static_cast<std::size_t>(found - names.begin())};
  }
  throw InvalidValue("unknown_dimension",
                     "expected one of " + joined(names) + ", found " + shown_unknown(name, names));
}

} // namespace libcase
