// Conditions of a rule file; the guide to writing programmes describes their forms.
#pragma once

#include "rules/programme_reader.hpp"
#include "rules/rule_file_problems.hpp"

namespace libcase {

/// Reads conditions, by the lists of countries that the file has, and notes the programmes that
/// they name.
class ConditionReader {
public:
  ConditionReader(RuleFileProblems& problems, RuleFile& file) : problems_(problems), file_(file) {}

  Condition read(const JsonNode& node) const { return read(node, 0); }

private:
  Condition read(const JsonNode& node, int depth) const;
  std::vector<Condition> read_parts(const JsonNode& node, int depth) const;
  Condition::Form about_fact(const JsonNode& node) const;
  CodeIn codes(const JsonNode& node, const Fact& asked) const;
  ProgrammeIn programmes(const JsonNode& node, FactName name) const;
  Condition::Form country(const JsonNode& node, FactName name) const;
  CountryOnList on_list(const JsonNode& node, FactName name) const;
  /// Reads each value of `any_of`, of which there is at least one.
  template <class Read>
  void each_of_any(const JsonNode& node, const Read& read) const;

  RuleFileProblems& problems_;
  RuleFile& file_;
};

} // namespace libcase
