// Which version of a programme applies to a unit, by the date that the programme picks it by.
#pragma once

#include <cstdint>
#include <vector>

#include <libcase/rules/facts.hpp>
#include <libcase/rules/programme.hpp>

namespace libcase {

inline constexpr std::uint8_t no_version = 255;

/// The fact whose date picks the version.
FactName version_fact(const Programme& programme);

/// Writes the days that pick the version of the units [from, until), since 1970-01-01: that of the
/// fact, or of the assessment where it is not known.
void find_judged_on(const Programme& programme, const FactColumns& facts, std::size_t from,
                    std::size_t until, std::int32_t* days);

/// Finds versions by day.
class VersionChoice {
public:
  explicit VersionChoice(const Programme& programme);
  /// Its index, or `no_version`.
  std::uint8_t version_on(std::int32_t day) {
    if (day < last_.from || day > last_.until) {
      last_ = stretch_of(day);
    }
    return last_.version;
  }

private:
  /// Days on which the same version applies.
  struct Stretch {
    std::int32_t from;
    std::int32_t until; ///< the last of them
    std::uint8_t version;
  };
  Stretch stretch_of(std::int32_t day) const;

  std::vector<Stretch> stretches_; ///< in order, of all days
  Stretch last_;                   ///< of the day asked before
};

} // namespace libcase
