#include <algorithm>
#include <iterator>
#include <set>

#include <libcase/register/cohort_facts.hpp>
#include <libcase/rules/offers.hpp>
#include <libcase/statistics/compare.hpp>

#include "compute/parallel.hpp"
#include "statistics/comparison_tallies.hpp"

namespace libcase {

namespace {

std::vector<const Programme*> chosen(const Catalogue& catalogue,
                                     const std::vector<std::string>& codes) {
  std::vector<const Programme*> programmes;
  for (const Programme& programme : catalogue.programmes()) {
    const bool is_chosen = codes.empty()
                               ? programme.movement == Movement::lasting_return
                               : std::ranges::find(codes, programme.code.code()) != codes.end();
    if (is_chosen) {
      programmes.push_back(&programme);
    }
  }
  return programmes;
}

ComparedRules rules_of(const Catalogue& catalogue, const std::vector<const Programme*>& compared) {
  ComparedRules rules;
  const std::vector<Programme>& all = catalogue.programmes();
  if (!all.empty() && std::ranges::all_of(all, [&](const Programme& programme) {
        return programme.frozen_on == all.front().frozen_on;
      })) {
    rules.frozen_on = all.front().frozen_on;
  }
  for (const Programme* programme : compared) {
    if (!programme->is_shipped) {
      rules.own.push_back({programme->code, programme->file});
    }
  }
  return rules;
}

/// What is compared: the programmes of both sides, and under which what was chosen does not bind.
struct Sides {
  std::vector<const Programme*> a;
  std::vector<const Programme*> b;
  std::set<ProgrammeCode> free_of;
};

/// Throws NotFound for a code that neither catalogue has, or that is named for one side only and is
/// not of its catalogue: that side would be compared without it.
void require_programmes(const Catalogue& own, const std::vector<std::string>& codes,
                        const Catalogue& other, const std::vector<std::string>& other_codes) {
  for (const std::string& code : codes) {
    const bool is_for_both = std::ranges::find(other_codes, code) != other_codes.end();
    if (!is_for_both || other.find(code) == nullptr) {
      own[code];
    }
  }
}

Sides sides_of(const Catalogue& a, const Catalogue& b, const ComparisonOptions& options) {
  require_programmes(a, options.programmes_a, b, options.programmes_b);
  require_programmes(b, options.programmes_b, a, options.programmes_a);
  std::vector<const Programme*> known;
  std::set<ProgrammeCode> free_of;
  for (const Catalogue* catalogue : {&a, &b}) {
    for (const Programme& programme : catalogue->programmes()) {
      known.push_back(&programme);
      if (!options.keeps_recorded_choice) {
        free_of.insert(programme.code);
      }
    }
  }
  require_readings(options.rules, known);
  return {chosen(a, options.programmes_a), chosen(b, options.programmes_b), std::move(free_of)};
}

/// The cases of a part of the files, counted a block at a time.
class CohortCounter {
public:
  CohortCounter(const CaseFiles& files, const Cohort& cohort, const Sides& sides,
                std::span<const Programme* const> all, const RuleOptions& options)
      : files_(files), cohort_(cohort), facts_(all, sides.free_of), search_a_(sides.a, options),
        search_b_(sides.b, options) {}

  void count(std::size_t from, std::size_t until, ComparisonTallies& tallies) {
    constexpr std::size_t cases_at_a_time = 4096; // whose facts under all programmes fit in memory
    for (std::size_t index = from; index < until; ++index) {
      const CaseFile file = files_.file(index);
      if (const std::optional<Date> on = day_in(cohort_, file)) {
        const std::vector<CaseFile> earlier = files_.earlier_files(index);
        facts_.add(file, *on, History{earlier});
        groups_.push_back(groups_of(file, *on));
      }
      if (groups_.size() == cases_at_a_time || index + 1 == until) {
        count_block(tallies);
      }
    }
  }

private:
  void count_block(ComparisonTallies& tallies) {
    const FactsByProgramme facts = facts_.take();
    const std::vector<BestCombination> best_a = search_a_.find(facts, groups_.size());
    const std::vector<BestCombination> best_b = search_b_.find(facts, groups_.size());
    for (std::size_t unit = 0; unit < groups_.size(); ++unit) {
      tallies.count(groups_[unit], best_a[unit], best_b[unit]);
    }
    groups_.clear();
  }

  const CaseFiles& files_;
  const Cohort& cohort_;
  CohortFacts facts_;
  CombinationSearch search_a_;
  CombinationSearch search_b_;
  std::vector<CaseGroups> groups_; ///< of the cases of the block
};

} // namespace

Comparison compare(const Register& reg, const Catalogue& a, const Catalogue& b,
                   const Cohort& cohort, const ComparisonOptions& options) {
  require_consistent(cohort);
  const Sides sides = sides_of(a, b, options);
  std::vector<const Programme*> all = sides.a;
  all.insert(all.end(), sides.b.begin(), sides.b.end());
  const Currency currency = common_currency(all);
  std::vector<Programme> copies;
  std::ranges::transform(all, std::back_inserter(copies),
                         [](const Programme* programme) { return *programme; });
  const CaseFiles files{reg, kinds_for(copies), options.as_known_at, options.threads};
  const std::size_t parts =
      std::clamp<std::size_t>(static_cast<std::size_t>(std::max(options.threads, 1)), 1,
                              std::max<std::size_t>(files.size(), 1));
  std::vector<ComparisonTallies> tallies(parts);
  in_parallel(parts, files.size(), [&](std::size_t part, std::size_t from, std::size_t until) {
    CohortCounter{files, cohort, sides, all, options.rules}.count(from, until, tallies[part]);
  });
  for (std::size_t part = 1; part < parts; ++part) {
    tallies.front().merge(tallies[part]);
  }
  // Of the files where there are any: others may have recorded more since.
  const std::int64_t recording = files.size() > 0 ? files.file(0).known_at_recording()
                                                  : reg.last_recording_at(options.as_known_at);
  return {.definition = {.period = cohort.period,
                         .by = cohort.by,
                         .modes = cohort.modes,
                         .programmes_a = options.programmes_a,
                         .programmes_b = options.programmes_b,
                         .rules_a = rules_of(a, sides.a),
                         .rules_b = rules_of(b, sides.b),
                         .keeps_recorded_choice = options.keeps_recorded_choice,
                         .options = options.rules,
                         .currency = std::string{currency.code()},
                         .recording = recording,
                         .as_known_at = options.as_known_at,
                         .library_version = LIBCASE_VERSION},
          .rows = tallies.front().rows()};
}

} // namespace libcase
