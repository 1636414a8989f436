#include <chrono>
#include <string>

#include <doctest/doctest.h>

#include <libcase/register/register.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

constexpr std::chrono::days year{366};

Instant system_time() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

/// Adds a person, by a clock that is that far from the system's.
std::string record_after(const std::filesystem::path& path, std::chrono::days ahead,
                         bool trusts_clock = false) {
  Register reg = Register::open(path, {.actor = "a tester",
                                       .clock = [ahead] { return system_time() + ahead; },
                                       .trusts_clock = trusts_clock});
  try {
    reg.add_person(a_person());
    return "recorded";
  } catch (const WrongState& error) {
    return error.code();
  }
}

} // namespace

TEST_CASE("register: a clock that is years ahead is questioned before it stamps what follows") {
  const TempFolder folder;
  const auto path = folder.path() / "cases.db";
  CHECK(record_after(path, 3 * year) == "clock_ahead"); // of the file, which was made just now
  CHECK(record_after(path, year) == "recorded");
  CHECK(record_after(path, 4 * year) == "clock_ahead"); // of the last recording
  CHECK(Register::open(path, {.read_only = true}).info().recording_count == 1);
  CHECK(record_after(path, 4 * year, true) == "recorded");
}

TEST_CASE("register: a clock that is years behind the last recording is questioned") {
  const TempFolder folder;
  const auto path = folder.path() / "cases.db";
  CHECK(record_after(path, 3 * year, true) == "recorded");
  CHECK(record_after(path, 0 * year) == "clock_behind");
  CHECK(record_after(path, 2 * year) == "recorded"); // stamped as the last one
  CHECK(record_after(path, 0 * year, true) == "recorded");
}

TEST_CASE("register: an old register is written to where the file was changed since") {
  const RegisterFile place = a_register_file();
  {
    Register reg = place.open();
    a_case(reg);
  }
  CHECK(record_after(place.path, 0 * year) == "recorded"); // the file is of today
}
