// The running totals of what cases take of the lines of a budget: one row for each line and each
// recording that moved it, never changed afterwards. They follow from the records; `verify`
// works them out anew.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include <libcase/register/budget.hpp>
#include <libcase/rules/budget_use.hpp>
#include <libcase/rules/guards.hpp>

#include "register/connection.hpp"

namespace libcase {

/// What cases take of a budget line, in cents of its currency.
struct BudgetTotal {
  std::int64_t committed = 0;
  std::int64_t spent = 0;
  std::int64_t irregular = 0;

  std::int64_t used() const noexcept { return committed + spent; }
  BudgetTotal& operator+=(const BudgetTotal& other) noexcept;
  friend bool operator==(const BudgetTotal&, const BudgetTotal&) = default;
};

BudgetTotal total_of(const BudgetUse& use);
/// What undoes it.
BudgetTotal less(const BudgetTotal& total);

/// The total of a budget line at the end of a recording.
BudgetTotal budget_total(Connection& connection, BudgetLineId id, std::int64_t recording);

/// The accounts of all budget lines as known at the end of a recording.
std::vector<BudgetAccount> budget_accounts(Connection& connection, std::int64_t recording);

/// How a recording moves budget lines, case by case.
class BudgetMoves {
public:
  /// Adds what a case takes less what it took before.
  void add(const CaseFile& before, const CaseFile& after, std::int64_t recording);
  /// What the guard of the budget says: of the lines that were moved, and of those in `changed`,
  /// whose own records were written.
  std::vector<Violation> violations(Connection& connection, std::int64_t recording,
                                    const std::map<BudgetLineId, Violation>& changed) const;
  /// Writes the totals at the end of the recording.
  void write(Connection& connection, std::int64_t recording) const;

private:
  /// What one award line takes more than before, and which record the guard then blames.
  struct Draw {
    Date awarded_on;
    Violation blamed;
    std::int64_t cents;
  };
  struct Move {
    BudgetTotal change;
    std::vector<Draw> draws;
  };
  std::map<BudgetLineId, Move> moves_;
};

} // namespace libcase
