#include "rules/answers.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

namespace libcase {

namespace {

constexpr Days all_days = Days::unknown();

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

bool is_listed(const ListedCountry& listed, std::int32_t day) {
  return (!listed.from || listed.from->days_since_epoch() <= day) &&
         (!listed.until || day < listed.until->days_since_epoch());
}

} // namespace

/// Where the values of a fact for the range begin.
template <class Column>
const auto* Answers::values(FactName name) const {
  return std::get<Column>(facts_.column(name)).data() + range_.begin(fact(name).of);
}

Answers::Answers(const Programme& programme, const FactColumns& facts, const RuleOptions& options)
    : facts_(facts) {
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
    if (options.leaves_out(list)) {
      std::ranges::fill(prepared.verdicts, Verdict::unknown);
      prepared.dated.clear();
    }
  }
}

void Answers::turn_to(const UnitRange& range, const std::int32_t* version_date) {
  range_ = range;
  judged_on_ = version_date;
  std::int32_t first = all_days.latest;
  std::int32_t last = all_days.earliest;
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    first = std::min(first, version_date[unit]);
    last = std::max(last, version_date[unit]);
  }
  first_judged_on_ = first;
  last_judged_on_ = last;
}

void Answers::answer(const Condition& condition, Verdict* out) {
  const std::size_t count = range_.size(condition.of);
  const auto is_left_out = [&](FactName name) {
    return std::holds_alternative<std::monostate>(facts_.column(name));
  };
  switch (condition.form) {
  case ConditionForm::all:
  case ConditionForm::any:
    answer_parts(condition, out);
    return;
  case ConditionForm::negation:
    answer(condition.parts.front(), out);
    std::transform(out, out + count, out, [](Verdict verdict) { return !verdict; });
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
    std::copy_n(values<VerdictColumn>(condition.fact), count, out);
    return;
  case ConditionForm::codes:
    if (std::holds_alternative<CodeColumn>(facts_.column(condition.fact))) {
      answer_codes(condition, out);
      return;
    }
    [[fallthrough]];
  case ConditionForm::programmes:
    answer_programmes(condition, out);
    return;
  case ConditionForm::countries:
  case ConditionForm::list:
    answer_countries(condition, out);
    return;
  case ConditionForm::same_country:
    answer_same_country(condition, out);
    return;
  case ConditionForm::count:
    answer_count(condition, out);
    return;
  case ConditionForm::date:
    answer_date(condition, out);
    return;
  default:
    return;
  }
}

void Answers::answer_of_persons(const Condition& condition, Verdict* out) {
  if (condition.of == FactOf::person) {
    answer(condition, out);
    return;
  }
  const ColumnPool<Verdict>::Loan of_units{verdicts_, range_.units()};
  answer(condition, of_units.data());
  range_.spread(of_units.data(), out);
}

void Answers::answer_parts(const Condition& condition, Verdict* out) {
  const std::size_t count = range_.size(condition.of);
  const auto answer_part = [&](const Condition& part, Verdict* into) {
    condition.of == FactOf::person ? answer_of_persons(part, into) : answer(part, into);
  };
  answer_part(condition.parts.front(), out);
  const ColumnPool<Verdict>::Loan next{verdicts_, count};
  for (std::size_t part = 1; part < condition.parts.size(); ++part) {
    answer_part(condition.parts[part], next.data());
    if (condition.form == ConditionForm::all) {
      std::transform(out, out + count, next.data(), out, std::logical_and<>{});
    } else {
      std::transform(out, out + count, next.data(), out, std::logical_or<>{});
    }
  }
}

void Answers::answer_codes(const Condition& condition, Verdict* out) const {
  std::array<Verdict, 256> by_code{};
  for (std::size_t code = 0; code < 64; ++code) {
    by_code[code] = verdict_of((condition.codes >> code & 1U) != 0);
  }
  by_code[unknown_code] = Verdict::unknown;
  const std::uint8_t* codes = values<CodeColumn>(condition.fact);
  std::transform(codes, codes + range_.size(condition.of), out,
                 [&](std::uint8_t code) { return by_code[code]; });
}

void Answers::answer_programmes(const Condition& condition, Verdict* out) const {
  std::uint64_t wanted = condition.codes;
  for (const ProgrammeCode& code : condition.programmes) {
    const auto found = std::ranges::find(facts_.programmes, code);
    if (found != facts_.programmes.end()) {
      wanted |= std::uint64_t{1} << (found - facts_.programmes.begin());
    }
  }
  const std::uint64_t* sets = values<SetColumn>(condition.fact);
  std::transform(sets, sets + range_.size(condition.of), out, [&](std::uint64_t set) {
    const bool is_whole = (set & unknown_more) == 0;
    return (set & wanted) != 0 ? Verdict::met : is_whole ? Verdict::not_met : Verdict::unknown;
  });
}

void Answers::answer_countries(const Condition& condition, Verdict* out) {
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
  const std::uint16_t* countries = values<CountryColumn>(condition.fact);
  std::transform(countries, countries + range_.size(condition.of), out,
                 [&](std::uint16_t country) { return by_country[country]; });
  if (!changing.empty()) {
    answer_dated(changing, condition, out);
  }
}

