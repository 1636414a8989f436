// What may not be recorded, whatever the programme: facts that cannot all be true.
//
// Guards judge a file as it would be after a change. The register asks them inside the
// transaction and refuses what they name.
#ifndef LIBCASE_RULES_GUARDS_HPP
#define LIBCASE_RULES_GUARDS_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/records/case_file.hpp>

namespace libcase {

/// A guard's refusal. Of records that cannot all stand, it names the one recorded last.
struct Violation {
  std::string code;     ///< stable, for instance "departed_outside_unit"
  std::string sentence; ///< what is wrong and what was expected; no personal value
  std::string table;    ///< of the record it names
  std::int64_t id = 0;
  std::int64_t row = 0;
  /// The id of the record beside which it cannot stand; of an amount above its bound, of the record
  /// that sets the bound. 0 where there is none.
  std::int64_t other = 0;
  std::int64_t excess = 0; ///< of an amount above its bound: by how many cents
};

/// Of what is wrong in a case after a change, what was not wrong in it before: a guard refuses what
/// a change makes wrong, and never locks a case for what stood before. Which of two records is
/// blamed, or of the old ones that exceed a bound together, makes no difference.
std::vector<Violation> made_wrong(const CaseFile& before, std::vector<Violation> after);

/// What is wrong within one case:
/// `born_after_membership` - a member's earliest birth date lies after the membership's start;
/// `memberships_overlap` - one person is twice in the unit on a day;
/// `membership_ends_first` - a membership ends on the day it starts, or before: it holds no day;
/// `date_not_first_of_period` - the date of a departure that is known by month, quarter or year is
/// not the first day of that period;
/// `departed_outside_unit` - the departing person is not in the unit that day, or on no day of the
/// period in which they left;
/// `destination_no_territory` - the destination is a passport code that is no country;
/// `closed_before_opening` - a closure is dated before the opening of its case;
/// `dated_after_closure` - something is dated after the closure, unless it is a reopening, of the
/// time after a return (arrivals, hand-overs, stays in facilities, visits), an exchange, an
/// irregularity or a confirmation; of a closure and a reopening of one day the later record counts;
/// `born_too_long_ago` - a member was born more than 120 years before the case was opened.
///
/// Of money and goods, to be given on the lines of an award:
/// `award_before_application`, `award_ends_first`, `line_outside_unit` (the person of a line is no
/// member on the day of the award), `award_outside_budget_period`;
/// `award_of_other_case`, `award_on_refused_application` - the application that an award answers is
/// of another case, or was refused by its day; `award_before_opening` - it comes before the case;
/// `awarded_again` - the same person, or the unit, is granted the same form of support under one
/// programme by two awards that are in force on one day;
/// `budget_of_other_programme` - a line is paid from a budget line that is for another programme;
/// `line_ends_first` - a line was granted until a day before its award;
/// `award_above_limit` - lines grant more than a limit of the award, without a confirmed deviation;
/// `above_line`, `above_limit`, `above_plan`, `above_invoice` - with this record more is ordered,
/// planned, delivered or paid than the line, a limit, the plan or the invoice has. Of a place it is
/// what is planned or delivered there; of a version of a plan what was delivered under those before
/// it, too;
/// `above_cost` - the invoices for a delivery or service are paid beyond what it cost, beside what
/// the provider paid back on credit notes;
/// `line_without_amount` - something is given on a line that has no amount and is not uncapped;
/// `place_not_told` - where it is spent is not told, and a limit asks it;
/// `other_currency` - it is not in the currency of its line, or a line not in that of its budget
/// line, of a limit, or of the award's bound, or an invoice not in that of what it is for;
/// `other_support` - it is not of the form of its line;
/// `paid_outside_unit` - the receiver of a payment is not in the unit that day;
/// `payment_before_award`, `item_before_award`, `delivery_before_award`, `service_before_award` and
/// the same ending in `_after_award` - it comes before the award, or once that has ended; ending in
/// `_after_until` - it comes on the day until which its line was granted, or later;
/// `delivery_before_approval`, `approval_before_plan` - of a plan; an item that was added after an
/// approval needs another;
/// `payment_again` - the same amount to the same receiver on the same line and day, and no other
/// instalment; the day is that of the order or, where one of both says it, of the payment;
/// `not_confirmed` - a payment above the award's bound was paid without a second actor;
/// `outcome_before_order`, `reissue_of_good_payment`, `instalment_of_other_line`,
/// `instalments_above_line`, `payment_before_invoice`, `before_claim`;
/// `above_instalment` - payments of an instalment come to more than it is now, or was that day;
/// `above_claim` - more is paid back or written off than was asked back;
/// `claim_above_given` - the claims on a line come to more than was paid, delivered and arranged on
/// it by the day of the claim; `claim_before_award`;
/// `claim_outside_unit` - it is of somebody who was no member by that day, nor paid on the line;
/// `instalments_above_claim` - what is to be paid back in parts comes to more than the claim; in
/// another currency than the claim it is `other_currency`.
///
/// What an Irregularity of the case names is not among them. `dated_after_closure`, `above_claim`
/// and `above_instalment` it opens for what has happened alone: a payment made, a delivery, a
/// service, an invoice, a repayment, a journey, a visit. What is still to be decided stays refused.
/// Of irregularities, confirmations and exchanges themselves:
/// `names_no_such_record` - a confirmation, an exchange or an irregularity names no record of the
/// case that it can be of;
/// `guard_stays` - an irregularity names a guard that none opens;
/// `exchange_again` - of one record a second amount abroad is told;
/// `exchange_of_one_currency` - the amount abroad is in the currency that is booked.
std::vector<Violation> violations_in(const CaseFile& file);

/// The codes of guards that may name a record of a case: those of `violations_in`, of
/// `violations_of_minors`, of facilities and of budgets.
std::span<const std::string_view> guard_codes();

/// What a change makes wrong with the limits of awards, told by the file before and after it:
/// `limit_loosened` - a limit was raised beyond what it, or a confirmed deviation from it, allowed,
/// narrowed or withdrawn, while the award has lines that it bounded.
std::vector<Violation> violations_of_limits(const CaseFile& before, const CaseFile& after);

/// What is wrong with one person's departures, over all their cases:
/// `departed_already` - a second demonstrable departure without a reappearance between, of its
/// own. Where dates are coarse it is refused only when no days within the periods would fit. A
/// proven departure beside an unsupervised one is no violation: it replaces it.
std::vector<Violation>
violations_of_departures(std::span<const Recorded<Departure>> departures,
                         std::span<const Recorded<Reappearance>> reappearances);

/// What is wrong with what persons are to each other. `persons` are those of the relations, as far
/// as their birth dates are to be compared:
/// `relations_overlap` - two persons are two things to each other on one day, or one thing twice;
/// `parent_younger_than_child` - by all readings of both birth dates the parent was born on the
/// same day or later;
/// `born_after_relation` - a relation begins before one of both is born, by all readings;
/// `own_ancestor` - by the parents that are recorded a person is their own ancestor.
std::vector<Violation> violations_of_relations(std::span<const Recorded<Relation>> relations,
                                               std::span<const Recorded<Person>> persons);

/// What is wrong with the consents of a guardian:
/// `consent_outside_guardianship` - it was answered on a day on which the guardianship did not
/// hold.
std::vector<Violation> violations_of_consents(const Recorded<Guardianship>& guardianship,
                                              std::span<const Recorded<GuardianConsent>> consents);

/// What is wrong with one person's asylum procedures:
/// `asylum_was_asked_for` - the person never asked, it is said, though they had applied by then.
std::vector<Violation> violations_of_claims(std::span<const Recorded<AsylumProcedure>> procedures,
                                            std::span<const Recorded<NoAsylumClaim>> none);

/// What is wrong with a record by itself, whether or not its person is in a case:
/// `negative_entry_ban` - an entry ban lasts less than 0 months;
/// `negative_sentence` - a prison sentence is less than 0 months;
/// `sentence_without_conviction` - there is a sentence, and there was no conviction;
/// `negative_departure_term` - a return decision gives less than 0 days to leave;
/// `decision_notified_first` - an asylum decision was served before it was taken;
/// `claim_withdrawn_first` - an asylum claim was withdrawn before it was made;
/// `permit_ends_first` - a residence permit ended before it began;
/// `project_ends_first` - a project ended before it began;
/// `participation_approved_first` - a participation was approved before it was submitted;
/// `participation_ended_first` - it ended before it was submitted, or before it was approved;
/// `consent_without_answer` - a consent answers neither of its questions;
/// `relation_to_oneself` - a person is said to be their own relative;
/// `relation_ends_first` - a relation ends on the day it starts, or before;
/// `partnership_of_no_partners` - its form or recognition is told of two who are no partners;
/// `own_guardian` - the minor is their own guardian;
/// `two_guardians` - a guardianship is both of a person and of an organisation;
/// `guardianship_ends_first`, `suspension_ends_first`, `vulnerability_ends_first` - it ends on the
/// day it starts, or before;
/// `choice_of_service` - what was chosen is neither cash nor in kind;
/// `amount_not_positive` - an amount of money is not above zero, or below it where none may be;
/// `dated_after_recording` - an event is dated after the day on which it was recorded, a day's
/// grace for time zones apart; `invoice_of_one` - an invoice is not of one delivery or one service;
/// `half_confirmed`, `confirmed_by_the_same` - a confirmation names one actor, or one twice;
/// `share_or_amount` - an instalment is not either an amount or a share of its line;
/// `payment_without_day` - neither when it was ordered nor when it was paid is told;
/// `budget_line_ends_first`, `reception_ends_first`, `reservation_ends_first`,
/// `facility_stay_ends_first`, `permission_ends_first` - it ends on the day it starts, or before;
/// `own_parent` - the parent who stays is the child;
/// `negative_margin`, `negative_age`, `degree_too_low` - a number is below what it can be;
/// `dispute_resolved_first` - a dispute was resolved before it was raised;
/// `accepted_before_resolved` - a birth date was accepted, and the dispute is open;
/// `transfer_not_forced` - a Dublin transfer is no forced departure.
std::vector<Violation> violations_of_record(const AnyRecord& record, std::int64_t id,
                                            std::int64_t row, std::optional<Date> recorded_on = {});

/// What is wrong with the days of a record that became known on a day: `dated_after_recording`.
std::optional<Violation> dated_after(const AnyRecord& record, Date recorded_on);

/// Whether a person's proven departures replace an unsupervised one: they do unless the person
/// reappeared, on one of the days `seen_on` (sorted), between it and each of them.
bool is_replaced(const Departure& unsupervised, std::span<const Departure> proven,
                 std::span<const Date> seen_on);

/// The last day on which a departure may have happened: its day, or the last of the month, quarter
/// or year where its date is no more precise.
Date last_day_of(const Departure& departure);

} // namespace libcase

#endif // LIBCASE_RULES_GUARDS_HPP
