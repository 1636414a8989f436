// What other rules would have cost, and for whom: two catalogues over one cohort.
//
// Each case gets, under each catalogue, the combination of programmes whose known amounts come to
// most, of those for which it is eligible. Known amounts and unknown ones are kept apart, and so is
// what is not determined. What the office chose under the real rules does not bind: an award or a
// project of the case under one programme bars no other one, unless that is asked for.
#ifndef LIBCASE_STATISTICS_COMPARE_HPP
#define LIBCASE_STATISTICS_COMPARE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/register/assess.hpp>
#include <libcase/rules/catalogue.hpp>

namespace libcase {

/// What the cases of one group come to under one catalogue.
struct RuleCosts {
  std::int64_t eligible = 0; ///< cases
  /// Of the eligible ones, those that would get more, or more that is unknown, by programmes for
  /// which they are undetermined; and those with so many combinations of programmes that the search
  /// for the best gave up.
  std::int64_t partly_undetermined = 0;
  std::int64_t undetermined = 0; ///< eligible for none, undetermined for some
  std::int64_t not_eligible = 0;
  std::int64_t cash_cents = 0; ///< known amounts of what eligible cases are eligible for
  std::int64_t in_kind_cents = 0;
  /// Known amounts that would come to these if what is undetermined were eligible.
  std::int64_t undetermined_cents = 0;
  std::int64_t unknown_lines = 0; ///< lines of an unknown amount, of eligible and undetermined ones
  std::int64_t uncapped_lines = 0; ///< lines without ceiling, likewise

  /// Known amounts of eligible cases, in cash and in kind.
  std::int64_t known_cents() const { return cash_cents + in_kind_cents; }
};
BOOST_DESCRIBE_STRUCT(RuleCosts, (),
                      (eligible, partly_undetermined, undetermined, not_eligible, cash_cents,
                       in_kind_cents, undetermined_cents, unknown_lines, uncapped_lines,
                       known_cents))

/// A group of cases, or all of them.
///
/// A case can be compared where under both catalogues its outcome is determined, and so are all
/// programmes that could give it more, and no amount is unknown or without ceiling.
struct ComparisonRow {
  std::string by;    ///< "total", "composition" or "nationality" (of the principal)
  std::string label; ///< "total", a composition, a country's code or "unknown"
  std::int64_t cases = 0;
  RuleCosts a;
  RuleCosts b;
  std::int64_t winners = 0;   ///< cases that can be compared, and get more under b
  std::int64_t losers = 0;    ///< that get less
  std::int64_t unchanged = 0; ///< that get the same
  std::int64_t not_comparable = 0;
  /// What the cases that can be compared get under b, less what they get under a.
  std::int64_t comparable_difference_cents = 0;
};
BOOST_DESCRIBE_STRUCT(ComparisonRow, (),
                      (by, label, cases, a, b, winners, losers, unchanged, not_comparable,
                       comparable_difference_cents))

/// How two catalogues are compared.
struct ComparisonOptions {
  /// The codes of the programmes that count under each catalogue; all but those of temporary return
  /// where empty.
  std::vector<std::string> programmes_a{};
  std::vector<std::string> programmes_b{};
  RuleOptions rules{};
  /// Whether what was chosen in the case bars other programmes, as the rules say of a real day. By
  /// default awards of the case, and projects its members took part in since its opening, do not
  /// count as facts of `other_programmes` and `other_in_kind` where they are under a programme of
  /// either catalogue. Other cases' awards do, and the day of a project's grant picks versions.
  bool keeps_recorded_choice = false;
  std::optional<Instant> as_known_at{};
  int threads = 2;
};

/// A programme that did not come with the library.
struct OwnProgramme {
  ProgrammeCode code;
  std::string file; ///< empty where it was read from none
};
BOOST_DESCRIBE_STRUCT(OwnProgramme, (), (code, file))

/// Which rules a catalogue stands for.
struct ComparedRules {
  std::optional<Date> frozen_on{}; ///< the day whose rules they are; empty for those of all days
  std::vector<OwnProgramme> own{};
};
BOOST_DESCRIBE_STRUCT(ComparedRules, (), (frozen_on, own))

/// What a comparison compares, and what its figures rest on.
struct ComparisonDefinition {
  Period period;                    ///< of the cohort
  CohortBy by;                      ///< what makes a case part of the cohort, and its day
  std::vector<DepartureMode> modes; ///< of the departures that count; all where empty
  /// The codes that count under the first catalogue; all but those of temporary return where empty.
  std::vector<std::string> programmes_a;
  std::vector<std::string> programmes_b; ///< those that count under the second one
  ComparedRules rules_a;                 ///< which rules the first catalogue stands for
  ComparedRules rules_b;                 ///< which rules the second one stands for
  bool keeps_recorded_choice;         ///< whether what was chosen in a case bars other programmes
  RuleOptions options;                ///< which values counted where sources differ
  std::string currency;               ///< of all amounts, by its code
  std::int64_t recording;             ///< the vintage: the last recording it covers
  std::optional<Instant> as_known_at; ///< the moment that was asked for; empty for all recordings
  std::string library_version;        ///< that made it
};
BOOST_DESCRIBE_STRUCT(ComparisonDefinition, (),
                      (period, by, modes, programmes_a, programmes_b, rules_a, rules_b,
                       keeps_recorded_choice, options, currency, recording, as_known_at,
                       library_version))

/// What a cohort comes to under two catalogues. CSV is that of its rows: `answers_to_csv`.
struct Comparison {
  ComparisonDefinition definition;
  std::vector<ComparisonRow> rows; ///< the total first, then by composition and by nationality
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (definition, rows))

/// Compares two catalogues over a cohort. Throws NotFound (`no_such_programme`) for a programme
/// that neither has, or that is named for one side and is not of its catalogue, InvalidValue
/// (`unknown_reading`) for a reading that no programme of either has, and what `common_currency`
/// does of the programmes that count, and `require_consistent` of the cohort.
Comparison compare(const Register& reg, const Catalogue& a, const Catalogue& b,
                   const Cohort& cohort, const ComparisonOptions& options = {});

/// Aligned text for a terminal, money in whole units of its currency, and the definition below it.
std::string to_text(const Comparison& comparison);
/// What the figures say, a line for each part: cohort, rules of each side, readings, vintage.
std::string to_text(const ComparisonDefinition& definition);
/// A page of the same that stands alone and needs no network.
std::string to_html(const Comparison& comparison);

} // namespace libcase

#endif // LIBCASE_STATISTICS_COMPARE_HPP
