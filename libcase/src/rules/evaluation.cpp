#include <algorithm>
#include <array>

#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/evaluation.hpp>

#include "rules/evaluator.hpp"
#include "rules/version_choice.hpp"
#include "vocabulary/parallel.hpp"

namespace libcase {

namespace {

constexpr std::size_t units_worth_a_thread = 4096;

CriterionColumn& column_of(Evaluation& evaluation, const std::string& name) {
  const auto found = std::ranges::find(evaluation.criteria, name, &CriterionColumn::name);
  if (found != evaluation.criteria.end()) {
    return *found;
  }
  return evaluation.criteria.emplace_back(
      CriterionColumn{name, std::vector<Verdict>(evaluation.size(), not_asked)});
}

/// Results of all units under one version, written to their places without a detour.
void evaluate_all(const Programme& programme, const ProgrammeVersion& version,
                  const FactColumns& facts, const RuleOptions& options, int threads,
                  Evaluation& into) {
  std::vector<std::vector<Verdict>*> criteria;
  for (const Criterion& criterion : version.criteria) {
    column_of(into, criterion.name);
  }
  for (const Criterion& criterion : version.criteria) {
    criteria.push_back(&column_of(into, criterion.name).verdicts);
  }
  const std::size_t units = facts.unit_count();
  const std::size_t parts = std::clamp<std::size_t>(units / units_worth_a_thread, 1,
                                                    static_cast<std::size_t>(std::max(threads, 1)));
  in_parallel(parts, units, [&](std::size_t, std::size_t from, std::size_t until) {
    Results results{.outcomes = into.outcomes.data() + from,
                    .cash_cents = into.cash_cents.data() + from,
                    .in_kind_cents = into.in_kind_cents.data() + from,
                    .unknown_lines = into.unknown_lines.data() + from,
                    .open_lines = into.open_lines.data() + from,
                    .in_force = into.criteria.front().verdicts.data() + from,
                    .criteria = {}};
    for (std::vector<Verdict>* verdicts : criteria) {
      results.criteria.push_back(verdicts->data() + from);
    }
    Evaluator{programme, version, facts, options}.run(static_cast<std::uint32_t>(from),
                                                      static_cast<std::uint32_t>(until),
                                                      into.judged_on.data() + from, results);
  });
}

/// Copies what came out for some of the units to their places.
void scatter(const Evaluation& from, std::span<const std::uint32_t> units, Evaluation& into) {
  const auto copy = [&](const auto& values, auto& places) {
    for (std::size_t at = 0; at < units.size(); ++at) {
      places[units[at]] = values[at];
    }
  };
  copy(from.outcomes, into.outcomes);
  copy(from.cash_cents, into.cash_cents);
  copy(from.in_kind_cents, into.in_kind_cents);
  copy(from.unknown_lines, into.unknown_lines);
  copy(from.open_lines, into.open_lines);
  for (const CriterionColumn& criterion : from.criteria) {
    copy(criterion.verdicts, column_of(into, criterion.name).verdicts);
  }
}

Evaluation make_evaluation(std::size_t units) {
  Evaluation made;
  made.outcomes.resize(units, Outcome::not_eligible);
  made.versions.resize(units, no_version);
  made.judged_on.resize(units);
  made.cash_cents.resize(units);
  made.in_kind_cents.resize(units);
  made.unknown_lines.resize(units);
  made.open_lines.resize(units);
  made.criteria.push_back({"in_force", std::vector<Verdict>(units, Verdict::not_met)});
  return made;
}

} // namespace

std::vector<FactName> facts_of(const Programme& programme) {
  std::array<bool, fact_count> asked{};
  const auto ask = [&](FactName name) { asked[static_cast<std::size_t>(name)] = true; };
  const auto ask_all = [&](const Condition& condition) {
    for (const FactName name : facts_of(condition)) {
      ask(name);
    }
  };
  ask(FactName::assessed_on);
  ask(version_fact(programme));
  for (const ProgrammeVersion& version : programme.versions) {
    for (const Criterion& criterion : version.criteria) {
      ask_all(criterion.when);
      if (criterion.among) {
        ask_all(*criterion.among);
      }
    }
    for (const Benefit& benefit : version.benefits) {
      ask_all(benefit.who);
      if (benefit.no_ceiling_until_age) {
        ask(FactName::born_on);
      }
      for (const PeriodRule& period : benefit.periods) {
        ask(period.after.value_or(FactName::born_on));
      }
    }
  }
  std::vector<FactName> names;
  for (std::size_t at = 0; at < fact_count; ++at) {
    if (asked[at]) {
      names.push_back(static_cast<FactName>(at));
    }
  }
  return names;
}

Evaluation evaluate(const Programme& programme, const FactColumns& facts,
                    const RuleOptions& options, int threads) {
  check(facts);
  const std::size_t units = facts.unit_count();
  Evaluation evaluation = make_evaluation(units);
  const std::size_t version_count = programme.versions.size();
  const VersionChoice choice{programme};
  evaluation.judged_on = judged_on(programme, facts);
  std::vector<std::size_t> sizes(version_count + 1);
  for (std::size_t unit = 0; unit < units; ++unit) {
    const std::uint8_t version = choice.version_on(evaluation.judged_on[unit]);
    evaluation.versions[unit] = version;
    ++sizes[version == no_version ? version_count : version];
  }
  for (std::size_t at = 0; at < version_count; ++at) {
    const ProgrammeVersion& version = programme.versions[at];
    if (sizes[at] == 0) {
      continue;
    }
    if (sizes[at] == units) {
      evaluate_all(programme, version, facts, options, threads, evaluation);
      break;
    }
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      if (evaluation.versions[unit] == at) {
        chosen.push_back(unit);
      }
    }
    Evaluation part = make_evaluation(chosen.size());
    for (std::size_t unit = 0; unit < chosen.size(); ++unit) {
      part.judged_on[unit] = evaluation.judged_on[chosen[unit]];
    }
    evaluate_all(programme, version, libcase::take(facts, chosen), options, threads, part);
    scatter(part, chosen, evaluation);
  }
  return evaluation;
}

} // namespace libcase
