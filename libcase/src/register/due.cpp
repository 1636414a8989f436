#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>
#include <utility>

#include <libcase/records/age.hpp>
#include <libcase/register/budget.hpp>
#include <libcase/register/case_files.hpp>
#include <libcase/register/due.hpp>
#include <libcase/register/record_scan.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "compute/parallel.hpp"
#include "register/connection.hpp"
#include "register/register_access.hpp"
#include "register/statement.hpp"

namespace libcase {

namespace {

template <class T>
bool is_wanted(const std::vector<T>& wanted, const T& value) {
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

template <class T>
bool is_wanted(const std::vector<T>& wanted, const std::optional<T>& value) {
  return wanted.empty() || (value && is_wanted(wanted, *value));
}

class WorkList {
public:
  WorkList(const Register& reg, const Catalogue& catalogue, Date from, Date until,
           const DueFilter& filter, std::optional<Instant> as_known_at)
      : reg_(reg), catalogue_(catalogue), from_(from), until_(until), filter_(filter),
        as_known_at_(as_known_at) {}

  std::vector<DueItem> make() {
    std::vector<DueItem> rows = rows_of_cases();
    add_references(rows);
    add_budget_lines(rows);
    std::ranges::stable_sort(rows, {}, &DueItem::on);
    return rows;
  }

private:
  std::vector<DueItem> rows_of_cases() const {
    constexpr int threads = 2;
    const CaseFiles files{reg_, {}, as_known_at_, threads};
    std::vector<std::vector<DueItem>> parts(threads);
    in_parallel(parts.size(), files.size(),
                [&](std::size_t part, std::size_t begin, std::size_t end) {
                  for (std::size_t at = begin; at < end; ++at) {
                    add_case(files.file(at), parts[part]);
                  }
                });
    std::vector<DueItem> rows = std::move(parts.front());
    for (std::size_t part = 1; part < parts.size(); ++part) {
      rows.insert(rows.end(), std::make_move_iterator(parts[part].begin()),
                  std::make_move_iterator(parts[part].end()));
    }
    return rows;
  }

  /// The references of all cases are read at once.
  void add_references(std::vector<DueItem>& rows) const {
    std::unordered_map<std::int64_t, std::string> references;
    RecordScan cases{reg_, record_kind<Case>(), as_known_at_, true};
    while (auto found = cases.next()) {
      if (found->reference) {
        references.emplace(found->id, std::move(*found->reference));
      }
    }
    for (DueItem& row : rows) {
      if (const auto found = references.find(row.case_id->value); found != references.end()) {
        row.reference = found->second;
      }
    }
  }

  void add_case(const CaseFile& file, std::vector<DueItem>& rows) const {
    const auto status = status_of(file, from_);
    if (!status || !is_wanted(filter_.statuses, status->status)) {
      return;
    }
    const bool is_closed = status->status == ReturnStatus::closed;
    const bool looks_at_minors = wants_minors() && (!is_closed || may_have_minors(file));
    if (is_of_table(file) || (is_closed && !looks_at_minors && file.all<Claim>().empty())) {
      return;
    }
    const auto add_all = [&](std::vector<WorkItem> items) {
      for (WorkItem& item : items) {
        if (is_wanted(filter_.kinds, item.kind) || (wants_minors() && is_of_minor(item))) {
          add(std::move(item), *status, rows);
        }
      }
    };
    const auto add_outlasting = [&](std::vector<WorkItem> items) {
      std::erase_if(items, [](const WorkItem& item) { return !outlasts_closure(item); });
      add_all(std::move(items));
    };
    if (wants_minors() || is_wanted(filter_.kinds, WorkKind::deadline)) {
      add_all(deadlines(file, catalogue_, from_));
    }
    if (is_wanted(filter_.kinds, WorkKind::step)) {
      add_all(next_steps(file, from_));
    }
    if (is_closed) {
      if (looks_at_minors) {
        add_outlasting(observations(file, catalogue_, from_, safeguards_));
        add_outlasting(minors_to_see_to(file, from_, filter_.minor_terms, safeguards_));
      }
      return;
    }
    if (!filter_.kinds.empty() && is_wanted(filter_.kinds, WorkKind::question)) {
      add_all(questions(file, catalogue_, from_));
    }
    if (wants_minors() || is_wanted(filter_.kinds, WorkKind::observation)) {
      add_all(observations(file, catalogue_, from_, safeguards_));
    }
    if (wants_minors()) {
      add_all(minors_to_see_to(file, from_, filter_.minor_terms, safeguards_));
    }
  }

  bool wants_minors() const { return is_wanted(filter_.kinds, WorkKind::minors); }

  /// Whether somebody may have been a minor when the case was opened.
  static bool may_have_minors(const CaseFile& file) {
    return std::ranges::any_of(file.all<Case>(), [&](const auto& opened) {
      return std::ranges::any_of(file.all<UnitMember>(), [&](const auto& member) {
        return is_minor_for_safeguards(file, member->person_id, opened->opened_on) !=
               Verdict::not_met;
      });
    });
  }

  /// The recordings that expand published tables. Nobody in their cases is to be seen to.
  static std::set<std::int64_t> recordings_of_tables(Connection& connection) {
    std::set<std::int64_t> found;
    Statement& of_tables =
        connection.statement(R"(SELECT "number" FROM "recordings" WHERE "source" IS NOT NULL)");
    Rows rows{of_tables};
    while (rows.next()) {
      found.insert(of_tables.integer(0));
    }
    return found;
  }
  bool is_of_table(const CaseFile& file) const {
    return std::ranges::any_of(file.all<Case>(), [&](const auto& opened) {
      return recordings_of_tables_.contains(opened.recording);
    });
  }

  void add(WorkItem item, const CaseStatus& status, std::vector<DueItem>& rows) const {
    DueItem row{{std::move(item)}};
    row.case_id = status.case_id;
    row.status = status.status;
    add(std::move(row), rows);
  }

  void add(DueItem row, std::vector<DueItem>& rows) const {
    row.days_waiting = from_.days_since_epoch() - row.on.days_since_epoch();
    if (row.on < until_ && is_wanted(filter_.codes, row.code) &&
        is_wanted(filter_.programmes, row.programme) &&
        row.days_waiting >= filter_.at_least_days_waiting.value_or(row.days_waiting)) {
      rows.push_back(std::move(row));
    }
  }

  void add_budget_lines(std::vector<DueItem>& rows) const {
    if (!filter_.statuses.empty() || !is_wanted(filter_.kinds, WorkKind::step)) {
      return;
    }
    std::vector<std::pair<BudgetLineId, Date>> passed;
    RecordScan lines{reg_, record_kind<BudgetLine>(), as_known_at_};
    while (const auto line = lines.next()) {
      const Date ended = std::get<BudgetLine>(line->record).until;
      if (ended <= from_) {
        passed.emplace_back(BudgetLineId{line->id}, ended);
      }
    }
    if (passed.empty()) {
      return;
    }
    for (const BudgetAccount& account : budget_accounts(reg_, as_known_at_)) {
      const auto line =
          std::ranges::find(passed, account.budget_line_id, &std::pair<BudgetLineId, Date>::first);
      if (line != passed.end() && account.committed.cents() != 0) {
        add(budget_row(account, line->second), rows);
      }
    }
  }

  static DueItem budget_row(const BudgetAccount& account, Date ended) {
    DueItem row;
    row.kind = WorkKind::step;
    row.code = "budget_period_passed";
    row.on = ended;
    row.record_id = RecordId{account.budget_line_id.value};
    row.settled_by = record_kind<AwardEnd>().table;
    row.text = said("work", "budget_period_passed",
                    {{"code", LocalizedText::same(account.code)}, {"amount", account.committed}});
    return row;
  }

  const Register& reg_;
  const SafeguardRules& safeguards_{*connection_of(reg_).options().safeguards};
  std::set<std::int64_t> recordings_of_tables_{recordings_of_tables(connection_of(reg_))};
  const Catalogue& catalogue_;
  Date from_;
  Date until_;
  const DueFilter& filter_;
  std::optional<Instant> as_known_at_;
};

} // namespace

std::vector<DueItem> due(const Register& reg, const Catalogue& catalogue, Date from, Date until,
                         const DueFilter& filter, std::optional<Instant> as_known_at) {
  if (until < from) {
    throw InvalidValue("invalid_period", "expected a work list until " + from.to_string() +
                                             " or a later day, found until " + until.to_string());
  }
  return WorkList{reg, catalogue, from, until, filter, as_known_at}.make();
}

} // namespace libcase
