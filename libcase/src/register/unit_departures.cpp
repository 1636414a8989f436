#include "register/unit_departures.hpp"

#include <algorithm>
#include <tuple>

#include <libcase/records/case_file.hpp>

#include "register/case_reader.hpp"

namespace libcase {

namespace {

class UnitReader {
public:
  UnitReader(Store& store, std::int64_t known_at, const DepartureSource& source,
             DepartureColumns& columns)
      : store_(store), known_at_(known_at), source_(source), columns_(columns) {}

  void read() {
    std::vector<std::pair<std::int64_t, std::size_t>> rows; // case, departure
    for (std::size_t row = 0; row < columns_.size(); ++row) {
      rows.emplace_back(source_.ids[row].case_id, row);
    }
    std::ranges::sort(rows, {}, [&](const auto& row) {
      return std::tuple{row.first, columns_.on[row.second], row.second};
    });
    std::vector<UnitMember> members;
    RowTable& table = store_.table(record_kind<UnitMember>());
    Statement member_rows = table.select("WHERE " + known_at_condition(1));
    member_rows.bind(1, known_at_);
    while (member_rows.step()) {
      members.push_back(std::get<UnitMember>(table.record(member_rows)));
    }
    std::ranges::stable_sort(members, {}, &UnitMember::case_id);
    for (std::size_t row = 0; row < columns_.size(); ++row) {
      left_.emplace_back(source_.ids[row].person_id, columns_.on[row]);
    }
    std::ranges::sort(left_);

    auto member = members.begin();
    for (auto row = rows.begin(); row != rows.end();) {
      const std::int64_t case_id = row->first;
      CaseFile file{CaseId{case_id}, known_at_};
      member = std::find_if(member, members.end(), [&](const UnitMember& candidate) {
        return candidate.case_id.value >= case_id;
      });
      for (; member != members.end() && member->case_id.value == case_id; ++member) {
        add_member(file, *member);
      }
      std::vector<std::size_t> departures;
      for (; row != rows.end() && row->first == case_id; ++row) {
        departures.push_back(row->second);
      }
      read_unit(file, departures);
    }
    std::ranges::sort(columns_.unit_departures, {}, &UnitDeparture::departure);
  }

private:
  void add_member(CaseFile& file, const UnitMember& member) {
    file.add(Recorded<UnitMember>{.id = {}, .record = member});
    if (file.person(member.person_id) == nullptr) {
      const PersonRow& row =
          source_.persons[place_of(member.person_id.value, source_.persons.size())];
      Person person;
      if (row.has_birth()) {
        person.born = birth_date(row.born_earliest, row.born_latest);
      }
      file.add(Recorded<Person>{.id = member.person_id, .record = person});
    }
  }

  /// `departures` are those of one case in order of their dates. A unit that was found here again
  /// can leave again: then it counts a second time.
  void read_unit(const CaseFile& file, const std::vector<std::size_t>& departures) {
    std::vector<std::size_t> wave;
    for (const std::size_t row : departures) {
      if (!wave.empty() && was_found_between(wave, columns_.on[row])) {
        finish_unit(file, wave);
        wave.clear();
      }
      wave.push_back(row);
    }
    finish_unit(file, wave);
  }

  bool was_found_between(const std::vector<std::size_t>& wave, std::int32_t until) const {
    return std::ranges::any_of(wave, [&](std::size_t row) {
      const auto seen = source_.reappearances.find(source_.ids[row].person_id);
      return seen != source_.reappearances.end() &&
             std::ranges::any_of(seen->second, [&](std::int32_t on) {
               return columns_.on[row] <= on && on <= until;
             });
    });
  }

  /// Whether somebody left, in any case, by that day and was not found here since.
  bool is_gone(PersonId person, std::int32_t day) const {
    const auto after = std::ranges::upper_bound(left_, std::pair{person.value, day});
    if (after == left_.begin() || std::prev(after)->first != person.value) {
      return false;
    }
    const std::int32_t left_on = std::prev(after)->second;
    const auto seen = source_.reappearances.find(person.value);
    return seen == source_.reappearances.end() ||
           std::ranges::none_of(seen->second,
                                [&](std::int32_t on) { return left_on <= on && on <= day; });
  }

  void finish_unit(const CaseFile& file, const std::vector<std::size_t>& wave) {
    const Date first_day = Date::from_days_since_epoch(columns_.on[wave.front()]);
    const bool is_first_of_all = first_day == Date{1400, 1, 1}; // no day is before it
    const Date day_before = is_first_of_all ? first_day : first_day.plus_days(-1);
    const bool was_unit_before = !file.members_on(day_before).empty();
    const Date unit_day = was_unit_before ? day_before : last_day_of(columns_, wave.front());
    const Composition composition = composition_on(file, unit_day);
    for (const std::size_t row : wave) {
      columns_.composition[row] = static_cast<std::uint8_t>(composition);
    }
    const auto departure_of = [&](PersonId person) {
      return std::ranges::find(wave, person.value,
                               [&](std::size_t row) { return source_.ids[row].person_id; });
    };
    const Date last_day = last_day_of(columns_, wave.back());
    for (const Member& member : file.members_on(last_day)) {
      if (departure_of(member.person_id) == wave.end() &&
          !is_gone(member.person_id, last_day.days_since_epoch())) {
        return; // somebody stays: the unit has not left
      }
    }
    const auto precision_of = [&](std::size_t row) { return columns_.precision[row]; };
    const std::size_t least_precise = *std::ranges::min_element(wave, {}, precision_of);
    UnitDeparture unit{.departure = static_cast<std::uint32_t>(wave.back()),
                       .on = columns_.on[wave.back()],
                       .precision = static_cast<DatePrecision>(precision_of(least_precise)),
                       .nationality = columns_.nationality[wave.back()],
                       .composition = composition};
    for (const Member& member : file.members_on(unit_day)) {
      if (member.role == Role::principal) {
        unit.nationality =
            source_.persons[place_of(member.person_id.value, source_.persons.size())].nationality;
        if (const auto row = departure_of(member.person_id); row != wave.end()) {
          unit.departure = static_cast<std::uint32_t>(*row);
        }
      }
    }
    columns_.unit_departures.push_back(unit);
  }

  Store& store_;
  std::int64_t known_at_;
  const DepartureSource& source_;
  DepartureColumns& columns_;
  std::vector<std::pair<std::int64_t, std::int32_t>> left_; // person, day
};

} // namespace

Date last_day_of(const DepartureColumns& columns, std::size_t row) {
  Departure departure{};
  departure.on = Date::from_days_since_epoch(columns.on[row]);
  departure.precision = static_cast<DatePrecision>(columns.precision[row]);
  return libcase::last_day_of(departure);
}

void read_units(Store& store, std::int64_t known_at, const DepartureSource& source,
                DepartureColumns& columns) {
  UnitReader{store, known_at, source, columns}.read();
}

} // namespace libcase
