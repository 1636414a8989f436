// What the departures of a minor lack, read from the records of a case by the texts of 2011 alone:
// it asks neither the rules nor the register that are under test. Sources: Vreemdelingencirculaire
// 2000 (A) A4/6.1, (B) B14/2.2 and (C), of 1 April and 19 June 2011;
// libcase/doc/safeguard-minors.md for what is inferred.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase::testing {

/// A version of a departure and what it lacks.
struct Lack {
  std::int64_t id;
  std::int64_t row;
  std::string guard;
  auto operator<=>(const Lack&) const = default;
};

/// What is missing of the departures of a minor who is not with the parent. Both are members of
/// both cases; nothing but a birth date is told of the parent's age, and every arrangement of
/// reception is with the family.
class MinorOracle {
public:
  MinorOracle(const CaseFile& file, const CaseFile& other, PersonId minor, PersonId parent)
      : file_(file), minor_(minor), parent_(parent) {
    for (const CaseFile* one : {&file, &other}) {
      for (const auto& departure : one->all<Departure>()) {
        departures_.push_back(departure.record);
      }
    }
  }

  std::set<Lack> unmet() const {
    std::set<Lack> found;
    for (const auto& departure : file_.all<Departure>()) {
      if (departure->person_id == minor_ && is_return(departure.record) && is_minor(departure) &&
          !is_transfer(departure.record) && !is_with_parent(departure.record)) {
        for (const std::string& code : missing(departure.record)) {
          found.insert({departure.id.value, departure.row, code});
        }
      }
    }
    return found;
  }

private:
  inline static const Date long_ago{1400, 1, 1};

  static int age(Date birth, Date on) {
    const bool is_before_birthday =
        std::pair{on.month(), on.day()} < std::pair{birth.month(), birth.day()};
    return on.year() - birth.year() - (is_before_birthday ? 1 : 0);
  }
  static bool holds(std::optional<Date> from, std::optional<Date> until, Date day) {
    return (!from || *from <= day) && (!until || day < *until);
  }

  /// Who has no birth date any more is protected where the departure was judged.
  bool is_minor(const Recorded<Departure>& departure) const {
    if (has_come_of_age(departure->on)) {
      return false;
    }
    if (const auto birth = youngest_birth(departure->on)) {
      return age(*birth, departure->on) < 18;
    }
    return std::ranges::any_of(file_.all<DepartureGate>(), [&](const auto& gate) {
      return gate->departure_id == departure.id;
    });
  }
  /// By a marriage or registered partnership that is known to be recognised, ended or not.
  bool has_come_of_age(Date on) const {
    return std::ranges::any_of(file_.all<Relation>(), [&](const auto& relation) {
      const bool is_theirs = relation->person_id == minor_ || relation->relative_id == minor_;
      const bool is_formal = relation->partnership == Partnership::marriage ||
                             relation->partnership == Partnership::registered;
      return relation->kind == RelationKind::partner_of && is_theirs && is_formal &&
             relation->is_recognised == true && holds(relation->from, {}, on);
    });
  }
  /// The latest birth of all that was found by a day. What was accepted in a dispute takes the
  /// place of earlier assessments, and of the birth date unless that was written since the dispute
  /// was: of one that was written between its opening and its end the order is open, and it
  /// protects.
  std::optional<Date> youngest_birth(Date on) const {
    const Recorded<AgeDispute>* ended = nullptr;
    for (const auto& dispute : file_.all<AgeDispute>()) {
      if (dispute->resolved_on && *dispute->resolved_on <= on &&
          (ended == nullptr || *(*ended)->resolved_on <= *dispute->resolved_on)) {
        ended = &dispute;
      }
    }
    std::optional<Date> youngest;
    const auto note = [&](Date birth) { youngest = std::max(youngest, std::optional{birth}); };
    const bool is_accepted = ended != nullptr && (*ended)->born;
    if (is_accepted) {
      note((*ended)->born->latest());
    }
    for (const auto& person : file_.all<Person>()) {
      if (person.id == minor_ && person->born && (!is_accepted || ended->id.value < person.row)) {
        note(person->born->latest());
      }
    }
    for (const auto& assessment : file_.all<AgeAssessment>()) {
      if (assessment->on <= on && (ended == nullptr || *(*ended)->resolved_on < assessment->on)) {
        const auto margin = static_cast<int>(assessment->margin_months.value_or(0));
        note(assessment->born.latest().plus_months(margin));
      }
    }
    return youngest;
  }

