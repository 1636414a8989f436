// Single values of a rule file. What is none is refused by its path.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/describe/described.hpp>
#include <libcase/rules/facts.hpp>
#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/localized_text.hpp>
#include <libcase/vocabulary/programme_code.hpp>

#include "text/json_node.hpp"

namespace libcase {

/// Runs what may throw InvalidValue, and puts the path before its message and a hint behind it.
template <class Read, class Hint>
auto at_node(const JsonNode& node, const Read& read, const Hint& hint) {
  try {
    return read();
  } catch (const InvalidValue& error) {
    if (error.code() == node.code()) {
      throw;
    }
    node.refuse(error.what() + hint());
  }
}
template <class Read>
auto at_node(const JsonNode& node, const Read& read) {
  return at_node(node, read, [] { return std::string{}; });
}

template <DescribedEnum E>
E code_at(const JsonNode& node) {
  const auto found = code_from_text<E>(node.text());
  if (!found) {
    node.expected_one_of(code_names<E>);
  }
  return *found;
}

/// A programme that a rule file names, and where it does.
struct NamedProgramme {
  ProgrammeCode code;
  std::string path;
};

Date date_at(const JsonNode& node);
Country country_at(const JsonNode& node);
/// The programme code, which is added to those that the file names.
ProgrammeCode programme_code_at(const JsonNode& node, std::vector<NamedProgramme>& named);
FactName fact_at(const JsonNode& node);
/// A fact of that kind; `what` says what was expected.
FactName fact_at(const JsonNode& node, FactKind kind, const std::string& what);
/// What an object says in one language or more, by their codes of two letters; the other keys that
/// may stand in it are left alone.
LocalizedText texts_at(const JsonNode& node, std::span<const std::string_view> others = {});
/// A whole number between -100,000 and 100,000.
int small_number_at(const JsonNode& node);

} // namespace libcase
