#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <boost/multiprecision/cpp_int.hpp>

#include <libcase/rules/award_use.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/rules/safeguards.hpp>

#include "rules/booked_of.hpp"
#include "rules/guards_of_money.hpp"
#include "rules/invoiced.hpp"
#include "rules/line_rules.hpp"
#include "rules/travelling.hpp"
#include "rules/work_items.hpp"
#include "text/suggestion.hpp"

namespace libcase {

namespace {

class Observations {
public:
  Observations(const CaseFile& file, const Catalogue& catalogue, Date on,
               const SafeguardRules& safeguards)
      : file_(file), catalogue_(catalogue), on_(on), safeguards_(safeguards) {}

  std::vector<WorkItem> find() {
    add_violations();
    each<Irregularity>([&](const Recorded<Irregularity>& irregularity) {
      add("irregularity", irregularity->on, irregularity,
          {.what = LocalizedText::same(irregularity->guard)});
    });
    add_lines();
    add_awards();
    each<Departure>([&](const Recorded<Departure>& departure) { look_at(departure); });
    each<Arrival>([&](const Recorded<Arrival>& arrival) { look_at(arrival); });
    add_cash_kept();
    each<Invoice>([&](const Recorded<Invoice>& invoice) { look_at(invoice); });
    each<Delivery>([&](const Recorded<Delivery>& delivery) { look_at(delivery); });
    each<Departure>([&](const Recorded<Departure>& departure) { look_at_minor(departure); });
    add_left_behind();
    each<Claim>([&](const Recorded<Claim>& claim) { look_at(claim); });
    add_exchanges();
    return items_.take();
  }

private:
  template <class Of>
  void add(std::string_view code, Date on, const Recorded<Of>& of, const Named& named) {
    items_.add(code, on, named).record_id = RecordId{of.id.value};
  }
  template <class R, class Visit>
  void each(Visit&& visit) const {
    for (const Recorded<R>& it : file_.all<R>()) {
      if (it->on <= on_) {
        visit(it);
      }
    }
  }

  /// What a guard would refuse now.
  void add_violations() {
    std::vector<Violation> wrong = violations_in(file_);
    std::ranges::move(without_irregular(file_, violations_of_minors(file_, safeguards_)),
                      std::back_inserter(wrong));
    for (const Violation& violation : wrong) {
      const Date since = day_of(violation);
      if (since <= on_) {
        WorkItem item{.code = violation.code, .on = since, .record_id = RecordId{violation.id}};
        item.text = LocalizedText::same(violation.sentence);
        items_.add(std::move(item));
      }
    }
  }

  /// The day of the record that is blamed; the day that is asked about where it has none.
  Date day_of(const Violation& violation) const {
    Date day;
    file_.for_each([&](const auto& recorded) {
      const RecordKind& kind = record_kind<std::decay_t<decltype(recorded.record)>>();
      if (recorded.id.value == violation.id && kind.table == violation.table) {
        day = kind.valid_on(&recorded.record);
      }
    });
    return day.is_set() ? day : on_;
  }

  void add_lines() {
    for (const AwardedLine& awarded : awarded_lines(file_, on_)) {
      const auto left = account_of(file_, awarded.line, on_).left();
      const Named named{.person = awarded.line->person_id, .programme = awarded.line->programme};
      if (left && left->cents() < 0) {
        Named over = named;
        over.amount = Money{0, left->currency()} - *left;
        add("overspent", awarded.award->on, awarded.line, over);
      }
      const Programme* programme = catalogue_.find(awarded.line->programme.code());
      const ProgrammeVersion* version = programme == nullptr || !has_last_days(*programme)
                                            ? nullptr
                                            : rules_of(*programme, file_, awarded).version;
      if (version == nullptr) {
        continue;
      }
      if (version->last_award && version->last_award->date &&
          *version->last_award->date < awarded.award->on) {
        add("awarded_too_late", awarded.award->on, awarded.line, named);
      }
      const Since departed = all_left_on(file_, awarded.line->person_id, on_);
      if (departed && version->last_departure && version->last_departure->date &&
          *version->last_departure->date < *departed) {
        add("departed_too_late", *departed, awarded.line, named);
      }
    }
  }

