// How long support may last, for a person of some columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include <libcase/rules/assessment.hpp>
#include <libcase/rules/fact_columns.hpp>
#include <libcase/rules/programme.hpp>

namespace libcase {

/// The birthday of an age; empty where the birth date leaves it open.
std::optional<Date> birthday(const FactColumns& facts, std::size_t person, std::int64_t age);

/// The period of a rule for a person; without days where these are not known to the day, or
/// begin on one that no record tells.
SupportPeriod period_of(const PeriodRule& rule, const FactColumns& facts, std::size_t person);

} // namespace libcase
