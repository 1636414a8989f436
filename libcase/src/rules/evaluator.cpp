#include "rules/evaluator.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <limits>
#include <utility>

#include "rules/unattested.hpp"

namespace libcase {

namespace {

constexpr std::uint32_t block_units = 2048; // with their persons, all columns of it fit in cache

/// So many benefits have all combinations of their verdicts in a table: 3 to the power of it.
constexpr std::size_t most_in_table = 6;

/// Leaves the lesser of two verdicts in each row.
void restrict_to(Verdict* verdicts, const Verdict* others, std::size_t count) {
  std::transform(verdicts, verdicts + count, others, verdicts, std::logical_and<>{});
}

/// Asks only of those among whom it is asked: of others it is met.
void ask_only(Verdict* verdicts, const Verdict* among, std::size_t count) {
  std::transform(verdicts, verdicts + count, among, verdicts,
                 [](Verdict verdict, Verdict is_among) { return verdict || !is_among; });
}

/// Whether none of these is met, or may be.
bool is_none(const Verdict* verdicts, std::size_t count) {
  static_assert(static_cast<unsigned>(Verdict::not_met) == 0);
  std::uint8_t all = 0; // every bit that one of them has
  for (std::size_t at = 0; at < count; ++at) {
    all |= static_cast<std::uint8_t>(verdicts[at]);
  }
  return all == 0;
}

/// What is asked of nobody applies to nobody.
void leave_unasked(Verdict* verdicts, const Verdict* is_asked, std::size_t count) {
  std::transform(verdicts, verdicts + count, is_asked, verdicts,
                 [](Verdict verdict, Verdict asked) {
                   return asked == Verdict::not_met ? Verdict::not_applicable : verdict;
                 });
}

/// A criterion that may not count: where it is met, it is so either way.
void leave_out(Verdict* verdicts, std::size_t count) {
  std::transform(verdicts, verdicts + count, verdicts,
                 [](Verdict verdict) { return verdict || Verdict::unknown; });
}

/// Whether more counts for an amount than the verdicts on the benefits of each person.
bool is_made_of_lines(const ProgrammeVersion& version) {
  return !version.minimums.empty() || std::ranges::any_of(version.caps, [](const Cap& cap) {
    return cap.of != CapOf::package;
  }) || std::ranges::any_of(version.benefits, [](const Benefit& benefit) {
    return benefit.per == Per::unit || benefit.monthly;
  });
}

std::uint16_t line_count(std::uint32_t lines) {
  constexpr std::uint32_t most = std::numeric_limits<std::uint16_t>::max();
  return static_cast<std::uint16_t>(std::min(lines, most));
}

} // namespace

Evaluator::Evaluator(const Programme& programme, const ProgrammeVersion& version,
                     const FactColumns& facts, const RuleOptions& options)
    : version_(version), facts_(facts), options_(options), answers_(programme, facts, options),
      validity_(validity_of(version, options)), needs_lines_(is_made_of_lines(version)) {
  for (const Benefit& benefit : version.benefits) {
    amounts_.push_back(amount_of(benefit, options));
    are_sensitive_.push_back(is_sensitive(benefit, version));
  }
  prepare_amounts();
}

void Evaluator::run(std::uint32_t from, std::uint32_t until, const Results& results,
                    PersonVerdicts* persons) {
  const std::uint32_t first = from;
  while (from < until) {
    const std::uint32_t end = std::min(until, from + block_units);
    const std::size_t at = from - first;
    Results block = results;
    each_column<ResultColumns<Pointer>>([&](auto column) { block.*column.pointer += at; });
    block.in_force += at;
    for (Verdict*& criterion : block.criteria) {
      criterion = criterion == nullptr ? nullptr : criterion + at;
    }
    answers_.turn_to(UnitRange{facts_, from, end}, block.version_date);
    asked_among_.reset();
    run_block(block, persons);
    from = end;
  }
}

void Evaluator::run_block(const Results& results, PersonVerdicts* persons) {
  const std::int32_t* version_date = results.version_date;
  const UnitRange& range = answers_.range();
  const Loan of_units{answers_.pool(), range.units()};     // whether all that is asked is met
  const Loan of_persons{answers_.pool(), range.persons()}; // and what is asked of each
  const Loan of_person{answers_.pool(), range.persons()};
  const Loan is_certain{answers_.pool(), range.units()};
  std::fill_n(of_persons.data(), range.persons(), Verdict::met);

  if (persons != nullptr) {
    persons->criteria.reserve(version_.criteria.size());
    persons->among.reserve(version_.criteria.size());
    persons->benefits.reserve(version_.benefits.size());
  }
  std::copy_n(results.in_force, range.units(), is_certain.data());
  judge_in_force(version_date, results.in_force);
  std::copy_n(results.in_force, range.units(), of_units.data());
  for (std::size_t at = 0; at < version_.criteria.size(); ++at) {
    const Criterion& criterion = version_.criteria[at];
    Verdict* by_unit = results.criteria[at];
    if (by_unit == nullptr) {
      continue;
    }
    judge_criterion(at, version_date, by_unit, of_person.data(), persons);
    if (criterion.scope == Scope::each) {
      restrict_to(of_persons.data(), of_person.data(), range.persons());
    } else {
      restrict_to(of_units.data(), by_unit, range.units());
    }
    if (persons != nullptr) {
      const bool is_of_persons = criterion.scope != Scope::unit;
      persons->criteria.emplace_back(of_person.data(),
                                     of_person.data() + (is_of_persons ? range.persons() : 0));
      persons->among.resize(persons->criteria.size());
    }
  }
  const Loan some{answers_.pool(), range.units()};
  range.any(of_persons.data(), some.data());
  restrict_to(of_units.data(), some.data(), range.units());
  std::transform(of_units.data(), of_units.data() + range.units(), is_certain.data(),
                 results.outcome, [](Verdict verdict, Verdict certain) {
                   return static_cast<Outcome>(certain == Verdict::met ? verdict : certain);
                 });
  if (persons != nullptr) {
    persons->persons.assign(of_persons.data(), of_persons.data() + range.persons());
  }
  add_benefits(results, of_persons.data(), persons);
}

void Evaluator::judge_in_force(const std::int32_t* version_date, Verdict* in_force) const {
  const Validity days = validity_; // in registers
  for (std::size_t unit = 0; unit < answers_.range().units(); ++unit) {
    in_force[unit] =
        in_force[unit] == Verdict::met ? days.on(version_date[unit]) : Verdict::unknown;
  }
}

void Evaluator::judge_criterion(std::size_t index, const std::int32_t* version_date,
                                Verdict* by_unit, Verdict* by_person, PersonVerdicts* persons) {
  const Criterion& criterion = version_.criteria[index];
  if (criterion.scope == Scope::unit) {
    judge_unit(index, version_date, by_unit);
    return;
  }
  const UnitRange& range = answers_.range();
  const Loan room{answers_.pool(), range.persons()};
  const Verdict* among =
      criterion.among ? answers_.of_persons(*criterion.among, room.data()) : nullptr;
  if (persons != nullptr && among != nullptr) {
    persons->among.emplace_back(among, among + range.persons());
  }
  const bool may_be_unasked = among != nullptr && criterion.scope != Scope::any;
  if (may_be_unasked && !range.has_empty() && is_none(among, range.persons())) {
    std::fill_n(by_person, range.persons(), Verdict::met);
    std::fill_n(by_unit, range.units(), Verdict::not_applicable);
    return;
  }
  judge_persons(index, version_date, among, by_person);
  criterion.scope == Scope::any   ? range.any(by_person, by_unit)
  : criterion.scope == Scope::all ? range.all(by_person, by_unit)
                                  : range.each(by_person, by_unit);
  if (among != nullptr && criterion.scope == Scope::each) {
    judge_those_asked(among, by_person, by_unit);
  }
  for_unattested(criterion, version_date, FactOf::unit, [&](std::size_t first, std::size_t end) {
    std::transform(by_unit + first, by_unit + end, by_unit + first, [](Verdict verdict) {
      return verdict == Verdict::met ? Verdict::not_applicable : Verdict::unknown;
    });
    range.each_empty(first, end,
                     [&](std::size_t unit) { by_unit[unit] = Verdict::not_applicable; });
  });
  if (may_be_unasked) {
    leave_unasked(by_unit, of_some_member(*criterion.among, among), range.units());
  }
}

void Evaluator::judge_those_asked(const Verdict* among, const Verdict* by_person,
                                  Verdict* by_unit) {
  const UnitRange& range = answers_.range();
  const Loan asked{answers_.pool(), range.persons()};
  const Loan some{answers_.pool(), range.units()};
  std::transform(among, among + range.persons(), by_person, asked.data(),
                 [](Verdict is_among, Verdict verdict) {
                   return is_among == Verdict::not_met ? Verdict::not_met : verdict;
                 });
  range.any(asked.data(), some.data());
  std::transform(
      by_unit, by_unit + range.units(), some.data(), by_unit, [](Verdict by_all, Verdict by_some) {
        return by_all == Verdict::met_by_some && by_some != Verdict::met ? by_some : by_all;
      });
}

const Verdict* Evaluator::of_some_member(const Condition& condition, const Verdict* among) {
  const UnitRange& range = answers_.range();
  const auto* of_fact = std::get_if<IsSo>(&condition.form());
  if (of_fact == nullptr || of_fact->fact != asked_among_) {
    const Loan with_room{answers_.pool(), range.persons()}; // behind the last person
    std::copy_n(among, range.persons(), with_room.data());
    asked_.resize(range.units());
    range.any(with_room.data(), asked_.data());
    asked_among_ = of_fact == nullptr ? std::nullopt : std::optional{of_fact->fact};
  }
  return asked_.data();
}

void Evaluator::judge_unit(std::size_t index, const std::int32_t* version_date, Verdict* by_unit) {
  const Criterion& criterion = version_.criteria[index];
  const std::size_t units = answers_.range().units();
  answer_condition(index, version_date, FactOf::unit, by_unit);
  if (criterion.among) {
    const Loan among{answers_.pool(), units};
    answers_.answer(*criterion.among, among.data());
    ask_only(by_unit, among.data(), units);
    leave_unasked(by_unit, among.data(), units);
  }
  for_unattested(criterion, version_date, FactOf::unit, [&](std::size_t first, std::size_t end) {
    std::transform(by_unit + first, by_unit + end, by_unit + first, [](Verdict verdict) {
      return verdict == Verdict::not_met ? Verdict::unknown : Verdict::not_applicable;
    });
  });
  if (options_.leaves_out(criterion)) {
    leave_out(by_unit, units);
  }
}

void Evaluator::judge_persons(std::size_t index, const std::int32_t* version_date,
                              const Verdict* among, Verdict* by_person) {
  const Criterion& criterion = version_.criteria[index];
  const UnitRange& range = answers_.range();
  answer_condition(index, version_date, FactOf::person, by_person);
  if (among != nullptr && criterion.scope == Scope::any) {
    restrict_to(by_person, among, range.persons());
  } else if (among != nullptr) {
    ask_only(by_person, among, range.persons());
  }
  for_unattested(criterion, version_date, FactOf::person, [&](std::size_t first, std::size_t end) {
    std::transform(by_person + first, by_person + end, by_person + first, [](Verdict verdict) {
      return verdict == Verdict::not_met ? Verdict::unknown : Verdict::met;
    });
  });
  if (options_.leaves_out(criterion)) {
    leave_out(by_person, range.persons());
  }
}

void Evaluator::answer_condition(std::size_t index, const std::int32_t* version_date, FactOf of,
                                 Verdict* out) {
  const Criterion& criterion = version_.criteria[index];
  const auto answer = [&](const Condition& condition, Verdict* to) {
    of == FactOf::unit ? answers_.answer(condition, to) : answers_.answer_of_persons(condition, to);
  };
  const Share share = share_unattested(criterion);
  const Condition& alone = share == Share::none ? criterion.when : facts_alone(index);
  if (share == Share::all) {
    answer(alone, out);
    return;
  }
  answer(criterion.when, out);
  if (share == Share::some && &alone != &criterion.when) {
    const Loan unattested{answers_.pool(), answers_.range().size(of)};
    answer(alone, unattested.data());
    for_unattested(criterion, version_date, of, [&](std::size_t first, std::size_t end) {
      std::copy(unattested.data() + first, unattested.data() + end, out + first);
    });
  }
}

const Condition& Evaluator::facts_alone(std::size_t index) {
  const Condition& when = version_.criteria[index].when;
  const auto [found, is_new] = facts_alone_.try_emplace(index);
  if (is_new) {
    found->second = by_facts_alone(when);
  }
  return found->second ? *found->second : when;
}

Evaluator::Share Evaluator::share_unattested(const Criterion& criterion) const {
  const std::int32_t attested_from = criterion.attested_from
                                         ? criterion.attested_from->days_since_epoch()
                                         : Days::unknown().earliest;
  return answers_.first_version_date() >= attested_from ? Share::none
         : answers_.last_version_date() < attested_from ? Share::all
                                                        : Share::some;
}

void Evaluator::for_unattested(const Criterion& criterion, const std::int32_t* version_date,
                               FactOf of, const auto& change) const {
  const UnitRange& range = answers_.range();
  const Share share = share_unattested(criterion);
  if (share == Share::all) {
    change(0, range.size(of));
  } else if (share == Share::some) {
    for (std::size_t unit = 0; unit < range.units(); ++unit) {
      if (version_date[unit] < criterion.attested_from->days_since_epoch()) {
        of == FactOf::unit ? change(unit, unit + 1)
                           : change(range.first_of(unit), range.end_of(unit));
      }
    }
  }
}

void Evaluator::prepare_amounts() {
  for (std::size_t at = 0; at < version_.benefits.size(); ++at) {
    if (version_.benefits[at].support != Support::service) {
      paid_.push_back(at);
    }
  }
  if (needs_lines_ || paid_.size() > most_in_table) {
    return;
  }
  std::size_t size = 1;
  for (std::size_t at = 0; at < paid_.size(); ++at) {
    size *= 3;
  }
  if (facts_.person_count() < size) { // it would cost more than it saves
    return;
  }
  amount_table_.reserve(size);
  for (std::size_t combination = 0; combination < size; ++combination) {
    std::array<Verdict, most_in_table> verdicts{};
    std::size_t rest = combination;
    for (std::size_t at = paid_.size(); at > 0; --at, rest /= 3) {
      verdicts[at - 1] = static_cast<Verdict>(rest % 3);
    }
    amount_table_.push_back(amounts_of([&](std::size_t at) { return verdicts[at]; }));
  }
}

/// What one person gets by the verdicts on paid benefits.
Evaluator::Amounts Evaluator::amounts_of(const auto& gets) const {
  Amounts sum{};
  std::array<bool, 2> is_unknown{}; // of a form of support
  for (std::size_t at = 0; at < paid_.size(); ++at) {
    const Benefit& benefit = version_.benefits[paid_[at]];
    const BenefitAmount& amount = amounts_[paid_[at]];
    const Verdict verdict = gets(at);
    if (verdict == Verdict::not_met) {
      continue;
    }
    if (verdict == Verdict::met && amount.is_known()) {
      sum.cash_cents += amount.cash_cents;
      sum.in_kind_cents += amount.in_kind_cents;
    } else if (verdict == Verdict::met && amount.is_uncapped) {
      ++sum.uncapped;
    } else {
      is_unknown[static_cast<std::size_t>(benefit.support)] = true;
    }
  }
  sum.unknown = static_cast<std::uint32_t>(std::ranges::count(is_unknown, true));
  return sum;
}

void Evaluator::add_benefits(const Results& results, const Verdict* person_verdicts,
                             PersonVerdicts* persons) {
  const std::size_t count = answers_.range().persons();
  const std::size_t size = count + persons_at_once;
  const Loan of_all{answers_.pool(), size * version_.benefits.size()};
  std::vector<const Verdict*> by_benefit;
  by_benefit.reserve(version_.benefits.size());
  for (std::size_t at = 0; at < version_.benefits.size(); ++at) {
    Verdict* gets = of_all.data() + size * at;
    answers_.answer_of_persons(version_.benefits[at].who, gets);
    restrict_to(gets, person_verdicts, count);
    by_benefit.push_back(gets);
    if (persons != nullptr) {
      persons->benefits.emplace_back(gets, gets + count);
    }
  }
  if (needs_lines_) {
    add_lines(results, by_benefit, persons);
  } else {
    add_amounts(results, by_benefit);
  }
}

void Evaluator::add_up_persons(std::size_t count, const auto& amounts_of_person) {
  running_.resize(count + 1);
  Amounts sum{};
  for (std::size_t person = 0; person < count; ++person) {
    const Amounts& amounts = amounts_of_person(person);
    sum.cash_cents += amounts.cash_cents;
    sum.in_kind_cents += amounts.in_kind_cents;
    sum.unknown += amounts.unknown;
    sum.uncapped += amounts.uncapped;
    running_[person + 1] = sum;
  }
}

void Evaluator::add_amounts(const Results& results, const std::vector<const Verdict*>& by_benefit) {
  const UnitRange& range = answers_.range();
  if (amount_table_.empty()) {
    add_up_persons(range.persons(), [&](std::size_t person) {
      return amounts_of([&](std::size_t at) { return by_benefit[paid_[at]][person]; });
    });
  } else {
    combinations_.assign(range.persons(), 0);
    for (const std::size_t at : paid_) {
      std::transform(combinations_.begin(), combinations_.end(), by_benefit[at],
                     combinations_.begin(), [](std::uint16_t combination, Verdict gets) {
                       return static_cast<std::uint16_t>(combination * 3U +
                                                         static_cast<unsigned>(gets));
                     });
    }
    add_up_persons(range.persons(), [&](std::size_t person) -> const Amounts& {
      return amount_table_[combinations_[person]];
    });
  }
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    const Amounts& before = running_[range.first_of(unit)];
    const Amounts& after = running_[range.end_of(unit)];
    // A factor and no branch: a processor could not foresee which way it goes.
    const std::uint32_t counts = results.outcome[unit] != Outcome::not_eligible ? 1 : 0;
    results.cash_cents[unit] = counts * (after.cash_cents - before.cash_cents);
    results.in_kind_cents[unit] = counts * (after.in_kind_cents - before.in_kind_cents);
    results.unknown_lines[unit] = line_count(counts * (after.unknown - before.unknown));
    results.uncapped_lines[unit] = line_count(counts * (after.uncapped - before.uncapped));
  }
}

