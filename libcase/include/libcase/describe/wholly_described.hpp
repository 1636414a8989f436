// Whether a description leaves a member out.
//
// A plain struct is an aggregate: it can be initialised with as many values as it has members.
#pragma once

#include <cstddef>
#include <utility>

#include <boost/mp11/list.hpp>

#include <libcase/describe/described.hpp>

namespace libcase {

namespace detail {

/// What every member can be initialised with, where nobody does.
struct AnyValue {
  template <class T>
  operator T() const {
    throw "only its type is asked for";
  }
};

template <std::size_t>
using AnyValueAt = AnyValue;

template <class R, std::size_t... Index>
constexpr bool takes_values(std::index_sequence<Index...>) {
  return requires {
    R{AnyValueAt<Index>{}...};
  };
}

} // namespace detail

/// Whether a plain struct has no member beside those of its description.
template <DescribedStruct R>
constexpr bool is_wholly_described() {
  constexpr std::size_t count = boost::mp11::mp_size<members_of<R>>::value;
  return detail::takes_values<R>(std::make_index_sequence<count>{}) &&
         !detail::takes_values<R>(std::make_index_sequence<count + 1>{});
}

} // namespace libcase
