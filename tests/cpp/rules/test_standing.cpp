// Where a case stands and what there is to do in it, by the casebook: see
// tests/casebooks/README.md.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/rules/status.hpp>
#include <libcase/rules/work_item.hpp>

#include "support/files.hpp"
#include "support/made_up_programmes.hpp"
#include "support/situation.hpp"
#include "support/source_dir.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

std::string joined(const std::multiset<std::string>& all) {
  std::string text;
  for (const std::string& one : all) {
    text += (text.empty() ? "" : "; ") + one;
  }
  return text;
}

std::string short_day(Date day) {
  const std::string text = day.to_string();
  return text.starts_with("2011-") ? text.substr(5) : text;
}

/// "STATUS"; behind it "NAME=STATUS" of the members who stand elsewhere.
std::string status_in(const Situation& situation, Date on) {
  const auto status = status_of(situation.file(), on);
  if (!status) {
    return {};
  }
  std::multiset<std::string> others;
  for (const PersonStatus& person : status->persons) {
    if (person.status != status->status) {
      others.insert(situation.name_of(person.person_id.value) + "=" +
                    std::string{to_text(person.status)});
    }
  }
  CHECK(status->differing() == static_cast<std::int64_t>(others.size()));
  CHECK(status->since <= on);
  const std::string text{to_text(status->status)};
  return others.empty() ? text : text + "; " + joined(others);
}

/// "CODE", behind it the member, or else the record, and of a deadline its day.
std::string items_in(const Situation& situation, const std::vector<WorkItem>& items) {
  std::multiset<std::string> found;
  for (const WorkItem& item : items) {
    std::string text = item.code;
    if (item.person_id) {
      text += " " + situation.name_of(item.person_id->value);
    } else if (item.record_id) {
      text += " " + situation.name_of(item.record_id->value);
    }
    found.insert(item.kind == WorkKind::deadline ? text + " " + short_day(item.on) : text);
    for (const Language language : languages()) {
      const std::string words = item.text.in(language);
      CHECK_FALSE(words.empty());
      CHECK(words.find('{') == std::string::npos);
    }
  }
  return joined(found);
}

/// What is odd; awards of the casebook rest on no assessment, which is not what its rows are about.
std::vector<WorkItem> odd_in(const CaseFile& file, const Catalogue& catalogue, Date on) {
  std::vector<WorkItem> items = observations(file, catalogue, on);
  std::erase_if(items, [](const WorkItem& item) { return item.code == "award_without_limits"; });
  return items;
}

} // namespace

TEST_CASE("standing: the casebook") {
  CsvReader rows{source_dir() / "tests/casebooks/standing.csv"};
  REQUIRE(rows.header() == std::vector<std::string>{"case", "members", "steps", "on", "status",
                                                    "deadlines", "next", "odd", "source"});
  const Catalogue catalogue = Catalogue::shipped();
  std::set<std::string> names;
  while (rows.next()) {
    const auto& cells = rows.fields();
    const std::string name{cells[0]};
    CAPTURE(name);
    CHECK(names.insert(name).second);
    if (name.starts_with("#")) {
      continue;
    }
    const Situation situation{std::string{cells[1]}, std::string{cells[2]}};
    const Date on = date(std::string{cells[3]});
    CHECK(status_in(situation, on) == std::string{cells[4]});
    const auto check = [&](auto&& items_of, std::string_view expected) {
      if (expected != "*") { // not what the row is about
        CHECK(items_in(situation, items_of(situation.file(), catalogue, on)) ==
              std::string{expected});
      }
    };
    check(deadlines, cells[5]);
    check([](const CaseFile& file, const Catalogue&, Date day) { return next_steps(file, day); },
          cells[6]);
    check(odd_in, cells[7]);
  }
  CHECK(names.size() > 60);
}

TEST_CASE("standing: each status is in the rules, and the first that holds counts") {
  std::set<ReturnStatus> found;
  for (const StatusRule& rule : status_rules()) {
    CHECK(found.insert(rule.status).second);
    CHECK_FALSE(rule.when.empty());
    CHECK_FALSE(rule.tables.empty());
    for (const std::string& table : rule.tables) {
      CHECK(find_record_kind(table) != nullptr);
    }
  }
  CHECK(found.size() == code_names<ReturnStatus>.size());
}

