#include <boost/json.hpp>

#include <libcase/exchange/json.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "text/cell_text.hpp"
#include "text/column_name.hpp"

namespace libcase {

namespace {

namespace json = boost::json;

[[noreturn]] void refuse(const std::string& sentence) {
  throw InvalidValue("wrong_type", sentence);
}

json::value json_of(const Column& column, const Cell& cell) {
  if (is_empty(cell)) {
    return nullptr;
  }
  switch (column.kind) {
  case ColumnKind::boolean:
    return std::get<bool>(cell);
  case ColumnKind::integer:
  case ColumnKind::link:
    return std::get<std::int64_t>(cell);
  case ColumnKind::money: {
    const Money money = std::get<Money>(cell);
    return json::object{{"amount", money.decimal()}, {"currency", money.currency().code()}};
  }
  default:
    return json::string{text_of(column, cell)};
  }
}

std::string_view text_in(const json::value& value, const char* expected) {
  if (!value.is_string()) {
    refuse(std::string{"expected "} + expected + ", found another type");
  }
  return {value.get_string().data(), value.get_string().size()};
}

Cell money_in(const Column& column, const json::value& value) {
  const auto* object = value.if_object();
  const auto* amount = object != nullptr ? object->if_contains("amount") : nullptr;
  const auto* currency = object != nullptr ? object->if_contains("currency") : nullptr;
  if (amount == nullptr || currency == nullptr || object->size() != 2) {
    refuse("expected an object of amount and currency, both texts, found something else");
  }
  return money_from_text(column, text_in(*amount, "the amount as a text"),
                         currency_from_text(column, text_in(*currency, "the currency as a text")));
}

Cell cell_in(const Column& column, const json::value& value) {
  switch (column.kind) {
  case ColumnKind::boolean:
    if (!value.is_bool()) {
      refuse("expected true or false, found another type");
    }
    return value.get_bool();
  case ColumnKind::integer:
  case ColumnKind::link:
    if (!value.is_int64()) {
      refuse("expected a whole number, found another type");
    }
    return cell_from_text(column, std::to_string(value.get_int64()));
  case ColumnKind::money:
    return money_in(column, value);
  default:
    return cell_from_text(column, text_in(value, "a text"));
  }
}

json::object parse_object(std::string_view text) {
  boost::system::error_code problem;
  json::value document = json::parse({text.data(), text.size()}, problem);
  if (problem) {
    throw InvalidValue("invalid_json", "$: expected JSON, found: " + problem.message());
  }
  if (!document.is_object()) {
    throw InvalidValue("wrong_type", "$: expected an object, found another type");
  }
  return std::move(document.get_object());
}

} // namespace

std::string to_json(const AnyRecord& record) {
  json::object object;
  for (const auto& column : kind_of(record).columns) {
    object.emplace(json::string_view{column.name.data(), column.name.size()},
                   json_of(column, column.get(data_of(record))));
  }
  return json::serialize(object);
}

AnyRecord record_from_json(const RecordKind& kind, std::string_view text) {
  const json::object object = parse_object(text);
  for (const auto& member : object) {
    if (kind.find({member.key().data(), member.key().size()}) == nullptr) {
      const std::string key = member.key();
      throw InvalidValue("unknown_key",
                         "$: expected only members of " + std::string{kind.name} + ", found " +
                             kind.shown_unknown(key),
                         {.field = is_column_name(key) ? key : std::string{}});
    }
  }
  AnyRecord record = make_record(kind);
  for (const auto& column : kind.columns) {
    const auto* value = object.if_contains({column.name.data(), column.name.size()});
    const bool is_said = value != nullptr && !value->is_null();
    try {
      column.set(data_of(record),
                 is_said ? cell_in(column, *value) : value_when_unsaid(column, column.name));
    } catch (const InvalidValue& error) {
      throw InvalidValue(is_said ? error.code() : "missing_key",
                         "$." + std::string{column.name} + ": " + error.what(),
                         {.field = std::string{column.name}});
    }
  }
  return record;
}

} // namespace libcase
