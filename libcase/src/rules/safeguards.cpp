#include <algorithm>

#include <libcase/records/age.hpp>
#include <libcase/records/family.hpp>
#include <libcase/rules/safeguards.hpp>

#include "rules/find_record.hpp"
#include "rules/standing.hpp"
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

/// When somebody who had returned by a day, in whichever case, was last found here again: what was
/// on record before is of another return. A disappearance is none.
Since last_came_back(const CaseFile& file, PersonId person, Date on) {
  Since last;
  for (const auto& seen : file.all<Reappearance>()) {
    const auto is_return = [&](const Recorded<Departure>& before) {
      return before->person_id == person && is_demonstrable(before->mode) &&
             before->on <= seen->on && !never_left(file, before.record);
    };
    if (seen->person_id == person && seen->on <= on &&
        seen->cause != ReappearanceCause::never_left &&
        (std::ranges::any_of(file.all<Departure>(), is_return) ||
         std::ranges::any_of(file.elsewhere().departures, is_return))) {
      last = later(last, seen->on);
    }
  }
  return last;
}

/// What the records of a file say of the safeguards of one minor on a day.
class Records {
public:
  Records(const CaseFile& file, PersonId minor, Date on, const Travelling& travelling,
          const SafeguardRules& rules)
      : file_(file), minor_(minor), on_(on), mode_(travelling.mode()),
        destination_(travelling.destination()), rules_(rules),
        came_back_on_(last_came_back(file, minor, on)) {
    for (const auto& guardianship : file.all<Guardianship>()) {
      if (guardianship->person_id == minor && period_of(guardianship.record).contains(on)) {
        guardianships_.push_back(guardianship.id);
      }
    }
    if (guardianships_.empty()) {
      parents_ = parents_in_case(file, minor, on);
    }
  }

  bool meets(Safeguard safeguard) {
    switch (safeguard) {
    case Safeguard::guardian_informed:
      return do_parents_decide() ? is_split_allowed(file_, on_) : is_guardian_informed();
    case Safeguard::guardian_consent:
      return do_parents_decide() ? has_permission() : has_guardian_consent();
    case Safeguard::minor_view:
      return of_minor<MinorView>() != nullptr;
    case Safeguard::best_interests:
      return is_decided_for_return();
    case Safeguard::reception:
      return has_reception();
    }
    return false;
  }
  /// Whether parents are asked in a guardian's place: of a child of theirs without a guardian.
  bool do_parents_decide() const { return !parents_.empty(); }
  /// Whether what is missing is a return decision.
  bool lacks_decision() const { return detail_ == "no_return_decision"; }
  /// The word for what was wrong with the records that there are; empty where there are none.
  std::string_view detail() const { return detail_; }

private:
  bool counts(Date day) const { return day <= on_ && (!came_back_on_ || *came_back_on_ <= day); }

  /// The last record of a kind that is about the minor and counts.
  template <class R>
  const Recorded<R>* of_minor() const {
    return last_of<R>(file_, [&](const R& it) { return it.person_id == minor_ && counts(it.on); });
  }

  bool is_guardian_informed() {
    bool is_informed = false;
    for (const GuardianshipId guardianship : guardianships_) {
      bool tells_decision = false;
      bool tells_manner = false;
      for (const auto& notice : file_.all<GuardianNotice>()) {
        if (notice->guardianship_id == guardianship && counts(notice->on)) {
          tells_decision = tells_decision || notice->tells_decision;
          tells_manner = tells_manner || notice->tells_manner;
        }
      }
      if (tells_decision != tells_manner) {
        detail_ = tells_decision ? "manner_not_told" : "decision_not_told";
      }
      is_informed = is_informed || (tells_decision && tells_manner);
    }
    return is_informed;
  }

  bool has_guardian_consent() {
    bool is_given = false;
    bool is_refused = false;
    for (const GuardianshipId guardianship : guardianships_) {
      const auto* last = last_of<GuardianConsent>(file_, [&](const GuardianConsent& consent) {
        return consent.guardianship_id == guardianship &&
               consent.subject == ConsentSubject::returning && counts(consent.on);
      });
      if (last != nullptr) {
        const bool gives = (*last)->answer == ConsentAnswer::given;
        is_given = is_given || gives;
        is_refused = is_refused || !gives;
      }
    }
    if (is_refused) {
      detail_ = "consent_withheld";
    }
    return is_given && !is_refused;
  }

  /// Whether each parent agrees or need not be asked, and at least one agrees, or a court.
  bool has_permission() const {
    bool is_agreed = false;
    for (const PersonId parent : parents_) {
      bool is_covered = false;
      for (const auto& permission : file_.all<ParentalPermission>()) {
        if (permission->person_id == minor_ && counts(permission->on) &&
            period_of(permission.record).contains(on_) &&
            (!permission->parent_id || *permission->parent_id == parent)) {
          is_covered = true;
          is_agreed = is_agreed || permission->ground != PermissionGround::sole_custody;
        }
      }
      if (!is_covered) {
        return false;
      }
    }
    return is_agreed;
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
    return !rules_.before_decision || has_place_before_decision(rules_.before_decision->from);
  }

