#include "register/moved_budget_lines.hpp"

#include <cstdint>
#include <string>

namespace libcase {

namespace {

/// The lines on budget line ?1 that stand, each with the day of its award.
constexpr const char* lines_on_it = R"(
  FROM (SELECT "id" AS "line", "award_id" AS "award", "programme",
          (SELECT "on" FROM "awards" WHERE "row" = "award_id" AND "id" = "row"
             AND "superseded_by" IS NULL
           UNION ALL SELECT "on" FROM "awards" WHERE "id" = "award_id" AND "id" <> "row"
             AND "superseded_by" IS NULL) AS "on"
        FROM "award_lines" WHERE "budget_line_id" = ?1 AND "superseded_by" IS NULL) )";

Violation of(BudgetLineId id, std::string code, std::string sentence) {
  return {.code = std::move(code),
          .sentence = std::move(sentence),
          .table = std::string{record_kind<BudgetLine>().table},
          .id = id.value};
}

void judge_period(Connection& connection, BudgetLineId id, const BudgetLine& before,
                  const BudgetLine& after, std::vector<Violation>& found) {
  Statement& outside =
      connection.statement(R"(SELECT count(*), min("on"))" + std::string{lines_on_it} +
                           R"(WHERE ("on" < ?2 OR "on" >= ?3) AND "on" >= ?4 AND "on" < ?5
         AND NOT EXISTS (SELECT 1 FROM "irregularities" WHERE "record_id" IN ("line", "award")
           AND "guard" = 'award_outside_budget_period' AND "superseded_by" IS NULL))");
  const std::string from = after.from.to_string();
  const std::string until = after.until.to_string();
  const std::string from_before = before.from.to_string();
  const std::string until_before = before.until.to_string();
  Rows rows{outside};
  outside.bind(1, id.value);
  outside.bind(2, from);
  outside.bind(3, until);
  outside.bind(4, from_before);
  outside.bind(5, until_before);
  if (rows.next() && outside.integer(0) > 0) {
    found.push_back(of(id, "award_outside_budget_period",
                       "expected the awards on the budget line to be of its period, from " + from +
                           " to before " + until + ", found " + std::to_string(outside.integer(0)) +
                           " of other days, the first of " + std::string{outside.text(1)}));
  }
}

void judge_programme(Connection& connection, BudgetLineId id, const BudgetLine& before,
                     const BudgetLine& after, std::vector<Violation>& found) {
  if (!after.programme) {
    return;
  }
  Statement& other =
      connection.statement(R"(SELECT count(*), min("on"))" + std::string{lines_on_it} +
                           R"(WHERE "programme" <> ?2 AND (?3 = '' OR "programme" = ?3))");
  const std::string before_code = before.programme ? before.programme->code() : std::string{};
  Rows rows{other};
  other.bind(1, id.value);
  other.bind(2, after.programme->code());
  other.bind(3, before_code);
  if (rows.next() && other.integer(0) > 0) {
    found.push_back(of(id, "budget_of_other_programme",
                       "expected the lines of awards on the budget line to be under " +
                           after.programme->code() + ", found " + std::to_string(other.integer(0)) +
                           " under others, the first of " + std::string{other.text(1)}));
  }
}

} // namespace

std::vector<Violation> violations_of_moved(Connection& connection, BudgetLineId id,
                                           const BudgetLine& before, const BudgetLine& after) {
  std::vector<Violation> found;
  judge_period(connection, id, before, after, found);
  judge_programme(connection, id, before, after, found);
  return found;
}

} // namespace libcase
