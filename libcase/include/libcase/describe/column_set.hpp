// Sets of columns: many rows in memory as one struct of columns of one length, described once.
//
// Statistics count such sets. Whoever reads, keeps, joins or hands over their rows walks over the
// description, so a new column is its member and its name in the description. A column of codes,
// countries or sets is a dimension that tables are given by.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/mp11/algorithm.hpp>

#include <libcase/describe/described.hpp>
#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/programme_code.hpp>

namespace libcase {

/// Of a register whose rows columns are read from: its ids fit 32 bits.
inline constexpr std::int64_t most_rows_in_columns = std::numeric_limits<std::uint32_t>::max();

/// The types that columns of a set can have.
namespace columns {

/// Days since 1970-01-01.
struct Days : std::vector<std::int32_t> {
  static constexpr bool has_labels = false;
};

/// Codes of an enum.
template <DescribedEnum E>
struct Codes : std::vector<std::uint8_t> {
  using code = E;
  static constexpr bool has_labels = true;
};

/// Countries, as Country::index(); 0 where unknown.
struct Countries : std::vector<std::uint16_t> {
  static constexpr bool has_labels = true;
};

/// Ids of records of one kind.
template <class R>
struct Ids : std::vector<std::uint32_t> {
  using record = R;
  static constexpr bool has_labels = false;
};

/// Amounts of money, in cents of one currency.
struct Cents : std::vector<std::int64_t> {
  static constexpr bool has_labels = false;
};

/// How many each row stands for; empty where that is one.
struct Weights : std::vector<std::uint32_t> {
  static constexpr bool has_labels = false;
};

/// Indexes into `values`, of which the first stands for nothing or unknown.
template <class Value, class Index>
struct Dictionary : std::vector<Index> {
  static constexpr bool has_labels = std::is_same_v<Value, std::vector<ProgrammeCode>>;
  std::vector<Value> values{Value{}};
};

/// When somebody was born, and where that is known from.
struct Birth : BirthDate {
  /// The month on whose first day a published table told the age that it follows from; 0 where it
  /// follows from no such age.
  std::uint8_t age_told_in = 0;

  friend bool operator==(const Birth&, const Birth&) = default;
  friend auto operator<=>(const Birth&, const Birth&) = default;
};
using Births = Dictionary<Birth, std::uint32_t>;
/// Combinations of programmes, each sorted by code.
using ProgrammeSets = Dictionary<std::vector<ProgrammeCode>, std::uint16_t>;

} // namespace columns

/// What Describe cannot say of a column of a set.
struct SetColumnOptions {
  bool is_dimension = true;        ///< of a column with labels: tables are given by it
  std::string_view each_name{};    ///< of sets: the dimension of each value, beside that of the set
  std::string_view each_meaning{}; ///< under what a row counts by it: "each programme in force"
  std::string_view band_name{};    ///< of births: the dimension of bands of ages
};

/// Specialise directly under a set of columns to set the options of one of them.
template <auto Member>
inline constexpr SetColumnOptions set_column_options{};

/// Calls `visit` with the descriptor of each column: its `name` and `pointer`.
template <DescribedStruct Set, class Visit>
constexpr void each_column(const Visit& visit) {
  boost::mp11::mp_for_each<members_of<Set>>(visit);
}

/// The type of the column that a descriptor stands for.
template <class Set, class Descriptor>
using column_type = std::remove_cvref_t<decltype(std::declval<Set&>().*Descriptor::pointer)>;

namespace detail {

template <class Value, class Index>
std::vector<Index> merge_dictionary(std::vector<Value>& values, const std::vector<Value>& others) {
  std::map<Value, Index> index_of;
  for (const Value& value : values) {
    index_of.emplace(value, static_cast<Index>(index_of.size()));
  }
  std::vector<Index> indexes;
  for (const Value& value : others) {
    const auto [found, is_new] = index_of.emplace(value, static_cast<Index>(values.size()));
    if (is_new) {
      if (values.size() > std::numeric_limits<Index>::max()) {
        throw InvalidValue("too_many_values",
                           "expected at most " + std::to_string(std::numeric_limits<Index>::max()) +
                               " different values in a column");
      }
      values.push_back(value);
    }
    indexes.push_back(found->second);
  }
  return indexes;
}

} // namespace detail

/// Appends the rows of another column. The sizes are those of the sets, which a column may be
/// left out of by being empty.
template <class T>
void append_rows(std::vector<T>& to, std::size_t, const std::vector<T>& from, std::size_t) {
  to.insert(to.end(), from.begin(), from.end());
}
template <class Value, class Index>
void append_rows(columns::Dictionary<Value, Index>& to, std::size_t,
                 const columns::Dictionary<Value, Index>& from, std::size_t) {
  const auto indexes = detail::merge_dictionary<Value, Index>(to.values, from.values);
  to.resize(to.size() + from.size());
  std::transform(from.begin(), from.end(), to.end() - static_cast<std::ptrdiff_t>(from.size()),
                 [&](Index index) { return indexes[index]; });
}
inline void append_rows(columns::Weights& to, std::size_t size, const columns::Weights& from,
                        std::size_t from_size) {
  if (to.empty() && from.empty()) {
    return;
  }
  to.resize(size, 1); // where one side has weights, a row of the other stands for one
  to.insert(to.end(), from.begin(), from.end());
  to.resize(size + from_size, 1);
}

/// Appends the rows of another set of the same kind, column by column.
template <DescribedStruct Set>
void append_rows(Set& to, const Set& from) {
  const std::size_t size = to.size(); // asked before the first column grows
  each_column<Set>([&](auto column) {
    append_rows(to.*decltype(column)::pointer, size, from.*decltype(column)::pointer, from.size());
  });
}

/// Leaves out the rows that are marked.
template <DescribedStruct Set>
void drop_rows(Set& set, const std::vector<bool>& is_dropped) {
  each_column<Set>([&](auto descriptor) {
    auto& column = set.*decltype(descriptor)::pointer;
    std::size_t kept = 0;
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (!is_dropped[row]) {
        column[kept++] = column[row];
      }
    }
    column.resize(kept);
  });
}

/// The rows of these numbers, in their order.
template <DescribedStruct Set>
Set take_rows(const Set& set, std::span<const std::size_t> rows) {
  Set taken;
  each_column<Set>([&](auto descriptor) {
    const auto& from = set.*decltype(descriptor)::pointer;
    auto& to = taken.*decltype(descriptor)::pointer;
    if constexpr (requires { to.values; }) {
      to.values = from.values;
    }
    for (const std::size_t row : from.empty() ? std::span<const std::size_t>{} : rows) {
      to.push_back(from[row]);
    }
  });
  return taken;
}

/// The bytes that the columns and their dictionaries take.
template <DescribedStruct Set>
std::size_t byte_count(const Set& set) {
  std::size_t bytes = 0;
  each_column<Set>([&](auto descriptor) {
    const auto& column = set.*decltype(descriptor)::pointer;
    bytes += column.size() * sizeof(column[0]);
    if constexpr (requires { column.values; }) {
      bytes += column.values.size() * sizeof(column.values[0]);
    }
  });
  return bytes;
}

} // namespace libcase
