#include <algorithm>
#include <vector>

#include <libcase/records/attachment.hpp>
#include <libcase/rules/judged_kinds.hpp>

namespace libcase {

std::span<const RecordKind* const> judged_kinds() {
  static const std::vector<const RecordKind*> kinds = [] {
    std::vector<const RecordKind*> judged{
        &record_kind<UnitMember>(),     &record_kind<Application>(),
        &record_kind<BudgetLine>(),     &record_kind<Award>(),
        &record_kind<AwardLine>(),      &record_kind<Limit>(),
        &record_kind<Deviation>(),      &record_kind<Amendment>(),
        &record_kind<AwardEnd>(),       &record_kind<Instalment>(),
        &record_kind<CashPayment>(),    &record_kind<PaymentOutcome>(),
        &record_kind<PlanApproval>(),   &record_kind<ReintegrationPlan>(),
        &record_kind<PlanItem>(),       &record_kind<Delivery>(),
        &record_kind<Service>(),        &record_kind<Invoice>(),
        &record_kind<Claim>(),          &record_kind<ClaimInstalment>(),
        &record_kind<InvoicePayment>(), &record_kind<Repayment>(),
        &record_kind<WriteOff>(),       &record_kind<Departure>(),
        &record_kind<Exchange>(),       &record_kind<Irregularity>(),
        &record_kind<Confirmation>(),   &record_kind<Closure>(),
        &record_kind<Reopening>()};
    judged.insert(judged.end(), {&record_kind<Relation>(),
                                 &record_kind<ParentalPermission>(),
                                 &record_kind<Guardianship>(),
                                 &record_kind<GuardianConsent>(),
                                 &record_kind<GuardianNotice>(),
                                 &record_kind<MinorView>(),
                                 &record_kind<AgeAssessment>(),
                                 &record_kind<AgeDispute>(),
                                 &record_kind<BestInterestsDecision>(),
                                 &record_kind<ReceptionArrangement>(),
                                 &record_kind<SelfRelianceDecision>(),
                                 &record_kind<ReturnDecision>(),
                                 &record_kind<DublinClaim>(),
                                 &record_kind<Booking>(),
                                 &record_kind<BookingOutcome>(),
                                 &record_kind<FacilityReservation>(),
                                 &record_kind<FacilityStay>(),
                                 &record_kind<SplitReview>(),
                                 &record_kind<DepartureGate>(),
                                 &record_kind<Reappearance>(),
                                 &record_kind<FamilyTracing>(),
                                 &record_kind<Refusal>(),
                                 &record_kind<FoundRelative>(),
                                 &record_kind<TraffickingCheck>(),
                                 &record_kind<HandOver>(),
                                 &record_kind<ResidencePermit>()});
    for (const AttachingLink& link : attachment_of(record_kind<Person>()).linked_by) {
      judged.push_back(record_kinds()[link.from]); // whoever is named was born some day
    }
    std::ranges::sort(judged);
    judged.erase(std::unique(judged.begin(), judged.end()), judged.end());
    return judged;
  }();
  return kinds;
}

} // namespace libcase
