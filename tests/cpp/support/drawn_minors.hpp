// What is recorded of a minor and of who belongs to them, drawn at random, often on the same few
// days. All invented.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <utility>

#include <libcase/records/all.hpp>
#include <libcase/vocabulary/period.hpp>

#include "support/builders.hpp"
#include "support/generated.hpp"

namespace libcase::testing {

/// A minor and the parent, both members of two cases, and the minor's spouse, of none.
struct MinorAndParent {
  CaseId case_id;
  CaseId other_case_id;
  PersonId minor;
  PersonId parent;
  PersonId spouse;
};

class DrawnMinors {
public:
  DrawnMinors(std::mt19937& random, const MinorAndParent& of) : random_(random), of_(of) {}

  int die(int sides) { return drawn(random_, sides); }
  template <class T, std::size_t N>
  T one_of(const std::array<T, N>& all) {
    return all[static_cast<std::size_t>(die(static_cast<int>(N)))];
  }
  Date day() { return one_of(days); }
  CaseId either() { return die(2) == 0 ? of_.case_id : of_.other_case_id; }
  PersonId anybody() { return die(3) == 0 ? of_.parent : of_.minor; }

  Departure departure(PersonId person) {
    const int mode = die(8);
    Departure left{.case_id = either(),
                   .person_id = person,
                   .on = day(),
                   .destination = one_of(std::array{Country{"IRQ"}, Country{"IRQ"}, Country{"IRQ"},
                                                    Country{"IRQ"}, Country{"IRQ"}, Country{"CHN"},
                                                    Country{"CHN"}, Country{"AGO"}}),
                   .mode = mode == 0  ? DepartureMode::unsupervised
                           : mode < 3 ? DepartureMode::forced
                                      : DepartureMode::voluntary};
    if (const int coarse = die(16); coarse < 2) {
      left.precision = coarse == 0 ? DatePrecision::month : DatePrecision::quarter;
      left.on = first_day_of(left.precision, left.on);
    }
    if (left.mode == DepartureMode::forced && die(3) == 0) {
      left.is_dublin_transfer = true;
      left.destination = Country{die(3) == 0 ? "IRQ" : "BEL"};
    }
    return left;
  }
  Reappearance reappearance() {
    return {anybody(), day(),
            die(2) == 0 ? ReappearanceCause::never_left : ReappearanceCause::entered_again};
  }
  DublinClaim claim() { return {of_.minor, day(), die(4) != 0}; }
  Booking booking() { return {either(), anybody(), day(), day(), Country{"IRQ"}}; }

  GuardianConsent consent(GuardianshipId of) {
    return {of, ConsentSubject::returning, day(),
            die(4) == 0 ? ConsentAnswer::withdrawn : ConsentAnswer::given};
  }
  GuardianNotice notice(GuardianshipId of) { return {of, day(), true, true}; }
  /// Appointed here, mostly for always.
  Guardianship guardianship() {
    Guardianship made{.person_id = of_.minor,
                      .organisation = die(2) == 0 ? GuardianOrganisation::nidos
                                                  : GuardianOrganisation::other_institution,
                      .appointed_in = AppointedIn::here};
    made.from = day_at_times(3);
    made.until = day_at_times(3);
    return made;
  }
  MinorView view() { return {of_.minor, day(), ViewOfReturn::wants_to_return}; }
  BestInterestsDecision decision() {
    return {of_.minor, day(),
            die(4) == 0 ? BestInterestsOutcome::against_return
                        : BestInterestsOutcome::in_favour_of_return};
  }
  ReceptionArrangement arrangement() {
    ReceptionArrangement made{.person_id = of_.minor,
                              .kind = ReceptionKind::family,
                              .on = day(),
                              .country = Country{"IRQ"},
                              .carer_is_willing = true,
                              .carer_is_able = true,
                              .has_address = true};
    if (die(4) != 0) {
      made.confirmed_on = made.on;
    }
    if (die(3) == 0) {
      made.carer_id = of_.parent;
    }
    return made;
  }
  /// In a house that has more places than there are minors here.
  FacilityReservation reservation() {
    return {either(), of_.minor, "luanda", day(), day(), day_at_times(3)};
  }
  /// In a house that has no places on any day.
  FacilityStay stay() { return {of_.case_id, of_.minor, "kabul", day()}; }
  SelfRelianceDecision self_reliance() {
    return {of_.minor, day(), die(4) != 0, "an interview",
            one_of(std::array<std::optional<std::int64_t>, 4>{{{}, {}, 15, 16}})};
  }
  TraffickingCheck trafficking_check() { return {of_.minor, day(), die(2) == 0}; }

  Relation parenthood() const {
    return {.person_id = of_.parent,
            .kind = RelationKind::parent_of,
            .relative_id = of_.minor,
            .rests_on = RelationBasis::document};
  }
  /// Recognised, not recognised or open; at times it ended.
  Relation partnership() {
    Relation made{.person_id = of_.minor,
                  .kind = RelationKind::partner_of,
                  .relative_id = of_.spouse,
                  .rests_on = RelationBasis::statement};
    if (die(2) == 0) {
      std::swap(made.person_id, made.relative_id);
    }
    made.from = day_at_times(2);
    made.until = day_at_times(3);
    made.partnership = one_of(std::array<std::optional<Partnership>, 5>{{Partnership::marriage,
                                                                         Partnership::marriage,
                                                                         Partnership::registered,
                                                                         Partnership::informal,
                                                                         {}}});
    made.is_recognised = one_of(std::array<std::optional<bool>, 4>{{true, true, false, {}}});
    return made;
  }
  ParentalPermission permission() {
    return {.person_id = of_.minor, .on = day(), .ground = PermissionGround::court};
  }
  SplitReview review() { return {either(), day(), die(4) != 0}; }

  /// The minor under another birth date, or under none.
  Person person() {
    Person made = born("1996");
    made.born = birth();
    if (die(3) == 0) {
      made.born.reset();
    }
    return made;
  }
  AgeAssessment assessment() {
    return {of_.minor, day(), AgeMethod::medical, birth(),
            one_of(std::array<std::optional<std::int64_t>, 3>{{{}, 12, 24}})};
  }
  /// Open, or over with or without an accepted birth date.
  AgeDispute dispute() {
    AgeDispute made{.person_id = of_.minor, .on = day()};
    if (die(4) != 0) {
      made.resolved_on = std::max(made.on, day());
      if (die(3) != 0) {
        made.born = birth();
      }
    }
    return made;
  }

private:
  inline static const std::array days{Date{2011, 9, 20}, Date{2011, 10, 1}, Date{2011, 10, 5},
                                      Date{2011, 10, 20}, Date{2011, 11, 1}};

  std::optional<Date> day_at_times(int sides) {
    return die(sides) == 0 ? std::optional{day()} : std::nullopt;
  }
  /// Of a child of 15, of one who is 16 or turns 18 in these days, and of an adult.
  BirthDate birth() {
    return BirthDate::parse(one_of(std::array{"1996-10-03", "1996-10-03", "1994-10-04",
                                              "1993-10-10", "1993", "1990-01-01", "1990-01-01"}));
  }

  std::mt19937& random_;
  MinorAndParent of_;
};

} // namespace libcase::testing
