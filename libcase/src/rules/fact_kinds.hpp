// What the values of each kind of facts are in columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include <libcase/rules/fact_columns.hpp>

namespace libcase {

/// The values of a kind: their column, and which of them are known. A kind without it does not
/// compile.
template <FactKind>
struct FactValues;

template <class T, T Unknown>
struct PlainValues {
  using Value = T;
  using Column = std::vector<T>;
  static constexpr T unknown = Unknown;
  static constexpr bool is_known(T value) { return value != Unknown; }
};
struct SetValues : PlainValues<std::uint64_t, unknown_more> {
  static constexpr bool is_known(std::uint64_t set) { return (set & unknown_more) == 0; }
};

template <>
struct FactValues<FactKind::yes_no> : PlainValues<Verdict, Verdict::unknown> {};
template <>
struct FactValues<FactKind::code> : PlainValues<std::uint8_t, unknown_code> {};
template <>
struct FactValues<FactKind::codes> : SetValues {};
template <>
struct FactValues<FactKind::programmes> : SetValues {};
template <>
struct FactValues<FactKind::country> : PlainValues<std::uint16_t, 0> {};
template <>
struct FactValues<FactKind::count> {
  using Value = CountRange;
  using Column = CountColumn;
  static constexpr CountRange unknown = unknown_count;
  static constexpr bool is_known(CountRange count) { return count.is_exact(); }
};
template <>
struct FactValues<FactKind::date> {
  using Value = Days;
  using Column = DateColumn;
  static constexpr Days unknown = Days::unknown();
  static constexpr bool is_known(Days days) { return days.is_exact() || days.is_none(); }
};

namespace detail {

template <std::size_t Number, class Visit>
decltype(auto) visit_kind_from(FactKind kind, const Visit& visit) {
  constexpr auto this_kind = static_cast<FactKind>(Number);
  if constexpr (Number + 1 == code_names<FactKind>.size()) {
    return visit(FactValues<this_kind>{});
  } else {
    return kind == this_kind ? visit(FactValues<this_kind>{})
                             : visit_kind_from<Number + 1>(kind, visit);
  }
}

} // namespace detail

/// Calls `visit` with the FactValues of a kind.
template <class Visit>
decltype(auto) visit_kind(FactKind kind, const Visit& visit) {
  return detail::visit_kind_from<0>(kind, visit);
}

/// Calls `visit` with the FactValues of a fact and its column, unless that is left out.
template <class Columns, class Visit>
void visit_values(Columns& columns, const Fact& fact, const Visit& visit) {
  visit_kind(fact.kind, [&]<FactKind Kind>(FactValues<Kind> values) {
    if (auto* column = std::get_if<typename FactValues<Kind>::Column>(&columns.column(fact.name))) {
      visit(values, *column);
    }
  });
}

template <class T>
std::size_t row_count(const std::vector<T>& column) {
  return column.size();
}
inline std::size_t row_count(const DateColumn& column) {
  return column.earliest.size();
}
inline std::size_t row_count(std::monostate) {
  return 0;
}

template <class T>
T value_at(const std::vector<T>& column, std::size_t row) {
  return column[row];
}
inline Days value_at(const DateColumn& column, std::size_t row) {
  return {column.earliest[row], column.latest[row]};
}

template <class T>
void push_value(std::vector<T>& column, T value) {
  column.push_back(value);
}
inline void push_value(DateColumn& column, Days days) {
  column.earliest.push_back(days.earliest);
  column.latest.push_back(days.latest);
}

/// Adds rows at once, and returns the first of them.
template <class T>
std::size_t add_rows(std::vector<T>& column, std::size_t count) {
  column.resize(column.size() + count);
  return column.size() - count;
}
inline std::size_t add_rows(DateColumn& column, std::size_t count) {
  add_rows(column.latest, count);
  return add_rows(column.earliest, count);
}

template <class T>
void set_value(std::vector<T>& column, std::size_t row, T value) {
  column[row] = value;
}
inline void set_value(DateColumn& column, std::size_t row, Days days) {
  column.earliest[row] = days.earliest;
  column.latest[row] = days.latest;
}

// Codes of records that say what a fact says by having no value.
inline constexpr std::string_view unknown_text = "unknown";
inline constexpr std::string_view none_text = "none";

/// The value of a code: its number.
constexpr std::uint8_t code_value(std::string_view text, std::size_t number) {
  return text == unknown_text ? unknown_code : static_cast<std::uint8_t>(number);
}
/// What a code adds to a set: its bit.
constexpr std::uint64_t code_bits(std::string_view text, std::size_t number) {
  return text == unknown_text ? unknown_more : text == none_text ? 0 : std::uint64_t{1} << number;
}

} // namespace libcase
