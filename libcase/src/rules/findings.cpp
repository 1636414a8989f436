#include "rules/findings.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "rules/evidence.hpp"
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

/// Which rules apply is unknown; perhaps those of that name.
Finding version_unknown(const Programme& programme, const FactColumns& facts,
                        const std::string& version) {
  const FactName picked_by = version_fact(programme);
  const std::string table{fact(picked_by).evidence_table};
  const LocalizedText follows = said(
      "rules", "follows_from", {{"values", values_in_words(facts, {picked_by}, FactOf::unit, 0)}});
  const LocalizedText taken =
      version.empty() ? LocalizedText{}
                      : said("rules", "taken", {{"version", LocalizedText::same(version)}});
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
    return version_unknown(unit.programme, unit.facts, version.name);
  }
  const bool is_unknown = unit.in_force == Verdict::unknown;
  const LocalizedText in_force =
      said("rules", is_unknown ? "in_force_not_found" : "in_force",
           {{"version", LocalizedText::same(version.name)},
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

/// No source shows the criterion as early as that.
Finding not_applicable(const Criterion& criterion) {
  const LocalizedText not_sourced = said(
      "findings", "not_sourced", {{"day", *criterion.attested_from}, {"what", criterion.text}});
  Finding finding = finding_on(criterion, criterion.name, Verdict::not_applicable,
                               judged(Verdict::not_applicable, not_sourced));
  finding.scope = criterion.scope;
  finding.text = criterion.text;
  return finding;
}

/// That the criterion is asked of nobody here, and what the answer then takes to be so.
Finding asked_of_nobody(const JudgedUnit& unit, const Criterion& criterion) {
  Finding finding{.criterion = criterion.name,
                  .scope = criterion.scope,
                  .verdict = Verdict::not_applicable,
                  .sentence = {},
                  .source = criterion.source,
                  .certainty = criterion.certainty,
                  .reason = criterion.reason,
                  .text = criterion.text};
  if (criterion.provided) {
    finding.remark = said("findings", "provided", {{"what", *criterion.provided}});
  }
  finding.sentence = finding_in_words(finding, finding.verdict, {}, {}, {});
  finding.by_person.reserve(unit.facts.person_count());
  for (std::size_t person = 0; person < unit.facts.person_count(); ++person) {
    finding.by_person.push_back({person_id(unit.facts, person), Verdict::not_applicable});
  }
  return finding;
}

/// Whether no source shows the criterion yet on the day that chose the version.
bool is_unattested(const JudgedUnit& unit, const Criterion& criterion) {
  return criterion.attested_from &&
         unit.chosen.version_date < criterion.attested_from->days_since_epoch();
}

/// Why a fact that would fail a criterion leaves it unknown.
LocalizedText attested_later(const Criterion& criterion) {
  return said("findings", "attested_later", {{"day", *criterion.attested_from}});
}

/// A criterion that was asked of a unit, and what its answer is told with.
class AskedCriterion {
public:
  AskedCriterion(const JudgedUnit& unit, std::size_t index)
      : unit_(unit), criterion_(unit.version.criteria[index]), verdict_(unit.criteria[index]),
        is_unattested_(is_unattested(unit, criterion_)), asked_(facts_of(criterion_.when)) {
    const std::vector<Verdict>& verdicts = unit.persons.criteria[index];
    const std::vector<Verdict>& among = unit.persons.among[index];
    by_person_.reserve(verdicts.size());
    for (std::size_t person = 0; person < verdicts.size(); ++person) {
      const bool is_asked = (among.empty() || among[person] != Verdict::not_met) &&
                            !(is_unattested_ && verdicts[person] == Verdict::met);
      by_person_.push_back(
          finding_of(person, is_asked ? verdicts[person] : Verdict::not_applicable));
    }
  }

  Finding told() && {
    Finding finding{.criterion = criterion_.name,
                    .scope = criterion_.scope,
                    .verdict = verdict_,
                    .sentence = {},
                    .source = criterion_.source,
                    .certainty = criterion_.certainty,
                    .reason = criterion_.reason,
                    .text = criterion_.text,
                    .values = values_in_words(unit_.facts, asked_, FactOf::unit, 0)};
    const std::vector<std::size_t> unknown = persons_who(Verdict::unknown);
    const bool is_unknown =
        verdict_ == Verdict::unknown || (criterion_.scope == Scope::each && !unknown.empty());
    if (is_unknown) {
      finding.evidence_tables = tables_of(unknown);
    }
    finding.remark = remark(is_unknown);
    finding.sentence = finding_in_words(finding, verdict_, deciding_values(finding.values),
                                        names_everybody() ? everybody() : LocalizedText{},
                                        finding.evidence_tables);
    finding.by_person = std::move(by_person_);
    return finding;
  }

private:
  PersonFinding finding_of(std::size_t person, Verdict verdict) const {
    PersonFinding found{.person_id = person_id(unit_.facts, person), .verdict = verdict};
    const bool decides = criterion_.scope == Scope::each
                             ? verdict == Verdict::not_met || verdict == Verdict::unknown
                             : verdict == verdict_;
    if (decides) {
      found.values = values_in_words(unit_.facts, asked_, FactOf::person, person);
    }
    if (verdict == Verdict::unknown) {
      found.evidence_tables = tables_of(std::array{person});
    }
    return found;
  }

  std::vector<std::size_t> persons_who(Verdict verdict) const {
    std::vector<std::size_t> persons;
    for (std::size_t person = 0; person < by_person_.size(); ++person) {
      if (by_person_[person].verdict == verdict) {
        persons.push_back(person);
      }
    }
    return persons;
  }

  /// Whether it is asked of each, and not of all with the same answer.
  bool names_everybody() const {
    return criterion_.scope == Scope::each &&
           std::ranges::adjacent_find(by_person_, std::not_equal_to<>{}, &PersonFinding::verdict) !=
               by_person_.end();
  }

  /// Who meets it, who does not, and of whom it is unknown: a sentence each.
  LocalizedText everybody() const {
    std::vector<LocalizedText> told;
    for (const Verdict verdict :
         {Verdict::met, Verdict::not_met, Verdict::unknown, Verdict::not_applicable}) {
      std::vector<LocalizedText> names;
      for (const std::size_t person : persons_who(verdict)) {
        names.push_back(with_values(unit_.names[person], by_person_[person].values));
      }
      if (!names.empty()) {
        told.push_back(said("verdicts_of_persons", to_text(verdict),
                            {{"persons", LocalizedText::listed("comma", std::move(names))}}));
      }
    }
    return sentences(std::move(told));
  }

  /// The values of the unit, and of the persons whose verdict is the unit's where it does not name
  /// everybody.
  LocalizedText deciding_values(const LocalizedText& of_unit) const {
    if (names_everybody()) {
      return of_unit;
    }
    std::vector<LocalizedText> used;
    add(used, of_unit);
    for (std::size_t person = 0; person < by_person_.size(); ++person) {
      const LocalizedText& values = by_person_[person].values;
      if (!values.empty()) {
        used.push_back(
            said("findings", "of_person", {{"person", unit_.names[person]}, {"values", values}}));
      }
    }
    return LocalizedText::listed("semicolon", std::move(used));
  }

  /// The tables whose records would settle it, of these persons.
  std::vector<std::string> tables_of(std::span<const std::size_t> persons) const {
    if (is_unattested_ || unit_.options.leaves_out(criterion_)) {
      return {};
    }
    if (unit_.facts.person_count() == 0) {
      return {std::string{record_kind<UnitMember>().table}};
    }
    std::vector<FactName> asked = asked_;
    if (criterion_.among) {
      const auto also = facts_of(*criterion_.among);
      asked.insert(asked.end(), also.begin(), also.end());
    }
    return evidence_tables_of(unit_.facts, asked, persons);
  }

  /// What no record settles: that it does not count, or not yet; of what is unknown, what of it no
  /// record holds.
  LocalizedText remark(bool is_unknown) const {
    if (is_unattested_) {
      return attested_later(criterion_);
    }
    if (unit_.options.leaves_out(criterion_)) {
      return said("findings", "left_out");
    }
    const LocalizedText limits =
        is_unknown ? limits_of(criterion_.when, unit_.programme) : LocalizedText{};
    const LocalizedText rest =
        limits.empty() ? limits : said("findings", "limits", {{"limits", limits}});
    if (!criterion_.provided || !is_not_asked_of_some()) {
      return rest;
    }
    return sentences({rest, said("findings", "others_provided", {{"what", *criterion_.provided}})});
  }

  bool is_not_asked_of_some() const {
    return std::ranges::find(by_person_, Verdict::not_applicable, &PersonFinding::verdict) !=
           by_person_.end();
  }

  const JudgedUnit& unit_;
  const Criterion& criterion_;
  Verdict verdict_; ///< of the unit
  bool is_unattested_;
  std::vector<FactName> asked_;
  std::vector<PersonFinding> by_person_; ///< of nobody for what is asked of the unit
};

Finding finding_of(const JudgedUnit& unit, std::size_t index) {
  const Criterion& criterion = unit.version.criteria[index];
  if (unit.criteria[index] != Verdict::not_applicable) {
    return AskedCriterion{unit, index}.told();
  }
  return is_unattested(unit, criterion) ? not_applicable(criterion)
                                        : asked_of_nobody(unit, criterion);
}

} // namespace

LocalizedText finding_in_words(const Finding& finding, Verdict verdict, const LocalizedText& values,
                               const LocalizedText& persons,
                               const std::vector<std::string>& tables) {
  LocalizedText sentence = judged(verdict, with_values(finding.text, values));
  if (persons.empty() && tables.empty() && finding.remark.empty()) {
    return sentence;
  }
  return sentences({std::move(sentence), persons, would_settle(tables), finding.remark});
}

std::vector<Finding> findings_of(const JudgedUnit& unit) {
  std::vector<Finding> findings;
  findings.reserve(unit.version.criteria.size() + 1);
  findings.push_back(in_force_finding(unit));
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
  const LocalizedText has_rules =
      said("rules", "none", {{"day", Date::from_days_since_epoch(chosen.version_date)}});
  return finding_on(programme.version_by, "in_force", Verdict::not_met,
                    judged(Verdict::not_met, has_rules));
}

} // namespace libcase
