#include "rules/best_cliques.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <utility>

#include <boost/dynamic_bitset.hpp>

namespace libcase {

namespace {

using Set = boost::dynamic_bitset<>;

void each(const Set& set, const auto& visit) {
  for (std::size_t at = set.find_first(); at != Set::npos; at = set.find_next(at)) {
    visit(at);
  }
}

/// A search by branch and bound.
///
/// The members are parted into classes in which everybody excludes everybody else. A group has one
/// of a class at most, so that the dearest of each class that is left bound what it may come to.
class Search {
public:
  Search(const std::vector<CliqueMember>& members,
         const std::function<bool(std::size_t, std::size_t)>& go_together,
         const std::function<std::int64_t(const std::vector<std::size_t>&)>& worth,
         std::size_t most_groups, std::size_t most_steps)
      : members_(members), worth_(worth), most_groups_(most_groups), steps_left_(most_steps),
        neighbours_(members.size(), Set(members.size())), wanted_(members.size()) {
    for (std::size_t member = 0; member < members.size(); ++member) {
      wanted_[member] = members[member].is_wanted;
      for (std::size_t other = 0; other < member; ++other) {
        neighbours_[member][other] = neighbours_[other][member] = go_together(member, other);
      }
    }
    make_classes();
  }

  BestCliques run() {
    if (most_groups_ > 0 && !members_.empty()) {
      Set all(members_.size());
      extend(0, all.set(), Set(members_.size()), std::numeric_limits<std::int64_t>::max(), 0);
    }
    for (auto& [worth, group] : best_) {
      std::ranges::sort(group);
      found_.groups.push_back(std::move(group));
    }
    std::ranges::sort(found_.groups);
    return std::move(found_);
  }

private:
  void make_classes() {
    std::vector<std::size_t> dearest_first(members_.size());
    std::iota(dearest_first.begin(), dearest_first.end(), std::size_t{0});
    std::ranges::stable_sort(dearest_first, std::ranges::greater{},
                             [&](std::size_t member) { return members_[member].most; });
    for (const std::size_t member : dearest_first) {
      const auto excludes_all = [&](const std::vector<std::size_t>& others) {
        return std::ranges::none_of(others,
                                    [&](std::size_t other) { return neighbours_[member][other]; });
      };
      const auto its_class = std::ranges::find_if(classes_, excludes_all);
      if (its_class == classes_.end()) {
        classes_.push_back({member});
      } else {
        its_class->push_back(member);
      }
    }
  }

  /// Looks at the groups of `group_` and some candidates, from a class on, that none of `skipped`
  /// goes together with. So much is allowed by those in the group, and so much do they add up to.
  void extend(std::size_t from_class, Set candidates, Set skipped, std::int64_t allowed,
              std::int64_t sum) {
    if (steps_left_ == 0) {
      found_.is_complete = false;
      return;
    }
    --steps_left_;
    if (candidates.none()) {
      if (skipped.none() && has_wanted(candidates)) {
        add(worth_(group_));
      }
      return;
    }
    if (!may_be_largest(candidates, skipped) || !has_wanted(candidates) ||
        (is_full() && std::min(allowed, most_with(from_class, candidates, sum)) <= least_kept())) {
      return;
    }
    for (const std::size_t member : classes_[from_class]) {
      if (candidates[member]) {
        const CliqueMember& one = members_[member];
        group_.push_back(member);
        extend(from_class + 1, candidates & neighbours_[member], skipped & neighbours_[member],
               std::min(allowed, one.most_of_group), sum + one.most);
        group_.pop_back();
        candidates[member] = false;
        skipped[member] = true;
      }
    }
    extend(from_class + 1, std::move(candidates), std::move(skipped), allowed, sum);
  }

  /// Whether each of those skipped excludes a candidate: else it goes with whatever is chosen.
  bool may_be_largest(const Set& candidates, const Set& skipped) const {
    bool may_be = true;
    each(skipped, [&](std::size_t member) {
      may_be = may_be && !candidates.is_subset_of(neighbours_[member]);
    });
    return may_be;
  }

  bool has_wanted(const Set& candidates) const {
    return wanted_.intersects(candidates) ||
           std::ranges::any_of(group_, [&](std::size_t member) { return wanted_[member]; });
  }

  std::int64_t most_with(std::size_t from_class, const Set& candidates, std::int64_t sum) const {
    for (std::size_t at = from_class; at < classes_.size(); ++at) {
      const auto dearest = std::ranges::find_if(
          classes_[at], [&](std::size_t member) { return candidates[member]; });
      sum += dearest == classes_[at].end() ? 0 : members_[*dearest].most;
    }
    return sum;
  }

  bool is_full() const { return best_.size() >= most_groups_; }
  std::int64_t least_kept() const { return best_.rbegin()->first; }

  void add(std::int64_t worth) {
    best_.emplace(worth, group_);
    if (best_.size() > most_groups_) {
      best_.erase(std::prev(best_.end()));
    }
  }

  const std::vector<CliqueMember>& members_;
  const std::function<std::int64_t(const std::vector<std::size_t>&)>& worth_;
  std::size_t most_groups_;
  std::size_t steps_left_;
  std::vector<Set> neighbours_; ///< of each member, whom it goes together with
  Set wanted_;
  std::vector<std::vector<std::size_t>> classes_{}; ///< in each, the dearest first
  std::vector<std::size_t> group_{};
  std::multimap<std::int64_t, std::vector<std::size_t>, std::greater<>> best_{}; ///< by worth
  BestCliques found_{};
};

} // namespace

BestCliques best_cliques(const std::vector<CliqueMember>& members,
                         const std::function<bool(std::size_t, std::size_t)>& go_together,
                         const std::function<std::int64_t(const std::vector<std::size_t>&)>& worth,
                         std::size_t most_groups, std::size_t most_steps) {
  return Search{members, go_together, worth, most_groups, most_steps}.run();
}

} // namespace libcase
