#include "rules/combination.hpp"

#include <algorithm>

#include <libcase/rules/offers.hpp>

#include "rules/cliques.hpp"

namespace libcase {

namespace {

/// As many as are looked at: more than rules of any country allow, and soon gone through.
constexpr std::size_t most_looked_at = 200'000;

} // namespace

std::vector<std::vector<std::size_t>> combinations_of(std::span<const Candidate> candidates,
                                                      Date on, const RuleOptions& options) {
  const auto go_together = [&](std::size_t left, std::size_t right) {
    const Candidate& one = candidates[left];
    const Candidate& other = candidates[right];
    return one.version != nullptr && other.version != nullptr &&
           may_combine(*one.programme, *one.version, *other.programme, *other.version, on, options);
  };
  const auto is_eligible = [&](std::size_t index) { return candidates[index].is_eligible; };
  std::vector<std::size_t> eligible;
  for (std::size_t index = 0; index < candidates.size(); ++index) {
    if (is_eligible(index)) {
      eligible.push_back(index);
    }
  }
  auto found = maximal_cliques(
      eligible.size(),
      [&](std::size_t left, std::size_t right) {
        return go_together(eligible[left], eligible[right]);
      },
      most_looked_at);
  for (auto& group : found) {
    std::ranges::transform(group, group.begin(), [&](std::size_t at) { return eligible[at]; });
  }
  if (eligible.size() < candidates.size()) {
    for (auto& group : maximal_cliques(candidates.size(), go_together, most_looked_at)) {
      if (!std::ranges::all_of(group, is_eligible)) {
        found.push_back(std::move(group));
      }
    }
  }
  return found;
}

} // namespace libcase
