#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <unordered_map>

#include <libcase/rules/assessment.hpp>
#include <libcase/rules/best_combination.hpp>
#include <libcase/rules/offers.hpp>

#include "rules/caps.hpp"
#include "rules/combination.hpp"
#include "rules/package.hpp"
#include "rules/readings.hpp"
#include "rules/version_choice.hpp"

namespace libcase {

namespace {

/// Programmes that go together, by their indexes, and the caps on what they come to.
struct Together {
  std::vector<std::size_t> programmes;
  std::vector<const ProgrammeVersion*> versions; ///< of each; nullptr where not known which applies
  std::vector<const Cap*> caps;

  bool has_versions() const { return std::ranges::find(versions, nullptr) == versions.end(); }
};

/// The combinations for cases of one kind.
struct Combinations {
  std::vector<Together> all{};
  bool is_complete = true; ///< false where there are too many to look at each for every case
};

/// Where there are no more combinations, each is looked at; of more, those that may be the best are
/// looked for case by case.
constexpr std::size_t most_kept = 1'000;

std::int64_t vague_lines(const BestCombination& combination) {
  return combination.unknown_lines + combination.uncapped_lines;
}

/// The days from which combinations are others than before.
std::set<Date> changes_of_combinations(const std::vector<const Programme*>& programmes) {
  std::set<Date> changes;
  for (const Programme* programme : programmes) {
    for (const ProgrammeVersion& version : programme->versions) {
      for (const auto* combinations : {&version.combines_with, &version.excludes}) {
        for (const Combination& combination : *combinations) {
          for (const std::optional<Date>& change : {combination.from, combination.until}) {
            if (change) {
              changes.insert(*change);
            }
          }
        }
      }
    }
  }
  return changes;
}

} // namespace

class CombinationSearch::Search {
public:
  Search(std::vector<const Programme*> programmes, RuleOptions options)
      : programmes_(std::move(programmes)), options_(std::move(options)),
        changes_(changes_of_combinations(programmes_)) {
    common_currency(programmes_);
    for (const Programme* programme : programmes_) {
      options_of_.push_back(options_for(*programme, options_));
    }
  }

  std::vector<BestCombination> find(const FactsByProgramme& facts, std::size_t units) {
    facts_.clear();
    evaluations_.clear();
    for (std::size_t index = 0; index < programmes_.size(); ++index) {
      const Programme& programme = *programmes_[index];
      facts_.push_back(&facts.at(programme.code));
      evaluations_.push_back(evaluate(programme, *facts_.back(), options_of_[index]));
    }
    std::vector<BestCombination> found;
    for (std::size_t unit = 0; unit < units; ++unit) {
      found.push_back(best_of(unit));
    }
    return found;
  }

private:
  BestCombination best_of(std::size_t unit) {
    BestCombination eligible;
    BestCombination undetermined;
    std::int64_t most_vague = 0; ///< lines of a combination that is undetermined
    bool has_versions = true;
    bool is_of_full_search = true;
    const Combinations& known = combinations(unit);
    const std::vector<Together> few =
        known.is_complete ? std::vector<Together>{} : promising(unit, is_of_full_search);
    for (const Together& together : known.is_complete ? known.all : few) {
      const BestCombination sum = sum_of(together, unit);
      BestCombination& best = sum.outcome == Outcome::eligible ? eligible : undetermined;
      if (best.outcome == Outcome::not_eligible || sum.total_cents() > best.total_cents()) {
        best = sum;
      }
      if (sum.outcome == Outcome::undetermined) {
        most_vague = std::max(most_vague, vague_lines(sum));
        has_versions = has_versions && together.has_versions();
      }
    }
    BestCombination& best = eligible.outcome == Outcome::eligible ? eligible : undetermined;
    best.is_of_full_search = is_of_full_search;
    if (best.outcome == Outcome::eligible) {
      best.more_cents = std::max<std::int64_t>(0, undetermined.total_cents() - best.total_cents());
      best.is_more_unknown = best.more_cents > 0 || most_vague > vague_lines(best) || !has_versions;
    }
    return best;
  }

