#include <algorithm>
#include <future>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <thread>
#include <unordered_map>
#include <utility>

#include <libcase/register/departure_columns.hpp>

#include "register/departure_rows.hpp"
#include "register/schema.hpp"
#include "register/store.hpp"
#include "register/unit_departures.hpp"

namespace libcase {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

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
    read_programmes();
    read_units(store_, known_at_,
               {.ids = ids_,
                .persons = persons_,
                .reappearances = reappearances_,
                .expansions = expansions_},
               columns_);
    if (columns_.from_aggregates) {
      columns_.unit_departures.clear();
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
      const char* path = sqlite3_db_filename(store_.handle(), "main"); // absolute
      helper = std::make_unique<Store>(path, std::move(options));
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
    Statement rows = store_.prepare(R"(SELECT "first_row", "first_row" + "row_count"
                                       FROM "recordings"
                                       WHERE "source" IS NOT NULL AND "number" <= ?)");
    rows.bind(1, known_at_);
    while (rows.step()) {
      expansions_.push_back({.from = rows.integer(0), .until = rows.integer(1)});
    }
    columns_.from_aggregates = !expansions_.empty();
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
    if (!columns_.from_aggregates) {
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
    Statement seen = select_known(store_, record_kind<Reappearance>(),
                                  R"("person_id", "on", "cause")", known_at_, R"( ORDER BY "on")");
    while (seen.step()) {
      reappearances_[seen.integer(0)].push_back(
          {days_of(seen.text(1)),
           static_cast<ReappearanceCause>(code_of<ReappearanceCause>(seen.text(2)))});
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
      std::vector<Date> seen_on;
      for (const FoundHere& found : reappearances_[person]) {
        seen_on.push_back(Date::from_days_since_epoch(found.on));
      }
      std::vector<Departure> proven;
      for (const std::size_t row : rows) {
        if (is_demonstrable(static_cast<DepartureMode>(columns_.mode[row]))) {
          proven.push_back(dated_departure(columns_, row));
        }
      }
      for (const std::size_t row : rows) {
        is_dropped[row] = columns_.mode[row] == unsupervised &&
                          is_replaced(dated_departure(columns_, row), proven, seen_on);
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

  struct DaySpan {
    std::int32_t from;
    std::int32_t until;
  };
  static constexpr std::int32_t no_end = std::numeric_limits<std::int32_t>::max();

  /// When cases were closed: from the day after a closure until a reopening.
  std::unordered_map<std::int64_t, std::vector<DaySpan>> closed_spans() const {
    std::unordered_map<std::int64_t, std::vector<DaySpan>> spans;
    Statement closures =
        select_known(store_, record_kind<Closure>(), R"("case_id", "on")", known_at_, "");
    while (closures.step()) {
      spans[closures.integer(0)].push_back({days_of(closures.text(1)) + 1, no_end});
    }
    Statement reopenings =
        select_known(store_, record_kind<Reopening>(), R"("case_id", "on")", known_at_, "");
    while (reopenings.step()) {
      const std::int32_t on = days_of(reopenings.text(1));
      for (DaySpan& span : spans[reopenings.integer(0)]) {
        if (span.from <= on + 1) {
          span.until = std::min(span.until, on);
        }
      }
    }
    return spans;
  }

  /// The programmes and the package of the award lines in force for each person that day, or on
  /// any day of the period in which they left. What a closed case granted is in force no more.
  void read_programmes() {
    struct AwardInForce {
      std::int64_t case_id;
      DaySpan span;
    };
    std::unordered_map<std::int64_t, AwardInForce> awards;
    Statement award_rows = select_known(store_, record_kind<Award>(),
                                        R"("id", "case_id", "on", "until")", known_at_, "");
    while (award_rows.step()) {
      awards[award_rows.integer(0)] = {
          award_rows.integer(1),
          {days_of(award_rows.text(2)),
           award_rows.is_null(3) ? no_end : days_of(award_rows.text(3))}};
    }
    struct Line {
      AwardInForce award;
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
    const auto closed = closed_spans();
    const auto is_in_force = [&](const AwardInForce& award, std::int32_t first, std::int32_t last) {
      const DaySpan days{std::max(first, award.span.from), std::min(last + 1, award.span.until)};
      const auto spans = closed.find(award.case_id);
      return days.from < days.until &&
             (spans == closed.end() || std::ranges::none_of(spans->second, [&](const auto& span) {
                return span.from <= days.from && days.until <= span.until;
              }));
    };
    std::map<std::vector<std::string>, std::uint16_t> set_numbers{{{}, 0}};
    for (std::size_t row = 0; row < columns_.size(); ++row) {
      const auto lines = lines_of_person.find(ids_[row].person_id);
      if (lines == lines_of_person.end()) {
        continue;
      }
      const std::int32_t last_day = last_day_of(dated_departure(columns_, row)).days_since_epoch();
      std::vector<std::string> programmes;
      bool has_cash = false;
      bool has_kind = false;
      for (const Line& line : lines->second) {
        if (is_in_force(line.award, columns_.on[row], last_day)) {
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
        if (columns_.programme_sets.size() > std::numeric_limits<std::uint16_t>::max()) {
          throw InvalidValue("too_many_programmes",
                             "expected at most 65536 combinations of programmes in a register");
        }
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

  Store& store_;
  std::int64_t known_at_;
  std::vector<std::unique_ptr<Store>> helpers_;
  DepartureColumns columns_;
  std::vector<DepartureRow> ids_; // of the rows of columns_
  std::unique_ptr<PersonRow[]> person_rows_;
  std::span<PersonRow> persons_; // by id
  Reappearances reappearances_;
  std::vector<ExpandedRows> expansions_;
};

} // namespace

DepartureColumns read_departures(const Register& reg, std::optional<Instant> as_known_at,
                                 int threads) {
  return Reader{reg, as_known_at, threads}.read();
}

} // namespace libcase
