#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <libcase/exchange/csv.hpp>
#include <libcase/rules/offers.hpp>
#include <libcase/statistics/compare.hpp>
#include <libcase/statistics/table.hpp>

#include "compute/parallel.hpp"
#include "rules/caps.hpp"
#include "rules/cliques.hpp"
#include "rules/readings.hpp"
#include "rules/version_choice.hpp"

namespace libcase {

namespace {

namespace json = boost::json;

/// What a case gets under one catalogue: of what it is eligible for, or else of what is
/// undetermined, the combination that comes to most.
struct Best {
  Outcome outcome = Outcome::not_eligible;
  std::int64_t cash_cents = 0;
  std::int64_t in_kind_cents = 0;
  std::int64_t unknown_lines = 0;
  std::int64_t uncapped_lines = 0;
  std::int64_t more_cents = 0;  ///< of an eligible case, if what is undetermined were eligible too
  bool is_more_unknown = false; ///< whether it would then get more, or more that is unknown

  std::int64_t total_cents() const { return cash_cents + in_kind_cents; }
  std::int64_t vague_lines() const { return unknown_lines + uncapped_lines; }
  bool is_certain() const {
    return outcome != Outcome::undetermined && !is_more_unknown && vague_lines() == 0;
  }
};

/// A case without what was chosen in it: awards under these programmes, and projects under them
/// that its members took part in since its opening.
CaseFile without_choice(const CaseFile& file, const std::set<ProgrammeCode>& programmes) {
  const auto& cases = file.all<Case>();
  const auto is_chosen = [&]<class R>(const Recorded<R>& recorded) {
    if constexpr (std::is_same_v<R, AwardLine>) {
      return programmes.contains(recorded->programme);
    } else if constexpr (std::is_same_v<R, Participation>) {
      const bool is_earlier = !cases.empty() && recorded->submitted_on < cases.front()->opened_on;
      return !is_earlier && std::ranges::any_of(file.all<Project>(), [&](const auto& project) {
        return project.id == recorded->project_id && programmes.contains(project->framework);
      });
    } else {
      return false;
    }
  };
  CaseFile left{file.id(), file.known_at_recording()};
  file.for_each([&](const auto& recorded) {
    if (!is_chosen(recorded)) {
      left.add(recorded);
    }
  });
  return left;
}

/// The facts of some cases at a time, under each programme that either catalogue has.
class FactsOfCases {
public:
  /// What was chosen under the programmes `free_of` is left out.
  FactsOfCases(std::span<const Programme> programmes, const std::set<ProgrammeCode>& free_of)
      : free_of_(free_of) {
    std::map<ProgrammeCode, std::set<FactName>> wanted;
    for (const Programme& programme : programmes) {
      const std::vector<FactName> names = facts_of(programme);
      wanted[programme.code].insert(names.begin(), names.end());
    }
    for (const auto& [code, names] : wanted) {
      collectors_.emplace(code, FactCollector{code, {names.begin(), names.end()}});
      std::vector<FactName> barred;
      std::ranges::copy_if(facts_of_choice, std::back_inserter(barred),
                           [&names = names](FactName name) { return names.contains(name); });
      if (!free_of.empty() && !barred.empty()) {
        of_choice_.emplace(code, FactCollector{code, std::move(barred)});
      }
    }
  }

  void add(const CaseFile& file, Date on, const History& history) {
    for (auto& [code, collector] : collectors_) {
      collector.add(file, on, history);
    }
    if (!of_choice_.empty()) {
      const CaseFile free = without_choice(file, free_of_);
      for (auto& [code, collector] : of_choice_) {
        collector.add(free, on, history);
      }
    }
  }
  /// Makes ready what was added since the last time.
  void collect() {
    for (auto& [code, collector] : collectors_) {
      columns_[code] = collector.take();
    }
    for (auto& [code, collector] : of_choice_) {
      FactColumns& columns = columns_[code];
      FactColumns free = collector.take();
      for (const FactName name : facts_of_choice) {
        columns.column(name) = std::move(free.column(name));
      }
      columns.programmes = std::move(free.programmes);
    }
  }
  const FactColumns& operator[](const ProgrammeCode& code) const { return columns_.at(code); }

private:
  static constexpr std::array facts_of_choice{FactName::other_programmes, FactName::other_in_kind};

