#include "rules/evaluator.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <functional>

#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

constexpr std::uint32_t block_units = 1024; // with their persons, all columns of it fit in cache

constexpr Days all_days = Days::unknown();

Verdict verdict_from_sum(bool left, bool right) {
  return static_cast<Verdict>(static_cast<int>(left) + static_cast<int>(right));
}

/// A day so many months and days later, as Date counts them, at a fraction of the cost; beyond the
/// calendar, as far as one can say.
std::int32_t shifted(std::int32_t day, int months, int days) {
  using namespace std::chrono;
  if (day == all_days.earliest || day == all_days.latest) {
    return day;
  }
  const year_month_day from{sys_days{std::chrono::days{day}}};
  year_month_day to = from + std::chrono::months{months};
  if (!to.ok()) {
    to = to.year() / to.month() / last;
  }
  if (to.year() < year{1400} || to.year() > year{9999}) {
    return months > 0 ? all_days.latest : all_days.earliest;
  }
  return static_cast<std::int32_t>(sys_days{to}.time_since_epoch().count()) + days;
}

/// Which verdicts occur among some persons: a bit for each.
using Occurring = std::uint8_t;

constexpr Occurring occurring(Verdict verdict) {
  return static_cast<Occurring>(1U << static_cast<unsigned>(verdict));
}

/// By `Occurring`; among nobody it is unknown.
constexpr std::array<Verdict, 8> make_extremes(bool takes_least) {
  std::array<Verdict, 8> extremes{Verdict::unknown};
  for (unsigned set = 1; set < extremes.size(); ++set) {
    for (unsigned verdict = 0; verdict < 3; ++verdict) {
      const bool is_new = (set & ((1U << verdict) - 1)) == 0; // the first that occurs
      if ((set >> verdict & 1U) != 0 && (!takes_least || is_new)) {
        extremes[set] = static_cast<Verdict>(verdict);
      }
    }
  }
  return extremes;
}
constexpr std::array<Verdict, 8> least_of = make_extremes(true);
constexpr std::array<Verdict, 8> most_of = make_extremes(false);

/// So many questions to persons are summed up over the units in one pass.
constexpr std::size_t lane_count = 8;

/// The benefits of which the outcomes are looked up together: 3 to the power of it combinations.
constexpr std::size_t benefits_in_table = 5;

bool is_listed(const ListedCountry& listed, std::int32_t day) {
  return (!listed.from || listed.from->days_since_epoch() <= day) &&
         (!listed.until || day < listed.until->days_since_epoch());
}

/// A criterion that may not count: where it is met, it is so either way.
void leave_out(Verdict* verdicts, std::size_t count) {
  for (std::size_t at = 0; at < count; ++at) {
    verdicts[at] = std::max(verdicts[at], Verdict::unknown);
  }
}

bool has_amount(const Amount& amount, const RuleOptions& options) {
  return reading_of(amount, options) != nullptr;
}

} // namespace

const Reading* reading_of(const Amount& amount, const RuleOptions& options) {
  const auto asked = options.readings.find(amount.dispute);
  const std::string& name = asked != options.readings.end() && !amount.dispute.empty()
                                ? asked->second
                                : amount.default_reading;
  const auto found = std::ranges::find(amount.readings, name, &Reading::name);
  if (found == amount.readings.end()) {
    std::string known;
    for (const Reading& reading : amount.readings) {
      known += (known.empty() ? "" : ", ") + reading.name;
    }
    throw InvalidValue("unknown_reading", "expected one of the readings " + known + " of " +
                                              amount.dispute + ", found '" + name + "'");
  }
  return options.is_stated_only && found->certainty == Certainty::inferred ? nullptr : &*found;
}

void apply_cap(std::span<KnownLine* const> lines, const Cap& cap, const RuleOptions& options) {
  const Reading* reading = reading_of(cap.amount, options);
  if (reading == nullptr) {
    return;
  }
  std::int64_t left = reading->euro.cents();
  for (KnownLine* line : lines) {
    if (cap.support && line->support != *cap.support) {
      continue;
    }
    if (line->cents > left) {
      line->cents = left;
      line->cap = &cap;
    }
    left -= line->cents;
  }
}

