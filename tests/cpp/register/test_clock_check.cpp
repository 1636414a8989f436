#include <chrono>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include <libcase/register/register.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/files.hpp"
#include "support/sql.hpp"

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
  try {
    Register reg = Register::open(path, {.actor = "a tester",
                                         .clock = [ahead] { return system_time() + ahead; },
                                         .trusts_clock = trusts_clock});
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

TEST_CASE("register: a clock that was questioned does not become the time of the file") {
  const TempFolder folder;
  const auto path = folder.path() / "cases.db";
  const auto other = folder.path() / "other.db";
  CHECK(record_after(path, 0 * year) == "recorded");
  SUBCASE("whose log waits") {
    Register first = Register::open(path, {.actor = "a tester"});
    first.add_person(a_person());
    std::filesystem::copy_file(path, other);
    std::filesystem::copy_file(path.string() + "-wal", other.string() + "-wal");
  }
  SUBCASE("which is of an older version") {
    std::filesystem::copy_file(path, other);
    Sql{other}.execute("PRAGMA user_version = 1");
  }
  const auto before = std::filesystem::last_write_time(other);
  CHECK(record_after(other, 4 * year) == "clock_ahead");
  CHECK(std::filesystem::last_write_time(other) == before);
  CHECK(record_after(other, 4 * year) == "clock_ahead");
  CHECK(record_after(other, 0 * year) == "recorded");
}

TEST_CASE("register: an old register is written to where the file was changed since") {
  const RegisterFile place = a_register_file();
  {
    Register reg = place.open();
    a_case(reg);
  }
  CHECK(record_after(place.path, 0 * year) == "recorded"); // the file is of today
}
