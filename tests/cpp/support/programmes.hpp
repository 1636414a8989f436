// Rule files for tests, made up: a test changes the one thing it is about.
#pragma once

#include <string>

#include <libcase/rules/catalogue.hpp>

namespace libcase::testing {

/// A rule file of one version, 2012, with these parts in it: `"criteria": [...], "benefits":
/// [...]`.
inline std::string a_rule_file(const std::string& parts, const std::string& extra = {}) {
  return R"({"code": "TEST", "name": {"en": "Test", "nl": "Toets"}, "implementer": "nobody",
    "target_group": {"en": "nobody", "nl": "niemand"},
    "version_by": {"date": "application", "source": "made up", "certainty": "stated"},)" +
         extra + R"(
    "versions": [{"name": "2012",
      "from": {"date": "2012-01-01", "source": "made up", "certainty": "stated"},
      "until": {"date": "2013-01-01", "source": "made up", "certainty": "stated"})" +
         (parts.empty() ? "" : ",") + parts + "}]}";
}

inline Programme a_programme(const std::string& parts, const std::string& extra = {}) {
  return programme_from_json(a_rule_file(parts, extra));
}

/// A criterion with this condition and scope.
inline std::string a_criterion(const std::string& when, const std::string& scope = "any",
                               const std::string& more = {}) {
  return R"({"name": "asked", "text": {"en": "it is so", "nl": "het is zo"}, "scope": ")" + scope +
         R"(", "when": )" + when + R"(, "source": "made up", "certainty": "stated")" + more + "}";
}

/// A benefit of so many euro for whom the condition is so; its name says how many and in what form.
inline std::string a_benefit(const std::string& who, const std::string& euro,
                             const std::string& support = "cash", const std::string& more = {}) {
  return R"({"name": ")" + euro + "_" + support +
         R"(", "text": {"en": "money", "nl": "geld"}, "support": ")" + support + R"(", "who": )" +
         who + R"(, "amount": {"euro": ")" + euro +
         R"(", "source": "made up", "certainty": "stated"}, "source": "made up",
         "certainty": "stated")" +
         more + "}";
}

} // namespace libcase::testing
