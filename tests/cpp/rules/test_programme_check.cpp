#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <unistd.h>

#include <libcase/rules/programme_check.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/source_dir.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace fs = std::filesystem;

namespace {

const std::string source = R"("source": "made up", "certainty": "stated")";

/// A file of one version that has these members beside its days.
std::string rule_file(const std::string& members, const std::string& code = "MADE-UP") {
  return R"({"code": ")" + code + R"(", "name": {"en": "a", "nl": "b"}, "implementer": "X",
  "target_group": {"en": "a", "nl": "b"}, "version_by": {"date": "grant", )" +
         source + R"(},
  "versions": [{"name": "first", "from": {"date": "2010-01-01", )" +
         source + R"(}, "is_open": true, )" + members + "}]}";
}

std::string benefit(const std::string& name, const std::string& who,
                    const std::string& support = "cash") {
  return R"({"name": ")" + name + R"(", "text": {"en": "a", "nl": "b"}, "support": ")" + support +
         R"(", "who": )" + who + R"(, "amount": {"euro": "100", )" + source + "}, " + source + "}";
}

std::vector<std::string> told(const std::vector<RuleFileFinding>& findings) {
  std::vector<std::string> lines;
  for (const RuleFileFinding& finding : findings) {
    const std::string weight{to_text(finding.severity)};
    lines.push_back(weight + " " + to_text(finding));
  }
  return lines;
}

/// What is told of a file in a folder of its own, without the path of the folder.
std::vector<std::string> told_of(const std::string& text) {
  const TempFolder folder;
  std::ofstream{folder.path() / "x.json"} << text;
  std::vector<RuleFileFinding> findings = check_programmes(folder.path());
  for (RuleFileFinding& finding : findings) {
    finding.file = fs::path{finding.file}.filename().string();
  }
  return told(findings);
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("programme check: all that is wrong is told at once") {
  const std::string wrong = rule_file(
      R"("criteria": [
        {"name": "one", "text": {"en": "a", "nl": "b"}, "when": "adlt", "scope": "all", )" +
      source + R"(},
        {"name": "two", "text": {}, "scope": "al",
         "when": {"any": [{"fact": "role", "is": "partnr"}, {"fact": "age", "over": "17"}]},
         "sorce": "made up", "certainty": "stated"}],
      "benefits": [)" +
      benefit("adult", R"({"fact": "nationality", "on_list": "near"})") + "]");
  CHECK(
      told_of(wrong) ==
      Lines{
          R"(error x.json: $.versions[0].criteria[0].when: expected the name of a fact, found "adlt", did you mean 'adult'?)",
          R"(error x.json: $.versions[0].criteria[1].sorce: expected one of the keys source, certainty, reason, name, text, scope, among, when, provided, provided_by_reader, attested_from, found 'sorce', did you mean 'source'?)",
          R"(error x.json: $.versions[0].criteria[1].text: expected a text in one language at least, such as en, found {})",
          R"(error x.json: $.versions[0].criteria[1].scope: expected one of unit, any, all, each, found "al", did you mean 'all'?)",
          R"(error x.json: $.versions[0].criteria[1].when.any[0].is: expected one of principal, partner, child, other_relative, found "partnr", did you mean 'partner'?)",
          R"(error x.json: $.versions[0].criteria[1].when.any[1].over: expected a whole number, found "17")",
          R"(error x.json: $.versions[0].benefits[0].who.on_list: expected the name of a list of the programme, found "near")",
      });
}

TEST_CASE("programme check: what does not go together is told beside it") {
  const std::string wrong =
      rule_file(R"("implementr": "X", "caps": [], "combines_with": [{"programme": "MADE-UP", )" +
                source + R"(}], "benefits": [)" + benefit("a", R"("adult")", "grant") + "]");
  const Lines lines = told_of(wrong);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].starts_with("error x.json: $.versions[0].implementr: expected one of the keys "));
  CHECK(lines[0].ends_with("found 'implementr'"));
  CHECK(lines[1].starts_with("error x.json: $.versions[0].benefits[0].support: expected one of "));
  CHECK(lines[2].starts_with("error x.json: $.versions[0].combines_with[0].programme: expected "
                             "another programme than that of the file"));
}

TEST_CASE("programme check: what is no JSON has a line and a column") {
  const TempFolder folder;
  std::ofstream{folder.path() / "x.json"} << "{\n  \"code\": \"\u00e9\u00e9\" \"name\"\n}";
  const std::vector<RuleFileFinding> findings = check_programmes(folder.path() / "x.json");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].line == 2);
  CHECK(findings[0].column == 16);
  CHECK(findings[0].path.empty());
  CHECK(findings[0].sentence == "expected JSON, found: syntax error");
}

TEST_CASE("programme check: a key that stands twice keeps nothing else from being told") {
  const Lines lines = told_of("{\"code\": \"A\",\n \"code\": \"b\"}");
  REQUIRE(lines.size() > 2);
  CHECK(lines[0] == "error x.json: line 2, column 2: expected each key of an object once, found "
                    "'code' again");
  CHECK(lines[1].starts_with("error x.json: $.code: expected a programme code"));
}

