// A row of a table as the files of cases hold it.
#pragma once

#include <utility>
#include <variant>

#include <libcase/records/case_file.hpp>

#include "register/record_table.hpp"

namespace libcase {

/// The row that a statement of `select` stands on.
template <class R>
Recorded<R> recorded_row(const RecordTable& table, const Statement& statement) {
  const RowHeader header = table.header(statement);
  return {.id = {header.id},
          .row = header.row,
          .recording = header.recording,
          .record = std::get<R>(table.record(statement))};
}

} // namespace libcase
