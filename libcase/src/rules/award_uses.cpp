#include "rules/award_uses.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <libcase/rules/award_use.hpp>

#include "rules/find_record.hpp"
#include "rules/line_end.hpp"

namespace libcase {

namespace {

/// Goods of a line, or of a line in one place.
struct Goods {
  std::int64_t planned = 0;
  std::int64_t delivered = 0;

  /// What a delivery takes beyond what is planned.
  std::int64_t deliver(std::int64_t cents) {
    const std::int64_t held = std::max(planned, delivered);
    delivered += cents;
    return std::max(planned, delivered) - held;
  }
};

class Uses {
public:
  explicit Uses(const CaseFile& file) : file_(file) {}

  std::vector<AwardUse> all() {
    for (const auto& payment : file_.all<CashPayment>()) {
      if (takes_from_line(file_, payment)) {
        add(payment, payment->award_line_id, payment->amount, payment->amount, Support::cash,
            "payment");
      }
    }
    for (const auto& item : file_.all<PlanItem>()) {
      add_planned(item);
    }
    for (const auto& delivery : file_.all<Delivery>()) {
      add_beyond_plan(delivery);
    }
    for (const auto& service : file_.all<Service>()) {
      add(service, service->award_line_id, service->cost, service->cost, Support::service,
          "service");
    }
    std::ranges::sort(uses_, {}, [](const AwardUse& use) {
      return std::tuple{use.record.recording, use.record.row};
    });
    return std::move(uses_);
  }

private:
  template <class R>
  void add(const Recorded<R>& recorded, AwardLineId line_id, const Money& amount,
           const Money& at_place, Support form, std::string_view what,
           std::optional<SpendingPlace> place = {}) {
    if (const auto* line = find_record(file_, line_id)) {
      uses_.push_back({.line = line,
                       .amount = amount,
                       .at_place = at_place,
                       .on = record_kind<R>().valid_on(&recorded.record),
                       .form = form,
                       .place = place,
                       .what = what,
                       .record = Blamed{recorded}});
    }
  }

  void add_planned(const Recorded<PlanItem>& item) {
    const auto* plan = find_record(file_, item->reintegration_plan_id);
    const auto* line = find_record(file_, item->award_line_id);
    if (plan == nullptr || line == nullptr || !is_plan_in_force(file_, *plan)) {
      return;
    }
    const Money held = award_has_ended(file_, (*line)->award_id, {})
                           ? Money{0, item->budgeted.currency()}
                           : item->budgeted;
    of_line_[line->id].planned += held.cents();
    at_place_[{line->id, item->place}].planned += held.cents();
    add(item, line->id, held, held, Support::in_kind, "item", item->place);
  }

  /// A delivery takes what its line, and that in its place, has no plan for any more.
  void add_beyond_plan(const Recorded<Delivery>& delivery) {
    const auto* item = find_record(file_, delivery->plan_item_id);
    if (item == nullptr) {
      return;
    }
    const AwardLineId line = (*item)->award_line_id;
    const auto beyond = [&](Goods& goods) {
      return Money{goods.deliver(delivery->cost.cents()), delivery->cost.currency()};
    };
    add(delivery, line, beyond(of_line_[line]), beyond(at_place_[{line, (*item)->place}]),
        Support::in_kind, "delivery", (*item)->place);
  }

  const CaseFile& file_;
  std::map<AwardLineId, Goods> of_line_;
  std::map<std::pair<AwardLineId, std::optional<SpendingPlace>>, Goods> at_place_;
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
