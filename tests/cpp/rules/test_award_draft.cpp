// An award as the rules would have it: lines, limits and what they rest on. All cases are invented.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/award_draft.hpp>

#include "support/case_file_builder.hpp"
#include "support/errors.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date on{2012, 3, 1};
const CaseId this_case{9};

Money euro(std::int64_t amount) {
  return Money::euro_cents(100 * amount);
}

EntitlementLine a_line(std::optional<PersonId> person, Support support,
                       std::optional<Money> amount) {
  EntitlementLine line;
  line.person_id = person;
  line.benefit = "adult";
  line.support = support;
  line.amount = amount;
  return line;
}

Assessment an_assessment(std::vector<EntitlementLine> lines) {
  Assessment assessment;
  assessment.programme = ProgrammeCode{"TEST"};
  assessment.version = "2012";
  assessment.rules_digest = "00112233445566778899aabbccddeeff";
  assessment.on = on;
  assessment.outcome = Outcome::eligible;
  assessment.entitlement.lines = std::move(lines);
  return assessment;
}

CaseFile a_file() {
  return CaseFileBuilder{this_case}
      .with(5, Application{this_case, ProgrammeCode{"TEST"}, Date{2012, 2, 1}})
      .with(6, Application{this_case, ProgrammeCode{"TEST"}, Date{2012, 2, 20}})
      .with(7, Application{this_case, ProgrammeCode{"OTHER"}, Date{2012, 2, 25}})
      .with(8, Application{this_case, ProgrammeCode{"TEST"}, Date{2012, 3, 2}});
}

/// "1 cash host_country 300.00": person (* of all), support (* both), place and amount.
std::vector<std::string> told(const std::vector<Limit>& limits) {
  std::vector<std::string> texts;
  for (const Limit& limit : limits) {
    CHECK(limit.programme == ProgrammeCode{"TEST"});
    texts.push_back((limit.person_id ? std::to_string(limit.person_id->value) : std::string{"*"}) +
                    " " + (limit.support ? std::string{to_text(*limit.support)} : "*") + " " +
                    (limit.place ? std::string{to_text(*limit.place)} + " " : "") +
                    limit.at_most.decimal());
  }
  return texts;
}

using Texts = std::vector<std::string>;
const PersonId anna{1};
const PersonId boris{2};

} // namespace

TEST_CASE("award from an assessment: it keeps what it rests on") {
  Assessment assessment = an_assessment({a_line(anna, Support::cash, euro(1750))});
  assessment.entitlement.lines.front().reading = "A";
  const AwardDraft draft = award_from(assessment, a_file(), Date{2012, 3, 1});
  CHECK(draft.award.case_id == this_case);
  CHECK(draft.award.application_id == ApplicationId{6}); // the last by then, of that programme
  CHECK(draft.award.on == on);
  CHECK(draft.basis.programme == ProgrammeCode{"TEST"});
  CHECK(draft.basis.version == "2012");
  CHECK(draft.basis.rules_digest == assessment.rules_digest);
  CHECK(draft.basis.readings == "adult=A");
  CHECK(draft.basis.assessed_on == on);
  REQUIRE(draft.lines.size() == 1);
  CHECK(draft.lines.front().amount == euro(1750));
  CHECK_FALSE(draft.lines.front().is_uncapped.has_value());
}

TEST_CASE("award from an assessment: only of an eligible case, and from its day on") {
  Assessment assessment = an_assessment({a_line(anna, Support::cash, euro(1750))});
  CHECK(code_of<InvalidValue>([&] { award_from(assessment, a_file(), on.plus_days(-1)); }) ==
        "award_before_assessment");
  for (const Outcome outcome : {Outcome::not_eligible, Outcome::undetermined}) {
    assessment.outcome = outcome;
    CHECK(code_of<InvalidValue>([&] { award_from(assessment, a_file(), on); }) == "not_eligible");
  }
}

TEST_CASE("award from an assessment: the bounds of the rules become limits") {
  const auto limits = [](std::vector<EntitlementLine> lines) {
    return told(award_from(an_assessment(std::move(lines)), a_file(), on).limits);
  };
  CHECK(limits({a_line(anna, Support::cash, euro(1750))}) == Texts{"1 * 1750.00"});
  CHECK(limits({a_line(anna, Support::cash, euro(300)), a_line(anna, Support::in_kind, euro(1500)),
                a_line(boris, Support::cash, euro(880))}) ==
        Texts{"1 * 1800.00", "1 cash 300.00", "2 * 880.00"});
  CHECK(limits({a_line(anna, Support::service, std::nullopt)}).empty());
  CHECK(
      limits({a_line(anna, Support::cash, euro(300)), a_line(anna, Support::in_kind, std::nullopt)})
          .empty()); // more may be given than is known
  CHECK(limits({a_line(std::nullopt, Support::cash, euro(500))}) == Texts{"* * 500.00"});
}

