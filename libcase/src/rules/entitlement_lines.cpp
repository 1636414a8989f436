#include <algorithm>
#include <array>
#include <optional>

#include <libcase/rules/words.hpp>

#include "rules/benefit_amount.hpp"
#include "rules/caps.hpp"
#include "rules/entitlement.hpp"
#include "rules/evidence.hpp"
#include "rules/open_questions.hpp"
#include "rules/support_period.hpp"

namespace libcase {

namespace {

/// The person of a line; empty for the unit as a whole.
using Whom = std::optional<std::size_t>;

/// For the unit as a whole: without days where they are not the same for all members.
SupportPeriod period_of_unit(const PeriodRule& rule, const FactColumns& facts) {
  SupportPeriod period = period_of(rule, facts, 0);
  for (std::size_t person = 1; person < facts.person_count(); ++person) {
    const SupportPeriod other = period_of(rule, facts, person);
    if (other.from != period.from || other.until != period.until) {
      period.from = period.until = std::nullopt;
      break;
    }
  }
  return period;
}

/// How months were counted, and between which days where no record tells one; nothing where they
/// are not known.
LocalizedText months_in_words(const MonthlyRule& rule, std::optional<std::int64_t> months,
                              const FactColumns& facts) {
  if (!months) {
    return {};
  }
  const LocalizedText counted = said(
      "months_rounded", to_text(rule.counted),
      {{"months", said("months_counted", *months == 1 ? "one" : "more", {{"count", *months}})}});
  const LocalizedText assumed = LocalizedText::listed(
      "comma", {assumed_in_words(facts, rule.from, 0), assumed_in_words(facts, rule.until, 0)});
  return assumed.empty()
             ? counted
             : said("findings", "with_values", {{"what", counted}, {"values", assumed}});
}

/// Makes the lines of a unit, person by person, and at last those of the unit as a whole.
class LineMaker {
public:
  LineMaker(const JudgedUnit& unit, const RuleOptions& options) : unit_(unit), options_(options) {}

  std::vector<EntitlementLine> make() {
    for (std::size_t person = 0; person < unit_.facts.person_count(); ++person) {
      add_lines_of(person);
    }
    add_lines_of(std::nullopt);
    apply_limits_to_lines();
    add_conditional_amounts();
    return std::move(lines_);
  }

private:
  void add_lines_of(Whom whom) {
    for (auto& benefits : unknown_benefits_) {
      benefits.clear();
    }
    for (std::size_t index = 0; index < unit_.version.benefits.size(); ++index) {
      const bool is_for_them = (unit_.version.benefits[index].per == Per::unit) == !whom;
      if (is_for_them && gets(index, whom) != Verdict::not_met) {
        add_benefit(index, whom);
      }
    }
    for (const auto& benefits : unknown_benefits_) {
      if (!benefits.empty()) {
        lines_.push_back(unknown_line(benefits, whom));
      }
    }
  }

  /// Whether a person gets a benefit; of the unit as a whole, whether any member does.
  Verdict gets(std::size_t index, Whom whom) const {
    const std::vector<Verdict>& verdicts = unit_.persons.benefits[index];
    if (whom) {
      return verdicts[*whom];
    }
    return verdicts.empty() ? Verdict::unknown : *std::ranges::max_element(verdicts);
  }

  void add_benefit(std::size_t index, Whom whom) {
    const Benefit& benefit = unit_.version.benefits[index];
    const bool is_met = gets(index, whom) == Verdict::met;
    const BenefitAmount amount =
        is_met ? whole_amount(benefit, whom) : amount_of(benefit, options_);
    if (is_met && amount.is_uncapped) { // of a person
      EntitlementLine line = line_for(index, whom);
      line.is_uncapped = true;
      line.uncapped_until = birthday(unit_.facts, *whom, *benefit.uncapped_until_age);
      lines_.push_back(std::move(line));
    } else if (benefit.support == Support::service) {
      add_service(index, amount, whom);
    } else if (is_met && amount.is_known()) {
      add_known(index, amount, whom);
    } else {
      const bool is_apart = !whom && is_sensitive(benefit, unit_.version);
      unknown_benefits_[static_cast<std::size_t>(benefit.support) + (is_apart ? 2 : 0)].push_back(
          index);
      add_unknown_lines(benefit, amount, known_line(index, whom), known_);
      line_of_known_.resize(known_.size());
    }
  }

