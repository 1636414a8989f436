// What Boost.Describe says of our structs and enums, in the few words the rest needs.
//
// A struct counts as described only where the macro stands in its own namespace; these concepts
// turn a forgotten macro into a readable error.
#ifndef LIBCASE_DESCRIBE_DESCRIBED_HPP
#define LIBCASE_DESCRIBE_DESCRIBED_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

namespace libcase {

/// A struct whose members BOOST_DESCRIBE_STRUCT lists: its columns can be derived.
template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

/// An enum whose values BOOST_DESCRIBE_ENUM lists: a code, stored as the names of its values.
template <class E>
concept DescribedEnum = boost::describe::has_describe_enumerators<E>::value;

/// The described members of a struct, those of its bases first.
template <DescribedStruct T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public |
                                                            boost::describe::mod_inherited>;

namespace detail {

template <DescribedEnum E>
constexpr auto make_code_names() {
  using Enumerators = boost::describe::describe_enumerators<E>;
  std::array<std::string_view, boost::mp11::mp_size<Enumerators>::value> names{};
  std::size_t next = 0;
  boost::mp11::mp_for_each<Enumerators>([&](auto enumerator) {
    if (static_cast<std::size_t>(enumerator.value) != next) {
      throw "the enumerators of a code count up from 0, and all are described in their order";
    }
    names[next++] = enumerator.name;
  });
  return names;
}

constexpr std::optional<std::size_t> index_of(std::span<const std::string_view> names,
                                              std::string_view text) {
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (names[index] == text) {
      return index;
    }
  }
  return std::nullopt;
}

template <class T>
constexpr std::string_view make_type_name() {
  const std::string_view full = __PRETTY_FUNCTION__; // "... [with T = libcase::Name; ...]"
  const auto end = full.find_first_of(";]", full.find("T = "));
  const auto begin = full.find_last_of(": ", end) + 1;
  return full.substr(begin, end - begin);
}

} // namespace detail

/// The names of a code's values, at the index of each value.
template <DescribedEnum E>
inline constexpr auto code_names = detail::make_code_names<E>();

/// The value of the enumerator `unset` of a code that was not set. It is not described.
inline constexpr std::uint8_t unset_code = 255;

/// Whether a code was set.
template <DescribedEnum E>
constexpr bool is_set(E code) noexcept {
  return static_cast<std::uint8_t>(code) != unset_code;
}

/// The stored text of a code, or "not set".
template <DescribedEnum E>
constexpr std::string_view to_text(E code) {
  return is_set(code) ? code_names<E>[static_cast<std::size_t>(code)] : "not set";
}

/// The code with that stored text; empty where there is none.
template <DescribedEnum E>
constexpr std::optional<E> code_from_text(std::string_view text) {
  const auto index = detail::index_of(code_names<E>, text);
  return index ? std::optional{static_cast<E>(*index)} : std::nullopt;
}

/// The name of a type without its namespace: "UnitMember".
template <class T>
inline constexpr std::string_view type_name = detail::make_type_name<T>();

} // namespace libcase

#endif // LIBCASE_DESCRIBE_DESCRIBED_HPP
