#include <array>
#include <cassert>

#include <libcase/rules/facts.hpp>

#include "rules/fact_kinds.hpp"
#include "rules/facts/application.hpp"
#include "rules/facts/asylum.hpp"
#include "rules/facts/departures.hpp"
#include "rules/facts/fact_row.hpp"
#include "rules/facts/family.hpp"
#include "rules/facts/preparation.hpp"
#include "rules/facts/projects.hpp"
#include "rules/facts/read_facts.hpp"
#include "rules/facts/residence.hpp"
#include "rules/facts/stays.hpp"

namespace libcase {

namespace {

constexpr std::array<FactRow, fact_count> rows =
    in_order(readers::application_facts, readers::asylum_facts, readers::departure_facts,
             readers::family_facts, readers::preparation_facts, readers::project_facts,
             readers::residence_facts, readers::stay_facts);

constexpr std::array<Fact, fact_count> all_facts = [] {
  std::array<Fact, fact_count> found{};
  for (std::size_t fact = 0; fact < fact_count; ++fact) {
    found[fact] = rows[fact].fact;
  }
  return found;
}();

} // namespace

std::span<const Fact> facts() {
  return all_facts;
}

const Fact& fact(FactName name) {
  return all_facts[static_cast<std::size_t>(name)];
}

bool is_askable(const Fact& fact, std::size_t code) {
  const std::string_view text = fact.codes[code];
  return fact.kind == FactKind::codes ? code_bits(text, code) == std::uint64_t{1} << code
                                      : code_value(text, code) != unknown_code;
}

void read_fact(const UnitOnDay& unit, FactName name, FactColumns& columns) {
  const FactRow& row = rows[static_cast<std::size_t>(name)];
  unit.take_looked_at();
  row.read(unit, name, columns);
  // Other kinds may not have been read from the register for it.
  Kinds told = row.found_from;
  told |= kinds_of<Case, Person, UnitMember>;
  assert(told.has_all(unit.take_looked_at()));
}

} // namespace libcase
