#include "text/cell_text.hpp"

#include <charconv>
#include <cstdint>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

#include "text/joined.hpp"

namespace libcase {

namespace {

constexpr std::size_t longest_value = 64;

[[noreturn]] void refuse(const char* code, const Column& column, std::string_view found,
                         const std::string& expected) {
  throw InvalidValue(code, "expected " + expected + ", found " + kind_and_length(found),
                     {.field = std::string{column.name}});
}

[[noreturn]] void refuse(const char* code, const Column& column, std::string_view found) {
  refuse(code, column, found, expectation(column));
}

std::int64_t integer_from(const Column& column, std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    refuse("invalid_number", column, text);
  }
  return value;
}

/// Runs a parser of the vocabulary; its refusal is told in our words, which know the column.
template <class Parse>
Cell parsed(const Column& column, std::string_view text, Parse&& parse) {
  try {
    return parse(text);
  } catch (const InvalidValue& error) {
    refuse(error.code().c_str(), column, text);
  }
}

} // namespace

std::string expectation(const Column& column) {
  switch (column.kind) {
  case ColumnKind::boolean:
    return "true or false";
  case ColumnKind::integer:
    return "a whole number";
  case ColumnKind::text:
    return "a text";
  case ColumnKind::code:
    return "one of " + joined(column.codes);
  case ColumnKind::date:
    return "a date as YYYY-MM-DD";
  case ColumnKind::country:
    return "a country code of three capitals that ISO 3166-1 or ICAO 9303 has";
  case ColumnKind::programme:
    return "a programme code of capital letters, digits and hyphens";
  case ColumnKind::money:
    return "an amount in digits with at most two decimals";
  case ColumnKind::birth_date:
    return "a birth date as YYYY, YYYY-MM, YYYY-MM-DD, EARLIEST/LATEST or aged YOUNGEST-OLDEST on "
           "YYYY-MM-DD";
  case ColumnKind::link:
    return "the id of a record, a whole number above 0";
  }
  return {};
}

Cell cell_from_text(const Column& column, std::string_view text) {
  if (column.kind != ColumnKind::text && text.size() > longest_value) {
    refuse("value_too_long", column, text);
  }
  switch (column.kind) {
  case ColumnKind::boolean:
    if (text != "true" && text != "false") {
      refuse("invalid_boolean", column, text);
    }
    return text == "true";
  case ColumnKind::integer:
    return integer_from(column, text);
  case ColumnKind::text:
    return text;
  case ColumnKind::code:
    if (const auto code = column.find_code(text)) {
      return *code;
    }
    refuse("unknown_code", column, text);
  case ColumnKind::date:
    return parsed(column, text, [](auto value) { return Date::parse(value); });
  case ColumnKind::country:
    return parsed(column, text, [](auto value) { return Country{value}; });
  case ColumnKind::programme:
    return parsed(column, text, [](auto value) {
      ProgrammeCode{value};
      return value;
    });
  case ColumnKind::birth_date:
    return parsed(column, text, [](auto value) { return BirthDate::parse(value); });
  case ColumnKind::link: {
    const std::int64_t id = integer_from(column, text);
    if (id <= 0) {
      refuse("invalid_number", column, text);
    }
    return id;
  }
  case ColumnKind::money:
    break;
  }
  return {};
}

Currency currency_from_text(const Column& column, std::string_view currency) {
  if (currency.empty()) {
    throw InvalidValue("missing_value", "expected a currency beside the amount, found none",
                       {.field = std::string{column.name}});
  }
  try {
    return Currency{currency};
  } catch (const InvalidValue& error) {
    refuse(error.code().c_str(), column, currency, "a currency by its code in ISO 4217");
  }
}

Cell money_from_text(const Column& column, std::string_view amount, Currency currency) {
  if (amount.size() > longest_value) {
    refuse("value_too_long", column, amount);
  }
  return parsed(column, amount, [&](auto value) { return Money::parse(value, currency); });
}

std::string text_of(const Column& column, const Cell& cell) {
  if (is_empty(cell)) {
    return {};
  }
  switch (column.kind) {
  case ColumnKind::boolean:
    return std::get<bool>(cell) ? "true" : "false";
  case ColumnKind::integer:
  case ColumnKind::link:
    return std::to_string(std::get<std::int64_t>(cell));
  case ColumnKind::text:
  case ColumnKind::programme:
    return std::string{std::get<std::string_view>(cell)};
  case ColumnKind::code:
    return std::string{column.codes[std::get<CodeIndex>(cell).value]};
  case ColumnKind::date:
    return std::get<Date>(cell).to_string();
  case ColumnKind::country:
    return std::string{std::get<Country>(cell).code()};
  case ColumnKind::money:
    return std::get<Money>(cell).decimal();
  case ColumnKind::birth_date:
    return std::get<BirthDate>(cell).to_string();
  }
  return {};
}

Cell value_when_unsaid(const Column& column, std::string_view shown_name) {
  if (!column.required) {
    return {};
  }
  const Cell value = column.default_value();
  if (is_empty(value)) {
    throw InvalidValue("missing_value",
                       std::string{shown_name} + " must be given: expected " + expectation(column) +
                           ", found nothing",
                       {.field = std::string{column.name}});
  }
  return value;
}

} // namespace libcase
