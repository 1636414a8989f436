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

#include "rules/caps.hpp"
#include "rules/cliques.hpp"
#include "vocabulary/parallel.hpp"

namespace libcase {

namespace {

namespace json = boost::json;

/// What a case gets under one catalogue: the combination that comes to most.
struct Best {
  Outcome outcome = Outcome::not_eligible;
  std::int64_t cash_cents = 0;
  std::int64_t in_kind_cents = 0;
  std::int64_t unknown_lines = 0;
  std::int64_t open_lines = 0;

  std::int64_t total_cents() const { return cash_cents + in_kind_cents; }
};

/// The facts of some cases at a time, under each programme that either catalogue has.
class FactsOfCases {
public:
  explicit FactsOfCases(std::span<const Programme> programmes) {
    std::map<ProgrammeCode, std::set<FactName>> wanted;
    for (const Programme& programme : programmes) {
      const std::vector<FactName> names = facts_of(programme);
      wanted[programme.code].insert(names.begin(), names.end());
    }
    for (const auto& [code, names] : wanted) {
      collectors_.emplace(code, FactCollector{code, {names.begin(), names.end()}});
    }
  }

  void add(const CaseFile& file, Date on, const History& history) {
    for (auto& [code, collector] : collectors_) {
      collector.add(file, on, history);
    }
  }
  /// Makes ready what was added since the last time.
  void collect() {
    for (auto& [code, collector] : collectors_) {
      columns_[code] = collector.take();
    }
  }
  const FactColumns& operator[](const ProgrammeCode& code) const { return columns_.at(code); }

private:
  std::map<ProgrammeCode, FactCollector> collectors_;
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
            changes_.insert(combination.from.value_or(Date{1400, 1, 1}));
            changes_.insert(combination.until.value_or(Date{1400, 1, 1}));
          }
        }
      }
    }
  }

  /// What each case gets whose facts were collected.
  std::vector<Best> evaluate_all(std::size_t case_count) {
    evaluations_.clear();
    for (const Programme* programme : programmes_) {
      evaluations_.push_back(evaluate(*programme, facts_[programme->code], options_));
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
  };

  const ProgrammeVersion& version_of(std::size_t programme, std::size_t unit) const {
    return programmes_[programme]->versions[evaluations_[programme].versions[unit]];
  }

  Best best_of(std::size_t unit) {
    Best best;
    for (const Together& together : combinations(unit)) {
      const Best sum = sum_of(together, unit);
      if (sum.outcome > best.outcome ||
          (sum.outcome == best.outcome && sum.total_cents() > best.total_cents())) {
        best = sum;
      }
    }
    return best;
  }

  /// The combinations for a unit follow from the versions that apply to it, and from the day.
  const std::vector<Together>& combinations(std::size_t unit) {
    std::vector<std::size_t> possible;
    if (programmes_.empty()) {
      return none_;
    }
    const Date on = Date::from_days_since_epoch(
        facts_[programmes_.front()->code].days(FactName::assessed_on, unit).earliest);
    std::string key =
        std::to_string(std::distance(changes_.begin(), changes_.upper_bound(on))) + " ";
    for (std::size_t at = 0; at < programmes_.size(); ++at) {
      const bool is_possible = evaluations_[at].outcomes[unit] != Outcome::not_eligible;
      key.push_back(is_possible ? static_cast<char>(evaluations_[at].versions[unit]) : '\xff');
      if (is_possible) {
        possible.push_back(at);
      }
    }
    const auto [known, is_new] = combinations_.try_emplace(std::move(key));
    if (is_new) {
      const auto go_together = [&](std::size_t left, std::size_t right) {
        return may_combine(*programmes_[possible[left]], version_of(possible[left], unit),
                           *programmes_[possible[right]], version_of(possible[right], unit), on,
                           options_);
      };
      for (const auto& group : maximal_cliques(possible.size(), go_together)) {
        Together together;
        for (const std::size_t at : group) {
          together.programmes.push_back(possible[at]);
          for (const Cap& cap : version_of(possible[at], unit).caps) {
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
      sum.open_lines += evaluation.open_lines[unit];
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
        const Assessment one = assess(*programmes_[at], facts, unit, options_);
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
    Figure{"undetermined", &RuleCosts::undetermined},
    Figure{"not_eligible", &RuleCosts::not_eligible},
    Figure{"cash", &RuleCosts::cash_cents, true},
    Figure{"in_kind", &RuleCosts::in_kind_cents, true},
    Figure{"undetermined_amount", &RuleCosts::undetermined_cents, true},
    Figure{"unknown_lines", &RuleCosts::unknown_lines},
    Figure{"open_lines", &RuleCosts::open_lines},
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
    costs.cash_cents += best.cash_cents;
    costs.in_kind_cents += best.in_kind_cents;
    break;
  }
  costs.unknown_lines += best.unknown_lines;
  costs.open_lines += best.open_lines;
}

void add(ComparisonRow& row, const Best& a, const Best& b) {
  ++row.cases;
  add(row.a, a);
  add(row.b, b);
  ++(b.total_cents() > a.total_cents()   ? row.winners
     : b.total_cents() < a.total_cents() ? row.losers
                                         : row.unchanged);
}

void add(ComparisonRow& row, const ComparisonRow& other) {
  for (const Figure& figure : figures) {
    row.a.*figure.value += other.a.*figure.value;
    row.b.*figure.value += other.b.*figure.value;
  }
  row.cases += other.cases;
  row.winners += other.winners;
  row.losers += other.losers;
  row.unchanged += other.unchanged;
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

} // namespace

Comparison compare(const Register& reg, const Catalogue& a, const Catalogue& b,
                   const Cohort& cohort, std::vector<std::string> programmes,
                   const RuleOptions& options, std::optional<Instant> as_known_at, int threads) {
  for (const std::string& code : programmes) {
    if (b.find(code) == nullptr) {
      a[code]; // throws where it has none either
    }
  }
  const std::vector<const Programme*> of_a = chosen(a, programmes);
  const std::vector<const Programme*> of_b = chosen(b, programmes);
  std::vector<Programme> all;
  for (const auto* side : {&of_a, &of_b}) {
    for (const Programme* programme : *side) {
      all.push_back(*programme);
    }
  }
  const CaseFiles files{reg, kinds_for(all), as_known_at, threads};

  constexpr std::size_t cases_at_a_time = 4096; // whose facts under all programmes fit in memory
  const std::size_t parts = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(threads, 1)),
                                                    1, std::max<std::size_t>(files.size(), 1));
  std::vector<Tallies> tallies(parts);
  in_parallel(parts, files.size(), [&](std::size_t part, std::size_t from, std::size_t until) {
    FactsOfCases facts{all};
    Side side_a{of_a, facts, options};
    Side side_b{of_b, facts, options};
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
  const std::int64_t recording =
      files.size() > 0 ? files.file(0).known_at_recording() : reg.last_recording_at(as_known_at);
  return {.rows = tallies.front().rows(),
          .cohort = cohort,
          .programmes = std::move(programmes),
          .recording = recording,
          .library_version = LIBCASE_VERSION};
}

std::string to_text(const Comparison& comparison) {
  std::vector<std::vector<std::string>> lines{
      {"by", "group", "cases", "euro a", "euro b", "difference", "winners", "losers", "unchanged",
       "undetermined a", "undetermined b", "unknown lines a", "unknown lines b"}};
  for (const ComparisonRow& row : comparison.rows) {
    std::vector<std::string>& line = lines.emplace_back();
    line = {row.by == total_label ? "" : row.by,
            row.label,
            std::to_string(row.cases),
            in_whole_euro(row.a.known_cents()),
            in_whole_euro(row.b.known_cents()),
            in_whole_euro(row.b.known_cents() - row.a.known_cents()),
            std::to_string(row.winners),
            std::to_string(row.losers),
            std::to_string(row.unchanged),
            std::to_string(row.a.undetermined),
            std::to_string(row.b.undetermined),
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
  text += "\nCases by their first " + std::string{to_text(comparison.cohort.by)} + " in " +
          comparison.cohort.period.to_string() + ", each under the combination of " +
          (comparison.programmes.empty() ? "programmes" : joined(comparison.programmes)) +
          " that comes to most.\nEuro are known amounts of eligible cases; a case that is not "
          "determined wins or loses by what it would get if it were eligible.\nAs known at "
          "recording " +
          std::to_string(comparison.recording) + ", made by libcase " + comparison.library_version +
          ". An indication: the implementer decides.\n";
  return text;
}

std::string to_csv(const Comparison& comparison) {
  std::vector<std::string> fields{"by", "label", "cases"};
  for (const char* side : {"a_", "b_"}) {
    for (const Figure& figure : figures) {
      fields.push_back(side + std::string{figure.name});
    }
  }
  fields.insert(fields.end(), {"winners", "losers", "unchanged"});
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
    fields.insert(fields.end(), {std::to_string(row.winners), std::to_string(row.losers),
                                 std::to_string(row.unchanged)});
    write_csv_row(text, fields);
  }
  return text;
}

std::string to_json(const Comparison& comparison) {
  json::array rows;
  for (const ComparisonRow& row : comparison.rows) {
    rows.push_back(json::object{{"by", row.by},
                                {"label", row.label},
                                {"cases", row.cases},
                                {"a", object_of(row.a)},
                                {"b", object_of(row.b)},
                                {"winners", row.winners},
                                {"losers", row.losers},
                                {"unchanged", row.unchanged}});
  }
  json::object definition{
      {"period", comparison.cohort.period.to_string()},
      {"by", to_text(comparison.cohort.by)},
      {"programmes", json::array(comparison.programmes.begin(), comparison.programmes.end())},
      {"vintage", json::object{{"recording", comparison.recording}}},
      {"library_version", comparison.library_version}};
  return json::serialize(
      json::object{{"definition", std::move(definition)}, {"rows", std::move(rows)}});
}

} // namespace libcase
