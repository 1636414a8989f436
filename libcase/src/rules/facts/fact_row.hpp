// A fact with the function that reads it: the one place in which a fact stands, beside its name.
//
// Of whom it is, its kind and its codes follow from the function: what it is given, and what it
// returns.
//
//   returns                     kind        empty
//   Verdict                     yes_no      Verdict::unknown
//   std::optional<E>            code        unknown, as is an E that is called so
//   CodeSet<E>                  codes       none of them
//   std::set<ProgrammeCode>     programmes  none of them
//   std::optional<Country>      country     unknown
//   std::optional<std::int32_t> count       unknown
//   CountRange                  count       unknown_count
//   Days                        date        Days::unknown(), Days::none()
//   Dated<T>                    that of T   that of T
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>

#include <libcase/describe/columns.hpp>
#include <libcase/rules/facts.hpp>
#include <libcase/vocabulary/country.hpp>

#include "rules/fact_kinds.hpp"
#include "rules/facts/unit_on_day.hpp"

namespace libcase {

/// Codes that hold beside each other, and whether there may be more.
template <DescribedEnum E>
class CodeSet {
public:
  static constexpr CodeSet unknown() {
    CodeSet set;
    set.add_unknown();
    return set;
  }
  /// A code that is called unknown says that there may be more; one that is called none, nothing.
  constexpr void add(E code) { bits_ |= code_bits(to_text(code), static_cast<std::size_t>(code)); }
  constexpr void add_unknown() { bits_ |= unknown_more; }
  constexpr std::uint64_t bits() const { return bits_; }

private:
  std::uint64_t bits_ = 0;
};

/// A value, and the day of the record that tells it; without a day where no record does.
template <class T>
struct Dated {
  T value;
  std::optional<Date> on{};
};

/// What a record tells by one of its members; unknown without a record.
template <class R>
Dated<Verdict> told_by(const R* record, bool R::*is_so) {
  if (record == nullptr) {
    return {Verdict::unknown};
  }
  return {verdict_of(record->*is_so), record->on};
}
template <class R, DescribedEnum E>
Dated<std::optional<E>> told_by(const R* record, E R::*code) {
  if (record == nullptr) {
    return {};
  }
  return {record->*code, record->on};
}

/// What a reader's value is in a column. A type without it is no fact's.
template <class T>
struct ReadValue;

template <>
struct ReadValue<Verdict> {
  static constexpr FactKind kind = FactKind::yes_no;
  static Verdict in(Verdict verdict, FactColumns&) { return verdict; }
};
template <DescribedEnum E>
struct ReadValue<std::optional<E>> {
  static constexpr FactKind kind = FactKind::code;
  using Code = E;
  static std::uint8_t in(std::optional<E> code, FactColumns&) {
    return code ? code_value(to_text(*code), static_cast<std::size_t>(*code)) : unknown_code;
  }
};
template <DescribedEnum E>
struct ReadValue<CodeSet<E>> {
  static constexpr FactKind kind = FactKind::codes;
  using Code = E;
  static std::uint64_t in(CodeSet<E> codes, FactColumns&) { return codes.bits(); }
};
template <>
struct ReadValue<std::set<ProgrammeCode>> {
  static constexpr FactKind kind = FactKind::programmes;
  static std::uint64_t in(const std::set<ProgrammeCode>& programmes, FactColumns& columns) {
    return columns.programme_set(programmes);
  }
};
template <>
struct ReadValue<std::optional<Country>> {
  static constexpr FactKind kind = FactKind::country;
  static std::uint16_t in(const std::optional<Country>& country, FactColumns&) {
    return country ? country->index() : std::uint16_t{0};
  }
};
template <>
struct ReadValue<std::optional<std::int32_t>> {
  static constexpr FactKind kind = FactKind::count;
  static CountRange in(std::optional<std::int32_t> count, FactColumns&) {
    return count ? CountRange{*count} : unknown_count;
  }
};
template <>
struct ReadValue<CountRange> {
  static constexpr FactKind kind = FactKind::count;
  static CountRange in(CountRange count, FactColumns&) { return count; }
};
template <>
struct ReadValue<Days> {
  static constexpr FactKind kind = FactKind::date;
  static Days in(Days days, FactColumns&) { return days; }
};
template <class T>
struct ReadValue<Dated<T>> : ReadValue<T> {
  static auto in(const Dated<T>& dated, FactColumns& columns) {
    return ReadValue<T>::in(dated.value, columns);
  }
};

/// A fact, and what puts its value behind those that its column has.
struct FactRow {
  Fact fact;
  Kinds found_from; ///< beside cases, persons and members
  void (*read)(const UnitOnDay& unit, FactName name, FactColumns& columns);
};

/// The table whose record would tell a fact where it is unknown, and others that it is found from.
struct Evidence {
  std::string_view table;
  std::span<const std::string_view> also_from{};
  Kinds kinds{};
};

template <class... R>
inline constexpr std::array<std::string_view, sizeof...(R)> tables_of{record_kind<R>().table...};
template <class R, class... More>
inline constexpr Evidence evidence{record_kind<R>().table, tables_of<More...>,
                                   kinds_of<R, More...>};
inline constexpr Evidence no_evidence{};

namespace detail {

template <auto Reader>
struct ReaderTraits;
template <class T, class Read, T (*Reader)(const Read&)>
struct ReaderTraits<Reader> {
  using Value = T;
  static constexpr bool is_of_unit = std::is_same_v<Read, UnitOnDay>;
  static_assert(is_of_unit || std::is_same_v<Read, MemberOnDay>);
};

/// Puts the day of a value's record behind those of its fact.
template <class T>
void push_record_day(const T&, FactName, FactColumns&) {}
template <class T>
void push_record_day(const Dated<T>& dated, FactName name, FactColumns& columns) {
  columns.recorded_on[static_cast<std::size_t>(name)].push_back(
      dated.on ? dated.on->days_since_epoch() : no_record);
}

template <auto Reader>
void read_fact(const UnitOnDay& unit, FactName name, FactColumns& columns) {
  using Traits = ReaderTraits<Reader>;
  using As = ReadValue<typename Traits::Value>;
  using Column = typename FactValues<As::kind>::Column;
  FactColumn& any = columns.column(name);
  auto* column = std::get_if<Column>(&any);
  if (column == nullptr) {
    column = &any.template emplace<Column>();
  }
  if constexpr (Traits::is_of_unit) {
    const typename Traits::Value value = Reader(unit);
    push_value(*column, As::in(value, columns));
    push_record_day(value, name, columns);
  } else {
    const std::size_t first = add_rows(*column, unit.members().size());
    for (std::size_t member = 0; member < unit.members().size(); ++member) {
      const typename Traits::Value value = Reader(MemberOnDay{unit, member});
      set_value(*column, first + member, As::in(value, columns));
      push_record_day(value, name, columns);
    }
  }
}

} // namespace detail

/// A fact that this function reads.
template <auto Reader>
consteval FactRow fact_row(FactName name, const Evidence& evidence) {
  using Traits = detail::ReaderTraits<Reader>;
  using As = ReadValue<typename Traits::Value>;
  Fact fact{.name = name,
            .of = Traits::is_of_unit ? FactOf::unit : FactOf::person,
            .kind = As::kind,
            .evidence_table = evidence.table,
            .also_from = evidence.also_from};
  if constexpr (requires { typename As::Code; }) {
    fact.codes = code_names<typename As::Code>;
    fact.code_type = type_name<typename As::Code>;
  }
  return {fact, evidence.kinds, &detail::read_fact<Reader>};
}

/// A fact for reckoning, which stands in no sentence.
consteval FactRow unshown(FactRow row) {
  row.fact.is_shown = false;
  return row;
}

/// A fact that another one has to be known for first.
consteval FactRow once_known(FactName first, FactRow row) {
  row.fact.settled_after = first;
  return row;
}

/// A fact whose value no sentence tells, as of members that are `ColumnOptions::sensitive`.
consteval FactRow sensitive(FactRow row) {
  row.fact.is_sensitive = true;
  return row;
}

/// The facts of all subjects in the order of their names. Does not compile where a name has no row,
/// or two.
template <class... Subjects>
consteval std::array<FactRow, fact_count> in_order(const Subjects&... subjects) {
  std::array<FactRow, fact_count> rows{};
  const auto put = [&](const FactRow& row) {
    FactRow& own = rows[static_cast<std::size_t>(row.fact.name)];
    if (own.read != nullptr) {
      throw "a fact has one row";
    }
    own = row;
  };
  const auto put_all = [&](const auto& subject) {
    for (const FactRow& row : subject) {
      put(row);
    }
  };
  (put_all(subjects), ...);
  for (const FactRow& row : rows) {
    if (row.read == nullptr) {
      throw "each name of a fact has a row, with the function that reads it";
    }
  }
  return rows;
}

} // namespace libcase
