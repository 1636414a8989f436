#include <algorithm>
#include <cstring>
#include <future>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <libcase/register/departure_columns.hpp>

#include "register/case_reader.hpp"
#include "register/row_visit.hpp"
#include "register/schema.hpp"
#include "register/store.hpp"

namespace libcase {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// Days since 1970-01-01 of a well-formed "YYYY-MM-DD". The register's own checks have made sure
/// of the form; what is read here a million times needs no second look.
std::int32_t days_of(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t width) {
    int value = 0;
    for (std::size_t digit = at; digit < at + width; ++digit) {
      value = value * 10 + (text[digit] - '0');
    }
    return value;
  };
  if (text.size() != 10) {
    return Date::parse(text).days_since_epoch();
  }
  const int month = number(5, 2);
  const int year = number(0, 4) - (month <= 2 ? 1 : 0);
  const int era = year / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + number(8, 2) - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

template <DescribedEnum E>
std::uint8_t code_of(std::string_view text) {
  const auto found = std::ranges::find(code_names<E>, text);
  if (found == code_names<E>.end()) {
    throw FormatError("damaged", "a code in the register is none that this version knows");
  }
  return static_cast<std::uint8_t>(found - code_names<E>.begin());
}

std::uint16_t country_of(std::string_view code) {
  return code.empty() ? std::uint16_t{0} : Country{code}.index();
}

/// Reads the texts of a column. Neighbours are mostly equal: the last one is remembered.
template <auto read>
class ColumnReader {
public:
  auto operator()(const char* text) {
    if (std::strcmp(text, last_text_.c_str()) != 0) {
      last_value_ = read(text);
      last_text_ = text;
    }
    return last_value_;
  }

private:
  std::string last_text_ = "\n"; // the text of no value
  decltype(read("")) last_value_{};
};

/// Numbers the birth intervals in order of appearance; 0 is unknown.
class BirthDictionary {
public:
  BirthDictionary() { slots_.resize(1U << 12U, 0); }

  std::uint32_t number(std::int32_t earliest, std::int32_t latest) {
    if (births_.size() * 2 >= slots_.size()) {
      grow();
    }
    for (std::size_t slot = slot_of(earliest, latest);; slot = (slot + 1) % slots_.size()) {
      if (slots_[slot] == 0) {
        births_.emplace_back(earliest, latest);
        return slots_[slot] = static_cast<std::uint32_t>(births_.size());
      }
      if (births_[slots_[slot] - 1] == std::pair{earliest, latest}) {
        return slots_[slot];
      }
    }
  }
  const std::vector<std::pair<std::int32_t, std::int32_t>>& births() const { return births_; }

private:
  std::size_t slot_of(std::int32_t earliest, std::int32_t latest) const {
    const auto key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(earliest)) << 32U |
                     static_cast<std::uint32_t>(latest);
    return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15ULL >> 20U) % slots_.size();
  }
  void grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::size_t index = 0; index < births_.size(); ++index) {
      std::size_t slot = slot_of(births_[index].first, births_[index].second);
      while (slots_[slot] != 0) {
        slot = (slot + 1) % slots_.size();
      }
      slots_[slot] = static_cast<std::uint32_t>(index + 1);
    }
  }
  std::vector<std::pair<std::int32_t, std::int32_t>> births_;
  std::vector<std::uint32_t> slots_;
};

BirthDate birth_date(std::int32_t earliest, std::int32_t latest) {
  return {Date::from_days_since_epoch(earliest), Date::from_days_since_epoch(latest)};
}

struct PersonRow {
  std::uint16_t nationality;
  std::uint8_t sex;
  std::int32_t born_earliest; // after born_latest: unknown
  std::int32_t born_latest;

  bool has_birth() const noexcept { return born_earliest <= born_latest; }
};

constexpr PersonRow unknown_person{.nationality = 0,
                                   .sex = static_cast<std::uint8_t>(Sex::unknown),
                                   .born_earliest = 0,
                                   .born_latest = -1};

/// An id as an index. Throws FormatError (`damaged`) where no row can have it: the file may have
/// been written to by others.
std::size_t place_of(std::int64_t id, std::size_t end) {
  if (id < 1 || static_cast<std::size_t>(id) >= end) {
    throw FormatError("damaged", "a link in the register leads to no row: verify it");
  }
  return static_cast<std::size_t>(id);
}

