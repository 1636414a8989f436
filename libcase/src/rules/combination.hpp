// Which programmes go together for a case on a day.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include <libcase/rules/evaluation.hpp>

#include "rules/best_cliques.hpp"

namespace libcase {

/// A programme for which a case is eligible or undetermined.
struct Candidate {
  const Programme* programme;
  const ProgrammeVersion* version; ///< that applies; nullptr where it is not known which
  bool is_eligible;                ///< rather than undetermined
  std::int64_t worth = 0;          ///< the most that it adds to a combination
  /// The most that a combination with it is worth.
  std::int64_t most_of_all = std::numeric_limits<std::int64_t>::max();
};

/// What a combination is worth, by the indexes of its candidates.
using WorthOf = std::function<std::int64_t(const std::vector<std::size_t>&)>;

/// The best combinations of candidates, each as their indexes, `most` at most: the largest of
/// eligible ones alone, or for `undetermined` the largest that hold an undetermined one. A
/// candidate without version stands alone.
BestCliques best_combinations(std::span<const Candidate> candidates, Outcome outcome, Date on,
                              const RuleOptions& options, std::size_t most, const WorthOf& worth);

} // namespace libcase
