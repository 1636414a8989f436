// Departures as columns, and tables counted from them. The package wraps both.
#include "answers.hpp"
#include "open_register.hpp"

#include <libcase/register/departure_columns.hpp>
#include <libcase/register/unit_columns.hpp>
#include <libcase/statistics/concat.hpp>
#include <libcase/statistics/departures.hpp>
#include <libcase/statistics/facility_occupancy.hpp>
#include <libcase/statistics/irregularities.hpp>
#include <libcase/statistics/minors_returned.hpp>
#include <libcase/statistics/table.hpp>
#include <libcase/statistics/unit_stock.hpp>

namespace libcase::python {

namespace {

std::vector<Filter> filters_from_python(const py::dict& where) {
  std::vector<Filter> filters;
  for (const auto& [dimension, labels] : where) {
    Filter filter{Dimension::parse(text_from_python(dimension)), {}};
    for (const auto& label : labels) {
      filter.labels.emplace_back(text_from_python(label));
    }
    filters.push_back(std::move(filter));
  }
  return filters;
}

/// Totals by the names they are given by, "period" among them.
std::vector<Total> totals_from_python(const py::list& totals) {
  std::vector<Total> wanted;
  for (const auto& names : totals) {
    Total total;
    for (const auto& name : names) {
      if (text_from_python(name) == "period") {
        total.by_period = true;
      } else {
        total.by.push_back(Dimension::parse(text_from_python(name)));
      }
    }
    wanted.push_back(std::move(total));
  }
  return wanted;
}

Table count_departures(const DepartureColumns& columns, const Period& period, Frequency frequency,
                       Count count, const py::list& by, const py::dict& where, const Text& bands,
                       const py::object& totals, bool zeros, int threads) {
  DepartureQuery query{.period = period, .frequency = frequency, .count = count};
  for (const auto& dimension : by) {
    query.by.push_back(Dimension::parse(text_from_python(dimension)));
  }
  query.where = filters_from_python(where);
  query.age_bands = bands.value.empty() ? std::vector<AgeBand>{} : parse_age_bands(bands.value);
  query.zeros = zeros;
  query.totals = totals.is_none() ? usual_totals(query) : totals_from_python(totals);
  query.threads = threads;
  const py::gil_scoped_release unlocked;
  return departures(columns, query);
}

/// A count, whole cents or a fraction; None for what is not known.
py::object figure_to_python(const Measure& measure, const CellFigure& figure) {
  if (figure.status == CellStatus::unknown) {
    return py::none();
  }
  return measure.kind == MeasureKind::rate ? py::object{py::float_(fraction_of(figure))}
                                           : py::object{py::int_(figure.value)};
}

/// The rows as tuples: their labels, and their figures.
py::list rows_of(const Table& table) {
  std::vector<std::vector<py::str>> labels;
  for (const LabelColumn& column : table.labels) {
    labels.emplace_back(column.labels.begin(), column.labels.end());
  }
  const auto& measures = table.definition.measures;
  py::list rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    py::tuple values(labels.size() + measures.size());
    for (std::size_t at = 0; at < labels.size(); ++at) {
      values[at] = labels[at][table.labels[at].codes[row]];
    }
    for (std::size_t at = 0; at < measures.size(); ++at) {
      values[labels.size() + at] = figure_to_python(measures[at], table.figure(at, row));
    }
    rows.append(std::move(values));
  }
  return rows;
}

std::vector<std::string> column_names(const Table& table) {
  std::vector<std::string> names;
  for (const LabelColumn& column : table.labels) {
    names.push_back(column.name);
  }
  for (const Measure& measure : table.definition.measures) {
    names.push_back(field_name(measure));
  }
  return names;
}

} // namespace

void register_definition(py::module_& module) {
  add_answer<DefinedFilter>(module);
  add_answer<Measure>(module);
  add_answer<Definition>(module)
      .def("__str__", [](const Definition& self) { return to_text(self); })
      .def(
          "__eq__", [](const Definition& left, const Definition& right) { return left == right; },
          py::is_operator())
      .attr("__hash__") = py::none();
}

void register_statistics(py::module_& module) {
  py::class_<DepartureColumns, std::shared_ptr<DepartureColumns>>(module, "DepartureColumns")
      .def("__len__", &DepartureColumns::size)
      .def_property_readonly("nbytes",
                             [](const DepartureColumns& self) {
                               return byte_count(self) +
                                      self.unit_departures.size() * sizeof(UnitDeparture);
                             })
      .def_readonly("from_aggregates", &DepartureColumns::from_aggregates)
      .def_readonly("known_at_recording", &DepartureColumns::known_at_recording)
      .def_readonly("known_at", &DepartureColumns::known_at);
  py::class_<UnitColumns, std::shared_ptr<UnitColumns>>(module, "UnitColumns")
      .def("__len__", &UnitColumns::size)
      .def_property_readonly("nbytes", [](const UnitColumns& self) { return byte_count(self); })
      .def_readonly("on", &UnitColumns::on)
      .def_readonly("definition", &UnitColumns::definition)
      .def_readonly("known_at_recording", &UnitColumns::known_at_recording)
      .def_readonly("known_at", &UnitColumns::known_at);
  py::class_<Table, std::shared_ptr<Table>>(module, "Table")
      .def("__len__", &Table::row_count)
      .def_readonly("definition", &Table::definition)
      .def_property_readonly("column_names", &column_names)
      .def("rows", &rows_of)
      .def("is_total", [](const Table& self, std::size_t row) { return self.is_total(row); })
      .def("to_text", [](const Table& self) { return to_text(self); })
      .def("to_csv", &to_csv)
      .def("to_json", &to_json)
      .def("to_html", &to_html)
      .def(
          "__eq__", [](const Table& left, const Table& right) { return left == right; },
          py::is_operator());
  module.def("read_departures",
             [](OpenRegister& reg, std::optional<Instant> as_known_at, int threads) {
               return reg.with_register(
                   [&](Register& open) { return read_departures(open, as_known_at, threads); });
             });
  module.def("read_units", [](OpenRegister& reg, Date on, MinorityDefinition definition,
                              std::optional<Instant> as_known_at, int threads) {
    return reg.with_register(
        [&](Register& open) { return read_units(open, on, definition, as_known_at, threads); });
  });
  module.def("unit_stock", [](OpenRegister& reg, Date on, MinorityDefinition definition,
                              std::optional<Instant> as_known_at) {
    return reg.with_register(
        [&](Register& open) { return unit_stock(open, on, definition, as_known_at); });
  });
  module.def("concat", [](const std::vector<const DepartureColumns*>& registers) {
    const py::gil_scoped_release unlocked;
    return concat(registers);
  });
  module.def("departures", &count_departures);
  module.def("unaccompanied_minors_returned", [](const DepartureColumns& columns,
                                                 const Period& period, const Text& age_bands) {
    const py::gil_scoped_release unlocked;
    return unaccompanied_minors_returned(columns, period, parse_age_bands(age_bands.value));
  });
  module.def("facility_occupancy",
             [](OpenRegister& reg, const Period& period, const SafeguardRules& rules,
                std::optional<Instant> as_known_at) {
               return reg.with_register([&](Register& open) {
                 return facility_occupancy(open, period, rules, as_known_at);
               });
             });
  module.def("irregularities", [](OpenRegister& reg, std::optional<Period> period,
                                  std::optional<Instant> as_known_at) {
    return reg.with_register(
        [&](Register& open) { return irregularities(open, period, as_known_at); });
  });
  module.def("colour_of", &colour_of);
}

} // namespace libcase::python
