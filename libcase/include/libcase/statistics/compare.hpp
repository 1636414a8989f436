// What other rules would have cost, and for whom: two catalogues over one cohort.
//
// Each case gets, under each catalogue, the combination of programmes that comes to most. Known
// amounts and unknown ones are kept apart, and so are cases whose outcome is not determined.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <libcase/register/assess.hpp>
#include <libcase/rules/catalogue.hpp>

namespace libcase {

/// What the cases of one group come to under one catalogue.
struct RuleCosts {
  std::int64_t eligible = 0; ///< cases
  std::int64_t undetermined = 0;
  std::int64_t not_eligible = 0;
  std::int64_t cash_cents = 0; ///< known amounts of eligible cases
  std::int64_t in_kind_cents = 0;
  std::int64_t undetermined_cents =
      0;                          ///< known amounts of undetermined ones, if they were eligible
  std::int64_t unknown_lines = 0; ///< lines of an unknown amount, of both
  std::int64_t open_lines = 0;    ///< lines without ceiling, of both

  std::int64_t known_cents() const { return cash_cents + in_kind_cents; }
};

/// A group of cases, or all of them.
struct ComparisonRow {
  std::string by;    ///< "total", "composition" or "nationality" (of the principal)
  std::string label; ///< "total", a composition, a country's code or "unknown"
  std::int64_t cases = 0;
  RuleCosts a;
  RuleCosts b;
  std::int64_t winners = 0;   ///< cases whose known amounts are higher under b
  std::int64_t losers = 0;    ///< lower
  std::int64_t unchanged = 0; ///< the same
};

/// The comparison, and what it says.
struct Comparison {
  std::vector<ComparisonRow> rows; ///< the total first
  Cohort cohort;
  std::vector<std::string> programmes; ///< that were compared; all of a catalogue's where empty
  std::int64_t recording = 0;          ///< the vintage: the last recording it covers
  std::string library_version;
};

/// Compares two catalogues over a cohort. `programmes` are the codes that count; all where empty,
/// but those of temporary return. Throws InvalidValue (`unknown_reading`), NotFound
/// (`no_such_programme`).
Comparison compare(const Register& reg, const Catalogue& a, const Catalogue& b,
                   const Cohort& cohort, std::vector<std::string> programmes = {},
                   const RuleOptions& options = {}, std::optional<Instant> as_known_at = {},
                   int threads = 2);

/// Aligned text for a terminal; money in whole euro.
std::string to_text(const Comparison& comparison);
/// CSV, one row a group and column a figure, money in euro with cents.
std::string to_csv(const Comparison& comparison);
/// A JSON object of `definition` and `rows`.
std::string to_json(const Comparison& comparison);

} // namespace libcase
