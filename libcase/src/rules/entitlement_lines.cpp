#include <algorithm>
#include <array>

#include <libcase/rules/words.hpp>

#include "rules/benefit_amount.hpp"
#include "rules/caps.hpp"
#include "rules/entitlement.hpp"
#include "rules/evidence.hpp"
#include "rules/open_questions.hpp"

namespace libcase {

namespace {

/// The birthday of an age; empty where the birth date leaves it open.
std::optional<Date> birthday(const FactColumns& facts, std::size_t person, std::int64_t age) {
  const Days born = facts.days(FactName::born_on, person);
  if (!born.is_exact()) {
    return std::nullopt;
  }
  return Date::from_days_since_epoch(born.earliest).anniversary(static_cast<int>(age));
}

SupportPeriod period_of(const PeriodRule& rule, const FactColumns& facts, std::size_t person) {
  SupportPeriod period{.place = rule.place,
                       .text = in_words(rule),
                       .source = rule.source,
                       .certainty = rule.certainty};
  if (rule.until_age) {
    period.until = birthday(facts, person, *rule.until_age);
    return period;
  }
  const Days after = facts.days(*rule.after, fact(*rule.after).of == FactOf::unit ? 0 : person);
  if (after.is_exact()) {
    period.from = Date::from_days_since_epoch(after.earliest);
    period.until = rule.weeks ? period.from->plus_days(static_cast<int>(*rule.weeks) * 7)
                              : period.from->plus_months(static_cast<int>(*rule.months));
  }
  return period;
}

/// Makes the lines of a unit, person by person.
class LineMaker {
public:
  LineMaker(const JudgedUnit& unit, const RuleOptions& options) : unit_(unit), options_(options) {}

  std::vector<EntitlementLine> make() {
    for (std::size_t person = 0; person < unit_.facts.person_count(); ++person) {
      for (auto& benefits : unknown_benefits_) {
        benefits.clear();
      }
      for (std::size_t index = 0; index < unit_.version.benefits.size(); ++index) {
        if (unit_.persons.benefits[index][person] != Verdict::not_met) {
          add_benefit(index, person);
        }
      }
      for (const auto& benefits : unknown_benefits_) {
        if (!benefits.empty()) {
          lines_.push_back(unknown_line(benefits, person));
        }
      }
    }
    cap_lines();
    return std::move(lines_);
  }

private:
  void add_benefit(std::size_t index, std::size_t person) {
    const Benefit& benefit = unit_.version.benefits[index];
    const bool is_met = unit_.persons.benefits[index][person] == Verdict::met;
    const BenefitAmount amount = amount_of(benefit, options_);
    if (is_met && amount.is_uncapped) {
      EntitlementLine line = line_for(benefit, person);
      line.is_uncapped = true;
      line.uncapped_until = birthday(unit_.facts, person, *benefit.uncapped_until_age);
      lines_.push_back(std::move(line));
    } else if (benefit.support == Support::service) {
      add_service(index, amount, person);
    } else if (is_met && amount.is_known()) {
      add_known(index, amount, person);
    } else {
      unknown_benefits_[static_cast<std::size_t>(benefit.support)].push_back(index);
    }
  }

  void add_service(std::size_t index, const BenefitAmount& amount, std::size_t person) {
    EntitlementLine line = line_for(unit_.version.benefits[index], person);
    const bool is_met = unit_.persons.benefits[index][person] == Verdict::met;
    if (amount.is_known() && is_met) {
      line.amount = amount.whole->amount;
    }
    if (!is_met) {
      explain_unknown({index}, person, line);
    }
    lines_.push_back(std::move(line));
  }

