// The list of all kinds of records. A new kind is a described struct and a line here.
#ifndef LIBCASE_RECORDS_ALL_HPP
#define LIBCASE_RECORDS_ALL_HPP

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <variant>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <libcase/records/age_assessment.hpp>
#include <libcase/records/age_dispute.hpp>
#include <libcase/records/amendment.hpp>
#include <libcase/records/application.hpp>
#include <libcase/records/arrival.hpp>
#include <libcase/records/asylum_procedure.hpp>
#include <libcase/records/award.hpp>
#include <libcase/records/award_basis.hpp>
#include <libcase/records/award_end.hpp>
#include <libcase/records/award_line.hpp>
#include <libcase/records/best_interests_decision.hpp>
#include <libcase/records/booking.hpp>
#include <libcase/records/booking_outcome.hpp>
#include <libcase/records/budget_change.hpp>
#include <libcase/records/budget_line.hpp>
#include <libcase/records/carry_over.hpp>
#include <libcase/records/case.hpp>
#include <libcase/records/cash_payment.hpp>
#include <libcase/records/claim.hpp>
#include <libcase/records/claim_instalment.hpp>
#include <libcase/records/closure.hpp>
#include <libcase/records/confirmation.hpp>
#include <libcase/records/consent.hpp>
#include <libcase/records/conviction.hpp>
#include <libcase/records/delivery.hpp>
#include <libcase/records/departure.hpp>
#include <libcase/records/departure_gate.hpp>
#include <libcase/records/deviation.hpp>
#include <libcase/records/dublin_claim.hpp>
#include <libcase/records/earmark.hpp>
#include <libcase/records/entry.hpp>
#include <libcase/records/entry_ban.hpp>
#include <libcase/records/escort.hpp>
#include <libcase/records/exchange.hpp>
#include <libcase/records/expenditure.hpp>
#include <libcase/records/facility_reservation.hpp>
#include <libcase/records/facility_stay.hpp>
#include <libcase/records/family_tracing.hpp>
#include <libcase/records/found_relative.hpp>
#include <libcase/records/guardian_consent.hpp>
#include <libcase/records/guardian_notice.hpp>
#include <libcase/records/guardianship.hpp>
#include <libcase/records/hand_over.hpp>
#include <libcase/records/instalment.hpp>
#include <libcase/records/invoice.hpp>
#include <libcase/records/invoice_payment.hpp>
#include <libcase/records/irregularity.hpp>
#include <libcase/records/limit.hpp>
#include <libcase/records/means.hpp>
#include <libcase/records/minor_view.hpp>
#include <libcase/records/no_asylum_claim.hpp>
#include <libcase/records/parental_permission.hpp>
#include <libcase/records/participation.hpp>
#include <libcase/records/payment_outcome.hpp>
#include <libcase/records/permission.hpp>
#include <libcase/records/person.hpp>
#include <libcase/records/plan_approval.hpp>
#include <libcase/records/plan_completion.hpp>
#include <libcase/records/plan_item.hpp>
#include <libcase/records/project.hpp>
#include <libcase/records/reappearance.hpp>
#include <libcase/records/reception_arrangement.hpp>
#include <libcase/records/refusal.hpp>
#include <libcase/records/reintegration_plan.hpp>
#include <libcase/records/relation.hpp>
#include <libcase/records/reopening.hpp>
#include <libcase/records/repayment.hpp>
#include <libcase/records/residence_permit.hpp>
#include <libcase/records/return_decision.hpp>
#include <libcase/records/self_reliance_decision.hpp>
#include <libcase/records/service.hpp>
#include <libcase/records/split_review.hpp>
#include <libcase/records/stay.hpp>
#include <libcase/records/support_choice.hpp>
#include <libcase/records/term_suspension.hpp>
#include <libcase/records/tracing_step.hpp>
#include <libcase/records/trafficking_check.hpp>
#include <libcase/records/travel_document.hpp>
#include <libcase/records/unit_member.hpp>
#include <libcase/records/visit.hpp>
#include <libcase/records/vulnerability.hpp>
#include <libcase/records/withdrawal.hpp>
#include <libcase/records/write_off.hpp>

namespace libcase {

/// Every kind of record, each after the kinds it links to.
using AllRecords = boost::mp11::mp_list<
    Person, Case, UnitMember, Relation, ParentalPermission, Guardianship, GuardianConsent,
    GuardianNotice, MinorView, AgeAssessment, AgeDispute, BestInterestsDecision, FamilyTracing,
    TracingStep, FoundRelative, ReceptionArrangement, SelfRelianceDecision, TraffickingCheck,
    Vulnerability, Entry, AsylumProcedure, NoAsylumClaim, ReturnDecision, TermSuspension, EntryBan,
    Conviction, ResidencePermit, DublinClaim, TravelDocument, Consent, Permission, Means, Stay,
    Project, Participation, Application, SupportChoice, BudgetLine, BudgetChange, CarryOver,
    Earmark, Expenditure, Award, AwardBasis, AwardLine, Limit, Deviation, Amendment, AwardEnd,
    Refusal, Instalment, CashPayment, PaymentOutcome, ReintegrationPlan, PlanApproval, PlanItem,
    Delivery, PlanCompletion, Service, Invoice, InvoicePayment, Claim, ClaimInstalment, Repayment,
    WriteOff, Booking, BookingOutcome, FacilityReservation, SplitReview, Departure, DepartureGate,
    Escort, Arrival, HandOver, FacilityStay, Reappearance, Visit, Exchange, Irregularity,
    Confirmation, Closure, Reopening, Withdrawal>;

template <class R>
concept RecordType = boost::mp11::mp_contains<AllRecords, R>::value;

/// A record of any kind; its index is that of its kind in AllRecords and in `record_kinds()`.
///
/// A std::variant for std::get, std::get_if and std::visit. What a variant of so many kinds does
/// for each of them, such as copying, is compiled once, in a source.
class AnyRecord : public boost::mp11::mp_rename<AllRecords, std::variant> {
public:
  /// An empty record of the first kind.
  AnyRecord();
  /// An empty record of the kind at that index of `record_kinds()`.
  explicit AnyRecord(std::size_t kind_index);
  template <RecordType R>
  AnyRecord(R record) : AnyRecord(boost::mp11::mp_find<AllRecords, R>::value) {
    *std::get_if<R>(this) = std::move(record);
  }
  AnyRecord(const AnyRecord&);
  AnyRecord(AnyRecord&&) noexcept;
  AnyRecord& operator=(const AnyRecord&);
  AnyRecord& operator=(AnyRecord&&) noexcept;
  ~AnyRecord();
};

/// The descriptions of all kinds, in the order of AllRecords.
std::span<const RecordKind* const> record_kinds();

/// The kind kept in that table; nullptr where there is none.
const RecordKind* find_record_kind(std::string_view table);

/// An empty record of the kind at that index of `record_kinds()`.
AnyRecord make_record(std::size_t kind_index);
AnyRecord make_record(const RecordKind& kind);

/// The described struct inside, for the functions of its kind's columns.
const void* data_of(const AnyRecord& record);
void* data_of(AnyRecord& record);

/// The description of a record's kind.
inline const RecordKind& kind_of(const AnyRecord& record) {
  return *record_kinds()[record.index()];
}

} // namespace libcase

#endif // LIBCASE_RECORDS_ALL_HPP
