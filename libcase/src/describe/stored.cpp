#include <algorithm>
#include <map>
#include <mutex>

#include <libcase/describe/stored.hpp>
#include <libcase/vocabulary/errors.hpp>

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
  throw InvalidValue("invalid_stored_value",
                     "expected " + std::string{expected} + " in column " + std::string{column.name},
                     {.record = {}, .id = 0, .field = std::string{column.name}});
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
  const Cell cell = stored.column->get(record);
  const bool is_second = stored.part == 1;
  value.type = StoredValue::Type::null;
  switch (cell.index()) {
  case 0:
    break;
  case 1:
    store_integer(std::get<1>(cell) ? 1 : 0, value);
    break;
  case 2:
    store_integer(std::get<2>(cell), value);
    break;
  case 3:
    store_text(stored.column->codes[std::get<3>(cell).value], value);
    break;
  case 4:
    store_date(std::get<4>(cell), value);
    break;
  case 5:
    store_text(std::get<5>(cell).code(), value);
    break;
  case 6:
    if (is_second) { // a code of three letters: kept in the buffer, the cell is gone on return
      const Currency currency = std::get<6>(cell).currency();
      const std::string_view code = currency.code();
      std::copy(code.begin(), code.end(), value.buffer.begin());
      store_text({value.buffer.data(), code.size()}, value);
    } else {
      store_integer(std::get<6>(cell).cents(), value);
    }
    break;
  case 7:
    store_date(is_second ? std::get<7>(cell).latest() : std::get<7>(cell).earliest(), value);
    break;
  case 8:
    store_text(std::get<8>(cell), value);
    break;
  default:
    break;
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
  case ColumnKind::programme:
    return text_in(column, first);
  case ColumnKind::code: {
    const auto found = std::ranges::find(column.codes, text_in(column, first));
    if (found == column.codes.end()) {
      refuse(column, "one of its codes");
    }
    return CodeIndex{static_cast<std::uint8_t>(found - column.codes.begin())};
  }
  case ColumnKind::date:
    return Date::parse(text_in(column, first));
  case ColumnKind::country:
    return Country{text_in(column, first)};
  case ColumnKind::money:
    return Money{integer_in(column, first), Currency{text_in(column, second)}};
  case ColumnKind::birth_date:
    return BirthDate{Date::parse(text_in(column, first)), Date::parse(text_in(column, second))};
  }
  return {};
}

} // namespace libcase
