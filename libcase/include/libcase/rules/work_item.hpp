// What there is to do, to mind or to wonder about in a case: pure functions of its file, the rules
// and a day. Nothing of it is stored.
#ifndef LIBCASE_RULES_WORK_ITEM_HPP
#define LIBCASE_RULES_WORK_ITEM_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/safeguard_rules.hpp>
#include <libcase/vocabulary/localized_text.hpp>

namespace libcase {

/// What a work item is.
enum class WorkKind : std::uint8_t {
  deadline,    ///< a day by which something is to have happened, or from which it is otherwise
  step,        ///< what comes next, and which record would settle it
  question,    ///< what rules ask and no record answers
  observation, ///< what is odd but possible, or stood before a guard could refuse it
  minors,      ///< what is to be seen to for a minor
};
BOOST_DESCRIBE_ENUM(WorkKind, deadline, step, question, observation, minors)

/// One item of the work on a case.
struct WorkItem {
  WorkKind kind = WorkKind::deadline;
  std::string code; ///< stable, for instance "departure_term"
  Date on;          ///< of a deadline its day; of a step and an observation, since when
  std::optional<PersonId> person_id{};      ///< whom it is about; empty for the unit as a whole
  std::optional<ProgrammeCode> programme{}; ///< under which
  std::optional<RecordId> record_id{};      ///< the record that it comes from
  std::optional<std::string> settled_by{};  ///< the table whose record would settle it
  std::optional<std::string> source{};      ///< of the rule behind it; empty where there is none
  std::optional<bool> is_in_principle{};    ///< true of a deadline that may be passed
  LocalizedText text{};                     ///< in words
};
BOOST_DESCRIBE_STRUCT(WorkItem, (),
                      (kind, code, on, person_id, programme, record_id, settled_by, source,
                       is_in_principle, text))
template <>
inline constexpr MemberNames shown_members<WorkItem>{"kind", "code", "on", "person_id",
                                                     "settled_by"};

/// The deadlines that are open on a day, whether they lie ahead or passed:
/// `departure_term` - who was told to leave has not, with what suspended the term (Aliens Act 2000,
/// article 62);
/// `vbl_stay` - twelve weeks in a freedom-restricting location, in principle
/// (Vreemdelingencirculaire 2000 (A), A6/4.3.5);
/// `majority` - a member comes of age, by the earliest reading of the birth date;
/// `support_period` - support that was awarded may last no longer, by the rules of its programme;
/// `instalment` - of an award's line, until it was paid;
/// `claim_instalment` - of a claim, also in a closed case, until so much was paid back or written
/// off;
/// `journey` - a booked journey that has no outcome yet;
/// `last_award`, `last_departure` - the last days of the rules under which an application is
/// undecided, or support was awarded to who has not left.
/// The rules are those of the version under which something was awarded, or that was in force on
/// the day of the application. A programme that the catalogue does not hold has none.
std::vector<WorkItem> deadlines(const CaseFile& file, const Catalogue& catalogue, Date on);

/// What comes next in a case that is open on a day; of a closed one only `repayment`:
/// `no_member`, `no_application`, `decision`;
/// `estimate`, `plan`, `plan_approval`, `delivery`, `plan_completion`, `payment_outcome`,
/// `payment_anew`, `invoice` (of a delivery or service without any), `invoice_payment`,
/// `confirmation`, of what was awarded;
/// `booking`, `booking_outcome`, `departure`, `arrival`, of the journey;
/// `claim`, of who was found here again; `repayment`, of what no instalment of a claim covers,
/// until it was paid back or written off; `closure`, once nothing is left. A step that rests on a
/// deadline has its source; the others have none. Without the rules of programmes that is the term
/// to leave, of `booking` and `departure`.
std::vector<WorkItem> next_steps(const CaseFile& file, Date on);
/// The same, with sources from the deadlines of the case on that day (see `deadlines`), those of
/// the rules among them: `booking` and `departure` rest on `departure_term`, or else on
/// `last_departure`; `decision` on `last_award`; `plan` and `delivery` on `support_period`.
std::vector<WorkItem> next_steps(const CaseFile& file, Date on,
                                 std::span<const WorkItem> deadlines);

/// What the rules of undecided applications ask on a day and no record answers: an `open_question`
/// for each criterion that is unknown, unless another one decides. Each application is assessed for
/// it, without the earlier cases of its members.
std::vector<WorkItem> questions(const CaseFile& file, const Catalogue& catalogue, Date on);

/// What is odd in a case on a day. First what a guard would refuse if it were recorded now, by the
/// guard's own code and sentence: it stood before, or came with an import. Then:
/// `irregularity` - recorded as such, and so for ever;
/// `overspent` - more was given on a line than granted;
/// `other_destination`, `other_arrival`, `arrived_before_departure` - journey and records differ;
/// `departed_too_late`, `awarded_too_late` - after the last day of the rules;
/// `award_without_limits` - an award keeps neither the rules it rests on nor a limit of what it
/// grants in cash or kind, as one that was written by hand or came with a table;
/// `unknown_programme` - the catalogue has none of that code; it may be of another catalogue;
/// `cash_kept` - who did not turn up for the journey was paid in cash, and none of it came back;
/// `invoice_differs`, `dearer_than_planned` - costs differ;
/// `paid_above_invoices` - more was paid than invoiced, less what credit notes took back;
/// `repaid_too_much` - more of a claim was paid back or written off than was asked back;
/// `exchange_differs` - what was booked of an amount abroad is more than a cent from what the rate
/// makes of it (see `exchange_differences`);
/// `minor_left_behind` - the adults in the place of parents left, and a minor is still here;
/// `minor_disappeared` - a minor left without supervision, is one still, and since was neither
/// found here nor is known to have left;
/// `minor_refused_entry` - a minor was turned back at the border: who sees to them is the
/// Repatriation and Departure Service (Vreemdelingencirculaire 2000 (A), A2);
/// `left_without_parent` - a child left though a parent who is on record stayed and gave no
/// permission.
std::vector<WorkItem> observations(const CaseFile& file, const Catalogue& catalogue, Date on,
                                   const SafeguardRules& safeguards = *SafeguardRules::shipped());

/// After how many days something of a minor is overdue. No source sets any of them: they are the
/// office's own.
struct MinorTerms {
  std::int64_t tracing_silent_days = 30; ///< without word of a search for the family
  std::int64_t hand_over_days = 3;       ///< from the departure until the hand-over is confirmed
  std::int64_t visit_days = 90;          ///< from the departure until the first visit
};

/// What is to be seen to for the minors of a case on a day:
/// `minor_without_guardian` - a minor without an adult parent, or a guardian appointed abroad, has
/// no guardian on record;
/// `tracing_silent` - the search for a minor's family has not been heard of for so long;
/// `booked_without_reception` - a minor is booked alone, and no place of reception is on record;
/// `hand_over_missing`, `visit_missing` - a minor left alone, and the hand-over, or a first visit,
/// is not on record after so many days.
/// The day of each is the one from which it is overdue, or that of the booked journey.
std::vector<WorkItem>
minors_to_see_to(const CaseFile& file, Date on, const MinorTerms& terms = {},
                 const SafeguardRules& safeguards = *SafeguardRules::shipped());

/// The codes that deadlines, steps, questions, observations and what is to be seen to for minors
/// have of their own, and `budget_period_passed` of the work list; observations may also have that
/// of a guard (see `guard_codes`).
std::vector<std::string_view> work_codes();

/// Whether a deadline or an observation is of a minor: they too belong to the work on minors. So do
/// safeguards that are not met of a departure that stands, as when it was judged by other rules.
bool is_of_minor(const WorkItem& item);

/// Whether there is still work on a minor after the case was closed: `hand_over_missing`,
/// `visit_missing`, `minor_left_behind` and `minor_disappeared`.
bool outlasts_closure(const WorkItem& item);

} // namespace libcase

#endif // LIBCASE_RULES_WORK_ITEM_HPP
