#include "rules/travelling.hpp"

#include <algorithm>

#include <libcase/records/family.hpp>

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

/// Whether anything is recorded that bears on somebody's age.
bool is_age_spoken_of(const CaseFile& file, PersonId person) {
  const auto is_of_person = [&](const auto& recorded) { return recorded->person_id == person; };
  return std::ranges::any_of(file.all<Guardianship>(), is_of_person) ||
         std::ranges::any_of(file.all<AgeAssessment>(), is_of_person) ||
         std::ranges::any_of(file.all<AgeDispute>(), is_of_person) ||
         std::ranges::any_of(file.all<MinorView>(), is_of_person);
}

bool goes_along_or_ahead(const CaseFile& file, PersonId person, Date on) {
  return has_left_by(file, person, on) ||
         std::ranges::any_of(file.all<Booking>(), [&](const auto& booking) {
           return booking->person_id == person && booking->departs_on == on &&
                  is_booked(file, booking);
         });
}

bool is_permitted(const CaseFile& file, PersonId child, PersonId parent, Date on) {
  return std::ranges::any_of(file.all<ParentalPermission>(), [&](const auto& permission) {
    return permission->person_id == child &&
           (!permission->parent_id || *permission->parent_id == parent) &&
           period_of(permission.record).contains(on);
  });
}

} // namespace

Member member_of(const CaseFile& file, PersonId person, Date on) {
  Member member{.person_id = person};
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

bool has_parent_in_case(const CaseFile& file, PersonId minor, Date on) {
  const std::vector<Member> members = members_ever(file, on);
  const auto at = std::ranges::find(members, minor, &Member::person_id);
  return at != members.end() && Family{file, members, on, BirthReading::youngest}.has_carer_along(
                                    static_cast<std::size_t>(at - members.begin())) == Verdict::met;
}

bool is_adult_parent_in_case(const CaseFile& file, PersonId parent, PersonId minor, Date on) {
  const std::vector<Member> both{member_of(file, minor, on), member_of(file, parent, on)};
  return Family{file, both, on, BirthReading::youngest}.has_carer_along(0) == Verdict::met;
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
  return std::ranges::any_of(file.all<Departure>(), [&](const auto& departure) {
    return departure->person_id == person && departure->on <= on &&
           departure->mode != DepartureMode::refused_entry;
  });
}

std::optional<PersonId> parent_who_stays(const CaseFile& file, PersonId child, Date on) {
  for (const auto& relation : file.all<Relation>()) {
    const PersonId parent = relation->person_id;
    if (relation->kind == RelationKind::parent_of && relation->relative_id == child &&
        period_of(relation.record).contains(on) && !goes_along_or_ahead(file, parent, on) &&
        !is_permitted(file, child, parent, on)) {
      return parent;
    }
  }
  return {};
}

bool is_split_allowed(const CaseFile& file, Date on) {
  const auto* review =
      last_of<SplitReview>(file, [&](const SplitReview& it) { return it.on <= on; });
  return review != nullptr && (*review)->allows_split;
}

bool is_booked(const CaseFile& file, const Recorded<Booking>& booking) {
  return std::ranges::none_of(file.all<BookingOutcome>(), [&](const auto& outcome) {
    return outcome->booking_id == booking.id && outcome->result != BookingResult::boarded;
  });
}

Travelling::Travelling(const CaseFile& file, PersonId person, Date on,
                       std::optional<DepartureMode> mode, std::optional<Country> destination)
    : file_(file), person_(person), on_(on), destination_(destination),
      is_minor_(is_minor_for_safeguards(file, person, on)) {
  for (const auto& departure : file.all<Departure>()) {
    if (departure->person_id == person && departure->on == on) {
      mode_ = departure->mode;
      destination_ = destination_ ? destination_ : departure->destination;
      is_dublin_transfer_ = departure->is_dublin_transfer.value_or(false);
    }
  }
  mode_ = mode.value_or(mode_);
  if (!destination_) {
    const auto* booking = last_of<Booking>(file, [&](const Booking& it) {
      return it.person_id == person && it.departs_on == on && it.destination;
    });
    const auto* application =
        last_of<Application>(file, [&](const Application& it) { return it.on <= on; });
    destination_ = booking != nullptr       ? (*booking)->destination
                   : application != nullptr ? (*application)->destination
                                            : std::nullopt;
  }
}

std::vector<Member> Travelling::companions() const {
  std::vector<Member> along{member_of(file_, person_, on_)};
  const auto add = [&](PersonId other, const std::optional<Country>& destination) {
    if (go_together(destination, destination_) &&
        std::ranges::find(along, other, &Member::person_id) == along.end()) {
      along.push_back(member_of(file_, other, on_));
    }
  };
  bool is_recorded = false;
  for (const auto& departure : file_.all<Departure>()) {
    is_recorded = is_recorded || (departure->person_id == person_ && departure->on == on_);
    if (departure->on == on_ && is_demonstrable(departure->mode)) {
      add(departure->person_id, departure->destination);
    }
  }
  for (const auto& booking : file_.all<Booking>()) {
    if (!is_recorded && booking->departs_on == on_ && is_booked(file_, booking)) {
      add(booking->person_id, booking->destination);
    }
  }
  return along;
}

Verdict Travelling::is_accompanied() const {
  const std::vector<Member> along = companions();
  return Family{file_, along, on_, BirthReading::youngest}.has_carer_along(0);
}

bool Travelling::may_be_minor() const {
  if (is_minor_ != Verdict::unknown) {
    return is_minor_ == Verdict::met;
  }
  const Person* person = file_.person(person_);
  const Role role = member_of(file_, person_, on_).role;
  return (person != nullptr && person->born) || role == Role::child ||
         role == Role::other_relative || is_age_spoken_of(file_, person_);
}

bool Travelling::is_gated() const {
  return is_demonstrable(mode_) && !is_dublin_transfer_ && may_be_minor() &&
         is_accompanied() != Verdict::met;
}

} // namespace libcase