TEST_CASE("standing: the last days of rules are minded until they are met") {
  Catalogue catalogue;
  catalogue.add(made_up(R"({
    "code": "HRT", "name": {"en": "Cash"}, "implementer": "X", "target_group": {"en": "all"},
    "version_by": {"date": "application", @},
    "versions": [{"name": "one", "from": {"date": "2011-01-01", @},
                  "until": {"date": "2012-01-01", @},
                  "last_award": {"date": "2011-09-30", @},
                  "last_departure": {"date": "2011-10-31", @},
                  "criteria": [], "benefits": []}]})"));
  const auto minded = [&](const char* steps, const char* day) {
    const Situation situation{"anna:1980", steps};
    return items_in(situation, deadlines(situation.file(), catalogue, date(day)));
  };
  CHECK(minded("apply a 08-10", "08-11") == "last_award a 09-30");
  CHECK(minded("apply a 08-10; award 09-01; line l cash 1750 anna", "09-02") ==
        "last_departure anna 10-31");
  CHECK(minded("apply a 08-10; award 09-01; line l cash 1750 anna; leave d anna 10-01", "10-02")
            .empty());
  CHECK(minded("apply a 08-10; refuse a 08-20", "08-21").empty());

  const auto of_unit = [&](const char* steps, const char* day) {
    const Situation situation{"anna:1980 boris:1981", steps};
    const Date on = date(day);
    return items_in(situation, deadlines(situation.file(), catalogue, on)) + "|" +
           items_in(situation, odd_in(situation.file(), catalogue, on));
  };
  CHECK(of_unit("apply a 08-10; award 09-01; line l cash 1750 unit; leave d anna 10-01", "10-02") ==
        "last_departure award 10-31|");
  CHECK(of_unit("apply a 08-10; award 09-01; line l cash 1750 unit; leave d anna 10-01; "
                "leave e boris 11-15",
                "11-16") == "|departed_too_late l");

  const Situation late{"anna:1980",
                       "apply a 08-10; award 10-01; line l cash 1750 anna; leave d anna 11-01"};
  CHECK(items_in(late, odd_in(late.file(), catalogue, Date{2011, 11, 2})) ==
        "awarded_too_late anna; departed_too_late anna");
}

TEST_CASE("standing: an award that nothing bounds is told, once for each programme") {
  const auto odd = [](const std::string& steps, const Catalogue& catalogue) {
    const Situation situation{"anna:1980 boris:1981", steps};
    return items_in(situation, observations(situation.file(), catalogue, Date{2011, 9, 2}));
  };
  const auto with = [&](const std::string& steps) {
    return odd("award 09-01; line l cash 1750 anna; " + steps, Catalogue::shipped());
  };
  CHECK(with("") == "award_without_limits award");
  CHECK(with("line k in_kind - boris") == "award_without_limits award");
  CHECK(with("line k in_kind 100 anna programme=SDT") ==
        "award_without_limits award; award_without_limits award");
  CHECK(with("limit x 1750") == "");
  CHECK(with("limit x 1750 person=anna support=cash programme=HRT") == "");
  CHECK(with("limit x 1750 person=boris") == "award_without_limits award");
  CHECK(with("limit x 1750 support=in_kind") == "award_without_limits award");
  CHECK(with("limit x 1750 programme=REAN") == "award_without_limits award");
  CHECK(with("limit x 1750 place=host_country") == "award_without_limits award");
  CHECK(odd("award 09-01; line l service 1750 anna", Catalogue::shipped()) == "");
  CHECK(odd("award 09-03; line l cash 1750 anna", Catalogue::shipped()) == ""); // of tomorrow

  const Situation situation{"anna:1980", "award 09-01; line l cash 1750 anna"};
  CaseFileBuilder file{situation.file()};
  const AwardId award = situation.file().all<Award>().front().id;
  file.with(1000, AwardBasis{.award_id = award,
                             .programme = ProgrammeCode{"HRT"},
                             .version = "2006-07",
                             .rules_digest = "00",
                             .assessed_on = {2011, 9, 1}});
  CHECK(observations(file, Catalogue::shipped(), Date{2011, 9, 2}).empty());
}

