#include "register/unit_departures.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include <libcase/records/case_file.hpp>
#include <libcase/rules/guards.hpp>

#include "register/case_reader.hpp"
#include "register/departing_members.hpp"
#include "register/known_records.hpp"
#include "register/present_units.hpp"

namespace libcase {

namespace {

class UnitReader {
public:
  UnitReader(Connection& connection, std::int64_t known_at, const DepartureSource& source,
             DepartureColumns& columns)
      : connection_(connection), known_at_(known_at), source_(source), columns_(columns) {}

  void read() {
    std::vector<std::pair<std::int64_t, std::size_t>> rows; // case, departure
    for (std::size_t row = 0; row < columns_.size(); ++row) {
      if (!is_expanded(source_.expansions, columns_.case_id[row])) {
        rows.emplace_back(columns_.case_id[row], row);
      }
    }
    if (rows.empty()) {
      return;
    }
    std::ranges::sort(rows);
    departures_.sort();
    departing_members_.read_records(connection_, known_at_);
    const std::vector<Recorded<Relation>> relations =
        known_records<Relation>(connection_, known_at_);
    relations_ = by_person(relations);
    for (const auto& relation : relations) {
      relations_.emplace(relation->relative_id, relation);
    }
    guardianships_ = by_person(known_records<Guardianship>(connection_, known_at_));
    std::vector<Recorded<UnitMember>> members = known_records<UnitMember>(connection_, known_at_);
    std::ranges::sort(members, {}, [](const Recorded<UnitMember>& member) {
      return std::pair{member->case_id, member.id}; // by id: as in the file of a case
    });

    auto member = members.begin();
    for (auto row = rows.begin(); row != rows.end();) {
      const std::int64_t case_id = row->first;
      CaseFile file{CaseId{case_id}, known_at_};
      member = std::find_if(member, members.end(), [&](const auto& candidate) {
        return candidate->case_id.value >= case_id;
      });
      for (; member != members.end() && (*member)->case_id.value == case_id; ++member) {
        add_member(file, *member);
      }
      std::vector<std::size_t> departures;
      for (; row != rows.end() && row->first == case_id; ++row) {
        departures.push_back(row->second);
      }
      read_unit(file, std::move(departures));
    }
    std::ranges::sort(columns_.unit_departures, {}, &UnitDeparture::departure);
  }

private:
  template <class R>
  static void add_of(PersonId person, const ByPerson<R>& records, CaseFile& file) {
    const auto [first, end] = records.equal_range(person);
    std::for_each(first, end, [&](const auto& entry) {
      const auto& known = file.all<R>();
      if (std::ranges::find(known, entry.second.id, &Recorded<R>::id) == known.end()) {
        file.add(entry.second); // a relation may be of two members
      }
    });
  }

  bool is_of(const CaseFile& file, std::size_t row) const {
    return columns_.case_id[row] == file.id().value;
  }

  Date first_day(std::size_t row) const { return Date::from_days_since_epoch(columns_.on[row]); }
  Date last_day(std::size_t row) const { return last_day_of(dated_departure(columns_, row)); }

  void add_member(CaseFile& file, const Recorded<UnitMember>& member) {
    file.add(member);
    if (file.person(member->person_id) == nullptr) {
      const PersonRow& row =
          source_.persons[index_of_id(member->person_id.value, source_.persons.size())];
      Person person;
      if (row.has_birth()) {
        person.born = birth_date(row.born_earliest, row.born_latest);
      }
      file.add(Recorded<Person>{.id = member->person_id, .record = person});
      add_of(member->person_id, relations_, file);
      add_of(member->person_id, guardianships_, file);
    }
  }

  /// The departures of the members in other cases, while they were members of this one.
  void add_departures_in_other_cases(const CaseFile& file,
                                     std::vector<std::size_t>& departures) const {
    std::set<std::size_t> others;
    for (const auto& member : file.all<UnitMember>()) {
      for (const std::size_t row : departures_.of(member->person_id)) {
        if (!is_of(file, row) && member->from <= last_day(row) &&
            (!member->until || first_day(row) < *member->until)) {
          others.insert(row);
        }
      }
    }
    departures.insert(departures.end(), others.begin(), others.end());
  }

