// What units are on a day, how old their members, and whether these may leave, by the casebook: see
// tests/casebooks/README.md.
#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/records/age.hpp>
#include <libcase/rules/composition.hpp>
#include <libcase/rules/safeguards.hpp>

#include "support/family_situation.hpp"
#include "support/safeguard_words.hpp"
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
    const std::string what = key.substr(0, open);
    const StepWords names = split(key.substr(open + 1, key.size() - open - 2), '+');
    if (what == "gate" || what == "alone") {
      return gate_of(names, what == "alone");
    }
    return value_of(what, situation_.person(names.at(0)));
  }

  /// Of the first of them, who leaves with the others: as it is recorded of that day, else with who
  /// is named, or with all who are here where nobody is.
  std::string gate_of(const StepWords& names, bool is_alone) const {
    std::vector<PersonId> leaving;
    for (const std::string& name : names) {
      leaving.push_back(situation_.person(name));
    }
    const PersonId person = leaving.at(0);
    const CaseFile& file = situation_.file();
    const bool is_of_all = names.size() == 1 && !is_alone;
    if (std::ranges::any_of(file.all<Departure>(), [&](const auto& departure) {
          return departure->person_id == person && departure->on == on_;
        })) {
      if (!is_of_all) {
        bad_notation("who goes along is on record");
      }
      return gate_in(file, person);
    }
    for (const MemberInUnit& member : unit_.members) {
      if (is_of_all && member.person_id != person) {
        leaving.push_back(member.person_id);
      }
    }
    return gate_in(situation_.booked(leaving, on_), person);
  }

  std::string gate_in(const CaseFile& file, PersonId person) const {
    const Safeguards found = safeguards(file, person, on_);
    if (found.is_gated) {
      return found.may_leave ? "may_leave" : missing_words(found, "+");
    }
    const auto violations = violations_of_minors(file, *SafeguardRules::shipped());
    const bool is_refused = std::ranges::any_of(file.all<Booking>(), [&](const auto& booking) {
      return booking->person_id == person &&
             std::ranges::any_of(violations, [&](const Violation& violation) {
               return violation.code == "other_parent_not_agreed" &&
                      violation.id == booking.id.value;
             });
    });
    if (is_refused) {
      return "other_parent";
    }
    return found.is_minor != Verdict::not_met && found.is_accompanied == Verdict::met
               ? "accompanied"
               : "not_asked";
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

/// Whether a row says all there is to say: also how old somebody is, and whether they may leave.
bool has_ages_and_gates(const std::string& days) {
  const auto says = [&](const char* what) { return days.find(what) != std::string::npos; };
  return (says(" age(") || says(" aged(")) && (says(" gate(") || says(" alone("));
}

} // namespace

TEST_CASE("composition: the casebook of families") {
  CsvReader rows{source_dir() / "tests/casebooks/families.csv"};
  REQUIRE(rows.header() ==
          std::vector<std::string>{"case", "members", "steps", "on", "occasions", "source"});
  std::set<std::string> names;
  int whole = 0;
  while (rows.next()) {
    const auto& cells = rows.fields();
    const std::string name{cells[0]};
    CAPTURE(name);
    CHECK(names.insert(name).second);
    if (name.starts_with("#")) {
      continue;
    }
    whole += has_ages_and_gates(std::string{cells[3]}) ? 1 : 0;
    const FamilySituation situation{std::string{cells[1]}, std::string{cells[2]}};
    for (const std::string& day : split(std::string{cells[3]}, '|')) {
      check_day(situation, day);
    }
    if (cells[4] != "*") {
      CHECK(occasions_of(situation) == std::string{cells[4]});
    }
  }
  CHECK(whole >= 150);
}

namespace {

/// Units that nobody wrote down: members of any role and age, with relations, guardianships and
/// departures between them.
class MadeUpUnit {
public:
  explicit MadeUpUnit(std::mt19937& random) : random_(random) {
    builder_.with(1, Case{first_day}).count_on_from(1);
    const int members = 1 + below(5);
    for (int member = 0; member < members; ++member) {
      add_member();
    }
    for (int record = below(5); record > 0; --record) {
      add_record();
    }
  }

  const CaseFile& file() const { return builder_.file(); }
  std::vector<PersonId> persons() const { return persons_; }
  Date day() { return first_day.plus_days(below(500)); }
  int below(int bound) { return std::uniform_int_distribution<int>{0, bound - 1}(random_); }

private:
  std::optional<BirthDate> birth() {
    if (below(8) == 0) {
      return std::nullopt;
    }
    const Date born = Date{1993, 8, 1}.plus_days(below(4000) - 2500);
    return BirthDate{born, born.plus_days(below(3) == 0 ? below(700) : 0)};
  }
  std::optional<Date> day_or_none() { return below(2) == 0 ? std::nullopt : std::optional{day()}; }
  PersonId somebody() {
    return persons_[static_cast<std::size_t>(below(static_cast<int>(persons_.size())))];
  }

