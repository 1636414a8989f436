#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/assessment.hpp>
#include <libcase/rules/case_facts.hpp>
#include <libcase/rules/explanation.hpp>
#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/guards.hpp>

#include "support/case_file_builder.hpp"
#include "support/printing.hpp"
#include "support/programmes.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

/// A unit of one person under case 1, with what a test records of them.
class OfOne : public CaseFileBuilder {
public:
  explicit OfOne(std::string_view born = "1980-05-10") {
    count_on_from(100).with(Case{.opened_on = {2010, 1, 1}});
    with_member(1, born, Role::principal, {2010, 1, 1});
  }

  template <class R>
  OfOne& add(const R& record) {
    with(record);
    return *this;
  }
  template <class R>
  OfOne& with_id(const R& record, std::int64_t number) {
    with(number, record);
    return *this;
  }
  OfOne& member(std::int64_t number, std::string_view born, Role role) {
    with_member(number, born, role, {2012, 1, 1});
    return *this;
  }

  /// The value of a fact of the unit or of person 1, in words.
  std::string value(FactName name, Date on = {2012, 4, 1}) const {
    FactCollector collector{ProgrammeCode{"TEST"}, {name}};
    collector.add(file(), on);
    return value_in_words(collector.take(), name, 0).in(Language::en);
  }
  Verdict answer(const std::string& when, Date on = {2012, 4, 1}) const {
    const std::string criteria = "\"criteria\": [" + a_criterion(when, "all") + "]";
    return assess(a_programme(criteria), file(), on).findings.at(1).verdict;
  }
};

AsylumProcedure a_claim(Date on) {
  return {.person_id = {1}, .applied_on = on};
}

AsylumProcedure refused(Date claimed, Date decided) {
  return {.person_id = {1},
          .applied_on = claimed,
          .first_decided_on = decided,
          .first_decision = AsylumDecision::refused};
}

} // namespace

TEST_CASE("facts: that nobody asked for asylum is known where it was looked up") {
  CHECK(OfOne{}.value(FactName::never_claimed) == "unknown");
  CHECK(OfOne{}.value(FactName::claim_count) == "unknown");
  CHECK(OfOne{}.value(FactName::first_claim_on) == "unknown");
  const OfOne never = OfOne{}.add(NoAsylumClaim{.person_id = {1}, .on = {2012, 3, 1}});
  CHECK(never.value(FactName::never_claimed) == "yes");
  CHECK(never.value(FactName::never_claimed, {2012, 2, 29}) == "unknown");
  CHECK(never.value(FactName::claim_count) == "0");
  for (const FactName day : {FactName::first_claim_on, FactName::first_decision_on,
                             FactName::decision_notified_on, FactName::final_decision_on,
                             FactName::claim_withdrawn_on, FactName::first_negative_decision_on}) {
    CHECK(never.value(day) == "none");
  }
  CHECK(never.value(FactName::procedure_withdrawn) == "no");
  const OfOne since = OfOne{never}.add(a_claim({2012, 3, 20}));
  CHECK(since.value(FactName::never_claimed) == "no");
  CHECK(since.value(FactName::never_claimed, {2012, 3, 19}) == "yes");
  CHECK(since.value(FactName::claim_count) == "1");
  CHECK(OfOne{since}.add(a_claim({2012, 3, 25})).value(FactName::claim_count) == "2");
}

TEST_CASE("facts: the days of a claim are known as far as they lie behind") {
  const OfOne open = OfOne{}.add(a_claim({2011, 6, 1}));
  for (const FactName day : {FactName::first_decision_on, FactName::decision_notified_on,
                             FactName::final_decision_on, FactName::claim_withdrawn_on}) {
    CHECK(open.value(day) == "none");
  }
  AsylumProcedure decided = refused({2011, 6, 1}, {2011, 9, 1});
  CHECK(OfOne{}.add(decided).value(FactName::first_decision_on) == "1 September 2011");
  CHECK(OfOne{}.add(decided).value(FactName::first_decision_on, {2011, 8, 31}) == "none");
  CHECK(OfOne{}.add(decided).value(FactName::decision_notified_on) == "unknown");
  decided.notified_on = Date{2011, 9, 6};
  CHECK(OfOne{}.add(decided).value(FactName::decision_notified_on) == "6 September 2011");
  CHECK(OfOne{}.add(decided).value(FactName::decision_notified_on, {2011, 9, 5}) == "unknown");
  CHECK(OfOne{}.add(decided).value(FactName::final_decision_on) == "none");
  decided.ended_on = Date{2012, 2, 1};
  CHECK(OfOne{}.add(decided).value(FactName::final_decision_on) == "1 February 2012");
  CHECK(OfOne{}.add(decided).value(FactName::final_decision_on, {2012, 1, 31}) == "none");
  CHECK(OfOne{}.add(decided).value(FactName::claim_withdrawn_on) == "none");
}