  /// `departures` are those of one case. A unit that was found here again can leave again: then it
  /// counts a second time.
  void read_unit(const CaseFile& file, std::vector<std::size_t> departures) {
    add_departures_in_other_cases(file, departures);
    std::ranges::sort(departures, {}, [&](std::size_t row) {
      return std::tuple{columns_.on[row], row};
    });
    departing_members_.read(file, departures);
    std::vector<std::size_t> joint_departure;
    for (const std::size_t row : departures) {
      if (departures_.never_left(row)) {
        set_composition(file, {row}, composition_before(file, row));
        continue;
      }
      const bool is_again = std::ranges::any_of(joint_departure, [&](std::size_t earlier) {
        return departures_.was_found_here(earlier, columns_.on[row]);
      });
      if (is_again) {
        finish_unit(file, joint_departure);
        joint_departure.clear();
      }
      joint_departure.push_back(row);
    }
    if (!joint_departure.empty()) {
      finish_unit(file, joint_departure);
    }
  }

  void finish_unit(const CaseFile& file, const std::vector<std::size_t>& joint_departure) {
    const Composition composition = composition_before(file, joint_departure.front());
    set_composition(file, joint_departure, composition);
    const bool is_its_own =
        std::ranges::any_of(joint_departure, [&](std::size_t row) { return is_of(file, row); });
    if (!is_its_own || has_somebody_left_here(file, joint_departure)) {
      return;
    }
    const auto precision_of = [&](std::size_t row) { return columns_.precision[row]; };
    const std::size_t least_precise = *std::ranges::min_element(joint_departure, {}, precision_of);
    UnitDeparture unit{.departure = static_cast<std::uint32_t>(joint_departure.back()),
                       .on = columns_.on[joint_departure.back()],
                       .nationality = columns_.nationality[joint_departure.back()],
                       .precision = static_cast<DatePrecision>(precision_of(least_precise)),
                       .composition = composition};
    if (const auto principal = principal_before(file, joint_departure.front())) {
      unit.nationality =
          source_.persons[index_of_id(principal->value, source_.persons.size())].nationality;
      if (const auto row = departure_of(*principal, joint_departure);
          row != joint_departure.end()) {
        unit.departure = static_cast<std::uint32_t>(*row);
      }
    }
    columns_.unit_departures.push_back(unit);
  }

  /// The principal of what the unit may have been the day before a departure; of several the last.
  std::optional<PersonId> principal_before(const CaseFile& file, std::size_t departure) const {
    for (const PresentUnit& unit : units_.before(file, departure)) {
      const auto found = std::find_if(unit.members.rbegin(), unit.members.rend(),
                                      [](const auto& it) { return it.role == Role::principal; });
      if (found != unit.members.rend()) {
        return found->person_id;
      }
    }
    return std::nullopt;
  }

  std::vector<std::size_t>::const_iterator
  departure_of(PersonId person, const std::vector<std::size_t>& joint_departure) const {
    return std::ranges::find(joint_departure, person.value, [&](std::size_t row) {
      return std::int64_t{columns_.person_id[row]};
    });
  }

  /// Whether a member who was present when the joint departure was over is so still: has neither
  /// left since nor ceased to be a member.
  bool has_somebody_left_here(const CaseFile& file,
                              const std::vector<std::size_t>& joint_departure) const {
    Date over = last_day(joint_departure.front());
    for (const std::size_t row : joint_departure) {
      over = std::max(over, last_day(row));
    }
    return std::ranges::any_of(file.members_on(over), [&](const Member& member) {
      const bool stays_member = std::ranges::any_of(file.all<UnitMember>(), [&](const auto& row) {
        return row->person_id == member.person_id && !row->until;
      });
      return stays_member &&
             departure_of(member.person_id, joint_departure) == joint_departure.end() &&
             departures_.is_gone(member.person_id, over.days_since_epoch()) == Verdict::not_met;
    });
  }

  void set_composition(const CaseFile& file, const std::vector<std::size_t>& rows,
                       Composition composition) {
    for (const std::size_t row : rows) {
      if (is_of(file, row)) {
        columns_.composition[row] = static_cast<std::uint8_t>(composition);
      }
    }
  }

  Composition composition_before(const CaseFile& file, std::size_t departure) const {
    std::optional<Composition> composition;
    for (const PresentUnit& unit : units_.before(file, departure)) {
      const Composition then = composition_of(file, unit.members, unit.day);
      if (composition && then != *composition) {
        return Composition::unknown;
      }
      composition = then;
    }
    return *composition;
  }

  Connection& connection_;
  std::int64_t known_at_;
  const DepartureSource& source_;
  DepartureColumns& columns_;
  PersonDepartures departures_{source_, columns_};
  PresentUnits units_{departures_, columns_};
  DepartingMembers departing_members_{departures_, units_, columns_};
  ByPerson<Relation> relations_;         ///< of both whom they are between
  ByPerson<Guardianship> guardianships_; ///< of minors
};

} // namespace

void read_unit_departures(Connection& connection, std::int64_t known_at,
                          const DepartureSource& source, DepartureColumns& columns) {
  UnitReader{connection, known_at, source, columns}.read();
}

} // namespace libcase
