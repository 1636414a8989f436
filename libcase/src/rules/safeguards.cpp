#include <algorithm>

#include <libcase/records/age.hpp>
#include <libcase/rules/safeguards.hpp>

#include "rules/find_record.hpp"
#include "rules/travelling.hpp"

namespace libcase {

namespace {

/// The code of a safeguard's refusal, and the table whose record meets it.
struct Named {
  std::string_view code;
  std::string_view table;
};

Named named(Safeguard safeguard) {
  switch (safeguard) {
  case Safeguard::guardian_informed:
    return {"guardian_not_informed", record_kind<GuardianNotice>().table};
  case Safeguard::guardian_consent:
    return {"guardian_not_agreed", record_kind<GuardianConsent>().table};
  case Safeguard::minor_view:
    return {"minor_not_heard", record_kind<MinorView>().table};
  case Safeguard::best_interests:
    return {"best_interests_not_decided", record_kind<BestInterestsDecision>().table};
  case Safeguard::reception:
    break;
  }
  return {"reception_not_arranged", record_kind<ReceptionArrangement>().table};
}

/// What the records of a file say of the safeguards of one minor on a day.
class Records {
public:
  Records(const CaseFile& file, PersonId minor, Date on, std::optional<Country> destination,
          const SafeguardRules& rules)
      : file_(file), minor_(minor), on_(on), destination_(destination), rules_(rules),
        has_parent_in_case_(has_parent_in_case(file, minor, on)) {}

  bool meets(Safeguard safeguard) {
    switch (safeguard) {
    case Safeguard::guardian_informed:
      return has_parent_in_case_ ? is_split_allowed(file_, on_) : is_guardian_informed();
    case Safeguard::guardian_consent:
      return has_parent_in_case_ ? has_permission() : has_guardian_consent();
    case Safeguard::minor_view:
      return of_minor<MinorView>() != nullptr;
    case Safeguard::best_interests:
      return is_decided_for_return();
    case Safeguard::reception:
      return has_reception();
    }
    return false;
  }
  /// The table whose record meets it: of a child of the case, parents take the guardian's place.
  std::string_view settled_by(Safeguard safeguard) const {
    if (has_parent_in_case_ && safeguard == Safeguard::guardian_informed) {
      return record_kind<SplitReview>().table;
    }
    if (has_parent_in_case_ && safeguard == Safeguard::guardian_consent) {
      return record_kind<ParentalPermission>().table;
    }
    return named(safeguard).table;
  }
  /// The word for what was wrong with the records that there are; empty where there are none.
  std::string_view detail() const { return detail_; }

private:
  /// The last record of a kind that is about the minor and of that day or before.
  template <class R>
  const Recorded<R>* of_minor() const {
    return last_of<R>(file_, [&](const R& it) { return it.person_id == minor_ && it.on <= on_; });
  }

  template <class Visit>
  void each_guardianship(Visit&& visit) const {
    for (const auto& guardianship : file_.all<Guardianship>()) {
      if (guardianship->person_id == minor_ && period_of(guardianship.record).contains(on_)) {
        visit(guardianship);
      }
    }
  }

  bool is_guardian_informed() {
    bool is_informed = false;
    each_guardianship([&](const auto& guardianship) {
      bool tells_decision = false;
      bool tells_manner = false;
      for (const auto& notice : file_.all<GuardianNotice>()) {
        if (notice->guardianship_id == guardianship.id && notice->on <= on_) {
          tells_decision = tells_decision || notice->tells_decision;
          tells_manner = tells_manner || notice->tells_manner;
        }
      }
      if (tells_decision != tells_manner) {
        detail_ = tells_decision ? "manner_not_told" : "decision_not_told";
      }
      is_informed = is_informed || (tells_decision && tells_manner);
    });
    return is_informed;
  }

  bool has_guardian_consent() {
    bool is_given = false;
    bool is_refused = false;
    each_guardianship([&](const auto& guardianship) {
      const auto* last = last_of<GuardianConsent>(file_, [&](const GuardianConsent& consent) {
        return consent.guardianship_id == guardianship.id &&
               consent.subject == ConsentSubject::returning && consent.on <= on_;
      });
      if (last != nullptr) {
        const bool gives = (*last)->answer == ConsentAnswer::given;
        is_given = is_given || gives;
        is_refused = is_refused || !gives;
      }
    });
    if (is_refused) {
      detail_ = "consent_withheld";
    }
    return is_given && !is_refused;
  }

  bool has_permission() const {
    return std::ranges::any_of(file_.all<ParentalPermission>(), [&](const auto& permission) {
      return permission->person_id == minor_ && period_of(permission.record).contains(on_);
    });
  }

  bool is_decided_for_return() {
    const auto* decision = of_minor<BestInterestsDecision>();
    if (decision == nullptr) {
      return false;
    }
    switch ((*decision)->outcome) {
    case BestInterestsOutcome::in_favour_of_return:
      return true;
    case BestInterestsOutcome::against_return:
      detail_ = "against_return";
      return false;
    default:
      detail_ = "undecided";
      return false;
    }
  }

