// What is done with each alternative of a std::variant, said in one place.
#ifndef LIBCASE_VOCABULARY_OVERLOADED_HPP
#define LIBCASE_VOCABULARY_OVERLOADED_HPP

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

#endif // LIBCASE_VOCABULARY_OVERLOADED_HPP
