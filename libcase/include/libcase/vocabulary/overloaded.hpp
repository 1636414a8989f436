// What is done with each alternative of a std::variant, said in one place.
#pragma once

namespace libcase {

/// Functions overloaded by type, for `std::visit`: where an alternative has none, it does not
/// compile.
template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

} // namespace libcase
