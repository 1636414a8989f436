#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/explanation.hpp>
#include <libcase/rules/offers.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/made_up_programmes.hpp"
#include "support/printing.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 9, 1};

/// 1,000 in kind for an adult, half of it to be spent at home and paid in two parts; with what it
/// is combined with at most so much.
Programme kind_of_thousand(const std::string& package, const std::string& more = "") {
  return made_up(R"({
    "code": "SDT", "name": {"en": "Kind", "nl": "Natura"}, "implementer": "X",
    "target_group": {"en": "all", "nl": "allen"}, "version_by": {"date": "departure", @},
    "versions": [{"name": "1", "from": {"date": "2000-01-01", @}, "is_open": true,
      "benefits": [{"name": "adult", "text": {"en": "a", "nl": "b"}, "support": "in_kind", "who": "adult",
        "amount": {"euro": "1000.00", @},
        "spending": [{"place": "country_of_origin", "at_least": "1/2", @}],
        "instalments": [{"share": "1/2", "when": {"en": "first", "nl": "eerst"}, @},
                        {"share": "1/2", "when": {"en": "then", "nl": "dan"}, @}], @}],
      "caps": [{"of": "package", "amount": {"euro": ")" +
                 package + R"(", @}}])" + more + "}]}");
}

Programme cash_of_800(const std::string& more = "",
                      const std::string& goes_with = R"("combines_with")") {
  return made_up(R"({
    "code": "HRT", "name": {"en": "Cash", "nl": "Geld"}, "implementer": "X",
    "target_group": {"en": "all", "nl": "allen"}, "version_by": {"date": "departure", @},
    "versions": [{"name": "1", "from": {"date": "2000-01-01", @}, "is_open": true,
      "benefits": [{"name": "adult", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": "adult",
                    "amount": {"euro": "800.00", @}, @}],
      )" + goes_with +
                 R"(: [{"programme": "SDT", @}])" + more + "}]}");
}

const std::string needs_permission = R"(, "criteria": [{"name": "permission",
  "text": {"en": "permission", "nl": "toestemming"}, "when": "permission", @}])";

struct Fixture {
  Register reg = a_register();
  ACase one = a_case(reg);

  std::vector<Offer> offers(const Catalogue& catalogue, const RuleOptions& options = {}) const {
    return allowed_combinations(catalogue, reg.file(one.id), day, History{std::vector<CaseFile>{}},
                                options);
  }
};

Catalogue of(const std::vector<Programme>& programmes) {
  Catalogue catalogue;
  for (const Programme& programme : programmes) {
    catalogue.add(programme);
  }
  return catalogue;
}

std::vector<std::string> codes(const Offer& offer) {
  std::vector<std::string> found;
  for (const Assessment& assessment : offer.assessments) {
    found.push_back(assessment.programme.code());
  }
  return found;
}

Money euro(std::int64_t whole) {
  return Money::euro_cents(whole * 100);
}

} // namespace

