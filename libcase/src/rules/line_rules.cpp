#include "rules/line_rules.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <libcase/rules/case_facts.hpp>
#include <libcase/rules/evaluation.hpp>

#include "rules/answers.hpp"
#include "rules/version_choice.hpp"

namespace libcase {

namespace {

/// The name of the version that was recorded with the award.
std::optional<std::string> recorded_version(const CaseFile& file, const AwardedLine& awarded) {
  for (const auto& basis : file.all<AwardBasis>()) {
    if (basis->award_id == awarded.award.id && basis->programme == awarded.line->programme) {
      return basis->version;
    }
  }
  return std::nullopt;
}

} // namespace

LineRules rules_of(const Programme& programme, const CaseFile& file, const AwardedLine& awarded) {
  FactCollector collector{programme.code, facts_of(programme)};
  collector.add(file, awarded.award->on);
  const FactColumns facts = collector.take();
  const ChosenVersion chosen = VersionChoice{programme, facts}.of(0);
  const auto& versions = programme.versions;
  LineRules rules;
  if (const auto name = recorded_version(file, awarded)) {
    const auto named = std::ranges::find(versions, *name, &ProgrammeVersion::name);
    rules.version = named == versions.end() ? nullptr : &*named;
  }
  if (rules.version == nullptr && chosen.version != no_version) {
    rules.version = &versions[chosen.version];
  }
  if (rules.version == nullptr) {
    return rules;
  }
  Answers answers{programme, facts, {}};
  answers.turn_to(UnitRange{facts, 0, 1}, &chosen.version_date);
  std::vector<Verdict> verdicts(facts.person_count() + persons_at_once);
  for (const Benefit& benefit : rules.version->benefits) {
    if (benefit.support != awarded.line->support) {
      continue;
    }
    answers.answer_of_persons(benefit.who, verdicts.data());
    for (std::size_t person = 0; person < facts.person_count(); ++person) {
      const bool is_theirs =
          !awarded.line->person_id || facts.persons[person] == awarded.line->person_id->value;
      if (is_theirs && verdicts[person] != Verdict::not_met) {
        rules.benefits.push_back(&benefit);
        break;
      }
    }
  }
  return rules;
}

} // namespace libcase