TEST_CASE("facts: a claim that is withdrawn is never decided for good") {
  AsylumProcedure claim = a_claim({2011, 6, 1});
  claim.ended_on = Date{2011, 8, 1}; // without a decision
  CHECK(OfOne{}.add(claim).value(FactName::claim_withdrawn_on) == "1 August 2011");
  CHECK(OfOne{}.add(claim).value(FactName::procedure_withdrawn) == "yes");
  CHECK(OfOne{}.add(claim).value(FactName::final_decision_on) == "none");
  AsylumProcedure appeal = refused({2011, 6, 1}, {2011, 9, 1});
  appeal.ended_on = appeal.withdrawn_on = Date{2011, 12, 1};
  CHECK(OfOne{}.add(appeal).value(FactName::claim_withdrawn_on) == "1 December 2011");
  CHECK(OfOne{}.add(appeal).value(FactName::claim_withdrawn_on, {2011, 11, 30}) == "none");
  CHECK(OfOne{}.add(appeal).value(FactName::procedure_withdrawn) == "no");
  CHECK(OfOne{}.add(appeal).value(FactName::final_decision_on) == "none");
}

TEST_CASE("facts: of several claims the clocks are of the latest, what is first of the first") {
  AsylumProcedure first = refused({2009, 6, 1}, {2009, 9, 1});
  first.notified_on = Date{2009, 9, 6};
  first.ended_on = Date{2010, 2, 1};
  AsylumProcedure second = a_claim({2011, 6, 1});
  second.withdrawn_on = Date{2011, 12, 1};
  const OfOne gave_up = OfOne{}.add(second).add(first); // whichever was recorded first
  CHECK(gave_up.value(FactName::claim_withdrawn_on) == "1 December 2011");
  CHECK(gave_up.value(FactName::claim_withdrawn_on, {2011, 11, 30}) == "none");
  CHECK(gave_up.value(FactName::decision_notified_on) == "none");
  CHECK(gave_up.value(FactName::decision_notified_on, {2011, 5, 31}) == "6 September 2009");
  CHECK(gave_up.value(FactName::final_decision_on) == "none");
  CHECK(gave_up.value(FactName::final_decision_on, {2011, 5, 31}) == "1 February 2010");
  CHECK(gave_up.value(FactName::first_decision_on) == "1 September 2009");
  CHECK(gave_up.value(FactName::procedure_withdrawn) == "no");

  AsylumProcedure decided = refused({2011, 6, 1}, {2011, 9, 1});
  decided.notified_on = Date{2011, 9, 6};
  decided.ended_on = Date{2012, 2, 1};
  AsylumProcedure given_up = a_claim({2009, 6, 1});
  given_up.withdrawn_on = Date{2009, 8, 1};
  const OfOne turned_down = OfOne{}.add(given_up).add(decided);
  CHECK(turned_down.value(FactName::decision_notified_on) == "6 September 2011");
  CHECK(turned_down.value(FactName::final_decision_on) == "1 February 2012");
  CHECK(turned_down.value(FactName::claim_withdrawn_on) == "none");
  CHECK(turned_down.value(FactName::procedure_withdrawn) == "yes");
  CHECK(turned_down.value(FactName::first_negative_decision_on) == "none");
}

TEST_CASE("facts: the term to leave is that of the latest return decision") {
  CHECK(OfOne{}.value(FactName::departure_due_on) == "unknown");
  CHECK(OfOne{}
            .add(ReturnDecision{.person_id = {1}, .on = {2012, 3, 1}})
            .value(FactName::departure_due_on) == "unknown");
  const OfOne decided =
      OfOne{}.add(ReturnDecision{.person_id = {1}, .on = {2012, 2, 1}, .departure_term_days = 28});
  CHECK(decided.value(FactName::departure_due_on) == "29 February 2012");
  const OfOne withheld = OfOne{decided}.add(
      ReturnDecision{.person_id = {1}, .on = {2012, 3, 5}, .departure_term_days = 0});
  CHECK(withheld.value(FactName::departure_due_on) == "5 March 2012");
  CHECK(withheld.value(FactName::departure_due_on, {2012, 3, 4}) == "29 February 2012");
}