  /// Of a monthly benefit, for all its months.
  BenefitAmount whole_amount(const Benefit& benefit, Whom whom) const {
    const BenefitAmount amount = amount_of(benefit, options_);
    return benefit.monthly ? amount.times(months_of(*benefit.monthly, unit_.facts, 0, 0, whom))
                           : amount;
  }

  void add_service(std::size_t index, const BenefitAmount& amount, Whom whom) {
    EntitlementLine line = line_for(index, whom);
    const bool is_met = gets(index, whom) == Verdict::met;
    if (amount.is_known() && is_met) {
      line.amount = amount.whole->amount;
    }
    if (!is_met) {
      explain_unknown({index}, whom, line);
    }
    lines_.push_back(std::move(line));
  }

  static KnownLine known_line(std::size_t index, Whom whom, Support support = Support::unset,
                              std::int64_t cents = 0) {
    return {.person = whom ? static_cast<std::uint32_t>(*whom) : whole_unit,
            .benefit = static_cast<std::uint32_t>(index),
            .support = support,
            .cents = cents};
  }

  /// A line for the part in cash, and one for that in kind.
  void add_known(std::size_t index, const BenefitAmount& amount, Whom whom) {
    const Benefit& benefit = unit_.version.benefits[index];
    EntitlementLine line = line_for(index, whom);
    tell_source(benefit, amount, line);
    for (const KnownLine& known : known_lines(index, amount, whom)) {
      line.support = known.support;
      line.amount = Money{known.cents, unit_.programme.currency};
      known_.push_back(known);
      line_of_known_.push_back(lines_.size());
      add_possible(known);
      lines_.push_back(line);
    }
  }

  /// Of the line that is added next.
  void add_possible(const KnownLine& part) {
    possible_.push_back(part);
    line_of_possible_.push_back(lines_.size());
  }

  /// The part of an amount in cash, and that in kind.
  static std::vector<KnownLine> known_lines(std::size_t index, const BenefitAmount& amount,
                                            Whom whom) {
    std::vector<KnownLine> parts;
    const auto add = [&](Support support, std::int64_t cents) {
      if (cents > 0) {
        parts.push_back(known_line(index, whom, support, cents));
      }
    };
    add(Support::cash, amount.cash_cents);
    add(Support::in_kind, amount.in_kind_cents);
    return parts;
  }

  /// The source of the amount; where it is inferred, why.
  static void tell_source(const Benefit& benefit, const BenefitAmount& amount,
                          EntitlementLine& line) {
    line.source = amount.whole->source;
    line.reading = amount.whole->name;
    line.reading_text = amount.whole->text.value_or(LocalizedText{});
    const auto weaken = [&](const auto* part) {
      if (part != nullptr && part->certainty == Certainty::inferred) {
        line.certainty = part->certainty;
        line.reason = part->reason;
      }
    };
    weaken(amount.cash_part);
    weaken(amount.whole);
    weaken(benefit.monthly ? &*benefit.monthly : nullptr);
  }

  /// One line for all benefits in a form of support that are unknown of a person.
  EntitlementLine unknown_line(const std::vector<std::size_t>& benefits, Whom whom) {
    EntitlementLine line = line_for(benefits.front(), whom);
    for (std::size_t at = 1; at < benefits.size(); ++at) {
      const Benefit& benefit = unit_.version.benefits[benefits[at]];
      for (const PersonId person : through(benefits[at], whom)) {
        if (std::ranges::find(line.through, person) == line.through.end()) {
          line.through.push_back(person);
        }
      }
      if (benefit.uncapped_until_age != line.uncapped_until_age) {
        line.uncapped_until_age.reset();
      }
      line.benefit += "/" + benefit.name;
      line.text = LocalizedText::listed("slash", {line.text, benefit.text});
    }
    explain_unknown(benefits, whom, line);
    if (whom && rest_on_criteria(benefits, *whom)) {
      make_conditional(benefits, *whom, line);
    }
    return line;
  }

  /// Whether the amounts are known, and so is that the benefits are for such a person.
  bool rest_on_criteria(const std::vector<std::size_t>& benefits, std::size_t person) const {
    return std::ranges::all_of(benefits, [&](std::size_t index) {
      const Benefit& benefit = unit_.version.benefits[index];
      OpenQuestions questions{unit_, options_, person};
      questions.add(benefit.who);
      return questions.empty() && whole_amount(benefit, person).is_known();
    });
  }

