// Counts and sums of a comparison, group by group.
#pragma once

#include <array>
#include <map>
#include <vector>

#include <libcase/rules/best_combination.hpp>
#include <libcase/statistics/compare.hpp>

namespace libcase {

/// The groups that a case counts in.
struct CaseGroups {
  Composition composition;
  std::uint16_t nationality; ///< Country::index(), of the principal; 0 unknown
};
CaseGroups groups_of(const CaseFile& file, Date on);

/// The rows of a comparison while cases are counted.
class ComparisonTallies {
public:
  void count(const CaseGroups& groups, const BestCombination& a, const BestCombination& b);
  void merge(const ComparisonTallies& other);
  /// The total, then the groups that have cases, the unknown ones last.
  std::vector<ComparisonRow> rows() const;

private:
  ComparisonRow total_;
  std::array<ComparisonRow, code_names<Composition>.size()> compositions_;
  std::map<std::uint16_t, ComparisonRow> nationalities_;
};

} // namespace libcase
