// Whatever text is read as a record, it is refused with an error, or read and written back as the
// same record.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <libcase/exchange/json.hpp>
#include <libcase/records/all.hpp>
#include <libcase/vocabulary/errors.hpp>

using namespace libcase;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  for (const RecordKind* kind : record_kinds()) {
    try {
      const std::string written = to_json(record_from_json(*kind, text));
      if (to_json(record_from_json(*kind, written)) != written) {
        std::abort();
      }
    } catch (const InvalidValue&) {
    }
  }
  return 0;
}