  /// Tells what the line comes to, and which criteria have to be met for it.
  void make_conditional(const std::vector<std::size_t>& benefits, std::size_t person,
                        EntitlementLine& line) {
    for (const std::size_t index : benefits) {
      const Benefit& benefit = unit_.version.benefits[index];
      const BenefitAmount amount = whole_amount(benefit, person);
      tell_source(benefit, amount, line);
      for (const KnownLine& part : known_lines(index, amount, person)) {
        add_possible(part);
      }
    }
    line.conditional_amount = Money{0, unit_.programme.currency};
    std::vector<LocalizedText> open;
    for (const Criterion* criterion : unknown_criteria(person)) {
      open.push_back(criterion->text);
    }
    line.condition = LocalizedText::listed("and", std::move(open));
    line.why_unknown = would_settle(line.evidence_tables);
  }

  /// Those asked of each of which it is unknown whether the person meets them.
  std::vector<const Criterion*> unknown_criteria(std::size_t person) const {
    std::vector<const Criterion*> unknown;
    for (std::size_t index = 0; index < unit_.version.criteria.size(); ++index) {
      const Criterion& criterion = unit_.version.criteria[index];
      if (criterion.scope == Scope::each &&
          unit_.persons.criteria[index][person] == Verdict::unknown) {
        unknown.push_back(&criterion);
      }
    }
    return unknown;
  }

  /// The members through whom the unit gets a benefit as a whole, or may. Where it is limited by
  /// what is sensitive of them, it has to hold of them, too.
  std::vector<PersonId> through(std::size_t index, Whom whom) const {
    std::vector<PersonId> persons;
    for (std::size_t person = 0; !whom && person < unit_.persons.benefits[index].size(); ++person) {
      if (unit_.persons.benefits[index][person] != Verdict::not_met &&
          may_meet_sensitive_limits(index, person)) {
        persons.push_back(person_id(unit_.facts, person));
      }
    }
    return persons;
  }

  bool may_meet_sensitive_limits(std::size_t index, std::size_t person) const {
    const Benefit& benefit = unit_.version.benefits[index];
    const auto may_meet = [&](const auto& limits,
                              const std::vector<std::vector<Verdict>>& verdicts) {
      for (std::size_t at = 0; at < limits.size(); ++at) {
        if (is_sensitive(benefit, limits[at]) && verdicts[at][person] == Verdict::not_met) {
          return false;
        }
      }
      return true;
    };
    return may_meet(unit_.version.minimums, unit_.persons.minimums) &&
           may_meet(unit_.version.caps, unit_.persons.caps);
  }

  EntitlementLine line_for(std::size_t index, Whom whom) const {
    const Benefit& benefit = unit_.version.benefits[index];
    EntitlementLine line{.person_id =
                             whom ? std::optional{person_id(unit_.facts, *whom)} : std::nullopt,
                         .through = through(index, whom),
                         .is_sensitive = !whom && is_sensitive(benefit, unit_.version),
                         .benefit = benefit.name,
                         .text = benefit.text,
                         .support = benefit.support,
                         .uncapped_until_age = benefit.uncapped_until_age,
                         .source = benefit.source,
                         .certainty = benefit.certainty,
                         .reason = benefit.reason};
    for (const PeriodRule& rule : benefit.periods) {
      if (!options_.leaves_out(rule)) {
        line.periods.push_back(whom ? period_of(rule, unit_.facts, *whom)
                                    : period_of_unit(rule, unit_.facts));
      }
    }
    if (benefit.monthly) {
      line.months = months_of(*benefit.monthly, unit_.facts, 0, 0, whom);
      line.months_text = months_in_words(*benefit.monthly, line.months, unit_.facts);
    }
    return line;
  }