  /// A line for the part in cash, and one for that in kind.
  void add_known(std::size_t index, const BenefitAmount& amount, std::size_t person) {
    EntitlementLine line = line_for(unit_.version.benefits[index], person);
    line.source = amount.whole->source;
    line.reading = amount.whole->name;
    for (const Reading* part : {amount.cash_part, amount.whole}) {
      if (part != nullptr && part->certainty == Certainty::inferred) {
        line.certainty = part->certainty;
        line.reason = part->reason;
      }
    }
    const auto add = [&](Support support, std::int64_t cents) {
      if (cents > 0) {
        line.support = support;
        line.amount = Money{cents, unit_.programme.currency};
        known_.push_back({static_cast<std::uint32_t>(person), static_cast<std::uint32_t>(index),
                          support, cents});
        line_of_known_.push_back(lines_.size());
        lines_.push_back(line);
      }
    };
    add(Support::cash, amount.cash_cents);
    add(Support::in_kind, amount.in_kind_cents);
  }

  /// One line for all benefits in a form of support that are unknown of a person.
  EntitlementLine unknown_line(const std::vector<std::size_t>& benefits, std::size_t person) const {
    EntitlementLine line = line_for(unit_.version.benefits[benefits.front()], person);
    for (std::size_t at = 1; at < benefits.size(); ++at) {
      const Benefit& benefit = unit_.version.benefits[benefits[at]];
      line.benefit += "/" + benefit.name;
      line.text = LocalizedText::listed("slash", {line.text, benefit.text});
    }
    explain_unknown(benefits, person, line);
    return line;
  }

  EntitlementLine line_for(const Benefit& benefit, std::size_t person) const {
    EntitlementLine line{.person_id = person_id(unit_.facts, person),
                         .benefit = benefit.name,
                         .text = benefit.text,
                         .support = benefit.support,
                         .source = benefit.source,
                         .certainty = benefit.certainty,
                         .reason = benefit.reason};
    for (const PeriodRule& rule : benefit.periods) {
      if (!options_.leaves_out(rule)) {
        line.periods.push_back(period_of(rule, unit_.facts, person));
      }
    }
    return line;
  }

  /// Says what is not known of the person, or why the amount is not.
  void explain_unknown(const std::vector<std::size_t>& benefits, std::size_t person,
                       EntitlementLine& line) const {
    OpenQuestions questions{unit_, options_, person};
    for (std::size_t index = 0; index < unit_.version.criteria.size(); ++index) {
      const Criterion& criterion = unit_.version.criteria[index];
      if (criterion.scope == Scope::each &&
          unit_.persons.criteria[index][person] == Verdict::unknown) {
        questions.add(criterion);
      }
    }
    for (const std::size_t index : benefits) {
      questions.add(unit_.version.benefits[index].who);
    }
    if (!questions.empty()) {
      line.why_unknown = questions.in_words();
      line.evidence_tables = questions.evidence_tables();
      return;
    }
    const bool is_left_out = std::ranges::any_of(benefits, [&](std::size_t index) {
      const Benefit& benefit = unit_.version.benefits[index];
      return benefit.amount || benefit.uncapped_until_age;
    });
    line.why_unknown =
        is_left_out ? said("questions", "amount_inferred") : said("questions", "amount_not_found");
  }

  void cap_lines() {
    apply_caps(known_, unit_.version, options_);
    for (std::size_t at = 0; at < known_.size(); ++at) {
      const KnownLine& known = known_[at];
      EntitlementLine& line = lines_[line_of_known_[at]];
      if (known.cap != nullptr) {
        line.before_cap = line.amount;
        line.cap = known.cap->of;
        line.cap_certainty = reading_of(known.cap->amount, options_)->certainty;
      }
      line.amount = Money{known.cents, unit_.programme.currency};
      set_spending_and_instalments(unit_.version.benefits[known.benefit], options_, line);
    }
  }

  const JudgedUnit& unit_;
  const RuleOptions& options_;
  std::vector<EntitlementLine> lines_;
  std::vector<KnownLine> known_;
  std::vector<std::size_t> line_of_known_; ///< the index of each in `lines_`
  /// Of the person at hand: benefits of cash, and of kind, whose amount is unknown.
  std::array<std::vector<std::size_t>, 2> unknown_benefits_;
};

} // namespace

std::vector<EntitlementLine> lines_of(const JudgedUnit& unit, const RuleOptions& options) {
  return LineMaker{unit, options}.make();
}

} // namespace libcase
