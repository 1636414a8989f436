#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include <libcase/exchange/csv.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

namespace {

template <class Number>
void append_number(Number number, std::string& text) {
  std::array<char, 32> digits;
  text.append(digits.data(),
              std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) {
    return field;
  }
  std::string quoted_field = "\"";
  for (const char letter : field) {
    quoted_field += letter == '"' ? "\"\"" : std::string{letter};
  }
  return quoted_field + '"';
}

std::vector<std::string> quoted(const std::vector<std::string>& labels) {
  std::vector<std::string> fields;
  std::ranges::transform(labels, std::back_inserter(fields),
                         [](const std::string& label) { return quoted(escaped_cell(label)); });
  return fields;
}

void append_figure(const Measure& measure, const CellFigure& figure, std::string& text) {
  if (figure.status == CellStatus::unknown) {
    return;
  }
  if (measure.kind == MeasureKind::rate) {
    append_number(fraction_of(figure), text);
  } else {
    append_number(figure.value, text);
  }
}

} // namespace

std::string to_csv(const Table& table) {
  std::string text;
  std::vector<std::vector<std::string>> labels;
  for (const LabelColumn& column : table.labels) {
    text += (text.empty() ? "" : ",") + quoted(column.name);
    labels.push_back(quoted(column.labels));
  }
  const auto& measures = table.definition.measures;
  for (const Measure& measure : measures) {
    text += (text.empty() ? "" : ",") + quoted(field_name(measure));
  }
  text += '\n';
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    for (std::size_t at = 0; at < labels.size(); ++at) {
      text += labels[at][table.labels[at].codes[row]];
      text += ',';
    }
    for (std::size_t at = 0; at < measures.size(); ++at) {
      append_figure(measures[at], table.figure(at, row), text);
      text += at + 1 < measures.size() ? ',' : '\n';
    }
  }
  return text;
}

} // namespace libcase