TEST_CASE("standing: a programme that the catalogue does not know is told, and what may be meant") {
  const auto told = [](const std::string& programme, const Catalogue& catalogue) {
    const Situation situation{"anna:1980", "award 09-01; line l cash 1750 anna programme=" +
                                               programme + "; limit x 1750"};
    std::string text;
    for (const WorkItem& item : observations(situation.file(), catalogue, Date{2011, 9, 2})) {
      text += item.code + ": " + item.text.in(Language::en);
    }
    return text;
  };
  CHECK(told("HRT", Catalogue::shipped()) == "");
  CHECK(told("HRTT", Catalogue::shipped()) ==
        "unknown_programme: the catalogue knows no programme HRTT, under which an award was made: "
        "HRT may be meant");
  CHECK(told("ELSEWHERE", Catalogue::shipped()) ==
        "unknown_programme: the catalogue knows no programme ELSEWHERE, under which an award was "
        "made");
  CHECK(told("HRTT", Catalogue{}) == ""); // which knows none
}

TEST_CASE("standing: an item tells its day, what would settle it, and its source") {
  const Catalogue catalogue = Catalogue::shipped();
  const Situation situation{"anna:1980", "told t anna 08-10 28; stay v anna vbl 08-12; "
                                         "apply a 08-15 programme=TEST; award 09-01; "
                                         "line l cash 1750 anna; order p l anna 1700 09-20"};
  const Date on{2011, 9, 25};
  const auto term = deadlines(situation.file(), catalogue, on).front();
  CHECK(term.on == Date{2011, 9, 7});
  CHECK(term.settled_by == "departures");
  CHECK(term.source == "Aliens Act 2000, article 62");
  CHECK_FALSE(term.is_in_principle);
  const auto stay = deadlines(situation.file(), catalogue, on).back();
  CHECK(stay.is_in_principle == true);
  CHECK(stay.source == "Vreemdelingencirculaire 2000 (A), A6/4.3.5");
  const auto steps = next_steps(situation.file(), on);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].code == "decision");
  CHECK(steps[0].on == Date{2011, 8, 15});
  CHECK(steps[0].settled_by == "awards");
  CHECK_FALSE(steps[0].source.has_value());
  CHECK(steps[1].code == "booking");
  CHECK(steps[1].source == "Aliens Act 2000, article 62");
  CHECK(steps[1].on == Date{2011, 9, 1});
  CHECK(steps[2].code == "payment_outcome");
  CHECK(steps[2].on == Date{2011, 9, 20});
  CHECK(steps[2].programme == ProgrammeCode{"HRT"});
  CHECK_FALSE(steps[2].source.has_value());
}

TEST_CASE("standing: a step has the source of the days of rules that it rests on") {
  const Catalogue catalogue = Catalogue::shipped();
  const auto sources = [&](const char* steps, const char* day) {
    const Situation situation{"anna:1980", steps};
    const Date on = date(day);
    const auto minded = deadlines(situation.file(), catalogue, on);
    std::multiset<std::string> found;
    for (const WorkItem& step : next_steps(situation.file(), on, minded)) {
      if (!step.source) {
        continue;
      }
      const auto is_of_it = [&](const WorkItem& item) { return item.source == step.source; };
      const auto deadline = std::ranges::find_if(minded, is_of_it);
      REQUIRE(deadline != minded.end());
      found.insert(step.code + "=" + deadline->code);
    }
    for (const WorkItem& step : next_steps(situation.file(), on)) {
      CHECK((!step.source || step.source == "Aliens Act 2000, article 62"));
    }
    return joined(found);
  };
  CHECK(sources("apply a 06-10 programme=SDT", "08-02") == "decision=last_award");
  CHECK(sources("apply a 08-10 programme=TEST", "08-20").empty());
  CHECK(sources("award 2012-03-01; line l in_kind 1500 anna programme=IN-KIND; "
                "leave d anna 2012-04-01",
                "2012-04-02") == "plan=support_period");
  CHECK(sources("told t anna 08-10 28; award 09-01; line l cash 1750 anna", "09-02") ==
        "booking=departure_term");
}

TEST_CASE("standing: a status tells since when it is so") {
  const Situation situation{"anna:1980 boris:1981",
                            "apply a 08-10; award 09-01; line l cash 1750 unit; "
                            "book j anna 09-10 10-01; leave d anna 10-01; arrive r anna 10-03; "
                            "book k boris 10-05 11-01"};
  const auto status = status_of(situation.file(), Date{2011, 10, 6});
  CHECK(status->since == Date{2011, 10, 5});
  CHECK(status->persons.at(0).since == Date{2011, 10, 3});
  CHECK(status_of(situation.file(), Date{2011, 9, 5})->since == Date{2011, 9, 1});
  CHECK(status_of(situation.file(), Date{2011, 8, 5})->since == Date{2011, 8, 1});
}
