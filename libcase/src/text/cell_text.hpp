// One value of a record as text, the same in CSV and JSON.
#pragma once

#include <string>
#include <string_view>

#include <libcase/describe/columns.hpp>

namespace libcase {

/// What a text must be to be a value of a column, as a sentence goes on: "a date as YYYY-MM-DD".
std::string expectation(const Column& column);
/// The value that a text says. It may point into the text. Money is read by `money_from_text`.
/// Throws InvalidValue; the message tells what was found by kind and length alone.
Cell cell_from_text(const Column& column, std::string_view text);
/// The currency of a money column. Throws InvalidValue as `cell_from_text` does.
Currency currency_from_text(const Column& column, std::string_view currency);
/// Throws InvalidValue as `cell_from_text` does.
Cell money_from_text(const Column& column, std::string_view amount, Currency currency);
/// The text that `cell_from_text` reads back; empty for an empty cell. Of money only the amount.
std::string text_of(const Column& column, const Cell& cell);
/// What a record that does not say has; throws InvalidValue (`missing_value`) where it must say.
Cell value_when_unsaid(const Column& column, std::string_view shown_name);

} // namespace libcase
