#include "rules/findings.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <variant>

#include <libcase/rules/fact_words.hpp>

#include "rules/answers.hpp"
#include "rules/deciding_facts.hpp"
#include "rules/evidence.hpp"
#include "rules/unattested.hpp"
#include "rules/validity.hpp"

namespace libcase {

namespace {

/// "Met: it is so."
LocalizedText judged(Verdict verdict, LocalizedText what) {
  return said("verdicts", to_text(verdict), {{"what", std::move(what)}});
}

/// "it is so (values)".
LocalizedText with_values(const LocalizedText& what, const LocalizedText& values) {
  return values.empty() ? what
                        : said("findings", "with_values", {{"what", what}, {"values", values}});
}

LocalizedText sentences(std::vector<LocalizedText> all) {
  return LocalizedText::listed("space", std::move(all));
}

Finding finding_on(const Sourced& sourced, std::string criterion, Verdict verdict,
                   LocalizedText sentence) {
  return {.criterion = std::move(criterion),
          .verdict = verdict,
          .sentence = std::move(sentence),
          .source = sourced.source,
          .certainty = sourced.certainty,
          .reason = sourced.reason};
}

/// Which rules apply is unknown; perhaps those that are called so.
Finding version_unknown(const Programme& programme, const FactColumns& facts,
                        const LocalizedText& version) {
  const FactName picked_by = version_fact(programme);
  const std::string table{fact(picked_by).evidence_table};
  const LocalizedText day =
      said("findings", "value",
           {{"fact", label(picked_by)}, {"value", value_in_words(facts, picked_by, 0)}});
  const LocalizedText follows = said("rules", "follows_from", {{"values", day}});
  const LocalizedText taken =
      version.empty() ? version : said("rules", "taken", {{"version", version}});
  Finding finding =
      finding_on(programme.version_by, "in_force", Verdict::unknown,
                 sentences({judged(Verdict::unknown, follows), taken, would_settle({table})}));
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
    return version_unknown(unit.programme, unit.facts, in_words(version));
  }
  const bool is_unknown = unit.in_force == Verdict::unknown;
  const LocalizedText in_force =
      said("rules", is_unknown ? "in_force_not_found" : "in_force",
           {{"version", in_words(version)},
            {"day", Date::from_days_since_epoch(unit.chosen.version_date)}});
  return finding_on(deciding_date(unit), "in_force", unit.in_force,
                    judged(unit.in_force, in_force));
}

/// What no record can settle: lists of which not all is known, and what no record holds.
LocalizedText limits_of(const Condition& condition, const Programme& programme) {
  std::vector<LocalizedText> limits;
  each_form(condition,
            Overloaded{
                [&](const NotRecorded& form) {
                  limits.push_back(said("findings", "not_recorded", {{"what", form.what}}));
                },
                [&](const CountryOnList& form) {
                  if (!programme.lists.at(form.list).is_complete) {
                    limits.push_back(said("findings", "list_incomplete", {{"list", form.text}}));
                  }
                },
                [](const auto&) {},
            });
  return LocalizedText::listed("semicolon", std::move(limits));
}

bool is_unattested(const JudgedUnit& unit, const Criterion& criterion) {
  return is_unattested(criterion, unit.chosen.version_date);
}

/// What no record settles: that it does not count, or not yet, and what of it no record holds.
LocalizedText remark_on(const JudgedUnit& unit, const Criterion& criterion) {
  if (is_unattested(unit, criterion)) {
    return said("findings", "attested_later", {{"day", *criterion.attested_from}});
  }
  if (unit.options.leaves_out(criterion)) {
    return said("findings", "left_out");
  }
  const LocalizedText limits = limits_of(criterion.when, unit.programme);
  return limits.empty() ? limits : said("findings", "limits", {{"limits", limits}});
}

/// The tables whose records would settle facts, of one person or of the unit alone.
std::vector<std::string> tables_of(const JudgedUnit& unit, const Criterion& criterion,
                                   std::vector<FactName> facts,
                                   std::span<const std::size_t> person) {
  if (is_unattested(unit, criterion) || unit.options.leaves_out(criterion)) {
    return {};
  }
  if (criterion.among) {
    const auto also = facts_of(*criterion.among);
    facts.insert(facts.end(), also.begin(), also.end());
  }
  return evidence_tables_of(unit.facts, facts, person);
}

/// Makes the findings of one unit.
class FindingMaker {
public:
  explicit FindingMaker(const JudgedUnit& unit) : unit_(unit) {}

