#include "register/budget_totals.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <type_traits>

#include <libcase/register/budget.hpp>

#include "register/known_records.hpp"
#include "register/register_access.hpp"

namespace libcase {

namespace {

/// The sum of what current records of a kind give a budget line by one of their links.
template <class R>
std::int64_t sum_of(Connection& connection, const char* link, BudgetLineId id,
                    std::int64_t recording) {
  Statement& sum = connection.statement(R"(SELECT coalesce(sum("amount_cents"), 0) FROM ")" +
                                        std::string{record_kind<R>().table} + R"(" WHERE ")" +
                                        link + R"(" = ?2 AND )" + known_at_condition(1));
  Rows rows{sum};
  sum.bind(1, recording);
  sum.bind(2, id.value);
  return rows.next() ? sum.integer(0) : 0;
}

/// Whether a current record of a kind that links to a budget line is in another currency.
template <class R>
bool is_any_in_other_currency(Connection& connection, const char* link, BudgetLineId id,
                              std::string_view currency, std::int64_t recording) {
  Statement& other = connection.statement(
      R"(SELECT 1 FROM ")" + std::string{record_kind<R>().table} + R"(" WHERE ")" + link +
      R"(" = ?2 AND "amount_currency" <> ?3 AND )" + known_at_condition(1) + " LIMIT 1");
  Rows rows{other};
  other.bind(1, recording);
  other.bind(2, id.value);
  other.bind(3, currency);
  return rows.next();
}

/// Whether what is recorded of a budget line, or of awards on it, is in another currency than it.
bool has_other_currency(Connection& connection, BudgetLineId id, std::string_view currency,
                        std::int64_t recording) {
  const auto is_any = [&]<class R>(const char* link, std::type_identity<R>) {
    return is_any_in_other_currency<R>(connection, link, id, currency, recording);
  };
  return is_any("budget_line_id", std::type_identity<BudgetChange>{}) ||
         is_any("budget_line_id", std::type_identity<Expenditure>{}) ||
         is_any("budget_line_id", std::type_identity<Earmark>{}) ||
         is_any("from_line_id", std::type_identity<CarryOver>{}) ||
         is_any("to_line_id", std::type_identity<CarryOver>{}) ||
         is_any("budget_line_id", std::type_identity<AwardLine>{});
}

/// Whether any award line is paid from it.
bool has_award_lines(Connection& connection, BudgetLineId id, std::int64_t recording) {
  Statement& line =
      connection.statement(R"(SELECT 1 FROM "award_lines" WHERE "budget_line_id" = ?2 AND )" +
                           known_at_condition(1) + " LIMIT 1");
  Rows rows{line};
  line.bind(1, recording);
  line.bind(2, id.value);
  return rows.next();
}

BudgetAccount account_of(Connection& connection, BudgetLineId id, const BudgetLine& line,
                         std::int64_t recording) {
  const Currency currency = line.amount.currency();
  const auto sum = [&]<class R>(const char* link, std::type_identity<R>) {
    return sum_of<R>(connection, link, id, recording);
  };
  const BudgetTotal total = budget_total(connection, id, recording);
  const std::int64_t changes = sum("budget_line_id", std::type_identity<BudgetChange>{}) +
                               sum("to_line_id", std::type_identity<CarryOver>{}) -
                               sum("from_line_id", std::type_identity<CarryOver>{});
  return {.budget_line_id = id,
          .code = line.code,
          .amount = line.amount,
          .changes = Money{changes, currency},
          .expenses = Money{sum("budget_line_id", std::type_identity<Expenditure>{}), currency},
          .committed = Money{total.committed, currency},
          .spent = Money{total.spent, currency},
          .irregular = Money{total.irregular, currency},
          .earmarked = Money{0, currency},
          .repaid = Money{0, currency}};
}

/// The version of a record that stood at the end of a recording.
template <class R>
std::optional<R> known(Connection& connection, Id<R> id, std::int64_t recording) {
  RecordTable& table = connection.table(record_kind<R>());
  Statement& found = table.by_id();
  Rows rows{found};
  found.bind(1, id.value);
  found.bind(2, recording);
  found.bind(3, recording);
  return rows.next() ? std::optional{std::get<R>(table.record(found))} : std::nullopt;
}

