#include <algorithm>
#include <cstring>
#include <unordered_set>

#include <csv.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "text/byte_source.hpp"
#include "text/utf8.hpp"

namespace libcase {

namespace {

constexpr std::size_t block_size = std::size_t{256} << 10;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string in_line(std::int64_t line, const std::string& sentence) {
  return "line " + std::to_string(line) + ": " + sentence;
}

CsvFinding about_row(const char* code, std::string reason) {
  return {.column = {}, .value = {}, .code = code, .reason = std::move(reason)};
}

/// libcsv with our settings; made anew after a syntax error, which it does not get over.
class Parser {
public:
  explicit Parser(char delimiter) : delimiter_(delimiter) { begin(); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { csv_free(&parser_); }

  void clear() {
    csv_free(&parser_);
    begin();
  }

  /// Feeds a line; false on a syntax error.
  bool feed(std::string_view line) {
    return csv_parse(&parser_, line.data(), line.size(), &Parser::field, &Parser::row, this) ==
           line.size();
  }
  void begin_row() {
    values_.clear();
    ends_.clear();
    field_count_ = 0;
    row_count_ = 0;
  }
  int row_count() const noexcept { return row_count_; }
  std::size_t field_count() const noexcept { return field_count_; }
  void fields(std::vector<std::string_view>& fields) const {
    fields.clear();
    std::size_t begin = 0;
    for (const std::size_t end : ends_) {
      fields.push_back(std::string_view{values_}.substr(begin, end - begin));
      begin = end;
    }
  }

private:
  void begin() {
    csv_init(&parser_, CSV_STRICT);
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
    csv_set_space_func(&parser_, [](unsigned char) { return 0; }); // or it would trim values
    csv_set_blk_size(&parser_, std::size_t{1} << 16); // it copies a long value once a block
  }
  static void field(void* text, std::size_t size, void* self) {
    auto& parser = *static_cast<Parser*>(self);
    if (parser.row_count_ == 0 && parser.field_count_++ < csv_column_limit) {
      parser.values_.append(static_cast<const char*>(text), size);
      parser.ends_.push_back(parser.values_.size());
    }
  }
  static void row(int, void* self) { ++static_cast<Parser*>(self)->row_count_; }

  char delimiter_;
  csv_parser parser_;
  std::string values_;
  std::vector<std::size_t> ends_; ///< of no more fields than a header may have
  std::size_t field_count_ = 0;
  int row_count_ = 0;
};

} // namespace

struct CsvReader::State {
  ByteSource source;
  CsvOptions options;
  Parser parser;
  std::string window;        ///< bytes read, from the row's begin on
  std::size_t row_begin = 0; ///< in the window
  std::size_t cursor = 0;    ///< in the window: begin of the next line
  std::size_t searched = 0;  ///< in the window: no line end from the cursor up to here
  bool is_at_end = false;
  std::int64_t next_line = 1;
  std::int64_t row_line = 0;
  std::string transcoded;
  std::vector<std::string> header;
  std::vector<std::string_view> fields;
  std::optional<CsvFinding> problem;

  State(ByteSource bytes, CsvOptions how)
      : source(std::move(bytes)), options(how), parser(how.delimiter) {
    read_header();
  }

  void refill() {
    if (row_begin > 0) {
      window.erase(0, row_begin);
      cursor -= row_begin;
      searched -= row_begin;
      row_begin = 0;
    }
    const std::size_t size = window.size();
    window.resize(size + block_size);
    const std::size_t count = source.read(window.data() + size, block_size);
    window.resize(size + count);
    is_at_end = count == 0;
  }

  /// The next physical line with its end; empty at the end of the file.
  std::string_view take_line() {
    while (true) {
      const auto* begin = window.data() + searched;
      const auto* found =
          static_cast<const char*>(std::memchr(begin, '\n', window.size() - searched));
      std::size_t end = window.size();
      if (found != nullptr) {
        end = static_cast<std::size_t>(found - window.data()) + 1;
      } else if (!is_at_end) {
        searched = end;
        if (searched - cursor > csv_row_limit) {
          throw InvalidValue("line_too_long",
                             in_line(next_line, "expected a line of at most 16 MiB, found a "
                                                "longer one"));
        }
        refill();
        continue;
      }
      const std::string_view line = std::string_view{window}.substr(cursor, end - cursor);
      cursor = searched = end;
      next_line += line.empty() ? 0 : 1;
      return line;
    }
  }