void apply_caps(std::vector<KnownLine>& lines, std::span<const Cap> caps,
                const RuleOptions& options) {
  for (const CapOf of : {CapOf::person, CapOf::family}) {
    for (const Cap& cap : caps) {
      if (cap.of != of) {
        continue;
      }
      std::vector<KnownLine*> together;
      for (std::size_t at = 0; at < lines.size(); ++at) {
        together.push_back(&lines[at]);
        const bool is_last = at + 1 == lines.size() ||
                             (of == CapOf::person && lines[at + 1].person != lines[at].person);
        if (is_last) {
          apply_cap(together, cap, options);
          together.clear();
        }
      }
    }
  }
}

Evaluator::Evaluator(const Programme& programme, const ProgrammeVersion& version,
                     const FactColumns& facts, const RuleOptions& options)
    : version_(version), facts_(facts), options_(options) {
  for (const Benefit& benefit : version.benefits) {
    BenefitAmounts amounts{};
    const Reading* reading =
        benefit.amount && !is_left_out(benefit) ? reading_of(*benefit.amount, options) : nullptr;
    amounts.is_known =
        reading != nullptr && (!benefit.cash_at_most || has_amount(*benefit.cash_at_most, options));
    if (amounts.is_known) {
      const std::int64_t cents = reading->euro.cents();
      amounts.cash_cents =
          benefit.support == Support::cash ? cents
          : benefit.cash_at_most
              ? std::min(cents, reading_of(*benefit.cash_at_most, options)->euro.cents())
              : 0;
      amounts.in_kind_cents = benefit.support == Support::in_kind ? cents - amounts.cash_cents : 0;
      amounts.is_known = benefit.support != Support::service;
    }
    amounts_.push_back(amounts);
  }
  prepare_amounts();
  for (const auto& [name, list] : programme.lists) {
    PreparedList& prepared = lists_[name];
    prepared.verdicts.assign(Country::all().size() + 1,
                             list.is_complete ? Verdict::not_met : Verdict::unknown);
    prepared.verdicts[0] = Verdict::unknown;
    for (const ListedCountry& listed : list.countries) {
      if (listed.from || listed.until) {
        prepared.dated.push_back(&listed);
      } else {
        prepared.verdicts[listed.country.index()] = Verdict::met;
      }
    }
    if (options.is_stated_only && list.certainty == Certainty::inferred) {
      std::ranges::fill(prepared.verdicts, Verdict::unknown);
      prepared.dated.clear();
    }
  }
}

void Evaluator::run(std::uint32_t from, std::uint32_t until, const std::int32_t* judged_on,
                    const Results& results, PersonVerdicts* persons) {
  const std::uint32_t first = from;
  while (from < until) {
    const std::uint32_t end = std::min(until, from + block_units);
    const Range range{.unit = from,
                      .unit_end = end,
                      .person = facts_.first_person[from],
                      .person_end = facts_.first_person[end]};
    const std::size_t at = from - first;
    Results block{.outcomes = results.outcomes + at,
                  .cash_cents = results.cash_cents + at,
                  .in_kind_cents = results.in_kind_cents + at,
                  .unknown_lines = results.unknown_lines + at,
                  .open_lines = results.open_lines + at,
                  .in_force = results.in_force + at,
                  .criteria = results.criteria};
    for (Verdict*& criterion : block.criteria) {
      criterion += at;
    }
    run_block(range, judged_on + at, block, persons);
    from = end;
  }
}

