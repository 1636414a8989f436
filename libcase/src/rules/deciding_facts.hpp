// The facts that an answer rests on: of what may hold in several ways, the way that decides.
#pragma once

#include <cstddef>
#include <vector>

#include <libcase/rules/condition.hpp>
#include <libcase/rules/evaluation.hpp>

#include "rules/answers.hpp"

namespace libcase {

/// The facts of a condition that decide its answer, row by row.
class DecidingFacts {
public:
  /// `of`: whether a row is a person or a unit of the range of these answers. The condition has to
  /// outlive it.
  DecidingFacts(Answers& answers, const Condition& condition, FactOf of);

  /// Without the parts that would not change the answer: of an alternative that holds, those that
  /// do not hold; of what is unknown, what is known, unless only what no record
  /// holds is unknown.
  std::vector<FactName> of_row(std::size_t row) const;

private:
  struct Part {
    const Condition& condition;
    std::vector<Verdict> verdicts{}; ///< one a row
    std::vector<Part> parts{};
  };
  static Part judged(Answers& answers, const Condition& condition, FactOf of);

  Part whole_;
};

} // namespace libcase
