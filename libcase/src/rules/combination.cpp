#include "rules/combination.hpp"

#include <algorithm>

#include <libcase/rules/offers.hpp>

namespace libcase {

BestCliques best_combinations(std::span<const Candidate> candidates, Outcome outcome, Date on,
                              const RuleOptions& options, std::size_t most, const WorthOf& worth) {
  std::vector<std::size_t> those; // that a combination may hold
  std::vector<CliqueMember> members;
  for (std::size_t index = 0; index < candidates.size(); ++index) {
    const Candidate& candidate = candidates[index];
    if (outcome == Outcome::undetermined || candidate.is_eligible) {
      those.push_back(index);
      members.push_back({.most = candidate.worth,
                         .most_of_group = candidate.most_of_all,
                         .is_wanted = candidate.is_eligible == (outcome == Outcome::eligible)});
    }
  }
  const auto go_together = [&](std::size_t left, std::size_t right) {
    const Candidate& one = candidates[those[left]];
    const Candidate& other = candidates[those[right]];
    return one.version != nullptr && other.version != nullptr &&
           may_combine(*one.programme, *one.version, *other.programme, *other.version, on, options);
  };
  const auto candidates_of = [&](std::vector<std::size_t> group) {
    std::ranges::transform(group, group.begin(), [&](std::size_t at) { return those[at]; });
    return group;
  };
  BestCliques found = best_cliques(
      members, go_together,
      [&](const std::vector<std::size_t>& group) { return worth(candidates_of(group)); }, most);
  std::ranges::transform(found.groups, found.groups.begin(), candidates_of);
  return found;
}

} // namespace libcase