TEST_CASE("facts: a stay is counted from the first entry, known as well as that is") {
  const std::string three_months =
      R"({"fact": "assessed_on", "after": {"fact": "first_entry_on", "plus_months": 3}})";
  CHECK(OfOne{}.answer(three_months) == Verdict::unknown);
  const OfOne twice = OfOne{}
                          .add(Entry{.person_id = {1}, .on = {2012, 3, 1}})
                          .add(Entry{.person_id = {1}, .on = {2011, 12, 31}});
  CHECK(twice.value(FactName::first_entry_on) == "31 December 2011");
  CHECK(twice.answer(three_months, {2012, 4, 1}) == Verdict::met);
  CHECK(twice.answer(three_months, {2012, 3, 31}) == Verdict::not_met);
  const OfOne in_a_month =
      OfOne{}.add(Entry{.person_id = {1}, .on = {2012, 1, 1}, .precision = DatePrecision::month});
  CHECK(in_a_month.value(FactName::first_entry_on) == "from 1 January 2012 to 31 January 2012");
  CHECK(in_a_month.answer(three_months, {2012, 4, 1}) == Verdict::not_met);
  CHECK(in_a_month.answer(three_months, {2012, 4, 15}) == Verdict::unknown);
  CHECK(in_a_month.answer(three_months, {2012, 5, 1}) == Verdict::met);
}

TEST_CASE(
    "facts: a vulnerability holds from a day on, and that there is no other is a record too") {
  const std::string trafficked = R"({"fact": "vulnerabilities", "any_of": ["trafficking"]})";
  const std::string pregnant = R"({"fact": "vulnerabilities", "any_of": ["pregnancy"]})";
  CHECK(OfOne{}.answer(trafficked) == Verdict::unknown);
  const OfOne victim = OfOne{}.add(Vulnerability{.person_id = {1},
                                                 .ground = VulnerabilityGround::trafficking,
                                                 .from = {2012, 2, 1},
                                                 .until = Date{2012, 6, 1}});
  CHECK(victim.answer(trafficked) == Verdict::met);
  CHECK(victim.answer(trafficked, {2012, 1, 31}) == Verdict::unknown);
  CHECK(victim.answer(trafficked, {2012, 6, 1}) == Verdict::unknown);
  CHECK(victim.answer(pregnant) == Verdict::unknown);
  const OfOne no_other = OfOne{victim}.add(
      Vulnerability{.person_id = {1}, .ground = VulnerabilityGround::none, .from = {2012, 3, 1}});
  CHECK(no_other.answer(trafficked) == Verdict::met);
  CHECK(no_other.answer(pregnant) == Verdict::not_met);
}

TEST_CASE("facts: what makes somebody vulnerable stands in no sentence") {
  const OfOne victim = OfOne{}.add(Vulnerability{
      .person_id = {1}, .ground = VulnerabilityGround::pregnancy, .from = {2012, 2, 1}});
  const Programme programme = a_programme(
      "\"criteria\": [" +
      a_criterion(R"({"fact": "vulnerabilities", "any_of": ["trafficking", "pregnancy"]})",
                  "each") +
      "]");
  const Assessment found = assess(programme, victim.file(), {2012, 4, 1});
  CHECK(found.findings.at(1).verdict == Verdict::met);
  for (const Language language : {Language::en, Language::nl}) {
    CHECK(explain(found, language).find("pregnan") == std::string::npos);
    CHECK(explain(found, language).find("zwanger") == std::string::npos);
  }
  CHECK(fact(FactName::vulnerabilities).is_sensitive);
}

