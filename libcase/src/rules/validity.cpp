#include "rules/validity.hpp"

namespace libcase {

Validity validity_of(const ProgrammeVersion& version, const RuleOptions& options) {
  const auto counts = [&](const std::optional<SourcedDate>& date) {
    return date && !options.leaves_out(*date);
  };
  constexpr Days any_day = Days::unknown();
  Validity validity{.first = any_day.latest,
                    .possibly_first = any_day.earliest,
                    .end = any_day.earliest,
                    .possibly_end = any_day.latest};
  if (counts(version.from)) {
    validity.first = validity.possibly_first = version.from->date.days_since_epoch();
  } else if (counts(version.attested_from)) {
    validity.first = version.attested_from->date.days_since_epoch();
  }
  if (counts(version.until)) {
    validity.end = validity.possibly_end = version.until->date.days_since_epoch();
  } else if (version.is_open) {
    validity.end = any_day.latest;
  } else if (counts(version.attested_until)) {
    validity.end = version.attested_until->date.days_since_epoch() + 1;
  }
  return validity;
}

} // namespace libcase
