#include "rules/answers.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include <libcase/vocabulary/birth_date.hpp>

#include "rules/fact_set.hpp"

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

/// Whether all of these codes, one at least, are the same.
bool are_alike(const std::uint8_t* codes, std::size_t count) {
  std::uint8_t differing = 0; // every bit in which one of them differs from the first
  for (std::size_t at = 0; at < count; ++at) {
    differing |= static_cast<std::uint8_t>(codes[at] ^ codes[0]);
  }
  return count > 0 && differing == 0;
}

bool is_listed(const ListedCountry& listed, std::int32_t day) {
  return (!listed.from || listed.from->days_since_epoch() <= day) &&
         (!listed.until || day < listed.until->days_since_epoch());
}

} // namespace

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

void Answers::turn_to(UnitRange range, const std::int32_t* version_dates) {
  range_ = std::move(range);
  version_dates_ = version_dates;
  days_asked_.clear();
  std::int32_t first = all_days.latest;
  std::int32_t last = all_days.earliest;
  for (std::size_t unit = 0; unit < range_.units(); ++unit) {
    first = std::min(first, version_dates[unit]);
    last = std::max(last, version_dates[unit]);
  }
  first_version_date_ = first;
  last_version_date_ = last;
}

template <class Form>
void Answers::answer_form(const Form&, FactOf, Verdict*) {
  static_assert(sizeof(Form) == 0, "a form of condition has no answer");
}

void Answers::answer_of_persons(const Condition& condition, Verdict* out) {
  if (condition.of() == FactOf::person) {
    answer(condition, out);
    return;
  }
  const ColumnPool<Verdict>::Loan of_units{verdicts_, range_.units()};
  answer(condition, of_units.data());
  range_.project(of_units.data(), out);
}

bool Answers::is_left_out(FactName name) const {
  return std::holds_alternative<std::monostate>(facts_.column(name));
}

FactName Answers::given(FactName name) const {
  const bool has_own = name != FactName::own_departure_on || !is_left_out(name);
  return has_own ? name : FactName::departure_on;
}

template <class Column>
const auto* Answers::values(FactName name) const {
  return std::get<Column>(facts_.column(name)).data() + range_.begin(fact(name).of);
}

const Verdict* Answers::of_persons(const Condition& condition, Verdict* room) {
  const auto* asked = std::get_if<IsSo>(&condition.form());
  if (asked != nullptr && condition.of() == FactOf::person && !is_left_out(asked->fact)) {
    return values<VerdictColumn>(asked->fact);
  }
  answer_of_persons(condition, room);
  return room;
}

template <class Column>
void Answers::answer_each(FactName name, Verdict* out, const auto& verdict_of_value) const {
  const std::size_t count = range_.size(fact(name).of);
  if (is_left_out(name)) {
    std::fill_n(out, count, Verdict::unknown);
    return;
  }
  const auto* first = values<Column>(name);
  std::transform(first, first + count, out, verdict_of_value);
}

template <>
void Answers::answer_form(const AllOf& all, FactOf of, Verdict* out) {
  answer_parts(all.parts, of, Verdict::met, std::logical_and<>{}, out);
}

template <>
void Answers::answer_form(const AnyOf& any, FactOf of, Verdict* out) {
  answer_parts(any.parts, of, Verdict::not_met, std::logical_or<>{}, out);
}

template <>
void Answers::answer_form(const Not& negation, FactOf of, Verdict* out) {
  answer(*negation.part, out);
  std::transform(out, out + range_.size(of), out, [](Verdict verdict) { return !verdict; });
}

void Answers::answer_of(FactOf of, const Condition& condition, Verdict* out) {
  of == FactOf::person ? answer_of_persons(condition, out) : answer(condition, out);
}

void Answers::answer_parts(const std::vector<Condition>& parts, FactOf of, Verdict empty,
                           const auto& combine, Verdict* out) {
  const std::size_t count = range_.size(of);
  if (parts.empty()) {
    std::fill_n(out, count, empty);
    return;
  }
  answer_of(of, parts.front(), out);
  const ColumnPool<Verdict>::Loan next{verdicts_, count};
  for (std::size_t part = 1; part < parts.size(); ++part) {
    answer_of(of, parts[part], next.data());
    std::transform(out, out + count, next.data(), out, combine);
  }
}

template <>
void Answers::answer_form(const IsSo& asked, FactOf of, Verdict* out) {
  if (is_left_out(asked.fact)) {
    std::fill_n(out, range_.size(of), Verdict::unknown);
  } else {
    std::copy_n(values<VerdictColumn>(asked.fact), range_.size(of), out);
  }
}

