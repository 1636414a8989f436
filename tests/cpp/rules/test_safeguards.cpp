// The safeguards of minors who leave alone, by the casebook: see tests/casebooks/README.md.
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/rules/safeguards.hpp>
#include <libcase/rules/work_item.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/safeguard_words.hpp"
#include "support/situation.hpp"
#include "support/source_dir.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

/// The casebook's words for what is missing.
std::string missing_in(const Safeguards& found) {
  if (!found.is_gated) {
    return "not asked";
  }
  for (const SafeguardFinding& finding : found.findings) {
    CHECK(find_record_kind(finding.settled_by) != nullptr);
    CHECK_FALSE(finding.source.empty());
    for (const Language language : languages()) {
      CHECK_FALSE(finding.text.in(language).empty());
      if (finding.detail) {
        CHECK_FALSE(finding.detail->in(language).empty());
      }
    }
  }
  std::string missing = missing_words(found, " ");
  CHECK(found.may_leave == missing.empty());
  return missing;
}

std::multiset<std::string> codes_of(const std::vector<Violation>& violations) {
  std::multiset<std::string> codes;
  for (const Violation& violation : violations) {
    codes.insert(violation.code);
  }
  return codes;
}

std::multiset<std::string> wrong_in(const std::string& members, const std::string& steps) {
  const Situation situation = Situation::of_unit(members, steps);
  return codes_of(violations_of_minors(situation.file(), *SafeguardRules::shipped()));
}

using Codes = std::multiset<std::string>;

std::set<std::string> work_in(const std::string& members, const std::string& steps,
                              const std::string& on, const MinorTerms& terms = {}) {
  const Situation situation = Situation::of_unit(members, steps);
  std::set<std::string> found;
  for (const WorkItem& item : minors_to_see_to(situation.file(), date(on), terms)) {
    found.insert(item.code + " " + item.on.to_string());
    CHECK(item.kind == WorkKind::minors);
    CHECK(is_of_minor(item));
  }
  for (const WorkItem& item : observations(situation.file(), Catalogue::shipped(), date(on))) {
    if (is_of_minor(item)) {
      found.insert(item.code + " " + item.on.to_string());
    }
  }
  return found;
}

using Work = std::set<std::string>;

const std::string all_there = "guardian g mina nidos here; agree g 09-20 given; inform g 09-20 "
                              "both; hear mina 09-20 wants_to_return; decide mina 09-21 "
                              "in_favour_of_return; receive r mina family 09-22; ";

} // namespace

TEST_CASE("safeguards: the casebook") {
  CsvReader rows{source_dir() / "tests/casebooks/safeguards.csv"};
  REQUIRE(rows.header() ==
          std::vector<std::string>{"case", "members", "steps", "asked", "missing", "source"});
  std::set<std::string> names;
  while (rows.next()) {
    const auto& cells = rows.fields();
    const std::string name{cells[0]};
    CAPTURE(name);
    CHECK(names.insert(name).second);
    if (name.starts_with("#")) {
      continue;
    }
    const Situation situation = Situation::of_unit(std::string{cells[1]}, std::string{cells[2]});
    const StepWords asked = split(std::string{cells[3]}, ' ');
    Journey journey;
    if (asked.size() > 2) {
      journey.mode = code<DepartureMode>(asked[2]);
    }
    const Date on = date(asked.at(1));
    const PersonId person = situation.person(asked.at(0));
    const Safeguards found =
        safeguards(situation.file(), person, on, *SafeguardRules::shipped(), journey);
    CHECK(missing_in(found) == std::string{cells[4]});

    // the guard names of a recorded departure what is missing
    for (const auto& departure : situation.file().all<Departure>()) {
      if (departure->person_id == person && departure->on == on && asked.size() == 2) {
        Codes of_departure;
        for (const Violation& violation :
             violations_of_minors(situation.file(), *SafeguardRules::shipped())) {
          if (violation.id == departure.id.value && violation.code != "split_not_reviewed") {
            of_departure.insert(violation.code);
          }
        }
        Codes missing;
        for (const SafeguardFinding& finding : found.findings) {
          if (finding.verdict != Verdict::met) {
            missing.insert(finding.code);
          }
        }
        CHECK(of_departure == missing);
      }
    }
  }
  CHECK(names.size() > 90);
}

