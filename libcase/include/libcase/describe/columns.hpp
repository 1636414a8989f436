// One walk over a description, kept as run-time data.
//
// A record kind is a struct described with Boost.Describe; `record_kind<R>()` is that description
// as a table of columns. SQL, CSV, JSON, Arrow, Python, the schema page and the digests of the
// audit chain are ordinary functions over these columns; none of them is written per record.
//
// What Describe cannot say of a member stands in `column_options<&R::member>`, directly under
// the record.
#ifndef LIBCASE_DESCRIBE_COLUMNS_HPP
#define LIBCASE_DESCRIBE_COLUMNS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include <libcase/describe/described.hpp>
#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/ids.hpp>
#include <libcase/vocabulary/money.hpp>
#include <libcase/vocabulary/programme_code.hpp>

namespace libcase {

/// What a column holds.
enum class ColumnKind : std::uint8_t {
  boolean,
  integer,
  text,
  code, ///< an enumerator; `Column::codes` are the possible texts
  date,
  country,
  programme,
  money,      ///< two stored columns: `NAME_cents` and `NAME_currency`
  birth_date, ///< two stored columns: `NAME_earliest` and `NAME_latest`
  link,       ///< the id of a record; `Column::links_to` is its table
};

/// The index of an enumerator in `Column::codes`.
struct CodeIndex {
  std::uint8_t value;
  friend constexpr bool operator==(CodeIndex, CodeIndex) = default;
};

/// One value of one column, empty (monostate) where the member is. Text is a view: into the
/// record for a value that was read, into the caller's memory for one to be set.
using Cell = std::variant<std::monostate, bool, std::int64_t, CodeIndex, Date, Country, Money,
                          BirthDate, std::string_view>;

inline bool is_empty(const Cell& cell) noexcept {
  return std::holds_alternative<std::monostate>(cell);
}

/// How much an amount must be.
enum class AmountBound : std::uint8_t { above_zero, not_below_zero, any };

/// What Describe cannot say of a member.
struct ColumnOptions {
  bool personal = false; ///< left out of error texts, rejected rows and reprs
  /// The same, and left out of columns handed over, and of findings, unless it is asked for:
  /// health, trafficking and the like.
  bool sensitive = false;
  /// Of a date: it tells what is planned, and may lie ahead of the day it was recorded.
  bool is_plan = false;
  /// Of an amount of money: how much it must be. A guard refuses less.
  AmountBound amount = AmountBound::above_zero;

  /// Whether reprs, messages and pages may show it.
  constexpr bool is_shown() const noexcept { return !personal && !sensitive; }
};

/// Specialise directly under a record to set the options of one of its members.
template <auto Member>
inline constexpr ColumnOptions column_options{};

/// One member of a record kind. The functions take a pointer to a record of that kind.
struct Column {
  std::string_view name;
  ColumnKind kind;
  bool required;                           ///< false where the member is a std::optional
  std::span<const std::string_view> codes; ///< of kind code
  std::string_view code_type;              ///< of kind code: the name of the enum
  std::string_view links_to;               ///< of kind link: a table, or empty for any record
  ColumnOptions options;
  /// The value where a record gives none; empty where there is no default.
  ///
  /// `false` and 0 count as none, also where the struct writes them as a default: C++ cannot tell
  /// `bool known;` from `bool known = false;`. A required bool or integer must be given in CSV and
  /// JSON; one that may be left out is a std::optional.
  Cell (*default_value)();
  Cell (*get)(const void* record);
  /// The cell is empty (the default is set) or of the column's kind.
  void (*set)(void* record, const Cell& cell);

  /// The code with that stored text; empty where there is none.
  std::optional<CodeIndex> find_code(std::string_view text) const;
};

/// A kind of record: one described struct, one table.
struct RecordKind {
  std::string_view name;  ///< "UnitMember"
  std::string_view table; ///< "unit_members"
  std::span<const Column> columns;

  /// The column of that name; nullptr where there is none.
  const Column* find(std::string_view column) const;
  /// How a message tells a name that is none of its columns: "'reson', did you mean 'reason'?".
  /// What no column could be called may be somebody's value: "a text of 18 letters".
  std::string shown_unknown(std::string_view word) const;
  /// The first date that every record of this kind has, other than of what is planned: when it was
  /// so. nullptr where a kind has none.
  const Column* valid_date() const;
  /// When a record of this kind was so: its valid date, or else the first date that it has, other
  /// than of what is planned. Not set where it has none.
  Date valid_on(const void* record) const;
};

namespace detail {

template <class T>
struct Member {
  using type = T;
  static constexpr bool is_optional = false;
};
template <class T>
struct Member<std::optional<T>> {
  using type = T;
  static constexpr bool is_optional = true;
};

template <class T>
struct Link {
  static constexpr bool is_link = false;
};
template <class R>
struct Link<Id<R>> {
  static constexpr bool is_link = true;
  using record = R;
};

/// The plural of a record's name: "UnitMember" -> "unit_members", "Delivery" -> "deliveries".
struct TableName {
  std::array<char, 64> letters{};
  std::size_t size = 0;

