#include <algorithm>
#include <array>
#include <iterator>

#include <libcase/register/cohort_facts.hpp>

namespace libcase {

namespace {

constexpr std::array facts_of_choice{FactName::other_programmes, FactName::other_in_kind};

/// The case without what was chosen in it: awards under these programmes, and projects under them
/// that its members took part in since its opening.
CaseFile without_choice(const CaseFile& file, const std::set<ProgrammeCode>& programmes) {
  const auto& cases = file.all<Case>();
  const auto is_chosen = [&]<class R>(const Recorded<R>& recorded) {
    if constexpr (std::is_same_v<R, AwardLine>) {
      return programmes.contains(recorded->programme);
    } else if constexpr (std::is_same_v<R, Participation>) {
      const bool is_earlier = !cases.empty() && recorded->submitted_on < cases.front()->opened_on;
      return !is_earlier && std::ranges::any_of(file.all<Project>(), [&](const auto& project) {
        return project.id == recorded->project_id && programmes.contains(project->framework);
      });
    } else {
      return false;
    }
  };
  CaseFile left{file.id(), file.known_at_recording()};
  file.for_each([&](const auto& recorded) {
    if (!is_chosen(recorded)) {
      left.add(recorded);
    }
  });
  return left;
}

} // namespace

CohortFacts::CohortFacts(std::span<const Programme* const> programmes,
                         std::set<ProgrammeCode> free_of)
    : free_of_(std::move(free_of)) {
  std::map<ProgrammeCode, std::set<FactName>> wanted;
  for (const Programme* programme : programmes) {
    const std::vector<FactName> names = facts_of(*programme);
    wanted[programme->code].insert(names.begin(), names.end());
  }
  for (const auto& [code, names] : wanted) {
    collectors_.emplace(code, FactCollector{code, {names.begin(), names.end()}});
    std::vector<FactName> barred;
    std::ranges::copy_if(facts_of_choice, std::back_inserter(barred),
                         [&names = names](FactName name) { return names.contains(name); });
    if (!free_of_.empty() && !barred.empty()) {
      of_choice_.emplace(code, FactCollector{code, std::move(barred)});
    }
  }
}

void CohortFacts::add(const CaseFile& file, Date on, const History& history) {
  for (auto& [code, collector] : collectors_) {
    collector.add(file, on, history);
  }
  if (!of_choice_.empty()) {
    const CaseFile free = without_choice(file, free_of_);
    for (auto& [code, collector] : of_choice_) {
      collector.add(free, on, history);
    }
  }
}

FactsByProgramme CohortFacts::take() {
  FactsByProgramme facts;
  for (auto& [code, collector] : collectors_) {
    facts[code] = collector.take();
  }
  for (auto& [code, collector] : of_choice_) {
    FactColumns& columns = facts[code];
    FactColumns free = collector.take();
    for (const FactName name : facts_of_choice) {
      columns.column(name) = std::move(free.column(name));
    }
    columns.programme_sets = std::move(free.programme_sets);
  }
  return facts;
}

} // namespace libcase
