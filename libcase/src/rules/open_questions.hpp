// What is not known of a person, where it is unknown whether they get something: what is asked, and
// what would settle it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <libcase/rules/evaluation.hpp>
#include <libcase/vocabulary/localized_text.hpp>

#include "rules/answers.hpp"
#include "rules/judged_unit.hpp"

namespace libcase {

/// Collects the questions that are open of one person of a unit.
class OpenQuestions {
public:
  /// What is given has to outlive it.
  OpenQuestions(const JudgedUnit& unit, const RuleOptions& options, std::size_t person);

  /// Adds a criterion of which it is unknown whether the person meets it.
  void add(const Criterion& criterion);
  /// Adds the facts that leave a condition unknown; none where it is known.
  void add(const Condition& condition);
  /// Adds the days of a monthly amount that are not known.
  void add(const MonthlyRule& monthly);

  bool empty() const { return questions_.empty(); }
  /// "Not known: the age. A record of the person's birth date would settle it."
  LocalizedText in_words() const;
  /// The tables whose records would settle them.
  std::vector<std::string> evidence_tables() const;

private:
  Verdict answer_to(const Condition& condition);
  void collect(const Condition& condition, std::vector<const Condition*>& parts);
  /// Keeps which facts are asked, and returns the parts.
  std::vector<const Condition*> open_parts(const Condition& condition);
  void ask_of(const Condition& part);
  /// Unless that was asked already, or a criterion asks it.
  void ask(FactName name);
  void ask(const LocalizedText& question);
  std::size_t row_of(FactName name) const;

  const JudgedUnit& unit_;
  const RuleOptions& options_;
  std::size_t person_;
  Answers answers_;
  std::vector<LocalizedText> questions_;
  std::vector<FactName> facts_;
  std::vector<FactName> told_; ///< of which a question tells
};

} // namespace libcase
