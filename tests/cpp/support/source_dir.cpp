#include "support/source_dir.hpp"

namespace support {

std::filesystem::path source_dir() {
  return LIBCASE_SOURCE_DIR;
}

} // namespace support
