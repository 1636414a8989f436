#include "statistics/definition.hpp"

#include <algorithm>

#include <libcase/describe/described.hpp>

#include "statistics/query.hpp"

namespace libcase {

namespace {

Measure measure_of(Count count) {
  Measure measure{.name = std::string{to_text(count)}};
  switch (count) {
  case Count::departures:
    measure.meaning = "events, somebody who left twice counts twice";
    break;
  case Count::persons:
    measure.kind = MeasureKind::distinct_count;
    measure.meaning = "distinct in each cell and in each total";
    break;
  case Count::units:
    measure.meaning = "once, on the day the last of their present members left";
    break;
  }
  return measure;
}

/// Whether a row may count under several labels of a dimension.
bool is_by_each_value(const DepartureQuery& query) {
  bool is_by_one = false;
  each_column<DepartureColumns>([&](auto column) {
    is_by_one = is_by_one || is_by(query, set_column_options<decltype(column)::pointer>.each_name);
  });
  return is_by_one;
}

/// What dimensions that are not a column as it is mean.
void add_notes_on_dimensions(const DepartureQuery& query, std::vector<std::string>& notes) {
  each_column<DepartureColumns>([&](auto column) {
    constexpr auto options = set_column_options<decltype(column)::pointer>;
    if (is_by(query, options.each_name)) {
      notes.push_back("By " + std::string{options.each_name} + " a departure counts under " +
                      std::string{options.each_meaning} +
                      ": rows do not add, totals are distinct.");
    }
    if (uses(query, options.band_name)) {
      notes.emplace_back("Ages are completed years on the day of departure; unknown where the "
                         "birth date, or that day, leaves more than one band open.");
    }
  });
  if (uses(query, "composition") || uses(query, "member_category") ||
      uses(query, "member_category_at_application")) {
    notes.emplace_back("Compositions and categories of members take as minors who is under 18 by "
                       "national law, by which a "
                       "marriage or registered partnership that it recognises ends minority; "
                       "European statistics count everybody under 18. They are unknown where a "
                       "birth date, or what persons are to each other, leaves it open.");
  }
  if (uses(query, "member_category_at_application")) {
    notes.emplace_back("Categories at application are those of the last application before the "
                       "departure; unknown without one, and of who was no member then.");
  }
  if (uses(query, "accompaniment_at_application")) {
    notes.emplace_back(
        "Unaccompanied at application is who was under 18, as European statistics "
        "count minors, on the day of the last application before the departure, "
        "without an adult parent or a guardian appointed abroad in the unit; unknown "
        "without an application, of who was no member then, and where a birth date, "
        "or what persons are to each other, leaves it open.");
  }
  if (uses(query, "accompaniment")) {
    notes.emplace_back("Unaccompanied is who is under 18, as European statistics count minors, and "
                       "leaves without an adult parent or a guardian appointed abroad; unknown "
                       "where a birth date, or what persons are to each other, leaves it open. "
                       "Birth dates count, and no assessments of age.");
  }
  if (uses(query, "reception")) {
    notes.emplace_back("Receptions are those that were confirmed and stood on the day of "
                       "departure, or a reserved place, whatever else the safeguards ask; none is "
                       "also of who needs none.");
  }
  if (uses(query, "reception_at_application")) {
    notes.emplace_back("Receptions at application are those that were confirmed and stood on the "
                       "day of the last application before the departure, or a place that was kept "
                       "then; unknown without an application. None is also of who needs none, and "
                       "Dublin transfers are told at departure alone.");
  }
}

std::vector<std::string> notes_of(const DepartureColumns& columns, const DepartureQuery& query,
                                  const std::vector<std::string>& modes) {
  std::vector<std::string> notes;
  if (query.count == Count::persons) {
    notes.emplace_back("Persons are distinct in each cell and in each total: rows do not add.");
  }
  if (query.count == Count::units) {
    notes.emplace_back("A unit counts once, on the day the last of its present members left: under "
                       "the nationality of its principal and its composition the day before the "
                       "first of them left, otherwise as its principal's departure.");
  }
  add_notes_on_dimensions(query, notes);
  if (std::ranges::any_of(modes, [](const std::string& mode) {
        return mode == to_text(DepartureMode::refused_entry) ||
               mode == to_text(DepartureMode::unsupervised);
      })) {
    notes.emplace_back(
        "Totals are of all modes that are counted. Refused entry is no return, and an unsupervised "
        "departure is not proven: a total of proven returns leaves both out.");
  }
  if (columns.from_aggregates) {
    notes.emplace_back(
        "Expanded from published tables: rows are events, who they are is not known.");
  }
  if (!columns.weight.empty()) {
    notes.emplace_back("Rows are weighted: a figure is the sum of the weights of its departures.");
  }
  if (columns.register_begins.size() > 1) {
    notes.emplace_back("Persons and units are told apart within each register only.");
  }
  return notes;
}

} // namespace

Definition define(const DepartureColumns& columns, const DepartureQuery& query) {
  const std::size_t register_count = columns.register_begins.size();
  const std::string registers = register_count == 1
                                    ? "this register"
                                    : "these " + std::to_string(register_count) + " registers";
  Definition definition{.measures = {measure_of(query.count)},
                        .population = registers + ", not the whole chain of return",
                        .period = query.period,
                        .frequency = query.frequency,
                        .dimensions = {},
                        .filters = {},
                        .modes = {},
                        .recording = columns.known_at_recording,
                        .known_at = columns.known_at,
                        .library_version = LIBCASE_VERSION,
                        .protection = "internal, not protected for publication",
                        .notes = {},
                        .rows_add = true};
  for (const Dimension dimension : query.by) {
    definition.dimensions.emplace_back(to_text(dimension));
  }
  for (const Filter& filter : query.where) {
    definition.filters.push_back({std::string{to_text(filter.dimension)}, filter.labels});
  }
  if (const Filter* modes = find_filter(query, "mode")) {
    definition.modes = modes->labels;
  } else {
    definition.modes.assign(code_names<DepartureMode>.begin(), code_names<DepartureMode>.end());
  }

  definition.rows_add = query.count != Count::persons && !is_by_each_value(query);
  definition.notes = notes_of(columns, query, definition.modes);
  return definition;
}

} // namespace libcase
