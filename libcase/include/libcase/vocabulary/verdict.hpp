// Three-valued logic: what is not known is neither true nor false.
#ifndef LIBCASE_VOCABULARY_VERDICT_HPP
#define LIBCASE_VOCABULARY_VERDICT_HPP

#include <algorithm>
#include <cstdint>

#include <boost/describe/enum.hpp>

namespace libcase {

/// Whether a criterion is met. The first three are ordered, so that "all of these" is the least of
/// the verdicts and "any of these" the greatest (Kleene's strong logic).
enum class Verdict : std::uint8_t {
  not_met,
  unknown,
  met,
  /// The criterion was not asked: it is no part of the version that applies, there is nobody of
  /// whom it is asked, or no source shows it as early as that and no fact would fail it. Only
  /// criteria have it, never facts or conditions. It is greater than these, so that it takes
  /// nothing from "all of these".
  not_applicable,
  /// Somebody meets the criterion, and somebody else does not or may not. Only criteria asked of
  /// each member for themselves have it; who is who stands in their finding. It is never combined.
  met_by_some,
};
BOOST_DESCRIBE_ENUM(Verdict, not_met, unknown, met, not_applicable, met_by_some)

constexpr Verdict operator!(Verdict verdict) noexcept {
  return static_cast<Verdict>(2 - static_cast<int>(verdict));
}
constexpr Verdict operator&&(Verdict left, Verdict right) noexcept {
  return std::min(left, right);
}
constexpr Verdict operator||(Verdict left, Verdict right) noexcept {
  return std::max(left, right);
}
constexpr Verdict verdict_of(bool is_so) noexcept {
  return is_so ? Verdict::met : Verdict::not_met;
}

} // namespace libcase

#endif // LIBCASE_VOCABULARY_VERDICT_HPP
