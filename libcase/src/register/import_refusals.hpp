// Which rows of a group must be left out so that the guards let the others pass.
#pragma once

#include <cstdint>
#include <span>

#include "register/import_state.hpp"
#include "register/import_writer.hpp"

namespace libcase {

class ImportRefusals {
public:
  /// A thorough search tries each refused row once more with the good ones alone.
  ImportRefusals(ImportState& state, ImportWriter& writer, bool is_thorough)
      : state_(state), writer_(writer), is_thorough_(is_thorough) {}

  /// Finds the rows that the guards refuse, and refuses them within what hangs together with them,
  /// so that no other case is taken along.
  void leave_out_refused(std::int32_t day, std::span<PendingWrite* const> writes);

private:
  void trim(std::int32_t day, std::span<PendingWrite* const> writes);
  /// Tries each refused row again with the good ones alone: it may have been named only because of
  /// another one that was refused with it.
  void retry(std::int32_t day, std::span<PendingWrite* const> writes);

  ImportState& state_;
  ImportWriter& writer_;
  bool is_thorough_;
};

} // namespace libcase
