// What may not be recorded of money and goods, by the casebook: see tests/casebooks/README.md.
#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/rules/guards.hpp>

#include "support/case_file_builder.hpp"
#include "support/files.hpp"
#include "support/source_dir.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

using Words = std::vector<std::string>;

const CaseId this_case{1};
const Date first_day{2011, 8, 1};

Words split(const std::string& text, char at) {
  Words parts;
  std::string part;
  for (const char letter : text + at) {
    if (letter != at) {
      part += letter;
    } else if (const auto begin = part.find_first_not_of(' '); begin != std::string::npos) {
      parts.push_back(part.substr(begin, part.find_last_not_of(' ') + 1 - begin));
      part.clear();
    }
  }
  return parts;
}

[[noreturn]] void bad_notation(const std::string& what) {
  throw std::runtime_error("not understood: " + what);
}

Money money(const std::string& text) {
  const bool is_dollar = text.ends_with("USD");
  return Money::parse(is_dollar ? text.substr(0, text.size() - 3) : text,
                      Currency{is_dollar ? "USD" : "EUR"});
}

Date date(const std::string& text) {
  return Date::parse("2011-" + text);
}

template <class E>
E code(const std::string& text) {
  const auto found = code_from_text<E>(text);
  if (!found) {
    bad_notation(text);
  }
  return *found;
}

/// A case of anna, boris and a child since 1 August 2011, and dora until 10 September; clara is no
/// member. They applied on 10 August. Each step records one thing in a recording of its own.
class Situation {
public:
  explicit Situation(const std::string& steps) {
    with("case", Case{first_day}, this_case.value);
    for (const char* name : {"anna", "boris", "child", "dora", "clara"}) {
      with(name, Person{});
      if (std::string{name} != "clara") {
        const bool leaves = std::string{name} == "dora";
        with(std::string{name} + "'s membership",
             UnitMember{this_case, id<Person>(name), Role::other_relative, first_day,
                        leaves ? std::optional{Date{2011, 9, 10}} : std::nullopt});
      }
    }
    with("application", Application{this_case, ProgrammeCode{"HRT"}, Date{2011, 8, 10}});
    for (const std::string& step : split(steps, ';')) {
      take(split(step, ' '));
    }
  }

  /// "CODE NAME" of each violation, sorted and joined.
  std::string outcome() const {
    std::multiset<std::string> found;
    const auto add = [&](const Violation& violation) {
      const auto name = std::ranges::find_if(
          ids_, [&](const auto& named) { return named.second == violation.id; });
      found.insert(violation.code + " " + (name == ids_.end() ? "?" : name->first));
      CHECK_FALSE(violation.sentence.empty());
    };
    std::ranges::for_each(violations_in(builder_.file()), add);
    builder_.file().for_each([&](const auto& recorded) {
      std::ranges::for_each(
          violations_of_record(AnyRecord{recorded.record}, recorded.id.value, recorded.row), add);
    });
    std::string text;
    for (const std::string& one : found) {
      text += (text.empty() ? "" : "; ") + one;
    }
    return text;
  }

private:
  template <class R>
  void with(const std::string& name, const R& record, std::int64_t number = 0) {
    number = number != 0 ? number : next_++;
    builder_.with(number, record);
    if (!ids_.emplace(name, number).second) {
      bad_notation("a second " + name);
    }
  }

  template <class R>
  Id<R> id(const std::string& name) const {
    const auto found = ids_.find(name);
    if (found == ids_.end()) {
      bad_notation("nothing called " + name);
    }
    return {found->second};
  }

  /// `KEY=VALUE` among the words of a step; empty without it.
  static std::string option(const Words& words, const std::string& key) {
    for (const std::string& word : words) {
      if (word.starts_with(key + "=")) {
        return word.substr(key.size() + 1);
      }
    }
    return {};
  }

  void take(const Words& words) {
    const auto step = steps_.find(words.at(0));
    if (step == steps_.end()) {
      bad_notation(words.at(0));
    }
    step->second(*this, words);
  }