TEST_CASE("facts: a choice of support counts under the programme it was made in") {
  const OfOne applied =
      OfOne{}
          .with_id(
              Application{.case_id = {1}, .programme = ProgrammeCode{"TEST"}, .on = {2012, 2, 1}},
              50)
          .with_id(
              Application{.case_id = {1}, .programme = ProgrammeCode{"OTHER"}, .on = {2012, 2, 1}},
              51);
  CHECK(applied.value(FactName::chosen_support) == "unknown");
  const auto chose = [](const OfOne& file, std::int64_t application, Date on, Support support) {
    return OfOne{file}.add(SupportChoice{
        .application_id = {application}, .person_id = {1}, .on = on, .support = support});
  };
  const OfOne elsewhere = chose(applied, 51, {2012, 3, 1}, Support::cash);
  CHECK(elsewhere.value(FactName::chosen_support) == "unknown");
  const OfOne here = chose(elsewhere, 50, {2012, 3, 2}, Support::in_kind);
  CHECK(here.value(FactName::chosen_support) == "in kind");
  const OfOne changed = chose(here, 50, {2012, 3, 20}, Support::cash);
  CHECK(changed.value(FactName::chosen_support) == "cash");
  CHECK(changed.value(FactName::chosen_support, {2012, 3, 19}) == "in kind");
}

TEST_CASE("facts: a choice, and an award, of an earlier application do not count for a later one") {
  const ProgrammeCode code{"TEST"};
  const OfOne before =
      OfOne{}
          .with_id(Application{.case_id = {1}, .programme = code, .on = {2012, 1, 10}}, 50)
          .add(SupportChoice{.application_id = {50},
                             .person_id = {1},
                             .on = {2012, 1, 10},
                             .support = Support::cash})
          .with_id(Award{.case_id = {1}, .on = {2012, 1, 20}}, 60)
          .add(AwardLine{.award_id = {60},
                         .person_id = PersonId{1},
                         .programme = code,
                         .support = Support::cash});
  CHECK(before.value(FactName::chosen_support) == "cash");
  CHECK(before.answer(R"({"fact": "award_on", "before": "2012-02-01"})") == Verdict::met);
  const OfOne again = OfOne{before}.with_id(
      Application{.case_id = {1}, .programme = code, .on = {2012, 3, 10}}, 51);
  CHECK(again.value(FactName::chosen_support) == "unknown");
  CHECK(again.answer(R"({"fact": "award_on", "before": "2012-02-01"})") == Verdict::not_met);
  const auto awarded = [&](std::optional<ApplicationId> answered) {
    return OfOne{again}
        .with_id(Award{.case_id = {1}, .application_id = answered, .on = {2012, 3, 20}}, 61)
        .add(AwardLine{.award_id = {61},
                       .person_id = PersonId{1},
                       .programme = code,
                       .support = Support::cash})
        .answer(R"({"fact": "award_on", "before": "2012-04-01"})");
  };
  CHECK(awarded({}) == Verdict::met);
  CHECK(awarded(ApplicationId{51}) == Verdict::met);
  CHECK(awarded(ApplicationId{50}) == Verdict::not_met);
}

TEST_CASE("facts: a permit counts where it is on record") {
  CHECK(OfOne{}.value(FactName::has_permit) == "no");
  const auto with = [](PermitKind kind, std::optional<Date> until = {}) {
    return OfOne{}
        .add(ResidencePermit{.person_id = {1}, .kind = kind, .from = {2012, 1, 1}, .until = until})
        .value(FactName::has_permit);
  };
  CHECK(with(PermitKind::none) == "no");
  CHECK(with(PermitKind::permanent) == "yes");
  CHECK(with(PermitKind::other_temporary, Date{2012, 4, 1}) == "no");
}

TEST_CASE("facts: after a grant a permit is unknown until a record tells what became of it") {
  AsylumProcedure granted = a_claim({2011, 2, 1});
  granted.first_decided_on = Date{2011, 8, 1};
  granted.first_decision = AsylumDecision::granted;
  const OfOne nobody_looked = OfOne{}.add(refused({2009, 6, 1}, {2009, 9, 1})).add(granted);
  for (const FactName name :
       {FactName::permit, FactName::has_permit, FactName::accepts_permit_withdrawal}) {
    CHECK(nobody_looked.value(name) == "unknown");
  }
  CHECK(nobody_looked.value(FactName::has_permit, {2011, 7, 31}) == "no");
  const auto with = [&](PermitKind kind, Date from, std::optional<Date> until = {}) {
    const OfOne file = OfOne{nobody_looked}.add(ResidencePermit{
        .person_id = {1}, .kind = kind, .from = from, .until = until, .accepts_withdrawal = true});
    return file.value(FactName::has_permit) + ", " + file.value(FactName::permit) + ", " +
           file.value(FactName::accepts_permit_withdrawal);
  };
  const std::string unknown = "unknown, unknown, unknown";
  CHECK(with(PermitKind::none, {2011, 7, 31}) == unknown);
  CHECK(with(PermitKind::none, {2011, 8, 1}) == "no, none, no");
  CHECK(with(PermitKind::other_temporary, {2010, 1, 1}, Date{2011, 1, 1}) == unknown);
  CHECK(with(PermitKind::other_temporary, {2011, 2, 1}, Date{2012, 4, 1}) == "no, none, no");
  CHECK(with(PermitKind::other_temporary, {2011, 3, 1}, Date{2011, 8, 1}) == unknown);
  CHECK(with(PermitKind::other_temporary, {2011, 3, 1}, Date{2011, 8, 2}) == "no, none, no");
  CHECK(with(PermitKind::permanent, {2011, 2, 1}) == "yes, permanent, yes");
  CHECK(with(PermitKind::permanent, {2005, 1, 1}) == "yes, permanent, yes");

  granted.first_decided_on = std::nullopt; // on some day since the claim
  const OfOne undated = OfOne{}.add(granted).add(
      ResidencePermit{.person_id = {1}, .kind = PermitKind::none, .from = {2012, 3, 1}});
  CHECK(undated.value(FactName::has_permit) == "unknown");
  CHECK(undated.value(FactName::has_permit, {2012, 3, 1}) == "no");
}