  /// Feeds a line to the parser; false on a syntax error.
  bool parse_line(std::string_view line) {
    if (line.find('\0') != std::string_view::npos && !problem) {
      problem = about_row("nul_byte", "expected text, found a NUL byte");
    }
    if (options.encoding == CsvEncoding::latin1) {
      transcoded.clear();
      append_latin1(transcoded, line);
      line = transcoded;
    } else if (!is_utf8(line) && !problem) {
      problem = about_row("invalid_utf8", "expected UTF-8, found bytes that are none");
    }
    return parser.feed(line) && (line.ends_with('\n') || parser.feed("\n"));
  }

  /// Gives up the row with all lines read of it: what stands between quotes is never taken for
  /// rows.
  void give_up_row(const char* code, std::string reason) {
    const std::int64_t last_line = next_line - 1;
    if (last_line > row_line) {
      reason += ", in a row that goes on to line " + std::to_string(last_line);
    }
    problem = about_row(code, std::move(reason));
    parser.clear();
  }

  /// Gives up a row whose quote is never closed: its first line is the bad one, and reading goes
  /// on with the next, or all that follows would be lost. No line is read more than twice: those
  /// passed over hold quotes in pairs and cannot begin such a row.
  void give_up_first_line() {
    problem = about_row("invalid_quotes", "expected a closing quote, found none after the opening");
    parser.clear();
    const std::size_t first_end = window.find('\n', row_begin);
    if (first_end == std::string::npos || first_end + 1 == cursor) {
      return;
    }
    cursor = searched = first_end + 1;
    next_line = row_line + 1;
  }

  /// Reads one row, good or bad; false at the end of the file.
  bool read_row() {
    problem.reset();
    std::string_view line;
    do {
      row_begin = cursor;
      row_line = next_line;
      line = take_line();
      if (line.empty()) {
        return false;
      }
    } while (line.find_first_not_of("\r\n") == std::string_view::npos);
    parser.begin_row();
    while (true) {
      if (!parse_line(line)) {
        give_up_row("invalid_quotes", "expected quotes around a whole value and doubled inside it, "
                                      "found a quote elsewhere");
        return true;
      }
      if (parser.row_count() > 0) {
        break;
      }
      line = cursor - row_begin > csv_row_limit ? std::string_view{} : take_line();
      if (line.empty()) {
        give_up_first_line();
        return true;
      }
    }
    if (parser.row_count() > 1) {
      give_up_row("stray_carriage_return",
                  "expected a row a line, found a carriage return within the line");
      return true;
    }
    parser.fields(fields);
    if (!header.empty() && parser.field_count() != header.size()) {
      give_up_row("wrong_field_count", "expected " + std::to_string(header.size()) +
                                           " values as in the header, found " +
                                           std::to_string(parser.field_count()));
    }
    return true;
  }

  void read_header() {
    while (window.size() < byte_order_mark.size() && !is_at_end) {
      refill();
    }
    if (window.starts_with(byte_order_mark)) {
      cursor = searched = byte_order_mark.size();
    }
    if (!read_row()) {
      throw InvalidValue("empty_file", "expected a header, found an empty file");
    }
    if (problem) {
      throw InvalidValue("invalid_header", in_line(row_line, "the header: " + problem->reason));
    }
    if (parser.field_count() > csv_column_limit) {
      throw InvalidValue("too_many_columns",
                         in_line(row_line, "expected at most " + std::to_string(csv_column_limit) +
                                               " columns, found " +
                                               std::to_string(parser.field_count())));
    }
    std::unordered_set<std::string_view> names;
    for (std::size_t position = 0; position < fields.size(); ++position) {
      if (!names.insert(fields[position]).second) {
        throw InvalidValue("duplicate_column",
                           in_line(row_line, "expected each column once, found column " +
                                                 std::to_string(position + 1) + " a second time"));
      }
    }
    header.assign(fields.begin(), fields.end());
  }
};

CsvReader::CsvReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
CsvReader::CsvReader(const std::filesystem::path& path, CsvOptions options)
    : CsvReader(std::make_unique<State>(ByteSource{path}, options)) {}
CsvReader CsvReader::over(std::string_view bytes, CsvOptions options) {
  return CsvReader{std::make_unique<State>(ByteSource{bytes}, options)};
}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

const std::vector<std::string>& CsvReader::header() const noexcept {
  return state_->header;
}
bool CsvReader::next() {
  return state_->read_row();
}
std::int64_t CsvReader::line() const noexcept {
  return state_->row_line;
}
std::span<const std::string_view> CsvReader::fields() const noexcept {
  return state_->fields;
}
const CsvFinding* CsvReader::problem() const noexcept {
  return state_->problem ? &*state_->problem : nullptr;
}
std::int64_t CsvReader::bytes_done() const noexcept {
  return state_->source.bytes_done();
}
std::int64_t CsvReader::bytes_total() const noexcept {
  return state_->source.bytes_total();
}

} // namespace libcase
