// The history of a case in words. All invented.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/records/attachment.hpp>
#include <libcase/rules/timeline.hpp>

#include "support/case_file_builder.hpp"
#include "support/situation.hpp"
#include "text/all_words.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

std::vector<std::string> told(const CaseFile& file, Language language) {
  std::vector<std::string> lines;
  for (const TimelineEvent& event : timeline(file)) {
    const std::string who = event.who.in(language);
    lines.push_back(event.on.to_string() + " " + event.text.in(language) +
                    (who.empty() ? "" : " (" + who + ")"));
  }
  return lines;
}

} // namespace

TEST_CASE("timeline: all that is recorded, by day, in both languages") {
  const Situation situation{
      "anna:1980 boris:2004",
      "apply a 08-10 to=IRQ; award 09-01; line l cash 1750 anna; pay p l anna 1750 09-30; "
      "leave d anna 10-01 to=IRQ; arrive r anna 10-02 in=IRQ; close 12-01"};
  CHECK(told(situation.file(), Language::en) ==
        std::vector<std::string>{
            "2011-08-01 case opened",
            "2011-08-01 member of the unit: other relative (relative 1)",
            "2011-08-01 member of the unit: other relative (relative 2)",
            "2011-08-10 application: HRT, Iraq",
            "2011-09-01 award",
            "2011-09-01 line of the award: HRT, cash, €1,750.00 (relative 1)",
            "2011-09-30 payment, paid: €1,750.00 (relative 1)",
            "2011-10-01 departure: Iraq, of their own accord (relative 1)",
            "2011-10-02 arrival: Iraq (relative 1)",
            "2011-12-01 case closed: other",
        });
  const auto dutch = told(situation.file(), Language::nl);
  CHECK(dutch.at(3) == "2011-08-10 aanvraag: HRT, Irak");
  CHECK(dutch.at(7) == "2011-10-01 vertrek: Irak, zelfstandig (familielid 1)");
}

TEST_CASE("timeline: a record stands once for each of its dates, but for what is planned") {
  CaseFileBuilder builder;
  builder.with(1, Case{Date{2011, 8, 1}}).count_on_from(1);
  builder.with_member(7, "1980", Role::principal, Date{2011, 8, 1}).count_on_from(10);
  builder.with(Stay{{7}, PlaceKind::vbl, Date{2011, 8, 2}, Date{2011, 9, 2}});
  builder.with(Booking{
      .case_id = {1}, .person_id = {7}, .on = Date{2011, 9, 3}, .departs_on = Date{2011, 10, 1}});
  const auto lines = told(builder, Language::en);
  CHECK(std::ranges::count(lines, "2011-08-02 stay: freedom-restricting location (VBL) "
                                  "(the principal)") == 1);
  CHECK(std::ranges::count(lines, "2011-09-02 stay, end: freedom-restricting location (VBL) "
                                  "(the principal)") == 1);
  CHECK(std::ranges::count(lines, "2011-09-03 booking (the principal)") == 1);
  CHECK(lines.size() == 5);
}

TEST_CASE("timeline: what may identify somebody, or is sensitive, is left out") {
  CaseFileBuilder builder;
  builder.with(1, Case{Date{2011, 8, 1}}).count_on_from(1);
  builder.with_member(7, "1980", Role::principal, Date{2011, 8, 1}).count_on_from(10);
  builder.with(TermSuspension{{7}, SuspensionGround::health, Date{2011, 8, 2}});
  builder.with(Vulnerability{
      .person_id = {7}, .ground = VulnerabilityGround::health, .from = Date{2011, 8, 3}});
  builder.with(
      AwardEnd{{99}, Date{2011, 8, 4}, AwardEndKind::revoked, "Invented Name told the police"});
  for (const std::string& line : told(builder, Language::en)) {
    CHECK(line.find("health") == std::string::npos);
    CHECK(line.find("Invented") == std::string::npos);
  }
}