/// What came back on claims on award lines that a budget line pays, by budget line and in its
/// currency.
void add_repaid(Connection& connection, std::vector<BudgetAccount>& accounts,
                std::int64_t recording) {
  for (const auto& repayment : known_records<Repayment>(connection, recording)) {
    const auto claim = known(connection, repayment->claim_id, recording);
    const auto line = claim ? known(connection, claim->award_line_id, recording) : std::nullopt;
    const auto account = std::ranges::find_if(accounts, [&](const BudgetAccount& one) {
      return line && line->budget_line_id == one.budget_line_id;
    });
    if (account != accounts.end() && account->repaid.currency() == repayment->amount.currency()) {
      account->repaid += repayment->amount;
    }
  }
}

std::optional<BudgetLine> budget_line(Connection& connection, BudgetLineId id,
                                      std::int64_t recording) {
  return known(connection, id, recording);
}

std::int64_t spendable(const BudgetAccount& account) {
  return (account.available() - account.expenses).cents();
}

/// What may be used of a budget line at the end of a recording: all there is to spend, by how much
/// it was exceeded before, and what new irregularities cover; of both no more than all cover. So
/// nobody draws on what an irregularity of another covers beyond its need.
std::int64_t bound_of(Connection& connection, const BudgetAccount& account,
                      const BudgetTotal& before, const BudgetTotal& after, std::int64_t recording) {
  const auto line_before = budget_line(connection, account.budget_line_id, recording - 1);
  const std::int64_t spendable_before =
      line_before
          ? spendable(account_of(connection, account.budget_line_id, *line_before, recording - 1))
          : 0;
  const std::int64_t exceeded_by =
      std::max<std::int64_t>(0, before.used() - std::max(spendable_before, spendable(account)));
  const std::int64_t newly = std::max<std::int64_t>(0, after.irregular - before.irregular);
  return spendable(account) + std::min(after.irregular, exceeded_by + newly);
}

} // namespace

BudgetTotal total_of(const BudgetUse& use) {
  return {.committed = use.committed.cents(),
          .spent = use.spent.cents(),
          .irregular = use.irregular.cents()};
}

BudgetTotal less(const BudgetTotal& total) {
  return {.committed = -total.committed, .spent = -total.spent, .irregular = -total.irregular};
}

BudgetTotal& BudgetTotal::operator+=(const BudgetTotal& other) noexcept {
  committed += other.committed;
  spent += other.spent;
  irregular += other.irregular;
  return *this;
}

BudgetTotal budget_total(Connection& connection, BudgetLineId id, std::int64_t recording) {
  Statement& last = connection.statement(
      R"(SELECT "committed_cents", "spent_cents", "irregular_cents" FROM "budget_totals"
         WHERE "budget_line" = ? AND "recording" <= ? ORDER BY "recording" DESC LIMIT 1)");
  Rows rows{last};
  last.bind(1, id.value);
  last.bind(2, recording);
  return rows.next() ? BudgetTotal{.committed = last.integer(0),
                                   .spent = last.integer(1),
                                   .irregular = last.integer(2)}
                     : BudgetTotal{};
}

std::vector<BudgetAccount> budget_accounts(Connection& connection, std::int64_t recording) {
  RecordTable& table = connection.table(record_kind<BudgetLine>());
  std::vector<std::pair<BudgetLineId, BudgetLine>> lines;
  {
    Statement known = table.select("WHERE " + known_at_condition(1) + R"( ORDER BY "id")");
    known.bind(1, recording);
    while (known.step()) {
      lines.emplace_back(BudgetLineId{table.header(known).id},
                         std::get<BudgetLine>(table.record(known)));
    }
  }
  std::vector<BudgetAccount> accounts;
  for (const auto& [id, line] : lines) {
    BudgetAccount& account = accounts.emplace_back(account_of(connection, id, line, recording));
    account.earmarked +=
        Money{sum_of<Earmark>(connection, "budget_line_id", id, recording), line.amount.currency()};
  }
  add_repaid(connection, accounts, recording);
  return accounts;
}

void BudgetMoves::add(const CaseFile& before, const CaseFile& after, std::int64_t recording) {
  std::map<std::pair<BudgetLineId, AwardLineId>, BudgetTotal> changes;
  std::map<AwardLineId, Date> awarded_on;
  for (const BudgetUse& use : budget_uses(before)) {
    changes[{use.budget_line_id, use.award_line_id}] += less(total_of(use));
  }
  for (const BudgetUse& use : budget_uses(after)) {
    changes[{use.budget_line_id, use.award_line_id}] += total_of(use);
    awarded_on[use.award_line_id] = use.awarded_on;
  }
  for (const auto& [lines, change] : changes) {
    if (change == BudgetTotal{}) {
      continue;
    }
    const auto& [budget_line, award_line] = lines;
    Move& move = moves_[budget_line];
    move.change += change;
    if (change.used() > 0) {
      move.draws.push_back({.awarded_on = awarded_on[award_line],
                            .blamed = drawn_by(after, award_line, recording),
                            .cents = change.used()});
    }
  }
}

