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

/// The day that picks the version of each unit, since 1970-01-01: that of the fact, or of the
/// assessment where it is not known.
std::vector<std::int32_t> judged_on(const Programme& programme, const FactColumns& facts);

/// Finds versions by day.
class VersionChoice {
public:
  explicit VersionChoice(const Programme& programme);
  /// Its index, or `no_version`.
  std::uint8_t version_on(std::int32_t day) const;

private:
  /// Days on which the same version applies.
  struct Stretch {
    std::int32_t from;
    std::uint8_t version;
  };
  std::vector<Stretch> stretches_; ///< in order; the first begins before all days
};

} // namespace libcase
