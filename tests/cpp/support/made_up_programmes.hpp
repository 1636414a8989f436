// Rule files made up for tests: every form of condition, benefit and cap, nothing of any law. For
// `made_up`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <libcase/rules/catalogue.hpp>

namespace libcase::testing {

/// Cash, in two versions by the date of the application; of the later one an amount is disputed.
inline constexpr std::string_view made_up_hrt = R"({
  "code": "HRT", "name": {"en": "Cash", "nl": "Geld"}, "implementer": "X",
  "target_group": {"en": "all", "nl": "allen"},
  "version_by": {"date": "application", @},
  "versions": [
    {"name": "2009-11",
     "from": {"date": "2009-01-01", @},
     "until": {"date": "2011-01-01", @},
     "criteria": [
       {"name": "first_help", "text": {"en": "first help", "nl": "eerste hulp"}, "scope": "each",
        "when": {"not": {"fact": "last_assisted_departure_on", "from": {"fact": "application_on",
                                                                        "plus_months": -60}}},
        @},
       {"name": "no_ban", "text": {"en": "no ban", "nl": "geen verbod"}, "scope": "all",
        "when": {"not": {"fact": "entry_ban_months", "over": 60}}, @,
        "attested_from": "2010-01-01"}],
     "benefits": [
       {"name": "adult", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": "adult",
        "amount": {"euro": "1500.00", @}, @},
       {"name": "child", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": "minor",
        "amount": {"euro": "700.00", @}, @}],
     "caps": [{"of": "family", "amount": {"euro": "4000.00", @}}],
     "combines_with": [{"programme": "SDT", @}]},
    {"name": "2011-17",
     "from": {"date": "2011-01-01", @},
     "until": {"date": "2018-01-01", @},
     "criteria": [
       {"name": "permission", "text": {"en": "permission", "nl": "toestemming"},
        "when": {"any": ["permission", {"not": "can_pay_journey"}]}, @},
       {"name": "home", "text": {"en": "home", "nl": "thuis"}, "scope": "any", "among": "principal",
        "when": {"fact": "nationality", "same_as": "destination"}, @},
       {"name": "not_before", "text": {"en": "not left", "nl": "niet weg"},
        "when": {"not": "has_left_before"}, @},
       {"name": "own_accord", "text": {"en": "by choice", "nl": "uit eigen keus"}, "scope": "each",
        "among": {"not": {"fact": "departure_mode", "is": "not_left"}},
        "when": {"fact": "departure_mode", "any_of": ["voluntary", "unsupervised"]},
        "provided": {"en": "they choose to", "nl": "zij dat kiezen"}, @},
       {"name": "guardian", "text": {"en": "a guardian", "nl": "een voogd"}, "scope": "each",
        "among": "unaccompanied_minor",
        "when": {"any": [
          {"all": ["guardian_agrees_to_return", "guardian_ends_procedures"]},
          {"all": ["guardian_allows_data_exchange",
                   {"fact": "view_of_return", "any_of": ["wants_to_return", "objects"]}]}]},
        @}],
     "benefits": [
       {"name": "adult", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": "adult",
        "amount": {"dispute": "adult", "default": "B", "readings": [
          {"name": "A", "euro": "1750.00", @},
          {"name": "B", "euro": "1600.00", "source": "made up", "certainty": "inferred",
           "reason": {"en": "made up", "nl": "verzonnen"}}]}, @},
       {"name": "minor", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": "minor", @}],
     "caps": [{"of": "person", "amount": {"euro": "1700.00", @}}],
     "combines_with": [{"programme": "SDT", @},
                       {"programme": "AVR-FC", @}]}]
})";

/// For families, in kind with some cash, by the date of departure; what it is combined with counts
/// in its caps.
inline constexpr std::string_view made_up_avr_fc = R"({
  "code": "AVR-FC", "name": {"en": "Families", "nl": "Gezinnen"}, "implementer": "X",
  "target_group": {"en": "families", "nl": "gezinnen"},
  "version_by": {"date": "departure", @},
  "lists": {"safe": {"text": {"en": "safe", "nl": "veilig"}, "is_complete": true, @,
                     "countries": [{"country": "AFG", "until": "2011-06-01"}]}},
  "versions": [
    {"name": "2010", "from": {"date": "2010-01-01", @},
     "until": {"date": "2017-01-01", @},
     "criteria": [
       {"name": "family", "text": {"en": "family", "nl": "gezin"},
        "when": {"fact": "composition", "any_of": ["family_with_children", "adults"]},
        @},
       {"name": "unsafe", "text": {"en": "unsafe", "nl": "onveilig"}, "scope": "each",
        "when": {"not": {"fact": "nationality", "on_list": "safe"}}, @},
       {"name": "one_in_kind", "text": {"en": "one in kind", "nl": "een in natura"},
        "scope": "each", "when": {"not": "other_in_kind"}, @}],
     "benefits": [
       {"name": "adult", "text": {"en": "a", "nl": "b"}, "support": "in_kind", "who": "adult",
        "amount": {"euro": "2000.00", @},
        "cash_at_most": {"euro": "300.00", @}, @},
       {"name": "child", "text": {"en": "a", "nl": "b"}, "support": "in_kind", "who": "child_in_family", "uncapped_until_age": 18,
        @}],
     "caps": [{"of": "package", "amount": {"euro": "3500.00", @}},
              {"of": "package", "support": "cash",
               "amount": {"euro": "2500.00", @}}],
     "combines_with": [{"programme": "SDT", @}]}]
})";

