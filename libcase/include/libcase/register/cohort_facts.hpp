// The facts of a cohort's cases under several programmes, some cases at a time.
#ifndef LIBCASE_REGISTER_COHORT_FACTS_HPP
#define LIBCASE_REGISTER_COHORT_FACTS_HPP

#include <map>
#include <set>
#include <span>

#include <libcase/rules/best_combination.hpp>
#include <libcase/rules/case_facts.hpp>

namespace libcase {

/// Collects facts of cases as the rules of some programmes ask for them.
class CohortFacts {
public:
  /// What was chosen in a case under the programmes `free_of` is no fact of `other_programmes` and
  /// `other_in_kind`: awards, and projects that its members took part in since its opening.
  CohortFacts(std::span<const Programme* const> programmes, std::set<ProgrammeCode> free_of);

  /// Adds a case on a day. Throws what `FactCollector` does.
  void add(const CaseFile& file, Date on, const History& history);
  /// What was added since the last time, a unit a case in that order.
  FactsByProgramme take();

private:
  std::set<ProgrammeCode> free_of_;
  std::map<ProgrammeCode, FactCollector> collectors_;
  std::map<ProgrammeCode, FactCollector> of_choice_; ///< of the two facts, without what was chosen
};

} // namespace libcase

#endif // LIBCASE_REGISTER_COHORT_FACTS_HPP
