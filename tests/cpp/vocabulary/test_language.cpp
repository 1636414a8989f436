#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include <doctest/doctest.h>

#include <libcase/rules/explanation.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/language.hpp>

#include "support/errors.hpp"
#include "support/files.hpp"
#include "support/printing.hpp"
#include "support/programmes.hpp"
#include "support/source_dir.hpp"
#include "support/units.hpp"

using namespace libcase;

namespace {

/// The English words, with "zz " before each text: a language that nobody speaks.
std::string invented_words() {
  std::ifstream file{testing::source_dir() / "libcase/words/en.json"};
  const std::string english{std::istreambuf_iterator<char>{file}, {}};
  const std::string words =
      std::regex_replace(english, std::regex{R"RE(": "([^"]*)")RE"}, R"(": "zz $1")");
  return std::regex_replace(words, std::regex{"zz ltr"}, "rtl");
}

} // namespace

TEST_CASE("language: English and Dutch come with the library") {
  CHECK(Language{} == Language::en);
  CHECK(Language{"nl"} == Language::nl);
  CHECK(Language::nl.code() == "nl");
  CHECK(languages().front() == Language::en);
  CHECK(testing::code_of([] { Language{"xx"}; }) == "unknown_language");
}

TEST_CASE("language: another one is a file of words") {
  const testing::Folder folder;
  const Language invented = add_language(folder.write("zz.json", invented_words()));
  CHECK(invented.code() == "zz");
  CHECK(Language{"zz"} == invented);
  CHECK(std::ranges::count(languages(), invented) == 1);
  CHECK(add_language(folder.write("zz.json", invented_words())) == invented);
  CHECK(LocalizedText{Date{2011, 3, 20}}.in(invented) == "zz 20 zz March 2011");
  CHECK(LocalizedText{Country{"IRQ"}}.in(invented) == "Iraq");
  const Programme programme =
      testing::a_programme(R"("criteria": [)" + testing::a_criterion(R"("dublin_claimant")") + "]");
  const std::string told = explain(assess(programme, testing::a_unit(1), 0), invented);
  CHECK(told.starts_with("zz Assessment under "));
  CHECK(told.find("zz This is an indication.") != std::string::npos);
}

TEST_CASE("language: a file without a key, or none at all, adds nothing") {
  const testing::Folder folder;
  const std::size_t before = languages().size();
  const std::string words =
      std::regex_replace(invented_words(), std::regex{R"RE("yes": "[^"]*",)RE"}, "");
  try {
    add_language(folder.write("zy.json", words));
    FAIL("it was added");
  } catch (const InvalidValue& error) {
    CHECK(error.code() == "invalid_words");
    CHECK(std::string{error.what()} == "zy.json: expected words for 'values.yes', found none");
  }
  CHECK(testing::code_of<StorageError>([&] { add_language(folder.path() / "zx.json"); }) ==
        "cannot_open");
  CHECK(languages().size() == before);
}
