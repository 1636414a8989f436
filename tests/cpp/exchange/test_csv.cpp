#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <zlib.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/exchange/json.hpp>

#include "support/errors.hpp"
#include "support/generated.hpp"
#include "support/printing_records.hpp"

using namespace libcase;
using libcase::testing::code_of;

namespace {

struct Read {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows; ///< a bad row is its code alone
  std::vector<std::int64_t> lines;
};

Read read(std::string_view bytes, CsvOptions options = {}) {
  CsvReader reader = CsvReader::over(bytes, options);
  Read result{.header = reader.header(), .rows = {}, .lines = {}};
  while (reader.next()) {
    result.lines.push_back(reader.line());
    if (reader.problem() != nullptr) {
      result.rows.push_back({reader.problem()->code});
    } else {
      result.rows.emplace_back(reader.fields().begin(), reader.fields().end());
    }
  }
  return result;
}

using Rows = std::vector<std::vector<std::string>>;
using Lines = std::vector<std::int64_t>;

std::string gzip(std::string_view text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string message_of(std::string_view bytes) {
  try {
    read(bytes);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

std::vector<std::string> codes_of(const std::vector<CsvFinding>& findings) {
  std::vector<std::string> codes;
  for (const auto& finding : findings) {
    codes.push_back(finding.column + ": " + finding.code);
  }
  return codes;
}

std::vector<CsvFinding> findings_in(const RecordKind& kind, std::string_view csv,
                                    CsvLinks links = CsvLinks::references) {
  CsvReader reader = CsvReader::over(csv);
  const CsvForm form{kind, reader.header(), links};
  std::vector<CsvFinding> findings;
  while (reader.next()) {
    AnyRecord record = make_record(kind);
    form.read(reader.fields(), data_of(record), findings);
  }
  return findings;
}

} // namespace

TEST_CASE("csv: plain rows are read with the line each begins on") {
  const Read result = read("a,b\n1,2\n3,4\n");
  CHECK(result.header == std::vector<std::string>{"a", "b"});
  CHECK(result.rows == Rows{{"1", "2"}, {"3", "4"}});
  CHECK(result.lines == Lines{2, 3});
}

TEST_CASE("csv: a byte order mark, CRLF, blank lines and a missing last line end are accepted") {
  const Read result = read("\xEF\xBB\xBF"
                           "a,b\r\n1,2\r\n\r\n\n3,4");
  CHECK(result.header == std::vector<std::string>{"a", "b"});
  CHECK(result.rows == Rows{{"1", "2"}, {"3", "4"}});
  CHECK(result.lines == Lines{2, 5});
}

TEST_CASE("csv: spaces belong to the value, quoted or not") {
  CHECK(read("a,b\n  x , \"\n").rows == Rows{{"invalid_quotes"}});
  CHECK(read("a,b\n  x ,\" y \"\n").rows == Rows{{"  x ", " y "}});
}

TEST_CASE("csv: quotes keep commas, doubled quotes and line ends") {
  const Read result = read("a,b\n\"x,1\",\"say \"\"no\"\"\"\n\"two\r\nlines\",y\nz,\n");
  CHECK(result.rows == Rows{{"x,1", "say \"no\""}, {"two\r\nlines", "y"}, {"z", ""}});
  CHECK(result.lines == Lines{2, 3, 5});
}

TEST_CASE("csv: a row with too few or too many values is a bad row and the next is read") {
  CHECK(read("a,b\n1\n1,2,3\n4,5\n").rows ==
        Rows{{"wrong_field_count"}, {"wrong_field_count"}, {"4", "5"}});
}

TEST_CASE("csv: a NUL byte and invalid UTF-8 spoil their row alone") {
  using namespace std::string_literals;
  CHECK(read("a,b\n1,\0\n2,3\n"s).rows == Rows{{"nul_byte"}, {"2", "3"}});
  CHECK(read("a,b\n1,\xFF\n2,3\n").rows == Rows{{"invalid_utf8"}, {"2", "3"}});
}

TEST_CASE("csv: overlong forms, surrogates and cut letters are no UTF-8") {
  for (const char* bytes : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xF5\x80\x80\x80", "\xE2\x82", "\x80"}) {
    CAPTURE(bytes);
    CHECK(read(std::string{"a\n"} + bytes + "\nx\n").rows == Rows{{"invalid_utf8"}, {"x"}});
  }
  CHECK(read("a\n\u20AC t\u00E9 \U0001F600 and some more\n").rows ==
        Rows{{"\u20AC t\u00E9 \U0001F600 and some more"}});
}

TEST_CASE("csv: Latin-1 is read where the options say so") {
  CHECK(read("a\nC\xF4te\n", {.encoding = CsvEncoding::latin1}).rows == Rows{{"C\u00F4te"}});
}

TEST_CASE("csv: another delimiter is read where the options say so") {
  CHECK(read("a;b\n1,5;2\n", {.delimiter = ';'}).rows == Rows{{"1,5", "2"}});
}

TEST_CASE("csv: a quote that is never closed spoils its line alone") {
  const Read result = read("a,b\n1,2\n\"open,3\n4,5\n6,7\n");
  CHECK(result.rows == Rows{{"1", "2"}, {"invalid_quotes"}, {"4", "5"}, {"6", "7"}});
  CHECK(result.lines == Lines{2, 3, 4, 5});
}

TEST_CASE("csv: a quote that is not closed within the longest row spoils its line alone") {
  std::string text = "a\n\"open\n";
  for (int line = 0; line < 18; ++line) {
    text += std::string(std::size_t{1} << 20, 'y') + "\n";
  }
  const Read result = read(text + "\"closed\"\n");
  REQUIRE(result.rows.size() == 20);
  CHECK(result.rows.front() == std::vector<std::string>{"invalid_quotes"});
  CHECK(result.rows.back() == std::vector<std::string>{"closed"});
  CHECK(result.lines.back() == 21);
}

TEST_CASE("csv: a quote that is closed by the next row's spoils both") {
  const Read result = read("a,b\n1,\"open\n2,\"ok\"\n3,\"fine\"\n");
  CHECK(result.rows == Rows{{"invalid_quotes"}, {"3", "fine"}});
  CHECK(result.lines == Lines{2, 4});
}

TEST_CASE("csv: no line between the quotes of a bad row is read as a row") {
  const std::string before = "case,on,why\nC1,2011-02-01,\"he wrote:\nC1,2011-03-01,please\n";
  const auto reads_as = [&](const std::string& end, const std::string& code) {
    const Read result = read(before + end + "\nC2,2011-04-01,next\n");
    CHECK(result.rows == Rows{{code}, {"C2", "2011-04-01", "next"}});
    CHECK(result.lines == Lines{2, 5});
  };
  reads_as("bye\",extra", "wrong_field_count");
  reads_as("bye\"x", "invalid_quotes");
  reads_as("bye\"\rC1,2011-03-02,x", "stray_carriage_return");
}

TEST_CASE("csv: a bad row of several lines says where it ends") {
  CsvReader reader = CsvReader::over("a,b\n\"x\ny\",1,2\nz\n");
  REQUIRE(reader.next());
  REQUIRE(reader.problem() != nullptr);
  CHECK(reader.problem()->reason ==
        "expected 2 values as in the header, found 3, in a row that goes on to line 3");
  REQUIRE(reader.next());
  CHECK(reader.problem()->reason == "expected 2 values as in the header, found 1");
}

TEST_CASE("csv: a quote within a plain value is a bad row") {
  CHECK(read("a,b\n1,x\"y\n2,3\n").rows == Rows{{"invalid_quotes"}, {"2", "3"}});
}

TEST_CASE("csv: a carriage return within a line is a bad row") {
  CHECK(read("a,b\n1,2\r3,4\n5,6\n").rows == Rows{{"stray_carriage_return"}, {"5", "6"}});
}

TEST_CASE("csv: each of many unclosed quotes spoils what stands before the next") {
  std::string text = "a\n";
  for (int line = 0; line < 99'001; ++line) {
    text += line % 1000 == 0 ? "\"x\n" : "y\n";
  }
  const Read result = read(text);
  CHECK(result.rows.size() == 50 + 49 * 999);
  CHECK(std::ranges::count(result.rows, std::vector<std::string>{"invalid_quotes"}) == 50);
  CHECK(result.lines.back() == 98'002);
}

TEST_CASE("csv: an empty file is refused with a sentence") {
  CHECK(code_of([] { read(""); }) == "empty_file");
  CHECK(code_of([] { read("\xEF\xBB\xBF\n\n"); }) == "empty_file");
  CHECK(code_of([] { read(gzip("")); }) == "empty_file");
  CHECK(message_of("") == "expected a header, found an empty file");
}

TEST_CASE("csv: a header with a column twice or in no UTF-8 is refused") {
  CHECK(code_of([] { read("a,b,a\n"); }) == "duplicate_column");
  CHECK(message_of("a,b,a\n") == "line 1: expected each column once, found column 3 a second time");
  CHECK(code_of([] { read("a,\xFF\n1,2\n"); }) == "invalid_header");
  CHECK(code_of([] {
          read("\xFF\xFE"
               "a\n");
        }) == "invalid_header");
}

TEST_CASE("csv: a file without a header shows none of its values") {
  for (const std::string first :
       {"2011-0815,1980-03-01,1980-03-01\n", "1980-03-01,jansen,jansen\n"}) {
    CHECK(message_of(first) == "line 1: expected each column once, found column 3 a second time");
  }
  const auto message = [](std::vector<std::string> header) {
    std::string text;
    try {
      CsvForm{record_kind<Person>(), header, CsvLinks::references};
    } catch (const InvalidValue& error) {
      text = error.what() + (" [" + error.place().field + "]");
    }
    return text;
  };
  const std::string expected = "expected the columns sex, born, nationality, found column ";
  CHECK(message({"2011-0815", "born", "sex"}) == expected + "1: a text of 9 letters []");
  CHECK(message({"sex", "born", "Anna"}) == expected + "3: a text of 4 letters []");
  CHECK(message({"sex", "anna maria"}) == expected + "2: a text of 10 letters []");
  CHECK(message({"sex", std::string(41, 'a')}) == expected + "2: a text of 41 letters []");
  CHECK(message({"sex", ""}) == expected + "2: a text of 0 letters []");
  CHECK(message({"sex", "natoinality"}) ==
        expected + "2: 'natoinality', did you mean 'nationality'? [natoinality]");
  CHECK(message({"jansen", "1980-06-01"}) == expected + "1: a text of 6 letters []");
  CHECK(message({"sex", "born_on"}) == expected + "2: a text of 7 letters []");
}

TEST_CASE("csv: a line above the limit is refused without being read whole") {
  std::string text = "a,b\n1,2\n";
  text.append(csv_row_limit + (std::size_t{1} << 20), 'x');
  CHECK(code_of([&] { read(text); }) == "line_too_long");
  CHECK(message_of(text).starts_with("line 3: expected a line of at most 16 MiB"));
}

TEST_CASE("csv: more columns than a header may have are refused, in a row they are counted") {
  const std::string many(csv_column_limit, ',');
  CHECK(code_of([&] { read(many + "\n"); }) == "too_many_columns");
  CHECK(message_of(many + "\n") == "line 1: expected at most 1024 columns, found 1025");
  const std::string bytes = "a,b\n" + many + "\n1,2\n";
  CsvReader reader = CsvReader::over(bytes);
  REQUIRE(reader.next());
  REQUIRE(reader.problem() != nullptr);
  CHECK(reader.problem()->reason == "expected 2 values as in the header, found 1025");
  REQUIRE(reader.next());
  CHECK(reader.problem() == nullptr);
}

TEST_CASE("csv: a packed endless line is refused without unpacking it whole") {
  const std::string packed = gzip("a\n" + std::string(64 << 20, 'x'));
  CsvReader reader = CsvReader::over(packed);
  CHECK(code_of([&] { reader.next(); }) == "line_too_long");
  CHECK(reader.bytes_done() < reader.bytes_total());
}

TEST_CASE("csv: gzip is known by its content, also in several members and with padding") {
  const std::string packed = gzip("a,b\n1,") + gzip("2\n3,4\n") + std::string(512, '\0');
  const Read result = read(packed);
  CHECK(result.rows == Rows{{"1", "2"}, {"3", "4"}});
}

TEST_CASE("csv: a gzip file that was cut off or damaged is refused") {
  const std::string packed = gzip("a,b\n1,2\n3,4\n");
  CHECK(code_of<FormatError>([&] { read(packed.substr(0, packed.size() - 4)); }) ==
        "truncated_gzip");
  CHECK(code_of<FormatError>([&] { read(packed.substr(0, 12)); }) == "truncated_gzip");
  std::string damaged = packed;
  damaged[damaged.size() - 6] ^= 1;
  CHECK(code_of<FormatError>([&] { read(damaged); }) == "damaged_gzip");
  CHECK(code_of<FormatError>([&] { read(packed + "more"); }) == "damaged_gzip");
}

TEST_CASE("csv: a file that is not there, and a folder, are refused") {
  CHECK(code_of<StorageError>([] { CsvReader{std::filesystem::path{"no-such-file.csv"}}; }) ==
        "cannot_open");
  CHECK(code_of<StorageError>([] { CsvReader{std::filesystem::temp_directory_path()}; }) ==
        "cannot_open");
}

TEST_CASE("csv: a file on disk is read to its end and says how far it is") {
  const auto path = std::filesystem::temp_directory_path() / "libcase-test-csv-reader.csv";
  std::string text = "a,b\n";
  for (int row = 0; row < 100'000; ++row) {
    text += std::to_string(row) + ",x\n";
  }
  std::ofstream{path, std::ios::binary} << text;
  CsvReader reader{path};
  CHECK(reader.bytes_total() == static_cast<std::int64_t>(text.size()));
  int count = 0;
  bool is_right = true;
  while (reader.next()) {
    is_right = is_right && reader.fields()[0] == std::to_string(count);
    ++count;
  }
  CHECK(count == 100'000);
  CHECK(is_right);
  CHECK(reader.line() == 100'002);
  CHECK(reader.bytes_done() == reader.bytes_total());
  std::filesystem::remove(path);
}

TEST_CASE("csv: what is written is read back") {
  const std::vector<std::string> hard{"",         "plain", "a,b", "say \"no\"", "two\nlines",
                                      " spaced ", ";",     "\t",  "\r",         "\u20AC"};
  std::string text;
  write_csv_row(text, std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
  write_csv_row(text, hard);
  CHECK(read(text).rows == Rows{hard});
  std::string lone;
  write_csv_row(lone, std::vector<std::string>{"a"});
  write_csv_row(lone, std::vector<std::string>{""});
  CHECK(read(lone).rows == Rows{{""}});
}

TEST_CASE("csv: the header follows from the struct, links without _id, money with its currency") {
  CHECK(csv_header(record_kind<PlanItem>()) ==
        std::vector<std::string>{"reintegration_plan", "award_line", "on", "category", "budgeted",
                                 "budgeted_currency", "place"});
  CHECK(csv_header(record_kind<Withdrawal>()) == std::vector<std::string>{"record", "why"});
}

TEST_CASE("csv: every kind of record is read back as it was written") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random{seed};
  for (std::size_t index = 0; index < record_kinds().size(); ++index) {
    const RecordKind& kind = *record_kinds()[index];
    CAPTURE(std::string{kind.table});
    for (int round = 0; round < 50; ++round) {
      const AnyRecord record = testing::generated_record(index, random);
      std::string text;
      write_csv_row(text, csv_header(kind));
      write_csv_row(text, csv_row(record));
      CsvReader reader = CsvReader::over(text);
      const CsvForm form{kind, reader.header(), CsvLinks::ids};
      REQUIRE(reader.next());
      AnyRecord copy = make_record(index);
      std::vector<CsvFinding> findings;
      form.read(reader.fields(), data_of(copy), findings);
      CHECK(codes_of(findings) == std::vector<std::string>{});
      CHECK(to_json(copy) == to_json(record));
    }
  }
}

TEST_CASE("csv: columns may stand in any order and those with a default be left out") {
  CsvReader reader = CsvReader::over("mode,on,person,case\nforced,2011-03-01,P,C\n");
  const CsvForm form{record_kind<Departure>(), reader.header(), CsvLinks::references};
  REQUIRE(reader.next());
  Departure departure;
  std::vector<CsvFinding> findings;
  form.read(reader.fields(), &departure, findings);
  CHECK(codes_of(findings) == std::vector<std::string>{});
  CHECK(departure.on == Date{2011, 3, 1});
  CHECK(departure.precision == DatePrecision::day);
  CHECK(departure.assisted_by == AssistedBy::unknown);
  REQUIRE(form.links().size() == 2);
  CHECK(form.links()[0].name == "case");
  CHECK(reader.fields()[form.links()[0].position] == "C");
}

TEST_CASE("csv: a header that lacks a column, or has one that is not known, is refused") {
  const auto form = [](std::vector<std::string> header) {
    return code_of([&] {
      CsvForm{record_kind<Departure>(), header, CsvLinks::references,
              std::vector<std::string_view>{"reference"}};
    });
  };
  CHECK(form({"case", "person", "on", "mode", "reference"}) == "no error");
  CHECK(form({"case", "person", "on"}) == "missing_column");
  CHECK(form({"case", "person", "on", "mode", "recorded_on"}) == "unknown_column");
  CHECK(form({"case_id", "person", "on", "mode"}) == "missing_column");
}

TEST_CASE("csv: each value that cannot be used is named with column, code and sentence") {
  const auto findings =
      findings_in(record_kind<Departure>(), "case,person,on,mode,destination,precision\n"
                                            "C,P,2011-02-30,by sea,iraq,\n"
                                            "C,,,forced,,week\n");
  CHECK(codes_of(findings) ==
        std::vector<std::string>{"on: invalid_date", "destination: unknown_country",
                                 "mode: unknown_code", "person: missing_value", "on: missing_value",
                                 "precision: unknown_code"});
  CHECK(findings[0].reason == "expected a date as YYYY-MM-DD, found a date that does not exist");
  CHECK(findings[0].unsafe_value == "2011-02-30");
  CHECK(
      findings[2].reason ==
      "expected one of voluntary, forced, refused_entry, unsupervised, found a text of 6 letters");
}

TEST_CASE("csv: money needs an amount in digits and a currency") {
  const auto codes = [](const char* amount, const char* currency) {
    return codes_of(findings_in(record_kind<CashPayment>(),
                                std::string{"award_line,person,paid_on,amount,amount_currency\nA,P,"
                                            "2011-03-01,"} +
                                    amount + "," + currency + "\n"));
  };
  CHECK(codes("1750.00", "EUR").empty());
  CHECK(codes("1750.001", "EUR") == std::vector<std::string>{"amount: invalid_amount"});
  CHECK(codes("1750", "") == std::vector<std::string>{"amount_currency: missing_value"});
  CHECK(codes("1750", "euro") == std::vector<std::string>{"amount_currency: invalid_currency"});
  CHECK(codes("x", "euro") ==
        std::vector<std::string>{"amount_currency: invalid_currency", "amount: invalid_amount"});
  CHECK(codes("", "EUR") == std::vector<std::string>{"amount: missing_value"});
}

TEST_CASE("csv: a currency that is none is shown with its own text") {
  const auto findings =
      findings_in(record_kind<CashPayment>(),
                  "award_line,person,paid_on,amount,amount_currency\nA,P,2011-03-01,1750,euro\n");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].unsafe_value == "euro");
  CHECK(findings[0].reason == "expected a currency by its code in ISO 4217, found a text of 4 "
                              "letters");
}

TEST_CASE("csv: a currency beside an amount that may be empty is read all the same") {
  const auto codes = [](const char* amount, const char* currency) {
    return codes_of(findings_in(
        record_kind<AwardLine>(),
        std::string{"award,person,programme,support,amount,amount_currency\nA,P,HRT,service,"} +
            amount + "," + currency + "\n"));
  };
  CHECK(codes("", "").empty());
  CHECK(codes("", "EUR").empty());
  CHECK(codes("", "euro") == std::vector<std::string>{"amount_currency: invalid_currency"});
}

TEST_CASE("csv: what is not of its column's kind is told by kind and length") {
  const auto reason = [](const std::string& value) {
    return findings_in(record_kind<Person>(), "sex\n" + value + "\n").front().reason;
  };
  CHECK(reason("1980-03-01").ends_with(", found a date"));
  CHECK(reason("4711").ends_with(", found a number of 4 digits"));
  CHECK(reason("7").ends_with(", found a number of 1 digit"));
  CHECK(reason("Zo\u00EB Invented").ends_with(", found a text of 12 letters"));
  CHECK(reason("x").ends_with(", found a text of 1 letter"));
}

TEST_CASE("csv: no value of another column stands in a finding, in whatever column it is") {
  const std::array values{"Fatima Invented", "1980-13-01", "AB-4711-77", "+31 6 4711"};
  for (const RecordKind* kind : record_kinds()) {
    const auto header = csv_header(*kind);
    for (std::size_t shifted = 0; shifted < header.size(); ++shifted) {
      for (const std::string value : values) {
        std::string text;
        write_csv_row(text, header);
        std::vector<std::string> row(header.size());
        row[shifted] = value;
        write_csv_row(text, row);
        for (const auto& finding : findings_in(*kind, text, CsvLinks::ids)) {
          CAPTURE(std::string{kind->table} + "." + header[shifted]);
          CHECK(finding.reason.find(value) == std::string::npos);
          CHECK(finding.value.empty());
        }
      }
    }
  }
}

TEST_CASE("csv: a text that a spreadsheet would run is escaped, and read as it was") {
  CHECK(escaped_cell("=1+1") == "'=1+1");
  CHECK(escaped_cell("'=1+1") == "''=1+1");
  CHECK(escaped_cell("'t Hart") == "'t Hart");
  CHECK(escaped_cell("0-17") == "0-17");
  CHECK(escaped_cell("").empty());
  constexpr std::string_view letters = "'=+-@\t\r\n\",;a1 ";
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random{seed};
  std::string text;
  write_csv_row(text, std::vector<std::string>{"a", "b"});
  Rows expected;
  for (int round = 0; round < 2000; ++round) {
    std::string value;
    for (std::size_t size = random() % 5; size > 0; --size) {
      value += letters[random() % letters.size()];
    }
    CAPTURE(value);
    const std::string cell = escaped_cell(value);
    CHECK(std::string_view{"=+-@\t\r"}.find(cell.empty() ? 'a' : cell.front()) ==
          std::string_view::npos);
    CHECK(unescaped_cell(cell) == value);
    write_csv_row(text, std::vector<std::string>{cell, "end"});
    expected.push_back({cell, "end"});
  }
  CHECK(read(text).rows == expected);
}

TEST_CASE("csv: texts of records are escaped, and numbers never") {
  Delivery delivery;
  delivery.proof = "=cmd";
  const auto header = csv_header(record_kind<Delivery>());
  const auto proof = std::ranges::find(header, "proof") - header.begin();
  CHECK(csv_row(delivery)[static_cast<std::size_t>(proof)] == "'=cmd");
  const auto row = csv_row(delivery);
  Delivery read_back;
  std::vector<CsvFinding> findings;
  CsvForm{record_kind<Delivery>(), header, CsvLinks::ids}.read(
      std::vector<std::string_view>(row.begin(), row.end()), &read_back, findings);
  CHECK(read_back.proof == delivery.proof);
  CashPayment payment;
  payment.amount = Money::parse("-5.00", Currency{"EUR"});
  CHECK(std::ranges::count(csv_row(payment), "-5.00") == 1);
}

TEST_CASE("csv: a personal value stands in no finding") {
  const std::string secret = "19-secret-80";
  const auto born = findings_in(record_kind<Person>(), "sex,born\nmale," + secret + "\n");
  REQUIRE(born.size() == 1);
  CHECK(born[0].code == "invalid_birth_date");
  CHECK(born[0].value.empty());
  CHECK(born[0].reason.find(secret) == std::string::npos);
  const auto link = findings_in(record_kind<Case>(), "opened_on\n" + secret + "\n");
  REQUIRE(link.size() == 1);
  CHECK(link[0].value.empty());
  CHECK(link[0].reason.find(secret) == std::string::npos);
  const auto id =
      findings_in(record_kind<Closure>(), "case,on,reason\n" + secret + ",2011-01-01,departed\n",
                  CsvLinks::ids);
  REQUIRE(id.size() == 1);
  CHECK(id[0].value.empty());
  CHECK(id[0].reason.find(secret) == std::string::npos);
}
