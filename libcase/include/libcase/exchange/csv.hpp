// CSV files in the form offices have them: RFC 4180, UTF-8, plain or gzip, read as a stream.
//
// A bad row never ends a file: it is handed over with what is wrong with it, and reading goes on.
// What makes the whole file unreadable is an exception with a sentence. How a record kind looks in
// CSV follows from its description: one column a member, see `csv_header`.
#ifndef LIBCASE_EXCHANGE_CSV_HPP
#define LIBCASE_EXCHANGE_CSV_HPP

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/records/all.hpp>
#include <libcase/vocabulary/shortened.hpp>

namespace libcase {

/// What is wrong with a row, or with one value of it.
struct CsvFinding {
  std::string column{};       ///< empty when it is about the whole row
  std::string value{};        ///< what was found, where it is of the column's kind; else empty
  std::string code;           ///< the stable reason, for instance "invalid_date"
  std::string reason;         ///< a sentence: what was expected and what was found
  std::string unsafe_value{}; ///< what was found, shortened; it may name somebody: never keep it
};

/// The letters a file is written in.
enum class CsvEncoding : std::uint8_t { utf8, latin1 };

/// How a file is written.
struct CsvOptions {
  CsvEncoding encoding = CsvEncoding::utf8;
  char delimiter = ',';
};

/// The longest line, and the longest row, that is read into memory.
inline constexpr std::size_t csv_row_limit = std::size_t{16} << 20;
/// The most columns that a header may have.
inline constexpr std::size_t csv_column_limit = 1024;

/// Reads a CSV file row by row. Gzip is recognised by its first bytes, not by the file's name.
///
/// A byte order mark, CRLF and blank lines are accepted. Spaces belong to the value. What
/// `escaped_cell` put before a value is taken off.
/// A bad row ends with the line on which it was found to be bad: a value in quotes may run over
/// several lines, and these are never read as rows. Only where a quote is not closed by the end of
/// the file, or within `csv_row_limit`, its first line alone is the bad row.
/// Constructors and `next` throw StorageError (`cannot_open`, `cannot_read`; `no_plain_file` for a
/// pipe or a device), FormatError (`truncated_gzip`, `damaged_gzip`) and InvalidValue
/// (`empty_file`, `invalid_header`, `duplicate_column`, `line_too_long`, `too_many_columns`); the
/// message names the line. A column is named only where its header looks like a name (a-z, 0-9 and
/// _), or else by its position: a file without a header has values there.
class CsvReader {
public:
  /// Opens a file and reads its header.
  explicit CsvReader(const std::filesystem::path& path, CsvOptions options = {});
  /// Reads bytes in memory, which must outlive the reader.
  static CsvReader over(std::string_view bytes, CsvOptions options = {});
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  /// The names in the first row.
  const std::vector<std::string>& header() const noexcept;
  /// Goes to the next row; false at the end of the file.
  bool next();
  /// The physical line on which the row begins, counted from 1.
  std::int64_t line() const noexcept;
  /// The values of the row, as many as the header has; valid until `next`. Without meaning where
  /// there is a problem.
  std::span<const std::string_view> fields() const noexcept;
  /// Why the row cannot be used: `invalid_utf8`, `nul_byte`, `wrong_field_count`,
  /// `invalid_quotes` or `stray_carriage_return`; nullptr for a good row.
  const CsvFinding* problem() const noexcept;

  /// How much of the file, in bytes on disk, has been read.
  std::int64_t bytes_done() const noexcept;
  std::int64_t bytes_total() const noexcept;

private:
  struct State;
  explicit CsvReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A text for a cell of CSV. One that a spreadsheet would run, since it begins with `=`, `+`, `-`,
/// `@`, a tab or a carriage return, gets an apostrophe before it, and so does one that begins with
/// apostrophes and then such a letter. Not for numbers: -5 stays -5. An import takes it off in the
/// columns of text alone; references are read as they stand.
std::string escaped_cell(std::string_view text);
/// The text of which `escaped_cell` made this one.
std::string_view unescaped_cell(std::string_view cell) noexcept;

/// Appends a row to a text, with CRLF, in quotes where needed; texts are to be `escaped_cell`s.
void write_csv_row(std::string& text, std::span<const std::string> fields);

/// What stands in the link columns of a file.
enum class CsvLinks : std::uint8_t {
  ids,        ///< the ids of records
  references, ///< the office's references, which are resolved by whoever reads
};

/// The columns of a record kind in CSV: its members, links without `_id`, and money as its amount
/// and `NAME_currency`.
std::vector<std::string> csv_header(const RecordKind& kind);
/// The values of a record under `csv_header`; links are ids, empty members are empty, texts are
/// `escaped_cell`s.
std::vector<std::string> csv_row(const AnyRecord& record);

/// How the columns of a file stand for the members of a record kind.
class CsvForm {
public:
  /// Columns may stand in any order, and those of members that may be empty or have a default may
  /// be left out; see Column::default_value. `also` are columns that the file may have beside the
  /// members. Throws InvalidValue (`missing_column`, `unknown_column`).
  CsvForm(const RecordKind& kind, std::span<const std::string> header, CsvLinks links,
          std::span<const std::string_view> also = {});

  /// A member that links to another record.
  struct Link {
    const Column* column; ///< the member
    std::string name;     ///< in the header: "case"
    std::size_t position; ///< among the fields
  };

  /// Sets the members of a record of the kind from a row of the file, and adds a finding for each
  /// value that cannot be used. A currency beside an empty amount must be one, and says no more.
  /// With `CsvLinks::references` links are left unset.
  void read(std::span<const std::string_view> fields, void* record,
            std::vector<CsvFinding>& findings) const;
  /// The link columns that the file has.
  std::span<const Link> links() const noexcept { return links_; }
  /// The position of one of the other columns among the fields; empty where the file has none.
  std::optional<std::size_t> position(std::string_view also) const;

private:
  struct Source {
    const Column* column;
    std::size_t position;
    std::size_t currency_position; ///< of money
  };
  void read_money(const Source& source, std::span<const std::string_view> fields, void* record,
                  std::vector<CsvFinding>& findings) const;
  void read_value(const Source& source, std::span<const std::string_view> fields, void* record,
                  std::vector<CsvFinding>& findings) const;

  CsvLinks link_form_;
  std::vector<Source> sources_;
  std::vector<Link> links_;
  std::vector<std::pair<std::string, std::size_t>> also_;
};

} // namespace libcase

#endif // LIBCASE_EXCHANGE_CSV_HPP
