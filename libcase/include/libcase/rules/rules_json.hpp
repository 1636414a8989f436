// Programmes as JSON, for programs. Assessments and offers are answers: `answer_to_json`.
#ifndef LIBCASE_RULES_RULES_JSON_HPP
#define LIBCASE_RULES_RULES_JSON_HPP

#include <string>

#include <libcase/rules/catalogue.hpp>

namespace libcase {

/// A JSON array with an object for each version: `code`, `name`, `currency`, `version`, `from`,
/// `until`, null where it was not found or is open.
std::string to_json(const Catalogue& catalogue);
/// The version in force on a day as a JSON object: `currency`, `criteria`, and `amounts` with
/// `amount` (in that currency, as text; null where unknown), `who`, `source` and `certainty`.
/// Throws NotFound (`no_version`) where none is in force, with the versions there are.
std::string to_json(const Programme& programme, Date on);

} // namespace libcase

#endif // LIBCASE_RULES_RULES_JSON_HPP
