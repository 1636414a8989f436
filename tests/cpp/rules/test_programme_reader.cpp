#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/catalogue.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/errors.hpp"
#include "support/generated.hpp"
#include "support/programmes.hpp"
#include "support/source_dir.hpp"

using namespace libcase;

namespace fs = std::filesystem;

namespace {

/// A file with all that a file may say. Invented.
const std::string whole_file = R"json({
  "$schema": "programme.schema.json",
  "code": "MADE-UP",
  "name": {"en": "Made up", "nl": "Verzonnen"},
  "implementer": "somebody",
  "funder": "somebody else",
  "target_group": {"en": "some", "nl": "sommigen"},
  "goals": [{"en": "fifty", "nl": "vijftig", "source": "plan", "certainty": "stated"}],
  "movement": "temporary_return",
  "version_by": {"date": "grant", "source": "act", "certainty": "stated"},
  "lists": {
    "near": {"text": {"en": "near", "nl": "nabij"}, "is_complete": true, "source": "annex", "certainty": "stated", "countries": [
      {"country": "BEL", "from": "2006-01-01", "until": "2010-01-01"}, {"country": "DEU"}]}
  },
  "versions": [
    {
      "name": "first",
      "attested_from": {"date": "2006-03-01", "source": "report", "certainty": "stated"},
      "last_award": {"date": "2008-03-31", "source": "act", "certainty": "stated"},
      "last_departure": {"attested_until": "2008-06-30", "source": "report", "certainty": "stated"},
      "until": {"date": "2008-01-01", "source": "act", "certainty": "inferred", "reason": {"en": "so it seems", "nl": "zo lijkt het"}}
    },
    {
      "name": "second",
      "from": {"date": "2008-01-01", "source": "act", "certainty": "stated"},
      "attested_until": {"date": "2010-06-30", "source": "report", "certainty": "stated"},
      "criteria": [
        {"name": "allowed", "text": {"en": "a", "nl": "b"}, "when": "permission", "source": "act", "certainty": "stated"},
        {"name": "long", "text": {"en": "a", "nl": "b"}, "scope": "all", "among": {"fact": "age", "over": 17},
         "when": {"fact": "application_on", "from": {"fact": "first_claim_on", "plus_months": 1, "plus_days": -2}},
         "attested_from": "2009-01-01", "source": "act", "certainty": "stated"}
      ],
      "benefits": [
        {"name": "adult", "text": {"en": "a", "nl": "b"}, "support": "in_kind", "who": "adult",
         "amount": {"euro": "1750.50", "source": "act", "certainty": "stated"},
         "cash_at_most": {"euro": "300", "source": "act", "certainty": "stated"},
         "spending": [{"place": "country_of_origin", "at_least": "1/2", "at_most": "3/4", "source": "act", "certainty": "stated"}],
         "periods": [{"place": "host_country", "after": "participation_approved_on", "weeks": 16, "source": "act", "certainty": "stated"},
                     {"until_age": 18, "source": "act", "certainty": "stated"}],
         "instalments": [{"share": "1/3", "when": {"en": "a", "nl": "b"}, "source": "act", "certainty": "stated"},
                         {"share": "2/3", "when": {"en": "a", "nl": "b"}, "source": "act", "certainty": "stated"}],
         "source": "act", "certainty": "stated"},
        {"name": "child", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": {"not": "adult"},
         "amount": {"dispute": "child", "default": "B", "readings": [
           {"name": "A", "euro": "1000", "source": "report", "certainty": "stated"},
           {"name": "B", "euro": "2500", "source": "act", "certainty": "stated"}]},
         "source": "act", "certainty": "stated"},
        {"name": "youth", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": "minor", "uncapped_until_age": 18, "source": "act", "certainty": "stated"}
      ],
      "caps": [{"of": "package", "support": "cash", "amount": {"euro": "9000", "source": "act", "certainty": "stated"}}],
      "volumes": [{"kind": "plan", "text": {"en": "a", "nl": "b"}, "count": 50, "is_yearly": true, "source": {"source": "plan", "certainty": "stated"}}],
      "combines_with": [{"programme": "REAN", "source": "act", "certainty": "stated"}],
      "notes": [{"en": "a", "nl": "b", "source": "act", "certainty": "stated"}]
    }
  ]
}
)json";

const std::string a_condition =
    R"({"fact": "application_on", "from": {"fact": "first_claim_on", "plus_months": 1, "plus_days": -2}})";
const std::string at_condition = "$.versions[1].criteria[1].when";
const std::string a_source = R"("source": "act", "certainty": "stated")";

/// The whole file with the first of these texts changed.
std::string with(const std::string& text, const std::string& by) {
  std::string changed = whole_file;
  const std::size_t at = changed.find(text);
  REQUIRE(at != std::string::npos);
  return changed.replace(at, text.size(), by);
}

std::string refusal(const std::string& text) {
  try {
    programme_from_json(text);
  } catch (const InvalidValue& error) {
    CHECK(error.code() == "invalid_programme_file");
    return error.what();
  }
  return "no error";
}

/// What was told, without the value that stands there where the message ends before it.
std::string cut_like(const std::string& told, const std::string& message) {
  return message.ends_with(", found") ? told.substr(0, message.size()) : told;
}

/// A condition in the place of that of the second criterion.
std::string refusal_of_condition(const std::string& condition) {
  return refusal(with(a_condition, condition));
}

Condition condition_of(const std::string& condition) {
  return programme_from_json(with(a_condition, condition)).versions[1].criteria[1].when;
}

/// The form of a condition, which has to be that one.
template <class Form>
Form form_of(const std::string& condition) {
  const Condition read = condition_of(condition);
  REQUIRE(std::holds_alternative<Form>(read.form()));
  return std::get<Form>(read.form());
}

/// A condition in so many others.
std::string nested(int depth, const std::string& before, const std::string& after) {
  std::string condition = R"("adult")";
  for (int level = 0; level < depth; ++level) {
    condition = before + condition + after;
  }
  return condition;
}

/// The rule files that are shipped, and the one above.
std::vector<std::string> files_to_change() {
  std::vector<std::string> texts{whole_file};
  const fs::path folder = testing::source_dir() / "libcase" / "programmes";
  for (const auto& entry : fs::directory_iterator{folder}) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".json") && !name.ends_with(".schema.json")) {
      std::ifstream file{entry.path(), std::ios::binary};
      texts.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
    }
  }
  return texts;
}

/// Where the strings, numbers and signs of a JSON text begin and end.
std::vector<std::pair<std::size_t, std::size_t>> tokens_of(const std::string& text) {
  std::vector<std::pair<std::size_t, std::size_t>> tokens;
  constexpr std::string_view signs = "{}[]:,";
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (text[at] == '"') {
      while (end < text.size() && text[end] != '"') {
        end += text[end] == '\\' ? 2 : 1;
      }
      end = std::min(end + 1, text.size());
    } else if (signs.find(text[at]) == std::string_view::npos) {
      end = std::min(text.find_first_of("{}[]:,\" \n", at + 1), text.size());
    }
    if (text[at] != ' ' && text[at] != '\n') {
      tokens.emplace_back(at, end);
    }
    at = end;
  }
  return tokens;
}