  /// The combinations for a unit. They follow from the versions that apply to it, from which of
  /// them are undetermined, and from the day: for the same of these they are made once.
  const Combinations& combinations(std::size_t unit) {
    if (programmes_.empty()) {
      return none_;
    }
    const Date on = day_of(unit);
    std::string key =
        std::to_string(std::distance(changes_.begin(), changes_.upper_bound(on))) + " ";
    for (const Evaluation& evaluation : evaluations_) {
      key.push_back(static_cast<char>(evaluation.outcome[unit]));
      if (evaluation.outcome[unit] != Outcome::not_eligible) {
        key.push_back(static_cast<char>(evaluation.version[unit]));
      }
    }
    const auto [known, is_new] = combinations_.try_emplace(std::move(key));
    if (is_new) {
      known->second = make_combinations(unit);
    }
    return known->second;
  }

  Date day_of(std::size_t unit) const {
    return Date::from_days_since_epoch(facts_.front()->days(FactName::assessed_on, unit).earliest);
  }

  Combinations make_combinations(std::size_t unit) const {
    const std::vector<Candidate> candidates = candidates_of(unit);
    Combinations made;
    for (const Outcome outcome : {Outcome::eligible, Outcome::undetermined}) {
      const BestCliques found =
          best_combinations(candidates, outcome, day_of(unit), options_, most_kept,
                            [](const std::vector<std::size_t>&) { return std::int64_t{0}; });
      if (!found.is_complete || found.groups.size() == most_kept) {
        return {.is_complete = false};
      }
      for (const auto& group : found.groups) {
        made.all.push_back(together_of(group, candidates));
      }
    }
    return made;
  }

  /// The combinations that decide what a unit gets: the best for which it is eligible, and of those
  /// in which it is undetermined the best, the one with most that is unknown, and any without
  /// version.
  std::vector<Together> promising(std::size_t unit, bool& is_of_full_search) const {
    std::vector<Candidate> candidates = candidates_of(unit);
    std::vector<Together> found;
    const auto add_best = [&](Outcome outcome, const auto& worth) {
      const BestCliques best =
          best_combinations(candidates, outcome, day_of(unit), options_, 1,
                            [&](const std::vector<std::size_t>& group) {
                              return worth(sum_of(together_of(group, candidates), unit));
                            });
      is_of_full_search = is_of_full_search && best.is_complete;
      for (const auto& group : best.groups) {
        found.push_back(together_of(group, candidates));
      }
    };
    const auto cents = [](const BestCombination& sum) { return sum.total_cents(); };
    for (Candidate& candidate : candidates) {
      candidate.worth = alone(candidate, unit).total_cents();
      candidate.most_of_all = most_of_package(candidate.version, options_);
    }
    add_best(Outcome::eligible, cents);
    add_best(Outcome::undetermined, cents);
    for (Candidate& candidate : candidates) {
      candidate.worth = vague_lines(alone(candidate, unit));
      candidate.most_of_all = std::numeric_limits<std::int64_t>::max();
    }
    add_best(Outcome::undetermined, vague_lines);
    for (std::size_t at = 0; at < candidates.size(); ++at) {
      if (candidates[at].version == nullptr) {
        found.push_back(together_of({at}, candidates));
      }
    }
    return found;
  }

  std::vector<Candidate> candidates_of(std::size_t unit) const {
    std::vector<Candidate> candidates;
    for (std::size_t index = 0; index < programmes_.size(); ++index) {
      const Outcome outcome = evaluations_[index].outcome[unit];
      const std::uint8_t version = evaluations_[index].version[unit];
      if (outcome != Outcome::not_eligible) {
        candidates.push_back(
            {.programme = programmes_[index],
             .version = version == no_version ? nullptr : &programmes_[index]->versions[version],
             .is_eligible = outcome == Outcome::eligible});
      }
    }
    return candidates;
  }

