// The facts of a case file on a day: what its records answer to the questions of the rules.
#ifndef LIBCASE_RULES_CASE_FACTS_HPP
#define LIBCASE_RULES_CASE_FACTS_HPP

#include <optional>
#include <span>
#include <vector>

#include <libcase/records/case_file.hpp>
#include <libcase/rules/fact_columns.hpp>

namespace libcase {

/// The earlier case files of a unit's members. Empty (not: a list of none) where nobody looked,
/// which leaves earlier help unknown.
using History = std::optional<std::span<const CaseFile>>;

/// Collects the facts of case files, unit by unit.
///
/// What is dated after the day of assessment does not count. A matter of which nothing is recorded
/// is unknown. Only for what the register itself keeps (awards, departures, and other cases where a
/// history is given) does the lack of a record mean that there is none. Of two records of one kind
/// and day the one that was written last counts.
class FactCollector {
public:
  /// Of the facts in `wanted`, as a programme's rules ask for them, and of roles, by which
  /// sentences name persons.
  FactCollector(ProgrammeCode programme, std::vector<FactName> wanted);

  /// Adds the unit of a case on a day. Throws InvalidValue (`invalid_date`) where it is not set.
  void add(const CaseFile& file, Date on, const History& history = {});
  /// What was collected; the collector is then empty.
  FactColumns take();

private:
  ProgrammeCode programme_;
  std::vector<FactName> wanted_;
  FactColumns columns_;
};

} // namespace libcase

#endif // LIBCASE_RULES_CASE_FACTS_HPP