void Evaluator::run_block(const Range& range, const std::int32_t* judged_on, const Results& results,
                          PersonVerdicts* persons) {
  judged_on_ = judged_on;
  const auto [first_day, last_day] = std::minmax_element(judged_on, judged_on + range.units());
  first_judged_on_ = *first_day;
  last_judged_on_ = *last_day;
  number_units(range);
  const std::size_t used = buffers_used_;
  auto& of_units = buffer();
  auto& of_persons = buffer();
  auto& of_person = buffer();
  of_units.assign(range.units(), Verdict::met);
  of_persons.assign(range.persons(), Verdict::met);
  of_person.resize(range.persons());
  const auto combine = [](std::vector<Verdict>& with, const Verdict* verdicts) {
    for (std::size_t at = 0; at < with.size(); ++at) {
      with[at] = std::min(with[at], verdicts[at]);
    }
  };

  judge_in_force(range, judged_on, results.in_force);
  combine(of_units, results.in_force);
  for (std::size_t at = 0; at < version_.criteria.size(); ++at) {
    const Criterion& criterion = version_.criteria[at];
    if (criterion.seen_from && last_judged_on_ < criterion.seen_from->days_since_epoch()) {
      std::ranges::fill(of_person, Verdict::met); // asked of nobody
    } else if (criterion.scope == Scope::unit) {
      judge_unit(criterion, range, results.criteria[at]);
    } else {
      judge_persons(criterion, range, of_person.data(), persons);
      if (criterion.scope == Scope::each) {
        combine(of_persons, of_person.data());
      }
      ask_units(range, of_person.data(), criterion.scope == Scope::all, results.criteria[at]);
    }
    if (persons != nullptr) {
      const bool is_of_persons = criterion.scope != Scope::unit;
      persons->criteria.push_back(is_of_persons ? of_person : std::vector<Verdict>{});
      persons->among.resize(persons->criteria.size());
    }
  }
  auto& some = buffer();
  some.resize(range.units());
  ask_units(range, of_persons.data(), false, some.data());
  answer_units(range);

  for (std::size_t at = 0; at < version_.criteria.size(); ++at) {
    const Criterion& criterion = version_.criteria[at];
    Verdict* by_unit = results.criteria[at];
    if (criterion.seen_from) {
      const std::int32_t seen_from = criterion.seen_from->days_since_epoch();
      for (std::size_t unit = 0; unit < range.units(); ++unit) {
        by_unit[unit] = judged_on[unit] < seen_from ? not_asked : by_unit[unit];
      }
    }
    if (criterion.scope != Scope::each) {
      combine(of_units, by_unit);
    }
  }
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    results.outcomes[unit] = static_cast<Outcome>(std::min(of_units[unit], some[unit]));
  }
  if (persons != nullptr) {
    persons->persons = of_persons;
  }
  add_benefits(range, results, of_persons.data(), persons);
  buffers_used_ = used;
}

void Evaluator::ask_units(const Range& range, const Verdict* of_persons, bool takes_least,
                          Verdict* by_unit) {
  if (questions_.size() == lane_count) {
    answer_units(range);
  }
  const std::size_t lane = questions_.size();
  lanes_.resize(range.persons() * lane_count);
  for (std::size_t person = 0; person < range.persons(); ++person) {
    lanes_[person * lane_count + lane] = occurring(of_persons[person]);
  }
  questions_.push_back({takes_least, by_unit});
}

void Evaluator::answer_units(const Range& range) {
  std::array<Occurring, lane_count> found{};
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    const std::uint32_t first = facts_.first_person[range.unit + unit] - range.person;
    const std::uint32_t end = facts_.first_person[range.unit + unit + 1] - range.person;
    std::uint64_t together = 0;
    for (std::uint32_t person = first; person < end; ++person) {
      std::uint64_t lanes = 0;
      std::memcpy(&lanes, &lanes_[person * lane_count], sizeof lanes);
      together |= lanes;
    }
    std::memcpy(found.data(), &together, sizeof together);
    for (std::size_t lane = 0; lane < questions_.size(); ++lane) {
      const UnitQuestion& question = questions_[lane];
      const Occurring set = found[lane] & 7U;
      question.by_unit[unit] = question.takes_least ? least_of[set] : most_of[set];
    }
  }
  questions_.clear();
}

void Evaluator::judge_in_force(const Range& range, const std::int32_t* judged_on,
                               Verdict* out) const {
  const auto day_of = [](const auto& date) { return date->date.days_since_epoch(); };
  const auto counts = [&](const auto& date) {
    return date && !(options_.is_stated_only && date->certainty == Certainty::inferred);
  };
  // Between `first` and `end` it is in force, outside of `possibly_first` and `possibly_end` not.
  std::int32_t first = all_days.latest;
  std::int32_t possibly_first = all_days.earliest;
  std::int32_t end = all_days.earliest;
  std::int32_t possibly_end = all_days.latest;
  if (counts(version_.from)) {
    first = possibly_first = day_of(version_.from);
  } else if (counts(version_.seen_from)) {
    first = day_of(version_.seen_from);
  }
  if (counts(version_.until)) {
    end = possibly_end = day_of(version_.until);
  } else if (version_.is_open) {
    end = all_days.latest;
  } else if (counts(version_.seen_until)) {
    end = day_of(version_.seen_until) + 1;
  }
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    const std::int32_t day = judged_on[unit];
    out[unit] = std::min(verdict_from_sum(day >= first, day >= possibly_first),
                         verdict_from_sum(day < end, day < possibly_end));
  }
}

