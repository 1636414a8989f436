#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <variant>

#include <libcase/rules/assessment.hpp>
#include <libcase/rules/fact_words.hpp>

#include "rules/caps.hpp"
#include "rules/entitlement.hpp"
#include "rules/evidence.hpp"
#include "rules/findings.hpp"
#include "rules/readings.hpp"

namespace libcase {

namespace {

/// Which day's rules they are, where the reader cannot expect it, and what return they are for.
std::vector<LocalizedText> notes_on(const Programme& programme, const FactColumns& facts,
                                    const ChosenVersion& chosen) {
  std::vector<LocalizedText> notes;
  const Date version_date = Date::from_days_since_epoch(chosen.version_date);
  const FactName picked_by = version_fact(programme);
  const bool is_assumed = facts.days(picked_by, 0).is_none() || !is_known(facts, picked_by, 0) ||
                          facts.is_assumed(picked_by, 0);
  if (is_assumed && chosen.is_certain && chosen.version != no_version && !programme.frozen_on) {
    notes.push_back(assumed_day(picked_by, version_date));
  }
  if (programme.frozen_on) {
    notes.push_back(said("rules", "frozen", {{"day", *programme.frozen_on}}));
  }
  if (programme.movement == Movement::temporary_return) {
    notes.push_back(said("rules", "temporary"));
  } else if (programme.movement == Movement::labour_migration) {
    notes.push_back(said("rules", "labour_migration"));
  }
  return notes;
}

/// Whether a fact holds of a person; unknown where it is not among the facts.
Verdict is_so(const FactColumns& facts, FactName name, std::size_t person) {
  const auto* verdicts = std::get_if<VerdictColumn>(&facts.column(name));
  return verdicts == nullptr ? Verdict::unknown : (*verdicts)[person];
}

std::optional<Date> known_day(const FactColumns& facts, FactName name, std::size_t person) {
  const Days days = facts.days(name, person);
  return days.is_exact() ? std::optional{Date::from_days_since_epoch(days.earliest)} : std::nullopt;
}

/// Of each person: the unit's outcome, or what comes of what is asked of each where that is less.
/// Where it is not certain which rules apply, it is the unit's.
std::vector<PersonOutcome> outcomes_of(const FactColumns& facts, Outcome of_unit,
                                       std::span<const Verdict> of_persons,
                                       const std::vector<LocalizedText>& names) {
  std::vector<PersonOutcome> outcomes;
  outcomes.reserve(names.size());
  for (std::size_t person = 0; person < facts.person_count(); ++person) {
    const Outcome outcome =
        of_persons.empty() ? of_unit : std::min(of_unit, static_cast<Outcome>(of_persons[person]));
    outcomes.push_back(
        {.person_id = person_id(facts, person),
         .outcome = outcome,
         .who = names[person],
         .departed_on = known_day(facts, FactName::own_departure_on, person),
         .minor = is_so(facts, FactName::minor, person),
         .unaccompanied_minor = is_so(facts, FactName::unaccompanied_minor, person)});
  }
  return outcomes;
}

/// What is told of a version beside its criteria.
void add_notes(const JudgedUnit& unit, std::vector<LocalizedText>& notes) {
  const auto is_left_out = [&](const Cap& cap) {
    return reading_of(cap.amount, unit.options) == nullptr;
  };
  if (unit.outcome != Outcome::not_eligible &&
      std::ranges::any_of(unit.version.caps, is_left_out)) {
    notes.push_back(said("rules", "cap_left_out"));
  }
  if (unit.outcome != Outcome::not_eligible &&
      std::ranges::any_of(unit.version.minimums, is_left_out)) {
    notes.push_back(said("rules", "minimum_left_out"));
  }
  for (const SourcedText& note : unit.version.notes) {
    notes.push_back(note.text);
  }
}

/// Assesses the only unit of some columns.
Assessment assess_unit(const Programme& programme, const FactColumns& facts,
                       const RuleOptions& options) {
  const Date on = Date::from_days_since_epoch(facts.days(FactName::assessed_on, 0).earliest);
  const ChosenVersion chosen = VersionChoice{programme, facts}.of(0);
  Assessment assessment{
      .programme = programme.code,
      .name = programme.name,
      .version = {},
      .version_text = {},
      .rules_digest = programme.digest,
      .case_id = facts.cases.empty() ? std::nullopt : std::optional{CaseId{facts.cases.front()}},
      .on = on,
      .version_by = programme.version_by.date,
      .version_date = Date::from_days_since_epoch(chosen.version_date),
      .entitlement = nothing_in(programme.currency),
      .notes = notes_on(programme, facts, chosen),
      .indication = LocalizedText::listed(
          "space", {said("explanation", "indication"),
                    programme.decision ? programme.decision->text : LocalizedText{}})};
  if (chosen.version == no_version) {
    assessment.outcome = chosen.is_certain ? Outcome::not_eligible : Outcome::undetermined;
    assessment.persons = outcomes_of(facts, assessment.outcome, {}, persons_in_words(facts));
    assessment.findings.push_back(no_version_finding(programme, facts, chosen));
    return assessment;
  }
  const JudgedUnit unit = judge(programme, facts, options, chosen);
  assessment.version = unit.version.name;
  assessment.version_text = in_words(unit.version);
  assessment.outcome = unit.outcome;
  assessment.persons = outcomes_of(
      facts, unit.outcome,
      chosen.is_certain ? std::span{unit.persons.persons} : std::span<const Verdict>{}, unit.names);
  assessment.findings = findings_of(unit);
  if (unit.outcome != Outcome::not_eligible) {
    assessment.entitlement = entitlement_of(unit);
    assessment.provided = provisos_of(assessment);
  }
  add_notes(unit, assessment.notes);
  return assessment;
}

} // namespace

Assessment assess(const Programme& programme, const FactColumns& facts, std::size_t unit,
                  const RuleOptions& options) {
  require_readings(options, {&programme});
  const std::array<std::uint32_t, 1> only{static_cast<std::uint32_t>(unit)};
  FactColumns one = facts.unit_count() == 1 ? facts : take(facts, only);
  const auto* departure = std::get_if<DateColumn>(&one.column(FactName::departure_on));
  if (departure != nullptr &&
      std::holds_alternative<std::monostate>(one.column(FactName::own_departure_on))) {
    const Days days = one.days(FactName::departure_on, 0); // of all, as far as is given
    one.column(FactName::own_departure_on) =
        DateColumn{std::vector(one.person_count(), days.earliest),
                   std::vector(one.person_count(), days.latest)};
  }
  return assess_unit(programme, one, options);
}

Assessment assess(const Programme& programme, const CaseFile& file, Date on, const History& history,
                  const RuleOptions& options, const PersonReferences& references) {
  require_readings(options, {&programme});
  std::vector<FactName> wanted = facts_of(programme);
  // By these it is told to its members.
  for (const FactName name :
       {FactName::minor, FactName::unaccompanied_minor, FactName::own_departure_on}) {
    if (std::ranges::find(wanted, name) == wanted.end()) {
      wanted.push_back(name);
    }
  }
  FactCollector collector{programme.code, std::move(wanted)};
  collector.add(file, on, history);
  FactColumns facts = collector.take();
  facts.references = references;
  return assess_unit(programme, facts, options);
}

} // namespace libcase
