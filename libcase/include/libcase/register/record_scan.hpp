// Reads all records of one kind, one after the other, without holding them.
#ifndef LIBCASE_REGISTER_RECORD_SCAN_HPP
#define LIBCASE_REGISTER_RECORD_SCAN_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <libcase/register/register.hpp>

namespace libcase {

/// A record of any kind with what the register wrote in its header.
struct ScannedRecord {
  std::int64_t row = 0;
  std::int64_t id = 0;
  std::int64_t recording = 0;
  std::optional<std::string> reference{}; ///< the office's own, where it was asked for and is there
  AnyRecord record;
};

/// The records of one kind as known at a moment, in order of writing. Uses the register's
/// connection: it must not outlive it, nor be read from another thread at the same time.
class RecordScan {
public:
  /// With `references` each comes with the office's own reference to it, as known at that moment.
  RecordScan(const Register& reg, const RecordKind& kind, std::optional<Instant> as_known_at = {},
             bool references = false);
  RecordScan(RecordScan&&) noexcept;
  RecordScan& operator=(RecordScan&&) noexcept;
  ~RecordScan();

  /// The next record; empty after the last one.
  std::optional<ScannedRecord> next();

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace libcase

#endif // LIBCASE_REGISTER_RECORD_SCAN_HPP
