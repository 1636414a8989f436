#include <algorithm>

#include <libcase/rules/offers.hpp>

#include "rules/caps.hpp"
#include "rules/cliques.hpp"

namespace libcase {

namespace {

/// Whether a list of combinations names the programme, by what counts that day under the options.
bool names(const std::vector<Combination>& combinations, const ProgrammeCode& code, Date on,
           const RuleOptions& options) {
  return std::ranges::any_of(combinations, [&](const Combination& combination) {
    return combination.programme == code && is_so_on(combination, on) &&
           !(options.is_stated_only && combination.certainty == Certainty::inferred);
  });
}

const ProgrammeVersion& version_named(const Programme& programme, const std::string& name) {
  return *std::ranges::find(programme.versions, name, &ProgrammeVersion::name);
}

/// Sums the lines of an offer, less what is above the caps of its package.
void sum_up(const Catalogue& catalogue, const RuleOptions& options, Offer& offer) {
  std::vector<KnownLine> lines;
  std::vector<EntitlementLine*> places;
  bool has_cash = false;
  bool has_kind = false;
  for (Assessment& assessment : offer.assessments) {
    offer.outcome = std::min(offer.outcome, assessment.outcome);
    offer.unknown_count += assessment.entitlement.unknown_count;
    offer.open_count += assessment.entitlement.open_count;
    for (EntitlementLine& line : assessment.entitlement.lines) {
      has_cash = has_cash || line.support == Support::cash;
      has_kind = has_kind || line.support == Support::in_kind;
      if (line.amount && line.support != Support::service) {
        lines.push_back(
            {.person = 0, .benefit = 0, .support = line.support, .cents = line.amount->cents()});
        places.push_back(&line);
      }
    }
  }
  std::vector<KnownLine*> together;
  for (KnownLine& line : lines) {
    together.push_back(&line);
  }
  for (const Assessment& assessment : offer.assessments) {
    const Programme& programme = catalogue[assessment.programme.code()];
    for (const Cap& cap : version_named(programme, assessment.version).caps) {
      if (cap.of == CapOf::package) {
        apply_cap(together, cap, options);
      }
    }
  }
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (lines[at].cap != nullptr) {
      places[at]->before_cap = places[at]->before_cap.value_or(*places[at]->amount);
      places[at]->amount = Money::euro_cents(lines[at].cents);
      places[at]->cap = CapOf::package;
    }
    (lines[at].support == Support::cash ? offer.cash : offer.in_kind) +=
        Money::euro_cents(lines[at].cents);
  }
  offer.total = offer.cash + offer.in_kind;
  offer.package = has_cash && has_kind ? Package::combined
                  : has_cash           ? Package::cash
                  : has_kind           ? Package::in_kind
                                       : Package::none;
}

} // namespace

bool may_combine(const Programme& left, const ProgrammeVersion& left_version,
                 const Programme& right, const ProgrammeVersion& right_version, Date on,
                 const RuleOptions& options) {
  return (names(left_version.combines_with, right.code, on, options) ||
          names(right_version.combines_with, left.code, on, options)) &&
         !names(left_version.excludes, right.code, on, options) &&
         !names(right_version.excludes, left.code, on, options);
}

std::vector<Offer> best_offer(const Catalogue& catalogue, const CaseFile& file, Date on,
                              const History& history, const RuleOptions& options) {
  std::vector<const Programme*> programmes;
  std::vector<Assessment> assessments;
  for (const Programme& programme : catalogue.programmes()) {
    if (programme.is_temporary) {
      continue;
    }
    Assessment assessment = assess(programme, file, on, history, options);
    if (assessment.outcome != Outcome::not_eligible) {
      programmes.push_back(&programme);
      assessments.push_back(std::move(assessment));
    }
  }
  const auto go_together = [&](std::size_t left, std::size_t right) {
    return may_combine(*programmes[left],
                       version_named(*programmes[left], assessments[left].version),
                       *programmes[right],
                       version_named(*programmes[right], assessments[right].version), on, options);
  };
  std::vector<Offer> offers;
  for (const auto& together : maximal_cliques(programmes.size(), go_together)) {
    Offer offer;
    for (const std::size_t at : together) {
      offer.assessments.push_back(assessments[at]);
    }
    sum_up(catalogue, options, offer);
    offers.push_back(std::move(offer));
  }
  std::ranges::stable_sort(offers, [](const Offer& left, const Offer& right) {
    return left.outcome != right.outcome ? left.outcome > right.outcome : right.total < left.total;
  });
  return offers;
}

} // namespace libcase
