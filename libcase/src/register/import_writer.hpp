// Writes the rows of a group in one recording, or sees what the guards would say of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <libcase/register/recording.hpp>

#include "register/import_known.hpp"
#include "register/import_outcomes.hpp"
#include "register/import_state.hpp"

namespace libcase {

class ImportWriter {
public:
  ImportWriter(ImportState& state, KnownContent& known, RowOutcomes& outcomes)
      : state_(state), known_(known), outcomes_(outcomes) {}

  /// What the guards say when only these are written; nothing is kept.
  std::vector<Violation> attempt(std::int32_t day, std::span<PendingWrite* const> writes);
  /// Writes and commits; false, with nothing kept, where a guard refuses.
  bool write(std::int32_t day, std::span<PendingWrite* const> writes);

private:
  Recording begin(std::int32_t day);
  /// Writes what is not refused into a recording. What cannot be written gets a problem.
  void apply(Recording& recording, std::span<PendingWrite* const> writes);
  void apply(Recording& recording, PendingWrite& write);
  /// Another process may have taken it since the run began; the next run finds its record.
  void require_free_reference(const ImportRow& row) const;
  /// After a recording that was not committed: what was new is not there.
  void forget(std::span<PendingWrite* const> writes);
  void keep(const PendingWrite& write, const RecordingHeader& header);

  ImportState& state_;
  KnownContent& known_;
  RowOutcomes& outcomes_;
};

} // namespace libcase