void Evaluator::judge_unit(const Criterion& criterion, const Range& range, Verdict* by_unit) {
  answer(criterion.when, range, by_unit);
  if (criterion.among) {
    const std::size_t used = buffers_used_;
    auto& among = buffer();
    among.resize(range.units());
    answer(*criterion.among, range, among.data());
    for (std::size_t unit = 0; unit < range.units(); ++unit) {
      by_unit[unit] = by_unit[unit] || !among[unit];
    }
    buffers_used_ = used;
  }
  if (is_left_out(criterion)) {
    leave_out(by_unit, range.units());
  }
}

void Evaluator::judge_persons(const Criterion& criterion, const Range& range, Verdict* by_person,
                              PersonVerdicts* persons) {
  answer_of_persons(criterion.when, range, by_person);
  if (criterion.among) {
    const std::size_t used = buffers_used_;
    auto& among = buffer();
    among.resize(range.persons());
    answer_of_persons(*criterion.among, range, among.data());
    for (std::size_t person = 0; person < range.persons(); ++person) {
      by_person[person] = criterion.scope == Scope::any
                              ? std::min(by_person[person], among[person])
                              : std::max(by_person[person], !among[person]);
    }
    if (persons != nullptr) {
      persons->among.push_back(among);
    }
    buffers_used_ = used;
  }
  if (is_left_out(criterion)) {
    leave_out(by_person, range.persons());
  }
  if (criterion.seen_from && criterion.scope == Scope::each) {
    const std::int32_t seen_from = criterion.seen_from->days_since_epoch();
    for (std::size_t person = 0; person < range.persons(); ++person) {
      const bool is_asked = judged_on_[unit_of_person_[person]] >= seen_from;
      by_person[person] = is_asked ? by_person[person] : Verdict::met;
    }
  }
}

bool Evaluator::is_left_out(const Sourced& sourced) const {
  return options_.is_stated_only && sourced.certainty == Certainty::inferred;
}

void Evaluator::add_benefits(const Range& range, const Results& results,
                             const Verdict* person_verdicts, PersonVerdicts* persons) {
  const std::size_t used = buffers_used_;
  std::vector<const Verdict*> by_benefit;
  for (const Benefit& benefit : version_.benefits) {
    auto& gets = buffer();
    gets.resize(range.persons());
    answer_of_persons(benefit.who, range, gets.data());
    for (std::size_t person = 0; person < range.persons(); ++person) {
      gets[person] = std::min(gets[person], person_verdicts[person]);
    }
    by_benefit.push_back(gets.data());
    if (persons != nullptr) {
      persons->benefits.push_back(gets);
    }
  }
  add_amounts(range, results, by_benefit);
  const bool has_caps =
      std::ranges::any_of(version_.caps, [](const Cap& cap) { return cap.of != CapOf::package; });
  if (has_caps) {
    add_capped(range, results, by_benefit);
  }
  buffers_used_ = used;
}

/// What one person gets who gets these benefits. Unknown are forms of support, a bit each.
Evaluator::PersonAmounts Evaluator::amounts_of(std::size_t first, std::size_t end,
                                               const auto& gets) const {
  PersonAmounts sum{};
  for (std::size_t at = first; at < end; ++at) {
    const Benefit& benefit = version_.benefits[at];
    const Verdict verdict = gets(at);
    if (verdict == Verdict::not_met || benefit.support == Support::service) {
      continue;
    }
    if (verdict == Verdict::met && amounts_[at].is_known) {
      sum.cash_cents += amounts_[at].cash_cents;
      sum.in_kind_cents += amounts_[at].in_kind_cents;
    } else if (verdict == Verdict::met && benefit.no_ceiling_until_age) {
      ++sum.open;
    } else {
      sum.unknown |= 1U << static_cast<unsigned>(benefit.support);
    }
  }
  return sum;
}

