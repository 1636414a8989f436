#include <algorithm>
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
    for (const Together& together : combinations(unit)) {
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
    if (eligible.outcome != Outcome::eligible) {
      return undetermined;
    }
    eligible.more_cents =
        std::max<std::int64_t>(0, undetermined.total_cents() - eligible.total_cents());
    eligible.is_more_unknown =
        eligible.more_cents > 0 || most_vague > vague_lines(eligible) || !has_versions;
    return eligible;
  }

  /// The combinations for a unit. They follow from the versions that apply to it, from which of
  /// them are undetermined, and from the day: for the same of these they are made once.
  const std::vector<Together>& combinations(std::size_t unit) {
    if (programmes_.empty()) {
      return none_;
    }
    const Date on =
        Date::from_days_since_epoch(facts_.front()->days(FactName::assessed_on, unit).earliest);
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
      known->second = make_combinations(unit, on);
    }
    return known->second;
  }

  std::vector<Together> make_combinations(std::size_t unit, Date on) const {
    std::vector<Candidate> candidates;
    std::vector<std::size_t> programme_of; // of each candidate
    for (std::size_t index = 0; index < programmes_.size(); ++index) {
      const Outcome outcome = evaluations_[index].outcome[unit];
      const std::uint8_t version = evaluations_[index].version[unit];
      if (outcome != Outcome::not_eligible) {
        candidates.push_back(
            {.programme = programmes_[index],
             .version = version == no_version ? nullptr : &programmes_[index]->versions[version],
             .is_eligible = outcome == Outcome::eligible});
        programme_of.push_back(index);
      }
    }
    std::vector<Together> made;
    for (const auto& group : combinations_of(candidates, on, options_)) {
      Together& together = made.emplace_back();
      for (const std::size_t candidate : group) {
        together.programmes.push_back(programme_of[candidate]);
        together.versions.push_back(candidates[candidate].version);
      }
      together.caps = package_caps(together.versions);
    }
    return made;
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
  std::unordered_map<std::string, std::vector<Together>> combinations_;
  const std::vector<Together> none_;
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
