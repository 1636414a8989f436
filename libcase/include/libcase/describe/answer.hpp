// Answers: what the library says when it is asked, kept as run-time data.
//
// An answer is a struct described with Boost.Describe, as a record is; but its members may be other
// answers, lists and maps too, and functions without arguments may stand in its description: what
// they return is computed when somebody looks. JSON, tables of columns, the Python class and its
// stub are ordinary functions over `answer_kind<A>()`; none of them is written for one answer.
#ifndef LIBCASE_DESCRIBE_ANSWER_HPP
#define LIBCASE_DESCRIBE_ANSWER_HPP

#include <array>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/mp11/list.hpp>

#include <libcase/describe/columns.hpp>
#include <libcase/describe/shown_members.hpp>
#include <libcase/describe/wholly_described.hpp>
#include <libcase/vocabulary/instant.hpp>
#include <libcase/vocabulary/localized_text.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// What a value of an answer is.
enum class ValueKind : std::uint8_t {
  boolean,
  integer,
  text,
  code, ///< an enumerator; `ValueType::codes` are the possible texts
  date,
  instant,
  period,
  country,
  programme,
  money,
  link,    ///< the id of a record; `ValueType::links_to` is its table
  path,    ///< of a file
  wording, ///< a LocalizedText, which is told in each language
  digest,  ///< 16 bytes, shown in hexadecimal
  nested,  ///< another answer: `ValueType::answer`
  list,    ///< of `ValueType::element`
  map,     ///< from text to `ValueType::element`
};

struct AnswerKind;
struct ValueType;

/// Called with each element of a list or map, and in a map with its key.
using ElementVisitor = std::function<void(std::string_view key, const void* element)>;

/// The type of a value, as data. The functions take a pointer to a value of that type.
struct ValueType {
  ValueKind kind;
  bool is_optional = false; ///< the value is a std::optional
  std::span<const std::string_view> codes{};
  std::string_view links_to{};
  const AnswerKind& (*answer)() = nullptr;
  const ValueType* element = nullptr;
  /// The value in an optional, or else the value itself; nullptr where there is none, and for a
  /// code, a date, an id or a programme that is not set. The functions below take what it returns.
  const void* (*find)(const void*) = nullptr;
  std::int64_t (*integer)(const void*) = nullptr;  ///< of a boolean, an integer or a link; a
                                                   ///< code's index
  std::string_view (*text)(const void*) = nullptr; ///< of a text, country or programme
  void (*each)(const void*, const ElementVisitor&) = nullptr; ///< of a list or map
};

/// Where a value of an answer lies. What is computed is kept by `owner`, all else by its answer.
struct ValuePlace {
  const void* value;
  std::shared_ptr<const void> owner{};
};

/// One member of an answer, or a function of it without arguments.
struct AnswerField {
  std::string_view name;
  const ValueType* type;
  ValuePlace (*get)(const void* answer);
};

/// A kind of answer: one described struct.
struct AnswerKind {
  std::string_view name; ///< "EntitlementLine"
  std::span<const AnswerField> fields;
  MemberNames shown{}; ///< what its repr shows, in this order; all of them where empty
};

