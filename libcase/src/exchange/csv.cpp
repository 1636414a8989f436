#include <algorithm>

#include <csv.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "text/cell_text.hpp"
#include "text/column_name.hpp"
#include "text/joined.hpp"
#include "text/suggestion.hpp"

namespace libcase {

namespace {

constexpr std::size_t absent = SIZE_MAX;

std::string csv_name(const Column& column) {
  std::string_view name = column.name;
  if (column.kind == ColumnKind::link && name.ends_with("_id")) {
    name.remove_suffix(3);
  }
  return std::string{name};
}

std::string currency_name(const Column& column) {
  return std::string{column.name} + "_currency";
}

bool needs_quotes(std::string_view field) {
  return field.find_first_of(",;\"\r\n\t ") != std::string_view::npos;
}

CsvFinding finding_of(const InvalidValue& error, std::string name, std::string_view value) {
  return {.column = std::move(name),
          .code = error.code(),
          .reason = error.what(),
          .unsafe_value = shortened(value)};
}

/// Whether a spreadsheet would run the text, but for apostrophes before it.
bool is_run_but_for_apostrophes(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view{"=+-@\t\r"}.find(text[first]) != std::string_view::npos;
}

} // namespace

std::string escaped_cell(std::string_view text) {
  return (is_run_but_for_apostrophes(text) ? "'" : "") + std::string{text};
}

std::string_view unescaped_cell(std::string_view cell) noexcept {
  return cell.starts_with('\'') && is_run_but_for_apostrophes(cell) ? cell.substr(1) : cell;
}

void write_csv_row(std::string& text, std::span<const std::string> fields) {
  bool is_first = true;
  for (const auto& field : fields) {
    if (!is_first) {
      text += ',';
    }
    is_first = false;
    if (!needs_quotes(field) && !(field.empty() && fields.size() == 1)) {
      text += field;
      continue;
    }
    const std::size_t begin = text.size();
    text.resize(begin + 2 * field.size() + 2);
    text.resize(begin +
                csv_write(text.data() + begin, text.size() - begin, field.data(), field.size()));
  }
  text += "\r\n";
}

std::vector<std::string> csv_header(const RecordKind& kind) {
  std::vector<std::string> header;
  for (const auto& column : kind.columns) {
    header.push_back(csv_name(column));
    if (column.kind == ColumnKind::money) {
      header.push_back(currency_name(column));
    }
  }
  return header;
}

std::vector<std::string> csv_row(const AnyRecord& record) {
  std::vector<std::string> row;
  for (const auto& column : kind_of(record).columns) {
    const Cell cell = column.get(data_of(record));
    const std::string text = text_of(column, cell);
    row.push_back(column.kind == ColumnKind::text ? escaped_cell(text) : text);
    if (column.kind == ColumnKind::money) {
      row.push_back(is_empty(cell) ? std::string{}
                                   : std::string{std::get<Money>(cell).currency().code()});
    }
  }
  return row;
}

CsvForm::CsvForm(const RecordKind& kind, std::span<const std::string> header, CsvLinks links,
                 std::span<const std::string_view> also)
    : link_form_(links) {
  std::vector<bool> is_known(header.size(), false);
  const auto find = [&](std::string_view name) {
    const auto found = std::ranges::find(header, name);
    if (found == header.end()) {
      return absent;
    }
    const auto position = static_cast<std::size_t>(found - header.begin());
    is_known[position] = true;
    return position;
  };
  for (const auto& column : kind.columns) {
    const Source source{
        .column = &column,
        .position = find(csv_name(column)),
        .currency_position =
            column.kind == ColumnKind::money ? find(currency_name(column)) : absent,
    };
    if (source.position == absent) {
      try {
        value_when_unsaid(column, csv_name(column));
      } catch (const InvalidValue&) {
        throw InvalidValue("missing_column",
                           "expected a column '" + csv_name(column) + "' in the header of " +
                               std::string{kind.table} + ", found none",
                           {.record = std::string{kind.table}, .field = csv_name(column)});
      }
    }
    if (column.kind == ColumnKind::link && source.position != absent) {
      links_.push_back({&column, csv_name(column), source.position});
    }
    sources_.push_back(source);
  }
  for (const auto name : also) {
    if (const std::size_t position = find(name); position != absent) {
      also_.emplace_back(name, position);
    }
  }
  const auto unknown = std::ranges::find(is_known, false);
  if (unknown != is_known.end()) {
    const std::vector<std::string> own = csv_header(kind);
    std::vector<std::string_view> known(own.begin(), own.end());
    known.insert(known.end(), also.begin(), also.end());
    const auto position = static_cast<std::size_t>(unknown - is_known.begin());
    const auto& name = header[position];
    throw InvalidValue(
        "unknown_column",
        "expected the columns " + joined(known) + ", found column " + std::to_string(position + 1) +
            ": " + shown_unknown_in_file(name, known),
        {.record = std::string{kind.table},
         .field = is_column_name(name) && nearest_word(name, known) ? name : std::string{}});
  }
}

std::optional<std::size_t> CsvForm::position(std::string_view also) const {
  const auto found = std::ranges::find(
      also_, also, [](const auto& entry) { return std::string_view{entry.first}; });
  return found == also_.end() ? std::nullopt : std::optional{found->second};
}

void CsvForm::read_money(const Source& source, std::span<const std::string_view> fields,
                         void* record, std::vector<CsvFinding>& findings) const {
  const Column& column = *source.column;
  const auto text_at = [&](std::size_t position) {
    return position == absent ? std::string_view{} : fields[position];
  };
  const std::string_view amount = text_at(source.position);
  const std::string_view currency = text_at(source.currency_position);
  Currency unit{};
  try {
    if (!amount.empty() || !currency.empty()) {
      unit = currency_from_text(column, currency);
    }
  } catch (const InvalidValue& error) {
    findings.push_back(finding_of(error, currency_name(column), currency));
  }
  try {
    column.set(record, amount.empty() ? value_when_unsaid(column, csv_name(column))
                                      : money_from_text(column, amount, unit));
  } catch (const InvalidValue& error) {
    findings.push_back(finding_of(error, csv_name(column), amount));
  }
}

void CsvForm::read_value(const Source& source, std::span<const std::string_view> fields,
                         void* record, std::vector<CsvFinding>& findings) const {
  const Column& column = *source.column;
  const std::string_view text =
      source.position == absent ? std::string_view{} : fields[source.position];
  try {
    if (text.empty()) {
      column.set(record, value_when_unsaid(column, csv_name(column)));
    } else if (column.kind == ColumnKind::link && link_form_ == CsvLinks::references) {
      column.set(record, Cell{});
    } else {
      const bool may_be_escaped = column.kind == ColumnKind::text;
      column.set(record, cell_from_text(column, may_be_escaped ? unescaped_cell(text) : text));
    }
  } catch (const InvalidValue& error) {
    findings.push_back(finding_of(error, csv_name(column), text));
  }
}

void CsvForm::read(std::span<const std::string_view> fields, void* record,
                   std::vector<CsvFinding>& findings) const {
  for (const auto& source : sources_) {
    if (source.column->kind == ColumnKind::money) {
      read_money(source, fields, record, findings);
    } else {
      read_value(source, fields, record, findings);
    }
  }
}

} // namespace libcase