void Evaluator::prepare_amounts() {
  for (std::size_t first = 0; first < version_.benefits.size(); first += benefits_in_table) {
    AmountTable table{first, std::min(version_.benefits.size(), first + benefits_in_table), {}};
    std::size_t size = 1;
    for (std::size_t at = table.first; at < table.end; ++at) {
      size *= 3;
    }
    for (std::size_t combination = 0; combination < size; ++combination) {
      std::array<Verdict, benefits_in_table> verdicts{};
      std::size_t rest = combination;
      for (std::size_t at = table.end; at > table.first; --at, rest /= 3) {
        verdicts[at - 1 - table.first] = static_cast<Verdict>(rest % 3);
      }
      table.amounts.push_back(amounts_of(
          table.first, table.end, [&](std::size_t at) { return verdicts[at - table.first]; }));
    }
    amount_tables_.push_back(std::move(table));
  }
}

void Evaluator::add_amounts(const Range& range, const Results& results,
                            const std::vector<const Verdict*>& by_benefit) {
  combinations_.resize(amount_tables_.size());
  for (std::size_t table = 0; table < amount_tables_.size(); ++table) {
    auto& combinations = combinations_[table];
    combinations.assign(range.persons(), 0);
    for (std::size_t at = amount_tables_[table].first; at < amount_tables_[table].end; ++at) {
      const Verdict* gets = by_benefit[at];
      for (std::size_t person = 0; person < range.persons(); ++person) {
        combinations[person] = static_cast<std::uint16_t>(combinations[person] * 3U +
                                                          static_cast<unsigned>(gets[person]));
      }
    }
  }
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    PersonAmounts sum{};
    const bool counts = results.outcomes[unit] != Outcome::not_eligible;
    const std::uint32_t first = facts_.first_person[range.unit + unit] - range.person;
    const std::uint32_t end =
        counts ? facts_.first_person[range.unit + unit + 1] - range.person : first;
    for (std::uint32_t person = first; person < end; ++person) {
      std::uint32_t unknown = 0;
      for (std::size_t table = 0; table < amount_tables_.size(); ++table) {
        const PersonAmounts& amounts = amount_tables_[table].amounts[combinations_[table][person]];
        sum.cash_cents += amounts.cash_cents;
        sum.in_kind_cents += amounts.in_kind_cents;
        sum.open += amounts.open;
        unknown |= amounts.unknown;
      }
      sum.unknown += (unknown & 1U) + (unknown >> 1U);
    }
    results.cash_cents[unit] = sum.cash_cents;
    results.in_kind_cents[unit] = sum.in_kind_cents;
    results.unknown_lines[unit] = static_cast<std::uint16_t>(sum.unknown);
    results.open_lines[unit] = static_cast<std::uint16_t>(sum.open);
  }
}

void Evaluator::add_capped(const Range& range, const Results& results,
                           const std::vector<const Verdict*>& by_benefit) {
  std::vector<KnownLine> lines;
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    if (results.outcomes[unit] == Outcome::not_eligible) {
      continue;
    }
    lines.clear();
    for (std::uint32_t person = facts_.first_person[range.unit + unit];
         person < facts_.first_person[range.unit + unit + 1]; ++person) {
      for (std::size_t at = 0; at < by_benefit.size(); ++at) {
        if (by_benefit[at][person - range.person] != Verdict::met || !amounts_[at].is_known) {
          continue;
        }
        const auto benefit = static_cast<std::uint32_t>(at);
        const auto add = [&](Support support, std::int64_t cents) {
          if (cents > 0) {
            lines.push_back({person, benefit, support, cents});
          }
        };
        add(Support::cash, amounts_[at].cash_cents);
        add(Support::in_kind, amounts_[at].in_kind_cents);
      }
    }
    apply_caps(lines, version_.caps, options_);
    results.cash_cents[unit] = 0;
    results.in_kind_cents[unit] = 0;
    for (const KnownLine& line : lines) {
      (line.support == Support::cash ? results.cash_cents : results.in_kind_cents)[unit] +=
          line.cents;
    }
  }
}

