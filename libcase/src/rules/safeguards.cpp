#include <algorithm>
#include <iterator>

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
      return before->person_id == person && is_demonstrable(before->mode) && before->on < on &&
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
        guardianships_.push_back(&guardianship);
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
  /// The tables whose records would meet what is missing of the reception, the likeliest first.
  std::vector<std::string_view> tables_of_reception() const {
    if (detail_ == "no_return_decision") {
      return {record_kind<ReturnDecision>().table};
    }
    std::vector<std::string_view> tables;
    if (detail_ != "place_not_reserved") {
      tables.push_back(record_kind<ReceptionArrangement>().table);
    }
    const bool has_facility = std::ranges::any_of(rules_.facilities, [&](const Facility& facility) {
      return facility.country == destination_ && places_on(facility, on_) > 0;
    });
    if (has_facility || tables.empty()) {
      tables.push_back(record_kind<FacilityReservation>().table);
    }
    const auto eldest = age_of(file_, minor_, on_).most;
    if (!is_always_asked() && counts_self_reliance() &&
        (!eldest || rules_.self_reliance->least_age <= *eldest)) {
      tables.push_back(record_kind<SelfRelianceDecision>().table);
    }
    return tables;
  }
  /// The word for what was wrong with the records that there are; empty where there are none.
  std::string_view detail() const { return detail_; }
  /// The rule that decided in the place of that of the safeguard; nullptr where none did.
  const Sourced* decided_by() const { return decided_by_; }
  /// The word for what met a safeguard in its place; empty where nothing did.
  std::string_view met_by() const { return met_by_; }