  bool is_parent() const {
    return std::ranges::any_of(file_.all<Relation>(), [&](const auto& relation) {
      return relation->kind == RelationKind::parent_of && relation->person_id == parent_ &&
             relation->relative_id == minor_;
    });
  }
  std::vector<const Recorded<Guardianship>*> guardians_on(Date day) const {
    std::vector<const Recorded<Guardianship>*> found;
    for (const auto& guardianship : file_.all<Guardianship>()) {
      if (holds(guardianship->from, guardianship->until, day)) {
        found.push_back(&guardianship);
      }
    }
    return found;
  }

  /// Whether it turned out that they had not left: it is said of their last departure before.
  bool never_left(const Departure& departure) const {
    return std::ranges::any_of(file_.all<Reappearance>(), [&](const auto& seen) {
      return seen->person_id == departure.person_id && departure.on <= seen->on &&
             seen->cause == ReappearanceCause::never_left &&
             std::ranges::none_of(departures_, [&](const Departure& other) {
               return other.person_id == departure.person_id && other.on < seen->on &&
                      (departure.on < other.on || departure.on == seen->on);
             });
    });
  }
  bool is_return(const Departure& departure) const {
    return (departure.mode == DepartureMode::voluntary ||
            departure.mode == DepartureMode::forced) &&
           !never_left(departure);
  }
  /// To the state that is responsible for the claim, by the last that was found of it. A transfer
  /// home is none.
  bool is_transfer(const Departure& departure) const {
    const auto* claim = last_between<DublinClaim>(long_ago, departure.on);
    return departure.is_dublin_transfer == true && claim != nullptr && claim->is_claimant &&
           departure.destination != file_.person(minor_)->nationality;
  }
  /// The day from which records count: since they were found here again after a return.
  Date counts_from(Date on) const {
    Date from = long_ago;
    for (const auto& seen : file_.all<Reappearance>()) {
      const bool is_back = seen->person_id == minor_ && seen->on <= on &&
                           seen->cause != ReappearanceCause::never_left;
      if (is_back && std::ranges::any_of(departures_, [&](const Departure& before) {
            return before.person_id == minor_ && before.on < on && before.on <= seen->on &&
                   is_return(before);
          })) {
        from = std::max(from, seen->on);
      }
    }
    return from;
  }
  bool is_parent_here(Date on) const {
    const Departure* last = nullptr;
    for (const Departure& departure : departures_) {
      if (departure.person_id == parent_ && departure.on <= on &&
          (last == nullptr || last->on <= departure.on)) {
        last = &departure;
      }
    }
    return last == nullptr || never_left(*last) ||
           on < last_day_of(last->precision, last->on) || // who left in that month may be here yet
           std::ranges::any_of(file_.all<Reappearance>(), [&](const auto& seen) {
             return seen->person_id == parent_ && last->on <= seen->on && seen->on <= on;
           });
  }
  bool has_anybody_left_between(Date one, Date other) const {
    return std::ranges::any_of(file_.all<Departure>(), [&](const auto& departure) {
      return one < departure->on && departure->on < other && is_return(departure.record);
    });
  }
  bool is_with_parent(const Departure& departure) const {
    return is_parent() && std::ranges::any_of(file_.all<Departure>(), [&](const auto& other) {
             return other->person_id == parent_ && other->on == departure.on &&
                    other->precision == departure.precision &&
                    other->destination == departure.destination && other->mode == departure.mode &&
                    (other->is_dublin_transfer == true) == (departure.is_dublin_transfer == true) &&
                    !never_left(other.record);
           });
  }