std::vector<Verdict>& Evaluator::buffer() {
  if (buffers_used_ == buffers_.size()) {
    buffers_.emplace_back();
  }
  return buffers_[buffers_used_++];
}

void Evaluator::number_units(const Range& range) {
  unit_of_person_.assign(range.persons() + 1, 0);
  for (std::uint32_t unit = range.unit + 1; unit < range.unit_end; ++unit) {
    ++unit_of_person_[facts_.first_person[unit] - range.person];
  }
  std::uint32_t unit = 0;
  for (std::uint32_t& number : unit_of_person_) {
    number = unit += number;
  }
}

template <class T>
void Evaluator::spread(const T* of_units, const Range& range, T* of_persons) const {
  for (std::size_t person = 0; person < range.persons(); ++person) {
    of_persons[person] = of_units[unit_of_person_[person]];
  }
}

void Evaluator::answer_of_persons(const Condition& condition, const Range& range, Verdict* out) {
  if (condition.of == FactOf::person) {
    answer(condition, range, out);
    return;
  }
  const std::size_t used = buffers_used_;
  auto& of_units = buffer();
  of_units.resize(range.units());
  answer(condition, range, of_units.data());
  spread(of_units.data(), range, out);
  buffers_used_ = used;
}

void Evaluator::answer_parts(const Condition& condition, const Range& range, Verdict* out) {
  const bool is_of_persons = condition.of == FactOf::person;
  const std::size_t count = is_of_persons ? range.persons() : range.units();
  const std::size_t used = buffers_used_;
  auto& next = buffer();
  next.resize(count);
  bool is_first = true;
  for (const Condition& part : condition.parts) {
    Verdict* into = is_first ? out : next.data();
    is_of_persons ? answer_of_persons(part, range, into) : answer(part, range, into);
    if (!is_first && condition.form == ConditionForm::all) {
      for (std::size_t at = 0; at < count; ++at) {
        out[at] = std::min(out[at], into[at]);
      }
    } else if (!is_first) {
      for (std::size_t at = 0; at < count; ++at) {
        out[at] = std::max(out[at], into[at]);
      }
    }
    is_first = false;
  }
  buffers_used_ = used;
}

void Evaluator::answer_codes(const Condition& condition, std::size_t first, std::size_t count,
                             Verdict* out) const {
  const FactColumn& column = facts_.column(condition.fact);
  if (const auto* codes = std::get_if<CodeColumn>(&column)) {
    std::array<Verdict, 256> by_code{};
    for (std::size_t code = 0; code < 64; ++code) {
      by_code[code] = verdict_of((condition.codes >> code & 1U) != 0);
    }
    by_code[unknown_code] = Verdict::unknown;
    const std::uint8_t* values = codes->data() + first;
    for (std::size_t at = 0; at < count; ++at) {
      out[at] = by_code[values[at]];
    }
    return;
  }
  std::uint64_t wanted = condition.codes;
  for (const ProgrammeCode& code : condition.programmes) {
    const auto found = std::ranges::find(facts_.programmes, code);
    if (found != facts_.programmes.end()) {
      wanted |= std::uint64_t{1} << (found - facts_.programmes.begin());
    }
  }
  const std::uint64_t* values = std::get<SetColumn>(column).data() + first;
  for (std::size_t at = 0; at < count; ++at) {
    const bool has_any = (values[at] & wanted) != 0;
    const bool is_whole = (values[at] & unknown_more) == 0;
    out[at] = has_any ? Verdict::met : is_whole ? Verdict::not_met : Verdict::unknown;
  }
}

