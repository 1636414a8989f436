// One unit and what the evaluator found about it, for whoever explains the answer.
#pragma once

#include <vector>

#include <libcase/rules/evaluation.hpp>

#include "rules/evaluator.hpp"
#include "rules/version_choice.hpp"

namespace libcase {

struct JudgedUnit {
  const Programme& programme;
  const ProgrammeVersion& version; ///< that was chosen
  const FactColumns& facts;        ///< of this unit alone
  const RuleOptions& options;
  ChosenVersion chosen;
  Outcome outcome{};
  Verdict in_force{};
  std::vector<Verdict> criteria{}; ///< one a criterion
  PersonVerdicts persons{};
  std::vector<LocalizedText> names{}; ///< of each person, as sentences name them
};

/// Judges the only unit of some columns under a version. What is returned refers to the arguments.
JudgedUnit judge(const Programme& programme, const FactColumns& facts, const RuleOptions& options,
                 const ChosenVersion& chosen);

} // namespace libcase