TEST_CASE("safeguards: a refusal names each missing condition and the record that meets it") {
  const Situation situation =
      Situation::of_unit("mina:principal:1996", "receive r mina family 09-20 address=no; "
                                                "leave d mina 10-01");
  const auto found = violations_of_minors(situation.file(), *SafeguardRules::shipped());
  REQUIRE(found.size() == 4);
  for (const char* named : {"the guardian agrees to the return (guardian_consents)",
                            "the minor was heard "
                            "(minor_views)",
                            "(best_interests_decisions)",
                            "(reception_arrangements), but no concrete address is held"}) {
    CHECK(found.front().sentence.find(named) != std::string::npos);
  }
}

TEST_CASE("safeguards: a finding names the rule that decided, and all that would meet it") {
  const auto reception_of = [](const std::string& born, const std::string& steps,
                               const std::string& on) {
    const Situation situation = Situation::of_unit("mina:principal:" + born, steps);
    const Safeguards found = safeguards(situation.file(), situation.person("mina"), date(on));
    REQUIRE(found.findings.back().safeguard == Safeguard::reception);
    return found.findings.back();
  };
  const auto in_words = [](const LocalizedText& text) {
    return std::string{text.in(Language::en)};
  };
  using Tables = std::vector<std::string>;

  const SafeguardFinding received = reception_of(
      "1996", "receive r mina family 09-20 in=AGO; leave d mina 10-01 to=VNM", "10-01");
  CHECK(received.verdict == Verdict::met);
  CHECK(in_words(received.text) == "the authorities of the country receive the minor");
  CHECK(received.source.find("19 June 2011 to 12 February 2013") != std::string::npos);
  CHECK(received.certainty == Certainty::inferred);
  CHECK(in_words(received.reason.value()).find("on the days of the texts") != std::string::npos);

  const std::string self_reliant = "self_reliant mina 09-01 yes; leave d mina 10-01 ";
  const SafeguardFinding alone = reception_of("1995-05-05", self_reliant + "to=IRQ", "10-01");
  CHECK(in_words(alone.text) == "it was decided that the minor is self-reliant");
  CHECK(alone.source.find("B14/2.2.3") != std::string::npos);

  const SafeguardFinding angola = reception_of("1995-05-05", self_reliant + "to=AGO", "10-01");
  CHECK(angola.verdict == Verdict::not_met);
  CHECK(angola.source == "Vc 2000 (C), Angola (text of 19 June 2011)");
  CHECK(in_words(angola.detail.value()).find("always asked") != std::string::npos);
  CHECK(angola.settled_by == "reception_arrangements");
  CHECK(angola.also_settled_by == Tables{"facility_reservations"});

  const SafeguardFinding without_places =
      reception_of("1995-05-05", "leave d mina 10-01 to=IRQ", "10-01");
  CHECK(without_places.also_settled_by == Tables{"self_reliance_decisions"});
  CHECK(reception_of("1996", "leave d mina 10-01 to=IRQ", "10-01").also_settled_by.empty());
  CHECK(reception_of("1995-05-05", "leave d mina 10-01 to=COD", "10-01").also_settled_by ==
        Tables{"facility_reservations", "self_reliance_decisions"});

  const SafeguardFinding unreserved = reception_of(
      "1996", "receive r mina facility 09-20 in=AGO; leave d mina 10-01 to=AGO", "10-01");
  CHECK(unreserved.settled_by == "facility_reservations");
  CHECK(unreserved.certainty == Certainty::inferred);
  CHECK(unreserved.source == SafeguardRules::shipped()->reservation.value().source);

  const SafeguardFinding later = reception_of(
      "2006", "receive r mina family 2021-02-15; told t mina 2021-02-10; leave d mina 2021-03-01",
      "2021-03-01");
  CHECK(later.source == "CJEU 14 January 2021, C-441/19");
  const SafeguardFinding undecided =
      reception_of("2006", "receive r mina family 2021-02-01; leave d mina 2021-03-01 mode=forced",
                   "2021-03-01");
  CHECK(undecided.settled_by == "return_decisions");
  CHECK(undecided.also_settled_by.empty());
}