  Finding finding(std::size_t index) {
    const Criterion& criterion = unit_.version.criteria[index];
    Finding finding = finding_on(criterion, criterion.name, unit_.criteria[index], {});
    finding.scope = criterion.scope;
    finding.text = criterion.text;
    finding.remark = remark_on(unit_, criterion);
    finding.provided = criterion.provided;
    finding.provided_by_reader = criterion.provided_by_reader;
    if (is_unattested(unit_, criterion)) {
      finding.attested_from = criterion.attested_from;
    }
    const std::optional<Condition> alone =
        finding.attested_from ? by_facts_alone(criterion.when) : std::nullopt;
    const Condition& when = alone ? *alone : criterion.when;
    if (criterion.scope == Scope::unit) {
      add_of_unit(criterion, when, finding);
    } else {
      add_by_person(index, when, finding);
    }
    put_in_words(finding, [&](PersonId id) { return name_of(id); });
    return finding;
  }

private:
  /// The facts that decide, of each person or of the unit; empty where a condition has one way.
  std::optional<DecidingFacts> ways_of(const Condition& when, FactOf of) {
    if (!std::holds_alternative<AnyOf>(when.form()) &&
        !std::holds_alternative<AllOf>(when.form())) {
      return std::nullopt;
    }
    if (!answers_) {
      answers_.emplace(unit_.programme, unit_.facts, unit_.options);
      answers_->turn_to(UnitRange{unit_.facts, 0, 1}, &unit_.chosen.version_date);
    }
    return DecidingFacts{*answers_, when, of};
  }

  void add_of_unit(const Criterion& criterion, const Condition& when, Finding& finding) {
    if (finding.verdict == Verdict::not_applicable) {
      return;
    }
    const auto ways = ways_of(when, FactOf::unit);
    const std::vector<FactName> facts = ways ? ways->of_row(0) : facts_of(when);
    finding.values = values_in_words(unit_.facts, facts, FactOf::unit, 0);
    if (finding.verdict == Verdict::unknown) {
      finding.evidence_tables = tables_of(unit_, criterion, facts, {});
    }
  }

  void add_by_person(std::size_t index, const Condition& when, Finding& finding) {
    const Criterion& criterion = unit_.version.criteria[index];
    const std::vector<Verdict>& verdicts = unit_.persons.criteria[index];
    const std::vector<Verdict>& among = unit_.persons.among[index];
    if (verdicts.empty() && finding.verdict == Verdict::unknown) {
      finding.evidence_tables = {std::string{record_kind<UnitMember>().table}};
    }
    const auto ways = ways_of(when, FactOf::person);
    const std::vector<FactName> all = facts_of(when);
    finding.by_person.reserve(verdicts.size());
    for (std::size_t person = 0; person < verdicts.size(); ++person) {
      PersonFinding found{.person_id = person_id(unit_.facts, person),
                          .verdict = verdicts[person],
                          .is_asked = among.empty() || among[person] != Verdict::not_met};
      if (!found.is_asked || (finding.attested_from && found.verdict == Verdict::met)) {
        found.verdict = Verdict::not_applicable;
      } else {
        add_values(criterion, ways ? ways->of_row(person) : all, person, found);
      }
      finding.by_person.push_back(std::move(found));
    }
  }

  void add_values(const Criterion& criterion, const std::vector<FactName>& facts,
                  std::size_t person, PersonFinding& found) {
    found.of_unit = values_in_words(unit_.facts, facts, FactOf::unit, 0);
    if (criterion.scope != Scope::each || found.verdict != Verdict::met) {
      found.values = values_in_words(unit_.facts, facts, FactOf::person, person);
    }
    if (found.verdict == Verdict::unknown) {
      found.evidence_tables = tables_of(unit_, criterion, facts, std::array{person});
    }
  }

