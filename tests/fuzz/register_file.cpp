// Whatever is changed in the file of a register, it is read, or refused with an error. An input is
// a list of changes, four bytes each: where (three of them), and what stands there instead.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include <libcase/register/audit.hpp>
#include <libcase/register/case_files.hpp>
#include <libcase/register/departure_columns.hpp>
#include <libcase/register/record_scan.hpp>
#include <libcase/register/register.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/builders.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

std::string sound_register() {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    const ACase known = a_case(reg);
    reg.record(a_departure(known.id, known.person, Date{2011, 9, 1}));
    reg.replace(known.person, born("1979"), known.person.value);
    reg.withdraw(reg.record(Stay{known.person, PlaceKind::vbl, opened_on}), "entered twice");
  }
  return bytes_of(file.path);
}

template <class Action>
void trying(Action&& action) {
  try {
    action();
  } catch (const Error&) {
  }
}

void read_all(const Register& reg) {
  trying([&] { verify(reg); });
  trying([&] { reg.integrity_problems(); });
  trying([&] { reg.info(); });
  trying([&] { read_departures(reg); });
  trying([&] { reg.file(CaseId{1}); });
  trying([&] { reg.history(RecordId{3}); });
  trying([&] { reg.cases_open_on(opened_on); });
  trying([&] { reg.find_case("2011-0815"); });
  for (const RecordKind* kind : record_kinds()) {
    trying([&] {
      RecordScan scan{reg, *kind, {}, true};
      while (scan.next()) {
      }
    });
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string sound = sound_register();
  static const TempFolder folder;
  std::string bytes = sound;
  for (std::size_t at = 0; at + 4 <= size; at += 4) {
    const std::size_t place =
        data[at] | std::size_t{data[at + 1]} << 8U | std::size_t{data[at + 2]} << 16U;
    bytes[place % bytes.size()] = static_cast<char>(data[at + 3]);
  }
  const std::filesystem::path path = folder.path() / "cases.db";
  std::ofstream{path, std::ios::binary} << bytes;
  trying([&] { read_all(Register::open(path, {.read_only = true})); });
  return 0;
}
