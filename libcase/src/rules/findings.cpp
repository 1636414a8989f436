#include "rules/findings.hpp"

#include <algorithm>

#include "rules/evidence.hpp"
#include "rules/localized.hpp"
#include "rules/validity.hpp"
#include "text/joined.hpp"

namespace libcase {

namespace {

LocalizedText verdict_in_words(Verdict verdict) {
  switch (verdict) {
  case Verdict::met:
    return {"Met", "Voldaan"};
  case Verdict::not_met:
    return {"Not met", "Niet voldaan"};
  case Verdict::unknown:
    return {"Unknown", "Onbekend"};
  case Verdict::not_applicable:
    break;
  }
  return {"Not applicable", "Niet van toepassing"};
}

std::string text_of(std::int32_t day) {
  return Date::from_days_since_epoch(day).to_string();
}

Finding finding_on(const Sourced& sourced, std::string criterion, Verdict verdict,
                   LocalizedText sentence) {
  return {.criterion = std::move(criterion),
          .verdict = verdict,
          .sentence = verdict_in_words(verdict) + same(": ") + sentence,
          .source = sourced.source,
          .certainty = sourced.certainty,
          .reason = sourced.reason,
          .persons = {},
          .evidence_tables = {}};
}

/// Which rules apply is unknown; perhaps those of that name.
Finding version_unknown(const Programme& programme, const FactColumns& facts,
                        const std::string& version) {
  const FactName picked_by = version_fact(programme);
  const std::string table{fact(picked_by).evidence_table};
  LocalizedText sentence =
      LocalizedText{"which rules apply follows from ", "welke regels gelden volgt uit "} +
      values_in_words(facts, {picked_by}, FactOf::unit, 0) + same(".");
  if (!version.empty()) {
    sentence += LocalizedText{" Taken here are the rules " + version + ".",
                              " Hier is uitgegaan van de regels " + version + "."};
  }
  Finding finding = finding_on(programme.version_by, "in_force", Verdict::unknown,
                               sentence + would_settle(table));
  finding.evidence_tables = {table};
  return finding;
}

/// The beginning of the version, or its end where that is what leaves open whether it holds.
const SourcedDate& deciding_date(const JudgedUnit& unit) {
  const ProgrammeVersion& version = unit.version;
  const bool has_begun = validity_of(version, unit.options).first <= unit.chosen.version_date;
  const auto& end = version.until ? version.until : version.attested_until;
  const auto& begin = version.from ? version.from : version.attested_from;
  return (unit.in_force == Verdict::unknown && has_begun && end) || !begin ? *end : *begin;
}

Finding in_force_finding(const JudgedUnit& unit) {
  const ProgrammeVersion& version = unit.version;
  if (!unit.chosen.is_certain) {
    return version_unknown(unit.programme, unit.facts, version.name);
  }
  const std::string day = text_of(unit.chosen.version_date);
  const LocalizedText text{"the rules " + version.name + " are in force on " + day,
                           "de regels " + version.name + " gelden op " + day};
  const LocalizedText end =
      unit.in_force == Verdict::unknown
          ? LocalizedText{"; when they began or ended was not found.",
                          "; wanneer zij begonnen of eindigden is niet gevonden."}
          : same(".");
  return finding_on(deciding_date(unit), "in_force", unit.in_force, text + end);
}

/// What no record can settle: lists of which not all is known, and what no record holds.
LocalizedText limits_of(const Condition& condition, const Programme& programme) {
  LocalizedText limits;
  each_form(
      condition,
      Overloaded{
          [&](const NotRecorded& form) {
            append(limits, "; ", LocalizedText{"not recorded: ", "niet vastgelegd: "} + form.what);
          },
          [&](const CountryOnList& form) {
            if (!programme.lists.at(form.list).is_complete) {
              append(limits, "; ",
                     LocalizedText{"not wholly known: the list of ",
                                   "niet geheel bekend: de lijst van "} +
                         form.text);
            }
          },
          [](const auto&) {},
      });
  return limits;
}

/// The persons whose values decide: those whose verdict is that of the finding, or who do not meet
/// what is asked of each.
std::vector<std::size_t> deciding_persons(const JudgedUnit& unit, std::size_t index) {
  const Criterion& criterion = unit.version.criteria[index];
  const std::vector<Verdict>& verdicts = unit.persons.criteria[index];
  const std::vector<Verdict>& among = unit.persons.among[index];
  std::vector<std::size_t> persons;
  for (std::size_t person = 0; person < verdicts.size(); ++person) {
    const bool decides = criterion.scope == Scope::each ? verdicts[person] != Verdict::met
                                                        : verdicts[person] == unit.criteria[index];
    if (decides && (among.empty() || among[person] != Verdict::not_met)) {
      persons.push_back(person);
    }
  }
  return persons;
}

/// The values that were used, of the unit and of these persons.
LocalizedText used_values(const FactColumns& facts, const std::vector<FactName>& asked,
                          std::span<const std::size_t> persons) {
  LocalizedText used = values_in_words(facts, asked, FactOf::unit, 0);
  for (const std::size_t person : persons) {
    const LocalizedText of_person = values_in_words(facts, asked, FactOf::person, person);
    if (!of_person.en.empty()) {
      append(used, "; ", person_in_words(facts, person) + same(": ") + of_person);
    }
  }
  return used;
}

/// Says which records would settle an unknown criterion, and what none can.
void add_evidence(const JudgedUnit& unit, const Criterion& criterion,
                  std::span<const std::size_t> persons, Finding& finding) {
  std::vector<FactName> asked = facts_of(criterion.when);
  if (criterion.among) {
    const auto also = facts_of(*criterion.among);
    asked.insert(asked.end(), also.begin(), also.end());
  }
  finding.evidence_tables = evidence_tables_of(unit.facts, asked, persons);
  if (unit.facts.person_count() == 0) {
    finding.evidence_tables = {std::string{record_kind<UnitMember>().table}};
  }
  if (!finding.evidence_tables.empty()) {
    finding.sentence += would_settle(joined(finding.evidence_tables));
  }
  const LocalizedText limits = limits_of(criterion.when, unit.programme);
  if (!limits.en.empty()) {
    finding.sentence +=
        LocalizedText{" Beyond the rules as found: ", " Buiten de gevonden regels: "} + limits +
        same(".");
  }
}

Finding not_applicable(const Criterion& criterion) {
  const std::string day = criterion.attested_from->to_string();
  return finding_on(
      criterion, criterion.name, Verdict::not_applicable,
      LocalizedText{"not sourced before " + day + ": ", "geen bron van voor " + day + ": "} +
          criterion.text + same("."));
}

/// Whether no source shows the criterion yet on the day that chose the version.
bool is_unattested(const JudgedUnit& unit, const Criterion& criterion) {
  return criterion.attested_from &&
         unit.chosen.version_date < criterion.attested_from->days_since_epoch();
}

/// Why a fact that would fail a criterion leaves it unknown.
LocalizedText attested_later(const Criterion& criterion) {
  const std::string day = criterion.attested_from->to_string();
  return {" Whether it was asked then is not known: sources show it only from " + day + " on.",
          " Of dit toen al werd gevraagd is niet bekend: bronnen tonen het pas vanaf " + day + "."};
}

Finding finding_of(const JudgedUnit& unit, std::size_t index) {
  const Criterion& criterion = unit.version.criteria[index];
  const Verdict verdict = unit.criteria[index];
  if (verdict == Verdict::not_applicable) {
    return not_applicable(criterion);
  }
  Finding finding = finding_on(criterion, criterion.name, verdict, criterion.text);
  const std::vector<std::size_t> persons = deciding_persons(unit, index);
  for (const std::size_t person : persons) {
    if (unit.persons.criteria[index][person] != Verdict::met) {
      finding.persons.push_back(person_id(unit.facts, person));
    }
  }
  const LocalizedText used = used_values(unit.facts, facts_of(criterion.when), persons);
  if (!used.en.empty()) {
    finding.sentence += same(" (") + used + same(")");
  }
  finding.sentence += same(".");
  if (is_unattested(unit, criterion)) {
    finding.sentence += attested_later(criterion);
  } else if (unit.options.leaves_out(criterion)) {
    finding.sentence +=
        LocalizedText{" It is inferred, and inferred rules were left out.",
                      " Dit is afgeleid, en afgeleide regels zijn buiten beschouwing gelaten."};
  } else if (verdict == Verdict::unknown) {
    add_evidence(unit, criterion, persons, finding);
  }
  return finding;
}

} // namespace

std::vector<Finding> findings_of(const JudgedUnit& unit) {
  std::vector<Finding> findings{in_force_finding(unit)};
  for (std::size_t index = 0; index < unit.version.criteria.size(); ++index) {
    findings.push_back(finding_of(unit, index));
  }
  return findings;
}

Finding no_version_finding(const Programme& programme, const FactColumns& facts,
                           const ChosenVersion& chosen) {
  if (!chosen.is_certain) {
    return version_unknown(programme, facts, "");
  }
  const std::string day = text_of(chosen.version_date);
  return finding_on(
      programme.version_by, "in_force", Verdict::not_met,
      {"the programme has rules for " + day + ".", "de regeling heeft regels voor " + day + "."});
}

} // namespace libcase
