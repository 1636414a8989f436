#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "register/table_mapping.hpp"
#include "text/cell_text.hpp"
#include "text/files.hpp"
#include "text/joined.hpp"
#include "text/json_node.hpp"

namespace libcase {

namespace {

constexpr char label_end = '\x1f';

template <class T, std::size_t count>
T one_of(const JsonNode& node, const std::array<std::pair<std::string_view, T>, count>& choices) {
  for (const auto& [text, choice] : choices) {
    if (node.text() == text) {
      return choice;
    }
  }
  node.refuse("expected one of " + joined(choices, [](const auto& known) { return known.first; }) +
              ", found '" + shortened(node.text()) + "'");
}

} // namespace

/// Turns the JSON of a mapping into a mapping, and says where it cannot.
class MappingReader {
public:
  static TableMapping read(std::string_view text) {
    static const std::string code = "invalid_mapping";
    const boost::json::value document = parse_json(text, code);
    const JsonNode root{document, code};
    root.allow_only(
        {"$schema", "title", "source", "licence", "notes", "csv", "count", "person", "departure"});
    TableMapping mapping;
    mapping.title_ = root.at("title").text();
    root.at("source").text();
    root.at("licence").text();
    if (root.has("csv")) {
      mapping.csv_ = read_csv(root.at("csv"));
    }
    mapping.count_ = read_label(root.at("count"));
    const JsonNode departure = root.at("departure");
    read_on(departure.at("on"), mapping);
    if (root.has("person")) {
      read_targets(root.at("person"), record_kind<Person>(), mapping.person_);
    }
    read_targets(departure, record_kind<Departure>(), mapping.departure_);
    if (!departure.has("mode")) {
      departure.refuse("expected a key 'mode', found none");
    }
    return mapping;
  }

private:
  static CsvOptions read_csv(const JsonNode& node) {
    static constexpr std::array<std::pair<std::string_view, CsvEncoding>, 2> encodings{
        {{"utf-8", CsvEncoding::utf8}, {"latin-1", CsvEncoding::latin1}}};
    static constexpr std::array<std::pair<std::string_view, char>, 3> delimiters{
        {{",", ','}, {";", ';'}, {"\t", '\t'}}};
    node.allow_only({"encoding", "delimiter"});
    CsvOptions options;
    if (node.has("encoding")) {
      options.encoding = one_of(node.at("encoding"), encodings);
    }
    if (node.has("delimiter")) {
      options.delimiter = one_of(node.at("delimiter"), delimiters);
    }
    return options;
  }

  static TableLabel read_label(const JsonNode& node) {
    if (node.value().is_string()) {
      return {.column = std::string{node.text()}};
    }
    node.allow_only({"column", "before"});
    TableLabel label{.column = std::string{node.at("column").text()},
                     .before = std::string{node.at("before").text()}};
    if (label.before.empty()) {
      node.at("before").refuse("expected a text, found an empty one");
    }
    return label;
  }

  static void read_on(const JsonNode& node, TableMapping& mapping) {
    static constexpr std::array<std::pair<std::string_view, TableDateFormat>, 3> formats{
        {{"YYYY-MM-DD", TableDateFormat::iso_date},
         {"YYYY-MM-DDThh:mm:ssZ", TableDateFormat::iso_date_time},
         {"Mon YYYY", TableDateFormat::month_year}}};
    static constexpr std::array<std::pair<std::string_view, DatePrecision>, 4> precisions{
        {{"day", DatePrecision::day},
         {"month", DatePrecision::month},
         {"quarter", DatePrecision::quarter},
         {"year", DatePrecision::year}}};
    node.allow_only({"column", "format", "precision"});
    mapping.on_.column = node.at("column").text();
    mapping.on_format_ = one_of(node.at("format"), formats);
    mapping.precision_ = one_of(node.at("precision"), precisions);
    if (mapping.on_format_ == TableDateFormat::month_year &&
        mapping.precision_ == DatePrecision::day) {
      node.at("precision").refuse("expected no finer precision than the format's, a month");
    }
  }

  /// A target for each key but `on`, in the order of the record's members.
  static void read_targets(const JsonNode& node, const RecordKind& kind,
                           std::vector<TableTarget>& targets) {
    node.each_member([&](std::string_view key, const JsonNode& member) {
      const Column* column = kind.find(key);
      if (column == nullptr || key == "precision" ||
          (column->kind != ColumnKind::code && column->kind != ColumnKind::country &&
           column->kind != ColumnKind::birth_date && key != "on")) {
        member.refuse("expected a member of " + std::string{kind.name} +
                      " that a table can say, found '" + shortened(key) + "'");
      }
      if (key != "on") {
        targets.push_back(read_target(member, *column));
      }
    });
  }

