#include "rules/judged_unit.hpp"

#include <type_traits>

#include "rules/evidence.hpp"

namespace libcase {

JudgedUnit judge(const Programme& programme, const FactColumns& facts, const RuleOptions& options,
                 const ChosenVersion& chosen) {
  const ProgrammeVersion& version = programme.versions[chosen.version];
  JudgedUnit unit{.programme = programme,
                  .version = version,
                  .facts = facts,
                  .options = options,
                  .chosen = chosen,
                  .in_force = chosen.is_certain ? Verdict::met : Verdict::unknown,
                  .names = persons_in_words(facts)};
  unit.criteria.resize(version.criteria.size());
  ResultColumns<std::type_identity_t> found{.version_date = chosen.version_date};
  Results results;
  point_to(found, results, [](auto& value) { return &value; });
  results.in_force = &unit.in_force;
  results.criteria.reserve(unit.criteria.size());
  for (Verdict& verdict : unit.criteria) {
    results.criteria.push_back(&verdict);
  }
  Evaluator{programme, version, facts, options}.run(0, 1, results, &unit.persons);
  unit.outcome = found.outcome; // sums are made from the lines, which say more
  return unit;
}

} // namespace libcase
