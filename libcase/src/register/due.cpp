#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <libcase/records/age.hpp>
#include <libcase/register/budget.hpp>
#include <libcase/register/case_files.hpp>
#include <libcase/register/due.hpp>
#include <libcase/register/record_scan.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

#include "compute/parallel.hpp"
#include "register/connection.hpp"
#include "register/departure_rows.hpp"
#include "register/register_access.hpp"
#include "register/schema.hpp"
#include "register/statement.hpp"
#include "text/joined.hpp"
#include "text/suggestion.hpp"

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

/// A code is shown; anything else may be somebody's name.
std::string shown_code(std::string_view text) {
  const auto is_of_code = [](char letter) {
    return ('a' <= letter && letter <= 'z') || letter == '_';
  };
  return std::ranges::all_of(text, is_of_code) ? "'" + std::string{text} + "'"
                                               : kind_and_length(text);
}

void require_codes(const std::vector<std::string>& wanted) {
  const std::vector<std::string_view> own = work_codes();
  std::vector<std::string_view> known = own;
  known.insert(known.end(), guard_codes().begin(), guard_codes().end());
  for (const std::string& code : wanted) {
    if (std::ranges::find(known, code) == known.end()) {
      throw InvalidValue("unknown_code", "expected as codes of rows some of " + joined(own) +
                                             ", or codes of guards, found " + shown_code(code) +
                                             did_you_mean(code, known));
    }
  }
}

/// The programmes that are named in records.
std::set<std::string> recorded_programmes(const Connection& connection, std::int64_t known_at) {
  std::set<std::string> codes;
  for (const RecordKind* kind : record_kinds()) {
    for (const Column& column : kind->columns) {
      if (column.kind != ColumnKind::programme) {
        continue;
      }
      Statement named =
          select_known(connection, *kind, "DISTINCT " + sql_name(column.name), known_at, "");
      while (named.step()) {
        if (!named.is_null(0)) {
          codes.emplace(named.text(0));
        }
      }
    }
  }
  return codes;
}

/// A programme is one of the catalogue, or is named in a record.
void require_programmes(const std::vector<ProgrammeCode>& wanted, const Catalogue& catalogue,
                        const Register& reg, std::optional<Instant> as_known_at) {
  const auto is_shipped = [&](const ProgrammeCode& code) {
    return catalogue.find(code.code()) != nullptr;
  };
  if (std::ranges::all_of(wanted, is_shipped)) {
    return;
  }
  std::set<std::string> known =
      recorded_programmes(connection_of(reg), reg.last_recording_at(as_known_at));
  for (const Programme& programme : catalogue.programmes()) {
    known.emplace(programme.code.code());
  }
  const std::vector<std::string_view> codes{known.begin(), known.end()};
  for (const ProgrammeCode& code : wanted) {
    if (!known.contains(std::string{code.code()})) {
      throw NotFound("no_such_programme", "expected one of the programmes " + joined(codes) +
                                              ", found '" + std::string{code.code()} + "'" +
                                              did_you_mean(code.code(), codes));
    }
  }
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
    const bool wants_steps = is_wanted(filter_.kinds, WorkKind::step);
    const bool wants_deadlines = wants_minors() || is_wanted(filter_.kinds, WorkKind::deadline);
    std::vector<WorkItem> minded;
    if (wants_deadlines || wants_steps) {
      minded = deadlines(file, catalogue_, from_);
    }
    std::vector<WorkItem> steps;
    if (wants_steps) {
      steps = next_steps(file, from_, minded);
    }
    add_all(std::move(minded)); // without those that are not wanted
    add_all(std::move(steps));
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

  /// Whether somebody may have been a minor when the case was opened, by what is known now.
  bool may_have_minors(const CaseFile& file) const {
    return std::ranges::any_of(file.all<Case>(), [&](const auto& opened) {
      return std::ranges::any_of(file.all<UnitMember>(), [&](const auto& member) {
        return age_of(file, member->person_id, opened->opened_on, from_).is_minor !=
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
  require_codes(filter.codes);
  require_programmes(filter.programmes, catalogue, reg, as_known_at);
  return WorkList{reg, catalogue, from, until, filter, as_known_at}.make();
}

} // namespace libcase
