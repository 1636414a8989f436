#include "rules/judged_unit.hpp"

namespace libcase {

JudgedUnit judge(const Programme& programme, const FactColumns& facts, const RuleOptions& options,
                 const ChosenVersion& chosen) {
  const ProgrammeVersion& version = programme.versions[chosen.version];
  JudgedUnit unit{.programme = programme,
                  .version = version,
                  .facts = facts,
                  .options = options,
                  .chosen = chosen,
                  .in_force = chosen.is_certain ? Verdict::met : Verdict::unknown};
  unit.criteria.resize(version.criteria.size());
  // Sums are made from the lines, which say more.
  std::int64_t cash = 0;
  std::int64_t in_kind = 0;
  std::uint16_t unknown = 0;
  std::uint16_t uncapped = 0;
  Results results{.outcomes = &unit.outcome,
                  .cash_cents = &cash,
                  .in_kind_cents = &in_kind,
                  .unknown_lines = &unknown,
                  .uncapped_lines = &uncapped,
                  .in_force = &unit.in_force,
                  .criteria = {}};
  for (Verdict& verdict : unit.criteria) {
    results.criteria.push_back(&verdict);
  }
  Evaluator{programme, version, facts, options}.run(0, 1, &chosen.version_date, results,
                                                    &unit.persons);
  return unit;
}

} // namespace libcase
