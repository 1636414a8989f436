#include "rules/travelling.hpp"

#include <algorithm>

#include <libcase/records/family.hpp>
#include <libcase/vocabulary/period.hpp>

#include "rules/find_record.hpp"
#include "rules/standing.hpp"

namespace libcase {

namespace {

/// All who are or were members.
std::vector<Member> members_ever(const CaseFile& file, Date on) {
  std::vector<Member> members;
  for (const auto& membership : file.all<UnitMember>()) {
    if (std::ranges::find(members, membership->person_id, &Member::person_id) == members.end()) {
      members.push_back(member_of(file, membership->person_id, on));
    }
  }
  return members;
}

bool go_together(const std::optional<Country>& one, const std::optional<Country>& other) {
  return !one || !other || *one == *other;
}

/// Whether records of these kinds are about somebody, of whichever day: who was a minor then was
/// one before.
template <class... Kinds>
bool is_spoken_of(const CaseFile& file, PersonId person) {
  const auto is_of_person = [&](const auto& recorded) { return recorded->person_id == person; };
  return (std::ranges::any_of(file.all<Kinds>(), is_of_person) || ...);
}

/// Whether something is recorded of somebody that is recorded of minors alone, or bears on an age.
bool is_spoken_of_as_minor(const CaseFile& file, PersonId person) {
  return is_spoken_of<Guardianship, AgeDispute, MinorView, BestInterestsDecision, FamilyTracing,
                      FoundRelative, ReceptionArrangement, SelfRelianceDecision, TraffickingCheck,
                      FacilityReservation, FacilityStay, HandOver, ParentalPermission>(file,
                                                                                       person) ||
         std::ranges::any_of(file.all<ResidencePermit>(), [&](const auto& permit) {
           return permit->person_id == person && permit->kind == PermitKind::unaccompanied_minor;
         });
}

bool is_child_by_record(const CaseFile& file, PersonId person) {
  return std::ranges::any_of(file.all<Relation>(), [&](const auto& relation) {
    return relation->kind == RelationKind::parent_of && relation->relative_id == person;
  });
}

/// Whether a departure of somebody that stands was judged as that of a minor.
bool was_judged_as_minor(const CaseFile& file, PersonId person) {
  return std::ranges::any_of(file.all<DepartureGate>(), [&](const auto& gate) {
    const auto* departure = find_record(file, gate->departure_id);
    return departure != nullptr && (*departure)->person_id == person;
  });
}

/// Whether they were a minor on a day by what was found of their age since.
bool is_found_young(const CaseFile& file, PersonId person, Date on) {
  const auto least = age_of(file, person, on, Date{9999, 12, 31}).least;
  return least && *least < age_of_majority;
}

/// The departure of somebody who is gone on a day, by all that is known, also of other cases;
/// nullptr where there is none.
const Departure* left_by(const CaseFile& file, PersonId person, Date on) {
  const Departure* departure = nullptr;
  const auto look_at = [&](const Recorded<Departure>& other) {
    if (other->person_id == person && other->mode != DepartureMode::refused_entry &&
        other->on <= on && (departure == nullptr || departure->on <= other->on)) {
      departure = &other.record;
    }
  };
  std::ranges::for_each(file.all<Departure>(), look_at);
  std::ranges::for_each(file.elsewhere().departures, look_at);
  const auto is_back = [&](const Recorded<Reappearance>& seen) {
    return seen->person_id == person && departure->on <= seen->on && seen->on <= on;
  };
  const bool is_gone = departure != nullptr && !never_left(file, *departure) &&
                       std::ranges::none_of(file.all<Reappearance>(), is_back) &&
                       std::ranges::none_of(file.elsewhere().reappearances, is_back);
  return is_gone ? departure : nullptr;
}

/// Whether somebody goes, or has gone, to that country, as far as both are told.
bool goes_along_or_ahead(const CaseFile& file, PersonId person, Date on,
                         const std::optional<Country>& destination) {
  const Departure* left = left_by(file, person, on);
  return (left != nullptr && is_demonstrable(left->mode) &&
          go_together(left->destination, destination)) ||
         std::ranges::any_of(file.all<Booking>(), [&](const auto& booking) {
           return booking->person_id == person && booking->departs_on == on &&
                  go_together(booking->destination, destination) && is_booked(file, booking);
         });
}

const Departure* departure_on(const CaseFile& file, PersonId person, Date on) {
  for (const auto& departure : file.all<Departure>()) {
    if (departure->person_id == person && departure->on == on) {
      return &departure.record;
    }
  }
  return nullptr;
}

bool has_guardian(const CaseFile& file, PersonId minor, Date on) {
  return std::ranges::any_of(file.all<Guardianship>(), [&](const auto& guardianship) {
    return guardianship->person_id == minor && period_of(guardianship.record).contains(on);
  });
}

bool has_one_parent(const CaseFile& file, PersonId child, Date on) {
  return std::ranges::count_if(file.all<Relation>(), [&](const auto& relation) {
           return relation->kind == RelationKind::parent_of && relation->relative_id == child &&
                  period_of(relation.record).contains(on);
         }) == 1;
}

/// One that names no parent is of the only one there is; a court's leave is for all of them.
bool is_permitted(const CaseFile& file, PersonId child, PersonId parent, Date on) {
  return std::ranges::any_of(file.all<ParentalPermission>(), [&](const auto& permission) {
    const bool is_of_parent =
        permission->parent_id
            ? *permission->parent_id == parent
            : permission->ground == PermissionGround::court || has_one_parent(file, child, on);
    return permission->person_id == child && is_of_parent &&
           period_of(permission.record).contains(on);
  });
}

} // namespace

Member member_of(const CaseFile& file, PersonId person, Date on) {
  Member member{.person_id = person};
  bool is_member = false;
  for (const Member& of_day : file.members_on(on)) {
    if (of_day.person_id == person) {
      member.role = is_member && member.role != of_day.role ? Role::unset : of_day.role;
      is_member = true;
    }
  }
  if (is_member) {
    return member;
  }
  Date begun;
  for (const auto& membership : file.all<UnitMember>()) {
    const bool is_nearer = membership->from <= on && (on < begun || begun < membership->from);
    if (membership->person_id == person && (!is_set(member.role) || is_nearer)) {
      member.role = membership->role;
      begun = membership->from;
    }
  }
  return member;
}

std::vector<PersonId> parents_in_case(const CaseFile& file, PersonId minor, Date on) {
  std::vector<PersonId> parents;
  for (const Member& member : members_ever(file, on)) {
    if (member.person_id != minor &&
        is_adult_parent_in_case(file, member.person_id, minor, on) == Verdict::met) {
      parents.push_back(member.person_id);
    }
  }
  return parents;
}

Verdict is_adult_parent_in_case(const CaseFile& file, PersonId parent, PersonId minor, Date on) {
  const std::vector<Member> both{member_of(file, minor, on), member_of(file, parent, on)};
  return Family{file, both, on, BirthReading::youngest}.has_carer_along(0);
}

bool may_be_minor(const CaseFile& file, PersonId person, Date on) {
  const Verdict is_minor = is_minor_for_safeguards(file, person, on);
  if (is_minor != Verdict::unknown) {
    return is_minor == Verdict::met;
  }
  const Person* known = file.person(person);
  const Role role = member_of(file, person, on).role;
  return (known != nullptr && known->born) || role == Role::child || role == Role::other_relative ||
         is_spoken_of_as_minor(file, person) || is_child_by_record(file, person) ||
         was_judged_as_minor(file, person) || is_found_young(file, person, on);
}

bool has_carer_here(const CaseFile& file, PersonId minor, Date on) {
  std::vector<Member> here{member_of(file, minor, on)};
  for (const Member& member : file.members_on(on)) {
    if (member.person_id != minor && !Standing{file, member.person_id, on}.departed()) {
      here.push_back(member);
    }
  }
  return Family{file, here, on, BirthReading::youngest}.has_carer_here(0) == Verdict::met;
}

bool has_left_by(const CaseFile& file, PersonId person, Date on) {
  return left_by(file, person, on) != nullptr;
}

bool has_surely_left_by(const CaseFile& file, PersonId person, Date on) {
  const Departure* left = left_by(file, person, on);
  return left != nullptr && last_day_of(left->precision, left->on) <= on;
}

std::optional<PersonId> parent_who_stays(const CaseFile& file, PersonId child, Date on,
                                         const Recorded<Booking>* booking) {
  const Departure* departure = departure_on(file, child, on);
  const std::optional<Country> destination = booking != nullptr     ? (*booking)->destination
                                             : departure != nullptr ? departure->destination
                                                                    : std::nullopt;
  const auto goes = [&](PersonId parent) {
    return goes_along_or_ahead(file, parent, on, destination);
  };
  const auto was_known = [&](const Recorded<Relation>& relation) {
    return booking == nullptr || relation.recording <= booking->recording ||
           relation.id.value < booking->row;
  };
  std::optional<PersonId> stays;
  bool is_with_parent = false;
  for (const auto& relation : file.all<Relation>()) {
    const PersonId parent = relation->person_id;
    if (relation->kind == RelationKind::parent_of && relation->relative_id == child &&
        was_known(relation) && period_of(relation.record).contains(on)) {
      is_with_parent = is_with_parent || goes(parent);
      if (!stays && !goes(parent) && !is_permitted(file, child, parent, on)) {
        stays = parent;
      }
    }
  }
  return is_with_parent || !has_guardian(file, child, on) ? stays : std::nullopt;
}

bool is_split_allowed(const CaseFile& file, Date on) {
  const auto* review =
      last_of<SplitReview>(file, [&](const SplitReview& it) { return it.on <= on; });
  return review != nullptr && (*review)->allows_split &&
         std::ranges::none_of(file.all<Departure>(), [&](const auto& earlier) {
           return is_demonstrable(earlier->mode) && !never_left(file, earlier.record) &&
                  (*review)->on < earlier->on && earlier->on < on;
         });
}

bool is_transfer(const CaseFile& file, const Departure& departure) {
  const Person* person = file.person(departure.person_id);
  const bool goes_home = departure.destination && person != nullptr && person->nationality &&
                         *person->nationality == *departure.destination;
  return departure.is_dublin_transfer.value_or(false) && !goes_home;
}

bool is_booked(const CaseFile& file, const Recorded<Booking>& booking) {
  const auto* outcome = last_of<BookingOutcome>(
      file, [&](const BookingOutcome& it) { return it.booking_id == booking.id; });
  return outcome == nullptr || (*outcome)->result == BookingResult::boarded;
}

namespace {

/// Whether who left with one departure was on the journey of the other one.
bool is_same_journey(const Departure& one, const Departure& other) {
  return one.on == other.on && one.precision == other.precision && one.mode == other.mode &&
         go_together(one.destination, other.destination) &&
         one.is_dublin_transfer.value_or(false) == other.is_dublin_transfer.value_or(false);
}

} // namespace

Travelling::Travelling(const CaseFile& file, const Departure& departure)
    : file_(file), person_(departure.person_id), on_(departure.on), departure_(&departure),
      mode_(departure.mode), destination_(departure.destination),
      is_minor_(is_minor_for_safeguards(file, person_, on_)) {}

Travelling::Travelling(const CaseFile& file, PersonId person, Date on,
                       std::optional<DepartureMode> mode, std::optional<Country> destination)
    : file_(file), person_(person), on_(on), departure_(departure_on(file, person, on)),
      destination_(destination), is_minor_(is_minor_for_safeguards(file, person, on)) {
  if (departure_ != nullptr) {
    mode_ = departure_->mode;
    destination_ = destination ? destination : departure_->destination;
  } else if (!destination) {
    const auto* booking = last_of<Booking>(file, [&](const Booking& it) {
      return it.person_id == person && it.departs_on == on && it.destination;
    });
    const auto* application =
        last_of<Application>(file, [&](const Application& it) { return it.on <= on; });
    destination_ = booking != nullptr       ? (*booking)->destination
                   : application != nullptr ? (*application)->destination
                                            : std::nullopt;
  }
  mode_ = mode.value_or(mode_);
}

Travelling::Company Travelling::company() const {
  Company found{.surely = {member_of(file_, person_, on_)},
                .perhaps = {member_of(file_, person_, on_)}};
  const auto add = [&](std::vector<Member>& members, PersonId other) {
    if (std::ranges::find(members, other, &Member::person_id) == members.end()) {
      members.push_back(member_of(file_, other, on_));
    }
  };
  const Departure planned{.case_id = file_.id(),
                          .person_id = person_,
                          .on = on_,
                          .destination = destination_,
                          .mode = mode_};
  const Departure& journey = departure_ != nullptr ? *departure_ : planned;
  for (const auto& departure : file_.all<Departure>()) {
    if (is_same_journey(journey, departure.record) && !never_left(file_, departure.record)) {
      add(found.perhaps, departure->person_id);
      if (journey.precision == DatePrecision::day ||
          (journey.destination && departure->destination)) {
        add(found.surely, departure->person_id);
      }
    }
  }
  for (const auto& booking : file_.all<Booking>()) {
    if (departure_ == nullptr && booking->departs_on == on_ && is_booked(file_, booking) &&
        go_together(booking->destination, destination_) &&
        departure_on(file_, booking->person_id, on_) == nullptr) {
      add(found.perhaps, booking->person_id);
      add(found.surely, booking->person_id);
    }
  }
  return found;
}

Verdict Travelling::is_accompanied() const {
  const Company along = company();
  const auto has_carer = [&](const std::vector<Member>& members) {
    return Family{file_, members, on_, BirthReading::youngest}.has_carer_along(0);
  };
  const Verdict surely = has_carer(along.surely);
  return surely == Verdict::met || along.surely.size() == along.perhaps.size()
             ? surely
             : surely || (has_carer(along.perhaps) && Verdict::unknown);
}

bool Travelling::is_gated() const {
  const bool is_transferred = departure_ != nullptr && is_transfer(file_, *departure_);
  const bool took_place = departure_ == nullptr || !never_left(file_, *departure_);
  return is_demonstrable(mode_) && took_place && !is_transferred &&
         may_be_minor(file_, person_, on_) && is_accompanied() != Verdict::met;
}

} // namespace libcase
