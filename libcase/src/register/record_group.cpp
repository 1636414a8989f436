#include "register/record_group.hpp"

#include <set>
#include <utility>

#include "register/recording_checks.hpp"

namespace libcase {

RecordGroup::RecordGroup(std::span<const AnyRecord> records)
    : records_(records.begin(), records.end()) {
  for (const AnyRecord& record : records_) {
    require_filled(kind_of(record), data_of(record));
    for (const Column& column : kind_of(record).columns) {
      if (column.kind != ColumnKind::link) {
        continue;
      }
      const Cell cell = column.get(data_of(record));
      const std::int64_t local = is_empty(cell) ? 0 : -std::get<std::int64_t>(cell);
      if (!is_empty(cell) &&
          (local < 1 || local > static_cast<std::int64_t>(records_.size()) ||
           kind_of(records_[static_cast<std::size_t>(local - 1)]).table != column.links_to)) {
        throw InvalidValue("link_out_of_group",
                           "expected in " + name_of(kind_of(record), column) +
                               " a link to a record of the same group",
                           error_place(kind_of(record), column));
      }
    }
  }
}

CaseFile RecordGroup::as_file(std::int64_t recording) const {
  std::int64_t case_id = 0;
  for (std::size_t index = 0; index < records_.size(); ++index) {
    if (std::holds_alternative<Case>(records_[index])) {
      case_id = static_cast<std::int64_t>(index) + 1;
    }
  }
  CaseFile file{CaseId{case_id}, recording};
  for (std::size_t index = 0; index < records_.size(); ++index) {
    AnyRecord record = records_[index];
    for (const Column& column : kind_of(record).columns) {
      const Cell cell = column.get(data_of(record));
      if (column.kind == ColumnKind::link && !is_empty(cell)) {
        column.set(data_of(record), Cell{-std::get<std::int64_t>(cell)});
      }
    }
    const auto id = static_cast<std::int64_t>(index) + 1;
    file.add(id, id, recording, std::move(record));
  }
  return file;
}

std::int64_t RecordGroup::write_copies(Connection& connection, RecordingDigester& digester,
                                       std::int64_t recording, std::int64_t next_row,
                                       std::int64_t copies) const {
  struct Part {
    RecordTable* table;
    std::vector<StoredValue> values;
    std::vector<std::pair<std::size_t, std::int64_t>> links; // stored column, index in the group
  };
  std::vector<Part> parts;
  for (const AnyRecord& record : records_) {
    const auto& stored = stored_columns(kind_of(record));
    Part& part = parts.emplace_back();
    part.table = &connection.table(record.index());
    part.values.resize(stored.size());
    part.table->read_values(data_of(record), part.values);
    for (std::size_t index = 0; index < stored.size(); ++index) {
      if (stored[index].column->kind == ColumnKind::link &&
          part.values[index].type == StoredValue::Type::integer) {
        part.links.emplace_back(index, -part.values[index].integer - 1);
      }
    }
  }
  std::set<const RecordTable*> tables;
  for (const Part& part : parts) {
    tables.insert(part.table);
  }
  const bool is_one_a_table = tables.size() == parts.size();
  for (std::int64_t copy = 0; copy < copies; ++copy) {
    const std::int64_t first = next_row;
    for (Part& part : parts) {
      for (const auto& [index, target] : part.links) {
        part.values[index].integer = first + target;
      }
      const std::int64_t row = next_row++;
      digester.add_row(
          part.table->insert_values(row, row, recording, part.values, copy > 0 && is_one_a_table));
    }
  }
  return next_row;
}

} // namespace libcase