  const std::set<ProgrammeCode>& free_of_;
  std::map<ProgrammeCode, FactCollector> collectors_;
  std::map<ProgrammeCode, FactCollector> of_choice_;
  std::map<ProgrammeCode, FactColumns> columns_;
};

/// A catalogue's programmes over some cases at a time.
class Side {
public:
  Side(std::span<const Programme* const> programmes, const FactsOfCases& facts,
       const RuleOptions& options)
      : programmes_(programmes), facts_(facts), options_(options) {
    for (const Programme* programme : programmes) {
      for (const ProgrammeVersion& version : programme->versions) {
        for (const auto* combinations : {&version.combines_with, &version.excludes}) {
          for (const Combination& combination : *combinations) {
            for (const std::optional<Date>& change : {combination.from, combination.until}) {
              if (change) {
                changes_.insert(*change);
              }
            }
          }
        }
      }
      options_of_.push_back(options_for(*programme, options));
    }
  }

  /// What each case gets whose facts were collected.
  std::vector<Best> evaluate_all(std::size_t case_count) {
    evaluations_.clear();
    for (std::size_t at = 0; at < programmes_.size(); ++at) {
      const Programme& programme = *programmes_[at];
      evaluations_.push_back(evaluate(programme, facts_[programme.code], options_of_[at]));
    }
    std::vector<Best> found;
    for (std::size_t unit = 0; unit < case_count; ++unit) {
      found.push_back(best_of(unit));
    }
    return found;
  }

private:
  /// Programmes, by their places, that go together, and the caps on what they come to.
  struct Together {
    std::vector<std::size_t> programmes;
    std::vector<const Cap*> caps;
    bool has_version = true; ///< whether it is known which rules apply
  };

  /// The version that applies; nullptr where it is not known which.
  const ProgrammeVersion* version_of(std::size_t programme, std::size_t unit) const {
    const std::uint8_t version = evaluations_[programme].versions[unit];
    return version == no_version ? nullptr : &programmes_[programme]->versions[version];
  }

  Best best_of(std::size_t unit) {
    Best eligible;
    Best undetermined;
    std::int64_t most_vague = 0; ///< lines of a combination that is undetermined
    bool has_versions = true;
    for (const Together& together : combinations(unit)) {
      const Best sum = sum_of(together, unit);
      Best& best = sum.outcome == Outcome::eligible ? eligible : undetermined;
      if (best.outcome == Outcome::not_eligible || sum.total_cents() > best.total_cents()) {
        best = sum;
      }
      if (sum.outcome == Outcome::undetermined) {
        most_vague = std::max(most_vague, sum.vague_lines());
        has_versions = has_versions && together.has_version;
      }
    }
    if (eligible.outcome != Outcome::eligible) {
      return undetermined;
    }
    eligible.more_cents =
        std::max<std::int64_t>(0, undetermined.total_cents() - eligible.total_cents());
    eligible.is_more_unknown =
        eligible.more_cents > 0 || most_vague > eligible.vague_lines() || !has_versions;
    return eligible;
  }

  /// The combinations for a unit follow from the versions that apply to it, from which of them are
  /// undetermined, and from the day.
  const std::vector<Together>& combinations(std::size_t unit) {
    std::vector<std::size_t> possible;
    std::vector<bool> is_eligible;
    if (programmes_.empty()) {
      return none_;
    }
    const Date on = Date::from_days_since_epoch(
        facts_[programmes_.front()->code].days(FactName::assessed_on, unit).earliest);
    std::string key =
        std::to_string(std::distance(changes_.begin(), changes_.upper_bound(on))) + " ";
    for (std::size_t at = 0; at < programmes_.size(); ++at) {
      const Outcome outcome = evaluations_[at].outcomes[unit];
      key.push_back(static_cast<char>(outcome));
      if (outcome != Outcome::not_eligible) {
        key.push_back(static_cast<char>(evaluations_[at].versions[unit]));
        possible.push_back(at);
        is_eligible.push_back(outcome == Outcome::eligible);
      }
    }
    const auto [known, is_new] = combinations_.try_emplace(std::move(key));
    if (is_new) {
      const auto go_together = [&](std::size_t left, std::size_t right) {
        const ProgrammeVersion* of_left = version_of(possible[left], unit);
        const ProgrammeVersion* of_right = version_of(possible[right], unit);
        return of_left != nullptr && of_right != nullptr &&
               may_combine(*programmes_[possible[left]], *of_left, *programmes_[possible[right]],
                           *of_right, on, options_);
      };
      for (const auto& group : combinations_of(is_eligible, go_together)) {
        Together together;
        for (const std::size_t at : group) {
          together.programmes.push_back(possible[at]);
          const ProgrammeVersion* version = version_of(possible[at], unit);
          if (version == nullptr) {
            together.has_version = false;
            continue;
          }
          for (const Cap& cap : version->caps) {
            if (cap.of == CapOf::package) {
              together.caps.push_back(&cap);
            }
          }
        }
        known->second.push_back(std::move(together));
      }
    }
    return known->second;
  }

