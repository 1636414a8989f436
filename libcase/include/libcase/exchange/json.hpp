// Records as JSON: one object a record, its keys the members' names.
//
// Dates and codes are texts, money is {"amount": "1750.00", "currency": "EUR"}, a birth date is a
// text as `BirthDate::parse` reads it, a link is the id of a record.
#ifndef LIBCASE_EXCHANGE_JSON_HPP
#define LIBCASE_EXCHANGE_JSON_HPP

#include <string>
#include <string_view>

#include <libcase/records/all.hpp>

namespace libcase {

/// A record as a JSON object; a member that is empty is null.
std::string to_json(const AnyRecord& record);

/// The record that a JSON object says. A member that may be empty or has a default may be left
/// out or null.
///
/// Throws InvalidValue with the path of the value in its message: `invalid_json`, `unknown_key`,
/// `missing_key`, `wrong_type`, or the code of the value itself (`invalid_date`, `unknown_code`).
/// Values of personal members are never shown.
AnyRecord record_from_json(const RecordKind& kind, std::string_view json);

} // namespace libcase

#endif // LIBCASE_EXCHANGE_JSON_HPP