  /// Of awards, once for each programme of them: that nothing bounds what they grant, and that
  /// nobody can look up its rules.
  void add_awards() {
    std::set<std::pair<AwardId, ProgrammeCode>> unbounded;
    std::set<std::pair<AwardId, ProgrammeCode>> unknown;
    for (const AwardedLine& awarded : awarded_lines(file_, on_)) {
      const ProgrammeCode& programme = awarded.line->programme;
      const std::pair of_award{awarded.award.id, programme};
      if (!has_basis_or_limit(awarded.line) && unbounded.insert(of_award).second) {
        add("award_without_limits", awarded.award->on, awarded.award, {.programme = programme});
      }
      if (catalogue_.find(programme.code()) == nullptr && !catalogue_.programmes().empty() &&
          unknown.insert(of_award).second) {
        add("unknown_programme", awarded.award->on, awarded.award,
            {.programme = programme, .what = meant_by(programme)});
      }
    }
  }

  /// Services are bounded by their amount alone.
  bool has_basis_or_limit(const Recorded<AwardLine>& line) const {
    const auto is_of_line = [&](const AwardBasis& basis) {
      return basis.award_id == line->award_id && basis.programme == line->programme;
    };
    const auto bounds_line = [&](const Limit& limit) {
      return limit.award_id == line->award_id && !limit.place &&
             (!limit.programme || *limit.programme == line->programme) &&
             (!limit.person_id || limit.person_id == line->person_id) &&
             (!limit.support || *limit.support == line->support);
    };
    return line->support == Support::service ||
           std::ranges::any_of(file_.all<AwardBasis>(), is_of_line,
                               &Recorded<AwardBasis>::record) ||
           std::ranges::any_of(file_.all<Limit>(), bounds_line, &Recorded<Limit>::record);
  }

  /// The programme that was probably meant, as the end of a sentence; empty where none is near.
  LocalizedText meant_by(const ProgrammeCode& programme) const {
    std::vector<std::string_view> codes;
    for (const Programme& known : catalogue_.programmes()) {
      codes.push_back(known.code.code());
    }
    const auto nearest = nearest_word(programme.code(), codes);
    return nearest ? said("work", "programme_meant",
                          {{"programme", LocalizedText::same(std::string{*nearest})}})
                   : LocalizedText{};
  }

  static bool has_last_days(const Programme& programme) {
    return std::ranges::any_of(programme.versions, [](const ProgrammeVersion& version) {
      return version.last_award || version.last_departure;
    });
  }

  void look_at(const Recorded<Departure>& departure) {
    const PersonId person = departure->person_id;
    const auto* application =
        last_of<Application>(file_, [&](const Application& it) { return it.on <= departure->on; });
    if (application != nullptr && departure->destination && (*application)->destination &&
        *departure->destination != *(*application)->destination) {
      add("other_destination", departure->on, departure,
          {.person = person,
           .what = *departure->destination,
           .other = *(*application)->destination});
    }
  }

  void look_at_minor(const Recorded<Departure>& departure) {
    const PersonId person = departure->person_id;
    if (!may_be_minor(file_, person, departure->on)) {
      return;
    }
    if (is_demonstrable(departure->mode) && parent_who_stays(file_, person, departure->on)) {
      add("left_without_parent", departure->on, departure, {.person = person});
    }
    if (departure->mode == DepartureMode::unsupervised && is_missing_since(departure.record)) {
      add("minor_disappeared", departure->on, departure, {.person = person});
    }
    if (departure->mode == DepartureMode::refused_entry) {
      add("minor_refused_entry", departure->on, departure, {.person = person});
    }
  }