struct DepartureRow {
  std::int64_t case_id;
  std::int64_t person_id;
};

/// The departures of a range of rows: the columns that stand in the table itself, and the ids.
struct DeparturePart {
  DepartureColumns columns; // `birth` by the numbers of `births`
  BirthDictionary births;
  std::vector<DepartureRow> ids;
};

/// Rows of all kinds, numbered in order of writing, as known at a recording.
struct KnownRows {
  std::int64_t from;
  std::int64_t until;
  std::int64_t known_at;
};

Statement select_known(const Store& store, const RecordKind& kind, const std::string& columns,
                       std::int64_t known_at, const std::string& rest) {
  Statement statement = store.prepare("SELECT " + columns + " FROM " + sql_name(kind.table) +
                                      " WHERE " + known_at_condition(1) + rest);
  statement.bind(1, known_at);
  return statement;
}

/// Visits the rows of a kind in a range. No later recording wrote to the range: a row of it is
/// known unless something took its place.
template <class Visit>
void visit_known(const Store& store, const RecordKind& kind, const std::string& columns,
                 const KnownRows& rows, Visit visit) {
  visit_rows(store, columns, sql_name(kind.table) + R"( NOT INDEXED WHERE "row" >= ?1 AND "row" < ?2
                 AND ("superseded_by" IS NULL OR "superseded_by" > ?3))",
             {rows.from, rows.until, rows.known_at}, visit);
}

/// Writes each person to its place, the id: no two rows that are known have the same.
void read_persons(const Store& store, const KnownRows& rows, std::span<PersonRow> persons) {
  ColumnReader<code_of<Sex>> sex;
  ColumnReader<days_of> born_earliest;
  ColumnReader<days_of> born_latest;
  ColumnReader<country_of> nationality;
  visit_known(store, record_kind<Person>(),
              R"("id", "sex", "born_earliest", "born_latest", "nationality")", rows,
              [&](const VisitedRow& row) {
                PersonRow& person = persons[place_of(row.integer(0), persons.size())];
                person.sex = sex(row.text(1));
                if (!row.is_null(2)) {
                  person.born_earliest = born_earliest(row.text(2));
                  person.born_latest = born_latest(row.text(3));
                }
                person.nationality = nationality(row.text(4));
              });
}

DeparturePart read_departure_rows(const Store& store, const KnownRows& rows,
                                  std::span<const PersonRow> persons) {
  DeparturePart part;
  DepartureColumns& columns = part.columns;
  ColumnReader<code_of<DatePrecision>> precision;
  ColumnReader<code_of<DepartureMode>> mode;
  ColumnReader<code_of<AssistedBy>> assisted_by;
  ColumnReader<code_of<EstablishedBy>> established_by;
  ColumnReader<code_of<PlaceKind>> left_from;
  ColumnReader<days_of> on;
  ColumnReader<country_of> destination;
  visit_known(
      store, record_kind<Departure>(),
      R"("case_id", "person_id", "on", "precision", "destination", "mode", "assisted_by",
                 "established_by", "left_from")",
      rows, [&](const VisitedRow& row) {
        part.ids.push_back({row.integer(0), row.integer(1)});
        columns.on.push_back(on(row.text(2)));
        columns.precision.push_back(precision(row.text(3)));
        columns.destination.push_back(destination(row.text(4)));
        columns.mode.push_back(mode(row.text(5)));
        columns.assisted_by.push_back(assisted_by(row.text(6)));
        columns.established_by.push_back(established_by(row.text(7)));
        columns.left_from.push_back(left_from(row.text(8)));
        const PersonRow& person = persons[place_of(part.ids.back().person_id, persons.size())];
        columns.sex.push_back(person.sex);
        columns.nationality.push_back(person.nationality);
        columns.birth.push_back(
            person.has_birth() ? part.births.number(person.born_earliest, person.born_latest) : 0);
      });
  return part;
}

