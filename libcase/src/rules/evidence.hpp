// The facts behind an answer: their values in words, and the records that would settle the unknown.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <libcase/records/case_file.hpp>
#include <libcase/rules/fact_columns.hpp>
#include <libcase/vocabulary/localized_text.hpp>

namespace libcase {

/// The id of a person of the columns; their number, from 1 on, where there are no ids.
PersonId person_id(const FactColumns& facts, std::size_t person);
/// The role in the unit, numbered where several have it, and the office's reference where there is
/// one: "the principal (P-17)", "child 2".
LocalizedText person_in_words(const FactColumns& facts, std::size_t person);
/// The same of each person.
std::vector<LocalizedText> persons_in_words(const FactColumns& facts);

/// What a date that no record tells is taken as: "award taken as 3 May 2012: no award under this
/// programme is recorded". Nothing for other facts.
LocalizedText assumed_in_words(const FactColumns& facts, FactName name, std::size_t row);
/// "label: value, label: value" of those facts that are of a unit, or of a person, but for
/// those that stand in no sentence. A value has the day of its record, a date that is none the day
/// that is taken for it.
LocalizedText values_in_words(const FactColumns& facts, const std::vector<FactName>& names,
                              FactOf of, std::size_t row);

/// The tables whose records would settle what is unknown of the first unit and of these persons.
std::vector<std::string> evidence_tables_of(const FactColumns& facts,
                                            const std::vector<FactName>& names,
                                            std::span<const std::size_t> persons);
/// The sentence that says so: "A record of the asylum procedure would
/// settle it." Nothing for no tables.
LocalizedText would_settle(const std::vector<std::string>& tables);

} // namespace libcase
