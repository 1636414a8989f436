#include <algorithm>
#include <optional>
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

LocalizedText name_of(const Assessment& assessment, PersonId person) {
  return std::ranges::find(assessment.persons, person, &PersonOutcome::person_id)->who;
}

/// One verdict of several persons, of what is asked of all, or of each for themselves.
Verdict verdict_together(const std::vector<PersonFinding>& findings, Scope scope) {
  std::optional<Verdict> together;
  for (const PersonFinding& finding : findings) {
    const Verdict verdict = finding.verdict;
    if (verdict == Verdict::not_applicable || together == verdict) {
      continue;
    }
    if (!together) {
      together = verdict;
    } else if (scope == Scope::all) {
      together = std::min(*together, verdict);
    } else {
      const bool is_met_by_some =
          verdict == Verdict::met || together == Verdict::met || together == Verdict::met_by_some;
      together = is_met_by_some ? Verdict::met_by_some : Verdict::unknown;
    }
  }
  return together.value_or(Verdict::not_applicable);
}

/// The verdict on what one member is to meet, as far as these make it; empty where it rests on
/// others.
std::optional<Verdict> verdict_of_any(const Finding& finding, const Persons& persons) {
  const bool are_others_asked = std::ranges::any_of(finding.by_person, [&](const auto& of) {
    return of.is_asked && !holds(persons, of.person_id);
  });
  if (!are_others_asked) {
    return finding.verdict;
  }
  for (const PersonFinding& of : finding.by_person) {
    const bool fails = of.verdict == Verdict::not_met || of.verdict == Verdict::unknown;
    if (of.is_asked && !fails && holds(persons, of.person_id)) {
      return of.verdict;
    }
  }
  return std::nullopt;
}

/// A finding as these persons may read it: what was found of them, whatever was found of others.
/// Empty where it is met, or not, by others.
std::optional<Finding> finding_for(const Assessment& assessment, const Finding& finding,
                                   const Persons& persons) {
  if (finding.scope == Scope::unit) {
    return finding;
  }
  Finding kept = finding;
  keep_only(kept.by_person, persons);
  const std::optional<Verdict> verdict = finding.scope == Scope::any
                                             ? verdict_of_any(finding, persons)
                                             : verdict_together(kept.by_person, finding.scope);
  if (!verdict) {
    return std::nullopt;
  }
  kept.verdict = *verdict;
  put_in_words(kept, [&](PersonId id) { return name_of(assessment, id); });
  return kept;
}

/// Leaves the lines of these persons and those of the unit as a whole, but none of these that would
/// tell of others what is sensitive.
void keep_lines(std::vector<EntitlementLine>& lines, const Persons& persons) {
  std::erase_if(lines, [&](const EntitlementLine& line) {
    const auto is_through = [&](PersonId person) { return holds(persons, person); };
    return line.person_id ? !holds(persons, *line.person_id)
                          : line.is_sensitive && std::ranges::none_of(line.through, is_through);
  });
  for (EntitlementLine& line : lines) {
    const std::size_t all = line.through.size();
    std::erase_if(line.through, [&](PersonId person) { return !holds(persons, person); });
    if (line.through.size() < all) { // what is not known may be of others
      line.why_unknown = {};
      line.evidence_tables.clear();
    }
  }
}

/// Leaves out by whose departure the version was chosen where it is nobody's of these.
void leave_out_departure(Assessment& part) {
  if (part.version_by != VersionDate::departure ||
      std::ranges::find(part.persons, part.version_date, &PersonOutcome::departed_on) !=
          part.persons.end()) {
    return;
  }
  std::erase(part.notes, assumed_day(FactName::departure_on, *part.version_date));
  if (part.version_date != part.on) {
    part.version_date.reset();
    leave_out_day(part.findings.front(), part.version);
  }
}

/// Says what is left out.
LocalizedText note_on(const Assessment& assessment, const Persons& persons) {
  std::vector<LocalizedText> names;
  for (const PersonId person : persons) {
    names.push_back(name_of(assessment, person));
  }
  return said("told", "note",
              {{"persons", LocalizedText::listed("comma", std::move(names), "and")}});
}

/// That a finding which is not told decides, where none of those that are told does.
LocalizedText rests_on_others(const Assessment& part) {
  const Verdict deciding =
      part.outcome == Outcome::not_eligible ? Verdict::not_met : Verdict::unknown;
  const bool is_told =
      std::ranges::find(part.findings, deciding, &Finding::verdict) != part.findings.end();
  return is_told || part.outcome == Outcome::eligible
             ? LocalizedText{}
             : said("rests_on_others", to_text(part.outcome));
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
  keep_lines(part.entitlement.lines, persons);
  keep_only(part.entitlement.left_out, persons);
  std::erase_if(part.entitlement.ceilings, [&](const Ceiling& ceiling) {
    return !ceiling.person_id || !holds(persons, *ceiling.person_id); // the family's rest on all
  });
  part.entitlement.other_readings.clear(); // they are the sums of all
  sum_up(part.entitlement);
  leave_out_departure(part);
  part.rests_on_others = rests_on_others(part);
  part.provided = provisos_of(part);
  part.notes.push_back(note_on(assessment, persons));
  return part;
}

} // namespace libcase
