// Describes an enum by its own list of values, so that each of them stands once.
//
// BOOST_DESCRIBE_ENUM wants every name a second time and takes no more than 52 of them. An enum of
// a list that grows is described by one line below it:
//
//   detail::EnumValues<FactName> boost_enum_descriptor_fn(FactName**);
#ifndef LIBCASE_DESCRIBE_ENUM_VALUES_HPP
#define LIBCASE_DESCRIBE_ENUM_VALUES_HPP

#include <cstddef>
#include <string_view>
#include <utility>

#include <boost/mp11/list.hpp>

namespace libcase::detail {

/// The name of a value of an enum; empty for a number that no value has.
template <auto Value>
constexpr std::string_view make_value_name() {
  // "... [with auto Value = libcase::FactName::age; ...]", or "... = (libcase::FactName)43; ..."
  const std::string_view full = __PRETTY_FUNCTION__;
  const auto end = full.find_first_of(";]", full.find("Value = "));
  const auto begin = full.find_last_of(":) ", end) + 1;
  const char first = full[begin];
  const bool is_name = first == '_' || (first >= 'a' && first <= 'z') || //
                       (first >= 'A' && first <= 'Z');
  return is_name ? full.substr(begin, end - begin) : std::string_view{};
}

template <auto Value>
struct EnumValue {
  static constexpr auto value = Value;
  static constexpr std::string_view name = make_value_name<Value>();
};

/// How many values an enum has, which count up from 0.
template <class E, std::size_t Known = 0>
consteval std::size_t count_values() {
  if constexpr (Known < 255 && !EnumValue<static_cast<E>(Known)>::name.empty()) {
    return count_values<E, Known + 1>();
  } else {
    return Known;
  }
}

template <class E, std::size_t... Value>
boost::mp11::mp_list<EnumValue<static_cast<E>(Value)>...>
    list_values(std::index_sequence<Value...>);

/// The values of an enum of one byte, as Boost.Describe lists them.
template <class E>
using EnumValues = decltype(list_values<E>(std::make_index_sequence<count_values<E>()>{}));

} // namespace libcase::detail

#endif // LIBCASE_DESCRIBE_ENUM_VALUES_HPP
