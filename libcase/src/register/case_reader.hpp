// Reads the records of some cases, following the links by which records are attached to cases.
#pragma once

#include <cstdint>
#include <span>

#include <libcase/records/case_file.hpp>

#include "register/connection.hpp"
#include "register/file_assembly.hpp"

namespace libcase {

/// The files of some cases as known at the end of two recordings, the earlier one first.
struct FilesAround {
  FileAssembly before;
  FileAssembly after;
};

/// The files of these cases, with records of these kinds (all where empty), kind by kind.
FilesAround read_files_around(Connection& connection, std::span<const std::int64_t> cases,
                              std::span<const RecordKind* const> kinds, std::int64_t before,
                              std::int64_t after);

/// The file of a case as known at the end of a recording, with records of these kinds (all where
/// empty). Empty where no such case is known.
CaseFile read_case_file(Connection& connection, CaseId id, std::int64_t known_at,
                        std::span<const RecordKind* const> kinds = {});

} // namespace libcase
