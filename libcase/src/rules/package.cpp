#include "rules/package.hpp"

#include <algorithm>
#include <limits>

#include "rules/caps.hpp"
#include "rules/entitlement.hpp"

namespace libcase {

std::vector<const Cap*> package_caps(std::span<const ProgrammeVersion* const> versions) {
  std::vector<const Cap*> caps;
  for (const ProgrammeVersion* version : versions) {
    for (const Cap& cap : version == nullptr ? std::span<const Cap>{} : std::span{version->caps}) {
      if (cap.of == CapOf::package) {
        caps.push_back(&cap);
      }
    }
  }
  return caps;
}

std::int64_t most_of_package(const ProgrammeVersion* version, const RuleOptions& options) {
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  for (const Cap* cap : package_caps(std::span{&version, 1})) {
    const Reading* reading = cap->support ? nullptr : reading_of(cap->amount, options);
    most = reading == nullptr ? most : std::min(most, reading->amount.cents());
  }
  return most;
}

void cap_package(std::span<const ProgrammeVersion* const> versions, const RuleOptions& options,
                 std::span<Assessment> assessments) {
  std::vector<KnownLine> known;
  std::vector<EntitlementLine*> lines; // of each known one
  for (Assessment& assessment : assessments) {
    for (EntitlementLine& line : assessment.entitlement.lines) {
      if (line.amount && line.support != Support::service) {
        known.push_back(
            {.person = 0, .benefit = 0, .support = line.support, .cents = line.amount->cents()});
        lines.push_back(&line);
      }
    }
  }
  apply_package_caps(known, package_caps(versions), options);
  for (std::size_t at = 0; at < known.size(); ++at) {
    if (known[at].cap != nullptr) {
      EntitlementLine& line = *lines[at];
      const Reading& reading = *reading_of(known[at].cap->amount, options);
      const Money left{known[at].cents, line.amount->currency()};
      line.limits.push_back({.of = CapOf::package,
                             .before = *line.amount,
                             .after = left,
                             .source = reading.source,
                             .certainty = reading.certainty});
      line.amount = left;
    }
  }
  for (std::size_t at = 0; at < assessments.size(); ++at) {
    Entitlement& entitlement = assessments[at].entitlement;
    for (EntitlementLine& line : entitlement.lines) {
      if (line.cap() == CapOf::package) {
        entitlement.other_readings.clear(); // they know nothing of that cap
        set_spending_and_instalments(
            *std::ranges::find(versions[at]->benefits, line.benefit, &Benefit::name), options,
            line);
      }
    }
    sum_up(entitlement);
  }
}

} // namespace libcase