  /// The last record of a kind from one day to another of which a condition holds.
  template <class R, class Holds>
  const R* last_between(Date from, Date day, Holds&& is_meant) const {
    const R* last = nullptr;
    for (const auto& recorded : file_.all<R>()) {
      if (from <= recorded->on && recorded->on <= day && is_meant(recorded.record) &&
          (last == nullptr || last->on <= recorded->on)) {
        last = &recorded.record;
      }
    }
    return last;
  }
  template <class R>
  const R* last_between(Date from, Date day) const {
    return last_between<R>(from, day, [](const R&) { return true; });
  }
  /// The last record of a kind that counts for a return.
  template <class R>
  const R* last_by(Date day) const {
    return last_between<R>(counts_from(day), day);
  }

  /// Each guardian of that day agrees; without one the parent, who is asked in their place.
  bool is_agreed(Date on) const {
    const auto guardians = guardians_on(on);
    if (guardians.empty()) {
      return is_parent() && last_by<ParentalPermission>(on) != nullptr;
    }
    return std::ranges::all_of(guardians, [&](const Recorded<Guardianship>* guardian) {
      const auto* consent =
          last_between<GuardianConsent>(counts_from(on), on, [&](const GuardianConsent& it) {
            return it.guardianship_id == guardian->id &&
                   holds((*guardian)->from, (*guardian)->until, it.on);
          });
      return consent != nullptr && consent->answer == ConsentAnswer::given;
    });
  }
  /// Each guardian of that day was told while they were guardian; without one the split of the
  /// family was reviewed.
  bool is_told(Date on) const {
    const auto guardians = guardians_on(on);
    if (guardians.empty()) {
      const auto* review = last_between<SplitReview>(long_ago, on);
      return is_parent() && review != nullptr && review->allows_split &&
             !has_anybody_left_between(review->on, on);
    }
    return std::ranges::all_of(guardians, [&](const Recorded<Guardianship>* guardian) {
      return last_between<GuardianNotice>(counts_from(on), on, [&](const GuardianNotice& it) {
               return it.guardianship_id == guardian->id &&
                      holds((*guardian)->from, (*guardian)->until, it.on);
             }) != nullptr;
    });
  }

  /// By the last decision, of whose day the age is meant: it is never held against who was
  /// under 16.
  bool is_self_reliant(Date on) const {
    const auto* decision = last_by<SelfRelianceDecision>(on);
    if (decision == nullptr || !decision->is_self_reliant) {
      return false;
    }
    const auto birth = youngest_birth(on);
    const bool is_old_enough = !birth || age(*birth, decision->on) >= 16;
    const bool was_old_enough = !decision->age || *decision->age >= 16;
    return (birth || decision->age) && is_old_enough && was_old_enough;
  }
  /// With the family, or in the house in Luanda.
  bool has_place(const Departure& departure) const {
    const Date on = departure.on;
    const auto* arrangement = last_by<ReceptionArrangement>(on);
    const bool is_arranged =
        arrangement != nullptr && arrangement->country == departure.destination &&
        (!arrangement->until || on < *arrangement->until) && arrangement->confirmed_on &&
        *arrangement->confirmed_on <= on && !(arrangement->carer_id && is_parent_here(on));
    const Date from = counts_from(on);
    return is_arranged || (departure.destination == Country{"AGO"} &&
                           std::ranges::any_of(file_.all<FacilityReservation>(), [&](auto& kept) {
                             return kept->facility == "luanda" && from <= kept->on &&
                                    kept->on <= on && holds(kept->from, kept->until, on);
                           }));
  }
  /// China receives minors itself; Angola asks for a place also of who is self-reliant.
  bool is_received(const Departure& departure) const {
    return departure.destination == Country{"CHN"} ||
           (departure.destination != Country{"AGO"} && is_self_reliant(departure.on)) ||
           has_place(departure);
  }

