#include <libcase/register/record_scan.hpp>

#include "register/case_reader.hpp"
#include "register/connection.hpp"
#include "register/register_access.hpp"

namespace libcase {

struct RecordScan::State {
  Connection& connection;
  RecordTable& table;
  Statement statement;
  std::int64_t known_at;
  bool references;
};

RecordScan::RecordScan(const Register& reg, const RecordKind& kind,
                       std::optional<Instant> as_known_at, bool references) {
  Connection& connection = connection_of(reg);
  RecordTable& table = connection.table(kind);
  const std::int64_t known_at = reg.last_recording_at(as_known_at);
  state_ = std::make_unique<State>(State{
      connection, table, table.select("WHERE " + known_at_condition(1) + R"( ORDER BY "row")"),
      known_at, references});
  state_->statement.bind(1, known_at);
}

RecordScan::RecordScan(RecordScan&&) noexcept = default;
RecordScan& RecordScan::operator=(RecordScan&&) noexcept = default;
RecordScan::~RecordScan() {
  if (state_ && state_->connection.is_of_other_process()) {
    static_cast<void>(state_.release());
  }
}

std::optional<ScannedRecord> RecordScan::next() {
  if (state_) {
    state_->connection.require_own_process();
  }
  if (!state_ || !state_->statement.step()) {
    state_.reset();
    return std::nullopt;
  }
  const RowHeader header = state_->table.header(state_->statement);
  return ScannedRecord{.row = header.row,
                       .id = header.id,
                       .recording = header.recording,
                       .reference = state_->references ? state_->connection.reference_of(
                                                             RecordId{header.id}, state_->known_at)
                                                       : std::nullopt,
                       .record = state_->table.record(state_->statement)};
}

} // namespace libcase