TEST_CASE("timeline: there is a word for each kind, date, flag and code in English and Dutch") {
  for (const Language language : {Language::en, Language::nl}) {
    const Words& words = words_in(language);
    const auto check = [&](const std::string& group, std::string_view key) {
      CAPTURE(group);
      CAPTURE(key);
      CHECK(words.find(group, key) != nullptr);
    };
    for (const RecordKind* kind : record_kinds()) {
      check("events", kind->table);
      for (const Column& column : kind->columns) {
        if (column.kind == ColumnKind::date && column.name != "on" && !column.options.is_plan) {
          check("dates", column.name);
        }
        if (column.kind == ColumnKind::boolean) {
          check("flags", column.name);
        }
        for (const std::string_view code : column.codes) {
          check("codes." + std::string{column.code_type}, code);
        }
      }
    }
  }
}

TEST_CASE("timeline: a member who joins as a minor turns 18 in it") {
  const auto told_of = [](const char* born, std::optional<Date> until, const auto&... records) {
    CaseFileBuilder builder;
    builder.with(1, Case{Date{2011, 8, 1}}).count_on_from(7);
    builder.with_member(7, born, Role::child, Date{2011, 8, 1}).count_on_from(20);
    (builder.with(records), ...);
    std::vector<std::string> lines;
    for (const TimelineEvent& event : timeline(builder, until)) {
      CHECK((!until || event.on <= *until));
      if (event.table == "persons") {
        CHECK(event.person_id == PersonId{7});
        CHECK(event.record_id == RecordId{7});
        lines.push_back(event.on.to_string() + " " + event.who.in(Language::en) + " " +
                        event.text.in(Language::en));
      }
    }
    return lines;
  };
  using Lines = std::vector<std::string>;
  const Application late{{1}, ProgrammeCode{"HRT"}, Date{2011, 11, 1}};
  CHECK(told_of("1993-10-01", Date{2011, 9, 30}).empty());
  CHECK(told_of("1993-10-01", Date{2011, 10, 1}) == Lines{"2011-10-01 the child turns 18"});
  CHECK(told_of("1993-10-01", {}).empty()); // records do not reach so far
  CHECK(told_of("1993-10-01", {}, late) == Lines{"2011-10-01 the child turns 18"});
  CHECK(told_of("1992-02-29", Date{2012, 1, 1}).empty()); // of age before they joined
  CHECK(told_of("1994-02-28", Date{2012, 3, 1}) == Lines{"2012-02-28 the child turns 18"});
  CHECK(told_of("1993", Date{2011, 8, 1}) ==
        Lines{"2011-01-01 the child turns 18 between this day and 31 December 2011, by the birth "
              "date"});
  CHECK(told_of("", Date{2012, 1, 1}).empty());
}

TEST_CASE("timeline: support ends in it on the day until which it was granted") {
  const auto ends = [](const std::string& born, const std::string& steps) {
    const Situation situation{"anna:" + born + " boris:1960",
                              "award 09-01; line l in_kind uncapped anna until=10-20; " + steps};
    std::vector<std::string> found;
    for (const Language language : {Language::en, Language::nl}) {
      for (const std::string& line : told(situation.file(), language)) {
        if (line.find("support ended") != std::string::npos ||
            line.find("ondersteuning ge") != std::string::npos) {
          found.push_back(line);
        }
      }
    }
    return found;
  };
  using Lines = std::vector<std::string>;
  CHECK(ends("1993-10-20", "plan b 10-21") ==
        Lines{"2011-10-20 support ended at 18 (relative 1)",
              "2011-10-20 ondersteuning ge\u00EBindigd op 18-jarige leeftijd (familielid 1)"});
  CHECK(ends("1990", "plan b 10-21") ==
        Lines{"2011-10-20 support ended, as it was granted until this day (relative 1)",
              "2011-10-20 ondersteuning ge\u00EBindigd, want toegekend tot deze dag "
              "(familielid 1)"});
  CHECK(ends("1993-10-20", "plan b 10-19").empty());                    // it is still to come
  CHECK(ends("1993-10-20", "end revoked 10-01; plan b 10-21").empty()); // it had ended before
}