TEST_CASE("safeguards: an irregularity opens the guard that it names for its own recording") {
  const Situation situation = Situation::of_unit(
      "mina:principal:1996", "leave d mina 10-01; irregular i d minor_not_heard");
  const std::int64_t marked_in = situation.file().all<Irregularity>().front().recording;
  const auto wrong_at = [&](std::int64_t known_at) {
    CaseFile file{situation.file().id(), known_at};
    situation.file().for_each([&](const auto& recorded) { file.add(recorded); });
    auto wrong = violations_of_minors(file, *SafeguardRules::shipped());
    CHECK(wrong.size() == 4);
    CHECK(made_unsafe(wrong, wrong, file).empty()); // it stood so before
    auto corrected = wrong;
    for (Violation& violation : corrected) {
      ++violation.row;
    }
    CHECK(made_unsafe(corrected, wrong, file).size() == made_unsafe({}, wrong, file).size());
    return codes_of(made_unsafe({}, std::move(wrong), file));
  };
  CHECK(wrong_at(marked_in) ==
        Codes{"guardian_not_agreed", "best_interests_not_decided", "reception_not_arranged"});
  CHECK(wrong_at(marked_in + 1) == Codes{"guardian_not_agreed", "minor_not_heard",
                                         "best_interests_not_decided", "reception_not_arranged"});
}

TEST_CASE("safeguards: a Dublin transfer needs a claim") {
  const std::string leaves = "leave d mina 10-01 mode=forced dublin=yes; ";
  CHECK(wrong_in("mina:principal:1996", leaves) == Codes{"transfer_without_claim"});
  CHECK(wrong_in("mina:principal:1996", leaves + "dublin mina 09-01 no") ==
        Codes{"transfer_without_claim"});
  CHECK(wrong_in("mina:principal:1996", leaves + "dublin mina 10-02 yes") ==
        Codes{"transfer_without_claim"});
  CHECK(wrong_in("mina:principal:1996", leaves + "dublin mina 10-01 yes").empty());
  CHECK(wrong_in("mina:principal:1996", leaves + "dublin mina 09-01 yes; dublin mina 09-20 no") ==
        Codes{"transfer_without_claim"});
}

TEST_CASE("safeguards: a forced departure that splits a family needs a review") {
  const std::string family = "anna:principal:1980 boris:partner:1979 ben:child:2005";
  const std::string all = "leave d anna 10-01 mode=forced; leave e boris 10-01 mode=forced; "
                          "leave f ben 10-01 mode=forced; ";
  CHECK(wrong_in(family, all).empty());
  const std::string one = "leave d boris 10-01 mode=forced; ";
  CHECK(wrong_in(family, one) == Codes{"split_not_reviewed"});
  CHECK(wrong_in(family, one + "review_split 09-20 yes").empty());
  CHECK(wrong_in(family, one + "review_split 09-20 yes; review_split 09-25 no") ==
        Codes{"split_not_reviewed"});
  CHECK(wrong_in(family, one + "review_split 10-02 yes") == Codes{"split_not_reviewed"});
  CHECK(wrong_in(family, "leave d boris 10-01").empty());
  CHECK(wrong_in(family + " oma:other_relative:1950", "leave d oma 10-01 mode=forced").empty());
  CHECK(wrong_in("ali:principal:1988 beni:other_relative:1998", "leave d ali 10-01 mode=forced")
            .empty()); // brothers are no family
  CHECK(wrong_in(family, one + "back b boris 10-05 never_left").empty());
  CHECK(wrong_in(family, "review_split 09-01 yes; leave c anna 09-10 mode=refused_entry; " + one)
            .empty());
  const std::string before = "review_split 09-01 yes; leave c anna 09-10 mode=forced; ";
  CHECK(wrong_in(family, before + one) == Codes{"split_not_reviewed"});
  CHECK(wrong_in(family, before + one + "review_split 09-20 yes").empty());
  CHECK(wrong_in("anna:principal:1980 ben:child:?", "leave d anna 10-01 mode=forced") ==
        Codes{"split_not_reviewed"}); // unknown protects
  CHECK(wrong_in(family, "leave c ben 03-01; back b ben 04-01 entered_again; " + one) ==
        Codes{"guardian_not_agreed", "minor_not_heard", "best_interests_not_decided",
              "reception_not_arranged", "split_not_reviewed"});
  CHECK(wrong_in("anna:principal:1980 chris:child:1985", "leave d anna 10-01 mode=forced").empty());
}