  std::size_t index_of(const Candidate& candidate) const {
    return static_cast<std::size_t>(std::ranges::find(programmes_, candidate.programme) -
                                    programmes_.begin());
  }

  Together together_of(const std::vector<std::size_t>& group,
                       const std::vector<Candidate>& candidates) const {
    Together together;
    for (const std::size_t at : group) {
      together.programmes.push_back(index_of(candidates[at]));
      together.versions.push_back(candidates[at].version);
    }
    together.caps = package_caps(together.versions);
    return together;
  }

  /// What a unit gets under a programme alone, before the caps of a package.
  BestCombination alone(const Candidate& candidate, std::size_t unit) const {
    return sum_of({.programmes = {index_of(candidate)}, .versions = {}, .caps = {}}, unit);
  }

  BestCombination sum_of(const Together& together, std::size_t unit) const {
    BestCombination sum{.outcome = Outcome::eligible};
    for (const std::size_t index : together.programmes) {
      const Evaluation& evaluation = evaluations_[index];
      sum.outcome = std::min(sum.outcome, evaluation.outcome[unit]);
      sum.cash_cents += evaluation.cash_cents[unit];
      sum.in_kind_cents += evaluation.in_kind_cents[unit];
      sum.unknown_lines += evaluation.unknown_lines[unit];
      sum.uncapped_lines += evaluation.uncapped_lines[unit];
    }
    if (!together.caps.empty()) {
      cap_sums(together, unit, sum);
    }
    return sum;
  }

  void cap_sums(const Together& together, std::size_t unit, BestCombination& sum) const {
    // Which lines a cap of both cash and kind takes from depends on their order: that needs them.
    const bool needs_lines =
        sum.cash_cents > 0 && sum.in_kind_cents > 0 &&
        std::ranges::any_of(together.caps, [](const Cap* cap) { return !cap->support; });
    if (!needs_lines) {
      std::vector<KnownLine> sums{{0, 0, Support::cash, sum.cash_cents},
                                  {0, 0, Support::in_kind, sum.in_kind_cents}};
      apply_package_caps(sums, together.caps, options_);
      sum.cash_cents = sums.front().cents;
      sum.in_kind_cents = sums.back().cents;
      return;
    }
    std::vector<Assessment> assessments;
    for (const std::size_t index : together.programmes) {
      assessments.push_back(assess(*programmes_[index], *facts_[index], unit, options_of_[index]));
    }
    cap_package(together.versions, options_, assessments);
    sum.cash_cents = 0;
    sum.in_kind_cents = 0;
    for (const Assessment& assessment : assessments) {
      sum.cash_cents += assessment.entitlement.cash.cents();
      sum.in_kind_cents += assessment.entitlement.in_kind.cents();
    }
  }

  std::vector<const Programme*> programmes_;
  RuleOptions options_;
  std::vector<RuleOptions> options_of_; ///< one a programme, like the next two
  std::vector<const FactColumns*> facts_;
  std::vector<Evaluation> evaluations_;
  std::unordered_map<std::string, Combinations> combinations_;
  const Combinations none_{};
  std::set<Date> changes_;
};

CombinationSearch::CombinationSearch(std::vector<const Programme*> programmes, RuleOptions options)
    : search_(std::make_unique<Search>(std::move(programmes), std::move(options))) {}
CombinationSearch::CombinationSearch(CombinationSearch&&) noexcept = default;
CombinationSearch& CombinationSearch::operator=(CombinationSearch&&) noexcept = default;
CombinationSearch::~CombinationSearch() = default;

std::vector<BestCombination> CombinationSearch::find(const FactsByProgramme& facts,
                                                     std::size_t units) {
  return search_->find(facts, units);
}

} // namespace libcase
