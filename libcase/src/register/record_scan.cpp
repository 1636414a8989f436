#include <libcase/register/record_scan.hpp>

#include "register/case_reader.hpp"
#include "register/store.hpp"

namespace libcase {

struct RecordScan::State {
  RowTable& table;
  Statement statement;
};

RecordScan::RecordScan(const Register& reg, const RecordKind& kind,
                       std::optional<Instant> as_known_at) {
  RowTable& table = reg.store().table(kind);
  state_ = std::make_unique<State>(
      State{table, table.select("WHERE " + known_at_condition(1) + R"( ORDER BY "row")")});
  state_->statement.bind(1, reg.last_recording_at(as_known_at));
}

RecordScan::RecordScan(RecordScan&&) noexcept = default;
RecordScan& RecordScan::operator=(RecordScan&&) noexcept = default;
RecordScan::~RecordScan() = default;

std::optional<ScannedRecord> RecordScan::next() {
  if (!state_ || !state_->statement.step()) {
    state_.reset();
    return std::nullopt;
  }
  const RowHeader header = state_->table.header(state_->statement);
  return ScannedRecord{.row = header.row,
                       .id = header.id,
                       .recording = header.recording,
                       .record = state_->table.record(state_->statement)};
}

} // namespace libcase