  /// Whether a minor who disappeared is a minor still, and nobody has found them here or knows that
  /// they have left.
  bool is_missing_since(const Departure& disappeared) const {
    const auto is_since = [&](const auto& told) {
      return told->person_id == disappeared.person_id && disappeared.on <= told->on &&
             told->on <= on_;
    };
    const auto has_left = [&](const Recorded<Departure>& other) {
      return is_since(other) && is_demonstrable(other->mode);
    };
    return may_be_minor(file_, disappeared.person_id, on_) &&
           std::ranges::none_of(file_.all<Reappearance>(), is_since) &&
           std::ranges::none_of(file_.all<Departure>(), has_left);
  }

  /// Of minors who are members, and have not left themselves.
  void add_left_behind() {
    for (const Member& member : file_.members_on(on_)) {
      const PersonId minor = member.person_id;
      if (!may_be_minor(file_, minor, on_) || left_on(file_, minor, on_) ||
          has_carer_here(file_, minor, on_)) {
        continue;
      }
      const bool is_with_adult = is_any_adult_here();
      const Recorded<Departure>* last = nullptr;
      each<Departure>([&](const Recorded<Departure>& departure) {
        const PersonId left = departure->person_id;
        const bool left_minor =
            is_adult_parent_in_case(file_, left, minor, departure->on) != Verdict::not_met ||
            (!is_with_adult && !may_be_minor(file_, left, departure->on));
        if (left != minor && left_on(file_, left, on_) == departure->on && left_minor &&
            (last == nullptr || (*last)->on <= departure->on)) {
          last = &departure;
        }
      });
      if (last != nullptr) {
        add("minor_left_behind", (*last)->on, *last, {.person = minor});
      }
    }
  }

  bool is_any_adult_here() const {
    return std::ranges::any_of(file_.members_on(on_), [&](const Member& member) {
      return !may_be_minor(file_, member.person_id, on_) && !left_on(file_, member.person_id, on_);
    });
  }

  /// An arrival is that of the last departure before it.
  void look_at(const Recorded<Arrival>& arrival) {
    const PersonId person = arrival->person_id;
    const auto* departure = last_of<Departure>(
        file_, [&](const Departure& it) { return it.person_id == person && it.on <= arrival->on; });
    if (departure == nullptr) {
      const bool left_later =
          std::ranges::any_of(file_.all<Departure>(), [&](const Recorded<Departure>& it) {
            return it->person_id == person && it->on <= on_;
          });
      if (left_later) {
        add("arrived_before_departure", arrival->on, arrival, {.person = person});
      }
    } else if (arrival->country && (*departure)->destination &&
               *arrival->country != *(*departure)->destination) {
      add("other_arrival", arrival->on, arrival,
          {.person = person, .what = *arrival->country, .other = *(*departure)->destination});
    }
  }

  /// "What was handed over at the airport is given back."
  void add_cash_kept() {
    each<BookingOutcome>([&](const Recorded<BookingOutcome>& outcome) {
      const auto* booking = find_record(file_, outcome->booking_id);
      if (outcome->result != BookingResult::no_show || booking == nullptr) {
        return;
      }
      for (const auto& payment : file_.all<CashPayment>()) {
        const bool is_of_that_day =
            payment->person_id == (*booking)->person_id &&
            (payment->paid_on == (*booking)->departs_on || is_paid_on(payment, *booking));
        const bool is_asked_back =
            std::ranges::any_of(file_.all<Claim>(), [&](const Recorded<Claim>& claim) {
              return claim->award_line_id == payment->award_line_id && claim->on <= on_ &&
                     outcome->on <= claim->on;
            });
        if (is_of_that_day && !is_asked_back && takes_from_line(file_, payment, on_)) {
          add("cash_kept", outcome->on, payment,
              {.person = payment->person_id, .amount = payment->amount});
        }
      }
    });
  }

