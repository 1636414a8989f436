// Whatever text is read as a rule file, it is loaded or refused with InvalidValue.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <libcase/rules/catalogue.hpp>
#include <libcase/vocabulary/errors.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    libcase::programme_from_json({reinterpret_cast<const char*>(data), size});
  } catch (const libcase::InvalidValue&) { // the answer to most of what comes here
  }
  return 0;
}
