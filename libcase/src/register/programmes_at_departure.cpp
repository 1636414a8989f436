#include "register/programmes_at_departure.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <libcase/rules/case_turn.hpp>

#include "register/departure_rows.hpp"
#include "register/present_units.hpp"
#include "register/schema.hpp"

namespace libcase {

namespace {

constexpr std::int32_t no_end = std::numeric_limits<std::int32_t>::max();

struct DaySpan {
  std::int32_t from;
  std::int32_t until;
};

using ClosedSpans = std::unordered_map<std::int64_t, std::vector<DaySpan>>;

/// When cases were closed: from the day after a closure until the reopening that follows it.
ClosedSpans read_closed_spans(const Connection& connection, std::int64_t known_at) {
  std::unordered_map<std::int64_t, std::vector<CaseTurn>> turns;
  const auto read = [&](const RecordKind& kind, bool opens) {
    Statement rows = select_known(connection, kind, R"("case_id", "on", "id")", known_at, "");
    while (rows.step()) {
      turns[rows.integer(0)].push_back(
          {Date::from_days_since_epoch(days_of(rows.text(1))), rows.integer(2), opens});
    }
  };
  read(record_kind<Closure>(), false);
  read(record_kind<Reopening>(), true);
  ClosedSpans spans;
  for (auto& [id, of_case] : turns) {
    std::ranges::sort(of_case);
    for (auto turn = of_case.begin(); turn != of_case.end(); ++turn) {
      if (turn->opens) {
        continue;
      }
      const auto reopening = std::find_if(turn, of_case.end(), std::mem_fn(&CaseTurn::opens));
      spans[id].push_back({turn->on.days_since_epoch() + 1,
                           reopening == of_case.end() ? no_end : reopening->on.days_since_epoch()});
    }
  }
  return spans;
}

struct DatedAward {
  std::int64_t case_id;
  DaySpan span;
};

struct GrantedLine {
  DatedAward award;
  std::string programme;
  std::uint8_t support;
};

using GrantedLines = std::unordered_map<std::int64_t, std::vector<GrantedLine>>;

/// By the id of the person, or of the case where they are of its unit.
struct LinesByHolder {
  GrantedLines of_persons;
  GrantedLines of_units;

  bool is_empty() const { return of_persons.empty() && of_units.empty(); }

  template <class Visit>
  void for_each(std::int64_t person, std::int64_t case_id, Visit&& visit) const {
    for (const auto& [lines, id] : {std::pair{&of_persons, person}, {&of_units, case_id}}) {
      if (const auto found = lines->find(id); found != lines->end()) {
        std::ranges::for_each(found->second, visit);
      }
    }
  }
};

LinesByHolder read_lines(const Connection& connection, std::int64_t known_at) {
  std::unordered_map<std::int64_t, DatedAward> awards;
  Statement award_rows =
      select_known(connection, record_kind<Award>(), R"("id", "case_id", "on")", known_at, "");
  while (award_rows.step()) {
    awards[award_rows.integer(0)] = {award_rows.integer(1), {days_of(award_rows.text(2)), no_end}};
  }
  Statement ends =
      select_known(connection, record_kind<AwardEnd>(), R"("award_id", "on")", known_at, "");
  while (ends.step()) {
    if (const auto award = awards.find(ends.integer(0)); award != awards.end()) {
      std::int32_t& until = award->second.span.until;
      until = std::min(until, days_of(ends.text(1)));
    }
  }
  LinesByHolder lines;
  Statement line_rows =
      select_known(connection, record_kind<AwardLine>(),
                   R"("award_id", "person_id", "programme", "support", "until")", known_at, "");
  while (line_rows.step()) {
    if (const auto award = awards.find(line_rows.integer(0)); award != awards.end()) {
      auto& of_holder = line_rows.is_null(1) ? lines.of_units[award->second.case_id]
                                             : lines.of_persons[line_rows.integer(1)];
      DatedAward granted = award->second;
      if (!line_rows.is_null(4)) {
        granted.span.until = std::min(granted.span.until, days_of(line_rows.text(4)));
      }
      of_holder.push_back(
          {granted, std::string{line_rows.text(2)}, code_of<Support>(line_rows.text(3))});
    }
  }
  return lines;
}

/// Whether the award is in force on any day from the first to the last, the case not being closed
/// all the time.
bool is_in_force(const DatedAward& award, const ClosedSpans& closed, std::int32_t first,
                 std::int32_t last) {
  const DaySpan days{std::max(first, award.span.from), std::min(last + 1, award.span.until)};
  const auto spans = closed.find(award.case_id);
  return days.from < days.until &&
         (spans == closed.end() || std::ranges::none_of(spans->second, [&](const DaySpan& span) {
            return span.from <= days.from && days.until <= span.until;
          }));
}

/// The combinations of programmes, numbered as they appear.
class ProgrammeSets {
public:
  explicit ProgrammeSets(columns::ProgrammeSets& column) : column_(column) {}

  std::uint16_t index_of(std::vector<std::string> programmes) {
    std::ranges::sort(programmes);
    programmes.erase(std::unique(programmes.begin(), programmes.end()), programmes.end());
    const auto [known, is_new] =
        indexes_.try_emplace(programmes, static_cast<std::uint16_t>(column_.values.size()));
    if (is_new) {
      if (column_.values.size() > std::numeric_limits<std::uint16_t>::max()) {
        throw InvalidValue("too_many_programmes",
                           "expected at most 65536 combinations of programmes in a register");
      }
      column_.values.emplace_back(programmes.begin(), programmes.end());
    }
    return known->second;
  }

private:
  columns::ProgrammeSets& column_;
  std::map<std::vector<std::string>, std::uint16_t> indexes_{{{}, 0}};
};

Package package_of(bool has_cash, bool has_kind) {
  return has_cash && has_kind ? Package::combined
         : has_cash           ? Package::cash
         : has_kind           ? Package::in_kind
                              : Package::none;
}

} // namespace

void read_programmes(const Connection& connection, std::int64_t known_at,
                     DepartureColumns& columns) {
  const LinesByHolder lines = read_lines(connection, known_at);
  if (lines.is_empty()) {
    return;
  }
  const ClosedSpans closed = read_closed_spans(connection, known_at);
  ProgrammeSets sets{columns.programmes};
  for (std::size_t row = 0; row < columns.size(); ++row) {
    const std::int32_t last_day = last_day_of(dated_departure(columns, row)).days_since_epoch();
    std::vector<std::string> programmes;
    bool has_cash = false;
    bool has_kind = false;
    lines.for_each(columns.person_id[row], columns.case_id[row], [&](const GrantedLine& line) {
      if (is_in_force(line.award, closed, columns.on[row], last_day)) {
        programmes.push_back(line.programme);
        has_cash = has_cash || line.support == static_cast<std::uint8_t>(Support::cash);
        has_kind = has_kind || line.support == static_cast<std::uint8_t>(Support::in_kind);
      }
    });
    columns.programmes[row] = sets.index_of(std::move(programmes));
    columns.package[row] = static_cast<std::uint8_t>(package_of(has_cash, has_kind));
  }
}

} // namespace libcase
