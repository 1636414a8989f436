// The lines of a budget: what may be spent, what is committed and spent, and what is free.
#ifndef LIBCASE_REGISTER_BUDGET_HPP
#define LIBCASE_REGISTER_BUDGET_HPP

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/register/register.hpp>

namespace libcase {

/// What stands on one line of a budget.
///
/// What cases take is the running total that the register keeps with each recording, so that the
/// guard of the budget costs the same at one payment and at a million. No award draws more than is
/// free: who comes too late is refused (`above_budget`), with what is left.
struct BudgetAccount {
  BudgetLineId budget_line_id;
  std::string code; ///< the office's own
  Money amount;     ///< as decided
  Money changes;    ///< by budget changes and what was carried over to it and from it
  Money expenses;   ///< of no case
  Money committed;  ///< for cases, beyond what was spent
  Money spent;      ///< on cases
  Money irregular;  ///< of what cases take, how much irregularities let exceed it
  Money earmarked;  ///< meant for purposes within it: told, and no limit
  Money repaid;     ///< of what was spent on cases, what came back: revenue, which frees nothing

  /// What may be spent: its amount with all changes.
  Money available() const { return amount + changes; }
  /// What is left of it; below zero where it was exceeded.
  Money free() const { return available() - expenses - committed - spent; }
};
BOOST_DESCRIBE_STRUCT(BudgetAccount, (),
                      (budget_line_id, code, amount, changes, available, expenses, committed, spent,
                       irregular, earmarked, repaid, free))
template <>
inline constexpr MemberNames shown_members<BudgetAccount>{"budget_line_id", "available",
                                                          "committed", "spent", "free"};

/// The accounts of all budget lines, in the order in which they were first written, as known at a
/// moment (now where empty).
std::vector<BudgetAccount> budget_accounts(const Register& reg,
                                           std::optional<Instant> as_known_at = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_BUDGET_HPP