void Evaluator::answer_countries(const Condition& condition, const Range& range,
                                 Verdict* out) const {
  const bool is_of_persons = condition.of == FactOf::person;
  const std::size_t first = is_of_persons ? range.person : range.unit;
  const std::size_t count = is_of_persons ? range.persons() : range.units();
  const std::uint16_t* values = std::get<CountryColumn>(facts_.column(condition.fact)).data();
  std::vector<Verdict> by_country;
  std::vector<const ListedCountry*> changing;
  if (condition.form == ConditionForm::list) {
    const PreparedList& list = lists_.at(condition.list);
    by_country = list.verdicts;
    for (const ListedCountry* listed : list.dated) {
      Verdict& verdict = by_country[listed->country.index()];
      if (is_listed(*listed, first_judged_on_) != is_listed(*listed, last_judged_on_) ||
          (listed->from && listed->until)) {
        changing.push_back(listed);
      } else if (is_listed(*listed, first_judged_on_)) {
        verdict = Verdict::met;
      } else if (verdict == Verdict::unknown) { // its dates are known
        verdict = Verdict::not_met;
      }
    }
  } else {
    by_country.assign(Country::all().size() + 1, Verdict::not_met);
    by_country[0] = Verdict::unknown;
    for (const Country& country : condition.countries) {
      by_country[country.index()] = Verdict::met;
    }
  }
  for (std::size_t at = 0; at < count; ++at) {
    out[at] = by_country[values[first + at]];
  }
  for (std::size_t at = 0; at < count && !changing.empty(); ++at) {
    const std::int32_t day = judged_on_[is_of_persons ? unit_of_person_[at] : at];
    for (const ListedCountry* listed : changing) {
      if (listed->country.index() != values[first + at]) {
        continue;
      }
      if (is_listed(*listed, day)) {
        out[at] = Verdict::met;
      } else if (out[at] == Verdict::unknown) {
        out[at] = Verdict::not_met;
      }
    }
  }
}

std::int32_t Evaluator::ShiftedDays::of(std::int32_t day) const {
  const std::uint32_t at = static_cast<std::uint32_t>(day) - static_cast<std::uint32_t>(first);
  return at < table.size() ? table[at] : shifted(day, months, days);
}

const Evaluator::ShiftedDays& Evaluator::shifted_days(int months, int days) {
  constexpr std::size_t units_worth_a_table = 10'000;
  constexpr std::int32_t first = -10'957; // 1940-01-01
  constexpr std::size_t size = 40'000;    // to 2049
  for (const ShiftedDays& known : shifted_days_) {
    if (known.months == months && known.days == days) {
      return known;
    }
  }
  ShiftedDays& made = shifted_days_.emplace_back(ShiftedDays{months, days, first, {}});
  if (facts_.unit_count() >= units_worth_a_table) {
    made.table.resize(size);
    for (std::size_t at = 0; at < size; ++at) {
      made.table[at] = shifted(first + static_cast<std::int32_t>(at), months, days);
    }
  }
  return made;
}

Evaluator::DayRange Evaluator::days_of(FactName name, FactOf of, const Range& range, int months,
                                       int days, DateColumn& scratch) {
  const auto& dates = std::get<DateColumn>(facts_.column(name));
  const bool is_of_units = fact(name).of == FactOf::unit;
  const std::size_t first = is_of_units ? range.unit : range.person;
  const std::size_t count = is_of_units ? range.units() : range.persons();
  DayRange found{dates.earliest.data() + first, dates.latest.data() + first};
  if (months != 0 || days != 0) {
    scratch.earliest.resize(count);
    scratch.latest.resize(count);
    const ShiftedDays& table = shifted_days(months, days);
    for (std::size_t at = 0; at < count; ++at) {
      scratch.earliest[at] = table.of(found.earliest[at]);
      scratch.latest[at] = table.of(found.latest[at]);
    }
    found = {scratch.earliest.data(), scratch.latest.data()};
  }
  if (is_of_units && of == FactOf::person) {
    DateColumn of_persons{std::vector<std::int32_t>(range.persons()),
                          std::vector<std::int32_t>(range.persons())};
    spread(found.earliest, range, of_persons.earliest.data());
    spread(found.latest, range, of_persons.latest.data());
    scratch = std::move(of_persons);
    found = {scratch.earliest.data(), scratch.latest.data()};
  }
  return found;
}

