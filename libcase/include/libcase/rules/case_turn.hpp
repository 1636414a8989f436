// Closures and reopenings of a case in their order: the last one by a day tells whether it is open.
#ifndef LIBCASE_RULES_CASE_TURN_HPP
#define LIBCASE_RULES_CASE_TURN_HPP

#include <compare>
#include <cstdint>
#include <optional>

#include <libcase/records/case_file.hpp>

namespace libcase {

/// A closure or a reopening. Of one day the one comes last that was first written last; a later
/// correction of what it says moves it only by its day.
struct CaseTurn {
  Date on;             ///< its day
  std::int64_t id = 0; ///< of its record: ids count up as records are first written
  bool opens = false;  ///< of a reopening

  friend auto operator<=>(const CaseTurn&, const CaseTurn&) = default;
};

inline CaseTurn turn_of(const Recorded<Closure>& closure) {
  return {closure->on, closure.id.value, false};
}
inline CaseTurn turn_of(const Recorded<Reopening>& reopening) {
  return {reopening->on, reopening.id.value, true};
}

/// The last closure or reopening by the end of a day; empty where there is none.
std::optional<CaseTurn> last_turn(const CaseFile& file, Date on);

} // namespace libcase

#endif // LIBCASE_RULES_CASE_TURN_HPP
