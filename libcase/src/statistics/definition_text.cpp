#include <algorithm>
#include <array>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/table.hpp>

#include "statistics/grid.hpp"
#include "text/aligned.hpp"
#include "text/joined.hpp"

namespace libcase {

namespace {

std::string_view part_of(MeasureKind kind) {
  return kind == MeasureKind::cents ? "sums" : kind == MeasureKind::rate ? "rates" : "counts";
}

/// "5 January 2012, 09:00 UTC".
std::string moment_in_words(Instant instant) {
  constexpr std::array<std::string_view, 12> months{
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const std::string text = to_text(instant); // "2012-01-05T09:00:00.000000Z"
  const Date day = Date::parse(text.substr(0, 10));
  return std::to_string(day.day()) + " " +
         std::string{months[static_cast<std::size_t>(day.month()) - 1]} + " " +
         std::to_string(day.year()) + ", " + text.substr(11, 5) + " UTC";
}

} // namespace

DefinitionParts parts_of(const Definition& definition) {
  DefinitionParts parts;
  for (const Measure& measure : definition.measures) {
    parts.emplace_back(part_of(measure.kind), heading(measure) + ": " + measure.meaning);
  }
  parts.emplace_back("population", definition.population);
  parts.emplace_back("period", definition.period.to_string() + ", by " +
                                   std::string{to_text(definition.frequency)});
  if (!definition.modes.empty()) {
    parts.emplace_back("modes", joined(definition.modes));
  }
  for (const DefinedFilter& filter : definition.filters) {
    if (filter.dimension != "mode") { // said already
      parts.emplace_back("only", filter.dimension + " " + joined(filter.labels, {}, " or "));
    }
  }
  parts.emplace_back("vintage",
                     definition.known_at
                         ? "as known at " + moment_in_words(*definition.known_at) +
                               (definition.recording == 0
                                    ? std::string{}
                                    : ", recording " + std::to_string(definition.recording))
                         : "nothing recorded");
  parts.emplace_back("made by", "libcase " + definition.library_version);
  parts.emplace_back("protection", definition.protection);
  for (const std::string& note : definition.notes) {
    parts.emplace_back("note", note);
  }
  return parts;
}

std::string to_text(const Definition& definition) {
  return aligned(parts_of(definition));
}

} // namespace libcase
