// The rows of an import into a register: what is new is written, what the guards refuse is not.
#pragma once

#include <cstddef>
#include <functional>

#include <libcase/register/register.hpp>

#include "register/import_outcomes.hpp"
#include "register/import_rows.hpp"

namespace libcase {

/// Called before each recording: rows so far, rows to write.
using RowProgress = std::function<void(std::size_t, std::size_t)>;

/// Leaves out, unless they are to be taken `as_new`, rows without a reference that look like the
/// correction of a record.
///
/// Runs until a run writes nothing: what one row brings can let another pass that was refused
/// before it, and the same files a second time must add nothing.
RowOutcomes import_rows(Register& reg, ImportRows& input, bool as_new, const RowProgress& progress);

} // namespace libcase
