#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/answers.hpp>
#include <libcase/rules/offers.hpp>
#include <libcase/statistics/compare.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/generated_register.hpp"
#include "support/made_up_programmes.hpp"
#include "support/printing.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Cohort of_2011{Period::parse("2011"), CohortBy::departure};

/// Cash for everybody: so much for each adult.
Catalogue cash_of(const std::string& euro, const std::string& more = "") {
  Catalogue catalogue;
  catalogue.add(made_up(R"({
    "code": "HRT", "name": {"en": "Cash", "nl": "Geld"}, "implementer": "X",
    "target_group": {"en": "all", "nl": "allen"},
    "version_by": {"date": "departure", @},
    "versions": [{"name": "1", "from": {"date": "2000-01-01", @}, "is_open": true,
      "benefits": [{"name": "adult", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": "adult",
                    "amount": {"euro": ")" +
                        euro + R"(", @}, @}])" + more + "}]}"));
  return catalogue;
}

CaseId a_departed_case(Register& reg, std::string_view reference, Date on,
                       const Person& person = a_person()) {
  const ACase one = a_case(reg, reference, person);
  reg.record(a_departure(one.id, one.person, on));
  return one.id;
}

const ComparisonRow* find(const Comparison& comparison, std::string_view by,
                          std::string_view label) {
  for (const ComparisonRow& row : comparison.rows) {
    if (row.by == by && row.label == label) {
      return &row;
    }
  }
  return nullptr;
}

} // namespace

TEST_CASE("compare: a cohort by departure is made by the modes of departure that count") {
  Register reg = a_register();
  a_departed_case(reg, "1", Date{2011, 9, 1});
  const ACase two = a_case(reg, "2");
  Departure forced = a_departure(two.id, two.person, Date{2011, 9, 2});
  forced.mode = DepartureMode::forced;
  reg.record(forced);
  const auto comparison = [&](std::vector<DepartureMode> modes) {
    return compare(reg, cash_of("1750.00"), cash_of("1600.00"),
                   {Period::parse("2011"), CohortBy::departure, std::move(modes)});
  };
  CHECK(comparison({}).rows.front().cases == 2);
  CHECK(comparison({DepartureMode::voluntary}).rows.front().cases == 1);
  CHECK(comparison({DepartureMode::unsupervised}).rows.front().cases == 0);
  CHECK(comparison({DepartureMode::voluntary, DepartureMode::forced}).rows.front().cases == 2);
  CHECK(to_text(comparison({DepartureMode::voluntary}).definition)
            .find("first departure in 2011, of the mode voluntary") != std::string::npos);
  CHECK(code_of([&] {
          compare(reg, cash_of("1"), cash_of("2"),
                  {Period::parse("2011"), CohortBy::application, {DepartureMode::forced}});
        }) == "modes_of_applications");
}

