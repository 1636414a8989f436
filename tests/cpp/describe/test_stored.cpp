#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <doctest/doctest.h>

#include <libcase/describe/stored.hpp>
#include <libcase/vocabulary/codes.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/printing.hpp"

using namespace libcase;

namespace {

struct Everything {
  bool boolean;
  std::int64_t integer;
  std::string text;
  Sex code;
  Date date;
  Country country;
  ProgrammeCode programme;
  Money money;
  BirthDate birth_date;
  RecordId link;
};
BOOST_DESCRIBE_STRUCT(Everything, (),
                      (boolean, integer, text, code, date, country, programme, money, birth_date,
                       link))

const RecordKind& kind = record_kind<Everything>();

StoredValue text_value(std::string_view text) {
  return {.type = StoredValue::Type::text, .text = text};
}

StoredValue integer_value(std::int64_t integer) {
  return {.type = StoredValue::Type::integer, .integer = integer};
}

} // namespace

TEST_CASE("stored: a value of each kind is read back as it was stored") {
  const Everything record{.boolean = true,
                          .integer = -42,
                          .text = "text",
                          .code = Sex::male,
                          .date = Date{2011, 9, 1},
                          .country = Country{"IRQ"},
                          .programme = ProgrammeCode{"AVR-FC"},
                          .money = Money::euro_cents(175'000),
                          .birth_date = BirthDate::parse("1980-03"),
                          .link = {7}};
  const auto& stored = stored_columns(kind);
  REQUIRE(stored.size() == kind.columns.size() + 2);
  for (std::size_t index = 0; index < stored.size(); ++index) {
    const Column& column = *stored[index].column;
    CAPTURE(std::string{column.name});
    StoredValue first;
    StoredValue second;
    read_stored(stored[index], &record, first);
    if (index + 1 < stored.size() && stored[index + 1].part == 1) {
      read_stored(stored[++index], &record, second);
    }
    CHECK((first.type == StoredValue::Type::integer) ==
          (column.kind == ColumnKind::boolean || column.kind == ColumnKind::integer ||
           column.kind == ColumnKind::link || column.kind == ColumnKind::money));
    CHECK(cell_from_stored(column, first, second) == column.get(&record));
  }
}

TEST_CASE("stored: a member that is not set is stored as null and read back as empty") {
  const Everything record{};
  StoredValue value;
  for (const auto& stored : stored_columns(kind)) {
    const bool is_empty_member = is_empty(stored.column->get(&record));
    CAPTURE(stored.name);
    read_stored(stored, &record, value);
    CHECK((value.type == StoredValue::Type::null) == is_empty_member);
  }
  CHECK(is_empty(cell_from_stored(*kind.find("date"), {}, {})));
}

TEST_CASE("stored: a damaged value is told by its column, never by what it holds") {
  struct Damage {
    const char* column;
    StoredValue first;
    StoredValue second{};
  };
  const std::string_view secret = "1980-03-1x";
  const std::vector<Damage> casebook{
      {"boolean", text_value(secret)},
      {"integer", text_value(secret)},
      {"link", text_value(secret)},
      {"text", integer_value(19800301)},
      {"code", text_value(secret)},
      {"code", integer_value(1)},
      {"date", text_value(secret)},
      {"date", integer_value(19800301)},
      {"country", text_value("QQQ")},
      {"country", text_value(secret)},
      {"programme", text_value(secret)},
      {"money", text_value(secret), text_value("EUR")},
      {"money", integer_value(19800301), text_value(secret)},
      {"money", integer_value(19800301)},
      {"birth_date", text_value(secret), text_value("1980-03-01")},
      {"birth_date", text_value("1980-03-01"), text_value(secret)},
      {"birth_date", text_value("1980-03-02"), text_value("1980-03-01")},
      {"birth_date", text_value("1980-03-02")},
  };
  for (const Damage& damage : casebook) {
    CAPTURE(std::string{damage.column});
    try {
      cell_from_stored(*kind.find(damage.column), damage.first, damage.second);
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      const std::string message = error.what();
      CHECK(error.category() == Category::format);
      CHECK(error.code() == "damaged");
      CHECK(error.place().field == damage.column);
      CHECK(message.find(damage.column) != std::string::npos);
      CHECK(message.find("QQQ") == std::string::npos);
      CHECK(message.find("1980") == std::string::npos);
    }
  }
}