  Best sum_of(const Together& together, std::size_t unit) const {
    Best sum{.outcome = Outcome::eligible};
    for (const std::size_t at : together.programmes) {
      const Evaluation& evaluation = evaluations_[at];
      sum.outcome = std::min(sum.outcome, evaluation.outcomes[unit]);
      sum.cash_cents += evaluation.cash_cents[unit];
      sum.in_kind_cents += evaluation.in_kind_cents[unit];
      sum.unknown_lines += evaluation.unknown_lines[unit];
      sum.uncapped_lines += evaluation.uncapped_lines[unit];
    }
    if (!together.caps.empty()) {
      apply_caps(together, unit, sum);
    }
    return sum;
  }

  void apply_caps(const Together& together, std::size_t unit, Best& sum) const {
    // Which lines a cap of both cash and kind takes from depends on their order: that needs them.
    const bool needs_lines =
        sum.cash_cents > 0 && sum.in_kind_cents > 0 &&
        std::ranges::any_of(together.caps, [](const Cap* cap) { return !cap->support; });
    std::vector<KnownLine> lines;
    const auto add = [&](Support support, std::int64_t cents) {
      lines.push_back({.person = 0, .benefit = 0, .support = support, .cents = cents});
    };
    if (needs_lines) {
      for (const std::size_t at : together.programmes) {
        const FactColumns& facts = facts_[programmes_[at]->code];
        const Assessment one = assess(*programmes_[at], facts, unit, options_of_[at]);
        for (const EntitlementLine& line : one.entitlement.lines) {
          if (line.amount && line.support != Support::service) {
            add(line.support, line.amount->cents());
          }
        }
      }
    } else {
      add(Support::cash, sum.cash_cents);
      add(Support::in_kind, sum.in_kind_cents);
    }
    std::vector<KnownLine*> pointers;
    std::ranges::transform(lines, std::back_inserter(pointers),
                           [](KnownLine& line) { return &line; });
    for (const Cap* cap : together.caps) {
      apply_cap(pointers, *cap, options_);
    }
    sum.cash_cents = 0;
    sum.in_kind_cents = 0;
    for (const KnownLine& line : lines) {
      (line.support == Support::cash ? sum.cash_cents : sum.in_kind_cents) += line.cents;
    }
  }

