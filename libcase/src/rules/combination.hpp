// Which programmes go together for a case on a day.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <libcase/rules/evaluation.hpp>

namespace libcase {

/// A programme for which a case is eligible or undetermined.
struct Candidate {
  const Programme* programme;
  const ProgrammeVersion* version; ///< that applies; nullptr where it is not known which
  bool is_eligible;                ///< rather than undetermined
};

/// Combinations of candidates, each as their indexes: first the largest of eligible ones alone,
/// then the largest that hold an undetermined one. A candidate without version stands alone.
std::vector<std::vector<std::size_t>> combinations_of(std::span<const Candidate> candidates,
                                                      Date on, const RuleOptions& options);

} // namespace libcase
