#include <algorithm>
#include <map>
#include <mutex>

#include <libcase/describe/stored.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "text/utf8.hpp"

namespace libcase {

namespace {

std::vector<StoredColumn> make_stored_columns(const RecordKind& kind) {
  std::vector<StoredColumn> stored;
  for (const Column& column : kind.columns) {
    const std::string name{column.name};
    switch (column.kind) {
    case ColumnKind::money:
      stored.push_back({name + "_cents", &column, 0, true});
      stored.push_back({name + "_currency", &column, 1, false});
      break;
    case ColumnKind::birth_date:
      stored.push_back({name + "_earliest", &column, 0, false});
      stored.push_back({name + "_latest", &column, 1, false});
      break;
    case ColumnKind::boolean:
    case ColumnKind::integer:
    case ColumnKind::link:
      stored.push_back({name, &column, 0, true});
      break;
    default:
      stored.push_back({name, &column, 0, false});
    }
  }
  return stored;
}

void store_integer(std::int64_t integer, StoredValue& value) {
  value.type = StoredValue::Type::integer;
  value.integer = integer;
}

void store_text(std::string_view text, StoredValue& value) {
  value.type = StoredValue::Type::text;
  value.text = text;
}

void store_date(Date date, StoredValue& value) {
  date.write(value.buffer.data());
  store_text({value.buffer.data(), value.buffer.size()}, value);
}

[[noreturn]] void refuse(const Column& column, std::string_view expected) {
  throw FormatError("damaged",
                    "a record is damaged: expected " + std::string{expected} + " in column " +
                        std::string{column.name},
                    {.record = {}, .id = 0, .field = std::string{column.name}});
}

/// Makes a value of the vocabulary, whose own refusal would repeat what is stored.
template <class Make>
Cell made(const Column& column, std::string_view expected, Make&& make) {
  try {
    return make();
  } catch (const InvalidValue&) {
    refuse(column, expected);
  }
}

std::string_view text_in(const Column& column, const StoredValue& value) {
  if (value.type != StoredValue::Type::text) {
    refuse(column, "text");
  }
  return value.text;
}

std::int64_t integer_in(const Column& column, const StoredValue& value) {
  if (value.type != StoredValue::Type::integer) {
    refuse(column, "an integer");
  }
  return value.integer;
}

} // namespace

const std::vector<StoredColumn>& stored_columns(const RecordKind& kind) {
  static std::mutex mutex;
  static std::map<const RecordKind*, std::vector<StoredColumn>> known;
  const std::lock_guard lock{mutex};
  const auto [found, is_new] = known.try_emplace(&kind);
  if (is_new) {
    found->second = make_stored_columns(kind);
  }
  return found->second;
}

void read_stored(const StoredColumn& stored, const void* record, StoredValue& value) {
  const Column& column = *stored.column;
  const Cell cell = column.get(record);
  const bool is_second = stored.part == 1;
  value.type = StoredValue::Type::null;
  if (is_empty(cell)) {
    return;
  }
  switch (column.kind) {
  case ColumnKind::boolean:
    return store_integer(std::get<bool>(cell) ? 1 : 0, value);
  case ColumnKind::integer:
  case ColumnKind::link:
    return store_integer(std::get<std::int64_t>(cell), value);
  case ColumnKind::text:
  case ColumnKind::programme:
    return store_text(std::get<std::string_view>(cell), value);
  case ColumnKind::code:
    return store_text(column.codes[std::get<CodeIndex>(cell).value], value);
  case ColumnKind::date:
    return store_date(std::get<Date>(cell), value);
  case ColumnKind::country:
    return store_text(std::get<Country>(cell).code(), value);
  case ColumnKind::money: {
    const Money money = std::get<Money>(cell);
    if (!is_second) {
      return store_integer(money.cents(), value);
    }
    const std::string_view code = money.currency().code(); // kept: the cell is gone on return
    std::ranges::copy(code, value.buffer.begin());
    return store_text({value.buffer.data(), code.size()}, value);
  }
  case ColumnKind::birth_date: {
    const BirthDate born = std::get<BirthDate>(cell);
    return store_date(is_second ? born.latest() : born.earliest(), value);
  }
  }
}

Cell cell_from_stored(const Column& column, const StoredValue& first, const StoredValue& second) {
  if (first.type == StoredValue::Type::null) {
    return {};
  }
  switch (column.kind) {
  case ColumnKind::boolean:
    return integer_in(column, first) != 0;
  case ColumnKind::integer:
  case ColumnKind::link:
    return integer_in(column, first);
  case ColumnKind::text:
    if (!is_utf8(text_in(column, first))) {
      refuse(column, "a text in UTF-8");
    }
    return first.text;
  case ColumnKind::code: {
    const auto code = column.find_code(text_in(column, first));
    if (!code) {
      refuse(column, "one of its codes");
    }
    return *code;
  }
  case ColumnKind::date:
    return made(column, "a date", [&] { return Date::parse(text_in(column, first)); });
  case ColumnKind::country:
    return made(column, "a country code", [&] { return Country{text_in(column, first)}; });
  case ColumnKind::programme:
    return made(column, "a programme code", [&] {
      ProgrammeCode{text_in(column, first)};
      return first.text;
    });
  case ColumnKind::money: {
    const std::int64_t cents = integer_in(column, first);
    return made(column, "a currency", [&] {
      return Money{cents, Currency{text_in(column, second)}};
    });
  }
  case ColumnKind::birth_date:
    return made(column, "two dates, the earliest first", [&] {
      return BirthDate{Date::parse(text_in(column, first)), Date::parse(text_in(column, second))};
    });
  }
  return {};
}

} // namespace libcase
