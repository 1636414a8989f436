#include <algorithm>
#include <array>
#include <functional>
#include <limits>

#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/evaluation.hpp>

#include "compute/parallel.hpp"
#include "rules/evaluator.hpp"
#include "rules/fact_set.hpp"
#include "rules/readings.hpp"
#include "rules/unattested.hpp"
#include "rules/version_choice.hpp"

namespace libcase {

namespace {

constexpr std::size_t units_worth_a_thread = 4096;
constexpr std::size_t units_in_piece = 32'768; // many blocks, so that threads seldom meet

std::size_t useful_parts(std::size_t units, int threads) {
  return std::clamp<std::size_t>(units / units_worth_a_thread, 1,
                                 static_cast<std::size_t>(std::max(threads, 1)));
}

/// Columns without values yet.
Evaluation make_evaluation(std::size_t units) {
  Evaluation made;
  each_column<ResultColumns<LongColumn>>(
      [&](auto column) { (made.*column.pointer).resize(units); });
  made.criteria.push_back({"in_force", LongColumn<Verdict>(units)});
  return made;
}

/// Fills in what becomes of units that no version applies to, or perhaps one.
void fill_with_no_version(Evaluation& evaluation) {
  Evaluation blank;
  each_column<ResultColumns<LongColumn>>(
      [&](auto column) { (blank.*column.pointer).assign(evaluation.size(), {}); });
  blank.version = std::move(evaluation.version);
  blank.version_date = std::move(evaluation.version_date);
  blank.criteria = std::move(evaluation.criteria);
  evaluation = std::move(blank);
  LongColumn<Verdict>& in_force = evaluation.criteria.front().verdicts;
  std::ranges::transform(in_force, evaluation.outcome.begin(), [](Verdict is_certain) {
    return is_certain == Verdict::met ? Outcome::not_eligible : Outcome::undetermined;
  });
  std::ranges::transform(in_force, in_force.begin(), [](Verdict is_certain) {
    return is_certain == Verdict::met ? Verdict::not_met : Verdict::unknown;
  });
}

/// The column of a criterion, made where there is none: not applicable to every unit.
CriterionColumn& column_of(Evaluation& evaluation, const std::string& name) {
  const auto found = std::ranges::find(evaluation.criteria, name, &CriterionColumn::name);
  if (found != evaluation.criteria.end()) {
    return *found;
  }
  return evaluation.criteria.emplace_back(
      CriterionColumn{name, LongColumn<Verdict>(evaluation.size(), Verdict::not_applicable)});
}

/// What was chosen for all units.
struct Choices {
  /// How many units each version applies to; the last are those of none.
  std::array<std::size_t, no_version + std::size_t{1}> sizes{};
  std::int32_t last_day = std::numeric_limits<std::int32_t>::min(); ///< that picked one

