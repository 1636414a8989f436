// Columns of facts of one unit, made up: a test fills in the facts that it is about.
#pragma once

#include <cstdint>

#include <libcase/rules/fact_columns.hpp>
#include <libcase/vocabulary/date.hpp>

namespace libcase::testing {

/// A unit of so many persons who apply and are assessed on the first of June 2012. They have no
/// ids: the first is person 1.
inline FactColumns a_unit(std::uint32_t persons) {
  FactColumns facts;
  facts.first_person = {0, persons};
  const std::int32_t day = Date{2012, 6, 1}.days_since_epoch();
  facts.column(FactName::assessed_on) = DateColumn{{day}, {day}};
  facts.column(FactName::application_on) = DateColumn{{day}, {day}};
  return facts;
}

} // namespace libcase::testing