void Evaluator::add_lines(const Results& results, const std::vector<const Verdict*>& by_benefit,
                          PersonVerdicts* persons) {
  const UnitRange& range = answers_.range();
  std::deque<Loan> loans;
  const auto answers_on = [&](const auto& limits, std::vector<std::vector<Verdict>>* kept) {
    std::vector<const Verdict*> answers;
    for (const Cap& limit : limits) {
      Verdict* verdicts = nullptr;
      if (limit.when) {
        verdicts = loans.emplace_back(answers_.pool(), range.persons()).data();
        answers_.answer_of_persons(*limit.when, verdicts);
      }
      if (kept != nullptr) {
        kept->emplace_back(verdicts, verdicts + (limit.when ? range.persons() : 0));
      }
      answers.push_back(verdicts);
    }
    return answers;
  };
  LimitAnswers limits;
  limits.minimums =
      answers_on(version_.minimums, persons == nullptr ? nullptr : &persons->minimums);
  limits.caps = answers_on(version_.caps, persons == nullptr ? nullptr : &persons->caps);
  UnitLines lines;
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    lines.known.clear();
    lines.unknown = lines.uncapped = 0;
    const std::size_t first = range.first_of(unit);
    const std::size_t end = range.end_of(unit);
    if (results.outcome[unit] != Outcome::not_eligible) {
      for (std::size_t person = first; person < end; ++person) {
        add_lines_of(
            static_cast<std::uint32_t>(person), unit, person,
            [&](std::size_t at) { return by_benefit[at][person]; }, lines);
      }
      add_lines_of(
          whole_unit, unit, first,
          [&](std::size_t at) {
            return first == end ? Verdict::unknown
                                : *std::max_element(by_benefit[at] + first, by_benefit[at] + end);
          },
          lines);
      limits.first_person = static_cast<std::uint32_t>(first);
      limits.end_person = static_cast<std::uint32_t>(end);
      apply_limits(lines.known, version_, limits, options_);
    }
    results.cash_cents[unit] = 0;
    results.in_kind_cents[unit] = 0;
    for (const KnownLine& line : lines.known) {
      (line.support == Support::cash ? results.cash_cents : results.in_kind_cents)[unit] +=
          line.cents;
      lines.unknown += line.is_open ? 1 : 0;
    }
    results.unknown_lines[unit] = line_count(lines.unknown);
    results.uncapped_lines[unit] = line_count(lines.uncapped);
  }
}