template <>
void Answers::answer_form(const CodeIn& asked, FactOf of, Verdict* out) {
  if (fact(asked.fact).kind == FactKind::codes) {
    answer_set(asked.fact, asked.codes, out);
    return;
  }
  std::array<Verdict, 256> by_code{};
  for (std::size_t code = 0; code < 64; ++code) {
    by_code[code] = verdict_of((asked.codes >> code & 1U) != 0);
  }
  by_code[unknown_code] = Verdict::unknown;
  if (!is_left_out(asked.fact) && are_alike(values<CodeColumn>(asked.fact), range_.size(of))) {
    std::fill_n(out, range_.size(of), by_code[*values<CodeColumn>(asked.fact)]);
    return;
  }
  answer_each<CodeColumn>(asked.fact, out, [&](std::uint8_t code) { return by_code[code]; });
}

template <>
void Answers::answer_form(const ProgrammeIn& asked, FactOf, Verdict* out) {
  std::vector<Verdict> by_set(facts_.programme_sets.size() + 1, Verdict::not_met);
  for (const auto& set : facts_.programme_sets) {
    by_set[set.second] = verdict_of(std::ranges::any_of(
        asked.programmes, [&](const ProgrammeCode& code) { return set.first.contains(code); }));
  }
  answer_each<SetColumn>(asked.fact, out, [&](std::uint64_t set) {
    const bool is_whole = (set & unknown_more) == 0;
    return by_set[set & ~unknown_more] || (is_whole ? Verdict::not_met : Verdict::unknown);
  });
}

/// A set that may hold more than is known has none of the wanted ones only perhaps.
void Answers::answer_set(FactName name, std::uint64_t wanted, Verdict* out) const {
  answer_each<SetColumn>(name, out, [&](std::uint64_t set) {
    const bool is_whole = (set & unknown_more) == 0;
    return (set & wanted) != 0 ? Verdict::met : is_whole ? Verdict::not_met : Verdict::unknown;
  });
}

template <>
void Answers::answer_form(const CountryIn& asked, FactOf, Verdict* out) {
  std::vector<Verdict> by_country(Country::all().size() + 1, Verdict::not_met);
  by_country[0] = Verdict::unknown;
  for (const Country& country : asked.countries) {
    by_country[country.index()] = Verdict::met;
  }
  answer_countries(asked.fact, by_country, out);
}

template <>
void Answers::answer_form(const CountryOnList& asked, FactOf of, Verdict* out) {
  const PreparedList& list = lists_.at(asked.list);
  std::vector<Verdict> by_country = list.verdicts;
  std::vector<const ListedCountry*> changing; // among the days that picked the version
  for (const ListedCountry* listed : list.dated) {
    Verdict& verdict = by_country[listed->country.index()];
    const bool is_listed_first = is_listed(*listed, first_version_date_);
    if (is_listed_first != is_listed(*listed, last_version_date_) ||
        (listed->from && listed->until)) {
      changing.push_back(listed);
    } else if (is_listed_first) {
      verdict = Verdict::met;
    } else if (verdict == Verdict::unknown) { // its dates are known
      verdict = Verdict::not_met;
    }
  }
  answer_countries(asked.fact, by_country, out);
  if (!changing.empty() && !is_left_out(asked.fact)) {
    answer_dated(changing, asked.fact, of, out);
  }
}

void Answers::answer_countries(FactName name, const std::vector<Verdict>& by_country,
                               Verdict* out) const {
  answer_each<CountryColumn>(name, out, [&](std::uint16_t country) { return by_country[country]; });
}

void Answers::answer_dated(const std::vector<const ListedCountry*>& dated, FactName name, FactOf of,
                           Verdict* out) {
  const std::uint16_t* countries = values<CountryColumn>(name);
  const Days32::Loan days{days_, range_.size(of)};
  if (of == FactOf::person) {
    range_.project(version_dates_, days.data());
  } else {
    std::copy_n(version_dates_, range_.units(), days.data());
  }
  for (std::size_t row = 0; row < range_.size(of); ++row) {
    for (const ListedCountry* listed : dated) {
      if (listed->country.index() != countries[row]) {
        continue;
      }
      if (is_listed(*listed, days[row])) {
        out[row] = Verdict::met;
      } else if (out[row] == Verdict::unknown) {
        out[row] = Verdict::not_met;
      }
    }
  }
}