  std::span<const Programme* const> programmes_;
  const FactsOfCases& facts_;
  const RuleOptions& options_;
  std::vector<RuleOptions> options_of_; ///< one a programme
  std::vector<Evaluation> evaluations_; ///< one a programme
  std::unordered_map<std::string, std::vector<Together>> combinations_;
  const std::vector<Together> none_;
  std::set<Date> changes_; ///< days from which combinations are others than before
};

/// A figure of a catalogue.
struct Figure {
  std::string_view name;
  std::int64_t RuleCosts::*value;
  bool is_money = false;
};
constexpr std::array figures{
    Figure{"eligible", &RuleCosts::eligible},
    Figure{"partly_undetermined", &RuleCosts::partly_undetermined},
    Figure{"undetermined", &RuleCosts::undetermined},
    Figure{"not_eligible", &RuleCosts::not_eligible},
    Figure{"cash", &RuleCosts::cash_cents, true},
    Figure{"in_kind", &RuleCosts::in_kind_cents, true},
    Figure{"undetermined_amount", &RuleCosts::undetermined_cents, true},
    Figure{"unknown_lines", &RuleCosts::unknown_lines},
    Figure{"uncapped_lines", &RuleCosts::uncapped_lines},
};

void add(RuleCosts& costs, const Best& best) {
  switch (best.outcome) {
  case Outcome::not_eligible:
    ++costs.not_eligible;
    break;
  case Outcome::undetermined:
    ++costs.undetermined;
    costs.undetermined_cents += best.total_cents();
    break;
  case Outcome::eligible:
    ++costs.eligible;
    costs.partly_undetermined += best.is_more_unknown ? 1 : 0;
    costs.undetermined_cents += best.more_cents;
    costs.cash_cents += best.cash_cents;
    costs.in_kind_cents += best.in_kind_cents;
    break;
  }
  costs.unknown_lines += best.unknown_lines;
  costs.uncapped_lines += best.uncapped_lines;
}

/// A count of cases by what changes for them.
struct Change {
  std::string_view name;
  std::int64_t ComparisonRow::*value;
};
constexpr std::array changes{
    Change{"winners", &ComparisonRow::winners},
    Change{"losers", &ComparisonRow::losers},
    Change{"unchanged", &ComparisonRow::unchanged},
    Change{"not_comparable", &ComparisonRow::not_comparable},
};

void add(ComparisonRow& row, const Best& a, const Best& b) {
  ++row.cases;
  add(row.a, a);
  add(row.b, b);
  if (!a.is_certain() || !b.is_certain()) {
    ++row.not_comparable;
    return;
  }
  const std::int64_t more = b.total_cents() - a.total_cents();
  row.comparable_difference_cents += more;
  ++(more > 0 ? row.winners : more < 0 ? row.losers : row.unchanged);
}

void add(ComparisonRow& row, const ComparisonRow& other) {
  for (const Figure& figure : figures) {
    row.a.*figure.value += other.a.*figure.value;
    row.b.*figure.value += other.b.*figure.value;
  }
  for (const Change& change : changes) {
    row.*change.value += other.*change.value;
  }
  row.cases += other.cases;
  row.comparable_difference_cents += other.comparable_difference_cents;
}

/// The groups that a case counts in.
struct CaseGroups {
  Composition composition;
  std::uint16_t nationality; ///< Country::index(), of the principal; 0 unknown
};

CaseGroups groups_of(const CaseFile& file, Date on) {
  const std::vector<Member> members = file.members_on(on);
  CaseGroups groups{.composition = composition_of(file, members, on), .nationality = 0};
  const auto principal = std::ranges::find(members, Role::principal, &Member::role);
  if (principal != members.end()) {
    const Person* person = file.person(principal->person_id);
    groups.nationality =
        person != nullptr && person->nationality ? person->nationality->index() : std::uint16_t{0};
  }
  return groups;
}

struct Tallies {
  ComparisonRow total;
  std::array<ComparisonRow, code_names<Composition>.size()> compositions;
  std::map<std::uint16_t, ComparisonRow> nationalities;