TEST_CASE("award from an assessment: what a cap left to a family is a limit of all") {
  EntitlementLine capped = a_line(boris, Support::cash, euro(250));
  capped.limits.push_back(
      {.of = CapOf::family, .before = euro(300), .after = euro(250), .source = "made up"});
  const AwardDraft draft =
      award_from(an_assessment({a_line(anna, Support::cash, euro(300)), capped}), a_file(), on);
  CHECK(told(draft.limits) == Texts{"1 * 300.00", "2 * 250.00", "* * 550.00"});
}

TEST_CASE("award from an assessment: what the unit gets counts in a limit of all together") {
  const AwardDraft draft =
      award_from(an_assessment({a_line(anna, Support::cash, euro(1000)),
                                a_line(boris, Support::cash, euro(1000)),
                                a_line(std::nullopt, Support::in_kind, euro(3000))}),
                 a_file(), on);
  CHECK(told(draft.limits) == Texts{"1 * 1000.00", "2 * 1000.00", "* * 5000.00", "* cash 2000.00"});
}

TEST_CASE("award from an assessment: a line of which a cap leaves nothing is none") {
  const auto capped = [](Money before, Money after, bool is_open) {
    EntitlementLine line = a_line(boris, Support::cash, after);
    line.spending = {
        {.place = SpendingPlace::host_country, .at_most = euro(0), .source = "made up"}};
    line.limits.push_back({.of = CapOf::family,
                           .before = before,
                           .after = after,
                           .is_open = is_open,
                           .source = "made up"});
    return award_from(an_assessment({a_line(anna, Support::cash, euro(2000)), line}), a_file(), on);
  };
  const AwardDraft nothing_left = capped(euro(1000), euro(0), false);
  REQUIRE(nothing_left.lines.size() == 1);
  CHECK(nothing_left.lines.front().person_id == anna);
  CHECK(told(nothing_left.limits) == Texts{"1 * 2000.00", "* * 2000.00"});
  const AwardDraft perhaps_more = capped(euro(1000), euro(0), true);
  REQUIRE(perhaps_more.lines.size() == 2);
  CHECK_FALSE(perhaps_more.lines.back().amount.has_value());
  CHECK(told(perhaps_more.limits) == Texts{"1 * 2000.00"});
}

TEST_CASE("award from an assessment: the caps of the rules are limits of what is not known") {
  Assessment assessment = an_assessment({a_line(anna, Support::cash, euro(1000)),
                                         a_line(anna, Support::in_kind, std::nullopt),
                                         a_line(boris, Support::cash, euro(300))});
  assessment.entitlement.ceilings = {
      {.person_id = anna, .at_most = euro(2000), .source = "made up"},
      {.person_id = anna, .support = Support::cash, .at_most = euro(1200), .source = "made up"},
      {.person_id = boris, .at_most = euro(2000), .source = "made up"}, // who gets 300
      {.at_most = euro(2500), .source = "made up"}};
  CHECK(told(award_from(assessment, a_file(), on).limits) ==
        Texts{"1 * 2000.00", "1 cash 1200.00", "2 * 300.00", "* * 2500.00"});
}

TEST_CASE("award from an assessment: at least half there is at most the rest elsewhere") {
  EntitlementLine line = a_line(anna, Support::in_kind, Money::euro_cents(150'001));
  line.spending = {{.place = SpendingPlace::country_of_origin,
                    .at_most = Money::euro_cents(75'000),
                    .source = "made up"},
                   {.place = SpendingPlace::country_of_origin,
                    .at_least = Money::euro_cents(50'001),
                    .source = "made up"}};
  CHECK(told(award_from(an_assessment({line}), a_file(), on).limits) ==
        Texts{"1 in_kind country_of_origin 750.00", "1 in_kind host_country 1000.00", "1 * 1500.01",
              "1 cash 0.00"});
}

TEST_CASE("award from an assessment: support until an age ends on that birthday by any reading") {
  const auto until = [](std::optional<PersonId> person, std::string_view born,
                        std::optional<std::int64_t> age = 18) {
    CaseFileBuilder file{this_case};
    file.count_on_from(20);
    file.with_member(anna.value, born, Role::principal, Date{2012, 1, 1});
    EntitlementLine line = a_line(person, Support::in_kind, std::nullopt);
    line.is_uncapped = true;
    line.uncapped_until_age = age;
    return award_from(an_assessment({line}), file, on).lines.front().until;
  };
  CHECK(until(anna, "1996-05-05") == Date{2014, 5, 5});
  CHECK(until(anna, "1996-05") == Date{2014, 5, 31});
  CHECK(until(anna, "1996") == Date{2014, 12, 31});
  CHECK(until(anna, "1996-02-29") == Date{2014, 3, 1}); // no leap year
  CHECK(until(anna, "1996-02") == Date{2014, 3, 1});
  CHECK(until(anna, "1996-05-05", 21) == Date{2017, 5, 5});
  CHECK_FALSE(until(anna, "").has_value());
  CHECK_FALSE(until(boris, "1996-05-05").has_value()); // of whom the file knows nothing
  CHECK_FALSE(until(std::nullopt, "1996-05-05").has_value());
  CHECK_FALSE(until(anna, "1996-05-05", std::nullopt).has_value());
}