const std::uint16_t* Answers::countries_of(FactName name, FactOf of,
                                           const ColumnPool<std::uint16_t>::Loan& loan) const {
  const std::uint16_t* countries = values<CountryColumn>(name);
  if (fact(name).of == of) {
    return countries;
  }
  range_.project(countries, loan.data());
  return loan.data();
}

template <>
void Answers::answer_form(const SameCountry& asked, FactOf of, Verdict* out) {
  const std::size_t count = range_.size(of);
  if (is_left_out(asked.fact) || is_left_out(asked.other)) {
    std::fill_n(out, count, Verdict::unknown);
    return;
  }
  const ColumnPool<std::uint16_t>::Loan left_loan{countries_, count};
  const ColumnPool<std::uint16_t>::Loan right_loan{countries_, count};
  const std::uint16_t* left = countries_of(asked.fact, of, left_loan);
  const std::uint16_t* right = countries_of(asked.other, of, right_loan);
  std::transform(left, left + count, right, out, [](std::uint16_t one, std::uint16_t other) {
    return one == 0 || other == 0 ? Verdict::unknown : verdict_of(one == other);
  });
}

template <>
void Answers::answer_form(const CountBetween& asked, FactOf, Verdict* out) {
  using Limits = std::numeric_limits<std::int32_t>;
  const auto least = static_cast<std::int32_t>(asked.at_least.value_or(Limits::min()));
  const auto most = static_cast<std::int32_t>(asked.at_most.value_or(Limits::max()));
  std::optional<FactName> day = day_of_age(asked.fact);
  day = day ? std::optional{given(*day)} : day;
  if (day && !is_left_out(FactName::born_on) && !is_left_out(*day)) {
    answer_age(*day, least, most, out);
    return;
  }
  answer_each<CountColumn>(asked.fact, out, [&](CountRange count) {
    const bool are_all = least <= count.least && count.most <= most;
    const bool are_some = least <= count.most && count.least <= most;
    return are_all ? Verdict::met : verdict_of(are_some) && Verdict::unknown;
  });
}

void Answers::answer_age(FactName day, std::int32_t least, std::int32_t most, Verdict* out) {
  const std::size_t count = range_.persons();
  const DayColumns on = days_of(day, FactOf::person);
  const DayColumns born = days_of(FactName::born_on, FactOf::person);
  const auto age = [](std::int32_t born_on, std::int32_t on_day) {
    return std::max(
        0, age_on(Date::from_days_since_epoch(born_on), Date::from_days_since_epoch(on_day)));
  };
  for (std::size_t row = 0; row < count; ++row) {
    const Days of_birth{born.earliest[row], born.latest[row]};
    const Days on_days{on.earliest[row], on.latest[row]};
    if (of_birth.is_none() || on_days.is_none()) {
      out[row] = Verdict::not_met;
      continue;
    }
    const bool has_youngest =
        of_birth.latest != all_days.latest && on_days.earliest != all_days.earliest;
    const bool has_eldest =
        of_birth.earliest != all_days.earliest && on_days.latest != all_days.latest;
    const std::int32_t youngest = has_youngest ? age(of_birth.latest, on_days.earliest) : 0;
    const std::int32_t eldest = has_eldest ? age(of_birth.earliest, on_days.latest)
                                           : std::numeric_limits<std::int32_t>::max();
    const bool are_all = least <= youngest && eldest <= most;
    const bool are_some = least <= eldest && youngest <= most;
    out[row] = are_all ? Verdict::met : verdict_of(are_some) && Verdict::unknown;
  }
}

template <>
void Answers::answer_form(const NotRecorded&, FactOf of, Verdict* out) {
  std::fill_n(out, range_.size(of), Verdict::unknown);
}