TEST_CASE("safeguards: a child is booked with all parents on record, or with their permission") {
  const std::string family = "anna:principal:1980 boris:partner:1979 ben:child:2005";
  const std::string known = "parent anna ben; parent boris ben; ";
  const std::string both = "book j anna 09-01 10-01; book k ben 09-01 10-01; ";
  CHECK(wrong_in(family, known + both) == Codes{"other_parent_not_agreed"});
  CHECK(wrong_in(family, both).empty()); // no relation is on record
  CHECK(wrong_in(family, known + both + "book l boris 09-01 10-01").empty());
  CHECK(wrong_in(family, known + both + "permit_to_leave ben consent 09-05 by=boris").empty());
  CHECK(wrong_in(family, known + both + "permit_to_leave ben consent 09-05 by=anna") ==
        Codes{"other_parent_not_agreed"});
  CHECK(wrong_in(family, known + both + "permit_to_leave ben court 09-05").empty());
  CHECK(wrong_in(family, known + both + "leave d boris 08-20").empty()); // went ahead
  CHECK(wrong_in(family, known + both + "leave d boris 08-20; back b boris 08-25 entered_again") ==
        Codes{"other_parent_not_agreed"});
  CHECK(wrong_in(family, known + both + "leave d boris 08-20 mode=unsupervised") ==
        Codes{"other_parent_not_agreed"}); // nobody knows where he is
  CHECK(wrong_in(family, "parent anna ben; " + both + "parent boris ben").empty()); // known later
  CHECK(wrong_in(family, known + both + "travelled k boarded 10-01").empty());      // it is over
  CHECK(wrong_in("anna:principal:1980 boris:partner:1979 ben:child:1985", known + both).empty());
  CHECK(wrong_in(family, known + "book k ben 09-01 10-01; permit_to_leave ben consent 09-05") ==
        Codes{"other_parent_not_agreed"}); // whose it is, nobody knows
  const std::string elsewhere = "book j anna 09-01 10-01 to=RUS; book k ben 09-01 10-01 to=RUS; ";
  CHECK(wrong_in(family, known + elsewhere + "leave d boris 08-20 to=RUS").empty());
  CHECK(wrong_in(family, known + elsewhere + "leave d boris 08-20 to=IRQ") ==
        Codes{"other_parent_not_agreed"});
  CHECK(wrong_in(family, known + elsewhere + "book l boris 09-01 10-01 to=IRQ") ==
        Codes{"other_parent_not_agreed"});
  const std::string alone = "parent boris mina; book j mina 09-01 10-01; ";
  CHECK(wrong_in("mina:principal:1996 boris:-:1970", alone) == Codes{"other_parent_not_agreed"});
  CHECK(wrong_in("mina:principal:1996 boris:-:1970", alone + "guardian g mina nidos here")
            .empty()); // who decides for her is asked at the departure
}

