#include <algorithm>
#include <array>

#include <libcase/statistics/compare.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

namespace {

std::string in_whole_euro(std::int64_t cents) {
  return std::to_string((cents + (cents < 0 ? -50 : 50)) / 100);
}

std::string in_words(const std::vector<std::string>& programmes) {
  std::string words;
  for (const std::string& code : programmes) {
    words += (words.empty() ? "" : ", ") + code;
  }
  return words.empty() ? "all but temporary return" : words;
}

/// The programmes of both sides, in one line where they are the same.
std::vector<std::pair<std::string, std::string>> programmes_of(const ComparisonOptions& options) {
  if (options.programmes_a == options.programmes_b) {
    return {{"programmes", in_words(options.programmes_a)}};
  }
  return {{"programmes a", in_words(options.programmes_a)},
          {"programmes b", in_words(options.programmes_b)}};
}

std::string in_words(const ComparedRules& rules) {
  std::string words = rules.frozen_on ? "those of " + rules.frozen_on->to_string() +
                                            ", whatever the dates of "
                                            "the cases"
                                      : std::string{"those of each case's own day"};
  for (const OwnProgramme& programme : rules.own) {
    words += (&programme == &rules.own.front() ? "; own: " : ", ") + programme.code.code() +
             (programme.file.empty() ? "" : " (" + programme.file + ")");
  }
  return words;
}

} // namespace

std::string to_text(const Comparison& comparison) {
  std::vector<std::vector<std::string>> lines{
      {"by", "group", "cases", "euro a", "euro b", "difference", "comparable", "winners", "losers",
       "unchanged", "not comparable", "undetermined a", "undetermined b", "unknown lines a",
       "unknown lines b"}};
  const auto undetermined = [](const RuleCosts& costs) {
    return std::to_string(costs.undetermined + costs.partly_undetermined);
  };
  for (const ComparisonRow& row : comparison.rows) {
    std::vector<std::string>& line = lines.emplace_back();
    line = {row.by == total_label ? "" : row.by,
            row.label,
            std::to_string(row.cases),
            in_whole_euro(row.a.known_cents()),
            in_whole_euro(row.b.known_cents()),
            in_whole_euro(row.b.known_cents() - row.a.known_cents()),
            in_whole_euro(row.comparable_difference_cents),
            std::to_string(row.winners),
            std::to_string(row.losers),
            std::to_string(row.unchanged),
            std::to_string(row.not_comparable),
            undetermined(row.a),
            undetermined(row.b),
            std::to_string(row.a.unknown_lines),
            std::to_string(row.b.unknown_lines)};
  }
  std::vector<std::size_t> widths(lines.front().size());
  for (const auto& line : lines) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      widths[at] = std::max(widths[at], line[at].size());
    }
  }
  constexpr std::size_t label_count = 2;
  std::string text;
  for (const auto& line : lines) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      const std::string padding(widths[at] - line[at].size(), ' ');
      text += (at == 0 ? "" : "  ") + (at < label_count ? line[at] + padding : padding + line[at]);
    }
    text += "\n";
  }
  return text +
         "\nEach case is under the combination of programmes whose known amounts come to most, of "
         "those for which it is eligible.\nEuro are these amounts; undetermined cases are those "
         "that "
         "might get something, or more, if more were known.\nWinners and losers are cases of "
         "which all is known on both sides; comparable is the difference for these alone.\n\n" +
         definition_to_text(comparison);
}

std::string definition_to_text(const Comparison& comparison) {
  const ComparisonOptions& options = comparison.options;
  std::string readings;
  for (const auto& [dispute, reading] : options.rules.readings) {
    readings.append(readings.empty() ? "" : ", ").append(dispute).append("=").append(reading);
  }
  std::vector<std::pair<std::string, std::string>> parts{
      {"cohort", "cases by their first " + std::string{to_text(comparison.cohort.by)} + " in " +
                     comparison.cohort.period.to_string() + ", as they were that day"},
      {"rules a", in_words(comparison.rules_a)},
      {"rules b", in_words(comparison.rules_b)},
      {"choice", options.keeps_recorded_choice
                     ? "what was chosen in a case bars what the rules exclude beside it"
                     : "what was chosen in a case bars nothing"},
      {"readings", readings.empty() ? "the usual ones" : readings},
      {"values", options.rules.stated_only ? "stated ones only" : "stated and inferred ones"},
      {"vintage", (options.as_known_at ? "as known at " + to_text(*options.as_known_at) + ", "
                                       : std::string{}) +
                      "recording " + std::to_string(comparison.recording)},
      {"made by", "libcase " + comparison.library_version},
      {"note", "an indication: the implementer decides"},
  };
  const auto programmes = programmes_of(options);
  parts.insert(parts.begin() + 1, programmes.begin(), programmes.end());
  std::size_t width = 0;
  for (const auto& [name, part] : parts) {
    width = std::max(width, name.size() + 2);
  }
  std::string text;
  for (auto [name, part] : parts) {
    name.resize(width, ' ');
    text += name + part + "\n";
  }
  return text;
}

} // namespace libcase