/// A column of all parts, one after another. The parts give theirs up.
template <class T, class ColumnOf>
void gather(std::vector<T>& column, std::vector<DeparturePart>& parts, const ColumnOf& column_of) {
  std::size_t size = 0;
  for (DeparturePart& part : parts) {
    size += column_of(part).size();
  }
  column.reserve(size);
  for (DeparturePart& part : parts) {
    const std::vector<T> rows = std::exchange(column_of(part), {});
    column.insert(column.end(), rows.begin(), rows.end());
  }
}

/// Dense numbers for ids, in order of appearance.
class DenseNumbers {
public:
  explicit DenseNumbers(std::size_t ids) : numbers_(ids, none) {}
  std::uint32_t number(std::size_t id) {
    std::uint32_t& number = numbers_[id];
    if (number == none) {
      number = count_++;
    }
    return number;
  }

private:
  std::vector<std::uint32_t> numbers_;
  std::uint32_t count_ = 0;
};

/// The last row that any recording up to that one wrote.
std::int64_t last_row_of(Store& store, std::int64_t recording) {
  Statement rows =
      store.prepare(R"(SELECT "first_row" + "row_count" - 1 FROM "recordings" WHERE "number" = ?)");
  rows.bind(1, recording);
  return rows.step() ? rows.integer(0) : 0;
}

class Reader {
public:
  Reader(const Register& reg, std::optional<Instant> as_known_at, int threads)
      : store_(reg.store()), known_at_(reg.last_recording_at(as_known_at)) {
    store_.require_no_recording();
    if (known_at_ > 0) {
      columns_.known_at = reg.recording_header(known_at_).at;
    }
    columns_.known_at_recording = known_at_;
    const std::size_t rows = static_cast<std::size_t>(last_row_of(store_, known_at_)) + 1;
    person_rows_ = std::make_unique_for_overwrite<PersonRow[]>(rows);
    persons_ = {person_rows_.get(), rows};
    helpers_.resize(threads > 1 && !store_.is_in_memory() ? static_cast<std::size_t>(threads) - 1
                                                          : 0);
  }

  DepartureColumns read() {
    find_expansions();
    read_base();
    read_reappearances();
    drop_replaced_unsupervised();
    if (columns_.is_expanded) {
      columns_.person.clear();
      columns_.person.shrink_to_fit();
      columns_.unit.clear();
      columns_.unit.shrink_to_fit();
    }
    read_programmes();
    if (!columns_.is_expanded) {
      read_units();
    }
    return std::move(columns_);
  }

private:
  std::size_t place_of(std::int64_t id) const { return libcase::place_of(id, persons_.size()); }

  std::size_t part_count() const noexcept { return helpers_.size() + 1; }

  /// The connection of a part: each has its own, the first that of the register.
  const Store& connection(std::size_t part) {
    if (part == 0) {
      return store_;
    }
    auto& helper = helpers_[part - 1];
    if (!helper) {
      OpenOptions options;
      options.is_read_only = true;
      helper = std::make_unique<Store>(store_.path(), std::move(options));
    }
    return *helper;
  }

  /// Runs `work` over equal ranges of rows, one a connection.
  template <class Work>
  void in_parallel(const Work& work) {
    const auto count = static_cast<std::int64_t>(part_count());
    const std::int64_t step = static_cast<std::int64_t>(persons_.size()) / count + 1;
    std::vector<std::exception_ptr> failures(part_count());
    const auto run = [&](std::size_t part) {
      const auto from = std::min(static_cast<std::int64_t>(part) * step,
                                 static_cast<std::int64_t>(persons_.size()));
      const auto until = std::min(from + step, static_cast<std::int64_t>(persons_.size()));
      try {
        work(part, connection(part),
             KnownRows{.from = from, .until = until, .known_at = known_at_});
      } catch (...) {
        failures[part] = std::current_exception();
      }
    };
    std::vector<std::thread> threads;
    for (std::size_t part = 1; part < part_count(); ++part) {
      threads.emplace_back(run, part);
    }
    run(0);
    for (std::thread& thread : threads) {
      thread.join();
    }
    for (const std::exception_ptr& failure : failures) {
      if (failure) {
        std::rethrow_exception(failure);
      }
    }
  }

  void find_expansions() {
    Statement expansions = store_.prepare(
        R"(SELECT 1 FROM "recordings" WHERE "source" IS NOT NULL AND "number" <= ? LIMIT 1)");
    expansions.bind(1, known_at_);
    columns_.is_expanded = expansions.step();
  }