  constexpr explicit TableName(std::string_view record) {
    for (const char letter : record) {
      const bool is_capital = letter >= 'A' && letter <= 'Z';
      if (is_capital && size > 0) {
        append("_");
      }
      letters[size++] = is_capital ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    const auto ends_with = [&](auto... endings) { return (text().ends_with(endings) || ...); };
    if (ends_with("means")) { // is its own plural
      return;
    }
    if (ends_with("sis")) { // "AwardBasis" -> "award_bases"
      size -= 2;
      append("es");
    } else if (ends_with("y") && !ends_with("ay", "ey", "oy", "uy")) {
      --size;
      append("ies");
    } else {
      append(ends_with("s", "x", "ch", "sh") ? "es" : "s");
    }
  }
  constexpr void append(std::string_view more) {
    for (const char letter : more) {
      letters[size++] = letter;
    }
  }
  constexpr std::string_view text() const { return {letters.data(), size}; }
};

template <class R>
inline constexpr TableName table_name{type_name<R>};

template <class V>
consteval ColumnKind kind_of() {
  if constexpr (std::is_same_v<V, bool>) {
    return ColumnKind::boolean;
  } else if constexpr (std::is_same_v<V, std::int64_t>) {
    return ColumnKind::integer;
  } else if constexpr (std::is_same_v<V, std::string>) {
    return ColumnKind::text;
  } else if constexpr (DescribedEnum<V>) {
    return ColumnKind::code;
  } else if constexpr (std::is_same_v<V, Date>) {
    return ColumnKind::date;
  } else if constexpr (std::is_same_v<V, Country>) {
    return ColumnKind::country;
  } else if constexpr (std::is_same_v<V, ProgrammeCode>) {
    return ColumnKind::programme;
  } else if constexpr (std::is_same_v<V, Money>) {
    return ColumnKind::money;
  } else if constexpr (std::is_same_v<V, BirthDate>) {
    return ColumnKind::birth_date;
  } else {
    static_assert(Link<V>::is_link,
                  "a member of a record is a bool, std::int64_t, std::string, described enum, "
                  "Date, Country, ProgrammeCode, Money, BirthDate, Id<R>, or a std::optional of "
                  "one of these");
    return ColumnKind::link;
  }
}

template <class V>
consteval std::span<const std::string_view> codes_of() {
  if constexpr (DescribedEnum<V>) {
    return code_names<V>;
  } else {
    return {};
  }
}

template <class V>
consteval std::string_view code_type_of() {
  if constexpr (DescribedEnum<V>) {
    return type_name<V>;
  } else {
    return {};
  }
}

template <class V>
consteval std::string_view links_to_of() {
  if constexpr (Link<V>::is_link) {
    if constexpr (!std::is_void_v<typename Link<V>::record>) {
      return table_name<typename Link<V>::record>.text();
    }
  }
  return {};
}

template <class V>
Cell to_cell(const V& value) {
  if constexpr (DescribedEnum<V>) {
    return is_set(value) ? Cell{CodeIndex{static_cast<std::uint8_t>(value)}} : Cell{};
  } else if constexpr (Link<V>::is_link) {
    return value.is_set() ? Cell{value.value} : Cell{};
  } else if constexpr (std::is_same_v<V, std::string>) {
    return value.empty() ? Cell{} : Cell{std::string_view{value}};
  } else if constexpr (std::is_same_v<V, ProgrammeCode>) {
    return value.is_set() ? Cell{std::string_view{value.code()}} : Cell{};
  } else if constexpr (requires { value.is_set(); }) {
    return value.is_set() ? Cell{value} : Cell{};
  } else {
    return Cell{value};
  }
}

template <class V>
V from_cell(const Cell& cell) {
  if constexpr (DescribedEnum<V>) {
    return static_cast<V>(std::get<CodeIndex>(cell).value);
  } else if constexpr (Link<V>::is_link) {
    return V{std::get<std::int64_t>(cell)};
  } else if constexpr (std::is_same_v<V, std::string> || std::is_same_v<V, ProgrammeCode>) {
    return V{std::get<std::string_view>(cell)};
  } else {
    return std::get<V>(cell);
  }
}

template <class R>
const R& blank_record() {
  static const R blank{};
  return blank;
}

template <class R, auto Pointer>
Cell get_member(const void* record) {
  const auto& member = static_cast<const R*>(record)->*Pointer;
  if constexpr (Member<std::remove_cvref_t<decltype(member)>>::is_optional) {
    return member ? to_cell(*member) : Cell{};
  } else {
    return to_cell(member);
  }
}

template <class R, auto Pointer>
void set_member(void* record, const Cell& cell) {
  auto& member = static_cast<R*>(record)->*Pointer;
  using T = std::remove_reference_t<decltype(member)>;
  if (is_empty(cell)) {
    member = blank_record<R>().*Pointer;
  } else {
    member = T{from_cell<typename Member<T>::type>(cell)};
  }
}

template <class R, auto Pointer>
Cell default_of_member() {
  const Cell value = get_member<R, Pointer>(&blank_record<R>());
  const bool is_zero = value == Cell{false} || value == Cell{std::int64_t{0}};
  return is_zero ? Cell{} : value;
}

template <class R, class D>
consteval Column make_column() {
  using T = std::remove_reference_t<decltype(std::declval<R&>().*D::pointer)>;
  using V = typename Member<T>::type;
  return Column{.name = D::name,
                .kind = kind_of<V>(),
                .required = !Member<T>::is_optional,
                .codes = codes_of<V>(),
                .code_type = code_type_of<V>(),
                .links_to = links_to_of<V>(),
                .options = column_options<D::pointer>,
                .default_value = &default_of_member<R, D::pointer>,
                .get = &get_member<R, D::pointer>,
                .set = &set_member<R, D::pointer>};
}

template <class R, template <class...> class L, class... D>
consteval std::array<Column, sizeof...(D)> make_columns(L<D...>) {
  return {make_column<R, D>()...};
}

template <class R>
inline constexpr auto columns_of = make_columns<R>(members_of<R>{});

template <class R>
inline constexpr RecordKind kind_storage{
    .name = type_name<R>, .table = table_name<R>.text(), .columns = columns_of<R>};

} // namespace detail

namespace detail {

template <class R, auto Pointer>
constexpr int default_code() {
  return static_cast<int>(R{}.*Pointer);
}

/// False in a record with a text where the compiler has no constant texts, as clang 14.
template <class R, auto Pointer>
concept HasConstantDefault = requires {
  typename std::integral_constant<int, default_code<R, Pointer>()>;
};

} // namespace detail

/// Whether each required code of a record has a default: `unset`, or a code such as `unknown`.
/// Without one C++ takes the first enumerator, so the first enumerator counts as a forgotten
/// default.
template <DescribedStruct R>
consteval bool has_default_of_each_code() {
  bool result = true;
  boost::mp11::mp_for_each<members_of<R>>([&](auto member) {
    using D = decltype(member);
    if constexpr (DescribedEnum<std::remove_cvref_t<decltype(std::declval<R&>().*D::pointer)>>) {
      if constexpr (detail::HasConstantDefault<R, D::pointer>) {
        result = result && detail::default_code<R, D::pointer>() != 0;
      }
    }
  });
  return result;
}

/// The first column whose code, or whose required date, was not set; nullptr where all are.
template <DescribedStruct R>
const Column* find_unset(const R& record) {
  const Column* found = nullptr;
  const Column* column = detail::columns_of<R>.data();
  boost::mp11::mp_for_each<members_of<R>>([&](auto member) {
    const auto& value = record.*decltype(member)::pointer;
    using T = std::remove_cvref_t<decltype(value)>;
    using V = typename detail::Member<T>::type;
    bool is_unset = false;
    if constexpr (DescribedEnum<V> && detail::Member<T>::is_optional) {
      is_unset = value && !is_set(*value);
    } else if constexpr (DescribedEnum<V>) {
      is_unset = !is_set(value);
    } else if constexpr (std::is_same_v<T, Date>) {
      is_unset = !value.is_set();
    }
    found = found == nullptr && is_unset ? column : found;
    ++column;
  });
  return found;
}

/// The description of a kind of record, as data.
template <DescribedStruct R>
constexpr const RecordKind& record_kind() {
  return detail::kind_storage<R>;
}

} // namespace libcase

#endif // LIBCASE_DESCRIBE_COLUMNS_HPP