void Evaluator::answer_date(const Condition& condition, const Range& range, Verdict* out) {
  const std::size_t count = condition.of == FactOf::person ? range.persons() : range.units();
  DateColumn scratch;
  DateColumn other_scratch;
  const DayRange days = days_of(condition.fact, condition.of, range, 0, 0, scratch);
  DayRange other{};
  if (condition.other) {
    other = days_of(*condition.other, condition.of, range, condition.plus_months,
                    condition.plus_days, other_scratch);
  } else {
    other_scratch.earliest.assign(count, condition.day->days_since_epoch());
    other = {other_scratch.earliest.data(), other_scratch.earliest.data()};
  }
  // A day that may be any of several lies before another one if all of them do.
  const bool is_before =
      condition.relation == DateRelation::before || condition.relation == DateRelation::by;
  const DayRange& first = is_before ? days : other;
  const DayRange& second = is_before ? other : days;
  const auto compare = [&](const auto& lies_before) {
    for (std::size_t at = 0; at < count; ++at) {
      const int all = lies_before(first.latest[at], second.earliest[at]) ? 1 : 0;
      const int some = lies_before(first.earliest[at], second.latest[at]) ? 1 : 0;
      const int exists =
          first.earliest[at] <= first.latest[at] && second.earliest[at] <= second.latest[at] ? 3
                                                                                             : 0;
      out[at] = static_cast<Verdict>((all + some) & exists);
    }
  };
  if (condition.relation == DateRelation::by || condition.relation == DateRelation::from) {
    compare(std::less_equal<>{});
  } else {
    compare(std::less<>{});
  }
}

void Evaluator::answer(const Condition& condition, const Range& range, Verdict* out) {
  const bool is_of_persons = condition.of == FactOf::person;
  const std::size_t first = is_of_persons ? range.person : range.unit;
  const std::size_t count = is_of_persons ? range.persons() : range.units();
  const auto is_left_out = [&](FactName name) {
    return std::holds_alternative<std::monostate>(facts_.column(name));
  };
  switch (condition.form) {
  case ConditionForm::all:
  case ConditionForm::any:
    answer_parts(condition, range, out);
    return;
  case ConditionForm::negation:
    answer(condition.parts.front(), range, out);
    for (std::size_t at = 0; at < count; ++at) {
      out[at] = !out[at];
    }
    return;
  case ConditionForm::not_recorded:
    std::fill_n(out, count, Verdict::unknown);
    return;
  default:
    break;
  }
  if (is_left_out(condition.fact) || (condition.other && is_left_out(*condition.other))) {
    std::fill_n(out, count, Verdict::unknown);
    return;
  }
  switch (condition.form) {
  case ConditionForm::yes:
    std::copy_n(std::get<VerdictColumn>(facts_.column(condition.fact)).begin() +
                    static_cast<std::ptrdiff_t>(first),
                count, out);
    return;
  case ConditionForm::codes:
  case ConditionForm::programmes:
    answer_codes(condition, first, count, out);
    return;
  case ConditionForm::countries:
  case ConditionForm::list:
    answer_countries(condition, range, out);
    return;
  case ConditionForm::same_country: {
    const auto values = [&](FactName name) {
      const auto& column = std::get<CountryColumn>(facts_.column(name));
      const bool is_unit_fact = fact(name).of == FactOf::unit;
      const auto begin =
          column.begin() + static_cast<std::ptrdiff_t>(is_unit_fact ? range.unit : range.person);
      std::vector<std::uint16_t> found(
          begin,
          begin + static_cast<std::ptrdiff_t>(is_unit_fact ? range.units() : range.persons()));
      if (is_unit_fact && is_of_persons) {
        std::vector<std::uint16_t> of_persons(range.persons());
        spread(found.data(), range, of_persons.data());
        found = std::move(of_persons);
      }
      return found;
    };
    const auto left = values(condition.fact);
    const auto right = values(*condition.other);
    for (std::size_t at = 0; at < count; ++at) {
      const bool is_known = left[at] != 0 && right[at] != 0;
      out[at] = is_known ? verdict_of(left[at] == right[at]) : Verdict::unknown;
    }
    return;
  }
  case ConditionForm::count: {
    const auto& values = std::get<CountColumn>(facts_.column(condition.fact));
    const auto least = static_cast<std::int32_t>(condition.least);
    const auto most = static_cast<std::int32_t>(condition.most);
    for (std::size_t at = 0; at < count; ++at) {
      const std::int32_t value = values[first + at];
      out[at] =
          value == unknown_count ? Verdict::unknown : verdict_of(least <= value && value <= most);
    }
    return;
  }
  case ConditionForm::date:
    answer_date(condition, range, out);
    return;
  default:
    return;
  }
}

} // namespace libcase