  void read_base() {
    in_parallel([&](std::size_t, const Store&, const KnownRows& rows) {
      std::ranges::fill(persons_.subspan(static_cast<std::size_t>(rows.from),
                                         static_cast<std::size_t>(rows.until - rows.from)),
                        unknown_person);
    });
    in_parallel([&](std::size_t, const Store& store, const KnownRows& rows) {
      read_persons(store, rows, persons_);
    });
    std::vector<DeparturePart> parts(part_count());
    in_parallel([&](std::size_t part, const Store& store, const KnownRows& rows) {
      parts[part] = read_departure_rows(store, rows, persons_);
    });
    auto ids_gathered =
        std::async(part_count() > 1 ? std::launch::async : std::launch::deferred, [&] {
          gather(
              ids_, parts, [](DeparturePart & part) -> auto& { return part.ids; });
        });
    number_births(parts);
    const auto gather_column = [&](auto column) {
      gather(
          columns_.*column,
          parts, [&](DeparturePart & part) -> auto& { return part.columns.*column; });
    };
    gather_column(&DepartureColumns::on);
    gather_column(&DepartureColumns::precision);
    gather_column(&DepartureColumns::destination);
    gather_column(&DepartureColumns::mode);
    gather_column(&DepartureColumns::assisted_by);
    gather_column(&DepartureColumns::established_by);
    gather_column(&DepartureColumns::left_from);
    gather_column(&DepartureColumns::sex);
    gather_column(&DepartureColumns::nationality);
    gather_column(&DepartureColumns::birth);
    ids_gathered.get();
    const std::size_t size = columns_.on.size();
    columns_.composition.assign(size, static_cast<std::uint8_t>(Composition::unknown));
    columns_.package.assign(size, static_cast<std::uint8_t>(Package::none));
    columns_.programmes.assign(size, 0);
    if (!columns_.is_expanded) {
      DenseNumbers person_numbers{persons_.size()};
      DenseNumbers unit_numbers{persons_.size()};
      for (const DepartureRow& ids : ids_) {
        columns_.person.push_back(person_numbers.number(place_of(ids.person_id)));
        columns_.unit.push_back(unit_numbers.number(place_of(ids.case_id)));
      }
    }
  }

  /// Gives the parts one numbering of the births.
  void number_births(std::span<DeparturePart> parts) {
    BirthDictionary births;
    for (DeparturePart& part : parts) {
      std::vector<std::uint32_t> numbers{0};
      for (const auto& [earliest, latest] : part.births.births()) {
        numbers.push_back(births.number(earliest, latest));
      }
      for (std::uint32_t& birth : part.columns.birth) {
        birth = numbers[birth];
      }
    }
    for (const auto& [earliest, latest] : births.births()) {
      columns_.births.push_back(birth_date(earliest, latest));
    }
  }

  void read_reappearances() {
    Statement seen =
        select_known(store_, record_kind<Reappearance>(), R"("person_id", "on")", known_at_, "");
    while (seen.step()) {
      reappearances_[seen.integer(0)].push_back(days_of(seen.text(1)));
    }
  }

  /// A proven departure takes the place of an unsupervised one of the same person, unless they
  /// were found here between the two.
  void drop_replaced_unsupervised() {
    constexpr auto unsupervised = static_cast<std::uint8_t>(DepartureMode::unsupervised);
    if (std::ranges::find(columns_.mode, unsupervised) == columns_.mode.end()) {
      return;
    }
    std::unordered_map<std::int64_t, std::vector<std::size_t>> rows_of_person;
    for (std::size_t row = 0; row < columns_.size(); ++row) {
      if (columns_.mode[row] == unsupervised) {
        rows_of_person.try_emplace(ids_[row].person_id);
      }
    }
    for (std::size_t row = 0; row < columns_.size(); ++row) {
      if (const auto found = rows_of_person.find(ids_[row].person_id);
          found != rows_of_person.end()) {
        found->second.push_back(row);
      }
    }
    std::vector<bool> is_dropped(columns_.size(), false);
    for (const auto& [person, rows] : rows_of_person) {
      const auto& found_here = reappearances_[person];
      for (const std::size_t row : rows) {
        is_dropped[row] =
            columns_.mode[row] == unsupervised &&
            std::ranges::any_of(rows, [&](std::size_t proven) {
              const auto between = std::minmax(columns_.on[row], columns_.on[proven]);
              return is_demonstrable(static_cast<DepartureMode>(columns_.mode[proven])) &&
                     std::ranges::none_of(found_here, [&](std::int32_t on) {
                       return between.first <= on && on <= between.second;
                     });
            });
      }
    }
    keep_rows(is_dropped);
  }