TEST_CASE("safeguards: what is to be seen to for minors") {
  using namespace std::string_literals;
  const std::string mina = "mina:principal:1996";
  CHECK(work_in(mina, "", "08-15") == Work{"minor_without_guardian 2011-08-01"});
  CHECK(work_in(mina, "guardian g mina nidos here", "08-15").empty());
  CHECK(work_in("anna:principal:1980 ben:child:2005", "", "08-15").empty());
  const std::string guarded = "guardian g mina nidos here; ";
  CHECK(work_in(mina, guarded + "trace t mina 08-10", "08-15") ==
        Work{"tracing_silent 2011-09-09"});
  CHECK(work_in(mina, guarded + "trace t mina 08-10; hear_of t 08-20 verified", "08-25") ==
        Work{"tracing_silent 2011-09-19"});
  CHECK(work_in(mina, guarded + "trace t mina 08-10; hear_of t 08-20 reunified", "08-25") ==
        Work{"tracing_silent 2011-09-19"}); // reunified is not closed
  CHECK(work_in(mina, guarded + "trace t mina 08-10; hear_of t 08-20 closed", "08-25").empty());
  CHECK(work_in(mina, guarded + "book j mina 09-01 10-01", "09-05") ==
        Work{"booked_without_reception 2011-10-01"});
  CHECK(work_in(mina, guarded + "book j mina 09-01 10-01; receive r mina family 09-02", "09-05")
            .empty());
  const std::string left = all_there + "leave d mina 10-01; ";
  CHECK(work_in(mina, left, "10-02") ==
        Work{"hand_over_missing 2011-10-04", "visit_missing 2011-12-30"});
  CHECK(work_in(mina, left, "10-02", {.hand_over_days = 5, .visit_days = 30}) ==
        Work{"hand_over_missing 2011-10-06", "visit_missing 2011-10-31"});
  CHECK(work_in(mina, left + "hand_over mina 10-02 relative; visit v mina 10-20 reached", "10-21")
            .empty());
  CHECK(work_in(mina, left + "hand_over mina 10-02 nobody; visit v mina 10-20 missed", "10-21") ==
        Work{"hand_over_missing 2011-10-04", "visit_missing 2011-12-30"}); // nobody saw the minor
  CHECK(work_in(mina, guarded + "leave d mina 10-01 mode=unsupervised", "10-02") ==
        Work{"minor_disappeared 2011-10-01"});
  CHECK(work_in(mina,
                guarded + "leave d mina 10-01 mode=unsupervised; back b mina 10-05 "
                          "never_left",
                "10-06")
            .empty());
  CHECK(work_in(mina, guarded + "leave d mina 10-01 mode=refused_entry", "10-02") ==
        Work{"minor_refused_entry 2011-10-01"});
  CHECK(work_in("anna:principal:1980 ben:child:2005", "leave d anna 10-01", "10-02") ==
        Work{"minor_left_behind 2011-10-01", "minor_without_guardian 2011-08-01"});
  CHECK(work_in("anna:principal:1980 ben:child:?", "leave d anna 10-01", "10-02") ==
        Work{"minor_left_behind 2011-10-01", "minor_without_guardian 2011-08-01"});
  CHECK(work_in("anna:principal:? ben:child:2005", "leave d anna 10-01", "10-02") ==
        Work{"minor_left_behind 2011-10-01", "minor_without_guardian 2011-08-01"});
  CHECK(work_in("ali:principal:1988 beni:other_relative:1998",
                "sibling ali beni; leave d ali 10-01", "10-02") ==
        Work{"minor_left_behind 2011-10-01", "minor_without_guardian 2011-08-01"});
  CHECK(work_in("ali:principal:1988 beni:other_relative:1998 anton:other_relative:1985",
                "sibling ali beni; sibling anton beni; leave d ali 10-01",
                "10-02") == Work{"minor_without_guardian 2011-08-01"});
  CHECK(work_in("anna:principal:1980 ben:child:?", "leave d ben 10-01 mode=unsupervised",
                "10-02") == Work{"minor_disappeared 2011-10-01"});
  CHECK(work_in("anna:principal:1980 boris:partner:1979 ben:child:2005", "leave d anna 10-01",
                "10-02")
            .empty());
  CHECK(work_in("anna:principal:1980 boris:-:1979 ben:child:2005",
                "parent boris ben; leave d anna 10-01; leave e ben 10-01",
                "10-02") == Work{"left_without_parent 2011-10-01"});
}

