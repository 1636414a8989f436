#include <algorithm>
#include <optional>
#include <span>
#include <string>

#include <libcase/rules/told_to.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "rules/entitlement.hpp"
#include "rules/findings.hpp"

namespace libcase {

namespace {

using Persons = std::vector<PersonId>;

bool holds(const Persons& persons, PersonId person) {
  return std::ranges::find(persons, person) != persons.end();
}

/// Leaves of a list what is of these persons.
template <class OfPerson>
void keep_only(std::vector<OfPerson>& list, const Persons& persons) {
  std::erase_if(list,
                [&](const OfPerson& of_person) { return !holds(persons, of_person.person_id); });
}

void require_members(const Assessment& assessment, const Persons& persons) {
  if (persons.empty()) {
    throw InvalidValue("no_persons", "expected at least one member to tell of, found none");
  }
  for (const PersonId person : persons) {
    if (std::ranges::find(assessment.persons, person, &PersonOutcome::person_id) ==
        assessment.persons.end()) {
      throw NotFound("no_such_person",
                     "the assessment has no member with the id " + std::to_string(person.value));
    }
  }
}

/// Adds the tables that a list has not yet.
void add_new(std::vector<std::string>& tables, const std::vector<std::string>& more) {
  for (const std::string& table : more) {
    if (std::ranges::find(tables, table) == tables.end()) {
      tables.push_back(table);
    }
  }
}

/// One verdict of several persons, of what is asked of each.
Verdict verdict_together(std::span<const PersonFinding> findings) {
  std::optional<Verdict> together;
  for (const PersonFinding& finding : findings) {
    const Verdict verdict = finding.verdict;
    if (verdict == Verdict::not_applicable || together == verdict) {
      continue;
    }
    const bool is_first = !together;
    const bool is_met_by_some =
        verdict == Verdict::met || together == Verdict::met || together == Verdict::met_by_some;
    together = is_first ? verdict : is_met_by_some ? Verdict::met_by_some : Verdict::unknown;
  }
  return together.value_or(Verdict::not_applicable);
}

/// What a finding says of one person.
LocalizedText sentence_on(const Finding& finding, const PersonFinding& person) {
  const LocalizedText values = LocalizedText::listed("semicolon", {finding.values, person.values});
  Finding of_person = finding;
  if (person.verdict == Verdict::met || person.verdict == Verdict::not_met) {
    of_person.remark = {}; // it is on what is unknown, or not asked
  }
  return finding_in_words(of_person, person.verdict, values, {}, person.evidence_tables);
}

LocalizedText name_of(const Assessment& assessment, PersonId person) {
  return std::ranges::find(assessment.persons, person, &PersonOutcome::person_id)->who;
}

/// What was found of several persons of one verdict.
PersonFinding together(const Assessment& assessment, std::span<const PersonFinding> persons) {
  PersonFinding all{.person_id = persons.front().person_id, .verdict = persons.front().verdict};
  std::vector<LocalizedText> values;
  for (const PersonFinding& person : persons) {
    if (!person.values.empty()) {
      values.push_back(
          said("findings", "of_person",
               {{"person", name_of(assessment, person.person_id)}, {"values", person.values}}));
    }
    add_new(all.evidence_tables, person.evidence_tables);
  }
  all.values = LocalizedText::listed("semicolon", std::move(values));
  return all;
}

LocalizedText sentences_on(const Assessment& assessment, const Finding& finding,
                           std::span<const PersonFinding> persons) {
  if (persons.size() == 1) {
    return sentence_on(finding, persons.front());
  }
  const bool is_one = std::ranges::all_of(persons, [&](const PersonFinding& person) {
    return person.verdict == persons.front().verdict;
  });
  if (is_one) {
    return sentence_on(finding, together(assessment, persons));
  }
  std::vector<LocalizedText> sentences;
  for (const PersonFinding& person : persons) {
    sentences.push_back(said("told", "of_person",
                             {{"person", name_of(assessment, person.person_id)},
                              {"sentence", sentence_on(finding, person)}}));
  }
  return LocalizedText::listed("space", std::move(sentences));
}

/// A finding as these persons may read it; empty where it rests on others. What is asked of all, or
/// of any, rests on those whose verdict is the unit's; what is asked of each, on each.
std::optional<Finding> finding_for(const Assessment& assessment, const Finding& finding,
                                   const Persons& persons) {
  if (finding.by_person.empty()) {
    return finding;
  }
  Finding kept = finding;
  keep_only(kept.by_person, persons);
  if (finding.scope != Scope::each) {
    std::erase_if(kept.by_person,
                  [&](const PersonFinding& of) { return of.verdict != finding.verdict; });
  }
  if (kept.by_person.empty()) {
    return std::nullopt;
  }
  kept.verdict = verdict_together(kept.by_person);
  kept.sentence = sentences_on(assessment, finding, kept.by_person);
  kept.evidence_tables.clear();
  for (const PersonFinding& of : kept.by_person) {
    add_new(kept.evidence_tables, of.evidence_tables);
  }
  return kept;
}

/// Says what is left out, and how many findings are.
LocalizedText note_on(const Assessment& assessment, const Persons& persons, std::size_t left_out) {
  std::vector<LocalizedText> names;
  for (const PersonId person : persons) {
    names.push_back(name_of(assessment, person));
  }
  const LocalizedText note =
      said("told", "note", {{"persons", LocalizedText::listed("comma", std::move(names), "and")}});
  return left_out == 0
             ? note
             : LocalizedText::listed(
                   "space", {note, said("told", "on_others",
                                        {{"count", static_cast<std::int64_t>(left_out)}})});
}

} // namespace

Assessment told_to(const Assessment& assessment, const std::vector<PersonId>& persons) {
  require_members(assessment, persons);
  const bool is_whole = std::ranges::all_of(assessment.persons, [&](const PersonOutcome& member) {
    return holds(persons, member.person_id);
  });
  if (is_whole) {
    return assessment;
  }
  Assessment part = assessment;
  keep_only(part.persons, persons);
  part.findings.clear();
  for (const Finding& finding : assessment.findings) {
    if (const std::optional<Finding> kept = finding_for(assessment, finding, persons)) {
      part.findings.push_back(*kept);
    }
  }
  std::erase_if(part.entitlement.lines, [&](const EntitlementLine& line) {
    return line.person_id && !holds(persons, *line.person_id);
  });
  keep_only(part.entitlement.left_out, persons);
  part.entitlement.other_readings.clear(); // they are the sums of all
  sum_up(part.entitlement);
  part.notes.push_back(
      note_on(assessment, persons, assessment.findings.size() - part.findings.size()));
  return part;
}

} // namespace libcase
