#include "rules/evidence.hpp"

#include <algorithm>

#include <libcase/rules/fact_words.hpp>

#include "rules/localized.hpp"

namespace libcase {

PersonId person_id(const FactColumns& facts, std::size_t person) {
  return {facts.persons.empty() ? static_cast<std::int64_t>(person) + 1 : facts.persons[person]};
}

LocalizedText person_in_words(const FactColumns& facts, std::size_t person) {
  return LocalizedText{"person ", "persoon "} +
         same(std::to_string(person_id(facts, person).value));
}

LocalizedText values_in_words(const FactColumns& facts, const std::vector<FactName>& names,
                              FactOf of, std::size_t row) {
  LocalizedText words;
  for (const FactName name : names) {
    const Fact& asked = fact(name);
    if (asked.of == of && asked.is_shown) {
      append(words, ", ", label(name));
      words += {": " + value_in_words(facts, name, row, false),
                ": " + value_in_words(facts, name, row, true)};
    }
  }
  return words;
}

std::vector<std::string> evidence_tables_of(const FactColumns& facts,
                                            const std::vector<FactName>& names,
                                            std::span<const std::size_t> persons) {
  std::vector<std::string> tables;
  for (const FactName name : names) {
    const auto is_unknown = [&](std::size_t row) { return !is_known(facts, name, row); };
    const bool would_tell =
        fact(name).of == FactOf::unit ? is_unknown(0) : std::ranges::any_of(persons, is_unknown);
    const std::string table{fact(name).evidence_table};
    if (would_tell && !table.empty() && std::ranges::find(tables, table) == tables.end()) {
      tables.push_back(table);
    }
  }
  return tables;
}

LocalizedText would_settle(const std::string& tables) {
  return {" A record in " + tables + " would settle it.",
          " Een gegeven in " + tables + " geeft uitsluitsel."};
}

} // namespace libcase