  void count(const CaseGroups& groups, const Best& a, const Best& b) {
    add(total, a, b);
    add(compositions[static_cast<std::size_t>(groups.composition)], a, b);
    add(nationalities[groups.nationality], a, b);
  }
  void merge(const Tallies& other) {
    add(total, other.total);
    for (std::size_t at = 0; at < compositions.size(); ++at) {
      add(compositions[at], other.compositions[at]);
    }
    for (const auto& [nationality, row] : other.nationalities) {
      add(nationalities[nationality], row);
    }
  }
  /// The groups that have cases, the unknown ones last.
  std::vector<ComparisonRow> rows() const {
    std::vector<ComparisonRow> found{total};
    found.front().by = found.front().label = total_label;
    const auto keep = [&](ComparisonRow row, std::string_view by, std::string_view label) {
      if (row.cases > 0) {
        row.by = by;
        row.label = label;
        found.push_back(std::move(row));
      }
    };
    for (std::size_t at = 0; at < compositions.size(); ++at) {
      keep(compositions[at], "composition", code_names<Composition>[at]);
    }
    for (const auto& [nationality, row] : nationalities) {
      if (nationality != 0) {
        keep(row, "nationality", Country::from_index(nationality).code());
      }
    }
    if (const auto unknown = nationalities.find(0); unknown != nationalities.end()) {
      keep(unknown->second, "nationality", "unknown");
    }
    return found;
  }
};

std::vector<const Programme*> chosen(const Catalogue& catalogue,
                                     const std::vector<std::string>& codes) {
  std::vector<const Programme*> programmes;
  for (const Programme& programme : catalogue.programmes()) {
    const bool is_chosen = codes.empty()
                               ? !programme.is_temporary
                               : std::ranges::find(codes, programme.code.code()) != codes.end();
    if (is_chosen) {
      programmes.push_back(&programme);
    }
  }
  return programmes;
}

ComparedRules rules_of(const Catalogue& catalogue, const std::vector<const Programme*>& compared) {
  ComparedRules rules;
  const std::vector<Programme>& all = catalogue.programmes();
  if (!all.empty() && std::ranges::all_of(all, [&](const Programme& programme) {
        return programme.frozen_on == all.front().frozen_on;
      })) {
    rules.frozen_on = all.front().frozen_on;
  }
  for (const Programme* programme : compared) {
    if (!programme->is_shipped) {
      rules.own.push_back({programme->code, programme->file});
    }
  }
  return rules;
}

std::string in_euro(std::int64_t cents) {
  return Money::euro_cents(cents).decimal();
}

std::string in_whole_euro(std::int64_t cents) {
  return std::to_string((cents + (cents < 0 ? -50 : 50)) / 100);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    all += (all.empty() ? "" : ", ") + text;
  }
  return all;
}

json::object object_of(const RuleCosts& costs) {
  json::object object;
  for (const Figure& figure : figures) {
    if (figure.is_money) {
      object.emplace(figure.name, in_euro(costs.*figure.value));
    } else {
      object.emplace(figure.name, costs.*figure.value);
    }
  }
  return object;
}

json::object object_of(const ComparedRules& rules) {
  json::array own;
  for (const OwnProgramme& programme : rules.own) {
    json::object& made =
        own.emplace_back(json::object{{"code", programme.code.code()}}).as_object();
    made["file"] = programme.file.empty() ? json::value(nullptr) : json::value(programme.file);
  }
  return {
      {"on", rules.frozen_on ? json::value(rules.frozen_on->to_string()) : json::value(nullptr)},
      {"own_programmes", std::move(own)}};
}

json::object definition_of(const Comparison& comparison) {
  const ComparisonOptions& options = comparison.options;
  json::object readings;
  for (const auto& [dispute, reading] : options.rules.readings) {
    readings.emplace(dispute, reading);
  }
  const json::value known_at =
      options.as_known_at ? json::value(to_text(*options.as_known_at)) : json::value(nullptr);
  return {{"period", comparison.cohort.period.to_string()},
          {"by", to_text(comparison.cohort.by)},
          {"programmes", json::array(options.programmes.begin(), options.programmes.end())},
          {"rules_a", object_of(comparison.rules_a)},
          {"rules_b", object_of(comparison.rules_b)},
          {"keeps_recorded_choice", options.keeps_recorded_choice},
          {"readings", std::move(readings)},
          {"stated_only", options.rules.stated_only},
          {"vintage", json::object{{"recording", comparison.recording}, {"as_known_at", known_at}}},
          {"library_version", comparison.library_version}};
}

std::string in_words(const ComparedRules& rules) {
  std::string words = rules.frozen_on ? "those of " + rules.frozen_on->to_string() +
                                            ", whatever the dates of "
                                            "the cases"
                                      : std::string{"those of each case's own day"};
  for (const OwnProgramme& programme : rules.own) {
    words += (&programme == &rules.own.front() ? "; own: " : ", ") + programme.code.code() +
             (programme.file.empty() ? "" : " (" + programme.file + ")");
  }
  return words;
}

} // namespace

