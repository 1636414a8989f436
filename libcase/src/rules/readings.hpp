// Readings that are asked for, against the disputes that there are.
#pragma once

#include <vector>

#include <libcase/rules/evaluation.hpp>

namespace libcase {

/// Throws InvalidValue (`unknown_reading`) where none of the programmes has the dispute of a
/// reading, or no amount in dispute that reading. The message names those that there are.
void require_readings(const RuleOptions& options, const std::vector<const Programme*>& programmes);

/// The options without readings of disputes that the programme does not have.
RuleOptions options_for(const Programme& programme, RuleOptions options);

} // namespace libcase
