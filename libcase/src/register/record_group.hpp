// A new case and the records around it, to be written many times: the rows of a published table.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <libcase/records/case_file.hpp>

#include "register/connection.hpp"
#include "register/digest.hpp"

namespace libcase {

/// Records that link to each other only: -1 is the first of them, -2 the second, and so on.
class RecordGroup {
public:
  /// Throws InvalidValue where a field is missing, or a link leads out of the group
  /// (`link_out_of_group`).
  explicit RecordGroup(std::span<const AnyRecord> records);

  std::span<const AnyRecord> records() const noexcept { return records_; }
  /// The file that the guards judge. All of its persons are new: no other case tells of them.
  CaseFile as_file(std::int64_t recording) const;
  /// Writes so many copies from a row on. Returns the row after them.
  std::int64_t write_copies(Connection& connection, RecordingDigester& digester,
                            std::int64_t recording, std::int64_t next_row,
                            std::int64_t copies) const;

private:
  std::vector<AnyRecord> records_;
};

} // namespace libcase
