// What was granted on the lines of awards, and what was ordered, planned and spent on them: pure
// functions of a case's file. Nothing of it is stored.
#ifndef LIBCASE_RULES_AWARD_USE_HPP
#define LIBCASE_RULES_AWARD_USE_HPP

#include <optional>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/records/case_file.hpp>

namespace libcase {

/// What became of a payment by the end of a day, or by all that is recorded; empty while it is only
/// ordered.
std::optional<PaymentResult> result_of(const CaseFile& file, const Recorded<CashPayment>& payment,
                                       std::optional<Date> on = {});

/// Whether a payment takes from its line: it is ordered, or paid and did not come back.
bool takes_from_line(const CaseFile& file, const Recorded<CashPayment>& payment,
                     std::optional<Date> on = {});

/// What a line grants: the amount of its last amendment by the end of a day, or of all that are
/// recorded, or else its own. Empty where it has none, and before its award.
std::optional<Money> granted_on(const CaseFile& file, const Recorded<AwardLine>& line,
                                std::optional<Date> on = {});

/// What an instalment comes to: its amount, or its share of what its line grants by the end of a
/// day, or by all that is recorded. Shares of a line lose and create no cent: each runs from what
/// those before it come to together, rounded down, to what they come to with it. Empty where the
/// line has no amount.
std::optional<Money> amount_of(const CaseFile& file, const Recorded<Instalment>& instalment,
                               std::optional<Date> on = {});

/// What the bound of a limit is after the deviations from it that a second actor confirmed.
Money allowed_by(const CaseFile& file, const Recorded<Limit>& limit);

/// Whether a second actor confirmed this version of a record (see Confirmation), by the end of a
/// day or by all that is recorded.
bool is_confirmed(const CaseFile& file, RecordId id, std::int64_t recording,
                  std::optional<Date> on = {});

/// Whether a plan's items count at the end of a day, or by all that is recorded: it is approved if
/// it replaces another, and none that is approved replaces it.
bool is_plan_in_force(const CaseFile& file, const Recorded<ReintegrationPlan>& plan,
                      std::optional<Date> on = {});

/// Whether an item of a plan was approved by the end of a day: an approval covers the items that
/// were agreed by its own day.
bool is_item_approved(const CaseFile& file, const PlanItem& item, Date by);

/// What stands on one line of an award. Sums are in the currency of the line; what is in another is
/// left out of them (a guard refuses it).
struct LineAccount {
  AwardLineId award_line_id;
  std::optional<Money> granted{}; ///< empty where there is no ceiling, or no amount yet
  bool is_uncapped = false;
  bool has_ended = false;               ///< its award has, or its own `until` has come
  Money ordered = Money::euro_cents(0); ///< payments without an outcome
  Money paid = Money::euro_cents(0);    ///< payments that were made and did not come back
  /// Items of the plan in force; once the line has ended, no more than was delivered.
  Money planned = Money::euro_cents(0);
  Money delivered = Money::euro_cents(0); ///< what deliveries of all its items cost
  Money services = Money::euro_cents(0);

  /// Whether nothing may be paid on it: it has no amount, and is not without ceiling.
  bool is_open() const { return !granted && !is_uncapped; }
  /// What was spent: paid, delivered, services.
  Money spent() const;
  /// What takes from the line: what was spent, ordered, and planned beyond what was delivered.
  Money used() const;
  /// What is held for it beyond what was spent: the rest of what is granted until it has ended, and
  /// in any case what was ordered and planned.
  Money committed() const;
  /// What is left of what is granted; below zero where more was given. Empty without an amount.
  std::optional<Money> left() const;
};
BOOST_DESCRIBE_STRUCT(LineAccount, (),
                      (award_line_id, granted, is_uncapped, has_ended, ordered, paid, planned,
                       delivered, services, is_open, spent, used, committed, left))
template <>
inline constexpr MemberNames shown_members<LineAccount>{"award_line_id", "granted", "committed",
                                                        "spent"};

/// The account of a line at the end of a day, or by all that is recorded.
LineAccount account_of(const CaseFile& file, const Recorded<AwardLine>& line,
                       std::optional<Date> on = {});
/// The accounts of all lines of a case, in the order of the lines.
std::vector<LineAccount> line_accounts(const CaseFile& file, std::optional<Date> on = {});

} // namespace libcase

#endif // LIBCASE_RULES_AWARD_USE_HPP