  void keep_rows(const std::vector<bool>& is_dropped) {
    const auto keep = [&](auto& column) {
      std::size_t kept = 0;
      for (std::size_t row = 0; row < column.size(); ++row) {
        if (!is_dropped[row]) {
          column[kept++] = column[row];
        }
      }
      column.resize(column.empty() ? 0 : kept);
    };
    keep(columns_.on);
    keep(columns_.precision);
    keep(columns_.mode);
    keep(columns_.assisted_by);
    keep(columns_.established_by);
    keep(columns_.left_from);
    keep(columns_.sex);
    keep(columns_.composition);
    keep(columns_.package);
    keep(columns_.nationality);
    keep(columns_.destination);
    keep(columns_.programmes);
    keep(columns_.birth);
    keep(columns_.person);
    keep(columns_.unit);
    keep(ids_);
  }

  /// The programmes and the package of the award lines in force for each person that day, or on
  /// any day of the period in which they left.
  void read_programmes() {
    struct AwardSpan {
      std::int32_t from;
      std::int32_t until;
    };
    std::unordered_map<std::int64_t, AwardSpan> awards;
    Statement award_rows =
        select_known(store_, record_kind<Award>(), R"("id", "on", "until")", known_at_, "");
    while (award_rows.step()) {
      awards[award_rows.integer(0)] = {days_of(award_rows.text(1)),
                                       award_rows.is_null(2)
                                           ? std::numeric_limits<std::int32_t>::max()
                                           : days_of(award_rows.text(2))};
    }
    struct Line {
      AwardSpan span;
      std::string programme;
      std::uint8_t support;
    };
    std::unordered_map<std::int64_t, std::vector<Line>> lines_of_person;
    Statement line_rows =
        select_known(store_, record_kind<AwardLine>(),
                     R"("award_id", "person_id", "programme", "support")", known_at_, "");
    while (line_rows.step()) {
      if (const auto award = awards.find(line_rows.integer(0)); award != awards.end()) {
        lines_of_person[line_rows.integer(1)].push_back(
            {award->second, std::string{line_rows.text(2)}, code_of<Support>(line_rows.text(3))});
      }
    }
    if (lines_of_person.empty()) {
      return;
    }
    std::map<std::vector<std::string>, std::uint16_t> set_numbers{{{}, 0}};
    for (std::size_t row = 0; row < columns_.size(); ++row) {
      const auto lines = lines_of_person.find(ids_[row].person_id);
      if (lines == lines_of_person.end()) {
        continue;
      }
      const std::int32_t last_day = last_day_of(row).days_since_epoch();
      std::vector<std::string> programmes;
      bool has_cash = false;
      bool has_kind = false;
      for (const Line& line : lines->second) {
        if (line.span.from <= last_day && columns_.on[row] < line.span.until) {
          programmes.push_back(line.programme);
          has_cash = has_cash || line.support == static_cast<std::uint8_t>(Support::cash);
          has_kind = has_kind || line.support == static_cast<std::uint8_t>(Support::in_kind);
        }
      }
      std::ranges::sort(programmes);
      programmes.erase(std::unique(programmes.begin(), programmes.end()), programmes.end());
      const auto [known, is_new] = set_numbers.try_emplace(
          programmes, static_cast<std::uint16_t>(columns_.programme_sets.size()));
      if (is_new) {
        auto& set = columns_.programme_sets.emplace_back();
        for (const std::string& code : programmes) {
          set.emplace_back(code);
        }
      }
      columns_.programmes[row] = known->second;
      columns_.package[row] = static_cast<std::uint8_t>(has_cash && has_kind ? Package::combined
                                                        : has_cash           ? Package::cash
                                                        : has_kind           ? Package::in_kind
                                                                             : Package::none);
    }
  }

