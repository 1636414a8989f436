// A table with measures of every kind, made by hand.
#pragma once

#include <libcase/statistics/table.hpp>

namespace libcase::testing {

/// Of two programmes in one month, of one of which it is not known what was granted.
inline Table table_of_money() {
  Table table{.definition = {.measures = {{.name = "cases",
                                           .kind = MeasureKind::distinct_count,
                                           .meaning = "distinct in each cell"},
                                          {.name = "granted",
                                           .kind = MeasureKind::cents,
                                           .meaning = "by award lines",
                                           .currency = "EUR"},
                                          {.name = "recovered",
                                           .kind = MeasureKind::cents,
                                           .meaning = "asked back",
                                           .currency = "EUR"},
                                          {.name = "recovery",
                                           .kind = MeasureKind::rate,
                                           .meaning = "recovered of what was granted",
                                           .numerator = "recovered",
                                           .denominator = "granted"}},
                             .population = "this register",
                             .period = Period::parse("2011-03"),
                             .frequency = Frequency::month,
                             .dimensions = {"programme"},
                             .filters = {},
                             .modes = {},
                             .recording = 7,
                             .known_at = instant_from_text("2012-01-05T09:00:00.000000Z"),
                             .library_version = "9.9.9",
                             .protection = "none",
                             .notes = {},
                             .rows_add = false}};
  table.labels = {
      {.name = "period", .labels = {"2011-03"}, .codes = {0, 0, 0, 0}},
      {.name = "programme", .labels = {"HRT", "REAN", "SDT", "total"}, .codes = {0, 1, 2, 3}}};
  table.figures = {{.values = {12, 0, 1, 13}},
                   {.values = {175'000, 0, 0, 0}, .is_unknown = {false, false, true, true}},
                   {.values = {-21'875, 0, 5, -21'870}},
                   {}};
  return table;
}

} // namespace libcase::testing
