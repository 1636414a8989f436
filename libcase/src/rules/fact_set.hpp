// Sets of facts, in the order of FactName.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <libcase/rules/condition.hpp>
#include <libcase/rules/facts.hpp>

namespace libcase {

/// The day on which a fact is somebody's age; empty where it is none.
constexpr std::optional<FactName> day_of_age(FactName name) {
  switch (name) {
  case FactName::age:
    return FactName::assessed_on;
  case FactName::age_at_application:
    return FactName::application_on;
  case FactName::age_at_award:
    return FactName::award_on;
  case FactName::age_at_departure:
    return FactName::own_departure_on;
  default:
    return std::nullopt;
  }
}

class FactSet {
public:
  void add(FactName name) {
    set(name);
    if (const auto day = day_of_age(name)) { // by which rules answer what is asked of it
      set(FactName::born_on);
      set(*day);
    }
  }
  /// Adds the facts that a condition asks for.
  void add(const Condition& condition);
  std::vector<FactName> names() const;

private:
  void set(FactName name) {
    const auto fact = static_cast<std::size_t>(name);
    words_[fact / 64] |= std::uint64_t{1} << fact % 64;
  }

  std::array<std::uint64_t, fact_count / 64 + 1> words_{}; ///< a bit a fact
};

} // namespace libcase