TEST_CASE("safeguards: what is not met of a departure that stands is work on a minor") {
  CHECK(work_in("mina:principal:1996", all_there + "leave d mina 10-01 to=AGO", "10-02") ==
        Work{"hand_over_missing 2011-10-04", "reception_not_arranged 2011-10-01",
             "visit_missing 2011-12-30"});
}

TEST_CASE("safeguards: what outlasts the closure of a case") {
  const auto outlasts = [](const std::string& code) {
    return outlasts_closure({.code = code, .on = Date{2011, 10, 1}});
  };
  CHECK(outlasts("hand_over_missing"));
  CHECK(outlasts("visit_missing"));
  CHECK(outlasts("minor_left_behind"));
  CHECK_FALSE(outlasts("minor_without_guardian"));
  CHECK_FALSE(outlasts("cash_kept"));
}

TEST_CASE("safeguards: the places of facilities by day") {
  const SafeguardRules& rules = *SafeguardRules::shipped();
  const Facility* kinshasa = rules.facility("kinshasa");
  REQUIRE(kinshasa != nullptr);
  CHECK(places_on(*kinshasa, Date{2011, 10, 7}) == 4);
  CHECK(places_on(*kinshasa, Date{2012, 4, 17}) == 4); // between two texts the lower number binds
  CHECK(places_on(*kinshasa, Date{2012, 4, 18}) == 12);
  CHECK(places_on(*rules.facility("luanda"), Date{2005, 7, 31}) == 0);
  CHECK(places_on(*rules.facility("luanda"), Date{2005, 8, 1}) == 10);
  CHECK(places_on(*rules.facility("kabul"), Date{2012, 1, 1}) == 0);
  CHECK(rules.facility("nairobi") == nullptr);
}

TEST_CASE("safeguards: a facility takes no more minors than it has places") {
  const Facility& kinshasa = *SafeguardRules::shipped()->facility("kinshasa");
  FacilityUse use;
  auto& reservations = use.reservations;
  auto& stays = use.stays;
  const auto reserve = [&](std::int64_t person, Date from, std::optional<Date> until = {}) {
    const std::int64_t row = 10 + std::ssize(reservations) + std::ssize(stays);
    reservations.push_back({.id = {row},
                            .row = row,
                            .recording = row,
                            .record = {this_case, {person}, "kinshasa", from, from, until}});
  };
  const auto count = [&] { return violations_of_facility(kinshasa, use, {}).size(); };
  for (std::int64_t person = 1; person <= 4; ++person) {
    reserve(person, Date{2011, 11, 1});
  }
  CHECK(count() == 0);
  reserve(4, Date{2011, 12, 1}); // the same minor again
  CHECK(count() == 0);
  reserve(5, Date{2012, 4, 18}); // twelve places from that day on
  CHECK(count() == 0);
  reserve(6, Date{2012, 4, 17});
  REQUIRE(count() == 1);
  CHECK(violations_of_facility(kinshasa, use, {}).front().row == 16);
  reservations.pop_back();
  reserve(6, Date{2011, 10, 1}, Date{2011, 11, 1}); // leaves on the day the others come
  CHECK(count() == 0);
  stays.push_back({.id = {90},
                   .row = 90,
                   .recording = 90,
                   .record = {this_case, {7}, "kinshasa", Date{2011, 11, 5}, Date{2011, 11, 6}}});
  CHECK(count() == 1);
  const FacilityUse over = use; // as a stay that happened in spite of it leaves it
  stays.back().record.until = Date{2011, 11, 7};
  REQUIRE(violations_of_facility(kinshasa, use, over).size() == 1);
  CHECK(violations_of_facility(kinshasa, use, over).front().sentence.find("2011-11-06") !=
        std::string::npos);
  stays.back().record.until = Date{2011, 11, 6};
  CHECK(violations_of_facility(kinshasa, use, over).empty());
}

