#include "register/recomputed_totals.hpp"

#include <array>
#include <set>
#include <vector>

#include <libcase/records/attachment.hpp>

#include "register/case_reader.hpp"
#include "register/schema.hpp"

namespace libcase {

namespace {

/// What `budget_uses` goes by.
std::span<const RecordKind* const> kinds_of_money() {
  static const std::array kinds{&record_kind<BudgetLine>(),        &record_kind<Award>(),
                                &record_kind<AwardLine>(),         &record_kind<Limit>(),
                                &record_kind<Amendment>(),         &record_kind<AwardEnd>(),
                                &record_kind<CashPayment>(),       &record_kind<PaymentOutcome>(),
                                &record_kind<ReintegrationPlan>(), &record_kind<PlanApproval>(),
                                &record_kind<PlanItem>(),          &record_kind<Delivery>(),
                                &record_kind<Service>(),           &record_kind<Irregularity>()};
  return kinds;
}

/// The cases that any version of an award line lets draw on a budget.
std::vector<CaseId> drawing_cases(Connection& connection) {
  Statement found = connection.prepare(
      R"(WITH "drawing" AS (SELECT "award_id" FROM "award_lines" WHERE "budget_line_id" IS NOT NULL)
         SELECT "case_id" FROM "awards" WHERE "row" IN "drawing"
         UNION SELECT "case_id" FROM "awards" WHERE "id" <> "row" AND "id" IN "drawing")");
  std::vector<CaseId> cases;
  while (found.step()) {
    cases.push_back({found.integer(0)});
  }
  return cases;
}

/// The recordings that may have changed what a case takes, in order: those that wrote a version of
/// a record that was ever attached to it, or put an end to one.
std::set<std::int64_t> recordings_of(Connection& connection, CaseId id) {
  static const std::vector<bool> is_read = kinds_to_read(kinds_of_money());
  std::vector<std::set<std::int64_t>> ids(is_read.size());
  std::set<std::int64_t> recordings;
  for (std::size_t kind = 0; kind < ids.size(); ++kind) {
    const KindAttachment& attachment = record_attachments()[kind];
    if (attachment.by == Attachment::itself) {
      ids[kind].insert(id.value);
    } else if (is_read[kind] && attachment.by == Attachment::cases) {
      for (const AttachingLink& link : attachment.links) {
        Statement& versions =
            connection.statement(R"(SELECT "id", "recording", "superseded_by" FROM )" +
                                 sql_name(record_kinds()[kind]->table) + " WHERE " +
                                 sql_name(link.column->name) + " = ?");
        for (const std::int64_t target : ids[link.to]) {
          Rows rows{versions};
          versions.bind(1, target);
          while (rows.next()) {
            ids[kind].insert(versions.integer(0));
            recordings.insert(versions.integer(1));
            if (!versions.is_null(2)) {
              recordings.insert(versions.integer(2));
            }
          }
        }
      }
    }
  }
  return recordings;
}

} // namespace

std::map<MovedBy, BudgetTotal> recomputed_totals(Connection& connection) {
  std::map<MovedBy, BudgetTotal> totals; // at first by how much each was moved
  for (const CaseId id : drawing_cases(connection)) {
    std::map<BudgetLineId, BudgetTotal> before;
    for (const std::int64_t recording : recordings_of(connection, id)) {
      std::map<BudgetLineId, BudgetTotal> after;
      for (const BudgetUse& use :
           budget_uses(read_case_file(connection, id, recording, kinds_of_money()))) {
        after[use.budget_line_id] += total_of(use);
      }
      for (const auto& [line, total] : before) {
        totals[{line, recording}] += less(total);
      }
      for (const auto& [line, total] : after) {
        totals[{line, recording}] += total;
      }
      before = std::move(after);
    }
  }
  std::erase_if(totals, [](const auto& moved) { return moved.second == BudgetTotal{}; });
  const std::pair<const MovedBy, BudgetTotal>* last = nullptr;
  for (auto& moved : totals) {
    if (last != nullptr && last->first.first == moved.first.first) {
      moved.second += last->second;
    }
    last = &moved;
  }
  return totals;
}

} // namespace libcase
