#include "rules/evidence.hpp"

#include <algorithm>

#include <libcase/rules/fact_words.hpp>

#include "rules/localized.hpp"
#include "text/notation.hpp"
#include "text/words.hpp"

namespace libcase {

namespace {

/// The key of its word; "unknown" where it is not known.
std::string role_of(const FactColumns& facts, std::size_t person) {
  const auto* roles = std::get_if<CodeColumn>(&facts.column(FactName::role));
  const std::uint8_t code = roles == nullptr ? unknown_code : (*roles)[person];
  return std::string{code == unknown_code ? "unknown" : fact(FactName::role).codes[code]};
}

} // namespace

PersonId person_id(const FactColumns& facts, std::size_t person) {
  return {facts.persons.empty() ? static_cast<std::int64_t>(person) + 1 : facts.persons[person]};
}

LocalizedText person_in_words(const FactColumns& facts, std::size_t person) {
  const std::string role = role_of(facts, person);
  std::size_t number = 0;
  std::size_t count = 0;
  for (std::size_t other = 0; other < facts.person_count(); ++other) {
    const bool is_alike = role_of(facts, other) == role;
    count += is_alike ? 1 : 0;
    number += is_alike && other <= person ? 1 : 0;
  }
  LocalizedText name = count == 1
                           ? words("only", role)
                           : words("one_of_several", role) + same(" " + std::to_string(number));
  const auto reference = facts.references.find(person_id(facts, person).value);
  return reference == facts.references.end() ? name : name + same(" (" + reference->second + ")");
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

LocalizedText would_settle(const std::vector<std::string>& tables) {
  if (tables.empty()) {
    return {};
  }
  LocalizedText records;
  for (const std::string& table : tables) {
    const bool is_first = &table == &tables.front();
    const bool is_last = &table == &tables.back();
    records += (is_first ? LocalizedText{} : words("settling", is_last ? "and" : "comma")) +
               words("records", table);
  }
  return filled(words("settling", tables.size() == 1 ? "one" : "more"), "{records}", records);
}

} // namespace libcase