TEST_CASE("compare: what each catalogue comes to, and who wins and loses") {
  Register reg = a_register();
  a_departed_case(reg, "1", Date{2011, 9, 1});
  a_departed_case(reg, "2", Date{2011, 10, 1}, {.born = BirthDate::parse("1970")});
  a_departed_case(reg, "3", Date{2011, 11, 1}, {.nationality = Country{"AFG"}});
  a_departed_case(reg, "4", Date{2012, 1, 1});
  const Comparison comparison = compare(reg, cash_of("1750.00"), cash_of("1600.00"), of_2011);
  const ComparisonRow& total = comparison.rows.front();
  CHECK(total.by == "total");
  CHECK(total.label == "total");
  CHECK(total.cases == 3);
  CHECK(total.a.eligible == 3);
  CHECK(total.a.cash_cents == 350'000);
  CHECK(total.b.cash_cents == 320'000);
  CHECK(total.a.in_kind_cents == 0);
  CHECK(total.a.unknown_lines == 1); // of whom it is not known whether they are an adult
  CHECK(total.winners == 0);
  CHECK(total.losers == 2);
  CHECK(total.unchanged == 0);
  CHECK(total.not_comparable == 1);
  CHECK(total.comparable_difference_cents == -30'000);
  REQUIRE(find(comparison, "composition", "single_adult") != nullptr);
  CHECK(find(comparison, "composition", "single_adult")->cases == 2);
  CHECK(find(comparison, "composition", "unknown")->not_comparable == 1);
  CHECK(find(comparison, "nationality", "IRQ")->losers == 1);
  CHECK(find(comparison, "nationality", "AFG")->cases == 1);
  CHECK(comparison.rows.back().label == "unknown");
  CHECK(comparison.rows.back().a.cash_cents == 175'000);
  CHECK(comparison.definition.recording == reg.info().recording_count);
  CHECK(compare(reg, cash_of("1.00"), cash_of("2.00"), of_2011).rows.front().winners == 2);
}

TEST_CASE("compare: undetermined cases stand apart") {
  Register reg = a_register();
  a_departed_case(reg, "1", Date{2011, 9, 1});
  const Catalogue unsure = cash_of("1600.00", R"(, "criteria": [{"name": "ban",
      "text": {"en": "ban", "nl": "verbod"}, "scope": "all", @,
      "when": {"fact": "entry_ban_months", "at_most": 0}}])");
  const Comparison comparison = compare(reg, unsure, cash_of("1600.00"), of_2011);
  const ComparisonRow& total = comparison.rows.front();
  CHECK(total.a.undetermined == 1);
  CHECK(total.a.known_cents() == 0);
  CHECK(total.a.undetermined_cents == 160'000);
  CHECK(total.b.eligible == 1);
  CHECK(total.unchanged == 0);
  CHECK(total.not_comparable == 1);
  CHECK(total.comparable_difference_cents == 0);
}

TEST_CASE("compare: what a case is eligible for is known, whatever else is undetermined") {
  Register reg = a_register();
  a_departed_case(reg, "1", Date{2011, 9, 1});
  Catalogue both = cash_of("1600.00", R"(, "combines_with": [{"programme": "SDT", @}])");
  both.add(made_up(R"({
    "code": "SDT", "name": {"en": "Kind", "nl": "Natura"}, "implementer": "X",
    "target_group": {"en": "all", "nl": "allen"},
    "version_by": {"date": "departure", @},
    "versions": [{"name": "1", "from": {"date": "2000-01-01", @}, "is_open": true,
      "criteria": [{"name": "permission", "text": {"en": "permission", "nl": "toestemming"},
                    "when": "permission", @}],
      "benefits": [{"name": "adult", "text": {"en": "a", "nl": "b"}, "support": "in_kind", "who": "adult",
                    "amount": {"euro": "400.00", @}, @}]}]})"));
  const ComparisonRow total = compare(reg, cash_of("1600.00"), both, of_2011).rows.front();
  CHECK(total.b.eligible == 1);
  CHECK(total.b.partly_undetermined == 1);
  CHECK(total.b.undetermined == 0);
  CHECK(total.b.known_cents() == 160'000);
  CHECK(total.b.undetermined_cents == 40'000);
  CHECK(total.not_comparable == 1);
  const ComparisonRow alone = compare(reg, cash_of("1600.00"), both, of_2011,
                                      {.programmes_a = {"HRT"}, .programmes_b = {"HRT"}})
                                  .rows.front();
  CHECK(alone.b.partly_undetermined == 0);
  CHECK(alone.unchanged == 1);
}

TEST_CASE("compare: what was chosen under the real rules bars no other programme") {
  Register reg = a_register();
  const ACase one = a_case(reg, "1");
  reg.record(a_departure(one.id, one.person, Date{2011, 9, 1}));
  const auto award = reg.record(Award{.case_id = one.id, .on = Date{2011, 8, 15}});
  reg.record(AwardLine{.award_id = award,
                       .person_id = one.person,
                       .programme = ProgrammeCode{"SDT"},
                       .support = Support::in_kind,
                       .amount = Money::euro_cents(100)});
  const auto project = reg.record(Project{.organisation = "Invented",
                                          .framework = ProgrammeCode{"SDT"},
                                          .granted_on = Date{2011, 1, 1}});
  const auto taken = reg.record(Participation{
      .person_id = one.person, .project_id = project, .submitted_on = Date{2011, 8, 10}});
  const Catalogue choose = cash_of("1600.00", R"(, "excludes": [{"programme": "SDT", @}],
      "criteria": [{"name": "one_in_kind", "text": {"en": "one", "nl": "een"}, "scope": "each", @,
                    "when": {"not": "other_in_kind"}}])");
  Catalogue with_sdt = choose;
  with_sdt.add(made_up(made_up_sdt));
  const auto total = [&](const Catalogue& b, bool keeps) {
    return compare(
               reg, Catalogue{}, b, of_2011,
               {.programmes_a = {"HRT"}, .programmes_b = {"HRT"}, .keeps_recorded_choice = keeps})
        .rows.front();
  };
  const auto eligible = [&](const Catalogue& b, bool keeps) {
    if (b.find("HRT") == nullptr) {
      return std::int64_t{-1};
    }
    return total(b, keeps).b.eligible;
  };
  CHECK(eligible(with_sdt, true) == 0);
  CHECK(eligible(with_sdt, false) == 1);
  CHECK(total(with_sdt, false).winners == 1);
  CHECK(eligible(choose, false) == 0); // neither catalogue has SDT: no choice that they compare
  reg.replace(taken,
              Participation{
                  .person_id = one.person, .project_id = project, .submitted_on = Date{2011, 7, 1}},
              taken.value);
  CHECK(eligible(with_sdt, false) == 0); // of an earlier time: no choice within this case
}

TEST_CASE("compare: help in an earlier case stays a fact") {
  Register reg = a_register();
  const ACase earlier = a_case(reg, "1");
  const auto award = reg.record(Award{.case_id = earlier.id, .on = Date{2011, 8, 15}});
  reg.record(AwardLine{.award_id = award,
                       .person_id = earlier.person,
                       .programme = ProgrammeCode{"HRT"},
                       .support = Support::in_kind,
                       .amount = Money::euro_cents(100)});
  const CaseId later = reg.open_case("2", Date{2011, 9, 1});
  reg.record(UnitMember{later, earlier.person, Role::principal, Date{2011, 9, 1}});
  reg.record(a_departure(later, earlier.person, Date{2011, 9, 20}));
  const Catalogue once = cash_of("1600.00", R"(, "criteria": [{"name": "one_in_kind",
      "text": {"en": "one", "nl": "een"}, "scope": "each", @, "when": {"not": "other_in_kind"}}])");
  CHECK(compare(reg, once, once, of_2011).rows.front().b.not_eligible == 1);
}

TEST_CASE("compare: an empty cohort has a total of nothing") {
  Register reg = a_register();
  const Comparison comparison = compare(reg, cash_of("1.00"), Catalogue{}, of_2011);
  REQUIRE(comparison.rows.size() == 1);
  CHECK(comparison.rows.front().cases == 0);
  a_departed_case(reg, "1", Date{2011, 9, 1});
  const auto rows = compare(reg, cash_of("1.00"), Catalogue{}, of_2011).rows;
  CHECK(rows.front().b.not_eligible == 1);
  CHECK(rows.front().losers == 1);
}

TEST_CASE("compare: the programmes that count can be named, and must be there") {
  Register reg = a_register();
  a_departed_case(reg, "1", Date{2011, 9, 1});
  const Catalogue all = made_up_catalogue();
  const auto eligible = [&](const std::vector<std::string>& programmes) {
    return compare(reg, cash_of("1.00"), all, of_2011,
                   {.programmes_a = programmes, .programmes_b = programmes})
        .rows.front();
  };
  CHECK(eligible({"SDT"}).a.not_eligible == 1);
  CHECK(eligible({"HRT"}).a.eligible == 1);
  CHECK(code_of<NotFound>([&] { eligible({"HRT", "XYZ"}); }) == "no_such_programme");
  const Comparison sides = compare(reg, cash_of("1.00"), all, of_2011,
                                   {.programmes_a = {"HRT"}, .programmes_b = {"AVR-FC"}});
  CHECK(sides.rows.front().a.eligible == 1);
  CHECK(sides.rows.front().b.eligible == 0);
  CHECK(to_text(sides.definition).find("programmes a  HRT\nprogrammes b  AVR-FC\n") !=
        std::string::npos);
  for (const ComparisonOptions& named :
       {ComparisonOptions{.programmes_b = {"XYZ"}}, ComparisonOptions{.programmes_a = {"AVR-FC"}},
        ComparisonOptions{.programmes_a = {"HRT", "AVR-FC"}, .programmes_b = {"HRT"}}}) {
    CHECK(code_of<NotFound>([&] { compare(reg, cash_of("1.00"), all, of_2011, named); }) ==
          "no_such_programme");
  }
  CHECK(code_of<NotFound>([&] {
          compare(reg, all, cash_of("1.00"), of_2011, {.programmes_b = {"AVR-FC"}});
        }) == "no_such_programme");
  const auto read = [&](const std::string& dispute, const std::string& reading) {
    return code_of([&] {
      compare(reg, cash_of("1.00"), all, of_2011,
              {.programmes_a = {"SDT"},
               .programmes_b = {"SDT"},
               .rules = {.readings = {{dispute, reading}}}});
    });
  };
  CHECK(read("adult", "A") == "no error"); // of another programme of a catalogue
  CHECK(read("adult", "Z") == "unknown_reading");
  CHECK(read("adlut", "A") == "unknown_reading");
}

TEST_CASE("compare: temporary return counts only where it is named") {
  Register reg = a_register();
  a_departed_case(reg, "1", Date{2011, 9, 1});
  Catalogue temporary;
  Programme programme = cash_of("1.00")["HRT"];
  programme.movement = Movement::temporary_return;
  temporary.add(programme);
  CHECK(compare(reg, temporary, temporary, of_2011).rows.front().a.not_eligible == 1);
  CHECK(compare(reg, temporary, temporary, of_2011,
                {.programmes_a = {"HRT"}, .programmes_b = {"HRT"}})
            .rows.front()
            .a.eligible == 1);
}

TEST_SUITE("threads") {
  TEST_CASE("compare: it adds up the best offers of the cases, on any number of threads") {
    std::int64_t capped = 0;
    for (int round = 0; round < 8; ++round) {
      const auto seed = static_cast<unsigned>(std::random_device{}());
      CAPTURE(seed);
      std::mt19937 random{seed};
      const RegisterFile place = a_register_file();
      Register reg = place.open();
      RegisterGrower grower{reg, place.clock, random};
      grower.grow(450);
      const Catalogue a = made_up_catalogue();
      const Catalogue b = a.frozen_at(Date{2012, 1, 1});
      const Cohort cohort{Period::parse("2009..2013"),
                          round % 2 == 0 ? CohortBy::application : CohortBy::departure};
      const RuleOptions options{.readings = {}, .stated_only = round % 3 == 0};
      ComparisonOptions asked{.rules = options, .keeps_recorded_choice = true, .threads = 3};
      const Comparison comparison = compare(reg, a, b, cohort, asked);

      std::map<std::pair<std::string, std::string>, ComparisonRow> expected;
      const CaseFiles files{reg};
      for (std::size_t at = 0; at < files.size(); ++at) {
        const CaseFile file = files.file(at);
        const auto on = day_in(cohort, file);
        if (!on) {
          continue;
        }
        const auto earlier = files.earlier_files(at);
        std::array<std::int64_t, 2> known{};
        std::array<bool, 2> is_certain{};
        const auto add = [&](RuleCosts& costs, const Catalogue& catalogue, std::size_t side) {
          const auto offers = allowed_combinations(catalogue, file, *on, History{earlier}, options);
          is_certain[side] = true;
          if (offers.empty()) {
            ++costs.not_eligible;
            return;
          }
          const Offer& best = offers.front();
          known[side] = best.total.cents();
          costs.unknown_lines += best.unknown_lines;
          costs.uncapped_lines += best.uncapped_lines;
          for (const Offer& offer : offers) {
            for (const Assessment& one : offer.assessments) {
              capped += std::ranges::count_if(one.entitlement.lines, [](const auto& line) {
                return line.cap() == CapOf::package;
              });
            }
          }
          std::int64_t more = 0;
          bool is_more = false;
          for (const Offer& offer : offers) {
            if (offer.outcome == Outcome::undetermined) {
              more = std::max(more, (offer.total - best.total).cents());
              is_more = is_more ||
                        offer.unknown_lines + offer.uncapped_lines >
                            best.unknown_lines + best.uncapped_lines ||
                        std::ranges::any_of(offer.assessments, [](const Assessment& one) {
                          return one.version.empty();
                        });
            }
          }
          is_more = is_more || more > 0;
          is_certain[side] = best.outcome == Outcome::eligible && !is_more &&
                             best.unknown_lines + best.uncapped_lines == 0;
          if (best.outcome == Outcome::eligible) {
            ++costs.eligible;
            costs.partly_undetermined += is_more ? 1 : 0;
            costs.undetermined_cents += more;
            costs.cash_cents += best.cash.cents();
            costs.in_kind_cents += best.in_kind.cents();
          } else {
            ++costs.undetermined;
            costs.undetermined_cents += best.total.cents();
          }
        };
        for (const auto& [by, label] :
             {std::pair{std::string{"total"}, std::string{"total"}},
              std::pair{std::string{"composition"},
                        std::string{to_text(composition_on(file, *on))}}}) {
          ComparisonRow& row = expected[{by, label}];
          ++row.cases;
          add(row.a, a, 0);
          add(row.b, b, 1);
          if (!is_certain[0] || !is_certain[1]) {
            ++row.not_comparable;
            continue;
          }
          row.winners += known[1] > known[0] ? 1 : 0;
          row.losers += known[1] < known[0] ? 1 : 0;
          row.comparable_difference_cents += known[1] - known[0];
        }
      }
      const auto figures = [](const RuleCosts& costs) {
        return std::vector{costs.eligible,      costs.undetermined,   costs.not_eligible,
                           costs.cash_cents,    costs.in_kind_cents,  costs.undetermined_cents,
                           costs.unknown_lines, costs.uncapped_lines, costs.partly_undetermined};
      };
      std::int64_t by_nationality = 0;
      for (const ComparisonRow& row : comparison.rows) {
        if (row.by == "nationality") {
          by_nationality += row.cases;
          continue;
        }
        CAPTURE(row.label);
        const ComparisonRow& same = expected[{row.by, row.label}];
        REQUIRE(row.cases == same.cases);
        REQUIRE(figures(row.a) == figures(same.a));
        REQUIRE(figures(row.b) == figures(same.b));
        REQUIRE(row.winners == same.winners);
        REQUIRE(row.losers == same.losers);
        REQUIRE(row.not_comparable == same.not_comparable);
        REQUIRE(row.comparable_difference_cents == same.comparable_difference_cents);
        REQUIRE(row.winners + row.losers + row.unchanged + row.not_comparable == row.cases);
      }
      REQUIRE(by_nationality == comparison.rows.front().cases);
      asked.threads = 1;
      const Comparison alone = compare(reg, a, b, cohort, asked);
      REQUIRE(answer_to_json(alone) == answer_to_json(comparison));
    }
    CHECK(capped > 0);
  }
}

TEST_CASE("compare: as text, page, CSV and JSON") {
  Register reg = a_register();
  a_departed_case(reg, "1", Date{2011, 9, 1});
  const Comparison comparison = compare(reg, cash_of("1750.55"), cash_of("1600.00"), of_2011,
                                        {.programmes_a = {"HRT"}, .programmes_b = {"HRT"}});
  const std::string text = to_text(comparison);
  CHECK(text.find("total             1    1751    1600        -151        -151") !=
        std::string::npos);
  CHECK(text.find("first departure in 2011") != std::string::npos);
  const std::string page = to_html(comparison);
  CHECK(page.find(R"(<tr class="total"><td class="label"></td><td class="label">total</td>)"
                  "<td>1</td><td>1751</td><td>1600</td><td>-151</td><td>-151</td>") !=
        std::string::npos);
  CHECK(page.find("<dt>programmes</dt><dd>HRT</dd>") != std::string::npos);
  const std::string csv = answers_to_csv(comparison.rows);
  CHECK(csv.starts_with("by,label,cases,a_eligible,a_partly_undetermined,a_undetermined,"));
  CHECK(csv.find("\r\ntotal,total,1,1,0,0,0,175055,0,0,0,0,175055,1,0,0,0,160000,0,0,0,0,160000,"
                 "0,1,0,0,-15055\r\n") != std::string::npos);
  const std::string json = answer_to_json(comparison);
  CHECK(
      json.find(
          R"("definition":{"period":"2011","by":"departure","modes":[],"programmes_a":["HRT"],"programmes_b":["HRT"])") !=
      std::string::npos);
  CHECK(json.find(R"("a":{"eligible":1,"partly_undetermined":0,"undetermined":0,)") !=
        std::string::npos);
  CHECK(json.find(R"("not_comparable":0,"comparable_difference_cents":-15055)") !=
        std::string::npos);
}

TEST_CASE("compare: the definition tells the rules, the readings and the vintage") {
  const FixedClock clock;
  Register reg = a_register(clock);
  a_departed_case(reg, "1", Date{2011, 9, 1});
  const Catalogue shipped = Catalogue::shipped();
  Catalogue own = shipped.frozen_at(Date{2012, 6, 1});
  Programme added = cash_of("1.00")["HRT"];
  added.frozen_on = Date{2012, 6, 1};
  added.file = "rules/hrt.json";
  own.add(added);
  const Comparison comparison =
      compare(reg, shipped, own, of_2011,
              {.rules = {.readings = {{"in-kind-child-2012", "A"}}, .stated_only = true},
               .as_known_at = clock.now()});
  CHECK(to_text(comparison.definition) ==
        "cohort      cases by their first departure in 2011, as they were that day\n"
        "programmes  all but temporary return\n"
        "rules a     those of each case's own day\n"
        "rules b     those of 2012-06-01, whatever the dates of the cases; own: HRT "
        "(rules/hrt.json)\n"
        "choice      what was chosen in a case bars nothing\n"
        "readings    in-kind-child-2012=A\n"
        "values      stated ones only\n"
        "vintage     as known at 2012-01-01T00:00:00.000000Z, recording " +
            std::to_string(reg.info().recording_count) + "\nmade by     libcase " +
            comparison.definition.library_version + "\nnote        an indication\n");
  CHECK(to_text(comparison).ends_with(to_text(comparison.definition)));
  const std::string json = answer_to_json(comparison.definition);
  CHECK(answer_to_json(comparison).find(json) != std::string::npos);
  for (const char* part :
       {R"("rules_a":{"frozen_on":null,"own":[]})",
        R"("rules_b":{"frozen_on":"2012-06-01","own":[{"code":"HRT","file":"rules/hrt.json"}]})",
        R"("keeps_recorded_choice":false)",
        R"("options":{"readings":{"in-kind-child-2012":"A"},"stated_only":true})",
        R"("as_known_at":"2012-01-01T00:00:00.000000Z")"}) {
    CHECK_MESSAGE(json.find(part) != std::string::npos, part, " in ", json);
  }
}
