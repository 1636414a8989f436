// Whatever bytes are read as a CSV file, packed or not, rows are read or refused with an error.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <libcase/exchange/csv.hpp>
#include <libcase/records/all.hpp>
#include <libcase/vocabulary/errors.hpp>

using namespace libcase;

namespace {

void read_all(std::string_view bytes, CsvEncoding encoding, const RecordKind* kind) {
  CsvReader reader = CsvReader::over(bytes, {.encoding = encoding});
  const CsvForm form{*kind, reader.header(), CsvLinks::references};
  std::vector<CsvFinding> findings;
  while (reader.next()) {
    if (reader.problem() == nullptr) {
      AnyRecord record = make_record(*kind);
      form.read(reader.fields(), data_of(record), findings);
    }
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  for (const CsvEncoding encoding : {CsvEncoding::utf8, CsvEncoding::latin1}) {
    for (const RecordKind* kind : record_kinds()) { // of most of them it has not the columns
      try {
        read_all(bytes, encoding, kind);
      } catch (const Error&) {
      }
    }
  }
  return 0;
}