/// In kind, by the grant behind the project; not open to whoever is in another programme.
inline constexpr std::string_view made_up_sdt = R"({
  "code": "SDT", "name": {"en": "Projects", "nl": "Projecten"}, "implementer": "X",
  "target_group": {"en": "all", "nl": "allen"},
  "version_by": {"date": "grant", @},
  "versions": [
    {"name": "2009", "from": {"date": "2009-01-01", @}, "is_open": true,
     "criteria": [
       {"name": "consent", "text": {"en": "consent", "nl": "instemming"}, "scope": "any",
        "when": {"any": ["ends_procedures", "principal"]}, @},
       {"name": "not_elsewhere", "text": {"en": "not elsewhere", "nl": "niet elders"},
        "when": {"not": {"fact": "other_programmes", "any_of": ["AVR-FC"]}}, @},
       {"name": "stayed", "text": {"en": "stayed", "nl": "verbleef"}, "scope": "all",
        "when": {"not": {"fact": "places", "any_of": ["departure_centre"]}}, @}],
     "benefits": [
       {"name": "project", "text": {"en": "a", "nl": "b"}, "support": "in_kind",
        "who": {"any": ["participation_approved", "principal"]},
        "amount": {"euro": "1800.00", @}, @}]}]
})";

/// The programme of a rule file in which @ stands for a source.
inline Programme made_up(std::string_view text) {
  std::string json;
  for (const char letter : text) {
    json += letter == '@' ? R"("source": "made up", "certainty": "stated")" : std::string{letter};
  }
  return programme_from_json(json, "made up");
}

inline Catalogue made_up_catalogue() {
  Catalogue catalogue;
  for (const std::string_view text : {made_up_hrt, made_up_avr_fc, made_up_sdt}) {
    catalogue.add(made_up(text));
  }
  return catalogue;
}

/// Of so many programmes that are parted in threes, the one of a number: cash for an adult, which
/// goes together with those of other threes.
inline Programme one_of_threes(int number, int count, const std::string& amount,
                               const std::string& more = {}) {
  std::string others;
  for (int other = 0; other < count; ++other) {
    if (other / 3 != number / 3) {
      others += (others.empty() ? "" : ",") + (R"({"programme": "P-)" + std::to_string(other)) +
                R"(", @})";
    }
  }
  return made_up(R"({
    "code": "P-)" +
                 std::to_string(number) +
                 R"(", "name": {"en": "One", "nl": "Een"}, "implementer": "X",
    "target_group": {"en": "all", "nl": "allen"}, "version_by": {"date": "application", @},
    "versions": [{"name": "1", "from": {"date": "2000-01-01", @}, "is_open": true,
      "benefits": [{"name": "adult", "text": {"en": "a", "nl": "b"}, "support": "cash",
                    "who": "adult", "amount": {"euro": ")" +
                 amount + R"(", @}, @}],
      "combines_with": [)" +
                 others + "]" + more + "}]}");
}

/// A programme of a single version that asks only for a fact, in whatever way.
inline Programme programme_asking(FactName name) {
  Programme programme = made_up(made_up_hrt);
  programme.version_by.date = VersionDate::application;
  programme.versions.resize(1);
  ProgrammeVersion& version = programme.versions.front();
  version.benefits.clear();
  version.criteria.resize(1);
  version.criteria.front().among.reset();
  version.criteria.front().when = Condition{IsSo{name}};
  return programme;
}

} // namespace libcase::testing
