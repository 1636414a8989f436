#include "register/departing_members.hpp"

#include <algorithm>

namespace libcase {

namespace {

Reception reception_by(ReceptionKind kind) {
  switch (kind) {
  case ReceptionKind::family:
    return Reception::family;
  case ReceptionKind::guardian_abroad:
    return Reception::guardian_abroad;
  case ReceptionKind::facility:
    return Reception::facility;
  case ReceptionKind::unset:
    break;
  }
  return Reception::unknown;
}

std::optional<Member> member_on(const CaseFile& file, PersonId person, Date day) {
  const std::vector<Member> members = file.members_on(day);
  const auto found = std::ranges::find(members, person, &Member::person_id);
  return found == members.end() ? std::nullopt : std::optional{*found};
}

/// As what somebody belongs to the unit on a day, or the day before.
Member member_near(const CaseFile& file, PersonId person, Date day) {
  if (const auto member = member_on(file, person, day)) {
    return *member;
  }
  const bool is_first_day = day == Date{1400, 1, 1};
  return (is_first_day ? std::nullopt : member_on(file, person, day.plus_days(-1)))
      .value_or(Member{.person_id = person});
}

/// What is so each way that a unit may have been; unknown where they differ, or there is none.
template <class Of>
auto in_each(std::span<const PresentUnit> units, Of of) {
  using Code = decltype(of(units.front()));
  std::optional<Code> found;
  for (const PresentUnit& unit : units) {
    const Code then = of(unit);
    if (found && *found != then) {
      return Code::unknown;
    }
    found = then;
  }
  return found.value_or(Code::unknown);
}

MemberCategory category_in(const CaseFile& file, std::span<const PresentUnit> units,
                           PersonId person) {
  return in_each(units, [&](const PresentUnit& unit) {
    return category_of(file, unit.members, person, unit.day);
  });
}

Accompaniment accompaniment_in(const CaseFile& file, std::span<const PresentUnit> units,
                               PersonId person) {
  return in_each(units, [&](const PresentUnit& unit) {
    return accompaniment_of(file, unit.members, person, unit.day);
  });
}

} // namespace

void DepartingMembers::read_records(Connection& connection, std::int64_t known_at) {
  for (const auto& application : known_records<Application>(connection, known_at)) {
    applications_.emplace(application->case_id, application->on);
  }
  for (const auto& departure :
       known_records<Departure>(connection, known_at, R"("is_dublin_transfer" = 1)")) {
    transfers_.emplace(departure->person_id, departure->on);
  }
  arrangements_ = by_person(known_records<ReceptionArrangement>(connection, known_at));
  reservations_ = by_person(known_records<FacilityReservation>(connection, known_at));
}

void DepartingMembers::read(const CaseFile& file, std::span<const std::size_t> departures) {
  std::vector<PresentUnit> units;
  std::optional<std::size_t> units_of; // those who leave together leave the same unit
  for (const std::size_t row : departures) {
    if (columns_.case_id[row] != file.id().value) {
      continue;
    }
    if (!units_of || columns_.on[*units_of] != columns_.on[row] ||
        columns_.precision[*units_of] != columns_.precision[row]) {
      units = units_.before(file, row);
      units_of = row;
    }
    columns_.member_category[row] = code_number(category_in(file, units, person_of(row)));
    columns_.accompaniment[row] = code_number(accompaniment(file, row, departures));
    columns_.reception[row] = code_number(reception(row));
    read_at_application(file, row);
  }
}

void DepartingMembers::read_at_application(const CaseFile& file, std::size_t row) {
  const std::optional<Date> applied = last_application(file, row);
  if (!applied) {
    return; // unknown, as before
  }
  const PersonId person = person_of(row);
  const auto units = units_.on(file, *applied, applied->days_since_epoch() - 1);
  columns_.member_category_at_application[row] = code_number(category_in(file, units, person));
  columns_.accompaniment_at_application[row] = code_number(accompaniment_in(file, units, person));
  columns_.reception_at_application[row] = code_number(reception_on(person, *applied));
}

/// The day of the last application up to a departure.
std::optional<Date> DepartingMembers::last_application(const CaseFile& file,
                                                       std::size_t row) const {
  const Date last = last_day_of(dated_departure(columns_, row));
  std::optional<Date> applied;
  const auto [first, end] = applications_.equal_range(file.id());
  std::for_each(first, end, [&](const auto& application) {
    if (application.second <= last && (!applied || *applied < application.second)) {
      applied = application.second;
    }
  });
  return applied;
}

/// Those of the case who left on the same day, in the same way and to the same place, as far as
/// both are told; the person first.
std::vector<Member> DepartingMembers::companions(const CaseFile& file, std::size_t row,
                                                 std::span<const std::size_t> departures) const {
  const auto to = columns_.destination[row];
  std::vector<Member> along{member_near(file, person_of(row), first_day(row))};
  for (const std::size_t other : departures) {
    const bool goes_there =
        to == 0 || columns_.destination[other] == 0 || columns_.destination[other] == to;
    const bool is_then = columns_.on[other] == columns_.on[row] &&
                         columns_.precision[other] == columns_.precision[row];
    if (goes_there && is_then && columns_.mode[other] == columns_.mode[row] &&
        person_of(other) != person_of(row) && !departures_.never_left(other)) {
      along.push_back(member_near(file, person_of(other), first_day(row)));
    }
  }
  return along;
}

Accompaniment DepartingMembers::accompaniment(const CaseFile& file, std::size_t row,
                                              std::span<const std::size_t> departures) const {
  const Date day = first_day(row);
  const Verdict minority =
      is_minor(file, person_of(row), day, BirthReading::interval, MinorityDefinition::european);
  if (minority != Verdict::met) { // then nobody asks who left with them
    return minority == Verdict::not_met ? Accompaniment::adult : Accompaniment::unknown;
  }
  return accompaniment_of(file, companions(file, row, departures), person_of(row), day);
}

Reception DepartingMembers::reception(std::size_t row) const {
  return transfers_.contains({person_of(row), first_day(row)})
             ? Reception::responsible_state
             : reception_on(person_of(row), first_day(row));
}

Reception DepartingMembers::reception_on(PersonId person, Date day) const {
  const ReceptionArrangement* last = nullptr;
  const auto [first, end] = arrangements_.equal_range(person);
  std::for_each(first, end, [&](const auto& entry) {
    const ReceptionArrangement& arrangement = entry.second.record;
    const bool stands = period_of(arrangement).contains(day) && arrangement.confirmed_on &&
                        *arrangement.confirmed_on <= day;
    if (stands && (last == nullptr || last->on <= arrangement.on)) {
      last = &arrangement;
    }
  });
  if (last != nullptr) {
    return reception_by(last->kind);
  }
  const auto [from, until] = reservations_.equal_range(person);
  const bool is_reserved = std::any_of(from, until, [&](const auto& entry) {
    return entry.second->on <= day && period_of(entry.second.record).contains(day);
  });
  return is_reserved ? Reception::facility : Reception::none;
}

} // namespace libcase