namespace detail {

template <class T>
concept Textual = std::same_as<T, std::string> || std::same_as<T, std::string_view>;

template <class T>
concept MapLike = requires(const T& map) {
  { map.begin()->first } -> std::convertible_to<std::string_view>;
  map.begin()->second;
};

template <class T>
concept ListLike = requires(const T& list) {
  list.begin() != list.end();
}
&&!Textual<T> && !MapLike<T> && !std::same_as<T, std::filesystem::path> &&
    !std::same_as<T, std::array<std::uint8_t, 16>>;

template <class T>
consteval ValueKind value_kind_of() {
  if constexpr (Textual<T>) {
    return ValueKind::text;
  } else if constexpr (std::same_as<T, bool>) {
    return ValueKind::boolean;
  } else if constexpr (std::integral<T>) {
    return ValueKind::integer;
  } else if constexpr (DescribedEnum<T>) {
    return ValueKind::code;
  } else if constexpr (std::same_as<T, Date>) {
    return ValueKind::date;
  } else if constexpr (std::same_as<T, Instant>) {
    return ValueKind::instant;
  } else if constexpr (std::same_as<T, Period>) {
    return ValueKind::period;
  } else if constexpr (std::same_as<T, Country>) {
    return ValueKind::country;
  } else if constexpr (std::same_as<T, ProgrammeCode>) {
    return ValueKind::programme;
  } else if constexpr (std::same_as<T, Money>) {
    return ValueKind::money;
  } else if constexpr (std::same_as<T, LocalizedText>) {
    return ValueKind::wording;
  } else if constexpr (Link<T>::is_link) {
    return ValueKind::link;
  } else if constexpr (std::same_as<T, std::filesystem::path>) {
    return ValueKind::path;
  } else if constexpr (std::same_as<T, std::array<std::uint8_t, 16>>) {
    return ValueKind::digest;
  } else if constexpr (MapLike<T>) {
    return ValueKind::map;
  } else if constexpr (ListLike<T>) {
    return ValueKind::list;
  } else {
    static_assert(DescribedStruct<T>,
                  "a member of an answer is a value of the vocabulary, a text, a number, a "
                  "described enum or struct, a list or a map by text, or a std::optional");
    return ValueKind::nested;
  }
}

template <class T>
const void* find_value(const void* value) {
  if constexpr (Member<T>::is_optional) {
    const auto& optional = *static_cast<const T*>(value);
    return optional ? find_value<typename Member<T>::type>(&*optional) : nullptr;
  } else if constexpr (DescribedEnum<T>) {
    return is_set(*static_cast<const T*>(value)) ? value : nullptr;
  } else if constexpr (requires(const T& it) { it.is_set(); }) {
    return static_cast<const T*>(value)->is_set() ? value : nullptr;
  } else {
    return value;
  }
}

template <class T>
std::int64_t integer_of(const void* value) {
  if constexpr (Link<T>::is_link) {
    return static_cast<const T*>(value)->value;
  } else {
    return static_cast<std::int64_t>(*static_cast<const T*>(value));
  }
}

template <class T>
std::string_view text_in(const void* value) {
  if constexpr (Textual<T>) {
    return *static_cast<const T*>(value);
  } else {
    return static_cast<const T*>(value)->code();
  }
}

template <class T>
void visit_elements(const void* value, const ElementVisitor& visit) {
  for (const auto& element : *static_cast<const T*>(value)) {
    if constexpr (MapLike<T>) {
      visit(element.first, &element.second);
    } else {
      visit({}, &element);
    }
  }
}

template <class T>
consteval ValueType make_value_type();

template <class T>
inline constexpr ValueType value_type_storage = make_value_type<T>();

template <class A>
const AnswerKind& answer_kind_of();

template <class T>
consteval ValueType make_value_type() {
  using V = typename Member<T>::type;
  constexpr ValueKind kind = value_kind_of<V>();
  ValueType type{.kind = kind, .is_optional = Member<T>::is_optional, .find = &find_value<T>};
  if constexpr (kind == ValueKind::boolean || kind == ValueKind::integer ||
                kind == ValueKind::code || kind == ValueKind::link) {
    type.integer = &integer_of<V>;
  } else if constexpr (kind == ValueKind::text || kind == ValueKind::country ||
                       kind == ValueKind::programme) {
    type.text = &text_in<V>;
  } else if constexpr (kind == ValueKind::nested) {
    type.answer = &answer_kind_of<V>;
  } else if constexpr (kind == ValueKind::map) {
    type.element = &value_type_storage<
        std::remove_cvref_t<decltype(std::declval<const V&>().begin()->second)>>;
    type.each = &visit_elements<V>;
  } else if constexpr (kind == ValueKind::list) {
    type.element =
        &value_type_storage<std::remove_cvref_t<decltype(*std::declval<const V&>().begin())>>;
    type.each = &visit_elements<V>;
  }
  if constexpr (kind == ValueKind::code) {
    type.codes = code_names<V>;
  } else if constexpr (kind == ValueKind::link) {
    type.links_to = links_to_of<V>();
  }
  return type;
}

/// What a pointer to a member, a member function or a static function leads to.
template <class A, class P>
struct ValueBehind {
  using type = std::invoke_result_t<P>;
};
template <class A, class P>
requires std::is_member_pointer_v<P>
struct ValueBehind<A, P> {
  using type = std::remove_cvref_t<std::invoke_result_t<P, const A&>>;
};
template <class A, auto Pointer>
using value_behind = typename ValueBehind<A, std::remove_const_t<decltype(Pointer)>>::type;

template <class A, auto Pointer>
ValuePlace get_value(const void* answer) {
  using P = std::remove_const_t<decltype(Pointer)>;
  const auto& self = *static_cast<const A*>(answer);
  if constexpr (std::is_member_object_pointer_v<P>) {
    return {.value = &(self.*Pointer)};
  } else {
    using T = value_behind<A, Pointer>;
    std::shared_ptr<const T> made;
    if constexpr (std::is_member_function_pointer_v<P>) {
      made = std::make_shared<const T>((self.*Pointer)());
    } else {
      made = std::make_shared<const T>(Pointer());
    }
    const void* value = made.get();
    return {.value = value, .owner = std::move(made)};
  }
}

template <class A, class D>
consteval AnswerField make_answer_field() {
  using T = value_behind<A, D::pointer>;
  return {.name = D::name, .type = &value_type_storage<T>, .get = &get_value<A, D::pointer>};
}

template <class A, template <class...> class L, class... D>
consteval std::array<AnswerField, sizeof...(D)> make_answer_fields(L<D...>) {
  return {make_answer_field<A, D>()...};
}

/// Members and then what is computed, each in the order of the description.
template <class A>
using fields_of = boost::mp11::mp_append<
    members_of<A>,
    boost::describe::describe_members<A,
                                      boost::describe::mod_public | boost::describe::mod_function>,
    boost::describe::describe_members<A, boost::describe::mod_public | boost::describe::mod_static |
                                             boost::describe::mod_function>>;

template <class A>
inline constexpr auto answer_fields = make_answer_fields<A>(fields_of<A>{});

template <class A>
consteval AnswerKind make_answer_kind() {
  static_assert(is_wholly_described<A>(), "an answer has a member that its description leaves out");
  constexpr MemberNames shown = shown_members<A>;
  for (const std::string_view name : shown.names) {
    bool is_known = name.empty();
    for (const AnswerField& field : answer_fields<A>) {
      is_known = is_known || field.name == name;
    }
    if (!is_known) {
      throw "a member to be shown is not one of the description";
    }
  }
  return {.name = type_name<A>, .fields = answer_fields<A>, .shown = shown};
}

template <class A>
inline constexpr AnswerKind answer_kind_storage = make_answer_kind<A>();

template <class A>
const AnswerKind& answer_kind_of() {
  return answer_kind_storage<A>;
}

} // namespace detail

/// The description of a kind of answer, as data.
template <DescribedStruct A>
constexpr const AnswerKind& answer_kind() {
  return detail::answer_kind_storage<A>;
}

/// The type of a value of an answer, as data.
template <class T>
constexpr const ValueType& value_type() {
  return detail::value_type_storage<T>;
}

} // namespace libcase

#endif // LIBCASE_DESCRIBE_ANSWER_HPP
