#include <algorithm>

#include <libcase/rules/offers.hpp>

#include "rules/caps.hpp"
#include "rules/cliques.hpp"
#include "rules/entitlement.hpp"
#include "rules/readings.hpp"

namespace libcase {

namespace {

/// Whether a list of combinations names the programme, by what counts that day under the options.
bool names(const std::vector<Combination>& combinations, const ProgrammeCode& code, Date on,
           const RuleOptions& options) {
  return std::ranges::any_of(combinations, [&](const Combination& combination) {
    return combination.programme == code && is_so_on(combination, on) &&
           !options.leaves_out(combination);
  });
}

/// The version that an assessment is of; nullptr where it is not known which applies.
const ProgrammeVersion* version_of(const Programme& programme, const Assessment& assessment) {
  const auto found =
      std::ranges::find(programme.versions, assessment.version, &ProgrammeVersion::name);
  return found == programme.versions.end() ? nullptr : &*found;
}

/// Takes from the last lines of an offer what is above the caps of its package, in each assessment
/// with all that follows from the amounts, and sums up.
void put_together(const Catalogue& catalogue, const RuleOptions& options, Offer& offer) {
  std::vector<KnownLine> lines;
  std::vector<EntitlementLine*> places;
  std::vector<const ProgrammeVersion*> versions;
  for (Assessment& assessment : offer.assessments) {
    const Programme& programme = catalogue[assessment.programme.code()];
    versions.push_back(version_of(programme, assessment));
    for (EntitlementLine& line : assessment.entitlement.lines) {
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
  for (const ProgrammeVersion* version : versions) {
    if (version == nullptr) {
      continue;
    }
    for (const Cap& cap : version->caps) {
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
      places[at]->cap_certainty = reading_of(lines[at].cap->amount, options)->certainty;
    }
  }
  Entitlement all;
  for (std::size_t at = 0; at < versions.size(); ++at) {
    Assessment& assessment = offer.assessments[at];
    for (EntitlementLine& line : assessment.entitlement.lines) {
      if (line.cap == CapOf::package) {
        limit(*std::ranges::find(versions[at]->benefits, line.benefit, &Benefit::name), options,
              line);
      }
      all.lines.push_back(line);
    }
    sum_up(assessment.entitlement);
    offer.outcome = std::min(offer.outcome, assessment.outcome);
  }
  sum_up(all);
  offer.cash = all.cash;
  offer.in_kind = all.in_kind;
  offer.total = all.total;
  offer.unknown_lines = all.unknown_lines;
  offer.uncapped_lines = all.uncapped_lines;
  offer.package = all.package;
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

std::vector<Offer> allowed_combinations(const Catalogue& catalogue, const CaseFile& file, Date on,
                                        const History& history, const RuleOptions& options) {
  std::vector<const Programme*> all;
  for (const Programme& programme : catalogue.programmes()) {
    all.push_back(&programme);
  }
  require_readings(options, all);
  std::vector<const Programme*> programmes;
  std::vector<Assessment> assessments;
  std::vector<bool> is_eligible;
  for (const Programme* programme : all) {
    if (programme->is_temporary) {
      continue;
    }
    Assessment assessment = assess(*programme, file, on, history, options_for(*programme, options));
    if (assessment.outcome != Outcome::not_eligible) {
      programmes.push_back(programme);
      is_eligible.push_back(assessment.outcome == Outcome::eligible);
      assessments.push_back(std::move(assessment));
    }
  }
  const auto go_together = [&](std::size_t left, std::size_t right) {
    const ProgrammeVersion* of_left = version_of(*programmes[left], assessments[left]);
    const ProgrammeVersion* of_right = version_of(*programmes[right], assessments[right]);
    return of_left != nullptr && of_right != nullptr &&
           may_combine(*programmes[left], *of_left, *programmes[right], *of_right, on, options);
  };
  std::vector<Offer> offers;
  for (const auto& together : combinations_of(is_eligible, go_together)) {
    Offer offer;
    for (const std::size_t at : together) {
      offer.assessments.push_back(assessments[at]);
    }
    put_together(catalogue, options, offer);
    offers.push_back(std::move(offer));
  }
  std::ranges::stable_sort(offers, [](const Offer& left, const Offer& right) {
    return left.outcome != right.outcome ? left.outcome > right.outcome : right.total < left.total;
  });
  return offers;
}

} // namespace libcase