void Evaluator::add_lines_of(std::uint32_t whom, std::size_t unit, std::size_t person,
                             const auto& gets, UnitLines& into) const {
  const UnitRange& range = answers_.range();
  std::array<bool, 4> is_unknown{}; // of a form of support; what is sensitive of the unit is apart
  for (const std::size_t at : paid_) {
    const Benefit& benefit = version_.benefits[at];
    const Verdict verdict =
        (benefit.per == Per::unit) == (whom == whole_unit) ? gets(at) : Verdict::not_met;
    if (verdict == Verdict::not_met) {
      continue;
    }
    BenefitAmount amount = amounts_[at];
    if (verdict == Verdict::met && benefit.monthly) {
      const std::size_t row = range.begin(FactOf::person) + person;
      amount = amount.times(months_of(*benefit.monthly, facts_, range.begin(FactOf::unit) + unit,
                                      row, whom == whole_unit ? std::nullopt : std::optional{row}));
    }
    if (verdict == Verdict::met && amount.is_known()) {
      for (const auto& [support, cents] : {std::pair{Support::cash, amount.cash_cents},
                                           std::pair{Support::in_kind, amount.in_kind_cents}}) {
        if (cents > 0) {
          into.known.push_back({whom, static_cast<std::uint32_t>(at), support, cents});
        }
      }
    } else if (verdict == Verdict::met && amount.is_uncapped) {
      ++into.uncapped;
    } else {
      const bool is_apart = whom == whole_unit && are_sensitive_[at];
      is_unknown[static_cast<std::size_t>(benefit.support) + (is_apart ? 2 : 0)] = true;
      add_unknown_lines(benefit, amount,
                        {.person = whom, .benefit = static_cast<std::uint32_t>(at)}, into.known);
    }
  }
  into.unknown += static_cast<std::uint32_t>(std::ranges::count(is_unknown, true));
}

} // namespace libcase
