#include <algorithm>

#include <libcase/rules/award_use.hpp>
#include <libcase/rules/budget_use.hpp>

#include "rules/award_uses.hpp"
#include "rules/find_record.hpp"

namespace libcase {

namespace {

/// Whether a record is a line of an award, or what changes it or was given on it, whatever became
/// of that: an irregularity marks it for ever.
bool is_of_line(const CaseFile& file, RecordId id, AwardLineId line) {
  const auto is_any = [&]<class R>(const std::vector<Recorded<R>>& all) {
    return std::ranges::any_of(all, [&](const auto& recorded) {
      return recorded.id.value == id.value && recorded->award_line_id == line;
    });
  };
  const auto is_delivered = [&](const auto& delivery) {
    const auto* item = find_record(file, delivery->plan_item_id);
    return delivery.id.value == id.value && item != nullptr && (*item)->award_line_id == line;
  };
  return id.value == line.value || is_any(file.all<Amendment>()) ||
         is_any(file.all<CashPayment>()) || is_any(file.all<PlanItem>()) ||
         is_any(file.all<Service>()) || std::ranges::any_of(file.all<Delivery>(), is_delivered);
}

} // namespace

std::vector<BudgetUse> budget_uses(const CaseFile& file) {
  std::vector<BudgetUse> found;
  const auto is_paid_from_budget = [](const auto& line) {
    return line->budget_line_id.has_value();
  };
  if (std::ranges::none_of(file.all<AwardLine>(), is_paid_from_budget)) {
    return found;
  }
  for (const auto& line : file.all<AwardLine>()) {
    const auto* award = find_record(file, line->award_id);
    if (!line->budget_line_id || award == nullptr) {
      continue;
    }
    const LineAccount account = account_of(file, line);
    Money irregular{0, account.ordered.currency()};
    for (const auto& irregularity : file.all<Irregularity>()) {
      if (irregularity->guard == "above_budget" && irregularity->amount &&
          irregularity->amount->currency() == irregular.currency() &&
          is_of_line(file, irregularity->record_id, line.id)) {
        irregular += *irregularity->amount;
      }
    }
    found.push_back({.budget_line_id = *line->budget_line_id,
                     .award_line_id = line.id,
                     .awarded_on = (*award)->on,
                     .committed = account.committed(),
                     .spent = account.spent(),
                     .irregular = irregular});
  }
  return found;
}

Violation drawn_by(const CaseFile& file, AwardLineId id, std::int64_t recording) {
  std::optional<Blamed> last;
  const auto look_at = [&](const Blamed& record) {
    if (record.recording == recording && (!last || last->row < record.row)) {
      last = record;
    }
  };
  for (const auto& line : file.all<AwardLine>()) {
    if (line.id == id) {
      look_at(Blamed{line});
    }
  }
  for (const auto& amendment : file.all<Amendment>()) {
    if (amendment->award_line_id == id) {
      look_at(Blamed{amendment});
    }
  }
  for (const AwardUse& use : award_uses(file)) {
    if (use.line->id == id) {
      look_at(use.record);
    }
  }
  return last ? last->violation("above_budget", {})
              : Violation{.code = "above_budget",
                          .sentence = {},
                          .table = std::string{record_kind<AwardLine>().table},
                          .id = id.value};
}

} // namespace libcase
