// Which members of an answer its repr shows.
#ifndef LIBCASE_DESCRIBE_SHOWN_MEMBERS_HPP
#define LIBCASE_DESCRIBE_SHOWN_MEMBERS_HPP

#include <array>
#include <string_view>

namespace libcase {

/// Names of members, at most 16; the others are empty.
struct MemberNames {
  std::array<std::string_view, 16> names{};

  constexpr MemberNames() = default;
  /// The names in their order.
  template <class... Names>
  explicit constexpr MemberNames(std::string_view first, Names... others)
      : names{first, std::string_view{others}...} {}
};

/// Specialise directly under an answer to name the members that its repr shows, in this order. The
/// others are long, or follow from the rest. All are shown where it is not specialised.
template <class A>
inline constexpr MemberNames shown_members{};

} // namespace libcase

#endif // LIBCASE_DESCRIBE_SHOWN_MEMBERS_HPP