template <>
void Answers::answer_form(const DateCompared& asked, FactOf of, Verdict* out) {
  const std::size_t count = range_.size(of);
  const auto* shifted_date = std::get_if<ShiftedDate>(&asked.other);
  if (is_left_out(given(asked.fact)) ||
      (shifted_date != nullptr && is_left_out(given(shifted_date->fact)))) {
    std::fill_n(out, count, Verdict::unknown);
    return;
  }
  const Days32::Loan earliest{days_, count};
  const Days32::Loan latest{days_, count};
  const DayColumns days = days_of(asked.fact, of);
  const DayColumns other = compared_days(asked, of, earliest, latest);
  const bool is_before =
      asked.relation == DateRelation::before || asked.relation == DateRelation::by;
  const DayColumns& first = is_before ? days : other;
  const DayColumns& second = is_before ? other : days;
  const auto compare_exact = [&](const auto& lies_before) {
    std::transform(
        first.earliest, first.earliest + count, second.earliest, out,
        [&](std::int32_t one, std::int32_t two) { return verdict_of(lies_before(one, two)); });
  };
  // A day that may be any of several lies before another one if all of them do, and perhaps if
  // some do. One of unknown beginning may also not be, so that "all" is not certain of it. The sum
  // of all and some is then the verdict: 0 not met, 1 unknown, 2 met. A date that is known not to
  // be, whose earliest day is after its latest, masks the sum to 0.
  const auto compare = [&](const auto& lies_before) {
    if (days.are_exact() && other.are_exact()) {
      compare_exact(lies_before);
      return;
    }
    for (std::size_t row = 0; row < count; ++row) {
      const int is_certain = first.earliest[row] != all_days.earliest ? 1 : 0;
      const int all = lies_before(first.latest[row], second.earliest[row]) ? is_certain : 0;
      const int some = lies_before(first.earliest[row], second.latest[row]) ? 1 : 0;
      const bool exist =
          first.earliest[row] <= first.latest[row] && second.earliest[row] <= second.latest[row];
      const int mask = exist ? 3 : 0;
      out[row] = static_cast<Verdict>((all + some) & mask);
    }
  };
  if (asked.relation == DateRelation::by || asked.relation == DateRelation::from) {
    compare(std::less_equal<>{});
  } else {
    compare(std::less<>{});
  }
}

Answers::DayColumns Answers::compared_days(const DateCompared& asked, FactOf of,
                                           const Days32::Loan& earliest,
                                           const Days32::Loan& latest) {
  const std::size_t count = range_.size(of);
  if (const Date* day = std::get_if<Date>(&asked.other)) {
    std::fill_n(earliest.data(), count, day->days_since_epoch());
    return {earliest.data(), earliest.data()};
  }
  const auto& date = std::get<ShiftedDate>(asked.other);
  const DayColumns days = days_of(date.fact, of);
  if (date.plus_months == 0 && date.plus_days == 0) {
    return days;
  }
  const ShiftedDays& table = shifted_days(date.plus_months, date.plus_days);
  const auto shift = [&](std::int32_t day) { return table.of(day); };
  std::transform(days.earliest, days.earliest + count, earliest.data(), shift);
  if (days.are_exact()) {
    return {earliest.data(), earliest.data()};
  }
  std::transform(days.latest, days.latest + count, latest.data(), shift);
  return {earliest.data(), latest.data()};
}

Answers::DayColumns Answers::days_of(FactName asked_name, FactOf of) {
  const FactName name = given(asked_name);
  const bool is_projected = fact(name).of != of;
  const auto found = std::ranges::find_if(days_asked_, [&](const AskedDays& asked) {
    return asked.fact == name && asked.is_projected == is_projected;
  });
  if (found != days_asked_.end()) {
    return found->days;
  }
  const DayColumns days =
      is_projected ? projected(name, days_of(name, FactOf::unit)) : days_in_columns(name);
  days_asked_.push_back({name, is_projected, days});
  return days;
}

Answers::DayColumns Answers::days_in_columns(FactName name) const {
  const auto& dates = std::get<DateColumn>(facts_.column(name));
  const std::int32_t* earliest = dates.earliest.data() + range_.begin(fact(name).of);
  const std::int32_t* latest = dates.latest.data() + range_.begin(fact(name).of);
  const bool are_exact = std::equal(earliest, earliest + range_.size(fact(name).of), latest);
  return {earliest, are_exact ? earliest : latest};
}

Answers::DayColumns Answers::projected(FactName name, const DayColumns& of_units) {
  const auto project = [&](const std::int32_t* from, std::vector<std::int32_t>& to) {
    to.resize(range_.persons() + persons_at_once);
    range_.project(from, to.data());
    return to.data();
  };
  ProjectedDays& days = projected_[name];
  const std::int32_t* earliest = project(of_units.earliest, days.earliest);
  return {earliest, of_units.are_exact() ? earliest : project(of_units.latest, days.latest)};
}

std::int32_t Answers::ShiftedDays::of(std::int32_t day) const {
  // Unsigned, so that a day before the first is beyond the table too.
  const std::uint32_t row = static_cast<std::uint32_t>(day) - static_cast<std::uint32_t>(first);
  return row < table.size() ? table[row] : shifted(day, months, days);
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

// Behind the answers to all forms, which it makes use of.
void Answers::answer(const Condition& condition, Verdict* out) {
  std::visit([&](const auto& form) { answer_form(form, condition.of(), out); }, condition.form());
}

} // namespace libcase
