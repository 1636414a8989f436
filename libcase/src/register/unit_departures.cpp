#include "register/unit_departures.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include <libcase/records/case_file.hpp>
#include <libcase/rules/guards.hpp>

#include "register/case_reader.hpp"

namespace libcase {

namespace {

/// All departures of all persons, by person and day.
class PersonDepartures {
public:
  PersonDepartures(const DepartureSource& source, const DepartureColumns& columns)
      : source_(source), columns_(columns) {}

  void sort() {
    for (std::size_t row = 0; row < columns_.size(); ++row) {
      rows_.push_back(row);
    }
    std::ranges::sort(rows_, {}, [&](std::size_t row) {
      return std::tuple{person_of(row), columns_.on[row], row};
    });
  }

  std::span<const std::size_t> of(PersonId person) const {
    const auto person_at = [&](std::size_t row) { return person_of(row); };
    return {std::ranges::lower_bound(rows_, person.value, {}, person_at),
            std::ranges::upper_bound(rows_, person.value, {}, person_at)};
  }

  /// Whether it turned out later that they never left with this departure.
  bool never_left(std::size_t row) const {
    const auto rows = of(PersonId{person_of(row)});
    const auto next = std::next(std::ranges::find(rows, row));
    const bool is_last = next == rows.end();
    return std::ranges::any_of(found_here(row), [&](const FoundHere& found) {
      return found.cause == ReappearanceCause::never_left && columns_.on[row] <= found.on &&
             (is_last || found.on <= columns_.on[*next]);
    });
  }

  bool was_found_here(std::size_t since_row, std::int32_t until) const {
    return std::ranges::any_of(found_here(since_row), [&](const FoundHere& found) {
      return columns_.on[since_row] <= found.on && found.on <= until;
    });
  }

  /// Whether they left, in any case, by that day and were not found here since.
  bool is_gone(PersonId person, std::int32_t day) const {
    const auto rows = of(person);
    const auto after =
        std::ranges::upper_bound(rows, day, {}, [&](std::size_t row) { return columns_.on[row]; });
    return after != rows.begin() && !was_found_here(*std::prev(after), day) &&
           !never_left(*std::prev(after));
  }

private:
  std::int64_t person_of(std::size_t row) const { return columns_.person_id[row]; }

  std::span<const FoundHere> found_here(std::size_t row) const {
    const auto found = source_.reappearances.find(person_of(row));
    return found == source_.reappearances.end() ? std::span<const FoundHere>{} : found->second;
  }

  const DepartureSource& source_;
  const DepartureColumns& columns_;
  std::vector<std::size_t> rows_;
};

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
    const std::vector<Recorded<Relation>> relations = known_records<Relation>();
    relations_ = by_person(relations);
    for (const auto& relation : relations) {
      relations_.emplace(relation->relative_id, relation);
    }
    guardianships_ = by_person(known_records<Guardianship>());
    std::vector<Recorded<UnitMember>> members = known_records<UnitMember>();
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
  using ByPerson = std::multimap<PersonId, Recorded<R>>;

  template <class R>
  std::vector<Recorded<R>> known_records() {
    std::vector<Recorded<R>> found;
    RecordTable& table = connection_.table(record_kind<R>());
    Statement rows = table.select("WHERE " + known_at_condition(1));
    rows.bind(1, known_at_);
    while (rows.step()) {
      const RowHeader header = table.header(rows);
      found.push_back({.id = {header.id},
                       .row = header.row,
                       .recording = header.recording,
                       .record = std::get<R>(table.record(rows))});
    }
    return found;
  }

