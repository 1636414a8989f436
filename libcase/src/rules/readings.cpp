#include "rules/readings.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

#include "text/joined.hpp"
#include "text/suggestion.hpp"

namespace libcase {

namespace {

/// The names of readings by those of their disputes.
using Disputes = std::map<std::string, std::set<std::string>>;

void collect(const Programme& programme, Disputes& disputes) {
  const auto add = [&](const std::optional<Amount>& amount) {
    if (amount && !amount->dispute.empty()) {
      for (const Reading& reading : amount->readings) {
        disputes[amount->dispute].insert(reading.name);
      }
    }
  };
  for (const ProgrammeVersion& version : programme.versions) {
    for (const Benefit& benefit : version.benefits) {
      add(benefit.amount);
      add(benefit.cash_at_most);
    }
    for (const Minimum& minimum : version.minimums) {
      add(minimum.amount);
    }
    for (const Cap& cap : version.caps) {
      add(cap.amount);
    }
    for (const Volume& volume : version.volumes) {
      add(volume.amount);
    }
  }
}

std::string shown_name(const std::string& name, const std::set<std::string>& known) {
  const std::vector<std::string_view> words(known.begin(), known.end());
  return kind_and_length(name) + did_you_mean(name, words);
}

} // namespace

void require_readings(const RuleOptions& options, const std::vector<const Programme*>& programmes) {
  if (options.readings.empty()) {
    return;
  }
  Disputes disputes;
  for (const Programme* programme : programmes) {
    collect(*programme, disputes);
  }
  for (const auto& [dispute, reading] : options.readings) {
    const auto found = disputes.find(dispute);
    if (found == disputes.end()) {
      std::set<std::string> known;
      for (const auto& [name, readings] : disputes) {
        known.insert(name);
      }
      throw InvalidValue("unknown_reading",
                         known.empty()
                             ? "expected no reading, for nothing is disputed here, found " +
                                   kind_and_length(dispute)
                             : "expected a reading of one of the disputes " + joined(known) +
                                   ", found " + shown_name(dispute, known));
    }
    if (!found->second.contains(reading)) {
      throw InvalidValue("unknown_reading", "expected one of the readings " +
                                                joined(found->second) + " of " + dispute +
                                                ", found " + shown_name(reading, found->second));
    }
  }
}

RuleOptions options_for(const Programme& programme, RuleOptions options) {
  if (!options.readings.empty()) {
    Disputes disputes;
    collect(programme, disputes);
    std::erase_if(options.readings,
                  [&](const auto& asked) { return !disputes.contains(asked.first); });
  }
  return options;
}

} // namespace libcase
