// Case records in: CSV files, one for each kind of record, into a register.
//
// The order of files and rows does not matter. The good rows are loaded and the bad ones are
// listed, each with line, column, code and reason. A second run of the same files adds nothing.
#ifndef LIBCASE_REGISTER_IMPORT_HPP
#define LIBCASE_REGISTER_IMPORT_HPP

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/exchange/csv.hpp>
#include <libcase/register/register.hpp>

namespace libcase {

/// What every recording of an import gives as its reason. What the last one of these said of a
/// record tells a change made in the office's files from a correction made in the register.
inline constexpr std::string_view import_reason = "import";

/// How far an import is: rows read or written, and how many bytes of work are done of how many.
using ImportProgress =
    std::function<void(std::int64_t rows, std::int64_t bytes_done, std::int64_t bytes_total)>;

/// Called for each value that a rejected row is rejected for, after the import.
using ShowValue = std::function<void(const std::filesystem::path& file, std::int64_t line,
                                     const CsvFinding& finding)>;

/// How files are imported.
struct ImportOptions {
  /// Adds nothing at all when a row is rejected, a file cannot be read, or the import fails: it is
  /// one transaction, and others can write only after it.
  bool all_or_nothing = false;
  /// Takes rows without a reference as new although they are like a record (`like_known`).
  bool as_new = false;
  /// Where rejected rows are listed; beside the register, as NAME-rejects.csv, where empty. A
  /// register in memory has no such place: without a path nothing is written.
  std::filesystem::path rejects{};
  ImportProgress progress{};
  /// The only way to the values themselves (`unsafe_value`), which may name somebody: for a
  /// terminal. The list of rejected rows tells their kind and length.
  ShowValue show_value{};
  /// What the rows may take in memory, in bytes, at least 1 MiB. Counted are, rather more than
  /// less, 2 KB a row, 512 bytes a link and four times the text; of a rejected row what is told of
  /// it, and 512 bytes and four times the text of its reference. A file of any size, packed or not,
  /// takes no more.
  std::int64_t max_memory = std::int64_t{4} << 30;
};

/// A file that could not be read to its end; none of its rows are taken.
struct UnreadableFile {
  std::filesystem::path file;
  std::string code;
  std::string reason; ///< names the line, where it is about one
};
BOOST_DESCRIBE_STRUCT(UnreadableFile, (), (file, code, reason))

/// What became of the rows. `rows_read` is the sum of added, new versions, skipped and rejected.
struct ImportSummary {
  std::int64_t rows_read = 0;
  std::map<std::string, std::int64_t> added;    ///< new records, by table
  std::int64_t new_versions = 0;                ///< changed content of a record known before
  std::int64_t skipped = 0;                     ///< known already
  std::map<std::string, std::int64_t> rejected; ///< rows, by the code of their first finding
  std::int64_t recorded_later = 0; ///< rows written with a later time than their `recorded_on`
  std::int64_t recordings = 0;     ///< how many were made
  std::vector<UnreadableFile> unreadable;
  bool is_kept = true; ///< false where all or nothing was asked and it was nothing
  std::optional<std::filesystem::path> rejects_file; ///< where rejected rows are listed
  std::string head_digest; ///< of the register, in hexadecimal; keep it elsewhere

  /// How many records were added.
  std::int64_t added_count() const;
  /// How many rows were rejected.
  std::int64_t rejected_count() const;
};
BOOST_DESCRIBE_STRUCT(ImportSummary, (),
                      (rows_read, added, new_versions, skipped, rejected, recorded_later,
                       recordings, unreadable, is_kept, rejects_file, head_digest, added_count,
                       rejected_count))
template <>
inline constexpr MemberNames shown_members<ImportSummary>{
    "rows_read",      "added",      "new_versions", "skipped", "rejected",
    "recorded_later", "recordings", "unreadable",   "is_kept", "head_digest"};

/// The summary in words, several lines.
std::string to_text(const ImportSummary& summary);

/// Imports files, and all `.csv` and `.csv.gz` files of folders. A file's stem is the table of its
/// rows: `departures.csv`.
///
/// The columns of a file are those of `csv_header`; links hold the office's references, that of a
/// withdrawal TABLE/REFERENCE. Two more columns are understood in every file. `reference` is the
/// office's key of the row: the same content again is skipped, other content is a new version of
/// the record. Without it a row is known when as many records of the same content were ever
/// recorded as the file has had of it, whether they have a reference or not; those that the file
/// itself names by their references are others. (Of one import the rows with a reference and those
/// without are not compared: each may be a record.) `recorded_on` is the day the office learned it:
/// such rows are written in historical recordings, oldest day first, never dated before the
/// register's last recording nor before what they link to; rows without it make one recording of
/// now. A withdrawal needs no reference: it is known when its record was withdrawn for the same
/// reason.
///
/// A new row without a reference that says the same as a record but for one amount or one day is
/// not added beside it where no row of that record is left in the files: most likely a slip was
/// mended there. It is rejected (`like_known`), and the reason says how to correct that record;
/// with `ImportOptions::as_new` it is added.
///
/// Rows of `departure_gates` are skipped: the register writes its own, as it judges the departures
/// by its own rules.
///
/// Rows that the guards refuse are tried again once all others are in, until nothing more comes
/// in; so they are rejected for what the files say as a whole.
///
/// The rows of all files are held in memory until the end, within `ImportOptions::max_memory`;
/// `import_table` reads row by row and holds the rejected ones.
///
/// Throws InvalidValue (`unknown_table`, `nothing_to_import`, `rejects_over_input`,
/// `invalid_max_memory`; `too_large_to_import`, before anything is written), and
/// StorageError where the register cannot be written or the list of rejected rows cannot.
ImportSummary import_records(Register& reg, std::span<const std::filesystem::path> files_or_folders,
                             const ImportOptions& options = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_IMPORT_HPP
