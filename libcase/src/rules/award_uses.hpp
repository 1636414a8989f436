// What takes from the lines of awards, one by one and in the order of recording, so that a guard
// can name the record with which a bound was exceeded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <libcase/records/case_file.hpp>

#include "rules/violation.hpp"

namespace libcase {

/// What a payment, an item of a plan, a delivery beyond its plan, or a service takes from a line.
struct AwardUse {
  const Recorded<AwardLine>* line;
  Money amount;   ///< of the line; 0 of a delivery that is planned
  Money at_place; ///< of what may be spent in its place, where other items of the line are not
  Date on;
  Support form;                         ///< what it is itself, whatever the line says
  std::optional<SpendingPlace> place{}; ///< of goods, where it is known
  std::string_view what;                ///< "payment"
  Blamed record;
};

/// All of a case, in the order of recording. Payments that failed, came back or were called off
/// take nothing, and items of a plan that is not in force neither; those of an award that has ended
/// hold nothing beyond what was delivered.
std::vector<AwardUse> award_uses(const CaseFile& file);

/// The currency in which a line is kept: that of its amount, else of its budget line, else of the
/// first limit of its award, else of the first that was given on it.
Currency books_of(const CaseFile& file, const Recorded<AwardLine>& line);

/// The first confirmation of a record of which this version was written in that recording, by the
/// end of a day or by all that is recorded; nullptr without one.
const Recorded<Confirmation>* confirmation_of(const CaseFile& file, RecordId id,
                                              std::int64_t recording, std::optional<Date> on = {});

} // namespace libcase
