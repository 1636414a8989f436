// Reads the records of one case, following the links by which records are attached to cases.
#pragma once

#include <cstdint>
#include <span>

#include <libcase/records/case_file.hpp>

#include "register/connection.hpp"

namespace libcase {

/// The file of a case as known at the end of a recording, with records of these kinds (all where
/// empty). Empty where no such case is known.
CaseFile read_case_file(Connection& connection, CaseId id, std::int64_t known_at,
                        std::span<const RecordKind* const> kinds = {});

} // namespace libcase