private:
  bool counts(Date day) const { return day <= on_ && (!came_back_on_ || *came_back_on_ <= day); }

  /// The last record of a kind that is about the minor and counts.
  template <class R>
  const Recorded<R>* of_minor() const {
    return last_of<R>(file_, [&](const R& it) { return it.person_id == minor_ && counts(it.on); });
  }

  /// Whether each guardian was told, while they were guardian.
  bool is_guardian_informed() {
    bool are_informed = !guardianships_.empty();
    for (const Recorded<Guardianship>* guardianship : guardianships_) {
      bool tells_decision = false;
      bool tells_manner = false;
      bool is_early = false;
      for (const auto& notice : file_.all<GuardianNotice>()) {
        if (notice->guardianship_id != guardianship->id || !counts(notice->on)) {
          continue;
        }
        if (!period_of(guardianship->record).contains(notice->on)) {
          is_early = true;
          continue;
        }
        tells_decision = tells_decision || notice->tells_decision;
        tells_manner = tells_manner || notice->tells_manner;
      }
      if (!tells_decision || !tells_manner) {
        are_informed = false;
        detail_ = tells_decision              ? "manner_not_told"
                  : tells_manner              ? "decision_not_told"
                  : is_early                  ? "told_before_guardianship"
                  : guardianships_.size() > 1 ? "guardian_not_told"
                                              : detail_;
      }
    }
    return are_informed;
  }

  /// Whether each guardian agrees.
  bool has_guardian_consent() {
    bool are_agreed = !guardianships_.empty();
    bool is_refused = false;
    for (const Recorded<Guardianship>* guardianship : guardianships_) {
      const auto* last = last_of<GuardianConsent>(file_, [&](const GuardianConsent& consent) {
        return consent.guardianship_id == guardianship->id &&
               consent.subject == ConsentSubject::returning && counts(consent.on);
      });
      const bool is_given = last != nullptr && (*last)->answer == ConsentAnswer::given;
      are_agreed = are_agreed && is_given;
      is_refused = is_refused || (last != nullptr && !is_given);
    }
    if (is_refused) {
      detail_ = "consent_withheld";
    } else if (guardianships_.size() > 1) {
      detail_ = "guardian_not_asked";
    }
    return are_agreed;
  }

  /// Whether each parent agrees or need not be asked, and at least one agrees, or a court. A
  /// permission that names no parent is that of the only one; a court's leave is for each of them.
  bool has_permission() {
    bool is_agreed = false;
    for (const PersonId parent : parents_) {
      bool is_covered = false;
      for (const auto& permission : file_.all<ParentalPermission>()) {
        if (permission->person_id != minor_ || !counts(permission->on) ||
            !period_of(permission.record).contains(on_)) {
          continue;
        }
        const bool is_of_court = permission->ground == PermissionGround::court;
        if (!permission->parent_id && !is_of_court && parents_.size() > 1) {
          detail_ = "parent_not_named";
        } else if (permission->parent_id.value_or(parent) == parent) {
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
    if (is_received_without_place()) {
      return true;
    }
    if (!has_place_on(on_)) {
      return false;
    }
    decided_by_ = nullptr;
    return has_place_before_decision();
  }

  /// Whether a place is asked whatever else is so: also where nobody says where they go.
  bool is_always_asked() const { return rules_.always_asks_place(destination_, on_); }
  bool counts_self_reliance() const {
    const auto& rule = rules_.self_reliance;
    return rule && OpenPeriod{.from = rule->from, .until = rule->until}.contains(on_);
  }

  /// Whether the authorities receive the minor, or a decision on self-reliance takes the place of a
  /// place. Where a place is asked all the same, that decided.
  bool is_received_without_place() {
    const CountryReception* known = rules_.reception_in(destination_, on_);
    if (known != nullptr && known->reception == ReceptionClass::authorities_receive) {
      met_by_ = "authorities_receive";
      decided_by_ = known;
    } else if (is_self_reliant()) {
      met_by_ = "self_reliant";
      decided_by_ = &*rules_.self_reliance;
    } else {
      return false;
    }
    if (is_always_asked()) {
      met_by_ = {};
      decided_by_ = rules_.always_a_place_in(destination_, on_);
      detail_ = destination_ ? "place_always_asked" : "destination_not_told";
      return false;
    }
    return true;
  }

  bool is_self_reliant() {
    const auto* decision = of_minor<SelfRelianceDecision>();
    if (!rules_.self_reliance || decision == nullptr || !(*decision)->is_self_reliant) {
      return false;
    }
    const SelfRelianceRule& rule = *rules_.self_reliance;
    if (!counts_self_reliance()) {
      detail_ = "self_reliance_not_in_force";
      decided_by_ = &rule;
      return false;
    }
    const auto by_birth = age_of(file_, minor_, (*decision)->on, on_).least;
    const auto age = by_birth && (*decision)->age ? std::min(by_birth, (*decision)->age)
                     : by_birth                   ? by_birth
                                                  : (*decision)->age;
    if (!age || *age < rule.least_age) {
      detail_ = "too_young_for_self_reliance";
      decided_by_ = &rule;
      return false;
    }
    return true;
  }

  /// Of the last decision. Nobody is made to leave without one.
  bool has_place_before_decision() {
    if (!rules_.before_decision) {
      return true;
    }
    const BeforeDecisionRule& rule = *rules_.before_decision;
    const auto* decision = of_minor<ReturnDecision>();
    if (decision == nullptr && mode_ == DepartureMode::forced && rule.from <= on_) {
      detail_ = "no_return_decision";
    } else if (decision != nullptr && rule.from <= (*decision)->on &&
               !has_place_on((*decision)->on)) {
      detail_ = "arranged_after_decision";
    } else {
      return true;
    }
    decided_by_ = &rule;
    return false;
  }

  bool has_place_on(Date day) {
    for (const auto& arrangement : file_.all<ReceptionArrangement>()) {
      if (is_on_record(arrangement.record, day) && !is_overtaken(arrangement, day)) {
        const std::string_view lack = lack_of(arrangement.record, day);
        if (lack.empty()) {
          return true;
        }
        detail_ = lack;
        decided_by_ = lack == "place_not_reserved" ? &*rules_.reservation : nullptr;
      }
    }
    return is_place_kept(day);
  }

  bool is_on_record(const ReceptionArrangement& arrangement, Date day) const {
    return arrangement.person_id == minor_ && counts(arrangement.on) && arrangement.on <= day;
  }

  /// Whether a later arrangement is of the same carer or place, or may be: the last one counts.
  bool is_overtaken(const Recorded<ReceptionArrangement>& arrangement, Date day) const {
    const auto may_be_same = [](const auto& one, const auto& other) {
      return !one || !other || *one == *other;
    };
    bool is_before = true; // in the order of writing
    return std::ranges::any_of(file_.all<ReceptionArrangement>(), [&](const auto& other) {
      is_before = is_before && other.id != arrangement.id;
      const bool is_later = is_before ? arrangement->on < other->on : arrangement->on <= other->on;
      return other.id != arrangement.id && is_later && is_on_record(other.record, day) &&
             other->kind == arrangement->kind &&
             may_be_same(other->carer_id, arrangement->carer_id) &&
             may_be_same(other->country, arrangement->country);
    });
  }

  /// Whether a place in a facility where they go is kept for them, or they live there.
  bool is_place_kept(Date day) const {
    const auto is_there = [&](const auto& kept) {
      const Facility* facility = rules_.facility(kept->facility);
      return kept->person_id == minor_ && period_of(kept.record).contains(on_) &&
             facility != nullptr && facility->country == destination_;
    };
    return std::ranges::any_of(file_.all<FacilityReservation>(),
                               [&](const auto& reservation) {
                                 return counts(reservation->on) && reservation->on <= day &&
                                        is_there(reservation);
                               }) ||
           std::ranges::any_of(file_.all<FacilityStay>(), [&](const auto& stay) {
             return counts(stay->from) && stay->from <= day && is_there(stay);
           });
  }

  /// Whether a facility where they go has places that are counted, so that one has to be kept.
  bool asks_reservation() const {
    const auto& rule = rules_.reservation;
    return rule && OpenPeriod{.from = rule->from, .until = rule->until}.contains(on_) &&
           std::ranges::any_of(rules_.facilities, [&](const Facility& facility) {
             return facility.country == destination_ && !facility.places.empty();
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
    if (!destination_ || arrangement.country != destination_) {
      return "reception_elsewhere";
    }
    if (arrangement.has_address != true) {
      return "no_address";
    }
    if (arrangement.carer_id && is_here(*arrangement.carer_id)) {
      return "carer_here";
    }
    if (arrangement.kind == ReceptionKind::facility && asks_reservation() && !is_place_kept(day)) {
      return "place_not_reserved";
    }
    return is_cared_for(arrangement) ? "" : "carer_not_sure";
  }

  /// Whether somebody is a member of this case, or of another one, who may not have left yet.
  bool is_here(PersonId person) const {
    const auto is_of_person = [&](const Recorded<UnitMember>& member) {
      return member->person_id == person && member->from <= on_ &&
             (!member->until || on_ < *member->until);
    };
    return (std::ranges::any_of(file_.all<UnitMember>(), is_of_person) ||
            std::ranges::any_of(file_.elsewhere().memberships, is_of_person)) &&
           !has_surely_left_by(file_, person, on_);
  }

  /// A relative who is no parent, and a guardian, must be known to be willing and able.
  bool is_cared_for(const ReceptionArrangement& arrangement) const {
    if (arrangement.carer_is_willing == false || arrangement.carer_is_able == false) {
      return false;
    }
    const bool is_parent =
        arrangement.carer_id &&
        is_adult_parent_in_case(file_, *arrangement.carer_id, minor_, on_) == Verdict::met;
    return arrangement.kind == ReceptionKind::facility || is_parent ||
           (arrangement.carer_is_willing == true && arrangement.carer_is_able == true);
  }

  const CaseFile& file_;
  PersonId minor_;
  Date on_;
  DepartureMode mode_;
  std::optional<Country> destination_;
  const SafeguardRules& rules_;
  Since came_back_on_;
  std::vector<const Recorded<Guardianship>*> guardianships_; ///< those of that day
  std::vector<PersonId> parents_; ///< in the case, of a minor without a guardian
  std::string_view detail_;
  std::string_view met_by_;
  const Sourced* decided_by_ = nullptr;
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
  if (finding.verdict == Verdict::not_met && rule.safeguard == Safeguard::reception) {
    const std::vector<std::string_view> tables = records.tables_of_reception();
    finding.settled_by = tables.front();
    finding.also_settled_by.assign(std::next(tables.begin()), tables.end());
  }
  if (finding.verdict == Verdict::not_met && !records.detail().empty()) {
    finding.detail = said("safeguards", records.detail());
  }
  if (!records.met_by().empty()) {
    finding.text = said("safeguards", records.met_by());
  }
  if (const Sourced* decided_by = records.decided_by()) {
    finding.source = decided_by->source;
    finding.certainty = decided_by->certainty;
    finding.reason = decided_by->reason;
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