  /// Which units have left, when, and what they were; from the memberships of the cases.
  void read_units() {
    std::vector<std::pair<std::int64_t, std::size_t>> rows; // case, departure
    for (std::size_t row = 0; row < columns_.size(); ++row) {
      rows.emplace_back(ids_[row].case_id, row);
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
      left_.emplace_back(ids_[row].person_id, columns_.on[row]);
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

  void add_member(CaseFile& file, const UnitMember& member) {
    file.add(Recorded<UnitMember>{.id = {}, .record = member});
    if (file.person(member.person_id) == nullptr) {
      const PersonRow& row = persons_[place_of(member.person_id.value)];
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
      const auto seen = reappearances_.find(ids_[row].person_id);
      return seen != reappearances_.end() &&
             std::ranges::any_of(seen->second, [&](std::int32_t on) {
               return columns_.on[row] <= on && on <= until;
             });
    });
  }

  /// The last day on which a departure may have happened.
  Date last_day_of(std::size_t row) const {
    Departure departure{};
    departure.on = Date::from_days_since_epoch(columns_.on[row]);
    departure.precision = static_cast<DatePrecision>(columns_.precision[row]);
    return libcase::last_day_of(departure);
  }

  /// Whether somebody left, in any case, by that day and was not found here since.
  bool is_gone(PersonId person, std::int32_t day) const {
    const auto after = std::ranges::upper_bound(left_, std::pair{person.value, day});
    if (after == left_.begin() || std::prev(after)->first != person.value) {
      return false;
    }
    const std::int32_t left_on = std::prev(after)->second;
    const auto seen = reappearances_.find(person.value);
    return seen == reappearances_.end() || std::ranges::none_of(seen->second, [&](std::int32_t on) {
             return left_on <= on && on <= day;
           });
  }

  void finish_unit(const CaseFile& file, const std::vector<std::size_t>& wave) {
    const Date first_day = Date::from_days_since_epoch(columns_.on[wave.front()]);
    const bool is_first_of_all = first_day == Date{1400, 1, 1}; // no day is before it
    const Date day_before = is_first_of_all ? first_day : first_day.plus_days(-1);
    const bool was_unit_before = !file.members_on(day_before).empty();
    const Date unit_day = was_unit_before ? day_before : last_day_of(wave.front());
    const Composition composition = composition_on(file, unit_day);
    for (const std::size_t row : wave) {
      columns_.composition[row] = static_cast<std::uint8_t>(composition);
    }
    const auto departure_of = [&](PersonId person) {
      return std::ranges::find(wave, person.value,
                               [&](std::size_t row) { return ids_[row].person_id; });
    };
    const Date last_day = last_day_of(wave.back());
    for (const Member& member : file.members_on(last_day)) {
      if (departure_of(member.person_id) == wave.end() &&
          !is_gone(member.person_id, last_day.days_since_epoch())) {
        return; // somebody stays: the unit has not left
      }
    }
    UnitDeparture unit{.departure = static_cast<std::uint32_t>(wave.back()),
                       .on = columns_.on[wave.back()],
                       .nationality = columns_.nationality[wave.back()],
                       .composition = composition};
    for (const Member& member : file.members_on(unit_day)) {
      if (member.role == Role::principal) {
        unit.nationality = persons_[place_of(member.person_id.value)].nationality;
        if (const auto row = departure_of(member.person_id); row != wave.end()) {
          unit.departure = static_cast<std::uint32_t>(*row);
        }
      }
    }
    columns_.unit_departures.push_back(unit);
  }

  Store& store_;
  std::int64_t known_at_;
  std::vector<std::unique_ptr<Store>> helpers_;
  DepartureColumns columns_;
  std::vector<DepartureRow> ids_; // of the rows of columns_
  std::unique_ptr<PersonRow[]> person_rows_;
  std::span<PersonRow> persons_;                                              // by id
  std::unordered_map<std::int64_t, std::vector<std::int32_t>> reappearances_; // of a person
  std::vector<std::pair<std::int64_t, std::int32_t>> left_;                   // person, day
};

} // namespace

DepartureColumns read_departures(const Register& reg, std::optional<Instant> as_known_at,
                                 int threads) {
  return Reader{reg, as_known_at, threads}.read();
}

} // namespace libcase
