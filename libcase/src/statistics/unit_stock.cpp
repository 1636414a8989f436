#include <array>
#include <set>
#include <string>
#include <utility>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/unit_stock.hpp>

namespace libcase {

namespace {

/// The figures of one row.
struct Stock {
  std::int64_t units = 0;
  std::int64_t members = 0;
  std::int64_t minors = 0;

  Stock& operator+=(const Stock& other) {
    units += other.units;
    members += other.members;
    minors += other.minors;
    return *this;
  }
};

constexpr std::size_t composition_count = code_names<Composition>.size();
using StockByComposition = std::array<Stock, composition_count>;

StockByComposition count(const Register& reg, const UnitColumns& units) {
  std::set<std::int64_t> open;
  for (const CaseId id : reg.cases_open_on(units.on, units.known_at)) {
    open.insert(id.value);
  }
  StockByComposition stock;
  for (std::size_t row = 0; row < units.size(); ++row) {
    const bool has_left = static_cast<Verdict>(units.is_here[row]) == Verdict::not_met;
    if (!has_left && open.contains(units.case_id[row])) {
      stock[units.composition[row]] +=
          {.units = 1, .members = units.members[row], .minors = units.minors[row]};
    }
  }
  return stock;
}

std::string minors_by(MinorityDefinition definition) {
  switch (definition) {
  case MinorityDefinition::national:
    return "members who are surely minors by national law: under 18, and not of age by a marriage "
           "or registered partnership that it recognises";
  case MinorityDefinition::european:
    break;
  }
  return "members who are surely under 18, as European statistics count";
}

Definition define(const UnitColumns& units) {
  return {
      .measures = {{.name = "units", .meaning = "return units, each once"},
                   {.name = "members",
                    .meaning = "persons who are here in a unit, or may be; a member of two open "
                               "cases counts in each"},
                   {.name = "minors", .meaning = minors_by(units.definition)}},
      .population = "return units of open cases who are here that day, or may be",
      .period = Period::of(Frequency::day, units.on),
      .frequency = Frequency::day,
      .dimensions = {"composition"},
      .filters = {},
      .modes = {},
      .recording = units.known_at_recording,
      .known_at = units.known_at,
      .library_version = LIBCASE_VERSION,
      .protection = "internal, not protected for publication",
      .notes = {"A composition is unknown where a birth date, a date, or what persons are to "
                "each other leaves it open.",
                "Who left is told by the departures of the case: somebody who left with "
                "another case is here until the membership ends."},
      .rows_add = true};
}

} // namespace

Table unit_stock(const Register& reg, Date on, MinorityDefinition definition,
                 std::optional<Instant> as_known_at) {
  const UnitColumns units = read_units(reg, on, definition, as_known_at);
  const StockByComposition stock = count(reg, units);
  Table table{.definition = define(units)};
  LabelColumn compositions{
      .name = "composition",
      .labels = {code_names<Composition>.begin(), code_names<Composition>.end()},
      .codes = {}};
  compositions.labels.emplace_back(total_label);
  LabelColumn days{.name = std::string{period_name},
                   .labels = {table.definition.period.to_string()},
                   .codes = std::vector<std::uint16_t>(composition_count + 1, 0)};
  std::array<FigureColumn, 3> figures;
  const auto add_row = [&](std::size_t label, const Stock& row) {
    compositions.codes.push_back(static_cast<std::uint16_t>(label));
    figures[0].values.push_back(row.units);
    figures[1].values.push_back(row.members);
    figures[2].values.push_back(row.minors);
  };
  Stock total;
  for (std::size_t at = 0; at < composition_count; ++at) {
    add_row(at, stock[at]);
    total += stock[at];
  }
  add_row(composition_count, total);
  table.labels = {std::move(days), std::move(compositions)};
  table.figures = {figures.begin(), figures.end()};
  return table;
}

} // namespace libcase
