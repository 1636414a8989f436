// The combination of programmes that is worth most, for many cases at once.
#ifndef LIBCASE_RULES_BEST_COMBINATION_HPP
#define LIBCASE_RULES_BEST_COMBINATION_HPP

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include <libcase/rules/evaluation.hpp>

namespace libcase {

/// Facts of the same units, as the rules of each programme ask for them.
using FactsByProgramme = std::map<ProgrammeCode, FactColumns>;

/// The combination that is worth most, after the caps of its package, among those for which a case
/// is eligible; where it is eligible for none, among those in which it is undetermined.
struct BestCombination {
  Outcome outcome = Outcome::not_eligible;
  std::int64_t cash_cents = 0; ///< known amounts
  std::int64_t in_kind_cents = 0;
  std::int64_t unknown_lines = 0;  ///< lines of an unknown amount
  std::int64_t uncapped_lines = 0; ///< lines without ceiling
  std::int64_t more_cents = 0;  ///< of an eligible case, if what is undetermined were eligible too
  bool is_more_unknown = false; ///< whether it would then get more, or more that is unknown
  /// Whether each combination that could be a better one was looked at.
  bool is_of_full_search = true;

  std::int64_t total_cents() const { return cash_cents + in_kind_cents; }
  /// Whether the outcome is determined, and nothing unknown or not looked at could give more.
  bool is_certain() const {
    return outcome != Outcome::undetermined && !is_more_unknown && is_of_full_search &&
           unknown_lines == 0 && uncapped_lines == 0;
  }
};

/// Finds the best combinations of some programmes, for one set of cases after the other.
class CombinationSearch {
public:
  /// The programmes must outlive the search. Readings of disputes that a programme does not have
  /// are ignored for it. Throws what `common_currency` does.
  CombinationSearch(std::vector<const Programme*> programmes, RuleOptions options);
  CombinationSearch(CombinationSearch&&) noexcept;
  CombinationSearch& operator=(CombinationSearch&&) noexcept;
  ~CombinationSearch();

  /// What each of so many units gets; `facts` has the columns of each programme.
  std::vector<BestCombination> find(const FactsByProgramme& facts, std::size_t units);

private:
  class Search;
  std::unique_ptr<Search> search_;
};

} // namespace libcase

#endif // LIBCASE_RULES_BEST_COMBINATION_HPP