TEST_CASE(
    "programme check: a misspelt word is followed by the one that was meant, at every level") {
  const auto criterion = [](const std::string& when) {
    return rule_file(R"("criteria": [{"name": "one", "text": {"en": "a", "nl": "b"}, )"
                     R"("scope": "all", "when": )" +
                     when + ", " + source + "}]");
  };
  const auto combination = [](const std::string& code) {
    return rule_file(R"("combines_with": [{"programme": ")" + code + R"(", )" + source + "}]");
  };
  const auto listed = [](const std::string& country) {
    std::string file = rule_file(R"("caps": [])");
    const std::string lists =
        R"("lists": {"near": {"text": {"en": "a", "nl": "b"}, "is_complete": true, )" + source +
        R"(, "countries": [{"country": ")" + country + R"("}]}}, )";
    return file.insert(1, lists);
  };
  const auto disputed = [](const std::string& reading) {
    const auto read_as = [](const std::string& name) {
      return R"({"name": ")" + name + R"(", "euro": "1", )" + source + "}";
    };
    return rule_file(R"("benefits": [)" + benefit("one", R"("adult")") +
                     R"(], "caps": [{"of": "person", "amount": {"dispute": "d", "default": ")" +
                     reading + R"(", "readings": [)" + read_as("first") + ", " + read_as("second") +
                     "]}}]");
  };
  const std::vector<std::pair<std::string, std::string>> files{
      {R"({"kode": "A"})", "'code'"}, // a key
      {rule_file(R"("criterea": [])"), "'criteria'"},
      {rule_file(R"("volumes": [{"kind": "goal", "txt": {"en": "a", "nl": "b"}}])"), "'text'"},
      {rule_file(R"("caps": [{"of": "persn", "amount": {"euro": "1", )" + source + "}}]"),
       "'person'"},                        // a word of a list
      {criterion(R"("adlt")"), "'adult'"}, // a fact
      {criterion(R"({"fact": "aeg", "over": 3})"), "'age'"},
      {criterion(R"({"fact": "age", "ovr": 3})"), "'over'"}, // a key of a condition
      {criterion(R"({"fact": "born_on", "befor": "2000-01-01"})"), "'before'"},
      {criterion(R"({"fact": "born_on", "before": {"fact": "born_onn"}})"), "'born_on'"},
      {criterion(R"({"fact": "born_on", "before": {"fact": "born_on", "plus_month": 1}})"),
       "'plus_months'"},
      {criterion(R"({"fact": "role", "si": "child"})"), "'is'"},
      {criterion(R"({"fact": "places", "any_off": ["vbl"]})"), "'any_of'"},
      {criterion(R"({"fact": "nationality", "on_lst": "near"})"), "'on_list'"},
      {criterion(R"({"fact": "nationality", "same_as": "destinaton"})"), "'destination'"},
      {criterion(R"({"nott": "adult"})"), "'not'"}, // the form of a condition
      {criterion(R"({"al": ["adult"]})"), "'all'"},
      {criterion(R"({"fact": "role", "is": "chld"})"), "'child'"},                // a code
      {criterion(R"({"fact": "other_programmes", "any_of": ["hrt"]})"), "'HRT'"}, // a programme
      {criterion(R"({"fact": "other_programmes", "any_of": ["HRTT"]})"), "'HRT'"},
      {combination("avr_fc"), "'AVR-FC'"},
      {combination("REAM"), "'REAN'"},
      {criterion(R"({"fact": "nationality", "any_of": ["Irak"]})"), "'IRQ' (Iraq)"}, // a country
      {criterion(R"({"fact": "nationality", "any_of": ["irq"]})"), "'IRQ' (Iraq)"},
      {listed("IQ"), "'IRQ' (Iraq)"},
      {listed("IRQQ"), "'IRQ' (Iraq)"},
      {disputed("secnd"), "'second'"}, // a reading
  };
  for (const auto& mistaken : files) {
    CAPTURE(mistaken.first);
    const Lines lines = told_of(mistaken.first);
    CAPTURE(lines);
    CHECK(std::ranges::any_of(lines, [&](const std::string& line) {
      return line.find("did you mean " + mistaken.second + "?") != std::string::npos;
    }));
  }
  CHECK(told_of(combination("HRT")) == Lines{});
  CHECK(told_of(listed("IRQ")) == Lines{});
  CHECK(told_of(disputed("second")) == Lines{});
}