  /// Says what is not known of the person, or why the amount is not.
  void explain_unknown(const std::vector<std::size_t>& benefits, Whom whom,
                       EntitlementLine& line) const {
    const std::size_t person = whom ? *whom : first_unknown(benefits);
    OpenQuestions questions{unit_, options_, person};
    for (const Criterion* criterion : unknown_criteria(person)) {
      questions.add(*criterion);
    }
    for (const std::size_t index : benefits) {
      const Benefit& benefit = unit_.version.benefits[index];
      questions.add(benefit.who);
      if (benefit.monthly && !line.months) {
        questions.add(*benefit.monthly);
      }
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

  /// The first member of whom it is unknown whether the unit gets one of these through them.
  std::size_t first_unknown(const std::vector<std::size_t>& benefits) const {
    for (const std::size_t index : benefits) {
      const std::vector<Verdict>& verdicts = unit_.persons.benefits[index];
      const auto found = std::ranges::find(verdicts, Verdict::unknown);
      if (found != verdicts.end()) {
        return static_cast<std::size_t>(found - verdicts.begin());
      }
    }
    return 0;
  }

  void apply_limits_to_lines() {
    std::vector<Limited> told;
    apply_limits(known_, unit_.version, limit_answers(), options_, &told);
    const auto money = [&](std::int64_t cents) { return Money{cents, unit_.programme.currency}; };
    for (const Limited& limited : told) {
      EntitlementLine& line = lines_[line_of_known_[limited.line]];
      const Reading& reading = *reading_of(limited.limit->amount, options_);
      line.limits.push_back({.of = limited.limit->of,
                             .is_minimum = limited.is_minimum,
                             .before = money(limited.before),
                             .after = money(limited.after),
                             .is_open = limited.is_open,
                             .source = reading.source,
                             .certainty = reading.certainty});
      if (limited.is_open) {
        explain_open(*limited.limit, known_[limited.line].person, line);
      }
    }
    for (std::size_t at = 0; at < known_.size(); ++at) {
      if (known_[at].is_unknown) {
        continue;
      }
      EntitlementLine& line = lines_[line_of_known_[at]];
      line.amount = money(known_[at].cents);
      set_spending_and_instalments(unit_.version.benefits[known_[at].benefit], options_, line);
    }
  }

  /// Says what leaves it open whether a limit changes a line: whether it applies to the person, or
  /// what else they get that it counts. What is not known of others, their own lines say.
  void explain_open(const Cap& limit, std::uint32_t person, EntitlementLine& line) const {
    if (person != whole_unit && limit.when) {
      OpenQuestions questions{unit_, options_, person};
      questions.add(*limit.when);
      if (!questions.empty()) {
        line.why_unknown = questions.in_words();
        line.evidence_tables = questions.evidence_tables();
        return;
      }
    }
    const auto other = std::ranges::find_if(lines_, [&](const EntitlementLine& unknown) {
      return unknown.is_unknown() && unknown.person_id == line.person_id &&
             !unknown.why_unknown.empty();
    });
    if (other != lines_.end()) {
      line.why_unknown = other->why_unknown;
      line.evidence_tables = other->evidence_tables;
    }
  }

  /// The amounts of conditional lines, where all of them are given.
  void add_conditional_amounts() {
    if (std::ranges::none_of(lines_, [](const EntitlementLine& line) {
          return line.conditional_amount.has_value();
        })) {
      return;
    }
    apply_limits(possible_, unit_.version, limit_answers(), options_);
    for (std::size_t at = 0; at < possible_.size(); ++at) {
      std::optional<Money>& amount = lines_[line_of_possible_[at]].conditional_amount;
      if (amount) {
        *amount += Money{possible_[at].cents, unit_.programme.currency};
      }
    }
  }

  LimitAnswers limit_answers() const {
    const auto answers = [](const std::vector<std::vector<Verdict>>& kept) {
      std::vector<const Verdict*> verdicts;
      for (const std::vector<Verdict>& of_limit : kept) {
        verdicts.push_back(of_limit.empty() ? nullptr : of_limit.data());
      }
      return verdicts;
    };
    return {.minimums = answers(unit_.persons.minimums),
            .caps = answers(unit_.persons.caps),
            .first_person = 0,
            .end_person = static_cast<std::uint32_t>(unit_.facts.person_count())};
  }

  const JudgedUnit& unit_;
  const RuleOptions& options_;
  std::vector<EntitlementLine> lines_;
  std::vector<KnownLine> known_;
  std::vector<std::size_t> line_of_known_; ///< the index of each in `lines_`
  /// What is known, and the parts of conditional lines, in the order of `lines_`.
  std::vector<KnownLine> possible_;
  std::vector<std::size_t> line_of_possible_;
  /// Of the person at hand, or the unit: benefits of cash, and of kind, whose amount is unknown;
  /// then the same of what is sensitive of the unit.
  std::array<std::vector<std::size_t>, 4> unknown_benefits_;
};

} // namespace

std::vector<EntitlementLine> lines_of(const JudgedUnit& unit, const RuleOptions& options) {
  return LineMaker{unit, options}.make();
}

} // namespace libcase
