#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>

#include <libcase/rules/offers.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "rules/caps.hpp"
#include "rules/combination.hpp"
#include "rules/entitlement.hpp"
#include "rules/package.hpp"
#include "rules/readings.hpp"

namespace libcase {

namespace {

/// Whether a list of combinations names the programme, by what counts that day under the options.
bool names(const std::vector<Combination>& combinations, const ProgrammeCode& code, Date on,
           const RuleOptions& options) {
  return std::ranges::any_of(combinations, [&](const Combination& combination) {
    return combination.programme == code && applies_on(combination, on) &&
           !options.leaves_out(combination);
  });
}

/// The version that an assessment is of; nullptr where it is not known which applies.
const ProgrammeVersion* version_of(const Programme& programme, const Assessment& assessment) {
  const auto found =
      std::ranges::find(programme.versions, assessment.version, &ProgrammeVersion::name);
  return found == programme.versions.end() ? nullptr : &*found;
}

/// What a combination comes to, in cents, after the caps of its package.
std::int64_t worth_of(const std::vector<std::size_t>& group, std::span<const Candidate> candidates,
                      std::span<const Assessment> assessments, const RuleOptions& options) {
  std::vector<const ProgrammeVersion*> versions;
  std::vector<KnownLine> lines;
  std::int64_t cents = 0;
  for (const std::size_t at : group) {
    versions.push_back(candidates[at].version);
    cents += candidates[at].worth;
  }
  const std::vector<const Cap*> caps = package_caps(versions);
  if (caps.empty()) {
    return cents;
  }
  for (const std::size_t at : group) {
    for (const EntitlementLine& line : assessments[at].entitlement.lines) {
      if (line.amount && line.support != Support::service) {
        lines.push_back(
            {.person = 0, .benefit = 0, .support = line.support, .cents = line.amount->cents()});
      }
    }
  }
  apply_package_caps(lines, caps, options);
  cents = 0;
  for (const KnownLine& line : lines) {
    cents += line.cents;
  }
  return cents;
}

/// The combinations that are offered: eligible ones before others, the best of each.
BestCliques offered_of(std::span<const Candidate> candidates,
                       std::span<const Assessment> assessments, Date on,
                       const RuleOptions& options) {
  BestCliques offered;
  for (const Outcome outcome : {Outcome::eligible, Outcome::undetermined}) {
    const BestCliques found =
        best_combinations(candidates, outcome, on, options, most_offers - offered.groups.size(),
                          [&](const std::vector<std::size_t>& group) {
                            return worth_of(group, candidates, assessments, options);
                          });
    offered.groups.insert(offered.groups.end(), found.groups.begin(), found.groups.end());
    offered.is_complete = offered.is_complete && found.is_complete;
  }
  return offered;
}

/// Sets outcome and sums of an offer from its assessments.
void sum_up(Offer& offer) {
  Entitlement all = nothing_in(offer.assessments.front().entitlement.total.currency());
  for (const Assessment& assessment : offer.assessments) {
    const auto& lines = assessment.entitlement.lines;
    all.lines.insert(all.lines.end(), lines.begin(), lines.end());
    offer.outcome = std::min(offer.outcome, assessment.outcome);
  }
  sum_up(all);
  offer.cash = all.cash;
  offer.in_kind = all.in_kind;
  offer.total = all.total;
  offer.stated = all.stated;
  offer.inferred = all.inferred;
  offer.unknown_lines = all.unknown_lines;
  offer.uncapped_lines = all.uncapped_lines;
  offer.package = all.package;
}

} // namespace

Currency common_currency(const std::vector<const Programme*>& programmes) {
  if (programmes.empty()) {
    return Currency{"EUR"};
  }
  const Programme& first = *programmes.front();
  const auto other = std::ranges::find_if(programmes, [&](const Programme* programme) {
    return programme->currency != first.currency;
  });
  if (other != programmes.end()) {
    const auto in = [](const Programme& programme) {
      return programme.code.code() + " in " + std::string{programme.currency.code()};
    };
    throw InvalidValue("mixed_currencies", "expected programmes of one currency, found " +
                                               in(first) + " and " + in(**other));
  }
  return first.currency;
}

bool may_combine(const Programme& left, const ProgrammeVersion& left_version,
                 const Programme& right, const ProgrammeVersion& right_version, Date on,
                 const RuleOptions& options) {
  return (names(left_version.combines_with, right.code, on, options) ||
          names(right_version.combines_with, left.code, on, options)) &&
         !names(left_version.excludes, right.code, on, options) &&
         !names(right_version.excludes, left.code, on, options);
}

std::vector<ProgrammeCode> Offer::programmes() const {
  std::vector<ProgrammeCode> codes;
  std::ranges::transform(assessments, std::back_inserter(codes), &Assessment::programme);
  return codes;
}

std::vector<Offer> allowed_combinations(const Catalogue& catalogue, const CaseFile& file, Date on,
                                        const History& history, const RuleOptions& options,
                                        const PersonReferences& references) {
  std::vector<const Programme*> all;
  for (const Programme& programme : catalogue.programmes()) {
    all.push_back(&programme);
  }
  require_readings(options, all);
  std::vector<Candidate> candidates;
  std::vector<Assessment> assessments;
  for (const Programme* programme : all) {
    if (programme->movement != Movement::lasting_return) {
      continue;
    }
    Assessment assessment =
        assess(*programme, file, on, history, options_for(*programme, options), references);
    if (assessment.outcome != Outcome::not_eligible) {
      candidates.push_back({.programme = programme,
                            .version = version_of(*programme, assessment),
                            .is_eligible = assessment.outcome == Outcome::eligible,
                            .worth = assessment.entitlement.total.cents()});
      assessments.push_back(std::move(assessment));
    }
  }
  std::vector<const Programme*> offered;
  std::ranges::transform(candidates, std::back_inserter(offered), &Candidate::programme);
  common_currency(offered);
  for (Candidate& candidate : candidates) {
    candidate.most_of_all = most_of_package(candidate.version, options);
  }
  std::vector<Offer> offers;
  const BestCliques best = offered_of(candidates, assessments, on, options);
  for (const auto& together : best.groups) {
    Offer& offer = offers.emplace_back();
    offer.is_of_full_search = best.is_complete;
    std::vector<const ProgrammeVersion*> versions;
    for (const std::size_t index : together) {
      offer.assessments.push_back(assessments[index]);
      versions.push_back(candidates[index].version);
    }
    cap_package(versions, options, offer.assessments);
    sum_up(offer);
  }
  std::ranges::stable_sort(offers, [](const Offer& left, const Offer& right) {
    return left.outcome != right.outcome ? left.outcome > right.outcome : right.total < left.total;
  });
  return offers;
}

} // namespace libcase
