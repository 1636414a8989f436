// What an explanation says, part by part in one language, before it is laid out.
#pragma once

#include <string>
#include <vector>

#include <libcase/rules/assessment.hpp>

namespace libcase {

/// A finding, or a line of what somebody gets.
struct ExplainedItem {
  std::string text;
  std::string amount{}; ///< of a line that has one, or why not
  std::string source{}; ///< empty where it rests on none of its own
  bool is_inferred = false;
  Verdict verdict = Verdict::met; ///< of a finding
  std::vector<std::string> details{};
};

/// The parts of an explanation, in the order in which they are read.
struct Explained {
  std::string title;                     ///< "Assessment of Name (CODE)"
  std::string day;                       ///< "on 20 March 2011, rules 2011"
  std::string outcome;                   ///< "Outcome: eligible"
  std::string rests_on_others{};         ///< of a part of it: that what is not told decides
  std::vector<std::string> persons{};    ///< their outcomes, where they are not all the unit's
  std::string why;                       ///< a heading, as are the next two
  std::vector<ExplainedItem> findings{}; ///< those that decide first
  std::string entitlement{};             ///< empty where there is none
  std::string notes_heading;
  std::vector<ExplainedItem> lines{};
  std::vector<std::string> totals{};
  std::vector<std::string> notes{};
  std::string closing; ///< that it is an indication
};

/// An assessment in the words of a language.
Explained explained(const Assessment& assessment, Language language);

} // namespace libcase