  static ProgrammeCode programme(const Words& words) {
    const std::string named = option(words, "programme");
    return ProgrammeCode{named.empty() ? "HRT" : named};
  }

  void award(const Words& words) {
    Award award{.case_id = this_case,
                .application_id = id<Application>("application"),
                .on = date(words.at(1))};
    if (const std::string bound = option(words, "confirm_above"); !bound.empty()) {
      award.confirm_above = money(bound);
    }
    with("award", award);
  }
  void line(const Words& words) {
    AwardLine line{.award_id = id<Award>("award"),
                   .programme = programme(words),
                   .support = code<Support>(words.at(2))};
    if (words.at(3) == "uncapped") {
      line.is_uncapped = true;
    } else if (words.at(3) != "-") {
      line.amount = money(words.at(3));
    }
    if (words.at(4) != "unit") {
      line.person_id = id<Person>(words.at(4));
    }
    with(words.at(1), line);
  }
  void amend(const Words& words) {
    with(words.at(1),
         Amendment{id<AwardLine>(words.at(2)), date(words.at(4)), money(words.at(3)), "a reason"});
  }
  void limit(const Words& words) {
    Limit limit{.award_id = id<Award>("award"), .at_most = money(words.at(2))};
    if (const std::string person = option(words, "person"); !person.empty()) {
      limit.person_id = id<Person>(person);
    }
    if (const std::string support = option(words, "support"); !support.empty()) {
      limit.support = code<Support>(support);
    }
    if (const std::string place = option(words, "place"); !place.empty()) {
      limit.place = code<SpendingPlace>(place);
    }
    if (!option(words, "programme").empty()) {
      limit.programme = programme(words);
    }
    with(words.at(1), limit);
  }
  void deviate(const Words& words) {
    with(words.at(1), Deviation{id<Limit>(words.at(2)), first_day, money(words.at(3)), "a reason"});
  }
  void confirm(const Words& words) {
    with("confirmation-" + words.at(1),
         Confirmation{this_case, {id<void>(words.at(1)).value}, first_day});
  }
  /// A correction that changes nothing is a version of its own.
  void again(const Words& words) {
    const std::int64_t version = next_++;
    CaseFile corrected{this_case, version};
    builder_.file().for_each([&](auto recorded) {
      if (recorded.id.value == id<void>(words.at(1)).value) {
        recorded.row = recorded.recording = version;
      }
      corrected.add(recorded);
    });
    builder_ = CaseFileBuilder{std::move(corrected)};
  }
  void pay(const Words& words) {
    CashPayment payment{.award_line_id = id<AwardLine>(words.at(2)),
                        .person_id = id<Person>(words.at(3)),
                        .amount = money(words.at(4))};
    (words.at(0) == "order" ? payment.ordered_on : payment.paid_on) = date(words.at(5));
    if (const std::string instalment = option(words, "instalment"); !instalment.empty()) {
      payment.instalment_id = id<Instalment>(instalment);
    }
    if (const std::string old = option(words, "reissue"); !old.empty()) {
      payment.reissue_of_id = id<CashPayment>(old);
    }
    with(words.at(1), payment);
  }
  void outcome_of(const Words& words) {
    with("outcome-" + words.at(1), PaymentOutcome{id<CashPayment>(words.at(1)), date(words.at(3)),
                                                  code<PaymentResult>(words.at(2))});
  }
  void instalment(const Words& words) {
    with(words.at(1), Instalment{.award_line_id = id<AwardLine>(words.at(2)),
                                 .due = InstalmentDue::departure,
                                 .amount = money(words.at(3))});
  }
  void plan(const Words& words) {
    ReintegrationPlan plan{this_case, date(words.at(2))};
    if (const std::string old = option(words, "replaces"); !old.empty()) {
      plan.replaces_id = id<ReintegrationPlan>(old);
    }
    with(words.at(1), plan);
  }
  void approve(const Words& words) {
    with("approval-" + words.at(1),
         PlanApproval{id<ReintegrationPlan>(words.at(1)), date(words.at(2))});
  }
  void item(const Words& words) {
    PlanItem item{id<ReintegrationPlan>(words.at(2)), id<AwardLine>(words.at(3)), date(words.at(5)),
                  PlanCategory::business, money(words.at(4))};
    if (words.size() > 6) {
      item.place = code<SpendingPlace>(words.at(6));
    }
    with(words.at(1), item);
  }
  void deliver(const Words& words) {
    with(words.at(1), Delivery{id<PlanItem>(words.at(2)), date(words.at(4)), money(words.at(3))});
  }
  void serve(const Words& words) {
    with(words.at(1), Service{id<AwardLine>(words.at(2)), date(words.at(4)), ServiceKind::ticket,
                              money(words.at(3))});
  }
  void bill(const Words& words) {
    with(words.at(1), Invoice{.case_id = this_case,
                              .delivery_id = id<Delivery>(words.at(2)),
                              .on = date(words.at(4)),
                              .amount = money(words.at(3))});
  }
  void settle(const Words& words) {
    with(words.at(1),
         InvoicePayment{id<Invoice>(words.at(2)), date(words.at(4)), money(words.at(3))});
  }
  void end(const Words& words) {
    with("end", AwardEnd{id<Award>("award"), date(words.at(2)), code<AwardEndKind>(words.at(1)),
                         "a ground"});
  }
  void claim(const Words& words) {
    with(words.at(1), Claim{id<AwardLine>(words.at(2)), id<Person>(words.at(3)), date(words.at(5)),
                            money(words.at(4)), ClaimGround::came_back});
  }
  void repay(const Words& words) {
    with(words.at(1), Repayment{id<Claim>(words.at(2)), date(words.at(4)), money(words.at(3))});
  }
  void write_off(const Words& words) {
    with(words.at(1),
         WriteOff{id<Claim>(words.at(2)), date(words.at(4)), money(words.at(3)), "a reason"});
  }
  void irregular(const Words& words) {
    const bool is_of_nothing = words.at(2) == "nobody";
    const RecordId named{is_of_nothing ? 9999 : id<void>(words.at(2)).value};
    with(words.at(1), Irregularity{this_case, named, words.at(3), first_day, "an audit"});
  }

