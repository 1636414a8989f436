#include "rules/evidence.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include <libcase/records/all.hpp>
#include <libcase/rules/fact_words.hpp>

namespace libcase {

namespace {

/// The key of its word; "unknown" where it is not known.
std::string_view role_of(const FactColumns& facts, std::size_t person) {
  const auto* roles = std::get_if<CodeColumn>(&facts.column(FactName::role));
  const std::uint8_t code = roles == nullptr ? unknown_code : (*roles)[person];
  return code == unknown_code ? std::string_view{"unknown"} : fact(FactName::role).codes[code];
}

bool is_unknown_of_any(const FactColumns& facts, FactName name,
                       std::span<const std::size_t> persons) {
  return std::ranges::any_of(persons,
                             [&](std::size_t person) { return !is_known(facts, name, person); });
}

/// The table whose records would settle an unknown fact, or the one that is to be known first.
std::string_view table_that_tells(const FactColumns& facts, FactName name) {
  const auto first = fact(name).settled_after;
  bool is_open = false;
  for (std::size_t person = 0; first && person < facts.person_count(); ++person) {
    is_open = is_open || !is_known(facts, *first, person);
  }
  return is_open ? table_that_tells(facts, *first) : fact(name).evidence_table;
}

/// "label: value", with the day of the record where that is not the value itself.
LocalizedText fact_with_value(const FactColumns& facts, FactName name, std::size_t row) {
  LocalizedText value = value_in_words(facts, name, row);
  const std::optional<Date> recorded_on = facts.record_day(name, row);
  if (recorded_on && fact(name).kind != FactKind::date) {
    value = said("findings", "recorded_value", {{"value", value}, {"day", *recorded_on}});
  }
  return said("findings", "value", {{"fact", label(name)}, {"value", value}});
}

} // namespace

PersonId person_id(const FactColumns& facts, std::size_t person) {
  return {facts.persons.empty() ? static_cast<std::int64_t>(person) + 1 : facts.persons[person]};
}

LocalizedText person_in_words(const FactColumns& facts, std::size_t person) {
  const std::string_view role = role_of(facts, person);
  std::size_t number = 0;
  std::size_t count = 0;
  for (std::size_t other = 0; other < facts.person_count(); ++other) {
    const bool is_alike = role_of(facts, other) == role;
    count += is_alike ? 1 : 0;
    number += is_alike && other <= person ? 1 : 0;
  }
  LocalizedText name = count == 1 ? said("only", role)
                                  : said("persons", "numbered",
                                         {{"role", said("one_of_several", role)},
                                          {"number", static_cast<std::int64_t>(number)}});
  const auto reference = facts.references.find(person_id(facts, person).value);
  return reference == facts.references.end()
             ? name
             : said("persons", "with_reference",
                    {{"person", name}, {"reference", LocalizedText::same(reference->second)}});
}

std::vector<LocalizedText> persons_in_words(const FactColumns& facts) {
  std::vector<LocalizedText> names;
  names.reserve(facts.person_count());
  for (std::size_t person = 0; person < facts.person_count(); ++person) {
    names.push_back(person_in_words(facts, person));
  }
  return names;
}

LocalizedText assumed_in_words(const FactColumns& facts, FactName name, std::size_t row) {
  return facts.is_assumed(name, row)
             ? said("assumed", to_text(name), {{"day", value_in_words(facts, name, row)}})
             : LocalizedText{};
}

LocalizedText values_in_words(const FactColumns& facts, const std::vector<FactName>& names,
                              FactOf of, std::size_t row) {
  std::vector<LocalizedText> values;
  for (const FactName name : names) {
    const Fact& asked = fact(name);
    if (asked.of == of && asked.is_shown && !asked.is_sensitive) {
      const LocalizedText assumed = assumed_in_words(facts, name, row);
      values.push_back(assumed.empty() ? fact_with_value(facts, name, row) : assumed);
    }
  }
  return LocalizedText::listed("comma", std::move(values));
}

std::vector<std::string> evidence_tables_of(const FactColumns& facts,
                                            const std::vector<FactName>& names,
                                            std::span<const std::size_t> persons) {
  std::vector<std::string> tables;
  for (const FactName name : names) {
    const bool would_tell = fact(name).of == FactOf::unit ? !is_known(facts, name, 0)
                                                          : is_unknown_of_any(facts, name, persons);
    const std::string table{table_that_tells(facts, name)};
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
  std::vector<LocalizedText> records;
  for (const std::string& table : tables) {
    records.push_back(said("records", find_record_kind(table)->table));
  }
  return said("settling", tables.size() == 1 ? "one" : "more",
              {{"records", LocalizedText::listed("record", std::move(records), "last_record")}});
}

} // namespace libcase
