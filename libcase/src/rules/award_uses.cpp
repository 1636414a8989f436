#include "rules/award_uses.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <libcase/rules/award_use.hpp>

#include "rules/find_record.hpp"

namespace libcase {

namespace {

class Uses {
public:
  explicit Uses(const CaseFile& file) : file_(file) {}

  std::vector<AwardUse> all() {
    for (const auto& payment : file_.all<CashPayment>()) {
      if (takes_from_line(file_, payment)) {
        add(payment, payment->award_line_id, payment->amount, Support::cash, "payment");
      }
    }
    for (const auto& item : file_.all<PlanItem>()) {
      const auto* plan = find_record(file_, item->reintegration_plan_id);
      if (plan != nullptr && is_plan_in_force(file_, *plan)) {
        planned_[item->award_line_id] += item->budgeted.cents();
        add(item, item->award_line_id, item->budgeted, Support::in_kind, "item", item->place);
      }
    }
    for (const auto& delivery : file_.all<Delivery>()) {
      add_beyond_plan(delivery);
    }
    for (const auto& service : file_.all<Service>()) {
      add(service, service->award_line_id, service->cost, Support::service, "service");
    }
    std::ranges::sort(uses_, {}, [](const AwardUse& use) {
      return std::tuple{use.record.recording, use.record.row};
    });
    return std::move(uses_);
  }

private:
  template <class R>
  void add(const Recorded<R>& recorded, AwardLineId line_id, const Money& amount, Support form,
           std::string_view what, std::optional<SpendingPlace> place = {}) {
    if (const auto* line = find_record(file_, line_id)) {
      uses_.push_back({.line = line,
                       .amount = amount,
                       .on = record_kind<R>().valid_on(&recorded.record),
                       .form = form,
                       .place = place,
                       .what = what,
                       .record = Blamed{recorded}});
    }
  }

  /// A delivery takes what its line has no plan for any more.
  void add_beyond_plan(const Recorded<Delivery>& delivery) {
    const auto* item = find_record(file_, delivery->plan_item_id);
    if (item == nullptr) {
      return;
    }
    const AwardLineId line = (*item)->award_line_id;
    const std::int64_t planned = planned_[line];
    const std::int64_t before = delivered_[line];
    const std::int64_t after = delivered_[line] += delivery->cost.cents();
    const std::int64_t beyond = std::max(planned, after) - std::max(planned, before);
    add(delivery, line, Money{beyond, delivery->cost.currency()}, Support::in_kind, "delivery",
        (*item)->place);
  }

  const CaseFile& file_;
  std::map<AwardLineId, std::int64_t> planned_;
  std::map<AwardLineId, std::int64_t> delivered_;
  std::vector<AwardUse> uses_;
};

} // namespace

std::vector<AwardUse> award_uses(const CaseFile& file) {
  return Uses{file}.all();
}

Currency books_of(const CaseFile& file, const Recorded<AwardLine>& line) {
  if (const auto granted = granted_on(file, line)) {
    return granted->currency();
  }
  if (const auto* budget =
          line->budget_line_id ? find_record(file, *line->budget_line_id) : nullptr) {
    return (*budget)->amount.currency();
  }
  for (const auto& limit : file.all<Limit>()) {
    if (limit->award_id == line->award_id) {
      return limit->at_most.currency();
    }
  }
  for (const auto& payment : file.all<CashPayment>()) {
    if (payment->award_line_id == line.id) {
      return payment->amount.currency();
    }
  }
  for (const auto& item : file.all<PlanItem>()) {
    if (item->award_line_id == line.id) {
      return item->budgeted.currency();
    }
  }
  for (const auto& service : file.all<Service>()) {
    if (service->award_line_id == line.id) {
      return service->cost.currency();
    }
  }
  return Money::euro_cents(0).currency();
}

} // namespace libcase
