// Whether a description leaves a member out.
//
// A plain struct is an aggregate: it can be initialised with as many values as it has bases and
// members of its own.
#ifndef LIBCASE_DESCRIBE_WHOLLY_DESCRIBED_HPP
#define LIBCASE_DESCRIBE_WHOLLY_DESCRIBED_HPP

#include <cstddef>
#include <utility>

#include <boost/describe/bases.hpp>
#include <boost/mp11/algorithm.hpp>
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

/// Whether a plain struct has no member beside those of its description, nor one of its bases.
template <DescribedStruct R>
constexpr bool is_wholly_described() {
  namespace describe = boost::describe;
  using Bases = describe::describe_bases<R, describe::mod_public>;
  constexpr std::size_t count =
      boost::mp11::mp_size<describe::describe_members<R, describe::mod_public>>::value +
      boost::mp11::mp_size<Bases>::value;
  bool are_bases = true;
  boost::mp11::mp_for_each<Bases>([&](auto base) {
    are_bases = are_bases && is_wholly_described<typename decltype(base)::type>();
  });
  return are_bases && detail::takes_values<R>(std::make_index_sequence<count>{}) &&
         !detail::takes_values<R>(std::make_index_sequence<count + 1>{});
}

} // namespace libcase

#endif // LIBCASE_DESCRIBE_WHOLLY_DESCRIBED_HPP