  static TableTarget read_target(const JsonNode& node, const Column& column) {
    TableTarget target{.column = &column};
    if (column.kind == ColumnKind::birth_date) {
      read_ages(node, target);
    } else if (node.has("value")) {
      node.allow_only({"value"});
      target.constant = read_value(node.at("value"), column);
    } else if (column.kind == ColumnKind::country && node.has("country")) {
      read_country(node, target);
    } else {
      node.allow_only({"columns", "values"});
      target.form = TableTarget::Form::values;
      node.at("columns").each_element(
          [&](const JsonNode& label) { target.labels.push_back(read_label(label)); });
      if (target.labels.empty()) {
        node.at("columns").refuse("expected at least one column, found none");
      }
      read_values(node.at("values"), target, 1, {});
    }
    return target;
  }

  /// `values` nest as deep as there are columns.
  static void read_values(const JsonNode& node, TableTarget& target, std::size_t depth,
                          const std::string& key) {
    node.each_member([&](std::string_view label, const JsonNode& value) {
      const std::string path = key + std::string{label} + label_end;
      if (depth < target.labels.size()) {
        read_values(value, target, depth + 1, path);
      } else {
        target.values.emplace(path, read_value(value, *target.column));
      }
    });
  }

  static TableValue read_value(const JsonNode& node, const Column& column) {
    if (node.value().is_null()) {
      if (column.required && column.kind != ColumnKind::code) {
        node.refuse("expected a value, found null");
      }
      return {.cell = column.required ? unknown_code(node, column) : Cell{}};
    }
    if (node.value().is_object()) {
      node.allow_only({"copy"});
      const Column* copy = record_kind<Person>().find(node.at("copy").text());
      if (copy == nullptr || copy->kind != column.kind || column.kind != ColumnKind::country) {
        node.at("copy").refuse("expected a country of the person, for instance nationality");
      }
      return {.cell = {}, .copy = copy};
    }
    try {
      const Cell cell = cell_from_text(column, node.text());
      if (is_destination(column) && !std::get<Country>(cell).is_territory()) {
        node.refuse("expected a country that somebody can travel to, found a passport code");
      }
      return {.cell = cell};
    } catch (const InvalidValue& error) {
      if (error.code() == "invalid_mapping") {
        throw;
      }
      node.refuse(error.what());
    }
  }

  static Cell unknown_code(const JsonNode& node, const Column& column) {
    try {
      return cell_from_text(column, "unknown");
    } catch (const InvalidValue&) {
      node.refuse("expected a code, found null, and " + std::string{column.name} +
                  " has no code 'unknown'");
    }
  }

  static void read_country(const JsonNode& node, TableTarget& target) {
    node.allow_only({"country", "aliases", "unknown"});
    target.form = TableTarget::Form::country;
    target.labels.push_back(read_label(node.at("country")));
    if (node.has("aliases")) {
      read_values(node.at("aliases"), target, 1, {});
    }
    if (node.has("unknown")) {
      node.at("unknown").each_element([&](const JsonNode& label) {
        target.values.emplace(std::string{label.text()} + label_end, TableValue{});
      });
    }
  }

  static void read_ages(const JsonNode& node, TableTarget& target) {
    node.allow_only({"column", "ages"});
    target.form = TableTarget::Form::ages;
    target.labels.push_back(read_label(node.at("column")));
    node.at("ages").each_member([&](std::string_view label, const JsonNode& band) {
      std::optional<std::pair<int, int>> ages;
      if (!band.value().is_null()) {
        std::vector<std::optional<int>> ends;
        band.each_element([&](const JsonNode& end) {
          const bool is_open = end.value().is_null() && ends.size() == 1;
          if (!is_open && (!end.value().is_int64() || end.value().get_int64() < 0 ||
                           end.value().get_int64() > longest_life_years)) {
            end.refuse("expected a whole number of years from 0 to 120, found something else");
          }
          ends.push_back(is_open ? longest_life_years : static_cast<int>(end.value().get_int64()));
        });
        if (ends.size() != 2 || *ends[0] > *ends[1]) {
          band.refuse("expected [YOUNGEST, OLDEST], or null as the oldest, or null for unknown");
        }
        ages = {*ends[0], *ends[1]};
      }
      target.ages.emplace(std::string{label}, ages);
    });
  }
};

TableMapping TableMapping::parse(std::string_view json) {
  return MappingReader::read(json);
}

TableMapping TableMapping::load(const std::filesystem::path& path) {
  return parse(bytes_of_file(path, "a mapping"));
}

} // namespace libcase