TEST_CASE("facts: a sex that is unknown answers nothing") {
  CHECK(OfOne{}.answer(R"({"fact": "sex", "is": "female"})") == Verdict::unknown);
}

TEST_CASE("facts: how many the unit has, how many children, and whether one parent alone") {
  const OfOne alone;
  CHECK(alone.value(FactName::household_size) == "1");
  CHECK(alone.value(FactName::child_count) == "0");
  CHECK(alone.value(FactName::single_parent) == "no");
  const OfOne parent = OfOne{alone}.member(2, "2005", Role::child);
  CHECK(parent.value(FactName::household_size) == "2");
  CHECK(parent.value(FactName::child_count) == "1");
  CHECK(parent.value(FactName::single_parent) == "yes");
  const OfOne couple = OfOne{parent}.member(3, "1981", Role::partner);
  CHECK(couple.value(FactName::single_parent) == "no");
  CHECK(couple.value(FactName::household_size) == "3");
  const OfOne with_another = OfOne{parent}.member(3, "1960", Role::other_relative);
  CHECK(with_another.value(FactName::single_parent) == "unknown");
  const auto recorded = [&](RelationKind kind, PersonId relative) {
    return OfOne{with_another}
        .add(Relation{.person_id = {3}, .kind = kind, .relative_id = relative})
        .value(FactName::single_parent);
  };
  CHECK(recorded(RelationKind::parent_of, {2}) == "no");
  CHECK(recorded(RelationKind::partner_of, {1}) == "no");
  CHECK(recorded(RelationKind::sibling_of, {1}) == "yes");
  CHECK(recorded(RelationKind::sibling_of, {2}) == "yes");
  const OfOne straddling = OfOne{couple}.member(4, "1994", Role::child); // 17 or 18
  CHECK(straddling.value(FactName::household_size) == "4");
  CHECK(straddling.value(FactName::child_count) == "from 1 to 2");
  const auto at_least = [&](int count) {
    return straddling.answer(R"({"fact": "child_count", "at_least": )" + std::to_string(count) +
                             "}");
  };
  CHECK(at_least(1) == Verdict::met);
  CHECK(at_least(2) == Verdict::unknown);
  CHECK(at_least(3) == Verdict::not_met);
}

