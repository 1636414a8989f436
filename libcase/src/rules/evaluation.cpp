#include <algorithm>
#include <array>
#include <functional>

#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/evaluation.hpp>

#include "rules/evaluator.hpp"
#include "rules/version_choice.hpp"
#include "vocabulary/parallel.hpp"

namespace libcase {

namespace {

constexpr std::size_t units_worth_a_thread = 4096;

std::size_t useful_parts(std::size_t units, int threads) {
  return std::clamp<std::size_t>(units / units_worth_a_thread, 1,
                                 static_cast<std::size_t>(std::max(threads, 1)));
}

/// Columns without values yet.
Evaluation make_evaluation(std::size_t units) {
  Evaluation made;
  made.outcomes.resize(units);
  made.versions.resize(units);
  made.judged_on.resize(units);
  made.cash_cents.resize(units);
  made.in_kind_cents.resize(units);
  made.unknown_lines.resize(units);
  made.open_lines.resize(units);
  made.criteria.push_back({"in_force", LongColumn<Verdict>(units)});
  return made;
}

/// What becomes of units that no version applies to.
void fill_with_no_version(Evaluation& evaluation) {
  std::ranges::fill(evaluation.outcomes, Outcome::not_eligible);
  std::ranges::fill(evaluation.cash_cents, 0);
  std::ranges::fill(evaluation.in_kind_cents, 0);
  std::ranges::fill(evaluation.unknown_lines, std::uint16_t{0});
  std::ranges::fill(evaluation.open_lines, std::uint16_t{0});
  std::ranges::fill(evaluation.criteria.front().verdicts, Verdict::not_met);
}

/// The column of a criterion, made where there is none: `not_asked` of every unit.
CriterionColumn& column_of(Evaluation& evaluation, const std::string& name) {
  const auto found = std::ranges::find(evaluation.criteria, name, &CriterionColumn::name);
  if (found != evaluation.criteria.end()) {
    return *found;
  }
  return evaluation.criteria.emplace_back(
      CriterionColumn{name, LongColumn<Verdict>(evaluation.size(), not_asked)});
}

/// How many units each version applies to; the last are those of none.
using VersionSizes = std::array<std::size_t, no_version + std::size_t{1}>;

VersionSizes choose_versions(const Programme& programme, const FactColumns& facts, int threads,
                             Evaluation& into) {
  const std::size_t units = facts.unit_count();
  const std::size_t parts = useful_parts(units, threads);
  std::vector<VersionSizes> sizes(parts);
  in_parallel(parts, units, [&](std::size_t part, std::size_t from, std::size_t until) {
    VersionChoice choice{programme};
    find_judged_on(programme, facts, from, until, into.judged_on.data() + from);
    for (std::size_t unit = from; unit < until; ++unit) {
      const std::uint8_t version = choice.version_on(into.judged_on[unit]);
      into.versions[unit] = version;
      ++sizes[part][version];
    }
  });
  for (std::size_t part = 1; part < parts; ++part) {
    std::ranges::transform(sizes[0], sizes[part], sizes[0].begin(), std::plus<>{});
  }
  return sizes[0];
}

/// Results of all units under one version, written to their places without a detour.
void evaluate_all(const Programme& programme, const ProgrammeVersion& version,
                  const FactColumns& facts, const RuleOptions& options, int threads,
                  Evaluation& into) {
  const std::size_t units = facts.unit_count();
  for (const Criterion& criterion : version.criteria) {
    into.criteria.push_back({criterion.name, LongColumn<Verdict>(units)});
  }
  in_parallel(
      useful_parts(units, threads), units, [&](std::size_t, std::size_t from, std::size_t until) {
        Results results{.outcomes = into.outcomes.data() + from,
                        .cash_cents = into.cash_cents.data() + from,
                        .in_kind_cents = into.in_kind_cents.data() + from,
                        .unknown_lines = into.unknown_lines.data() + from,
                        .open_lines = into.open_lines.data() + from,
                        .in_force = into.criteria.front().verdicts.data() + from,
                        .criteria = {}};
        for (auto criterion = into.criteria.begin() + 1; criterion != into.criteria.end();
             ++criterion) {
          results.criteria.push_back(criterion->verdicts.data() + from);
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
  const VersionSizes sizes = choose_versions(programme, facts, threads, evaluation);
  const auto version_of_all = std::ranges::find(sizes, units);
  if (units > 0 && version_of_all < sizes.begin() + no_version) {
    const ProgrammeVersion& version =
        programme.versions[static_cast<std::size_t>(version_of_all - sizes.begin())];
    evaluate_all(programme, version, facts, options, threads, evaluation);
    return evaluation;
  }
  fill_with_no_version(evaluation);
  for (std::size_t at = 0; at < programme.versions.size(); ++at) {
    if (sizes[at] == 0) {
      continue;
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
    evaluate_all(programme, programme.versions[at], libcase::take(facts, chosen), options, threads,
                 part);
    scatter(part, chosen, evaluation);
  }
  return evaluation;
}

} // namespace libcase