  void add(const Choices& others) {
    std::ranges::transform(sizes, others.sizes, sizes.begin(), std::plus<>{});
    last_day = std::max(last_day, others.last_day);
  }
};

Choices choose_versions(VersionChoice& choice, std::size_t from, std::size_t until,
                        Evaluation& into) {
  Choices choices;
  std::uint8_t* versions = into.version.data();
  std::int32_t* version_date = into.version_date.data();
  Verdict* is_certain = into.criteria.front().verdicts.data();
  std::uint8_t version = no_version;
  std::size_t first_of_it = from;
  for (std::size_t unit = from; unit < until; ++unit) {
    const ChosenVersion chosen = choice.of(unit);
    if (chosen.version != version) {
      choices.sizes[version] += unit - first_of_it;
      version = chosen.version;
      first_of_it = unit;
    }
    versions[unit] = chosen.version;
    version_date[unit] = chosen.version_date;
    is_certain[unit] = chosen.is_certain ? Verdict::met : Verdict::unknown;
    choices.last_day = std::max(choices.last_day, chosen.version_date);
  }
  choices.sizes[version] += until - first_of_it;
  return choices;
}

/// Chooses a version for each unit; `in_force` is then whether it is certain which: met or unknown.
Choices choose_versions(const Programme& programme, const FactColumns& facts, int threads,
                        Evaluation& into) {
  const std::size_t units = facts.unit_count();
  std::vector<Choices> of_parts(useful_parts(units, threads));
  Pieces pieces{units, units_in_piece};
  in_threads(of_parts.size(), [&](std::size_t part) {
    VersionChoice choice{programme, facts};
    pieces.take([&](std::size_t from, std::size_t until) {
      of_parts[part].add(choose_versions(choice, from, until, into));
    });
  });
  Choices all;
  for (const Choices& part : of_parts) {
    all.add(part);
  }
  return all;
}

/// Evaluates all units under one version, straight into the columns. Criteria get none that nobody
/// found as early as the last of the days, if no fact there could fail them either.
void evaluate_all(const Programme& programme, const ProgrammeVersion& version,
                  const FactColumns& facts, const RuleOptions& options, int threads,
                  std::int32_t last_day, Evaluation& into) {
  const std::size_t units = facts.unit_count();
  std::vector<bool> is_asked;
  for (const Criterion& criterion : version.criteria) {
    const bool is_attested =
        !criterion.attested_from || criterion.attested_from->days_since_epoch() <= last_day;
    is_asked.push_back(is_attested || may_fail(criterion, facts));
    if (is_asked.back()) {
      into.criteria.push_back({criterion.name, LongColumn<Verdict>(units)});
    }
  }
  Pieces pieces{units, units_in_piece};
  in_threads(useful_parts(units, threads), [&](std::size_t) {
    Evaluator evaluator{programme, version, facts, options};
    pieces.take([&](std::size_t from, std::size_t until) {
      Results results;
      point_to(into, results, [&](auto& column) { return column.data() + from; });
      results.in_force = into.criteria.front().verdicts.data() + from;
      auto column = into.criteria.begin();
      for (const bool is_one_asked : is_asked) {
        results.criteria.push_back(is_one_asked ? (++column)->verdicts.data() + from : nullptr);
      }
      evaluator.run(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(until), results);
    });
  });
}

/// Copies what came out for some of the units to their rows.
void scatter(const Evaluation& from, std::span<const std::uint32_t> units, Evaluation& into) {
  const auto copy = [&](const auto& values, auto& column) {
    for (std::size_t row = 0; row < units.size(); ++row) {
      column[units[row]] = values[row];
    }
  };
  each_column<ResultColumns<LongColumn>>(
      [&](auto column) { copy(from.*column.pointer, into.*column.pointer); });
  for (const CriterionColumn& criterion : from.criteria) {
    copy(criterion.verdicts, column_of(into, criterion.name).verdicts);
  }
}

} // namespace

std::vector<FactName> facts_of(const Programme& programme) {
  FactSet facts;
  facts.add(FactName::assessed_on);
  facts.add(version_fact(programme));
  const auto add_day = [&](FactName name, const Benefit& benefit) {
    facts.add(name);
    if (name == FactName::departure_on && benefit.per == Per::person) {
      facts.add(FactName::own_departure_on);
    }
  };
  for (const ProgrammeVersion& version : programme.versions) {
    for (const Criterion& criterion : version.criteria) {
      facts.add(criterion.when);
      if (criterion.among) {
        facts.add(*criterion.among);
      }
    }
    for (const Benefit& benefit : version.benefits) {
      facts.add(benefit.who);
      if (benefit.uncapped_until_age) {
        facts.add(FactName::born_on);
      }
      for (const PeriodRule& period : benefit.periods) {
        add_day(period.after.value_or(FactName::born_on), benefit);
      }
      if (benefit.monthly) {
        add_day(benefit.monthly->from, benefit);
        add_day(benefit.monthly->until, benefit);
      }
    }
    const auto add_limits = [&](const auto& limits) {
      for (const Cap& limit : limits) {
        if (limit.when) {
          facts.add(*limit.when);
        }
      }
    };
    add_limits(version.minimums);
    add_limits(version.caps);
  }
  for (const FactName name : facts.names()) {
    for (auto first = fact(name).settled_after; first; first = fact(*first).settled_after) {
      facts.add(*first); // by which an unknown one is explained
    }
  }
  return facts.names();
}

Evaluation evaluate(const Programme& programme, const FactColumns& facts,
                    const RuleOptions& options, int threads) {
  require_readings(options, {&programme});
  check(facts);
  const std::size_t units = facts.unit_count();
  Evaluation evaluation = make_evaluation(units);
  const auto [sizes, last_day] = choose_versions(programme, facts, threads, evaluation);
  const auto version_of_all = std::ranges::find(sizes, units);
  if (units > 0 && version_of_all < sizes.begin() + no_version) {
    const ProgrammeVersion& version =
        programme.versions[static_cast<std::size_t>(version_of_all - sizes.begin())];
    evaluate_all(programme, version, facts, options, threads, last_day, evaluation);
    return evaluation;
  }
  fill_with_no_version(evaluation);
  for (std::size_t at = 0; at < programme.versions.size(); ++at) {
    if (sizes[at] == 0) {
      continue;
    }
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      if (evaluation.version[unit] == at) {
        chosen.push_back(unit);
      }
    }
    Evaluation part = make_evaluation(chosen.size());
    std::ranges::fill(part.version, static_cast<std::uint8_t>(at));
    for (std::size_t unit = 0; unit < chosen.size(); ++unit) {
      part.version_date[unit] = evaluation.version_date[chosen[unit]];
      const bool is_certain =
          evaluation.criteria.front().verdicts[chosen[unit]] != Verdict::unknown;
      part.criteria.front().verdicts[unit] = is_certain ? Verdict::met : Verdict::unknown;
    }
    evaluate_all(programme, programme.versions[at], libcase::take(facts, chosen), options, threads,
                 last_day, part);
    scatter(part, chosen, evaluation);
  }
  return evaluation;
}

} // namespace libcase