  const LocalizedText& name_of(PersonId id) const {
    std::size_t person = 0;
    while (person_id(unit_.facts, person) != id) {
      ++person;
    }
    return unit_.names[person];
  }

  const JudgedUnit& unit_;
  std::optional<Answers> answers_; ///< of this unit, once a condition has parts
};

/// Adds the tables that a list has not yet.
void add_new(std::vector<std::string>& tables, const std::vector<std::string>& more) {
  for (const std::string& table : more) {
    if (std::ranges::find(tables, table) == tables.end()) {
      tables.push_back(table);
    }
  }
}

bool is_unknown_of_any(const Finding& finding) {
  return std::ranges::find(finding.by_person, Verdict::unknown, &PersonFinding::verdict) !=
         finding.by_person.end();
}

/// Whether it is told what is unknown of it.
bool tells_unknown(const Finding& finding) {
  return finding.verdict == Verdict::unknown ||
         (finding.scope == Scope::each && is_unknown_of_any(finding));
}

/// Whether it is asked of each, and not of all with the same answer.
bool names_everybody(const Finding& finding) {
  return finding.scope == Scope::each &&
         std::ranges::adjacent_find(finding.by_person, std::not_equal_to<>{},
                                    &PersonFinding::verdict) != finding.by_person.end();
}

/// The persons who decide: where it names everybody, those who do not meet it for certain.
std::vector<const PersonFinding*> deciding_persons(const Finding& finding) {
  const bool names_all = names_everybody(finding);
  std::vector<const PersonFinding*> deciding;
  for (const PersonFinding& person : finding.by_person) {
    if (names_all ? person.verdict == Verdict::not_met || person.verdict == Verdict::unknown
                  : person.verdict == finding.verdict) {
      deciding.push_back(&person);
    }
  }
  return deciding;
}

/// What was found of a person, with what was found of the unit where that is not said before.
LocalizedText values_of(const PersonFinding& person, bool is_of_unit_said) {
  return is_of_unit_said ? person.values
                         : LocalizedText::listed("comma", {person.of_unit, person.values});
}

/// The words of a finding.
class FindingInWords {
public:
  FindingInWords(const Finding& finding, const PersonNames& name_of)
      : finding_(finding), name_of_(name_of) {
    const auto deciding = deciding_persons(finding);
    is_of_unit_common_ = std::ranges::adjacent_find(deciding, std::not_equal_to<>{},
                                                    [](const PersonFinding* person) {
                                                      return person->of_unit;
                                                    }) == deciding.end();
    if (!deciding.empty() && is_of_unit_common_) {
      of_unit_ = deciding.front()->of_unit;
    }
    for (const PersonFinding* person : deciding) {
      const LocalizedText values = values_of(*person, is_of_unit_common_);
      if (!values.empty()) {
        values_.push_back(finding.by_person.size() == 1
                              ? values
                              : said("findings", "of_person",
                                     {{"person", name_of(person->person_id)}, {"values", values}}));
      }
    }
  }

  LocalizedText sentence() const {
    if (finding_.verdict == Verdict::not_applicable) {
      return not_asked();
    }
    std::vector<LocalizedText> used{finding_.values, of_unit_};
    if (!names_everybody(finding_)) {
      used.insert(used.end(), values_.begin(), values_.end());
    }
    return sentences(
        {judged(finding_.verdict,
                with_values(finding_.text, LocalizedText::listed("semicolon", std::move(used)))),
         names_everybody(finding_) ? everybody() : LocalizedText{},
         would_settle(finding_.evidence_tables),
         tells_unknown(finding_) ? finding_.remark : LocalizedText{}, proviso("others_provided")});
  }

private:
  LocalizedText not_asked() const {
    if (finding_.attested_from) {
      return judged(finding_.verdict,
                    said("findings", "not_sourced",
                         {{"day", *finding_.attested_from}, {"what", finding_.text}}));
    }
    return sentences({judged(finding_.verdict, finding_.text), proviso("provided")});
  }