Comparison compare(const Register& reg, const Catalogue& a, const Catalogue& b,
                   const Cohort& cohort, const ComparisonOptions& options) {
  for (const std::string& code : options.programmes) {
    if (b.find(code) == nullptr) {
      a[code]; // throws where it has none either
    }
  }
  std::vector<const Programme*> known;
  std::set<ProgrammeCode> free_of;
  for (const Catalogue* catalogue : {&a, &b}) {
    for (const Programme& programme : catalogue->programmes()) {
      known.push_back(&programme);
      if (!options.keeps_recorded_choice) {
        free_of.insert(programme.code);
      }
    }
  }
  require_readings(options.rules, known);
  const std::vector<const Programme*> of_a = chosen(a, options.programmes);
  const std::vector<const Programme*> of_b = chosen(b, options.programmes);
  std::vector<Programme> all;
  for (const auto* side : {&of_a, &of_b}) {
    for (const Programme* programme : *side) {
      all.push_back(*programme);
    }
  }
  const CaseFiles files{reg, kinds_for(all), options.as_known_at, options.threads};

  constexpr std::size_t cases_at_a_time = 4096; // whose facts under all programmes fit in memory
  const std::size_t parts =
      std::clamp<std::size_t>(static_cast<std::size_t>(std::max(options.threads, 1)), 1,
                              std::max<std::size_t>(files.size(), 1));
  std::vector<Tallies> tallies(parts);
  in_parallel(parts, files.size(), [&](std::size_t part, std::size_t from, std::size_t until) {
    FactsOfCases facts{all, free_of};
    Side side_a{of_a, facts, options.rules};
    Side side_b{of_b, facts, options.rules};
    std::vector<CaseGroups> groups;
    for (std::size_t at = from; at < until; ++at) {
      const CaseFile file = files.file(at);
      if (const std::optional<Date> on = day_in(cohort, file)) {
        const std::vector<CaseFile> earlier = files.earlier_files(at);
        facts.add(file, *on, History{earlier});
        groups.push_back(groups_of(file, *on));
      }
      if (groups.size() == cases_at_a_time || at + 1 == until) {
        facts.collect();
        const std::vector<Best> best_a = side_a.evaluate_all(groups.size());
        const std::vector<Best> best_b = side_b.evaluate_all(groups.size());
        for (std::size_t unit = 0; unit < groups.size(); ++unit) {
          tallies[part].count(groups[unit], best_a[unit], best_b[unit]);
        }
        groups.clear();
      }
    }
  });
  for (std::size_t part = 1; part < parts; ++part) {
    tallies.front().merge(tallies[part]);
  }
  // Of the files where there are any: others may have recorded more since.
  const std::int64_t recording = files.size() > 0 ? files.file(0).known_at_recording()
                                                  : reg.last_recording_at(options.as_known_at);
  return {.rows = tallies.front().rows(),
          .cohort = cohort,
          .options = options,
          .rules_a = rules_of(a, of_a),
          .rules_b = rules_of(b, of_b),
          .recording = recording,
          .library_version = LIBCASE_VERSION};
}

std::string to_text(const Comparison& comparison) {
  std::vector<std::vector<std::string>> lines{
      {"by", "group", "cases", "euro a", "euro b", "difference", "comparable", "winners", "losers",
       "unchanged", "not comparable", "undetermined a", "undetermined b", "unknown lines a",
       "unknown lines b"}};
  const auto undetermined = [](const RuleCosts& costs) {
    return std::to_string(costs.undetermined + costs.partly_undetermined);
  };
  for (const ComparisonRow& row : comparison.rows) {
    std::vector<std::string>& line = lines.emplace_back();
    line = {row.by == total_label ? "" : row.by,
            row.label,
            std::to_string(row.cases),
            in_whole_euro(row.a.known_cents()),
            in_whole_euro(row.b.known_cents()),
            in_whole_euro(row.b.known_cents() - row.a.known_cents()),
            in_whole_euro(row.comparable_difference_cents),
            std::to_string(row.winners),
            std::to_string(row.losers),
            std::to_string(row.unchanged),
            std::to_string(row.not_comparable),
            undetermined(row.a),
            undetermined(row.b),
            std::to_string(row.a.unknown_lines),
            std::to_string(row.b.unknown_lines)};
  }
  std::vector<std::size_t> widths(lines.front().size());
  for (const auto& line : lines) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      widths[at] = std::max(widths[at], line[at].size());
    }
  }
  constexpr std::size_t label_count = 2;
  std::string text;
  for (const auto& line : lines) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      const std::string padding(widths[at] - line[at].size(), ' ');
      text += (at == 0 ? "" : "  ") + (at < label_count ? line[at] + padding : padding + line[at]);
    }
    text += "\n";
  }
  return text +
         "\nEach case is under the combination of programmes whose known amounts come to most, of "
         "those for which it is eligible.\nEuro are these amounts; undetermined cases are those "
         "that "
         "might get something, or more, if more were known.\nWinners and losers are cases of "
         "which all is known on both sides; comparable is the difference for these alone.\n\n" +
         definition_to_text(comparison);
}

