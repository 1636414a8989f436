// Sets of facts, in the order of FactName.
#pragma once

#include <bitset>
#include <vector>

#include <libcase/rules/condition.hpp>
#include <libcase/rules/facts.hpp>

namespace libcase {

class FactSet {
public:
  void add(FactName name) {
    facts_.set(static_cast<std::size_t>(name));
    if (name == FactName::age) { // by which rules answer what is asked of it
      facts_.set(static_cast<std::size_t>(FactName::born_on));
    }
  }
  /// Adds the facts that a condition asks for.
  void add(const Condition& condition);
  std::vector<FactName> names() const;

private:
  std::bitset<fact_count> facts_;
};

} // namespace libcase
