// The words of the casebooks for safeguards that are missing: see tests/casebooks/README.md.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <libcase/rules/safeguards.hpp>

namespace libcase::testing {

/// What is missing, in the order of the findings, with something between the words.
inline std::string missing_words(const Safeguards& found, std::string_view between) {
  static const std::map<std::string, std::string> words{{"guardian_not_informed", "informed"},
                                                        {"guardian_not_agreed", "consent"},
                                                        {"minor_not_heard", "heard"},
                                                        {"best_interests_not_decided", "interests"},
                                                        {"reception_not_arranged", "place"}};
  std::string text;
  for (const SafeguardFinding& finding : found.findings) {
    if (finding.verdict != Verdict::met) {
      text += text.empty() ? "" : between;
      text += finding.settled_by == "parental_permissions" ? "permission"
              : finding.settled_by == "split_reviews"      ? "review"
                                                           : words.at(finding.code);
    }
  }
  return text;
}

} // namespace libcase::testing
