#include "support/source_dir.hpp"

namespace libcase::testing {

std::filesystem::path source_dir() {
  return LIBCASE_SOURCE_DIR;
}

} // namespace libcase::testing