  bool has_reception() {
    const bool always_asks = rules_.always_asks_place(destination_, on_);
    if (!always_asks &&
        rules_.reception_in(destination_, on_) == ReceptionClass::authorities_receive) {
      return true;
    }
    if (!always_asks && is_self_reliant()) {
      return true;
    }
    if (!has_place_on(on_)) {
      return false;
    }
    const auto* decision = of_minor<ReturnDecision>();
    const bool asks_before = rules_.before_decision && decision != nullptr &&
                             rules_.before_decision->from <= (*decision)->on;
    if (asks_before && !has_place_on((*decision)->on)) {
      detail_ = "arranged_after_decision";
      return false;
    }
    return true;
  }

  bool is_self_reliant() {
    const auto& rule = rules_.self_reliance;
    const auto* decision = of_minor<SelfRelianceDecision>();
    if (!rule || decision == nullptr || !(*decision)->is_self_reliant ||
        !OpenPeriod{.from = rule->from, .until = rule->until}.contains(on_)) {
      return false;
    }
    const auto by_birth = age_of(file_, minor_, (*decision)->on).least;
    const auto age = by_birth && (*decision)->age ? std::min(by_birth, (*decision)->age)
                     : by_birth                   ? by_birth
                                                  : (*decision)->age;
    if (!age || *age < rule->least_age) {
      detail_ = "too_young_for_self_reliance";
      return false;
    }
    return true;
  }

  bool has_place_on(Date day) {
    for (const auto& arrangement : file_.all<ReceptionArrangement>()) {
      if (arrangement->person_id == minor_ && arrangement->on <= on_) {
        detail_ = lack_of(arrangement.record, day);
        if (detail_.empty()) {
          return true;
        }
      }
    }
    return std::ranges::any_of(file_.all<FacilityReservation>(), [&](const auto& reservation) {
      const Facility* facility = rules_.facility(reservation->facility);
      return reservation->person_id == minor_ && reservation->on <= day &&
             (!reservation->until || on_ < *reservation->until) && reservation->from <= on_ &&
             facility != nullptr && facility->country == destination_;
    });
  }

  /// What an arrangement lacks on a day; empty where it is a concrete place.
  std::string_view lack_of(const ReceptionArrangement& arrangement, Date day) const {
    const bool is_confirmed = arrangement.confirmed_on && *arrangement.confirmed_on <= day;
    const bool is_parent =
        arrangement.carer_id && is_adult_parent_in_case(file_, *arrangement.carer_id, minor_, on_);
    const bool is_cared_for =
        arrangement.kind != ReceptionKind::family || is_parent ||
        (arrangement.carer_is_willing == true && arrangement.carer_is_able == true);
    if (arrangement.until && *arrangement.until <= on_) {
      return "reception_ended";
    }
    if (!is_confirmed) {
      return "reception_not_confirmed";
    }
    if (arrangement.country && arrangement.country != destination_) {
      return "reception_elsewhere";
    }
    if (arrangement.has_address != true) {
      return "no_address";
    }
    return is_cared_for ? "" : "carer_not_sure";
  }

  const CaseFile& file_;
  PersonId minor_;
  Date on_;
  std::optional<Country> destination_;
  const SafeguardRules& rules_;
  bool has_parent_in_case_;
  std::string_view detail_;
};

SafeguardFinding find(const SafeguardRule& rule, Records records) {
  SafeguardFinding finding{.safeguard = rule.safeguard,
                           .code = std::string{named(rule.safeguard).code},
                           .verdict = verdict_of(records.meets(rule.safeguard)),
                           .text = rule.text,
                           .settled_by = std::string{records.settled_by(rule.safeguard)},
                           .source = rule.source,
                           .certainty = rule.certainty,
                           .reason = rule.reason};
  if (finding.verdict == Verdict::not_met && !records.detail().empty()) {
    finding.detail = said("safeguards", records.detail());
  }
  return finding;
}

} // namespace

Safeguards safeguards(const CaseFile& file, PersonId person, Date on, const SafeguardRules& rules,
                      const Journey& journey) {
  const Travelling travelling{file, person, on, journey.mode, journey.destination};
  Safeguards answer{.person_id = person,
                    .on = on,
                    .is_minor = travelling.is_minor(),
                    .is_accompanied = travelling.is_accompanied(),
                    .mode = travelling.mode(),
                    .destination = travelling.destination(),
                    .findings = {},
                    .rules_digest = rules.digest};
  answer.is_gated = travelling.is_gated();
  if (!answer.is_gated) {
    return answer;
  }
  for (const SafeguardRule& rule : rules.safeguards) {
    if (std::ranges::find(rule.modes, answer.mode) != rule.modes.end() &&
        OpenPeriod{.from = rule.from, .until = rule.until}.contains(on)) {
      answer.findings.push_back(find(rule, {file, person, on, answer.destination, rules}));
      answer.may_leave = answer.may_leave && answer.findings.back().verdict == Verdict::met;
    }
  }
  return answer;
}

} // namespace libcase