  bool is_paid_on(const Recorded<CashPayment>& payment, const Recorded<Booking>& booking) const {
    return std::ranges::any_of(file_.all<PaymentOutcome>(), [&](const auto& outcome) {
      return outcome->cash_payment_id == payment.id && outcome->result == PaymentResult::paid &&
             outcome->on == booking->departs_on;
    });
  }

  void look_at(const Recorded<Invoice>& invoice) {
    const auto* delivery =
        invoice->delivery_id ? find_record(file_, *invoice->delivery_id) : nullptr;
    const auto* service = invoice->service_id ? find_record(file_, *invoice->service_id) : nullptr;
    if (delivery == nullptr && service == nullptr) {
      return;
    }
    const Money cost = delivery != nullptr ? (*delivery)->cost : (*service)->cost;
    const Recorded<Invoice>* last = nullptr;
    each<Invoice>([&](const Recorded<Invoice>& other) {
      if (is_for_the_same(other.record, invoice.record) &&
          other->amount.currency() == cost.currency()) {
        last = &other;
      }
    });
    if (last != &invoice) { // once for all of them
      return;
    }
    const Invoiced sums = invoiced_by(file_, invoice.record, cost.currency(), on_);
    if (sums.asked != cost) {
      add("invoice_differs", invoice->on, invoice, {.amount = sums.asked, .other_amount = cost});
    }
    if (sums.asked < sums.paid) {
      add("paid_above_invoices", sums.last, invoice,
          {.amount = sums.paid, .other_amount = sums.asked});
    }
  }

  /// Said once, of the last delivery of an item.
  void look_at(const Recorded<Delivery>& delivery) {
    const auto* item = find_record(file_, delivery->plan_item_id);
    if (item == nullptr) {
      return;
    }
    Money cost{0, (*item)->budgeted.currency()};
    const Recorded<Delivery>* last = nullptr;
    each<Delivery>([&](const Recorded<Delivery>& other) {
      if (other->plan_item_id == item->id && other->cost.currency() == cost.currency()) {
        cost += other->cost;
        last = &other;
      }
    });
    if (last == &delivery && (*item)->budgeted < cost) {
      add("dearer_than_planned", delivery->on, delivery,
          {.amount = cost, .other_amount = (*item)->budgeted});
    }
  }

  /// More came back than was asked back.
  void look_at(const Recorded<Claim>& claim) {
    const Money open = open_of(file_, claim, on_);
    const auto* last = last_of<Repayment>(
        file_, [&](const Repayment& it) { return it.claim_id == claim.id && it.on <= on_; });
    if (open.cents() < 0) {
      add("repaid_too_much", last == nullptr ? claim->on : (*last)->on, claim,
          {.person = claim->person_id, .amount = Money{0, open.currency()} - open});
    }
  }

  /// What was booked of an amount abroad is not what its rate makes of it, by more than a cent.
  void add_exchanges() {
    using Wide = boost::multiprecision::int128_t; // no product of two amounts overflows it
    for (const auto& exchange : file_.all<Exchange>()) {
      const auto booked = booked_of(file_, exchange->record_id);
      if (!booked || on_ < exchange->rate_on) {
        continue;
      }
      const Wide rate = exchange->rate_millionths;
      const Wide difference = Wide{exchange->paid.cents()} * 1'000'000 - booked->cents() * rate;
      if (rate > 0 && abs(difference) > rate) {
        add("exchange_differs", exchange->rate_on, exchange,
            {.amount = exchange->paid, .other_amount = *booked});
      }
    }
  }

  const CaseFile& file_;
  const Catalogue& catalogue_;
  Date on_;
  const SafeguardRules& safeguards_;
  WorkItems items_{file_, WorkKind::observation};
};

} // namespace

std::vector<WorkItem> observations(const CaseFile& file, const Catalogue& catalogue, Date on,
                                   const SafeguardRules& safeguards) {
  return Observations{file, catalogue, on, safeguards}.find();
}

} // namespace libcase