TEST_CASE("safeguards: a facility that has fewer places soon takes fewer minors at once") {
  const auto rules = SafeguardRules::from_json(
      R"({"name": {"en": "own"}, "facilities": [{"code": "a", "name": {"en": "A"},
          "country": "AGO", "places": [
            {"from": "2011-01-01", "places": 3, "source": "s", "certainty": "stated"},
            {"from": "2012-01-01", "places": 1, "source": "s", "certainty": "stated"}]}]})",
      "own.json");
  const Facility& facility = *rules->facility("a");
  CHECK(places_on(facility, Date{2011, 1, 1}) == 3);
  CHECK(places_on(facility, Date{2011, 1, 2}) == 1);
  FacilityUse use;
  const auto reserve = [&](Date from, Date until) {
    const std::int64_t row = 10 + std::ssize(use.reservations);
    use.reservations.push_back({.id = {row},
                                .row = row,
                                .recording = row,
                                .record = {this_case, {row}, "a", from, from, until}});
  };
  const auto days_over = [&] {
    std::vector<std::string> found;
    for (const Violation& violation : violations_of_facility(facility, use, {})) {
      found.push_back(violation.sentence);
    }
    return found;
  };
  for (int minor = 0; minor < 3; ++minor) {
    reserve(Date{2011, 1, 1}, Date{2011, 1, 2});
  }
  CHECK(days_over().empty());
  use.reservations.clear();
  for (int minor = 0; minor < 3; ++minor) {
    reserve(Date{2011, 1, 1}, Date{2011, 12, 1});
  }
  REQUIRE(days_over().size() == 2);
  CHECK(days_over().front().find("2011-01-02, 1, found 2") != std::string::npos);
}

TEST_CASE("safeguards: a file of rules that is wrong is refused with the place in it") {
  const auto refused = [](const std::string& text) -> std::string {
    try {
      SafeguardRules::from_json(text, "own.json");
    } catch (const InvalidValue& error) {
      CHECK(error.code() == "invalid_safeguards_file");
      return std::string{error.what()};
    }
    return std::string{};
  };
  const std::string name = R"({"name": {"en": "own"}, )";
  CHECK(refused("{").find("own.json") != std::string::npos);
  CHECK(refused(name + R"("safeguard": []})").find("did you mean 'safeguards'") !=
        std::string::npos);
  CHECK(refused(name + R"("safeguards": [{"safeguard": "view", "text": {"en": "t"},
                          "source": "s", "certainty": "stated", "modes": []}]})")
            .find("minor_view") != std::string::npos);
  CHECK(refused(name + R"("safeguards": [{"safeguard": "minor_view", "text": {"en": "t"},
                          "source": "s", "certainty": "stated", "modes": ["unsupervised"]}]})")
            .find("voluntary or forced") != std::string::npos);
  CHECK(refused(name + R"("safeguards": [{"safeguard": "minor_view", "text": {"en": "t"},
                          "source": "s", "certainty": "inferred", "modes": ["forced"]}]})")
            .find("reason") != std::string::npos);
  CHECK(refused(name + R"("facilities": [{"code": "a", "name": {"en": "A"}, "country": "AGO",
                          "places": [{"from": "2012-01-01", "places": 1, "source": "s",
                                      "certainty": "stated"},
                                     {"from": "2011-01-01", "places": 1, "source": "s",
                                      "certainty": "stated"}]}]})")
            .find("in order") != std::string::npos);
}
