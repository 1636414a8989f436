#include "statistics/comparison_tallies.hpp"

#include <algorithm>

#include <boost/mp11/algorithm.hpp>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

namespace {

void add(RuleCosts& costs, const BestCombination& best) {
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
    costs.partly_undetermined += best.is_more_unknown || !best.is_of_full_search ? 1 : 0;
    costs.undetermined_cents += best.more_cents;
    costs.cash_cents += best.cash_cents;
    costs.in_kind_cents += best.in_kind_cents;
    break;
  }
  costs.unknown_lines += best.unknown_lines;
  costs.uncapped_lines += best.uncapped_lines;
}

void add(ComparisonRow& row, const BestCombination& a, const BestCombination& b) {
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

/// Adds the counts and sums of other cases.
template <DescribedStruct Figures>
void add(Figures& figures, const Figures& others) {
  boost::mp11::mp_for_each<members_of<Figures>>([&](auto member) {
    auto& figure = figures.*member.pointer;
    const auto& other = others.*member.pointer;
    using T = std::remove_cvref_t<decltype(figure)>;
    if constexpr (DescribedStruct<T>) {
      add(figure, other);
    } else if constexpr (std::is_integral_v<T>) {
      figure += other;
    }
  });
}

} // namespace

CaseGroups groups_of(const CaseFile& file, Date on) {
  const std::vector<Member> members = file.members_on(on);
  CaseGroups groups{.composition = composition_on(file, on), .nationality = 0};
  const auto principal = std::ranges::find(members, Role::principal, &Member::role);
  if (principal != members.end()) {
    const Person* person = file.person(principal->person_id);
    groups.nationality =
        person != nullptr && person->nationality ? person->nationality->index() : std::uint16_t{0};
  }
  return groups;
}

void ComparisonTallies::count(const CaseGroups& groups, const BestCombination& a,
                              const BestCombination& b) {
  add(total_, a, b);
  add(compositions_[static_cast<std::size_t>(groups.composition)], a, b);
  add(nationalities_[groups.nationality], a, b);
}

void ComparisonTallies::merge(const ComparisonTallies& other) {
  add(total_, other.total_);
  for (std::size_t at = 0; at < compositions_.size(); ++at) {
    add(compositions_[at], other.compositions_[at]);
  }
  for (const auto& [nationality, row] : other.nationalities_) {
    add(nationalities_[nationality], row);
  }
}

std::vector<ComparisonRow> ComparisonTallies::rows() const {
  std::vector<ComparisonRow> found{total_};
  found.front().by = found.front().label = total_label;
  const auto keep = [&](ComparisonRow row, std::string_view by, std::string_view label) {
    if (row.cases > 0) {
      row.by = by;
      row.label = label;
      found.push_back(std::move(row));
    }
  };
  for (std::size_t at = 0; at < compositions_.size(); ++at) {
    keep(compositions_[at], "composition", code_names<Composition>[at]);
  }
  for (const auto& [nationality, row] : nationalities_) {
    if (nationality != 0) {
      keep(row, "nationality", Country::from_index(nationality).code());
    }
  }
  if (const auto unknown = nationalities_.find(0); unknown != nationalities_.end()) {
    keep(unknown->second, "nationality", "unknown");
  }
  return found;
}

} // namespace libcase