  /// A date that is known by month or quarter counts from its first day, which is `on`.
  std::vector<std::string> missing(const Departure& departure) const {
    const Date on = departure.on;
    std::vector<std::string> codes;
    if (departure.mode == DepartureMode::voluntary) {
      if (!is_agreed(on)) {
        codes.emplace_back("guardian_not_agreed");
      }
      if (last_by<MinorView>(on) == nullptr) {
        codes.emplace_back("minor_not_heard");
      }
    } else if (!is_told(on)) {
      codes.emplace_back("guardian_not_informed");
    }
    const auto* decision = last_by<BestInterestsDecision>(on);
    if (decision == nullptr || decision->outcome != BestInterestsOutcome::in_favour_of_return) {
      codes.emplace_back("best_interests_not_decided");
    }
    if (!is_received(departure)) {
      codes.emplace_back("reception_not_arranged");
    }
    return codes;
  }

  const CaseFile& file_;
  std::vector<Departure> departures_; ///< of both cases
  PersonId minor_;
  PersonId parent_;
};

/// What must hold of one case however the records came: what is compared before and after an act.
struct Safety {
  std::set<Lack> unmet;
  std::map<std::int64_t, Recorded<Irregularity>> irregularities; ///< by id
  std::map<std::int64_t, Date> marked;                           ///< departures, stays from a day
};

inline Safety safety_of(const CaseFile& file, const CaseFile& other, PersonId minor,
                        PersonId parent) {
  Safety safety{
      .unmet = MinorOracle{file, other, minor, parent}.unmet(), .irregularities = {}, .marked = {}};
  for (const auto& irregularity : file.all<Irregularity>()) {
    safety.irregularities.emplace(irregularity.id.value, irregularity);
  }
  for (const auto& departure : file.all<Departure>()) {
    safety.marked.emplace(departure.id.value, departure->on);
  }
  for (const auto& stay : file.all<FacilityStay>()) {
    safety.marked.emplace(stay.id.value, stay->from);
  }
  return safety;
}

/// What an act made wrong, in words: a safeguard that is missing now, or days in a house without
/// places, and no irregularity came with it; an irregularity that is gone from what stands.
inline std::vector<std::string> made_wrong_by(const Safety& before, const Safety& after,
                                              const CaseFile& file, std::int64_t last_recording) {
  std::vector<std::string> found;
  const auto came_along = [&](std::int64_t record, const std::string& guard) {
    return std::ranges::any_of(after.irregularities, [&](const auto& entry) {
      return entry.second->record_id.value == record && entry.second->guard == guard &&
             entry.second.recording > last_recording;
    });
  };
  for (const Lack& lack : after.unmet) {
    if (!before.unmet.contains(lack) && !came_along(lack.id, lack.guard)) {
      found.push_back(lack.guard + " of departure " + std::to_string(lack.id));
    }
  }
  for (const auto& stay : file.all<FacilityStay>()) {
    const auto known = before.marked.find(stay.id.value);
    const bool is_longer = known == before.marked.end() || stay->from < known->second;
    if (is_longer && !came_along(stay.id.value, "facility_full")) {
      found.push_back("stay " + std::to_string(stay.id.value));
    }
  }
  for (const auto& [id, irregularity] : before.irregularities) {
    const auto kept = after.irregularities.find(id);
    const bool is_kept = kept != after.irregularities.end() &&
                         kept->second->record_id == irregularity->record_id &&
                         kept->second->guard == irregularity->guard;
    if (!is_kept && after.marked.contains(irregularity->record_id.value)) {
      found.push_back("irregularity " + std::to_string(id));
    }
  }
  return found;
}

} // namespace libcase::testing
