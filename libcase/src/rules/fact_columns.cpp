#include <algorithm>
#include <string>
#include <utility>

#include <libcase/rules/fact_columns.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "rules/fact_kinds.hpp"

namespace libcase {

namespace {

std::size_t rows_of(const FactColumns& columns, const Fact& fact) {
  return fact.of == FactOf::unit ? columns.unit_count() : columns.person_count();
}

bool is_left_out(const FactColumn& column) {
  return std::holds_alternative<std::monostate>(column);
}

bool has_kind(const FactColumn& column, FactKind kind) {
  return visit_kind(kind, [&]<FactKind Kind>(FactValues<Kind>) {
    return std::holds_alternative<typename FactValues<Kind>::Column>(column);
  });
}

void check_column(const FactColumn& column, const Fact& fact, std::size_t rows) {
  const auto* dates = std::get_if<DateColumn>(&column);
  if (dates != nullptr && dates->latest.size() != dates->earliest.size()) {
    throw InvalidValue("invalid_columns",
                       "expected as many latest days as earliest ones of the fact " +
                           std::string{to_text(fact.name)});
  }
  const std::size_t found =
      std::visit([](const auto& values) { return row_count(values); }, column);
  if (!has_kind(column, fact.kind) || found != rows) {
    throw InvalidValue("invalid_columns", "expected " + std::to_string(rows) + " values of kind " +
                                              std::string{to_text(fact.kind)} + " for the fact " +
                                              std::string{to_text(fact.name)} + ", found " +
                                              std::to_string(found));
  }
}

void check_record_days(const FactColumns& columns, const Fact& fact, std::size_t rows) {
  const std::size_t found = columns.recorded_on[static_cast<std::size_t>(fact.name)].size();
  if (found != 0 && found != rows) {
    throw InvalidValue("invalid_columns", "expected " + std::to_string(rows) +
                                              " days of records, or none, for the fact " +
                                              std::string{to_text(fact.name)} + ", found " +
                                              std::to_string(found));
  }
}

void check_programme_sets(const FactColumns& columns, const Fact& fact) {
  const auto is_none = [&](std::uint64_t set) {
    return (set & ~unknown_more) > columns.programme_sets.size();
  };
  if (fact.kind == FactKind::programmes &&
      std::ranges::any_of(std::get<SetColumn>(columns.column(fact.name)), is_none)) {
    throw InvalidValue("invalid_columns",
                       "expected the numbers of sets of programmes for the fact " +
                           std::string{to_text(fact.name)} + ", found one that no set has");
  }
}

template <class T>
std::vector<T> gathered(const std::vector<T>& from, std::span<const std::uint32_t> rows) {
  std::vector<T> values;
  if (!from.empty()) {
    values.reserve(rows.size());
    for (const std::uint32_t row : rows) {
      values.push_back(from[row]);
    }
  }
  return values;
}
DateColumn gathered(const DateColumn& from, std::span<const std::uint32_t> rows) {
  return {gathered(from.earliest, rows), gathered(from.latest, rows)};
}

template <class T>
void append_value(std::vector<T>& to, T value, std::size_t count) {
  to.resize(to.size() + count, value);
}
void append_value(DateColumn& to, Days days, std::size_t count) {
  append_value(to.earliest, days.earliest, count);
  append_value(to.latest, days.latest, count);
}

template <class T>
void append_rows(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}
void append_rows(DateColumn& to, const DateColumn& from) {
  append_rows(to.earliest, from.earliest);
  append_rows(to.latest, from.latest);
}

/// Ids that only some of the columns have are 0 for the others.
void append_ids(std::vector<std::int64_t>& to, std::size_t to_rows,
                const std::vector<std::int64_t>& from, std::size_t from_rows) {
  if (!to.empty() || !from.empty()) {
    to.resize(to_rows);
    append_rows(to, from);
    to.resize(to_rows + from_rows);
  }
}

/// The numbers of the sets of programmes of other columns among those of some.
class ProgrammeSetNumbers {
public:
  ProgrammeSetNumbers(FactColumns& columns, const FactColumns& others)
      : numbers_(others.programme_sets.size() + 1) {
    for (const auto& [programmes, number] : others.programme_sets) {
      numbers_[number] = columns.programme_set(programmes);
    }
  }
  std::uint64_t operator()(std::uint64_t set) const {
    return numbers_[set & ~unknown_more] | (set & unknown_more);
  }

private:
  std::vector<std::uint64_t> numbers_;
};

void append_column(FactColumns& to, FactColumns& from, const Fact& fact,
                   const ProgrammeSetNumbers& renumbered) {
  FactColumn& column = to.column(fact.name);
  FactColumn& more = from.column(fact.name);
  if (is_left_out(column) && is_left_out(more)) {
    return;
  }
  visit_kind(fact.kind, [&]<FactKind Kind>(FactValues<Kind> values) {
    using Column = typename FactValues<Kind>::Column;
    if (is_left_out(column)) {
      append_value(column.emplace<Column>(), values.unknown, rows_of(to, fact));
    }
    if (is_left_out(more)) {
      append_value(std::get<Column>(column), values.unknown, rows_of(from, fact));
      return;
    }
    auto& added = std::get<Column>(more);
    if constexpr (Kind == FactKind::programmes) {
      std::ranges::transform(added, added.begin(), renumbered);
    }
    append_rows(std::get<Column>(column), added);
  });
  more = {};
}

void append_record_days(FactColumns& to, const FactColumns& from, const Fact& fact) {
  const auto at = static_cast<std::size_t>(fact.name);
  std::vector<std::int32_t>& days = to.recorded_on[at];
  if (days.empty() && from.recorded_on[at].empty()) {
    return;
  }
  days.resize(rows_of(to, fact), unknown_record);
  append_rows(days, from.recorded_on[at]);
  days.resize(rows_of(to, fact) + rows_of(from, fact), unknown_record);
}

} // namespace

Days FactColumns::days(FactName name, std::size_t row) const {
  const auto* dates = std::get_if<DateColumn>(&column(name));
  return dates == nullptr ? Days::unknown() : value_at(*dates, row);
}

std::optional<Date> FactColumns::record_day(FactName name, std::size_t row) const {
  const std::vector<std::int32_t>& recorded = recorded_on[static_cast<std::size_t>(name)];
  const bool is_told =
      !recorded.empty() && recorded[row] != no_record && recorded[row] != unknown_record;
  return is_told ? std::optional{Date::from_days_since_epoch(recorded[row])} : std::nullopt;
}

bool FactColumns::is_assumed(FactName name, std::size_t row) const {
  const std::vector<std::int32_t>& recorded = recorded_on[static_cast<std::size_t>(name)];
  return !recorded.empty() && recorded[row] == no_record && fact(name).kind == FactKind::date &&
         days(name, row).is_exact();
}

std::uint64_t FactColumns::programme_set(const std::set<ProgrammeCode>& programmes) {
  return programmes.empty()
             ? 0
             : programme_sets.try_emplace(programmes, programme_sets.size() + 1).first->second;
}

void check(const FactColumns& columns) {
  if (columns.first_person.empty() || columns.first_person.front() != 0 ||
      !std::ranges::is_sorted(columns.first_person)) {
    throw InvalidValue("invalid_columns",
                       "expected where the persons of each unit begin, from 0 on and rising");
  }
  for (const Fact& asked : facts()) {
    if (const FactColumn& column = columns.column(asked.name); !is_left_out(column)) {
      check_column(column, asked, rows_of(columns, asked));
      check_programme_sets(columns, asked);
    }
    check_record_days(columns, asked, rows_of(columns, asked));
  }
}

FactColumns take(const FactColumns& columns, std::span<const std::uint32_t> units) {
  FactColumns taken;
  taken.programme_sets = columns.programme_sets;
  taken.first_person.reserve(units.size() + 1);
  std::vector<std::uint32_t> persons;
  for (const std::uint32_t unit : units) {
    for (std::uint32_t person = columns.first_person[unit]; person < columns.first_person[unit + 1];
         ++person) {
      persons.push_back(person);
    }
    taken.first_person.push_back(static_cast<std::uint32_t>(persons.size()));
  }
  taken.cases = gathered(columns.cases, units);
  taken.persons = gathered(columns.persons, persons);
  taken.references = columns.references;
  for (const Fact& asked : facts()) {
    const std::span<const std::uint32_t> rows = asked.of == FactOf::unit ? units : persons;
    visit_values(columns, asked, [&](auto, const auto& column) {
      taken.column(asked.name) = gathered(column, rows);
    });
    const auto at = static_cast<std::size_t>(asked.name);
    taken.recorded_on[at] = gathered(columns.recorded_on[at], rows);
  }
  return taken;
}

void append(FactColumns& to, FactColumns&& from) {
  if (to.unit_count() == 0) {
    to = std::move(from);
    return;
  }
  const ProgrammeSetNumbers renumbered{to, from};
  for (const Fact& asked : facts()) {
    append_record_days(to, from, asked);
    append_column(to, from, asked, renumbered);
  }
  append_ids(to.cases, to.unit_count(), from.cases, from.unit_count());
  append_ids(to.persons, to.person_count(), from.persons, from.person_count());
  to.references.merge(from.references);
  const std::uint32_t persons = to.first_person.back();
  to.first_person.reserve(to.first_person.size() + from.unit_count());
  for (std::size_t unit = 1; unit < from.first_person.size(); ++unit) {
    to.first_person.push_back(persons + from.first_person[unit]);
  }
  from = {};
}

bool is_known(const FactColumns& columns, FactName name, std::size_t row) {
  bool known = false;
  visit_values(columns, fact(name), [&](auto values, const auto& column) {
    known = values.is_known(value_at(column, row));
  });
  return known;
}

} // namespace libcase
