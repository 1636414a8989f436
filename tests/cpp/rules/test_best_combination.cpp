#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/best_combination.hpp>

#include "support/made_up_programmes.hpp"
#include "support/units.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

/// What an adult gets of eight threes of 1, 2 and 3 euro, of which the last needs permission: 6,561
/// combinations, 256 of them without permission.
BestCombination best_of_threes(std::optional<Verdict> permission, const std::string& more = {}) {
  const std::string needs_permission = R"(, "criteria": [{"name": "permission",
    "text": {"en": "permission", "nl": "toestemming"}, "when": "permission", @}])";
  FactColumns facts = a_unit(1);
  facts.column(FactName::adult) = VerdictColumn{Verdict::met};
  if (permission) {
    facts.column(FactName::permission) = VerdictColumn{*permission};
  }
  std::vector<Programme> programmes;
  for (int number = 0; number < 24; ++number) {
    programmes.push_back(one_of_threes(number, 24, std::to_string(1 + number % 3),
                                       more + (number % 3 == 2 ? needs_permission : "")));
  }
  std::vector<const Programme*> all;
  FactsByProgramme facts_of;
  for (const Programme& programme : programmes) {
    all.push_back(&programme);
    facts_of.emplace(programme.code, facts);
  }
  return CombinationSearch{all, {}}.find(facts_of, 1).front();
}

const std::string package_of_ten = R"(, "caps": [{"of": "package", "amount": {"euro": "10", @}}])";

} // namespace

TEST_CASE("best combination: of very many the best is found") {
  const BestCombination best = best_of_threes(Verdict::met);
  CHECK(best.outcome == Outcome::eligible);
  CHECK(best.cash_cents == 8 * 300);
  CHECK(best.is_of_full_search);
  CHECK(best.is_certain());
  CHECK(best_of_threes(Verdict::not_met).cash_cents == 8 * 200);
}

TEST_CASE("best combination: of very many the best of what is undetermined could give more") {
  const BestCombination best = best_of_threes(std::nullopt);
  CHECK(best.outcome == Outcome::eligible);
  CHECK(best.cash_cents == 8 * 200);
  CHECK(best.more_cents == 8 * 100);
  CHECK(best.is_more_unknown);
  CHECK_FALSE(best.is_certain());
}

TEST_CASE("best combination: of very many the best is that after the caps of its package") {
  CHECK(best_of_threes(Verdict::met, package_of_ten).cash_cents == 1000);
  const BestCombination best = best_of_threes(std::nullopt, package_of_ten);
  CHECK(best.cash_cents == 1000);
  CHECK(best.more_cents == 0);
  CHECK_FALSE(best.is_more_unknown);
}
