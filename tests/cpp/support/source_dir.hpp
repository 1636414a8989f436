// Where the sources are, for tests that read files of the project.
#pragma once

#include <filesystem>

namespace libcase::testing {

/// The root of the project. Told to one source alone, so that what another checkout compiled of
/// the rest can be used again.
std::filesystem::path source_dir();

} // namespace libcase::testing
