// Assessments, offers and programmes as JSON, for programs.
#pragma once

#include <string>
#include <vector>

#include <libcase/rules/assessment.hpp>
#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/offers.hpp>

namespace libcase {

/// A JSON object of `programme`, `version`, `outcome`, `findings`, `entitlement` (with `lines`,
/// `total` in euro as text, `unknown_lines`) and `notes`.
std::string to_json(const Assessment& assessment);
/// A JSON array of offers, each an object of `programmes`, `outcome`, `total`, `unknown_lines`,
/// `assessments`.
std::string to_json(const std::vector<Offer>& offers);
/// A JSON array with an object for each version: `code`, `name`, `version`, `from`, `until`, null
/// where it was not found or is open.
std::string to_json(const Catalogue& catalogue);
/// The version in force on a day as a JSON object: `criteria`, and `amounts` with `amount` (euro as
/// text, null where unknown), `who`, `source` and `certainty`. Throws NotFound (`no_version`) where
/// none is in force, with the versions there are.
std::string to_json(const Programme& programme, Date on);

} // namespace libcase
