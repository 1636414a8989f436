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
               std::optional<Date> applied_on, MinorityDefinition definition)
    : file_(file), members_(members), on_(on), births_(births), applied_on_(applied_on),
      definition_(definition) {
  minorities_.reserve(members.size());
  for (const Member& member : members) {
    minorities_.push_back(minority_of(member.person_id));
  }
}

Verdict Family::minority_of(PersonId person) const {
  return libcase::is_minor(file_, person, on_, births_, definition_);
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

bool Family::are_close_relatives(PersonId one, PersonId other) const {
  return std::ranges::any_of(file_.all<Relation>(), [&](const auto& relation) {
    return is_between(relation.record, one, other) && relation->kind != RelationKind::partner_of &&
           period_of(relation.record).contains(on_);
  });
}

bool Family::is_no_parent(PersonId person, PersonId child) const {
  std::vector<PersonId> parents;
  for (const auto& relation : file_.all<Relation>()) {
    if (relation->kind == RelationKind::parent_of && relation->relative_id == child &&
        period_of(relation.record).contains(on_) &&
        std::ranges::find(parents, relation->person_id) == parents.end()) {
      parents.push_back(relation->person_id);
    }
  }
  const auto is_relative = [&](PersonId parent) { return are_close_relatives(parent, person); };
  const auto is_guardian = [&](const auto& guardianship) {
    return guardianship->person_id == child && guardianship->guardian_id == person;
  };
  return parents.size() > 1 || std::ranges::any_of(parents, is_relative) ||
         std::ranges::any_of(file_.all<Guardianship>(), is_guardian);
}

Family::Parenthood Family::parenthood(std::size_t parent, std::size_t child) const {
  const PersonId adult = members_[parent].person_id;
  const PersonId minor = members_[child].person_id;
  const Verdict by_record = is_parent_by_record(adult, minor);
  if (by_record != Verdict::unknown) {
    return {by_record, true};
  }
  return is_no_parent(adult, minor)
             ? Parenthood{Verdict::not_met, true}
             : Parenthood{is_parent_by_role(members_[parent].role, members_[child].role), false};
}

Verdict Family::is_parent(std::size_t parent, std::size_t child) const {
  return parenthood(parent, child).is_parent;
}

bool Family::is_member(PersonId person) const {
  return std::ranges::find(members_, person, &Member::person_id) != members_.end();
}

Verdict Family::is_of_age_to_guard(std::size_t member) const {
  const Person* person = file_.person(members_[member].person_id);
  return person == nullptr || !person->born ? Verdict::met : !minorities_[member];
}

Verdict Family::has_carer_along(std::size_t at) const {
  const Member& member = members_[at];
  Verdict found = Verdict::not_met;
  for (std::size_t other = 0; other < members_.size(); ++other) {
    if (other != at) {
      const Verdict is_carer = !minorities_[other] && is_parent(other, at);
      found = found || (is_carer == Verdict::not_met ? is_carer : is_carer && !is_gone(other));
    }
  }
  for (const auto& guardianship : file_.all<Guardianship>()) {
    const auto& guardian = guardianship->guardian_id;
    const auto along =
        guardian ? std::ranges::find(members_, *guardian, &Member::person_id) : members_.end();
    if (guardianship->person_id == member.person_id && along != members_.end() &&
        period_of(guardianship.record).contains(on_)) {
      const auto other = static_cast<std::size_t>(std::distance(members_.begin(), along));
      found = found ||
              (is_from_abroad(guardianship.record) && is_of_age_to_guard(other) && !is_gone(other));
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
      found = found || (minorities_[child] && is_parent(one, child) && is_parent(other, child));
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
  bool is_open = members_.empty();
  std::size_t least = 0; // how many are with the others, and how many may be
  std::size_t most = 0;
  for (std::size_t at = 0; at < members_.size(); ++at) {
    const Verdict gone = is_gone(at);
    if (gone == Verdict::met) {
      continue;
    }
    if (minorities_[at] != Verdict::not_met) {
      has_children = has_children || (!gone && minorities_[at] && has_carer_along(at));
    }
    are_minors = are_minors && (gone || minorities_[at]);
    are_adults = are_adults && (gone || !minorities_[at]);
    is_open = is_open || gone == Verdict::unknown || minorities_[at] == Verdict::unknown;
    least += gone == Verdict::not_met ? 1U : 0U;
    ++most;
  }
  if (has_children == Verdict::met) {
    return Composition::family_with_children;
  }
  if (are_minors == Verdict::met) {
    return Composition::unaccompanied_minors;
  }
  if (are_adults == Verdict::met && (least > 1 || most == 1)) {
    return most == 1 ? Composition::single_adult : Composition::adults;
  }
  return is_open || has_children == Verdict::unknown ? Composition::unknown
                                                     : Composition::minors_with_other_adults;
}

bool Family::is_grown_child(std::size_t at) const {
  const bool is_child_by_role = members_[at].role == Role::child;
  bool has_head = false; // who may be the parent of the children of the unit
  for (std::size_t other = 0; other < members_.size(); ++other) {
    if (other == at) {
      continue;
    }
    const Role role = members_[other].role;
    has_head = has_head || role == Role::principal || role == Role::partner;
    const Parenthood found = parenthood(other, at);
    if (found.is_parent == Verdict::met && (found.is_by_record || is_child_by_role)) {
      return true;
    }
  }
  return is_child_by_role && !has_head;
}

MemberCategory Family::category(std::size_t at) const {
  using enum MemberCategory;
  if (minorities_[at] == Verdict::unknown) {
    return unknown;
  }
  if (minorities_[at] == Verdict::met) {
    return category_of_minor(at);
  }
  switch (members_[at].role) {
  case Role::principal:
    return principal;
  case Role::partner:
    return partner;
  case Role::child:
  case Role::other_relative:
    return is_grown_child(at) ? adult_child : other;
  case Role::unset:
    break;
  }
  return unknown;
}

MemberCategory Family::category_of_minor(std::size_t at) const {
  using enum MemberCategory;
  const Verdict has_carer = has_carer_along(at);
  if (has_carer != Verdict::not_met) {
    return has_carer == Verdict::met ? child_in_family : unknown;
  }
  Verdict has_adults = Verdict::not_met;
  for (std::size_t other = 0; other < members_.size(); ++other) {
    if (minorities_[other] != Verdict::met) {
      has_adults = has_adults || (!minorities_[other] && !is_gone(other));
    }
  }
  if (has_adults == Verdict::unknown) {
    return unknown;
  }
  return has_adults == Verdict::met ? minor_with_relatives : unaccompanied_minor;
}

CompositionBasis Family::rests_on() const {
  bool by_relations = false;
  bool by_roles = false;
  for (std::size_t at = 0; at < members_.size(); ++at) {
    by_relations = by_relations || minorities_[at] != is_minor_by_age(at);
    for (std::size_t other = 0; other < members_.size(); ++other) {
      if (other != at && minorities_[at] != Verdict::not_met &&
          minorities_[other] != Verdict::met) {
        const Parenthood found = parenthood(other, at);
        by_relations = by_relations || found.is_by_record;
        by_roles = by_roles || (!found.is_by_record && found.is_parent != Verdict::unknown);
      }
    }
  }
  if (members_.empty()) {
    return CompositionBasis::nothing;
  }
  const auto with_relations = by_roles ? CompositionBasis::both : CompositionBasis::relations;
  return by_relations ? with_relations : CompositionBasis::roles_and_ages;
}

Verdict Family::is_minor_by_age(std::size_t member) const {
  return definition_ == MinorityDefinition::european
             ? minorities_[member]
             : libcase::is_minor(file_, members_[member].person_id, on_, births_,
                                 MinorityDefinition::european);
}

namespace {

/// More members whose presence is open make too many ways to look at each.
constexpr std::size_t most_open = 10;

/// Each person once: who has two roles at once has none.
std::vector<Member> each_once(std::span<const Member> members) {
  std::vector<Member> once;
  for (const Member& member : members) {
    const auto known = std::ranges::find(once, member.person_id, &Member::person_id);
    if (known == once.end()) {
      once.push_back(member);
    } else if (known->role != member.role) {
      known->role = Role::unset;
    }
  }
  return once;
}

/// Whether somebody who left was found here again after it; of that very day it was after an
/// earlier departure, where there is one.
bool is_found_after(const CaseFile& file, const Departure& departure, const Reappearance& seen) {
  const auto is_earlier = [&](const Recorded<Departure>& other) {
    return other->person_id == departure.person_id && other->on < seen.on;
  };
  return seen.person_id == departure.person_id &&
         (departure.on < seen.on ||
          (departure.on == seen.on && std::ranges::none_of(file.all<Departure>(), is_earlier) &&
           std::ranges::none_of(file.elsewhere().departures, is_earlier)));
}

/// Whether a departure is the last one of somebody, in whichever case, before the day on which they
/// were found here again; or their only one by then, of that very day.
bool is_last_before(const CaseFile& file, const Departure& departure, const Reappearance& seen) {
  const auto is_between = [&](const Recorded<Departure>& other) {
    return other->person_id == departure.person_id && departure.on < other->on &&
           other->on < seen.on;
  };
  return is_found_after(file, departure, seen) &&
         std::ranges::none_of(file.all<Departure>(), is_between) &&
         std::ranges::none_of(file.elsewhere().departures, is_between);
}

/// Whether somebody who left before a day is gone on it.
Verdict is_gone_with(const CaseFile& file, const Departure& departure, Date day) {
  const Date last = last_day_of(departure.precision, departure.on);
  Verdict gone = last < day ? Verdict::met : Verdict::unknown;
  for (const auto& seen : file.all<Reappearance>()) {
    if (!is_found_after(file, departure, seen.record)) {
      continue;
    }
    if (seen->cause == ReappearanceCause::never_left &&
        is_last_before(file, departure, seen.record)) {
      return Verdict::not_met;
    }
    if (seen->on <= day) {
      gone = gone && (last <= seen->on ? Verdict::not_met : Verdict::unknown);
    }
  }
  return gone;
}

Verdict is_gone(const CaseFile& file, PersonId person, Date day) {
  Verdict gone = Verdict::not_met;
  for (const auto& departure : file.all<Departure>()) {
    if (departure->person_id == person && departure->on < day) {
      gone = gone || is_gone_with(file, departure.record, day);
    }
  }
  return gone;
}

Verdict is_born(const CaseFile& file, PersonId id, Date day) {
  const Person* person = file.person(id);
  if (person == nullptr || !person->born || person->born->latest() <= day) {
    return Verdict::met;
  }
  return person->born->earliest() <= day ? Verdict::unknown : Verdict::not_met;
}

CompositionBasis joined(CompositionBasis one, CompositionBasis other) {
  using enum CompositionBasis;
  if (one == nothing || one == other) {
    return other;
  }
  return one == both || other == both ? both : relations;
}

} // namespace

void UnitReading::find_members(const CaseFile& file, Date on) {
  const std::vector<Member> once = each_once(file.members_on(on));
  std::vector<Verdict> born;
  std::vector<Verdict> here;
  for (const Member& member : once) {
    born.push_back(is_born(file, member.person_id, on));
    here.push_back(born.back() && !is_gone(file, member.person_id, on));
  }
  for (const Verdict is_member_here : here) {
    is_here_ = is_here_ || is_member_here;
  }
  const bool have_all_left = is_here_ == Verdict::not_met;
  for (std::size_t at = 0; at < once.size(); ++at) {
    const Verdict presence = have_all_left ? born[at] : here[at];
    if (presence != Verdict::not_met) {
      members_.push_back(once[at]);
      presences_.push_back(presence);
    }
  }
}

void UnitReading::read_with(const CaseFile& file, Date on, MinorityDefinition definition,
                            const std::vector<std::size_t>& chosen) {
  std::vector<Member> members;
  for (const std::size_t at : chosen) {
    members.push_back(members_[at]);
  }
  const Family family{file, members, on, BirthReading::interval, {}, definition};
  const Composition found = family.composition();
  const bool is_first = rests_on_ == CompositionBasis::nothing;
  composition_ = is_first || composition_ == found ? found : Composition::unknown;
  rests_on_ = joined(rests_on_, family.rests_on());
  for (std::size_t place = 0; place < chosen.size(); ++place) {
    const std::size_t at = chosen[place];
    const MemberCategory category = family.category(place);
    const bool is_other = is_read_[at] && categories_[at] != category;
    categories_[at] = is_other ? MemberCategory::unknown : category;
    is_read_[at] = true;
  }
}

UnitReading::UnitReading(const CaseFile& file, Date on, MinorityDefinition definition) {
  find_members(file, on);
  categories_.assign(members_.size(), MemberCategory::unknown);
  is_read_.assign(members_.size(), false);
  std::vector<std::size_t> open;
  std::vector<std::size_t> present;
  for (std::size_t at = 0; at < members_.size(); ++at) {
    (presences_[at] == Verdict::met ? present : open).push_back(at);
  }
  if (open.size() > most_open) {
    rests_on_ = Family{file, members_, on, BirthReading::interval, {}, definition}.rests_on();
    return;
  }
  for (std::size_t way = 0; way < std::size_t{1} << open.size(); ++way) {
    std::vector<std::size_t> chosen = present;
    for (std::size_t bit = 0; bit < open.size(); ++bit) {
      if ((way >> bit & 1U) != 0) {
        chosen.push_back(open[bit]);
      }
    }
    if (!chosen.empty()) {
      read_with(file, on, definition, chosen);
    }
  }
}

Composition composition_on(const CaseFile& file, Date day) {
  return UnitReading{file, day}.composition();
}

Composition composition_of(const CaseFile& file, std::span<const Member> members, Date day) {
  const std::vector<Member> once = each_once(members);
  return Family{file, once, day, BirthReading::interval}.composition();
}

bool never_left(const CaseFile& file, const Departure& departure) {
  const auto says_so = [&](const Recorded<Reappearance>& seen) {
    return seen->person_id == departure.person_id && seen->cause == ReappearanceCause::never_left &&
           is_last_before(file, departure, seen.record);
  };
  return std::ranges::any_of(file.all<Reappearance>(), says_so) ||
         std::ranges::any_of(file.elsewhere().reappearances, says_so);
}

MemberCategory category_of(const CaseFile& file, std::span<const Member> members, PersonId person,
                           Date day) {
  const std::vector<Member> once = each_once(members);
  const auto found = std::ranges::find(once, person, &Member::person_id);
  return found == once.end() ? MemberCategory::unknown
                             : Family{file, once, day, BirthReading::interval}.category(
                                   static_cast<std::size_t>(found - once.begin()));
}

Accompaniment accompaniment_of(const CaseFile& file, std::span<const Member> members,
                               PersonId person, Date day) {
  constexpr auto european = MinorityDefinition::european;
  const Verdict minority = std::ranges::find(members, person, &Member::person_id) == members.end()
                               ? Verdict::unknown
                               : is_minor(file, person, day, BirthReading::interval, european);
  if (minority != Verdict::met) {
    return minority == Verdict::not_met ? Accompaniment::adult : Accompaniment::unknown;
  }
  const std::vector<Member> once = each_once(members);
  const auto at = std::ranges::find(once, person, &Member::person_id) - once.begin();
  switch (Family{file, once, day, BirthReading::interval, {}, european}.has_carer_along(
      static_cast<std::size_t>(at))) {
  case Verdict::met:
    return Accompaniment::accompanied;
  case Verdict::not_met:
    return Accompaniment::unaccompanied;
  default:
    return Accompaniment::unknown;
  }
}

} // namespace libcase
