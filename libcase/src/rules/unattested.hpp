// What is left of a criterion on the days before a source shows it: it is not asked, but a fact
// that would fail it leaves it open.
#pragma once

#include <optional>

#include <libcase/rules/condition.hpp>

namespace libcase {

/// The condition as facts alone may fail it: an exception that no record holds does not save whom
/// the recorded facts would fail. Empty where that is the condition itself.
std::optional<Condition> by_facts_alone(const Condition& condition);

} // namespace libcase