std::string definition_to_text(const Comparison& comparison) {
  const ComparisonOptions& options = comparison.options;
  std::string readings;
  for (const auto& [dispute, reading] : options.rules.readings) {
    readings.append(readings.empty() ? "" : ", ").append(dispute).append("=").append(reading);
  }
  const std::vector<std::pair<std::string, std::string>> parts{
      {"cohort", "cases by their first " + std::string{to_text(comparison.cohort.by)} + " in " +
                     comparison.cohort.period.to_string() + ", as they were that day"},
      {"programmes",
       options.programmes.empty() ? "all but temporary return" : joined(options.programmes)},
      {"rules a", in_words(comparison.rules_a)},
      {"rules b", in_words(comparison.rules_b)},
      {"choice", options.keeps_recorded_choice
                     ? "what was chosen in a case bars what the rules exclude beside it"
                     : "what was chosen in a case bars nothing"},
      {"readings", readings.empty() ? "the usual ones" : readings},
      {"values", options.rules.stated_only ? "stated ones only" : "stated and inferred ones"},
      {"vintage", (options.as_known_at ? "as known at " + to_text(*options.as_known_at) + ", "
                                       : std::string{}) +
                      "recording " + std::to_string(comparison.recording)},
      {"made by", "libcase " + comparison.library_version},
      {"note", "an indication: the implementer decides"},
  };
  constexpr std::size_t width = 12;
  std::string text;
  for (auto [name, part] : parts) {
    name.resize(width, ' ');
    text += name + part + "\n";
  }
  return text;
}

std::string definition_to_json(const Comparison& comparison) {
  return json::serialize(definition_of(comparison));
}

std::string to_csv(const Comparison& comparison) {
  std::vector<std::string> fields{"by", "label", "cases"};
  for (const char* side : {"a_", "b_"}) {
    for (const Figure& figure : figures) {
      fields.push_back(side + std::string{figure.name});
    }
  }
  for (const Change& change : changes) {
    fields.emplace_back(change.name);
  }
  fields.emplace_back("comparable_difference");
  std::string text;
  write_csv_row(text, fields);
  for (const ComparisonRow& row : comparison.rows) {
    fields = {row.by, row.label, std::to_string(row.cases)};
    for (const RuleCosts* costs : {&row.a, &row.b}) {
      for (const Figure& figure : figures) {
        const std::int64_t value = costs->*figure.value;
        fields.push_back(figure.is_money ? in_euro(value) : std::to_string(value));
      }
    }
    for (const Change& change : changes) {
      fields.push_back(std::to_string(row.*change.value));
    }
    fields.push_back(in_euro(row.comparable_difference_cents));
    write_csv_row(text, fields);
  }
  return text;
}

std::string to_json(const Comparison& comparison) {
  json::array rows;
  for (const ComparisonRow& row : comparison.rows) {
    json::object made{{"by", row.by},
                      {"label", row.label},
                      {"cases", row.cases},
                      {"a", object_of(row.a)},
                      {"b", object_of(row.b)}};
    for (const Change& change : changes) {
      made.emplace(change.name, row.*change.value);
    }
    made.emplace("comparable_difference", in_euro(row.comparable_difference_cents));
    rows.push_back(std::move(made));
  }
  return json::serialize(
      json::object{{"definition", definition_of(comparison)}, {"rows", std::move(rows)}});
}

} // namespace libcase