  /// Of the last decision. Nobody is made to leave without one.
  bool has_place_before_decision(Date asked_from) {
    const auto* decision = of_minor<ReturnDecision>();
    if (decision == nullptr) {
      const bool is_asked = mode_ == DepartureMode::forced && asked_from <= on_;
      detail_ = is_asked ? "no_return_decision" : "";
      return !is_asked;
    }
    if (asked_from <= (*decision)->on && !has_place_on((*decision)->on)) {
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
    const auto by_birth = age_of(file_, minor_, (*decision)->on, on_).least;
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
      if (arrangement->person_id == minor_ && counts(arrangement->on) && arrangement->on <= day) {
        detail_ = lack_of(arrangement.record, day);
        if (detail_.empty()) {
          return true;
        }
      }
    }
    return std::ranges::any_of(file_.all<FacilityReservation>(), [&](const auto& reservation) {
      const Facility* facility = rules_.facility(reservation->facility);
      return reservation->person_id == minor_ && counts(reservation->on) &&
             reservation->on <= day && (!reservation->until || on_ < *reservation->until) &&
             reservation->from <= on_ && facility != nullptr && facility->country == destination_;
    });
  }

  /// What an arrangement lacks on a day; empty where it is a concrete place.
  std::string_view lack_of(const ReceptionArrangement& arrangement, Date day) const {
    if (arrangement.until && *arrangement.until <= on_) {
      return "reception_ended";
    }
    if (!arrangement.confirmed_on || *arrangement.confirmed_on > day) {
      return "reception_not_confirmed";
    }
    if (arrangement.country && arrangement.country != destination_) {
      return "reception_elsewhere";
    }
    if (arrangement.has_address != true) {
      return "no_address";
    }
    if (arrangement.carer_id && is_here(*arrangement.carer_id)) {
      return "carer_here";
    }
    return is_cared_for(arrangement) ? "" : "carer_not_sure";
  }

  /// Whether somebody is a member of this case, or of another one, who has not left.
  bool is_here(PersonId person) const {
    const auto is_of_person = [&](const Recorded<UnitMember>& member) {
      return member->person_id == person && member->from <= on_ &&
             (!member->until || on_ < *member->until);
    };
    return (std::ranges::any_of(file_.all<UnitMember>(), is_of_person) ||
            std::ranges::any_of(file_.elsewhere().memberships, is_of_person)) &&
           !has_left_by(file_, person, on_);
  }

  /// A relative who is no parent must be known to be willing and able.
  bool is_cared_for(const ReceptionArrangement& arrangement) const {
    if (arrangement.carer_is_willing == false || arrangement.carer_is_able == false) {
      return false;
    }
    const bool is_parent =
        arrangement.carer_id &&
        is_adult_parent_in_case(file_, *arrangement.carer_id, minor_, on_) == Verdict::met;
    return arrangement.kind != ReceptionKind::family || is_parent ||
           (arrangement.carer_is_willing == true && arrangement.carer_is_able == true);
  }

  const CaseFile& file_;
  PersonId minor_;
  Date on_;
  DepartureMode mode_;
  std::optional<Country> destination_;
  const SafeguardRules& rules_;
  Since came_back_on_;
  std::vector<GuardianshipId> guardianships_; ///< those of that day
  std::vector<PersonId> parents_;             ///< in the case, of a minor without a guardian
  std::string_view detail_;
};

/// What is asked of parents in the place of a safeguard of guardians.
struct ParentsPart {
  std::string_view word;
  std::string_view table;
};

std::optional<ParentsPart> parents_part(Safeguard safeguard) {
  switch (safeguard) {
  case Safeguard::guardian_informed:
    return ParentsPart{"split_is_reviewed", record_kind<SplitReview>().table};
  case Safeguard::guardian_consent:
    return ParentsPart{"parents_agree", record_kind<ParentalPermission>().table};
  default:
    return {};
  }
}

SafeguardFinding find(const SafeguardRule& rule, Records records) {
  SafeguardFinding finding{.safeguard = rule.safeguard,
                           .code = std::string{named(rule.safeguard).code},
                           .verdict = verdict_of(records.meets(rule.safeguard)),
                           .text = rule.text,
                           .settled_by = std::string{named(rule.safeguard).table},
                           .source = rule.source,
                           .certainty = rule.certainty,
                           .reason = rule.reason};
  const auto parents = parents_part(rule.safeguard);
  if (parents && records.do_parents_decide()) {
    finding.text = said("safeguards", parents->word);
    finding.settled_by = parents->table;
  }
  if (records.lacks_decision()) {
    finding.settled_by = record_kind<ReturnDecision>().table;
  }
  if (finding.verdict == Verdict::not_met && !records.detail().empty()) {
    finding.detail = said("safeguards", records.detail());
  }
  return finding;
}

Safeguards judge(const CaseFile& file, PersonId person, Date on, const Travelling& travelling,
                 const SafeguardRules& rules) {
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
      answer.findings.push_back(find(rule, {file, person, on, travelling, rules}));
      answer.may_leave = answer.may_leave && answer.findings.back().verdict == Verdict::met;
    }
  }
  return answer;
}

} // namespace

Safeguards safeguards(const CaseFile& file, PersonId person, Date on, const SafeguardRules& rules,
                      const Journey& journey) {
  return judge(file, person, on, {file, person, on, journey.mode, journey.destination}, rules);
}

Safeguards safeguards(const CaseFile& file, const Recorded<Departure>& departure,
                      const SafeguardRules& rules) {
  return judge(file, departure->person_id, departure->on, {file, departure.record}, rules);
}

} // namespace libcase
