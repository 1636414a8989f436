// Assessments, offers and programmes as JSON, for programs.
#pragma once

#include <string>
#include <vector>

#include <libcase/rules/assessment.hpp>
#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/offers.hpp>

namespace libcase {

/// The assessment as a JSON object, its keys the names of members: see `answer_to_json`.
std::string to_json(const Assessment& assessment);
/// A JSON array of offers, likewise.
std::string to_json(const std::vector<Offer>& offers);
/// A JSON array with an object for each version: `code`, `name`, `version`, `from`, `until`, null
/// where it was not found or is open.
std::string to_json(const Catalogue& catalogue);
/// The version in force on a day as a JSON object: `criteria`, and `amounts` with `amount` (euro as
/// text, null where unknown), `who`, `source` and `certainty`. Throws NotFound (`no_version`) where
/// none is in force, with the versions there are.
std::string to_json(const Programme& programme, Date on);

} // namespace libcase