TEST_CASE("facts: who left before the application is counted with the unit no more") {
  const OfOne family =
      OfOne{}
          .member(2, "2003", Role::child)
          .member(3, "2005", Role::child)
          .member(4, "1981", Role::partner)
          .add(Application{.case_id = {1}, .programme = ProgrammeCode{"TEST"}, .on = {2012, 3, 1}});
  const auto left = [&](const OfOne& file, std::int64_t person, Date on,
                        DepartureMode mode = DepartureMode::voluntary) {
    return OfOne{file}.add(
        Departure{.case_id = {1}, .person_id = {person}, .on = on, .mode = mode});
  };
  const auto told = [](const OfOne& file) {
    return file.value(FactName::household_size) + ", " + file.value(FactName::child_count) + ", " +
           file.value(FactName::single_parent) + ", " + file.value(FactName::composition);
  };
  const Date before{2012, 2, 1};
  CHECK(told(family) == "4, 2, no, family with children");
  CHECK(told(left(family, 2, before)) == "3, 1, no, family with children");
  CHECK(told(left(left(family, 2, before), 3, before)) == "2, 0, no, adults");
  CHECK(told(left(family, 4, before)) == "3, 2, yes, family with children");
  CHECK(told(left(family, 2, {2012, 3, 10})) == "4, 2, no, family with children");
  CHECK(told(left(family, 2, before, DepartureMode::unsupervised)) ==
        "from 3 to 4, from 1 to 2, no, family with children");
  const OfOne back =
      left(family, 2, before).add(Reappearance{.person_id = {2}, .on = {2012, 2, 20}});
  CHECK(told(back) == "4, 2, no, family with children");

  const OfOne one_child =
      OfOne{}
          .member(2, "2003", Role::child)
          .add(Application{.case_id = {1}, .programme = ProgrammeCode{"TEST"}, .on = {2012, 3, 1}});
  CHECK(told(left(one_child, 2, before)) == "1, 0, no, single adult");
  CHECK(told(left(one_child, 2, before, DepartureMode::unsupervised)) ==
        "from 1 to 2, from 0 to 1, unknown, unknown");
}

TEST_CASE("facts: an age is that of its day, over all births and days that are possible") {
  const auto applied = [](const OfOne& file, Date on) {
    return OfOne{file}.add(
        Application{.case_id = {1}, .programme = ProgrammeCode{"TEST"}, .on = on});
  };
  const std::string minor = R"({"fact": "age_at_application", "under": 18})";
  const OfOne born{"1994-03-10"};
  CHECK(applied(born, {2012, 3, 9}).answer(minor) == Verdict::met);
  CHECK(applied(born, {2012, 3, 10}).answer(minor) == Verdict::not_met);
  CHECK(applied(OfOne{"1994"}, {2012, 3, 9}).answer(minor) == Verdict::unknown);
  CHECK(applied(OfOne{"1995"}, {2012, 3, 9}).answer(minor) == Verdict::met);
  CHECK(born.value(FactName::age_at_application) == "18");
  CHECK(OfOne{"1994"}.value(FactName::age_at_application) == "unknown");

  const std::string of_age = R"({"fact": "age_at_departure", "at_least": 18})";
  CHECK(OfOne{"1994-03-10"}.answer(of_age) == Verdict::met); // whenever they leave
  CHECK(OfOne{"1994-04-02"}.answer(of_age) == Verdict::unknown);
  const auto left = [](const OfOne& file, Date on) {
    return OfOne{file}.add(
        Departure{.case_id = {1}, .person_id = {1}, .on = on, .mode = DepartureMode::voluntary});
  };
  CHECK(left(OfOne{"1994-03-10"}, {2012, 3, 9}).answer(of_age) == Verdict::not_met);
  CHECK(left(OfOne{"1994-03-10"}, {2012, 3, 10}).answer(of_age) == Verdict::met);
  CHECK(left(OfOne{"1994-03-10"}, {2012, 3, 9}).value(FactName::age_at_departure) == "17");

  const std::string at_award = R"({"fact": "age_at_award", "under": 18})";
  CHECK(OfOne{"1994-04-02"}.answer(at_award) == Verdict::met); // that of the day of assessment
  const OfOne awarded = OfOne{"1994-03-10"}
                            .with_id(Award{.case_id = {1}, .on = {2012, 3, 9}}, 60)
                            .add(AwardLine{.award_id = {60},
                                           .person_id = PersonId{1},
                                           .programme = ProgrammeCode{"TEST"},
                                           .support = Support::cash});
  CHECK(awarded.answer(at_award) == Verdict::met);
}

TEST_CASE("facts: days of a claim out of order are refused") {
  const auto codes = [](const AnyRecord& record) {
    std::vector<std::string> found;
    for (const Violation& violation : violations_of_record(record, 1, 1)) {
      found.push_back(violation.code);
    }
    return found;
  };
  AsylumProcedure claim = refused({2011, 6, 1}, {2011, 9, 1});
  claim.notified_on = Date{2011, 9, 1};
  claim.withdrawn_on = Date{2011, 6, 1};
  CHECK(codes(claim).empty());
  claim.notified_on = Date{2011, 8, 31};
  claim.withdrawn_on = Date{2011, 5, 31};
  CHECK(codes(claim) ==
        std::vector<std::string>{"decision_notified_first", "claim_withdrawn_first"});
}
