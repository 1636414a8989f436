// What is booked in the currency of a line for an amount abroad.
#pragma once

#include <optional>

#include <libcase/records/case_file.hpp>

namespace libcase {

/// What was booked of a record; empty where it gave nothing, or the file does not hold it.
std::optional<Money> booked_of(const CaseFile& file, RecordId id);

} // namespace libcase
