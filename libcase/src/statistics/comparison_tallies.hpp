// Counts and sums of a comparison, group by group.
#pragma once

#include <array>
#include <map>
#include <string_view>
#include <vector>

#include <libcase/rules/best_combination.hpp>
#include <libcase/statistics/compare.hpp>

namespace libcase {

/// A figure of a catalogue.
struct Figure {
  std::string_view name;
  std::int64_t RuleCosts::*value;
  bool is_money = false;
};
inline constexpr std::array figures{
    Figure{"eligible", &RuleCosts::eligible},
    Figure{"partly_undetermined", &RuleCosts::partly_undetermined},
    Figure{"undetermined", &RuleCosts::undetermined},
    Figure{"not_eligible", &RuleCosts::not_eligible},
    Figure{"cash", &RuleCosts::cash_cents, true},
    Figure{"in_kind", &RuleCosts::in_kind_cents, true},
    Figure{"undetermined_amount", &RuleCosts::undetermined_cents, true},
    Figure{"unknown_lines", &RuleCosts::unknown_lines},
    Figure{"uncapped_lines", &RuleCosts::uncapped_lines},
};

/// A count of cases by what changes for them.
struct Change {
  std::string_view name;
  std::int64_t ComparisonRow::*value;
};
inline constexpr std::array changes{
    Change{"winners", &ComparisonRow::winners},
    Change{"losers", &ComparisonRow::losers},
    Change{"unchanged", &ComparisonRow::unchanged},
    Change{"not_comparable", &ComparisonRow::not_comparable},
};

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