std::vector<Violation>
BudgetMoves::violations(Connection& connection, std::int64_t recording,
                        const std::map<BudgetLineId, Violation>& changed) const {
  std::vector<Violation> found;
  std::set<BudgetLineId> touched;
  for (const auto& [id, move] : moves_) {
    touched.insert(id);
  }
  for (const auto& [id, violation] : changed) {
    touched.insert(id);
  }
  for (const BudgetLineId id : touched) {
    const auto line = budget_line(connection, id, recording);
    if (!line) {
      continue; // withdrawn: nothing links to it
    }
    const auto own = changed.find(id);
    const std::string_view code = line->amount.currency().code();
    const auto line_before =
        own == changed.end() ? std::nullopt : budget_line(connection, id, recording - 1);
    const bool is_moved = line_before &&
                          line_before->amount.currency() != line->amount.currency() &&
                          has_award_lines(connection, id, recording); // also those without amount
    if (own != changed.end() && (is_moved || has_other_currency(connection, id, code, recording))) {
      Violation violation = own->second;
      violation.code = "other_currency";
      violation.sentence = "expected all that is recorded of a budget line in its currency, " +
                           std::string{code} + ", found another";
      found.push_back(std::move(violation));
      continue;
    }
    const BudgetAccount account = account_of(connection, id, *line, recording);
    const auto moved = moves_.find(id);
    const BudgetTotal before = budget_total(connection, id, recording - 1);
    BudgetTotal after = before;
    if (moved != moves_.end()) {
      after += moved->second.change;
    }
    const std::int64_t bound = bound_of(connection, account, before, after, recording);
    if (after.used() <= bound) {
      continue;
    }
    const Currency currency = line->amount.currency();
    std::vector<Draw> draws = moved == moves_.end() ? std::vector<Draw>{} : moved->second.draws;
    std::ranges::sort(draws, {}, [](const Draw& draw) {
      return std::tuple{draw.awarded_on, draw.blamed.row};
    });
    std::int64_t left = bound - after.used();
    for (const Draw& draw : draws) {
      left += draw.cents;
    }
    if (own != changed.end() && left < 0) {
      Violation violation = own->second;
      violation.code = "above_budget";
      violation.sentence = "expected at least " + Money{bound - left, currency}.to_string() +
                           " on the budget line, which are committed or spent, found " +
                           Money{bound, currency}.to_string();
      found.push_back(std::move(violation));
      continue;
    }
    if (draws.empty() && after.irregular < before.irregular) {
      found.push_back({.code = "above_budget",
                       .sentence = "expected what exceeds the budget line to be covered by an "
                                   "irregularity, found " +
                                   Money{after.used() - bound, currency}.to_string() +
                                   " that none covers",
                       .table = std::string{record_kind<BudgetLine>().table},
                       .id = id.value});
    }
    for (const Draw& draw : draws) {
      if (draw.cents <= left) {
        left -= draw.cents;
        continue;
      }
      Violation violation = draw.blamed;
      violation.excess = draw.cents - left;
      violation.sentence =
          "expected at most " + Money{std::max<std::int64_t>(left, 0), currency}.to_string() +
          ", which are left on the budget line, found " + Money{draw.cents, currency}.to_string();
      found.push_back(std::move(violation));
    }
  }
  return found;
}

void BudgetMoves::write(Connection& connection, std::int64_t recording) const {
  for (const auto& [id, move] : moves_) {
    if (move.change == BudgetTotal{}) {
      continue;
    }
    BudgetTotal total = budget_total(connection, id, recording - 1);
    total += move.change;
    Statement& insert =
        connection.statement(R"(INSERT INTO "budget_totals" VALUES (?, ?, ?, ?, ?))");
    insert.bind(1, id.value);
    insert.bind(2, recording);
    insert.bind(3, total.committed);
    insert.bind(4, total.spent);
    insert.bind(5, total.irregular);
    insert.run();
  }
}

std::vector<BudgetAccount> budget_accounts(const Register& reg,
                                           std::optional<Instant> as_known_at) {
  return budget_accounts(connection_of(reg), reg.last_recording_at(as_known_at));
}

} // namespace libcase