/// Changes a file the way accidents do: bytes, or words and signs of it or of another file.
class Mutator {
public:
  Mutator(std::vector<std::string> texts, unsigned seed) : texts_(std::move(texts)), random_(seed) {
    for (const std::string& text : texts_) {
      tokens_.push_back(tokens_of(text));
    }
  }

  std::string next() {
    const std::size_t which = index(texts_.size());
    std::string text = texts_[which];
    if (index(2) == 0) {
      change_bytes(text);
    } else {
      change_tokens(text, tokens_[which]);
    }
    return text;
  }

private:
  std::size_t index(std::size_t size) {
    return static_cast<std::size_t>(testing::drawn(random_, static_cast<int>(size)));
  }

  void change_bytes(std::string& text) {
    for (std::size_t times = 1 + index(4); times > 0 && !text.empty(); --times) {
      const std::size_t at = index(text.size());
      switch (index(4)) {
      case 0:
        text[at] = static_cast<char>(index(256));
        break;
      case 1:
        text.insert(at, 1 + index(3), static_cast<char>(index(256)));
        break;
      case 2:
        text.erase(at, 1 + index(40));
        break;
      default:
        text.resize(index(8) == 0 ? at : text.size()); // cut short, now and then
      }
    }
  }

  std::string any_token() {
    static const std::vector<std::string> others{"null",
                                                 "true",
                                                 "-1",
                                                 "1e9",
                                                 "99999999999999999999",
                                                 R"("")",
                                                 "{}",
                                                 "[]",
                                                 R"("2012-02-30")",
                                                 R"("10000/1")",
                                                 "0",
                                                 R"("\u0000")",
                                                 R"("age")"};
    if (index(3) == 0) {
      return others[index(others.size())];
    }
    const std::size_t which = index(texts_.size());
    const auto [begin, end] = tokens_[which][index(tokens_[which].size())];
    return texts_[which].substr(begin, end - begin);
  }

  /// One or two words or signs replaced, doubled or left out.
  void change_tokens(std::string& text,
                     const std::vector<std::pair<std::size_t, std::size_t>>& tokens) {
    std::size_t last = tokens.size();
    for (std::size_t times = 1 + index(2); times > 0 && last > 0; --times) {
      last = index(last); // from the end on, so that places before it still hold
      const auto [begin, end] = tokens[last];
      switch (index(4)) {
      case 0:
        text.erase(begin, end - begin);
        break;
      case 1:
        text.insert(end, " " + text.substr(begin, end - begin));
        break;
      default:
        text.replace(begin, end - begin, any_token());
      }
    }
  }

  std::vector<std::string> texts_;
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> tokens_;
  std::mt19937 random_;
};

/// How many changed files were refused, and how many loaded.
struct LoadCounts {
  int refused = 0;
  int loaded = 0;
};

LoadCounts load_changed_files(int count) {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  Mutator mutator{files_to_change(), seed};
  LoadCounts counts;
  for (int at = 0; at < count; ++at) {
    const std::string text = mutator.next();
    try {
      programme_from_json(text);
      ++counts.loaded;
    } catch (const InvalidValue&) {
      ++counts.refused;
    } catch (const std::exception& error) {
      FAIL("file " << at << ": " << error.what());
    }
  }
  return counts;
}

} // namespace

