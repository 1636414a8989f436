#include <string>
#include <tuple>
#include <vector>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/departure_arrow.hpp>

namespace libcase {

namespace {

using Labels = std::shared_ptr<const std::vector<std::string>>;

Labels labels_of(std::vector<std::string> labels) {
  return std::make_shared<const std::vector<std::string>>(std::move(labels));
}

template <DescribedEnum E>
Labels labels_of() {
  return labels_of({code_names<E>.begin(), code_names<E>.end()});
}

/// By Country::index(); the first stands for no country and is always null.
Labels country_labels() {
  std::vector<std::string> labels{"unknown"};
  for (const Country country : Country::all()) {
    labels.emplace_back(country.code());
  }
  return labels_of(std::move(labels));
}

Labels programme_labels(const DepartureColumns& columns) {
  std::vector<std::string> labels;
  for (const auto& programmes : columns.programme_sets) {
    std::string& label = labels.emplace_back();
    for (const ProgrammeCode& programme : programmes) {
      label += (label.empty() ? "" : "+") + programme.code();
    }
    label = label.empty() ? "none" : label;
  }
  return labels_of(std::move(labels));
}

/// Fields and the values of a single batch, column by column.
struct Content {
  std::vector<ArrowField> fields;
  ArrowBatch batch;

  void add(ArrowField field, ArrowColumn column) {
    fields.push_back(std::move(field));
    batch.columns.push_back(std::move(column));
  }
};

ArrowColumn without_nulls(ArrowBuffer values) {
  return {.values = std::move(values), .text = {}, .validity = {}, .null_count = 0};
}

void add_birth(Content& content, const DepartureColumns& columns, const char* name,
               Date (BirthDate::*day)() const noexcept) {
  std::vector<std::int32_t> days;
  days.reserve(columns.size());
  for (const std::uint32_t birth : columns.birth) {
    const BirthDate& born = columns.births[birth];
    days.push_back(born.is_set() ? (born.*day)().days_since_epoch() : 0);
  }
  ArrowColumn column = without_nulls(arrow_buffer(std::move(days)));
  std::tie(column.validity, column.null_count) =
      arrow_validity(columns.size(),
                     [&](std::size_t row) { return !columns.births[columns.birth[row]].is_set(); });
  content.add({.name = name, .type = ArrowType::date32, .is_nullable = true}, std::move(column));
}

} // namespace

ArrowStream arrow_stream(std::shared_ptr<const DepartureColumns> shared) {
  const DepartureColumns& columns = *shared;
  Content content;
  content.batch.row_count = static_cast<std::int64_t>(columns.size());
  const auto add_plain = [&](const char* name, ArrowType type, const auto& values) {
    content.add({.name = name, .type = type}, without_nulls(arrow_buffer(values, shared)));
  };
  const auto add_codes = [&](const char* name, const auto& values, Labels labels) {
    const ArrowType type = sizeof(values[0]) == 1 ? ArrowType::uint8 : ArrowType::uint16;
    content.add({.name = name, .type = type, .is_nullable = false, .labels = std::move(labels)},
                without_nulls(arrow_buffer(values, shared)));
  };
  const auto add_countries = [&](const char* name, const std::vector<std::uint16_t>& values,
                                 const Labels& labels) {
    add_codes(name, values, labels);
    content.fields.back().is_nullable = true;
    ArrowColumn& column = content.batch.columns.back();
    std::tie(column.validity, column.null_count) =
        arrow_validity(values.size(), [&](std::size_t row) { return values[row] == 0; });
  };

  add_plain("on", ArrowType::date32, columns.on);
  add_codes("precision", columns.precision, labels_of<DatePrecision>());
  add_codes("mode", columns.mode, labels_of<DepartureMode>());
  add_codes("assisted_by", columns.assisted_by, labels_of<AssistedBy>());
  add_codes("established_by", columns.established_by, labels_of<EstablishedBy>());
  add_codes("left_from", columns.left_from, labels_of<PlaceKind>());
  add_codes("sex", columns.sex, labels_of<Sex>());
  add_codes("composition", columns.composition, labels_of<Composition>());
  add_codes("package", columns.package, labels_of<Package>());
  const Labels countries = country_labels();
  add_countries("nationality", columns.nationality, countries);
  add_countries("destination", columns.destination, countries);
  add_codes("programmes", columns.programmes, programme_labels(columns));
  add_birth(content, columns, "born_earliest", &BirthDate::earliest);
  add_birth(content, columns, "born_latest", &BirthDate::latest);
  if (!columns.from_aggregates) {
    add_plain("person", ArrowType::uint32, columns.person);
    add_plain("unit", ArrowType::uint32, columns.unit);
  }

  std::vector<std::pair<std::string, std::string>> metadata{
      {"libcase.recording", std::to_string(columns.known_at_recording)}};
  if (columns.known_at) {
    metadata.emplace_back("libcase.known_at", to_text(*columns.known_at));
  }
  return {std::move(content.fields), std::move(metadata), std::move(content.batch)};
}

ArrowStream arrow_stream(std::shared_ptr<const DepartureTable> shared) {
  const DepartureTable& table = *shared;
  Content content;
  content.batch.row_count = static_cast<std::int64_t>(table.row_count());
  const auto add_labels = [&](const LabelColumn& column) {
    content.add({.name = column.name,
                 .type = ArrowType::uint16,
                 .is_nullable = false,
                 .labels = Labels{shared, &column.labels}},
                without_nulls(arrow_buffer(column.codes, shared)));
  };
  add_labels(table.period);
  for (const LabelColumn& dimension : table.dimensions) {
    add_labels(dimension);
  }
  content.add({.name = std::string{to_text(table.definition.count)}, .type = ArrowType::int64},
              without_nulls(arrow_buffer(table.counts, shared)));
  return {std::move(content.fields),
          {{"libcase.definition", definition_to_json(table.definition)}},
          std::move(content.batch)};
}

} // namespace libcase