  /// What is taken to be so of those of whom it is not asked, if there are any.
  LocalizedText proviso(std::string_view key) const {
    return finding_.attested_from || !holds_provided(finding_)
               ? LocalizedText{}
               : said("findings", key, {{"what", *finding_.provided}});
  }

  /// Who meets it, who does not, and of whom it is unknown: a sentence each.
  LocalizedText everybody() const {
    std::vector<LocalizedText> told;
    for (const Verdict verdict :
         {Verdict::met, Verdict::not_met, Verdict::unknown, Verdict::not_applicable}) {
      std::vector<LocalizedText> names;
      for (const PersonFinding& person : finding_.by_person) {
        if (person.verdict == verdict) {
          const bool decides = verdict == Verdict::not_met || verdict == Verdict::unknown;
          names.push_back(
              with_values(name_of_(person.person_id),
                          decides ? values_of(person, is_of_unit_common_) : LocalizedText{}));
        }
      }
      if (!names.empty()) {
        told.push_back(
            said("verdicts_of_persons", to_text(verdict),
                 {{"persons", LocalizedText::listed("comma", std::move(names), "and")}}));
      }
    }
    return sentences(std::move(told));
  }

  const Finding& finding_;
  const PersonNames& name_of_;
  bool is_of_unit_common_ = true;
  LocalizedText of_unit_;
  std::vector<LocalizedText> values_;
};

} // namespace

bool holds_provided(const Finding& finding) {
  const bool is_asked_of_all =
      finding.scope == Scope::unit
          ? finding.verdict != Verdict::not_applicable
          : std::ranges::all_of(finding.by_person, &PersonFinding::is_asked);
  return finding.provided && !is_asked_of_all;
}

std::vector<LocalizedText> provisos_of(const Assessment& assessment) {
  std::vector<LocalizedText> provisos;
  for (const Finding& finding : assessment.findings) {
    if (assessment.outcome != Outcome::not_eligible && holds_provided(finding)) {
      provisos.push_back(*finding.provided);
    }
  }
  return provisos;
}

void put_in_words(Finding& finding, const PersonNames& name_of) {
  if (!finding.by_person.empty()) {
    finding.evidence_tables.clear();
  }
  if (tells_unknown(finding)) {
    for (const PersonFinding& person : finding.by_person) {
      add_new(finding.evidence_tables, person.evidence_tables);
    }
  }
  if (finding.verdict != Verdict::unknown && !is_unknown_of_any(finding)) {
    finding.remark = {};
  }
  finding.sentence = FindingInWords{finding, name_of}.sentence();
}

std::vector<Finding> findings_of(const JudgedUnit& unit) {
  std::vector<Finding> findings;
  findings.reserve(unit.version.criteria.size() + 1);
  findings.push_back(in_force_finding(unit));
  FindingMaker maker{unit};
  for (std::size_t index = 0; index < unit.version.criteria.size(); ++index) {
    findings.push_back(maker.finding(index));
  }
  return findings;
}

void leave_out_day(Finding& in_force, const std::string& version) {
  const LocalizedText what =
      version.empty() ? said("rules", "none_then")
                      : said("rules", "in_force_then", {{"version", LocalizedText::same(version)}});
  in_force.sentence = judged(in_force.verdict, what);
}

LocalizedText assumed_day(FactName taken_for, Date day) {
  return said("rules", "assumed_day", {{"fact", noun(taken_for)}, {"day", day}});
}

Finding no_version_finding(const Programme& programme, const FactColumns& facts,
                           const ChosenVersion& chosen) {
  if (!chosen.is_certain) {
    return version_unknown(programme, facts, {});
  }
  const LocalizedText has_rules =
      said("rules", "none", {{"day", Date::from_days_since_epoch(chosen.version_date)}});
  return finding_on(programme.version_by, "in_force", Verdict::not_met,
                    judged(Verdict::not_met, has_rules));
}

} // namespace libcase
