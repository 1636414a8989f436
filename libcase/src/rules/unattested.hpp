// What is left of a criterion on the days before a source shows it: it is not asked, but a fact
// that would fail it leaves it open.
#pragma once

#include <cstdint>
#include <optional>

#include <libcase/rules/fact_columns.hpp>
#include <libcase/rules/programme.hpp>

namespace libcase {

/// Whether no source shows the criterion yet on the day that chose the version.
bool is_unattested(const Criterion& criterion, std::int32_t version_date);

/// The condition as facts alone may fail it: an exception that no record holds does not save whom
/// the recorded facts would fail. Empty where that is the condition itself.
std::optional<Condition> by_facts_alone(const Condition& condition);

/// Whether there may be somebody whom these facts fail, where it is not attested: not where it asks
/// for what the columns leave out.
bool may_fail(const Criterion& criterion, const FactColumns& facts);

} // namespace libcase