  template <class R>
  static ByPerson<R> by_person(const std::vector<Recorded<R>>& records) {
    ByPerson<R> sorted;
    for (const auto& recorded : records) {
      sorted.emplace(recorded->person_id, recorded);
    }
    return sorted;
  }

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
    const std::vector<Unit> units = units_before(file, joint_departure.front());
    for (const Member& member : units.front().members) {
      if (member.role == Role::principal) {
        unit.nationality =
            source_.persons[index_of_id(member.person_id.value, source_.persons.size())]
                .nationality;
        if (const auto row = departure_of(member.person_id, joint_departure);
            row != joint_departure.end()) {
          unit.departure = static_cast<std::uint32_t>(*row);
        }
      }
    }
    columns_.unit_departures.push_back(unit);
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
             !departures_.is_gone(member.person_id, over.days_since_epoch());
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

  struct Unit {
    Date day;
    std::vector<Member> members; // those who had not left before the departure it is asked for
  };

  Unit unit_on(const CaseFile& file, Date day, std::size_t departure) const {
    std::vector<Member> members = file.members_on(day);
    std::erase_if(members, [&](const Member& member) {
      return departures_.is_gone(member.person_id, columns_.on[departure] - 1);
    });
    return {day, std::move(members)};
  }

  /// What the unit may have been on the day before a departure: on that day, and after each change
  /// within the month, quarter or year that is all that is known of the date.
  std::vector<Unit> units_before(const CaseFile& file, std::size_t departure) const {
    const Date first = first_day(departure);
    const Date last = last_day(departure);
    std::set<Date> days;
    if (first > Date{1400, 1, 1}) { // no day is before it
      days.insert(first.plus_days(-1));
    }
    if (first < last) {
      for (const Date change : days_of_change(file, last)) {
        if (first <= change && change < last) {
          days.insert(change);
        }
      }
    }
    std::vector<Unit> units;
    for (const Date day : days) {
      if (Unit unit = unit_on(file, day, departure); !unit.members.empty()) {
        units.push_back(std::move(unit));
      }
    }
    if (units.empty()) { // it came about on the very day
      units.push_back(unit_on(file, last, departure));
    }
    return units;
  }

  Composition composition_before(const CaseFile& file, std::size_t departure) const {
    std::optional<Composition> composition;
    for (const Unit& unit : units_before(file, departure)) {
      const Composition then = composition_of(file, unit.members, unit.day);
      if (composition && then != *composition) {
        return Composition::unknown;
      }
      composition = then;
    }
    return *composition;
  }

  /// The days from which the unit may be another than the day before.
  static std::vector<Date> days_of_change(const CaseFile& file, Date last) {
    std::vector<Date> days;
    const auto add = [&](std::optional<Date> day) {
      if (day) {
        days.push_back(*day);
      }
    };
    const auto add_periods = [&](const auto& records) {
      for (const auto& recorded : records) {
        add(recorded->from);
        add(recorded->until);
      }
    };
    add_periods(file.all<UnitMember>());
    add_periods(file.all<Relation>());
    add_periods(file.all<Guardianship>());
    for (const auto& person : file.all<Person>()) {
      if (!person->born) {
        continue;
      }
      for (const Date born : {person->born->earliest(), person->born->latest()}) {
        if (born.year() + age_of_majority <= last.year()) {
          days.push_back(born.anniversary(age_of_majority));
        }
      }
    }
    return days;
  }

  Connection& connection_;
  std::int64_t known_at_;
  const DepartureSource& source_;
  DepartureColumns& columns_;
  PersonDepartures departures_{source_, columns_};
  ByPerson<Relation> relations_;         ///< of both whom they are between
  ByPerson<Guardianship> guardianships_; ///< of minors
};

} // namespace

Departure dated_departure(const DepartureColumns& columns, std::size_t row) {
  Departure departure{};
  departure.on = Date::from_days_since_epoch(columns.on[row]);
  departure.precision = static_cast<DatePrecision>(columns.precision[row]);
  return departure;
}

void read_units(Connection& connection, std::int64_t known_at, const DepartureSource& source,
                DepartureColumns& columns) {
  UnitReader{connection, known_at, source, columns}.read();
}

} // namespace libcase