  using Step = std::function<void(Situation&, const Words&)>;
  inline static const std::map<std::string, Step> steps_{{"award", &Situation::award},
                                                         {"line", &Situation::line},
                                                         {"amend", &Situation::amend},
                                                         {"limit", &Situation::limit},
                                                         {"deviate", &Situation::deviate},
                                                         {"confirm", &Situation::confirm},
                                                         {"again", &Situation::again},
                                                         {"pay", &Situation::pay},
                                                         {"order", &Situation::pay},
                                                         {"outcome", &Situation::outcome_of},
                                                         {"instalment", &Situation::instalment},
                                                         {"plan", &Situation::plan},
                                                         {"approve", &Situation::approve},
                                                         {"item", &Situation::item},
                                                         {"deliver", &Situation::deliver},
                                                         {"serve", &Situation::serve},
                                                         {"bill", &Situation::bill},
                                                         {"settle", &Situation::settle},
                                                         {"end", &Situation::end},
                                                         {"claim", &Situation::claim},
                                                         {"repay", &Situation::repay},
                                                         {"write_off", &Situation::write_off},
                                                         {"irregular", &Situation::irregular}};

  CaseFileBuilder builder_{this_case};
  std::map<std::string, std::int64_t> ids_;
  std::int64_t next_ = 2;
};

} // namespace

TEST_CASE("guards of money: the casebook") {
  CsvReader rows{source_dir() / "tests/casebooks/money.csv"};
  REQUIRE(rows.header() == Words{"case", "steps", "outcome", "source"});
  std::set<std::string> names;
  while (rows.next()) {
    const auto& cells = rows.fields();
    const std::string name{cells[0]};
    CAPTURE(name);
    CHECK(names.insert(name).second);
    if (!name.starts_with("#")) {
      CHECK(Situation{std::string{cells[1]}}.outcome() == std::string{cells[2]});
    }
  }
  CHECK(names.size() > 80);
}
