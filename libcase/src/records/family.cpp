#include <algorithm>
#include <iterator>

#include <libcase/records/family.hpp>

namespace libcase {

namespace {

bool is_between(const Relation& relation, PersonId one, PersonId other) {
  return (relation.person_id == one && relation.relative_id == other) ||
         (relation.person_id == other && relation.relative_id == one);
}

/// Whether roles say that one member is a parent of the other.
Verdict is_parent_by_role(Role parent, Role child) {
  const auto is_open = [](Role role) { return role == Role::other_relative || !is_set(role); };
  if (is_open(parent) || is_open(child)) {
    return Verdict::unknown;
  }
  return verdict_of(child == Role::child && parent != Role::child);
}

Verdict is_from_abroad(const Guardianship& guardianship) {
  switch (guardianship.appointed_in) {
  case AppointedIn::here:
    return Verdict::not_met;
  case AppointedIn::abroad:
    return Verdict::met;
  case AppointedIn::unknown:
    break;
  }
  return guardianship.organisation == GuardianOrganisation::nidos ? Verdict::not_met
                                                                  : Verdict::unknown;
}

} // namespace

Family::Family(const CaseFile& file, std::span<const Member> members, Date on, BirthReading births,
               std::optional<Date> applied_on)
    : file_(file), members_(members), on_(on), births_(births), applied_on_(applied_on) {
  minorities_.reserve(members.size());
  for (const Member& member : members) {
    minorities_.push_back(minority_of(member.person_id));
  }
}

Verdict Family::minority_of(PersonId person) const {
  return libcase::is_minor(file_, person, on_, births_);
}

Verdict Family::is_parent_by_record(PersonId parent, PersonId child) const {
  Verdict found = Verdict::unknown;
  for (const auto& relation : file_.all<Relation>()) {
    if (is_between(relation.record, parent, child) && period_of(relation.record).contains(on_)) {
      found =
          verdict_of(relation->kind == RelationKind::parent_of && relation->person_id == parent);
    }
  }
  return found;
}

Verdict Family::is_parent(const Member& parent, const Member& child) const {
  const Verdict by_record = is_parent_by_record(parent.person_id, child.person_id);
  return by_record == Verdict::unknown ? is_parent_by_role(parent.role, child.role) : by_record;
}

bool Family::is_member(PersonId person) const {
  return std::ranges::find(members_, person, &Member::person_id) != members_.end();
}

Verdict Family::has_carer_along(std::size_t at) const {
  const Member& member = members_[at];
  Verdict found = Verdict::not_met;
  for (std::size_t other = 0; other < members_.size(); ++other) {
    if (other != at) {
      const Verdict is_carer = !minorities_[other] && is_parent(members_[other], member);
      found = found || (is_carer == Verdict::not_met ? is_carer : is_carer && !is_gone(other));
    }
  }
  for (const auto& guardianship : file_.all<Guardianship>()) {
    const auto& guardian = guardianship->guardian_id;
    const auto along =
        guardian ? std::ranges::find(members_, *guardian, &Member::person_id) : members_.end();
    if (guardianship->person_id == member.person_id && along != members_.end() &&
        period_of(guardianship.record).contains(on_)) {
      found = found || (is_from_abroad(guardianship.record) &&
                        !is_gone(static_cast<std::size_t>(std::distance(members_.begin(), along))));
    }
  }
  return found;
}

Verdict Family::has_carer_here(std::size_t at) const {
  const PersonId member = members_[at].person_id;
  Verdict found = has_carer_along(at);
  for (const auto& relation : file_.all<Relation>()) {
    if (relation->kind == RelationKind::parent_of && relation->relative_id == member &&
        !is_member(relation->person_id) && period_of(relation.record).contains(on_)) {
      found = found || (!minority_of(relation->person_id) && is_here(relation->person_id));
    }
  }
  for (const auto& guardianship : file_.all<Guardianship>()) {
    const auto& guardian = guardianship->guardian_id;
    if (guardianship->person_id == member && !(guardian && is_member(*guardian)) &&
        period_of(guardianship.record).contains(on_)) {
      found = found || (is_from_abroad(guardianship.record) &&
                        (guardian ? is_here(*guardian) : Verdict::unknown));
    }
  }
  return found;
}

Verdict Family::is_gone_with(const Departure& departure) const {
  const Date last = last_day_of(departure.precision, departure.on);
  Verdict gone =
      departure.mode == DepartureMode::unsupervised || on_ < last ? Verdict::unknown : Verdict::met;
  for (const auto& seen : file_.all<Reappearance>()) {
    if (seen->person_id == departure.person_id && departure.on <= seen->on && seen->on <= on_) {
      gone = gone && (last <= seen->on ? Verdict::not_met : Verdict::unknown);
    }
  }
  return gone;
}

Verdict Family::left_before(PersonId person) const {
  Verdict left = Verdict::not_met;
  for (const auto& departure : file_.all<Departure>()) {
    if (!applied_on_ || departure->person_id != person || departure->on > on_) {
      continue;
    }
    if (last_day_of(departure->precision, departure->on) >= *applied_on_) {
      return Verdict::not_met; // who leaves with this return was back
    }
    left = left || is_gone_with(departure.record);
  }
  return left;
}

Verdict Family::is_gone(std::size_t member) const {
  const Verdict gone = left_before(members_[member].person_id);
  const bool is_somebody_here =
      gone == Verdict::not_met || std::ranges::any_of(members_, [&](const Member& other) {
        return left_before(other.person_id) == Verdict::not_met;
      });
  return is_somebody_here ? gone : Verdict::not_met;
}

Verdict Family::is_here(PersonId person) const {
  bool stays = false;
  std::optional<Date> arrived_on; // the beginning of the last stay
  for (const auto& stay : file_.all<Stay>()) {
    if (stay->person_id == person && stay->from <= on_) {
      stays = stays || !stay->until || on_ < *stay->until;
      arrived_on = std::max(arrived_on, std::optional{stay->from});
    }
  }
  Verdict gone = Verdict::not_met;
  for (const auto& departure : file_.all<Departure>()) {
    if (departure->person_id == person && departure->on <= on_) {
      const bool is_last = !arrived_on || *arrived_on <= departure->on;
      const bool is_earlier =
          arrived_on && last_day_of(departure->precision, departure->on) < *arrived_on;
      const Verdict since = is_last || is_earlier ? verdict_of(is_last) : Verdict::unknown;
      gone = gone || (since && is_gone_with(departure.record));
    }
  }
  return !gone && (stays ? Verdict::met : Verdict::unknown);
}

Verdict Family::are_couple(std::size_t one, std::size_t other) const {
  const Member& head = members_[one];
  const Member& second = members_[other];
  bool are_partners = false;
  for (const auto& relation : file_.all<Relation>()) {
    if (is_between(relation.record, head.person_id, second.person_id) &&
        period_of(relation.record).contains(on_)) {
      if (relation->kind != RelationKind::partner_of) {
        return Verdict::not_met; // such relatives are no parents of a child together
      }
      are_partners = true;
    }
  }
  const auto is_either = [&](Role role) { return head.role == role || second.role == role; };
  if (are_partners || (is_either(Role::principal) && is_either(Role::partner))) {
    return Verdict::met;
  }
  Verdict found = Verdict::not_met;
  for (std::size_t child = 0; child < members_.size(); ++child) {
    if (child != one && child != other) {
      found = found || (minorities_[child] && is_parent(head, members_[child]) &&
                        is_parent(second, members_[child]));
    }
  }
  return found;
}

Verdict Family::is_of_single_parent() const {
  const Composition composed = composition();
  if (composed != Composition::family_with_children) {
    return composed == Composition::unknown ? Verdict::unknown : Verdict::not_met;
  }
  Verdict is_couple = Verdict::not_met;
  for (std::size_t one = 0; one < members_.size(); ++one) {
    for (std::size_t other = one + 1; other < members_.size(); ++other) {
      const Verdict are_adults =
          !minorities_[one] && !minorities_[other] && !is_gone(one) && !is_gone(other);
      if (are_adults != Verdict::not_met) {
        is_couple = is_couple || (are_adults && are_couple(one, other));
      }
    }
  }
  return !is_couple;
}

Composition Family::composition() const {
  Verdict has_children = Verdict::not_met;
  Verdict are_minors = verdict_of(!members_.empty());
  Verdict are_adults = are_minors;
  for (std::size_t at = 0; at < members_.size(); ++at) {
    if (minorities_[at] != Verdict::not_met) {
      has_children = has_children || (minorities_[at] && has_carer_along(at));
    }
    are_minors = are_minors && minorities_[at];
    are_adults = are_adults && !minorities_[at];
  }
  if (has_children == Verdict::met) {
    return Composition::family_with_children;
  }
  if (are_minors == Verdict::met) {
    return Composition::unaccompanied_minors;
  }
  if (are_adults == Verdict::met) {
    return members_.size() == 1 ? Composition::single_adult : Composition::adults;
  }
  const bool is_open = has_children == Verdict::unknown || members_.empty() ||
                       std::ranges::count(minorities_, Verdict::unknown) > 0;
  return is_open ? Composition::unknown : Composition::minors_with_other_adults;
}

Composition composition_on(const CaseFile& file, Date day) {
  return composition_of(file, file.members_on(day), day);
}

Composition composition_of(const CaseFile& file, std::span<const Member> members, Date day) {
  return Family{file, members, day, BirthReading::youngest}.composition();
}

} // namespace libcase
