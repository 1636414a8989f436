// Sets of columns: many rows in memory as one struct of columns of one length, described once.
//
// Statistics count such sets. Whoever reads, keeps, joins or hands over their rows walks over the
// description, so a new column is its member and its name in the description. A column of codes,
// countries or sets is a dimension that tables are given by.
#ifndef LIBCASE_DESCRIBE_COLUMN_SET_HPP
#define LIBCASE_DESCRIBE_COLUMN_SET_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
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

/// The most rows that a register may have for its columns to be read: ids are kept in 32 bits.
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

/// How many of something each row has.
struct Counts : std::vector<std::uint32_t> {
  static constexpr bool has_labels = false;
};

/// How many each row stands for; empty where all stand for one.
struct Weights : std::vector<std::uint32_t> {
  static constexpr bool has_labels = false;
};

/// Indexes into `values`, of which the first stands for nothing or unknown.
template <class Value, class Index>
struct Dictionary : std::vector<Index> {
  static constexpr bool has_labels = std::is_same_v<Value, std::vector<ProgrammeCode>>;
  std::vector<Value> values{Value{}};
};

/// When somebody was born, and where that is known from, in eight bytes.
class Birth {
public:
  /// Not known.
  Birth() = default;
  /// `age_reported_in`: where it was derived from an age in a published table, the month on whose
  /// first day the table reports ages; 0 otherwise.
  Birth(BirthDate born, std::uint8_t age_reported_in)
      : earliest_(born.earliest()), days_and_month_(age_reported_in) {
    if (born.is_set()) {
      days_and_month_ += static_cast<std::uint32_t>(born.latest().days_since_epoch() -
                                                    born.earliest().days_since_epoch())
                         << 8U;
    }
  }

  bool is_set() const { return earliest_.is_set(); }
  Date earliest() const { return earliest_; }
  Date latest() const {
    return is_set() ? earliest_.plus_days(static_cast<int>(days_and_month_ >> 8U)) : Date{};
  }
  std::uint8_t age_reported_in() const { return static_cast<std::uint8_t>(days_and_month_); }

  friend bool operator==(const Birth&, const Birth&) = default;
  friend auto operator<=>(const Birth&, const Birth&) = default;

private:
  Date earliest_{};
  std::uint32_t days_and_month_ = 0; // the days up to the latest one, above the month's eight bits
};
static_assert(sizeof(Birth) == 8);
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

/// Throws InvalidValue (`too_many_values`) where the values of two dictionaries are more than their
/// indexes can tell apart.
template <class Value, class Index>
void require_room(const columns::Dictionary<Value, Index>& one,
                  const columns::Dictionary<Value, Index>& other) {
  constexpr auto room = std::size_t{std::numeric_limits<Index>::max()} + 1;
  if (one.values.size() + other.values.size() <= room) {
    return;
  }
  std::set<Value> values{one.values.begin(), one.values.end()};
  values.insert(other.values.begin(), other.values.end());
  if (values.size() > room) {
    throw InvalidValue("too_many_values", "expected at most " + std::to_string(room) +
                                              " different values in a column");
  }
}

/// Adds what is missing to `values`; returns the index there of each of the others.
template <class Value, class Index>
std::vector<Index> merge_dictionary(std::vector<Value>& values, const std::vector<Value>& others) {
  std::map<Value, Index> index_of;
  for (std::size_t index = 0; index < values.size(); ++index) { // some value may stand twice
    index_of.emplace(values[index], static_cast<Index>(index));
  }
  std::vector<Index> indexes;
  for (const Value& value : others) {
    const auto [found, is_new] = index_of.emplace(value, static_cast<Index>(values.size()));
    if (is_new) {
      values.push_back(value);
    }
    indexes.push_back(found->second);
  }
  return indexes;
}

} // namespace detail

/// Appends the rows of another column. `size` and `from_size` count the rows of the whole sets: a
/// column that is left out is empty.
template <class T>
void append_rows(std::vector<T>& to, std::size_t, const std::vector<T>& from, std::size_t) {
  to.insert(to.end(), from.begin(), from.end());
}
template <class Value, class Index>
void append_rows(columns::Dictionary<Value, Index>& to, std::size_t,
                 const columns::Dictionary<Value, Index>& from, std::size_t) {
  detail::require_room(to, from);
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

/// Appends the rows of another set of the same kind, column by column. A column that one of them
/// leaves out is left out of both, but for weights. Throws InvalidValue (`too_many_values`), and
/// then nothing is appended.
template <DescribedStruct Set>
void append_rows(Set& to, const Set& from) {
  if (&to == &from) {
    append_rows(to, Set{from});
    return;
  }
  each_column<Set>([&](auto descriptor) { // all of them before the first column grows
    constexpr auto column = decltype(descriptor)::pointer;
    if constexpr (requires { (to.*column).values; }) {
      detail::require_room(to.*column, from.*column);
    }
  });
  const std::size_t size = to.size();
  const std::size_t from_size = from.size();
  each_column<Set>([&](auto descriptor) {
    auto& column = to.*decltype(descriptor)::pointer;
    const auto& more = from.*decltype(descriptor)::pointer;
    constexpr bool is_weights =
        std::is_same_v<std::remove_cvref_t<decltype(more)>, columns::Weights>;
    const bool is_left_out = (size > 0 && column.empty()) || (from_size > 0 && more.empty());
    if (is_weights || !is_left_out) {
      append_rows(column, size, more, from_size);
    } else {
      column.clear();
    }
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

#endif // LIBCASE_DESCRIBE_COLUMN_SET_HPP