  void add_member() {
    builder_.with(Person{.born = birth()});
    const PersonId person{builder_.last()};
    persons_.push_back(person);
    for (int memberships = below(6) == 0 ? 2 : 1; memberships > 0; --memberships) {
      builder_.with(UnitMember{{1}, person, static_cast<Role>(below(4)), day(), day_or_none()});
    }
  }

  void add_record() {
    const PersonId one = somebody();
    const PersonId other = somebody();
    switch (below(6)) {
    case 0:
      builder_.with(Departure{.case_id = {1},
                              .person_id = one,
                              .on = day(),
                              .precision = static_cast<DatePrecision>(below(4)),
                              .mode = DepartureMode::voluntary});
      break;
    case 1:
      builder_.with(Reappearance{one, day(), static_cast<ReappearanceCause>(below(3))});
      break;
    case 2:
      builder_.with(Guardianship{.person_id = one,
                                 .guardian_id = other,
                                 .appointed_in = static_cast<AppointedIn>(below(3))});
      break;
    default:
      builder_.with(Relation{.person_id = one,
                             .kind = static_cast<RelationKind>(below(3)),
                             .relative_id = other,
                             .from = day_or_none(),
                             .partnership = Partnership::marriage,
                             .is_recognised = below(2) == 0});
    }
  }

  std::mt19937& random_;
  CaseFileBuilder builder_;
  std::vector<PersonId> persons_;
};

/// The same file with another birth date of somebody.
CaseFile with_birth(const CaseFile& file, PersonId person, BirthDate born) {
  CaseFile changed{file.id(), file.known_at_recording()};
  file.for_each([&]<class R>(Recorded<R> recorded) {
    if constexpr (std::is_same_v<R, Person>) {
      if (recorded.id == person) {
        recorded.record.born = born;
      }
    }
    changed.add(std::move(recorded));
  });
  return changed;
}

bool is_of_minor(MemberCategory category) {
  return category == MemberCategory::child_in_family ||
         category == MemberCategory::unaccompanied_minor ||
         category == MemberCategory::minor_with_relatives;
}

} // namespace

TEST_CASE("composition: a partition of the members, each once and in one category") {
  std::mt19937 random{20110901};
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    MadeUpUnit made{random};
    const Date on = made.day();
    for (const auto definition : {MinorityDefinition::national, MinorityDefinition::european}) {
      const UnitComposition unit = composition(made.file(), on, definition);
      check_answer(made.file(), unit);
      const std::vector<Member> members = made.file().members_on(on);
      std::set<MemberCategory> categories;
      for (const MemberInUnit& member : unit.members) {
        CHECK(std::ranges::find(members, member.person_id, &Member::person_id) != members.end());
        const Verdict minority =
            definition == MinorityDefinition::national ? member.is_minor : member.is_under_18;
        if (member.category != MemberCategory::unknown) {
          CHECK(is_of_minor(member.category) == (minority == Verdict::met));
        }
        categories.insert(member.category);
      }
      if (unit.composition == Composition::unaccompanied_minors) {
        CHECK(categories == std::set{MemberCategory::unaccompanied_minor});
      }
      if (categories.contains(MemberCategory::unaccompanied_minor) &&
          unit.composition != Composition::unknown) {
        CHECK(unit.composition == Composition::unaccompanied_minors);
      }
      if (unit.composition == Composition::single_adult ||
          unit.composition == Composition::adults) {
        CHECK(std::ranges::none_of(categories, is_of_minor));
      }
      if (categories.contains(MemberCategory::child_in_family) &&
          unit.composition != Composition::unknown) {
        CHECK(unit.composition == Composition::family_with_children);
      }
    }
  }
}

TEST_CASE("age: a narrower birth date never takes protection that both readings gave") {
  std::mt19937 random{20110902};
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    MadeUpUnit made{random};
    const PersonId person = made.persons().front();
    const Person& before = *made.file().person(person);
    if (!before.born) {
      continue;
    }
    const int days = static_cast<int>(before.born->latest().days_since_epoch() -
                                      before.born->earliest().days_since_epoch());
    const Date earliest = before.born->earliest().plus_days(made.below(days + 1));
    const int left =
        static_cast<int>(before.born->latest().days_since_epoch() - earliest.days_since_epoch());
    const CaseFile narrowed =
        with_birth(made.file(), person, {earliest, earliest.plus_days(made.below(left + 1))});
    const Date on = made.day();
    const auto by_both = [&](const CaseFile& file) {
      return is_minor(file, person, on, BirthReading::interval) == Verdict::met;
    };
    if (by_both(made.file())) {
      CHECK(by_both(narrowed));
      CHECK(is_minor_for_safeguards(narrowed, person, on) == Verdict::met);
    }
    const UnitComposition unit = composition(made.file(), on);
    const UnitComposition then = composition(narrowed, on);
    const MemberInUnit* member = find_member(unit, person);
    const MemberInUnit* after = find_member(then, person);
    if (member != nullptr && is_of_minor(member->category)) {
      REQUIRE(after != nullptr);
      CHECK(after->category == member->category);
    }
    if (unit.composition != Composition::unknown) {
      CHECK(then.composition == unit.composition);
    }
  }
}
