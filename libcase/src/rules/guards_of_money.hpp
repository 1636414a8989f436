// What may not be recorded of money and goods: beyond what was granted, to whom it was not, before
// its time, twice.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <libcase/rules/guards.hpp>

namespace libcase {

/// What is wrong with the awards of a case and what was given on them; see `violations_in`.
std::vector<Violation> violations_of_money(const CaseFile& file);

/// What is wrong with irregularities, confirmations and exchanges: that they name no record of the
/// case that they can be of, or a guard that none opens.
std::vector<Violation> violations_of_marks(const CaseFile& file);

/// Whether an irregularity says of a record what a guard would say.
bool is_irregular(const CaseFile& file, RecordId id, std::string_view guard);

/// Leaves out what an irregularity of the case covers: of the version of its record that stood when
/// it was recorded, or was written with it. A correction after that needs one of its own.
std::vector<Violation> without_irregular(const CaseFile& file, std::vector<Violation> found);

} // namespace libcase