TEST_CASE("programme reader: a text that lacks a language is told in its own") {
  const std::regex in_english{R"RE("en": "[^"]*", )RE"};
  const std::regex in_dutch{R"RE(, "nl": "[^"]*")RE"};
  const Programme dutch = programme_from_json(std::regex_replace(whole_file, in_english, ""));
  CHECK(dutch.name.in(Language::en) == "Verzonnen");
  CHECK(dutch.goals.at(0).text.in(Language::en) == "vijftig");
  const Programme english = programme_from_json(std::regex_replace(whole_file, in_dutch, ""));
  CHECK(english.name.in(Language::nl) == "Made up");
  CHECK(english.lists.at("near").text.in(Language::nl) == "near");
  const std::regex name{R"RE("name": \{"en": "Made up", "nl": "Verzonnen"\})RE"};
  const std::string neither = std::regex_replace(whole_file, name, "\"name\": {}");
  REQUIRE(neither != whole_file);
  CHECK(testing::code_of([&] { programme_from_json(neither); }) == "invalid_programme_file");
}

TEST_CASE("programme reader: what a file says is what is read") {
  const Programme read = programme_from_json(whole_file);
  CHECK(read.code == ProgrammeCode{"MADE-UP"});
  CHECK(read.name.in(Language::nl) == "Verzonnen");
  CHECK(read.funder == "somebody else");
  CHECK(read.goals.at(0).text.in(Language::en) == "fifty");
  CHECK(read.movement == Movement::temporary_return);
  CHECK(read.version_by.date == VersionDate::grant);
  CHECK(read.lists.at("near").is_complete);
  CHECK(read.lists.at("near").countries.at(0).until == Date{2010, 1, 1});
  CHECK_FALSE(read.lists.at("near").countries.at(1).from);
  REQUIRE(read.versions.size() == 2);
  CHECK(read.versions[0].attested_from->date == Date{2006, 3, 1});
  CHECK(read.versions[0].until->certainty == Certainty::inferred);
  CHECK(read.versions[0].until->reason->in(Language::nl) == "zo lijkt het");
  const ProgrammeVersion& version = read.versions[1];
  CHECK_FALSE(version.is_open);
  CHECK(version.criteria.at(0).scope == Scope::unit);
  CHECK(version.criteria.at(1).scope == Scope::all);
  CHECK(std::get<CountBetween>(version.criteria.at(1).among->form()).at_least == 18);
  CHECK(version.criteria.at(1).attested_from == Date{2009, 1, 1});
  CHECK(version.caps.at(0).of == CapOf::package);
  CHECK(version.caps.at(0).support == Support::cash);
  CHECK(version.volumes.at(0).count == 50);
  CHECK(version.volumes.at(0).kind == VolumeKind::plan);
  CHECK(version.volumes.at(0).is_yearly);
  CHECK(version.volumes.at(0).source->source == "plan");
  CHECK(version.combines_with.at(0).programme == ProgrammeCode{"REAN"});
  CHECK(version.notes.size() == 1);
}

TEST_CASE("programme reader: benefits with amounts, shares and periods") {
  const std::vector<Benefit> benefits = programme_from_json(whole_file).versions[1].benefits;
  REQUIRE(benefits.size() == 3);
  const Benefit& adult = benefits[0];
  CHECK(adult.amount->readings.at(0).amount == Money::euro_cents(175'050));
  CHECK(adult.amount->readings.at(0).name.empty());
  CHECK(adult.cash_at_most->readings.at(0).amount == Money::euro_cents(30'000));
  CHECK(adult.spending.at(0).at_least->whole == 2);
  CHECK(adult.spending.at(0).at_most->part == 3);
  CHECK(adult.periods.at(0).after == FactName::participation_approved_on);
  CHECK(adult.periods.at(0).weeks == 16);
  CHECK(adult.periods.at(1).until_age == 18);
  CHECK(adult.instalments.size() == 2);
  CHECK(benefits[1].amount->dispute == "child");
  CHECK(benefits[1].amount->default_reading == "B");
  CHECK(benefits[1].amount->readings.size() == 2);
  CHECK_FALSE(benefits[2].amount);
  CHECK(benefits[2].uncapped_until_age == 18);
}

TEST_CASE("programme reader: each form of condition") {
  CHECK(form_of<IsSo>(R"("adult")").fact == FactName::adult);
  CHECK(form_of<IsSo>(R"({"fact": "adult"})").fact == FactName::adult);
  CHECK(form_of<CodeIn>(R"({"fact": "role", "is": "partner"})").codes == 0b10);
  CHECK(form_of<CodeIn>(R"({"fact": "role", "any_of": ["principal", "child"]})").codes == 0b101);
  CHECK(form_of<CodeIn>(R"({"fact": "places", "any_of": ["vbl"]})").fact == FactName::places);
  CHECK(form_of<ProgrammeIn>(R"({"fact": "other_programmes", "any_of": ["HRT"]})")
            .programmes.size() == 1);
  CHECK(form_of<CountryIn>(R"({"fact": "nationality", "any_of": ["IRQ"]})").countries.size() == 1);
  const auto listed = form_of<CountryOnList>(R"({"fact": "nationality", "on_list": "near"})");
  CHECK(listed.list == "near");
  CHECK(listed.text.in(Language::nl) == "nabij");
  const std::string same = R"({"fact": "destination", "same_as": "nationality"})";
  CHECK(form_of<SameCountry>(same).other == FactName::nationality);
  CHECK(condition_of(same).of() == FactOf::person);
  CHECK(form_of<NotRecorded>(R"({"not_recorded": {"en": "skills", "nl": "kunde"}})")
            .what.in(Language::nl) == "kunde");
  CHECK(form_of<AnyOf>(R"({"any": ["adult", "minor"]})").parts.size() == 2);
  const auto between = form_of<CountBetween>(R"({"fact": "age", "at_least": 12, "under": 18})");
  CHECK(between.at_least == 12);
  CHECK(between.at_most == 17);
  const auto later = form_of<DateCompared>(a_condition);
  CHECK(later.relation == DateRelation::from);
  const auto& other = std::get<ShiftedDate>(later.other);
  CHECK(other.fact == FactName::first_claim_on);
  CHECK(other.plus_months == 1);
  CHECK(other.plus_days == -2);
  const auto by = form_of<DateCompared>(R"({"fact": "born_on", "by": "1990-01-01"})");
  CHECK(std::get<Date>(by.other) == Date{1990, 1, 1});
  const std::string mixed = R"({"not": {"all": ["permission", "adult"]}})";
  CHECK(std::holds_alternative<AllOf>(form_of<Not>(mixed).part->form()));
  CHECK(condition_of(mixed).of() == FactOf::person);
}

TEST_CASE("programme reader: what is no JSON is told by its line") {
  CHECK(refusal("") == "line 1, column 1: expected JSON, found: the end of the text before "
                       "the end of the "
                       "document");
  CHECK(refusal(with(R"("MADE-UP",)", R"("MADE-UP")")) ==
        "line 4, column 3: expected JSON, found: syntax error");
  CHECK(refusal(whole_file + "{") ==
        "line " + std::to_string(std::ranges::count(whole_file, '\n') + 1) +
            ", column 1: expected JSON, found: more text after the end of the document");
  CHECK(refusal(whole_file.substr(0, whole_file.size() - 3)).find("the end of the text") !=
        std::string::npos);
  CHECK(refusal("\"\xFF\"").starts_with("line 1, column 2: expected JSON, found: "));
  CHECK(refusal(std::string(1000, '[')) == "line 1, column 65: expected JSON, found: too deep");
}

TEST_CASE("programme reader: a key that stands twice is told by the line of the second") {
  const auto twice = [](const std::string& key, const std::string& line) {
    return "line " + line + ": expected each key of an object once, found '" + key + "' again";
  };
  CHECK(refusal(with(R"("implementer": "somebody",)",
                     "\"implementer\": \"somebody\",\n\"implementer\": \"x\",")) ==
        twice("implementer", "6, column 1"));
  CHECK(refusal(with(R"({"en": "a", "nl": "b"})", R"({"en": "a", "nl": "b", "en": "c"})"))
            .ends_with("expected each key of an object once, found 'en' again"));
  CHECK(refusal(with(R"("code": )", R"("c\u006fde": "A", "code": )")) ==
        twice("code", "3, column 21"));
  CHECK(refusal(with(R"("somebody")", R"("a \"code\": [{ \\")")) == "no error");
}

TEST_CASE("programme reader: a byte order mark is no part of the text") {
  CHECK(refusal("\xEF\xBB\xBF" + whole_file) == "no error");
  CHECK(refusal("\xEF\xBB\xBF[]") == "$: expected an object, found []");
}

TEST_CASE("programme reader: a version begins after the last day on which the one before is seen") {
  const auto followed_by = [](const std::string& day) {
    std::string text = whole_file;
    const std::size_t end = text.rfind("\n  ]\n}");
    REQUIRE(end != std::string::npos);
    return text.insert(end, R"(, {"name": "third", "is_open": true, "from": {"date": ")" + day +
                                R"(", "source": "act", "certainty": "stated"}})");
  };
  CHECK(refusal(followed_by("2010-07-01")) == "no error");
  CHECK(
      refusal(followed_by("2010-06-30")).starts_with("$.versions[2]: expected versions in order "));
}

TEST_CASE("programme reader: a programme may be excluded until a day and combined from it on") {
  const std::string changed =
      with(R"("combines_with": [{"programme": "REAN", )",
           R"("excludes": [{"programme": "REAN", "until": "2009-01-01", )" + a_source +
               R"(}], "combines_with": [{"programme": "REAN", "from": "2009-01-01", )");
  const ProgrammeVersion version = programme_from_json(changed).versions[1];
  CHECK(version.combines_with.at(0).from == Date{2009, 1, 1});
  CHECK(version.excludes.at(0).until == Date{2009, 1, 1});
  CHECK_FALSE(version.excludes.at(0).from);
  CHECK(version.criteria.back().name == "not_with_REAN");
  CHECK(version.criteria.back().text.in(Language::nl) ==
        "het dossier is vrij van ondersteuning onder REAN, bij beoordelingen voor 1 januari 2009");
}

TEST_CASE("programme reader: the last days of a version are asked like criteria") {
  const ProgrammeVersion version = programme_from_json(whole_file).versions[0];
  REQUIRE(version.criteria.size() == 2);
  const Criterion& award = version.criteria[0];
  CHECK(award.name == "last_award");
  CHECK(award.source == "act");
  CHECK(award.text.in(Language::en) == "the award is made by 31 March 2008");
  CHECK(award.text.in(Language::nl) == "de toekenning is uiterlijk van 31 maart 2008");
  const Criterion& departure = version.criteria[1];
  CHECK(departure.name == "last_departure");
  CHECK(departure.text.in(Language::en) ==
        "the departure is by 30 June 2008, the last day on which sources show departures");
}

TEST_CASE("programme reader: a last day that nobody found is after the last day of the rules") {
  const auto asked = [](const ProgrammeVersion& version) { return version.criteria.back().text; };
  const LocalizedText until =
      asked(testing::a_programme(R"("last_award": {)" + a_source + "}").versions[0]);
  CHECK(until.in(Language::en) == "the award is made by 31 December 2012, the last day on which "
                                  "the rules of 2012 are known to hold");
  CHECK(until.in(Language::nl) == "de toekenning is uiterlijk van 31 december 2012, de laatste dag "
                                  "waarvan bekend is dat de regels van 2012 gelden");
  const std::string no_end = R"("until": {"date": "2013-01-01", "source": "made up", )"
                             R"("certainty": "stated"},)";
  const auto without_end = [&](const std::string& end) {
    std::string file = testing::a_rule_file(end + R"(, "last_departure": {)" + a_source + "}");
    return file.replace(file.find(no_end), no_end.size(), "");
  };
  const std::string shown = R"("attested_until": {"date": "2012-06-30", )" + a_source + "}";
  CHECK(asked(programme_from_json(without_end(shown)).versions[0]).in(Language::en) ==
        "the departure is by 30 June 2012, the last day on which the rules of 2012 are known to "
        "hold");
  CHECK(refusal(without_end(R"("is_open": true)"))
            .starts_with("$.versions[0].last_departure: expected date or attested_until, as the "
                         "version is open, found "));
}

TEST_CASE("programme reader: the file is named where there is one") {
  try {
    programme_from_json("[]", "made-up.json");
    FAIL("no error");
  } catch (const InvalidValue& error) {
    CHECK(std::string{error.what()} == "made-up.json: $: expected an object, found []");
    CHECK(error.code() == "invalid_programme_file");
  }
}

TEST_CASE("programme reader: what is wrong is told by its path, what stands there, what should") {
  struct Mistake {
    std::string right;
    std::string wrong;
    std::string message;
  };
  const std::string first = "$.versions[0]";
  const std::string second = "$.versions[1]";
  const std::string criterion = second + ".criteria[1]";
  const std::string benefit = second + ".benefits[0]";
  const std::string child = second + ".benefits[1]";
  const std::vector<Mistake> mistakes{
      // kinds of values
      {R"("somebody")", "7", "$.implementer: expected a text, found 7"},
      {R"("somebody")", R"("")", R"($.implementer: expected a text that is not empty, found "")"},
      {R"("somebody else")", "null", "$.funder: expected a text, found null"},
      {"\"movement\": \"temporary_return\"", "\"movement\": \"return\"",
       "$.movement: expected one of lasting_return, temporary_return, labour_migration, found "
       "\"return\""},
      {"\"is_yearly\": true", "\"is_yearly\": 1",
       second + ".volumes[0].is_yearly: expected true or false, found 1"},
      {"\"kind\": \"plan\"", "\"kind\": \"budget\"",
       second + ".volumes[0].kind: expected one of goal, plan, subsidy_ceiling, quota, found "
                "\"budget\""},
      {R"({"en": "Made up", "nl": "Verzonnen"})", R"("Made up")",
       R"($.name: expected an object, found "Made up")"},
      {R"([{"en": "fifty")", R"({"en": "fifty")",
       "line 8, column 85: expected JSON, found: syntax error"},
      {R"([{"programme": "REAN", )" + a_source + "}]", "{}",
       second + ".combines_with: expected an array, found {}"},
      {"\"count\": 50", "\"count\": 50.5",
       second + ".volumes[0].count: expected a whole number, found 5.05E1"},
      {"\"count\": 50", "\"count\": 100001",
       second + ".volumes[0].count: expected a number of at most 100,000, found 100001"},
      {R"("MADE-UP")", R"("made up")",
       "$.code: expected a programme code of capital letters, digits and hyphens, for instance "
       "AVR-FC, found a text of 7 letters, did you mean 'MADE-UP'?"},
      {R"("2006-03-01")", R"("2006-02-30")",
       first +
           ".attested_from.date: expected a date as YYYY-MM-DD between 1400-01-01 and 9999-12-31, "
           "found a date that does not exist"},
      {R"("grant")", R"("birth")",
       "$.version_by.date: expected one of application, award, departure, grant, found \"birth\""},
      {R"("country": "BEL")", R"("country": "Belgium")",
       "$.lists.near.countries[0].country: expected a country code of three capitals that ISO "
       "3166-1 "
       "or ICAO 9303 has, such as IRQ, found a text of 7 letters, did you mean 'BEL' (Belgium)?"},
      // keys
      {R"("code": )", R"("kode": )",
       "$.kode: expected one of the keys code, name, implementer, funder, decision, target_group, "
       "goals, currency, movement, version_by, lists, versions, found 'kode', did you mean "
       "'code'?"},
      {R"("movement": )", R"("movment": )",
       "$.movment: expected one of the keys code, name, implementer, funder, decision, "
       "target_group, goals, currency, movement, version_by, lists, versions, found "
       "'movment', did you mean 'movement'?"},
      {R"("nl": "sommigen")", R"("nl": "sommigen", "deutsch": "manche")",
       "$.target_group.deutsch: expected a language of two or three letters, such as en, found "
       "'deutsch'"},
      // sources
      {R"("source": "plan", )", "", "$.goals[0]: expected a key 'source', found none"},
      {R"(, "certainty": "stated"}])", "}]", "$.goals[0]: expected a key 'certainty', found none"},
      {R"("certainty": "stated"}])", R"("certainty": "guessed"}])",
       "$.goals[0].certainty: expected one of stated, inferred, found \"guessed\""},
      {R"(, "reason": {"en": "so it seems", "nl": "zo lijkt het"})", "",
       first + ".until: expected a reason for what is inferred, found none"},
      // amounts
      {R"("1750.50")", "1750.5", benefit + ".amount.euro: expected a text, found 1.7505E3"},
      {R"("1750.50")", R"("1,750")",
       benefit + ".amount.euro: expected an amount in digits with at most two decimals after a "
                 "point, for instance 1750.00, found a text of 5 letters"},
      {R"("1750.50")", R"("-1")",
       benefit + R"(.amount.euro: expected an amount of 0 or more, found "-1")"},
      {R"("1750.50")", R"("99999999999999999999")",
       benefit + ".amount.euro: expected an amount of at most 92,233,720,368,547,758.07, found a "
                 "larger one"},
      {R"("1750.50")", R"("1000000000.01")",
       benefit + R"(.amount.euro: expected an amount of at most 1,000,000,000, found )" +
           R"("1000000000.01")"},
      {R"("euro": "1750.50")", R"("euro": "1750.50", "name": "A")",
       benefit + ".amount.name: expected no name for the only reading, found one"},
      {R"("default": "B")", R"("default": "C")",
       child + R"(.amount.default: expected the name of one of the readings, found "C")"},
      {R"("name": "B")", R"("name": "A")",
       child + ".amount.readings: expected readings with a name of their own each, found"},
      {R"({"name": "A", "euro": "1000")", R"({"euro": "1000")",
       child + ".amount.readings: expected readings with a name of their own each, found"},
      {R"("dispute": "child", )", "", child + ".amount: expected a key 'dispute', found none"},
      {R"("dispute": "child")", R"("dispute": "child", "euro": "1")",
       child + ".amount: expected the keys dispute, default, readings, found 'euro'"},
      // benefits
      {R"("uncapped_until_age": 18)",
       R"("uncapped_until_age": 18, "amount": {"euro": "1", )" + a_source + "}",
       second + ".benefits[2].amount: expected no amount beside uncapped_until_age, found one"},
      {R"("support": "in_kind")", R"("support": "cash")",
       benefit + ".cash_at_most: expected an amount in kind beside it, found none"},
      {R"("1/2")", R"("half")",
       benefit +
           R"(.spending[0].at_least: expected a share of a whole, such as 1/2, found "half")"},
      {R"("1/2")", R"("3/2")",
       benefit + R"(.spending[0].at_least: expected a share of a whole, such as 1/2, found "3/2")"},
      {R"("1/2")", R"("0/0")",
       benefit + R"(.spending[0].at_least: expected a share of a whole, such as 1/2, found "0/0")"},
      {R"("1/2")", R"("1/99999")",
       benefit +
           R"(.spending[0].at_least: expected a share of a whole, such as 1/2, found "1/99999")"},
      {R"("2/3")", R"("1/3")",
       benefit + ".instalments: expected instalments that make up one whole, found"},
      {R"("2/3")", R"("3/3")",
       benefit + ".instalments: expected instalments that make up one whole, found"},
      {R"("weeks": 16, )", "",
       benefit + ".periods[0]: expected after with weeks or months, or until_age, found"},
      {R"("weeks": 16)", R"("weeks": 16, "until_age": 18)",
       benefit + ".periods[0]: expected after with weeks or months, or until_age, found"},
      {R"("after": "participation_approved_on", )", "",
       benefit + ".periods[0]: expected after with weeks or months, or until_age, found"},
      {R"("participation_approved_on")", R"("adult")",
       benefit + R"(.periods[0].after: expected a fact that is a date, found "adult")"},
      {R"("who": "adult")", R"("who": "adults")",
       benefit + R"(.who: expected the name of a fact, found "adults", did you mean 'adult'?)"},
      {R"("who": "adult")", R"("who": {"fact": "nationality", "on_list": "far"})",
       benefit + R"(.who.on_list: expected the name of a list of the programme, found "far")"},
      {R"("at_least": "1/2", "at_most": "3/4", )", "",
       benefit + ".spending[0]: expected at_least or at_most, or both, found"},
      {R"("at_least": "1/2")", R"("at_least": "4/5")",
       benefit + R"(.spending[0].at_least: expected a share of no more than at_most, found "4/5")"},
      {R"("text": {"en": "a", "nl": "b"}, "support": "in_kind")", R"("support": "in_kind")",
       benefit + ": expected a key 'text', found none"},
      {R"("text": {"en": "near", "nl": "nabij"}, )", "",
       "$.lists.near: expected a key 'text', found none"},
      {R"("reason": {"en": "so it seems", "nl": "zo lijkt het"})", R"("reason": "so it seems")",
       first + R"(.until.reason: expected an object, found "so it seems")"},
      {R"({"name": "child", )", R"({"name": "adult", )",
       benefit + ".name: expected a name that no other benefit of the version has, found "
                 "\"adult\""},
      // lists
      {R"("until": "2010-01-01")", R"("until": "2005-12-31")",
       "$.lists.near.countries[0].until: expected a day after 2006-01-01, found \"2005-12-31\""},
      {R"("until": "2010-01-01")", R"("until": "2006-01-01")",
       "$.lists.near.countries[0].until: expected a day after 2006-01-01, found \"2006-01-01\""},
      // combinations
      {R"({"programme": "REAN", )", R"({"programme": "MADE-UP", )",
       second +
           R"(.combines_with[0].programme: expected another programme than that of the file, )" +
           R"(found "MADE-UP")"},
      {R"("combines_with": [)",
       R"("excludes": [{"programme": "MADE-UP", )" + a_source + R"(}], "combines_with": [)",
       second + R"(.excludes[0].programme: expected another programme than that of the file, )" +
           R"(found "MADE-UP")"},
      {R"("combines_with": [)",
       R"("excludes": [{"programme": "REAN", )" + a_source + R"(}], "combines_with": [)",
       second +
           R"(.combines_with[0].programme: expected a programme that is not excluded on the )" +
           R"(same days, found "REAN")"},
      {R"("combines_with": [{"programme": "REAN", )",
       R"("excludes": [{"programme": "REAN", "until": "2009-01-02", )" + a_source +
           R"(}], "combines_with": [{"programme": "REAN", "from": "2009-01-01", )",
       second +
           R"(.combines_with[0].programme: expected a programme that is not excluded on the )" +
           R"(same days, found "REAN")"},
      {R"("combines_with": [)",
       R"("combines_with": [{"programme": "REAN", "until": "2009-01-01", )" + a_source + "},",
       second + R"(.combines_with[0].programme: expected a programme that is named once for a )" +
           R"(day, found "REAN")"},
      {R"("combines_with": [)",
       R"("excludes": [{"programme": "HRT", "from": "2009-01-01", )" + a_source +
           R"(}, {"programme": "HRT", "until": "2009-01-01", )" + a_source +
           R"(}], "combines_with": [)",
       second + R"(.excludes[0].programme: expected a programme that is not excluded already, )" +
           R"(found "HRT")"},
      {R"({"programme": "REAN", )",
       R"({"programme": "REAN", "from": "2009-01-01", "until": "2009-01-01", )",
       second + R"(.combines_with[0].until: expected a day after 2009-01-01, found "2009-01-01")"},
      // criteria
      {R"("name": "allowed")", R"("name": "outcome")",
       second + ".criteria[0].name: expected a name that is no column of results, such as outcome "
                "or in_force, and does not begin with not_with_, found \"outcome\""},
      {R"("name": "allowed")", R"("name": "uncapped_lines")",
       second + ".criteria[0].name: expected a name that is no column of results, such as outcome "
                "or in_force, and does not begin with not_with_, found \"uncapped_lines\""},
      {R"("name": "allowed")", R"("name": "last_award")",
       second + ".criteria[0].name: expected a name that is no column of results, such as outcome "
                "or in_force, and does not begin with not_with_, found \"last_award\""},
      {R"("name": "allowed")", R"("name": "not_with_HRT")",
       second + ".criteria[0].name: expected a name that is no column of results, such as outcome "
                "or in_force, and does not begin with not_with_, found \"not_with_HRT\""},
      {R"("scope": "all", )", "",
       criterion + ": expected a scope, any, all or each, beside a condition of persons"},
      {R"("when": "permission")", R"("when": "permission", "among": "adult")",
       second + ".criteria[0]: expected a scope, any, all or each, beside a condition of persons"},
      {R"("name": "long")", R"("name": "allowed")",
       second + ".criteria[0].name: expected a name that no other criterion of the version has, "
                "found \"allowed\""},
      {R"("attested_from": "2009-01-01")", R"("attested_from": "2007-12-31")",
       criterion + ".attested_from: expected no day before the version begins, 2008-01-01, found "
                   "2007-12-31"},
      {R"("among": {"fact": "age", "over": 17})",
       R"("among": {"fact": "nationality", "on_list": "far"})",
       criterion + R"(.among.on_list: expected the name of a list of the programme, found "far")"},
      // versions
      {R"("attested_from": {"date": "2006-03-01", "source": "report", "certainty": "stated"},)", "",
       first + ": expected the key from, or attested_from where nobody found when it began, found"},
      {R"(,
      "until": {"date": "2008-01-01", "source": "act", "certainty": "inferred", "reason": {"en": "so it seems", "nl": "zo lijkt het"}})",
       "",
       first +
           ": expected one of the keys until and is_open, or attested_until where nobody found its "
           "end, found"},
      {R"("until": {)", R"("is_open": true, "until": {)",
       first + ".until: expected no end for a version that is open, found one"},
      {R"("2006-03-01")", R"("2008-01-01")",
       first + ": expected a version that ends after it begins, found 2008-01-01 and 2008-01-01"},
      {R"("attested_until": {"date": "2010-06-30", "source": "report", "certainty": "stated"},)",
       R"("attested_from": {"date": "2007-12-31", )" + a_source + R"(}, "is_open": true,)",
       second + ".attested_from: expected no day before from, 2008-01-01, found 2007-12-31"},
      {R"("until": {"date": "2008-01-01", "source": "act",)",
       R"("attested_until": {"date": "2008-01-01", )" + a_source +
           R"(}, "until": {"date": "2008-01-01", "source": "act",)",
       first + ".attested_until: expected a day before until, 2008-01-01, found 2008-01-01"},
      {R"({"date": "2008-03-31", )", R"({"date": "2008-03-31", "attested_until": "2008-03-31", )",
       first + ".last_award: expected one of the keys date, and attested_until where nobody found "
               "it, or neither where no source shows a day, found "
               "{\"date\":\"2008-03-31\",\"attested_until\":\"2008-03-31\",\"source\":"
               "\"act\",\"certainty\":\"stated\"}"},
      {R"("attested_until": "2008-06-30")", R"("attested_until": "2006-02-28")",
       first + ".last_departure: expected no day before the rules hold, 2006-03-01, found "
               "2006-02-28"},
      {R"("2010-06-30")", R"("2007-06-30")",
       second + ": expected a version that ends after it begins, found 2008-01-01 and 2007-06-30"},
      {R"("from": {"date": "2008-01-01")", R"("from": {"date": "2007-12-31")",
       second + ": expected versions in order of their dates and without overlap, found one that "
                "begins before the one before it ends"},
      {R"("from": {"date": "2008-01-01")", R"("from": {"date": "2004-12-31")",
       second + ": expected versions in order of their dates and without overlap, found one that "
                "begins before the one before it ends"},
      {R"("until": {"date": "2008-01-01", "source": "act", "certainty": "inferred", "reason": {"en": "so it seems", "nl": "zo lijkt het"}})",
       R"("is_open": true)",
       second + ": expected versions in order of their dates and without overlap, found one that "
                "begins before the one before it ends"},
  };
  for (const Mistake& made : mistakes) {
    CAPTURE(made.right);
    CAPTURE(made.wrong);
    const std::string told = refusal(with(made.right, made.wrong));
    CHECK(cut_like(told, made.message) == made.message);
  }
}

TEST_CASE("programme reader: a cap that can have no effect is refused") {
  const auto amount = [](const std::string& euro) {
    return R"("amount": {"euro": ")" + euro + R"(", )" + a_source + "}";
  };
  const auto cap = [&](const std::string& of, const std::string& euro,
                       const std::string& support = {}) {
    return R"({"of": ")" + of + R"(", )" +
           (support.empty() ? "" : R"("support": ")" + support + R"(", )") + amount(euro) + "}";
  };
  const auto told = [](const std::string& benefits, const std::string& caps) {
    return refusal(
        testing::a_rule_file(R"("benefits": [)" + benefits + R"(], "caps": [)" + caps + "]"));
  };
  const std::string at_cap = "$.versions[0].caps[0]";
  const std::string cash = testing::a_benefit(R"("adult")", "100");
  const std::string kind = testing::a_benefit(R"("adult")", "70", "in_kind");
  const std::string partly = testing::a_benefit(
      R"("adult")", "70", "in_kind", R"(, "cash_at_most": {"euro": "20", )" + a_source + "}");
  const std::string of_unknown_amount =
      R"({"name": "more", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": "adult", )" +
      a_source + "}";
  const std::string fine = "no error";
  CHECK(told(cash, cap("person", "60")) == fine);
  CHECK(told(kind, cap("person", "1", "service"))
            .starts_with(at_cap + ".support: expected cash or in_kind, as no cap is put on"));
  SUBCASE("it is put on a benefit") {
    const std::string on_nothing =
        at_cap + ": expected a benefit of the version that the cap is put on, found none";
    CHECK(told("", cap("family", "60")) == on_nothing);
    CHECK(told(kind, cap("family", "60", "cash")) == on_nothing);
    CHECK(told(cash, cap("person", "60", "in_kind")) == on_nothing);
    CHECK(told(partly, cap("family", "10", "cash")) == fine);
    CHECK(told("", cap("package", "60")) == fine); // of other programmes
  }
  SUBCASE("of a person, it is lower than all that one may get") {
    CHECK(told(cash, cap("person", "100"))
              .starts_with(at_cap + ".amount: expected less than all that one person may get, "));
    CHECK(told(cash + "," + kind, cap("person", "169.99")) == fine);
    CHECK(told(cash + "," + kind, cap("person", "170")) != fine);
    CHECK(told(cash + "," + kind, cap("person", "70", "in_kind")) != fine);
    CHECK(told(partly, cap("person", "20", "cash")) != fine);
    CHECK(told(partly, cap("person", "19", "cash")) == fine);
    CHECK(told(cash + "," + of_unknown_amount, cap("person", "500")) == fine);
    CHECK(told(cash, cap("family", "500")) == fine); // of many
  }
  SUBCASE("of benefits that exclude each other, one person gets the largest") {
    const auto effect = [&](const std::vector<std::string>& benefits, const std::string& euro) {
      std::string all;
      for (const std::string& benefit : benefits) {
        all += (all.empty() ? "" : ",") + benefit;
      }
      const std::string answer = told(all, cap("person", euro));
      const bool has_none =
          answer.starts_with(at_cap + ".amount: expected less than all that one person may get, ");
      CHECK((has_none || answer == fine));
      return !has_none;
    };
    const std::vector<std::string> by_minority{testing::a_benefit(R"("adult")", "1750"),
                                               testing::a_benefit(R"("minor")", "880")};
    CHECK_FALSE(effect(by_minority, "2000"));
    CHECK_FALSE(effect(by_minority, "1750"));
    CHECK(effect(by_minority, "1749.99"));
    std::vector<std::string> bands{testing::a_benefit(R"({"fact": "age", "under": 12})", "250"),
                                   testing::a_benefit(R"({"fact": "age", "at_least": 12})", "500")};
    CHECK_FALSE(effect(bands, "600"));
    CHECK(effect(bands, "499"));
    bands.push_back(testing::a_benefit(R"({"fact": "age", "over": 9, "at_most": 13})", "100"));
    CHECK(effect(bands, "599")); // at 12 and 13
    CHECK_FALSE(effect(bands, "600"));
    CHECK(effect({bands[0], testing::a_benefit(R"({"fact": "age", "at_least": 11})", "500")},
                 "600")); // at 11
    const std::vector<std::string> by_birth{
        testing::a_benefit(R"({"fact": "born_on", "before": "2000-01-01"})", "250"),
        testing::a_benefit(R"({"fact": "born_on", "from": "2000-01-01"})", "500")};
    CHECK_FALSE(effect(by_birth, "600"));
    CHECK(effect(
        {by_birth[1], testing::a_benefit(R"({"fact": "born_on", "by": "2000-01-01"})", "250")},
        "600")); // born on that day
  }
  SUBCASE("of a family, it is lower than all that is given once") {
    const std::string once = at_cap + ".amount: expected less than all that is given once, ";
    const std::string of_unit =
        testing::a_benefit(R"("adult")", "100", "cash", R"(, "per": "unit")");
    const std::string of_principal = testing::a_benefit(R"("principal")", "100");
    CHECK(told(of_unit, cap("family", "100")).starts_with(once));
    CHECK(told(of_unit, cap("family", "99")) == fine);
    CHECK(told(of_principal, cap("family", "100")).starts_with(once));
    CHECK(told(of_principal + "," + kind, cap("family", "1000")) == fine);
  }
  SUBCASE("its condition may hold of who gets something") {
    const auto when = [&](const std::string& condition) {
      return R"({"of": "person", "when": )" + condition + ", " + amount("60") + "}";
    };
    const std::string on_nothing =
        at_cap + ": expected a benefit of the version that the cap is put on, found none";
    CHECK(told(cash, when(R"("minor")")) == on_nothing);
    CHECK(told(cash, when(R"({"all": ["principal", {"not": "adult"}]})")) == on_nothing);
    CHECK(told(cash, when(R"({"any": ["principal", "minor"]})")) == fine);
    CHECK(told(cash, when(R"("principal")")) == fine);
    CHECK(told(testing::a_benefit(R"({"fact": "role", "is": "child"})", "100"),
               when(R"({"fact": "role", "any_of": ["principal", "partner"]})")) == on_nothing);
    const auto from = [](const std::string& countries) {
      return R"({"fact": "nationality", "any_of": [)" + countries + "]}";
    };
    const auto for_whom = [](const std::string& who) { return testing::a_benefit(who, "100"); };
    const std::string of_iraq = when(from(R"("IRQ")"));
    CHECK(told(for_whom(from(R"("AFG")")), of_iraq) == on_nothing);
    CHECK(told(for_whom(from(R"("AFG", "IRQ")")), of_iraq) == fine);
    CHECK(told(for_whom(R"({"not": )" + from(R"("AFG", "IRQ")") + "}"), of_iraq) == on_nothing);
    CHECK(told(for_whom(R"({"not": )" + from(R"("AFG")") + "}"), of_iraq) == fine);
    CHECK(told(for_whom(R"({"fact": "age", "under": 12})"),
               when(R"({"fact": "age", "at_least": 12})")) == on_nothing);
    CHECK(told(cash, when(R"("principal")") + "," + when(R"("principal")"))
              .starts_with("$.versions[0].caps[1]: expected a cap that takes something"));
    CHECK(told(cash, when(R"("principal")") + "," + when(R"("further_adult")")) == fine);
  }
  SUBCASE("it takes something from what another cap leaves") {
    const auto takes_nothing = [&](const std::string& index) {
      return "$.versions[0].caps[" + index +
             "]: expected a cap that takes something from what another one leaves, found one that "
             "takes nothing";
    };
    const auto of = [&](const std::string& one, const std::string& other) {
      return told(cash + "," + kind, one + "," + other);
    };
    CHECK(of(cap("family", "60"), cap("family", "60")) == takes_nothing("1"));
    CHECK(of(cap("family", "60"), cap("family", "50")) == takes_nothing("0"));
    CHECK(of(cap("family", "60"), cap("family", "60", "cash")) == takes_nothing("1"));
    CHECK(of(cap("family", "60", "cash"), cap("family", "60")) == takes_nothing("0"));
    CHECK(of(cap("family", "60"), cap("family", "50", "cash")) == fine);
    CHECK(of(cap("family", "60", "in_kind"), cap("family", "60", "cash")) == fine);
    CHECK(of(cap("family", "160"), cap("person", "160")) == takes_nothing("1"));
    CHECK(of(cap("family", "160"), cap("person", "159")) == fine);
    const auto named = [&](const std::string& whose, const std::string& euro,
                           const std::string& names) {
      return R"({"of": ")" + whose + R"(", "benefits": [)" + names + "], " + amount(euro) + "}";
    };
    CHECK(of(cap("family", "60"), named("family", "60", R"("100_cash")")) == takes_nothing("1"));
    CHECK(of(named("family", "60", R"("100_cash")"), cap("family", "60")) == takes_nothing("0"));
    CHECK(of(named("family", "60", R"("100_cash")"), cap("family", "70")) == fine);
    CHECK(of(named("family", "60", R"("100_cash")"), named("family", "60", R"("70_in_kind")")) ==
          fine);
    CHECK(of(named("family", "60", R"("100_cash", "70_in_kind")"),
             named("family", "60", R"("70_in_kind")")) == takes_nothing("1"));
    CHECK(told(cash, named("family", "60", R"("goods")")) ==
          at_cap + ".benefits: expected names of benefits of the version, 100_cash, found 'goods'");
    CHECK(told(cash, named("package", "60", R"("100_cash")"))
              .starts_with(at_cap + ".benefits: expected no names of benefits in a cap of a pack"));
    CHECK(
        told(cash, named("family", "60", "")).starts_with(at_cap + ".benefits: expected at least"));
    CHECK(told(cash, named("family", "60", R"("100_cash", "100_cash")"))
              .starts_with(at_cap + ".benefits: expected each name once, found '100_cash' again"));
    CHECK(of(cap("family", "60"), cap("person", "80")) == takes_nothing("1"));
    CHECK(of(cap("family", "60"), cap("person", "50")) == fine);
    CHECK(told(cash + "," + kind, named("person", "100", R"("100_cash")")) != fine);
    CHECK(told(cash + "," + kind, named("person", "99", R"("100_cash")")) == fine);
  }
}

TEST_CASE("programme reader: days of a version that cannot be are refused") {
  const auto told = [](const std::string& parts, const std::string& extra = {}) {
    return refusal(testing::a_rule_file(parts, extra)); // of 2012
  };
  const auto day = [](const std::string& key, const std::string& date) {
    return "\"" + key + R"(": {"date": ")" + date + R"(", )" + a_source + "}";
  };
  CHECK(told(day("attested_from", "2012-12-31")) == "no error");
  CHECK(told(day("attested_from", "2013-01-01"))
            .starts_with("$.versions[0].attested_from: expected a day before until"));
  CHECK(told(day("attested_until", "2012-01-01")) == "no error");
  CHECK(told(day("attested_from", "2012-06-01") + "," + day("attested_until", "2012-05-31"))
            .starts_with("$.versions[0].attested_until: expected no day before the rules hold"));
  CHECK(told(day("attested_until", "2011-12-31"))
            .starts_with("$.versions[0].attested_until: expected no day before the rules hold"));
  const auto listed = [&](const std::string& countries) {
    return told("", R"("lists": {"far": {"text": {"en": "far", "nl": "ver"}, "is_complete": true,
                       "countries": [)" +
                        countries + "], " + a_source + "}},");
  };
  CHECK(
      listed(
          R"({"country": "AFG", "until": "2012-01-01"}, {"country": "AFG", "from": "2012-01-01"})") ==
      "no error");
  CHECK(
      listed(R"({"country": "AFG"}, {"country": "AFG", "from": "2012-01-01"})")
          .starts_with("$.lists.far.countries[0].country: expected a country that is named once"));
  const std::string never_told = testing::a_criterion(
      R"("adult")", "each", R"(, "provided": {"en": "they stay", "nl": "zij blijven"})");
  CHECK(told(R"("criteria": [)" + never_told + "]")
            .starts_with("$.versions[0].criteria[0].provided: expected the key among beside it"));
}

TEST_CASE("programme reader: a file without versions is refused") {
  const std::size_t at = whole_file.find("\"versions\"");
  REQUIRE(at != std::string::npos);
  const std::string before = whole_file.substr(0, at);
  CHECK(refusal(before + "\"versions\": []}") ==
        "$.versions: expected at least one version, found []");
  CHECK(refusal(before.substr(0, before.rfind(',')) + "}") ==
        "$: expected a key 'versions', found none");
}

TEST_CASE("programme reader: each kind of wrong condition") {
  struct Wrong {
    std::string condition;
    std::string message; ///< after the path of the condition
  };
  const std::vector<Wrong> conditions{
      {"7", ": expected an object, found 7"},
      {"{}", ": expected the name of a yes_no fact, or an object with one of the keys fact, all, "
             "any, not, not_recorded, found {}"},
      {R"("grown_up")", R"(: expected the name of a fact, found "grown_up")"},
      {R"("age")", ": expected a yes_no fact, or an object that says what is asked of it, found "
                   "\"age\""},
      {R"({"fact": "grown_up"})", R"(.fact: expected the name of a fact, found "grown_up")"},
      {R"({"fact": "adult", "is": "yes"})", ": expected the keys fact, found 'is'"},
      {R"({"all": []})", ".all: expected at least one condition, found []"},
      {R"({"any": "adult"})", R"(.any: expected an array, found "adult")"},
      {R"({"all": ["adult"], "any": ["minor"]})", ": expected the keys all, found 'any'"},
      {R"({"not": "adult", "fact": "age"})", ": expected the keys not, found 'fact'"},
      {R"({"any": ["adult", {"not": "wise"}]})",
       R"(.any[1].not: expected the name of a fact, found "wise")"},
      {R"({"not_recorded": "skills"})", R"(.not_recorded: expected an object, found "skills")"},
      {R"({"not_recorded": {}})",
       ".not_recorded: expected a text in one language at least, such as en, found {}"},
      {R"({"not_recorded": {"english": "skills"}})",
       ".not_recorded.english: expected a language of two or three letters, such as en, found "
       "'english'"},
      {R"({"not_recorded": {"en": "", "nl": "kunde"}})",
       R"(.not_recorded.en: expected a text that is not empty, found "")"},
      {R"({"fact": "role", "is": "pilot"})",
       R"(.is: expected one of principal, partner, child, other_relative, found "pilot")"},
      {R"({"fact": "role", "any_of": ["child", 7]})", ".any_of[1]: expected a text, found 7"},
      {R"({"fact": "role"})", ": expected a key 'any_of', found none"},
      {R"({"fact": "places", "is": "vbl"})", ": expected the keys fact, any_of, found 'is'"},
      {R"({"fact": "other_programmes", "any_of": ["hrt"]})",
       ".any_of[0]: expected a programme code of capital letters, digits and hyphens, for instance "
       "AVR-FC, found a text of 3 letters, did you mean 'HRT'?"},
      {R"({"fact": "nationality", "is": "IRQ"})",
       ": expected the keys fact, any_of, on_list, same_as, found 'is'"},
      {R"({"fact": "nationality", "same_as": "age"})",
       R"(.same_as: expected a fact that is a country, found "age")"},
      {R"({"fact": "nationality", "on_list": "far"})",
       R"(.on_list: expected the name of a list of the programme, found "far")"},
      {R"({"not": {"fact": "nationality", "on_list": "nears"}})",
       R"(.not.on_list: expected the name of a list of the programme, found "nears", did you )"
       R"(mean 'near'?)"},
      {R"({"fact": "age"})",
       R"(: expected one of the keys at_least, at_most, under, over, found {"fact":"age"})"},
      {R"({"fact": "age", "at_least": "18"})", R"(.at_least: expected a whole number, found "18")"},
      {R"({"fact": "age", "above": 18})",
       ": expected the keys fact, at_least, at_most, under, over, found 'above'"},
      {R"({"fact": "age", "under": 0})", ".under: expected a number of at least 1, found 0"},
      {R"({"fact": "age", "at_least": -1})",
       ".at_least: expected a number of at least 0, found -1"},
      {R"({"fact": "age", "at_least": 10, "at_most": 5})",
       ": expected limits with a number between them, found 10 and 5"},
      {R"({"fact": "born_on"})",
       R"(: expected one of the keys before, by, from, after, found {"fact":"born_on"})"},
      {R"({"fact": "born_on", "by": "2000-01-01", "from": "1990-01-01"})",
       ": expected one of the keys before, by, from, after, found"},
      {R"({"fact": "born_on", "by": 1990})", ".by: expected an object, found 1990"},
      {R"({"fact": "born_on", "by": {"fact": "age"}})",
       R"(.by.fact: expected a fact that is a date, found "age")"},
      {R"({"fact": "born_on", "by": {"fact": "award_on", "plus_years": 1}})",
       ".by: expected the keys fact, plus_months, plus_days, found 'plus_years', did you mean "
       "'plus_days'?"},
  };
  for (const Wrong& wrong : conditions) {
    CAPTURE(wrong.condition);
    const std::string told = refusal_of_condition(wrong.condition);
    const std::string expected = at_condition + wrong.message;
    CHECK(cut_like(told, expected) == expected);
  }
}

TEST_CASE("programme reader: conditions are nested as deep as 16, no deeper") {
  CHECK(refusal_of_condition(nested(16, R"({"not": )", "}")) == "no error");
  CHECK(refusal_of_condition(nested(17, R"({"not": )", "}"))
            .ends_with(": expected conditions nested at most 16 deep, found more"));
  CHECK(refusal_of_condition(nested(10, R"({"all": [)", "]}")) == "no error");
  CHECK(refusal_of_condition(nested(500, R"({"all": [)", "]}"))
            .ends_with(": expected JSON, found: too deep"));
}

TEST_CASE("programme reader: what stands in a file is cut short in a message") {
  const std::string told =
      refusal(with(R"("somebody else")", "[\"" + std::string(500, 'x') + "\"]"));
  CHECK(told.starts_with("$.funder: expected a text, found [\"xxx"));
  CHECK(told.size() < 200);
}

TEST_CASE("programme reader: 10,000 changed files load or are refused, and nothing else") {
  const LoadCounts counts = load_changed_files(10'000);
  CHECK(counts.refused > 1000);
  CHECK(counts.loaded > 100);
}