TEST_CASE_FIXTURE(Fixture, "offers: after a cap of the package an assessment adds up again") {
  const auto found = offers(of({cash_of_800(), kind_of_thousand("1000.00")}));
  REQUIRE(found.size() == 1);
  const Offer& offer = found.front();
  REQUIRE(codes(offer) == std::vector<std::string>{"HRT", "SDT"});
  CHECK(offer.total == euro(1000));
  CHECK(offer.cash == euro(800));
  CHECK(offer.in_kind == euro(200));
  CHECK(offer.package == Package::combined);
  CHECK(offer.stated == euro(1000));
  CHECK(offer.inferred == euro(0));
  const Entitlement& cash = offer.assessments[0].entitlement;
  CHECK(cash.total == euro(800));
  CHECK_FALSE(cash.lines.front().cap().has_value());
  const Entitlement& kind = offer.assessments[1].entitlement;
  CHECK(kind.total == euro(200));
  CHECK(kind.in_kind == euro(200));
  CHECK(kind.cash == euro(0));
  REQUIRE(kind.lines.size() == 1);
  const EntitlementLine& line = kind.lines.front();
  CHECK(line.amount == euro(200));
  CHECK(line.before_cap() == euro(1000));
  CHECK(line.cap() == CapOf::package);
  REQUIRE(line.spending.size() == 1);
  CHECK(line.spending.front().at_least == euro(100));
  REQUIRE(line.instalments.size() == 2);
  CHECK(line.instalments[0].amount == euro(100));
  CHECK(line.instalments[1].amount == euro(100));
  CHECK(explain(offer.assessments[1]).find("500.00") == std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "offers: a line tells each cap that reduced it, in turn") {
  Programme kind = kind_of_thousand("1000.00");
  std::vector<Cap>& caps = kind.versions.front().caps;
  caps.push_back(caps.front());
  caps.back().of = CapOf::family;
  caps.back().amount.readings.front().amount = euro(900);
  caps.back().amount.readings.front().certainty = Certainty::inferred;
  const auto found = offers(of({cash_of_800(), kind}));
  REQUIRE(found.size() == 1);
  const EntitlementLine& line = found.front().assessments[1].entitlement.lines.front();
  REQUIRE(line.limits.size() == 2);
  CHECK(line.limits[0].of == CapOf::family);
  CHECK(line.limits[0].before == euro(1000));
  CHECK(line.limits[1].of == CapOf::package);
  CHECK(line.limits[1].before == euro(900));
  CHECK(line.limits[1].after == euro(200));
  CHECK(line.amount == euro(200));
  CHECK(line.before_cap() == euro(1000));
  CHECK(line.cap_certainty() == Certainty::inferred);
  CHECK(found.front().inferred == euro(200));
}

TEST_CASE_FIXTURE(Fixture, "offers: a cap of the package that is inferred is marked") {
  Programme kind = kind_of_thousand("1000.00");
  kind.versions.front().caps.front().amount.readings.front().certainty = Certainty::inferred;
  const auto found = offers(of({cash_of_800(), kind}));
  REQUIRE(found.size() == 1);
  CHECK(explain(found.front().assessments[1]).find("package (inferred)") != std::string::npos);
  CHECK(found.front().stated == euro(800));
  CHECK(found.front().inferred == euro(200));
}

TEST_CASE_FIXTURE(Fixture, "offers: a cap of the package that does not bite changes nothing") {
  const auto found = offers(of({cash_of_800(), kind_of_thousand("1800.00")}));
  REQUIRE(found.size() == 1);
  const EntitlementLine& line = found.front().assessments[1].entitlement.lines.front();
  CHECK(found.front().total == euro(1800));
  CHECK_FALSE(line.cap().has_value());
  CHECK(line.instalments[0].amount == euro(500));
}

TEST_CASE_FIXTURE(Fixture, "offers: a cap of the package may come to nothing, to half a cent") {
  const auto none = offers(of({cash_of_800(), kind_of_thousand("800.00")}));
  CHECK(none.front().assessments[1].entitlement.total == euro(0));
  const auto odd = offers(of({cash_of_800(), kind_of_thousand("800.01")}));
  const EntitlementLine& line = odd.front().assessments[1].entitlement.lines.front();
  CHECK(line.spending.front().at_least == Money::euro_cents(1));
  CHECK(line.instalments[0].amount == Money::euro_cents(0));
  CHECK(line.instalments[1].amount == Money::euro_cents(1));
}

TEST_CASE_FIXTURE(Fixture, "offers: what is eligible stands alone before what is undetermined") {
  const auto found = offers(of({cash_of_800(), kind_of_thousand("5000.00", needs_permission)}));
  REQUIRE(found.size() == 2);
  CHECK(codes(found[0]) == std::vector<std::string>{"HRT"});
  CHECK(found[0].outcome == Outcome::eligible);
  CHECK(found[0].total == euro(800));
  CHECK(codes(found[1]) == std::vector<std::string>{"HRT", "SDT"});
  CHECK(found[1].outcome == Outcome::undetermined);
  CHECK(found[1].total == euro(1800));
}

TEST_CASE_FIXTURE(Fixture, "offers: eligible ones that exclude each other are told one by one") {
  const auto found = offers(of({cash_of_800("", R"("excludes")"), kind_of_thousand("5000.00")}));
  REQUIRE(found.size() == 2);
  CHECK(codes(found[0]) == std::vector<std::string>{"SDT"});
  CHECK(codes(found[1]) == std::vector<std::string>{"HRT"});
}

TEST_CASE_FIXTURE(Fixture, "offers: a reading counts where any programme of the catalogue has it") {
  const Catalogue all = made_up_catalogue();
  CHECK_NOTHROW(offers(all, {.readings = {{"adult", "A"}}}));
  CHECK(code_of<InvalidValue>([&] {
          offers(all, {.readings = {{"adult", "Z"}}});
        }) == "unknown_reading");
  CHECK(code_of<InvalidValue>([&] {
          offers(all, {.readings = {{"foo", "A"}}});
        }) == "unknown_reading");
  const CaseFile file = reg.file(one.id);
  CHECK_NOTHROW(assess(all["HRT"], file, day, {}, {.readings = {{"adult", "A"}}}));
  try {
    assess(all["HRT"], file, day, {}, {.readings = {{"adlut", "A"}}});
    FAIL("it was not refused");
  } catch (const InvalidValue& error) {
    CHECK(error.code() == "unknown_reading");
    CHECK(std::string{error.what()} ==
          "expected a reading of one of the disputes adult, found a text of 5 "
          "letters, did you mean 'adult'?");
  }
  CHECK(code_of<InvalidValue>([&] {
          assess(all["SDT"], file, day, {}, {.readings = {{"adult", "A"}}});
        }) == "unknown_reading");
  CHECK(code_of<InvalidValue>([&] {
          evaluate(all["SDT"], FactColumns{}, {.readings = {{"adult", "A"}}});
        }) == "unknown_reading");
}

TEST_CASE_FIXTURE(Fixture, "offers: in 2011 a person chose between HRT and SDT, from 2012 not") {
  const Catalogue shipped = Catalogue::shipped();
  for (const char* code : {"HRT", "SDT"}) { // SDT ended in August 2011
    reg.record(
        Application{.case_id = one.id, .programme = ProgrammeCode{code}, .on = Date{2011, 7, 15}});
  }
  const auto has_both = [&](const Catalogue& catalogue, const std::string& left,
                            const std::string& right) {
    bool is_left = false;
    bool is_right = false;
    bool is_both = false;
    const Date on{2011, 7, 20};
    for (const Offer& offer :
         allowed_combinations(catalogue, reg.file(one.id), on, History{std::vector<CaseFile>{}})) {
      const auto found = codes(offer);
      const bool with_left = std::ranges::find(found, left) != found.end();
      const bool with_right = std::ranges::find(found, right) != found.end();
      is_left = is_left || with_left;
      is_right = is_right || with_right;
      is_both = is_both || (with_left && with_right);
    }
    CHECK(is_left);
    CHECK(is_right);
    return is_both;
  };
  CHECK_FALSE(has_both(shipped, "HRT", "SDT"));
  CHECK(has_both(shipped.frozen_at(Date{2012, 6, 1}), "HRT", "IN-KIND"));
}

TEST_CASE("offers: of very many combinations the best are offered") {
  // Twelve groups of three that exclude each other: 531,441 combinations of twelve.
  std::vector<Programme> programmes;
  for (int number = 0; number < 36; ++number) {
    programmes.push_back(one_of_threes(number, 36, std::to_string(1 + number % 3)));
  }
  const auto found = Fixture{}.offers(of(programmes));
  REQUIRE(found.size() == most_offers);
  CHECK(found[0].is_of_full_search);
  CHECK(found[0].programmes().size() == 12);
  const std::int64_t adults = found[0].total.cents() / (12 * 300);
  CHECK(found[0].total == euro(12 * 3 * adults));
  CHECK(found[1].total == euro((12 * 3 - 1) * adults));
  CHECK(found[12].total == euro((12 * 3 - 1) * adults));
  CHECK(found[13].total == euro((12 * 3 - 2) * adults));
}
