// Published tables in: a row that says "n persons like this left in this period" becomes n persons,
// cases, memberships and departures.
//
// What a column means stands in a mapping, a JSON file (examples/tables has three, and the schema
// `mapping.schema.json`). Such rows are events: who the persons are is not known, so persons and
// units cannot be counted from them.
#ifndef LIBCASE_REGISTER_IMPORT_TABLE_HPP
#define LIBCASE_REGISTER_IMPORT_TABLE_HPP

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include <libcase/register/import.hpp>

namespace libcase {

/// What became of a table. `rows_read` is the sum of expanded, zero and rejected rows.
struct TableSummary {
  std::string title; ///< of the mapping
  std::int64_t rows_read = 0;
  std::int64_t rows_expanded = 0;
  std::int64_t zero_rows = 0; ///< rows that say 0 persons
  std::int64_t persons = 0;   ///< added; each with a case, a membership and a departure
  std::map<std::string, std::int64_t> rejected; ///< rows, by the code of their first finding
  std::int64_t rejected_persons = 0;            ///< in rejected rows, as far as these say a count
  bool is_kept = true; ///< false where nothing was added, unless every row says 0 persons
  std::optional<std::filesystem::path> rejects_file; ///< where rejected rows are listed
  std::string head_digest; ///< of the register, in hexadecimal; keep it elsewhere

  /// How many rows were rejected.
  std::int64_t rejected_count() const;
};
BOOST_DESCRIBE_STRUCT(TableSummary, (),
                      (title, rows_read, rows_expanded, zero_rows, persons, rejected,
                       rejected_persons, is_kept, rejects_file, head_digest, rejected_count))
template <>
inline constexpr MemberNames shown_members<TableSummary>{
    "title",    "rows_read",        "rows_expanded", "zero_rows",  "persons",
    "rejected", "rejected_persons", "is_kept",       "head_digest"};

/// The summary in words, several lines.
std::string to_text(const TableSummary& summary);

/// Imports a published table in one recording, which keeps the digest of the table's content
/// (unpacked): the same table a second time is refused. The table is read twice, so a pipe is
/// refused too. A row with a value that the mapping does not know is rejected as a whole
/// (`unmapped_value`). With `all_or_nothing`, nothing is added when a row is rejected, so that the
/// mapping can be mended and the table imported again.
///
/// Throws InvalidValue (`invalid_mapping` with the JSON path, `missing_column`,
/// `invalid_max_memory`, `too_large_to_import` where its rejected rows do not fit `max_memory`, and
/// what CsvReader throws), Conflict (`already_imported`), StorageError. The register is then as
/// before.
TableSummary import_table(Register& reg, const std::filesystem::path& table,
                          const std::filesystem::path& mapping, const ImportOptions& options = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_IMPORT_TABLE_HPP
