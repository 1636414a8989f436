// A comparison as people read it: text for a terminal, a page for a browser.
#include <libcase/statistics/compare.hpp>
#include <libcase/statistics/table.hpp>

#include "statistics/grid.hpp"
#include "text/aligned.hpp"
#include "text/html.hpp"
#include "text/joined.hpp"

namespace libcase {

namespace {

constexpr std::string_view how_to_read =
    "Each case is under the combination of programmes whose known amounts come to most, of those "
    "for which it is eligible.\n"
    "These amounts stand under a and b; undetermined cases are those that might get something, or "
    "more, if more were known.\n"
    "Winners and losers are cases of which all is known on both sides; comparable is the "
    "difference for these alone.\n";

std::string in_whole_units(std::int64_t cents) {
  return std::to_string((cents + (cents < 0 ? -50 : 50)) / 100);
}

Grid grid_of(const Comparison& comparison) {
  const std::string& currency = comparison.definition.currency;
  const std::string money = currency == "EUR" ? "euro" : currency;
  Grid grid{.label_count = 2,
            .header = {"by", "group", "cases", money + " a", money + " b", "difference",
                       "comparable", "winners", "losers", "unchanged", "not comparable",
                       "undetermined a", "undetermined b", "unknown lines a", "unknown lines b"},
            .rows = {}};
  const auto undetermined = [](const RuleCosts& costs) {
    return std::to_string(costs.undetermined + costs.partly_undetermined);
  };
  for (const ComparisonRow& row : comparison.rows) {
    const bool is_total = row.by == total_label;
    grid.rows.push_back(
        {{is_total ? "" : row.by, row.label, std::to_string(row.cases),
          in_whole_units(row.a.known_cents()), in_whole_units(row.b.known_cents()),
          in_whole_units(row.b.known_cents() - row.a.known_cents()),
          in_whole_units(row.comparable_difference_cents), std::to_string(row.winners),
          std::to_string(row.losers), std::to_string(row.unchanged),
          std::to_string(row.not_comparable), undetermined(row.a), undetermined(row.b),
          std::to_string(row.a.unknown_lines), std::to_string(row.b.unknown_lines)},
         is_total});
  }
  return grid;
}

std::string cohort_in_words(const ComparisonDefinition& definition) {
  const std::string modes = joined(definition.modes, &to_text<DepartureMode>);
  return "cases by their first " + std::string{to_text(definition.by)} + " in " +
         definition.period.to_string() + (modes.empty() ? "" : ", of the mode " + modes);
}

std::string programmes_in_words(const std::vector<std::string>& programmes) {
  return programmes.empty() ? "all but temporary return" : joined(programmes);
}

std::string rules_in_words(const ComparedRules& rules) {
  const auto in_words = [](const OwnProgramme& programme) {
    return programme.code.code() + (programme.file.empty() ? "" : " (" + programme.file + ")");
  };
  return (rules.frozen_on
              ? "those of " + rules.frozen_on->to_string() + ", whatever the dates of the cases"
              : "those of each case's own day") +
         (rules.own.empty() ? "" : "; own: " + joined(rules.own, in_words));
}

DefinitionParts parts_of(const ComparisonDefinition& definition) {
  DefinitionParts parts{{"cohort", cohort_in_words(definition) + ", as they were that day"}};
  if (definition.programmes_a == definition.programmes_b) {
    parts.emplace_back("programmes", programmes_in_words(definition.programmes_a));
  } else {
    parts.emplace_back("programmes a", programmes_in_words(definition.programmes_a));
    parts.emplace_back("programmes b", programmes_in_words(definition.programmes_b));
  }
  parts.emplace_back("rules a", rules_in_words(definition.rules_a));
  parts.emplace_back("rules b", rules_in_words(definition.rules_b));
  parts.emplace_back("choice", definition.keeps_recorded_choice
                                   ? "what was chosen in a case bars what the rules exclude beside "
                                     "it"
                                   : "what was chosen in a case bars nothing");
  const auto& readings = definition.options.readings;
  parts.emplace_back("readings", readings.empty() ? "the usual ones"
                                                  : joined(readings, [](const auto& reading) {
                                                      return reading.first + "=" + reading.second;
                                                    }));
  parts.emplace_back("values", definition.options.stated_only ? "stated ones only"
                                                              : "stated and inferred ones");
  parts.emplace_back("vintage", (definition.as_known_at
                                     ? "as known at " + to_text(*definition.as_known_at) + ", "
                                     : std::string{}) +
                                    "recording " + std::to_string(definition.recording));
  parts.emplace_back("made by", "libcase " + definition.library_version);
  parts.emplace_back("note", "an indication");
  return parts;
}

} // namespace

std::string to_text(const ComparisonDefinition& definition) {
  return aligned(parts_of(definition));
}

std::string to_text(const Comparison& comparison) {
  return to_text(grid_of(comparison)) + "\n" + std::string{how_to_read} + "\n" +
         to_text(comparison.definition);
}

std::string to_html(const Comparison& comparison) {
  return page_of("Two sets of rules: " + cohort_in_words(comparison.definition),
                 "<p>" + escaped(how_to_read) + "</p>\n", grid_of(comparison),
                 parts_of(comparison.definition));
}

} // namespace libcase
