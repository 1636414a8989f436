// What units are on a day and how old their members, by the casebook: see
// tests/casebooks/README.md.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/records/age.hpp>
#include <libcase/rules/composition.hpp>

#include "support/family_situation.hpp"
#include "support/source_dir.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

std::string range(std::optional<std::int64_t> least, std::optional<std::int64_t> most) {
  if (!least || !most) {
    return "?";
  }
  const std::string first = std::to_string(*least);
  return least == most ? first : first + ".." + std::to_string(*most);
}

std::string yes_or_no(Verdict verdict, const char* neither) {
  return verdict == Verdict::unknown ? neither : verdict == Verdict::met ? "yes" : "no";
}

const MemberInUnit* find_member(const UnitComposition& unit, PersonId person) {
  const auto found = std::ranges::find(unit.members, person, &MemberInUnit::person_id);
  return found == unit.members.end() ? nullptr : &*found;
}

/// What the library says of the same that a word of the casebook says, in that notation.
class Told {
public:
  Told(const FamilySituation& situation, Date on)
      : situation_(situation), on_(on), unit_(composition(situation.file(), on)) {}

  const UnitComposition& unit() const { return unit_; }

  std::string word_like(const std::string& expected) const {
    const std::string key = expected.substr(0, expected.find('='));
    return key + "=" + value(key);
  }

private:
  std::string value(const std::string& key) const {
    const auto open = key.find('(');
    if (key == "eu") {
      return std::string{
          to_text(composition(situation_.file(), on_, MinorityDefinition::european).composition)};
    }
    if (open == std::string::npos) {
      const MemberInUnit* member = find_member(unit_, situation_.person(key));
      return member == nullptr ? "absent" : std::string{to_text(member->category)};
    }
    const PersonId person = situation_.person(key.substr(open + 1, key.size() - open - 2));
    return value_of(key.substr(0, open), person);
  }

  std::string value_of(const std::string& what, PersonId person) const {
    const CaseFile& file = situation_.file();
    if (what == "age") {
      const MemberInUnit* member = find_member(unit_, person);
      return member == nullptr ? "absent" : range(member->least_age, member->most_age);
    }
    if (what == "aged") {
      const Age age = age_of(file, person, on_);
      return range(age.least, age.most);
    }
    if (what == "safe") {
      return yes_or_no(is_minor_for_safeguards(file, person, on_), "unknown");
    }
    const auto definition =
        what == "eu" ? MinorityDefinition::european : MinorityDefinition::national;
    if (what != "eu" && what != "minor") {
      bad_notation(what);
    }
    const Verdict found = is_minor(file, person, on_, BirthReading::interval, definition);
    if (const MemberInUnit* member = find_member(unit_, person)) {
      CHECK((what == "eu" ? member->is_under_18 : member->is_minor) == found);
    }
    return yes_or_no(found, "open");
  }

  const FamilySituation& situation_;
  Date on_;
  UnitComposition unit_;
};

void check_sentence(const LocalizedText& text) {
  for (const Language language : languages()) {
    const std::string words = text.in(language);
    CHECK_FALSE(words.empty());
    CHECK(words.find('{') == std::string::npos);
  }
}

/// What is unknown has a sentence, and nothing else has; the composition is the same everywhere.
void check_answer(const CaseFile& file, const UnitComposition& unit) {
  bool is_open = unit.composition == Composition::unknown;
  std::set<PersonId> persons;
  for (const MemberInUnit& member : unit.members) {
    is_open = is_open || member.category == MemberCategory::unknown;
    CHECK(persons.insert(member.person_id).second);
  }
  CHECK(unit.why.empty() != is_open);
  check_sentence(unit.text);
  for (const LocalizedText& why : unit.why) {
    check_sentence(why);
  }
  CHECK((unit.rests_on == CompositionBasis::nothing) == unit.members.empty());
  if (unit.definition == MinorityDefinition::national) {
    CHECK(composition_on(file, unit.on) == unit.composition);
  }
}

void check_day(const FamilySituation& situation, const std::string& expected) {
  CAPTURE(expected);
  const StepWords words = split(expected, ' ');
  const Told told{situation, date(words.at(0))};
  const UnitComposition& unit = told.unit();
  CHECK(std::string{to_text(unit.composition)} == words.at(1));
  CHECK(std::string{to_text(unit.rests_on)} == words.at(2));
  for (std::size_t at = 3; at < words.size(); ++at) {
    CHECK(told.word_like(words[at]) == words[at]);
  }
  check_answer(situation.file(), unit);
  check_answer(situation.file(),
               composition(situation.file(), unit.on, MinorityDefinition::european));
}

std::string occasions_of(const FamilySituation& situation) {
  std::string text;
  for (const OccasionComposition& one : compositions(situation.file())) {
    const std::string day = one.on.to_string();
    text += (text.empty() ? "" : "; ") + std::string{to_text(one.occasion)} + " " +
            (day.starts_with("2011-") ? day.substr(5) : day) + " " +
            std::string{to_text(one.unit.composition)};
    CHECK(one.person_id.has_value() == (one.occasion == UnitOccasion::departure));
    CHECK(one.unit.on == one.on);
  }
  return text;
}

} // namespace

TEST_CASE("composition: the casebook of families") {
  CsvReader rows{source_dir() / "tests/casebooks/families.csv"};
  REQUIRE(rows.header() ==
          std::vector<std::string>{"case", "members", "steps", "on", "occasions", "source"});
  std::set<std::string> names;
  while (rows.next()) {
    const auto& cells = rows.fields();
    const std::string name{cells[0]};
    CAPTURE(name);
    CHECK(names.insert(name).second);
    if (name.starts_with("#")) {
      continue;
    }
    const FamilySituation situation{std::string{cells[1]}, std::string{cells[2]}};
    for (const std::string& day : split(std::string{cells[3]}, '|')) {
      check_day(situation, day);
    }
    if (cells[4] != "*") {
      CHECK(occasions_of(situation) == std::string{cells[4]});
    }
  }
  CHECK(names.size() > 150);
}
