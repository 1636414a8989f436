// Whether the rules of a version hold on a day, certainly or possibly.
#pragma once

#include <cstdint>

#include <libcase/rules/evaluation.hpp>

namespace libcase {

/// The days on which a version is in force: certainly from `first` until before `end`, possibly
/// from `possibly_first` until before `possibly_end`, and on no other. In days since 1970-01-01;
/// the limits of the type where there is no end.
struct Validity {
  std::int32_t first;
  std::int32_t possibly_first;
  std::int32_t end;
  std::int32_t possibly_end;

  Verdict on(std::int32_t day) const {
    // 1 for "possibly" and 1 more for "certainly" make 0 not met, 1 unknown, 2 met.
    const int has_begun = (day >= first ? 1 : 0) + (day >= possibly_first ? 1 : 0);
    const int has_not_ended = (day < end ? 1 : 0) + (day < possibly_end ? 1 : 0);
    return static_cast<Verdict>(has_begun) && static_cast<Verdict>(has_not_ended);
  }
};

/// The days of a version, by those of its dates that count under the options.
Validity validity_of(const ProgrammeVersion& version, const RuleOptions& options = {});

} // namespace libcase