void Answers::answer_dated(const std::vector<const ListedCountry*>& dated,
                           const Condition& condition, Verdict* out) {
  const std::uint16_t* countries = values<CountryColumn>(condition.fact);
  const Days32::Loan days{days_, range_.size(condition.of)};
  if (condition.of == FactOf::person) {
    range_.spread(judged_on_, days.data());
  } else {
    std::copy_n(judged_on_, range_.units(), days.data());
  }
  for (std::size_t at = 0; at < range_.size(condition.of); ++at) {
    for (const ListedCountry* listed : dated) {
      if (listed->country.index() != countries[at]) {
        continue;
      }
      if (is_listed(*listed, days[at])) {
        out[at] = Verdict::met;
      } else if (out[at] == Verdict::unknown) {
        out[at] = Verdict::not_met;
      }
    }
  }
}

void Answers::answer_same_country(const Condition& condition, Verdict* out) {
  const std::size_t count = range_.size(condition.of);
  const auto countries_of = [&](FactName name, const ColumnPool<std::uint16_t>::Loan& loan) {
    const std::uint16_t* countries = values<CountryColumn>(name);
    if (fact(name).of == condition.of) {
      return countries;
    }
    range_.spread(countries, loan.data());
    return static_cast<const std::uint16_t*>(loan.data());
  };
  const ColumnPool<std::uint16_t>::Loan left_loan{countries_, count};
  const ColumnPool<std::uint16_t>::Loan right_loan{countries_, count};
  const std::uint16_t* left = countries_of(condition.fact, left_loan);
  const std::uint16_t* right = countries_of(*condition.other, right_loan);
  std::transform(left, left + count, right, out, [](std::uint16_t one, std::uint16_t other) {
    return one == 0 || other == 0 ? Verdict::unknown : verdict_of(one == other);
  });
}

void Answers::answer_count(const Condition& condition, Verdict* out) const {
  const auto least = static_cast<std::int32_t>(condition.least);
  const auto most = static_cast<std::int32_t>(condition.most);
  const std::int32_t* counts = values<CountColumn>(condition.fact);
  std::transform(counts, counts + range_.size(condition.of), out, [&](std::int32_t count) {
    return count == unknown_count ? Verdict::unknown : verdict_of(least <= count && count <= most);
  });
}

void Answers::answer_date(const Condition& condition, Verdict* out) {
  const std::size_t count = range_.size(condition.of);
  const Days32::Loan earliest{days_, count};
  const Days32::Loan latest{days_, count};
  const Days32::Loan other_earliest{days_, count};
  const Days32::Loan other_latest{days_, count};
  const DayColumns days = days_of(condition.fact, condition.of, earliest, latest);
  DayColumns other{other_earliest.data(), other_latest.data()};
  if (condition.other) {
    other = days_of(*condition.other, condition.of, other_earliest, other_latest);
    if (condition.plus_months != 0 || condition.plus_days != 0) {
      const ShiftedDays& table = shifted_days(condition.plus_months, condition.plus_days);
      const auto shift = [&](std::int32_t day) { return table.of(day); };
      std::transform(other.earliest, other.earliest + count, other_earliest.data(), shift);
      std::transform(other.latest, other.latest + count, other_latest.data(), shift);
      other = {other_earliest.data(), other_latest.data()};
    }
  } else {
    std::fill_n(other_earliest.data(), count, condition.day->days_since_epoch());
    other.latest = other.earliest;
  }
  // A day that may be any of several lies before another one if all of them do. One of unknown
  // beginning may also not be.
  const bool is_before =
      condition.relation == DateRelation::before || condition.relation == DateRelation::by;
  const DayColumns& first = is_before ? days : other;
  const DayColumns& second = is_before ? other : days;
  const auto compare = [&](const auto& lies_before) {
    for (std::size_t at = 0; at < count; ++at) {
      const int is_certain = first.earliest[at] != all_days.earliest ? 1 : 0;
      const int all = lies_before(first.latest[at], second.earliest[at]) ? is_certain : 0;
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

Answers::DayColumns Answers::days_of(FactName name, FactOf of, const Days32::Loan& earliest,
                                     const Days32::Loan& latest) const {
  const auto& dates = std::get<DateColumn>(facts_.column(name));
  const std::size_t begin = range_.begin(fact(name).of);
  const DayColumns found{dates.earliest.data() + begin, dates.latest.data() + begin};
  if (fact(name).of == of) {
    return found;
  }
  range_.spread(found.earliest, earliest.data());
  range_.spread(found.latest, latest.data());
  return {earliest.data(), latest.data()};
}

std::int32_t Answers::ShiftedDays::of(std::int32_t day) const {
  const std::uint32_t at = static_cast<std::uint32_t>(day) - static_cast<std::uint32_t>(first);
  return at < table.size() ? table[at] : shifted(day, months, days);
}

const Answers::ShiftedDays& Answers::shifted_days(int months, int days) {
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

} // namespace libcase
