#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/printing.hpp"
#include "support/source_dir.hpp"

namespace fs = std::filesystem;

namespace {

std::string room_of(const std::string& path) {
  return path.substr(0, path.find('/'));
}

/// Whether all floors may include the private headers of a room.
bool is_shared_room(const std::string& room) {
  return room == "compute" || room == "text";
}

std::optional<int> floor_of(const std::string& path) {
  static const std::map<std::string, int> floors{
      {"vocabulary", 1}, {"describe", 1}, {"compute", 1},  {"text", 1},      {"records", 2},
      {"exchange", 2},   {"rules", 3},    {"register", 4}, {"statistics", 5}};
  const auto found = floors.find(room_of(path));
  return found == floors.end() ? std::nullopt : std::optional{found->second};
}

/// What a file of the library includes that it may not. `file` is relative to the includes' root:
/// "records/case.hpp".
std::vector<std::string> misplaced_includes(const std::string& file, bool is_public,
                                            const std::string& text) {
  std::vector<std::string> misplaced;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    std::erase_if(line, [](char letter) { return letter == ' ' || letter == '\t'; });
    if (!line.starts_with("#include<") && !line.starts_with("#include\"")) {
      continue;
    }
    std::string target = line.substr(9, line.find_first_of(">\"", 9) - 9);
    const bool is_ours = target.starts_with("libcase/");
    target.erase(0, is_ours ? std::string{"libcase/"}.size() : 0);
    const auto own = floor_of(file);
    const auto other = floor_of(target);
    const bool is_private_of_others = !is_ours && own && other &&
                                      room_of(target) != room_of(file) &&
                                      !is_shared_room(room_of(target));
    const bool is_store = target.starts_with("SQLiteCpp") || target.starts_with("sqlite3");
    if ((own && other && *other > *own) ||
        (is_store && (is_public || !file.starts_with("register/"))) || is_private_of_others ||
        target.starts_with("pybind11") || (is_ours && own && !other)) {
      misplaced.push_back(target);
    }
  }
  return misplaced;
}

std::string read(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

TEST_CASE("floors: what points up, to the store, to Python or to another room's own is seen") {
  const auto misplaced = [](const char* file, bool is_public, const char* line) {
    return !misplaced_includes(file, is_public, line).empty();
  };
  CHECK(misplaced("records/case.hpp", true, "#include <libcase/register/register.hpp>"));
  CHECK(misplaced("vocabulary/date.cpp", false, "#include \"records/private.hpp\""));
  CHECK(misplaced("rules/x.cpp", false, "  # include <libcase/statistics/table.hpp>"));
  CHECK(misplaced("register/register.hpp", true, "#include <SQLiteCpp/Database.h>"));
  CHECK(misplaced("statistics/table.cpp", false, "#include <sqlite3.h>"));
  CHECK(misplaced("exchange/arrow.cpp", false, "#include <pybind11/pybind11.h>"));
  CHECK(misplaced("records/case.cpp", false, "#include <libcase/libcase.hpp>"));
  CHECK(misplaced("statistics/compare.cpp", false, "#include \"rules/caps.hpp\""));
  CHECK(misplaced("rules/explanation.cpp", false, "#include \"exchange/texts.hpp\""));
  CHECK_FALSE(misplaced("statistics/chart.cpp", false, "#include \"text/html.hpp\""));
  CHECK_FALSE(misplaced("rules/evaluation.cpp", false, "#include \"compute/parallel.hpp\""));
  CHECK_FALSE(misplaced("register/connection.cpp", false, "#include <SQLiteCpp/Database.h>"));
  CHECK_FALSE(misplaced("register/connection.cpp", false, "#include \"register/statement.hpp\""));
  CHECK_FALSE(misplaced("statistics/table.cpp", false, "#include <libcase/register/register.hpp>"));
  CHECK_FALSE(misplaced("libcase.hpp", true, "#include <libcase/register/register.hpp>"));
}

TEST_CASE("floors: no file of the library includes from a higher floor") {
  const fs::path library = libcase::testing::source_dir() / "libcase";
  int file_count = 0;
  for (const bool is_public : {true, false}) {
    const fs::path root = is_public ? library / "include" / "libcase" : library / "src";
    for (const auto& entry : fs::recursive_directory_iterator{root}) {
      if (!entry.is_regular_file()) {
        continue;
      }
      const std::string file = fs::relative(entry.path(), root).generic_string();
      CAPTURE(file);
      const bool is_on_a_floor = floor_of(file).has_value() || file == "libcase.hpp";
      CHECK(is_on_a_floor);
      CHECK(misplaced_includes(file, is_public, read(entry.path())) == std::vector<std::string>{});
      ++file_count;
    }
  }
  CHECK(file_count > 30);
}

TEST_CASE("floors: the umbrella holds every public header") {
  const fs::path root = libcase::testing::source_dir() / "libcase" / "include" / "libcase";
  // The kinds of records stand in their own list.
  const std::string umbrella = read(root / "libcase.hpp") + read(root / "records" / "all.hpp");
  std::vector<std::string> missing;
  for (const auto& entry : fs::recursive_directory_iterator{root}) {
    const std::string header = fs::relative(entry.path(), root).generic_string();
    const bool is_held = umbrella.find("#include <libcase/" + header + ">\n") != umbrella.npos;
    if (entry.is_regular_file() && header != "libcase.hpp" && !is_held) {
      missing.push_back(header);
    }
  }
  CHECK(missing == std::vector<std::string>{});
}

TEST_CASE("floors: the bindings use no private header of the library") {
  const fs::path library = libcase::testing::source_dir() / "libcase" / "src";
  int file_count = 0;
  for (const auto& entry :
       fs::directory_iterator{libcase::testing::source_dir() / "bindings" / "src"}) {
    std::istringstream lines{read(entry.path())};
    CAPTURE(entry.path());
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("#include \"")) {
        CAPTURE(line);
        CHECK_FALSE(fs::exists(library / line.substr(10, line.find('"', 10) - 10)));
      }
    }
    ++file_count;
  }
  CHECK(file_count > 10);
}

TEST_CASE("floors: the guard of a public header is named after it") {
  const fs::path root = libcase::testing::source_dir() / "libcase" / "include" / "libcase";
  for (const auto& entry : fs::recursive_directory_iterator{root}) {
    if (!entry.is_regular_file()) {
      continue;
    }
    std::string guard = fs::relative(entry.path(), root).replace_extension().generic_string();
    CAPTURE(guard);
    for (char& letter : guard) {
      letter = letter == '/' ? '_' : static_cast<char>(std::toupper(letter));
    }
    guard = "LIBCASE_" + guard + "_HPP\n";
    const std::string text = read(entry.path());
    CHECK(text.find("#ifndef " + guard + "#define " + guard) != text.npos);
  }
}
