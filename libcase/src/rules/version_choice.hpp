// Which version of a programme applies to a unit, by the date that the programme picks it by.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <libcase/rules/fact_columns.hpp>
#include <libcase/rules/programme.hpp>

namespace libcase {

inline constexpr std::uint8_t no_version = 255;

/// The fact whose date picks the version.
FactName version_fact(const Programme& programme);

/// The version for a unit.
struct ChosenVersion {
  std::uint8_t version;      ///< its index, or `no_version`
  std::int32_t version_date; ///< the day that picked it, since 1970-01-01
  /// Whether every day that the picking date may be picks the same rules.
  bool is_certain;
};

/// Chooses versions for the units of some columns.
///
/// Without an application or award it is the day of assessment, as if it were made then; without a
/// departure, too. No day stands for a project's grant: where it is unknown, it may be any until
/// the assessment, and the version of that day is only one of those that may apply.
class VersionChoice {
public:
  VersionChoice(const Programme& programme, const FactColumns& facts);
  VersionChoice(const VersionChoice&) = delete;
  VersionChoice& operator=(const VersionChoice&) = delete;
  ChosenVersion of(std::size_t unit) {
    if (frozen_) {
      return *frozen_;
    }
    const std::int32_t day = picked_.earliest == nullptr ? 0 : picked_.earliest[unit];
    const bool is_quick =
        picked_.earliest != nullptr && day == picked_.latest[unit] && recent_->has(day);
    return is_quick ? ChosenVersion{recent_->version, day, true} : choose(unit);
  }

private:
  /// Days on which the same rules apply in the same way.
  struct Stretch {
    std::int32_t from;
    std::int32_t until; ///< the last of them
    std::uint8_t version;
    bool has(std::int32_t day) const { return from <= day && day <= until; }
  };
  /// The days of a fact; nullptr where it is left out.
  struct Dates {
    const std::int32_t* earliest = nullptr;
    const std::int32_t* latest = nullptr;
    Dates(const FactColumns& facts, FactName name);
    Days of(std::size_t unit) const;
  };
  ChosenVersion choose(std::size_t unit);
  const Stretch& stretch_of(std::int32_t day);
  bool has_version_by(std::int32_t day) const;

  Dates picked_;
  Dates assessed_;
  bool needs_date_;                     ///< whether no other day may stand for the picking date
  std::optional<ChosenVersion> frozen_; ///< for all units
  std::vector<Stretch> stretches_;      ///< in order, of all days
  const Stretch* recent_ = nullptr;     ///< the one found before
};

} // namespace libcase
