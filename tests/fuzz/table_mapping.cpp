// Whatever text is read as the mapping of a published table, it is refused with InvalidValue, or
// reads rows.
#include "register/table_mapping.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/vocabulary/errors.hpp>

using namespace libcase;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string> header{"Nationality", "Age",   "Sex",
                                        "Year",        "Count", "Destination"};
  const std::vector<std::string_view> fields{"Iraq", "18 to 29", "Female", "2011", "3", "Iraq"};
  try {
    TableMapping mapping = TableMapping::parse({reinterpret_cast<const char*>(data), size});
    mapping.bind(header);
    TableRow row;
    std::vector<CsvFinding> findings;
    mapping.read(fields, row, findings);
    mapping.read(fields, row, findings);
  } catch (const InvalidValue&) {
  }
  return 0;
}