TEST_CASE("programme check: a programme is looked up wherever a file names one") {
  const std::string either =
      R"({"any": ["adult", {"not": {"fact": "other_programmes", "any_of": ["HRT", "X-Y"]}}]})";
  const std::string doubtful = rule_file(
      R"("criteria": [{"name": "one", "text": {"en": "a", "nl": "b"}, "scope": "all", )"
      R"("among": )" +
      either + R"(, "when": )" + either + ", " + source + R"(}], "benefits": [)" +
      benefit("all", either) + R"(], "excludes": [{"programme": "X-Y", )" + source + "}]");
  const std::string told =
      ".any[1].not.any_of[1]: expected a programme that is defined, found 'X-Y'";
  const std::string version = "warning x.json: $.versions[0].";
  CHECK(told_of(doubtful) == Lines{version + "criteria[0].among" + told,
                                   version + "criteria[0].when" + told,
                                   version + "benefits[0].who" + told,
                                   version + "excludes[0].programme: expected a programme that is "
                                             "defined, found 'X-Y'"});
}

TEST_CASE("programme check: a programme that nobody defines is a warning") {
  const std::string doubtful = rule_file(R"("combines_with": [{"programme": "REAM", )" + source +
                                         R"(}], "excludes": [{"programme": "HRT", )" + source +
                                         R"(}, {"programme": "X-Y", )" + source + "}]");
  CHECK(told_of(doubtful) ==
        Lines{"warning x.json: $.versions[0].combines_with[0].programme: expected a programme that "
              "is defined, found 'REAM', did you mean 'REAN'?",
              "warning x.json: $.versions[0].excludes[1].programme: expected a programme that is "
              "defined, found 'X-Y'"});

  const TempFolder folder;
  std::ofstream{folder.path() / "a.json"} << doubtful;
  std::ofstream{folder.path() / "b.json"} << rule_file(R"("caps": [])", "REAM");
  const auto findings = check_programmes(folder.path());
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].path == "$.versions[0].excludes[1].programme");
  CHECK(check_programmes(folder.path(), Catalogue{}).size() == 2);
}

TEST_CASE("programme check: age bands that overlap are a warning") {
  const auto warned = [](const std::string& one, const std::string& other,
                         const std::string& support = "cash") {
    const Lines lines = told_of(rule_file(R"("benefits": [)" + benefit("young", one) + ", " +
                                          benefit("old", other, support) + "]"));
    CHECK((lines.empty() || lines.front().starts_with("warning")));
    return lines;
  };
  const std::string to_12 = R"({"fact": "age", "at_most": 12})";
  const std::string under_12 = R"({"fact": "age", "under": 12})";
  const std::string from_12 = R"({"fact": "age", "at_least": 12, "under": 18})";
  CHECK(warned(to_12, from_12) ==
        Lines{"warning x.json: $.versions[0].benefits[1].who: expected age bands that do not "
              "overlap, found ages that 'young' has too: from 12 to 12"});
  CHECK(warned(under_12, from_12).empty());
  CHECK(warned(to_12, to_12).empty()); // two benefits for the same persons
  CHECK(warned(to_12, from_12, "in_kind").empty());
  const auto of = [](const std::string& whom, const std::string& ages) {
    return R"({"all": [")" + whom + R"(", )" + ages + "]}";
  };
  CHECK(warned(of("child_in_family", to_12), of("child_in_family", from_12)).size() == 1);
  CHECK(warned(of("child_in_family", to_12), of("unaccompanied_minor", from_12)).empty());
}

TEST_CASE("programme check: two files for one programme are an error of the second") {
  const TempFolder folder;
  std::ofstream{folder.path() / "a.json"} << rule_file(R"("caps": [])");
  std::ofstream{folder.path() / "b.json"} << rule_file(R"("caps": [])");
  const auto findings = check_programmes(folder.path());
  REQUIRE(findings.size() == 1);
  CHECK(fs::path{findings[0].file}.filename() == "b.json");
  CHECK(findings[0].path == "$.code");
}

TEST_CASE("programme check: nothing is wrong with the shipped files") {
  const fs::path folder = source_dir() / "libcase" / "programmes";
  CHECK(told(check_programmes(folder)) == Lines{});
}

TEST_CASE("programme check: a folder that one may not read is refused") {
  const TempFolder folder;
  const fs::path closed = folder.path() / "closed";
  fs::create_directory(closed);
  fs::permissions(folder.path(), fs::perms{0755});
  fs::permissions(closed, fs::perms::none);
  const uid_t us = geteuid();
  REQUIRE((us != 0 || seteuid(65534) == 0)); // root may read anything
  Catalogue catalogue;
  CHECK(code_of<StorageError>([&] { check_programmes(closed, catalogue); }) == "cannot_open");
  CHECK(code_of<StorageError>([&] { catalogue.load(closed); }) == "cannot_open");
  REQUIRE(seteuid(us) == 0);
  fs::permissions(closed, fs::perms::owner_all);
}

TEST_CASE("programme check: a folder without rule files is refused") {
  const TempFolder folder;
  CHECK_THROWS_AS(check_programmes(folder.path()), StorageError);
  CHECK_THROWS_AS(check_programmes(folder.path() / "none.json"), StorageError);
}
