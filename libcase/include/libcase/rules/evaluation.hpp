// A programme's rules over columns of facts: outcomes and amounts of many units at once.
//
// There is one evaluator. A single assessment (assessment.hpp) is a batch of one and reads what
// each criterion left there, so that one decision and a million of them cannot disagree.
#ifndef LIBCASE_RULES_EVALUATION_HPP
#define LIBCASE_RULES_EVALUATION_HPP

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/compute/long_column.hpp>
#include <libcase/rules/fact_columns.hpp>
#include <libcase/rules/programme.hpp>

namespace libcase {

/// The values that count where sources differ.
struct RuleOptions {
  /// The reading to use, by the name of the dispute. For other disputes the programme's default
  /// counts. Functions that take these options throw InvalidValue (`unknown_reading`) where no
  /// programme that they evaluate has such a dispute, or the dispute no such reading.
  std::map<std::string, std::string> readings{};
  /// Leaves out inferred values, which makes them unknown.
  bool stated_only = false;

  /// Whether a value does not count, as inferred.
  bool leaves_out(const Sourced& value) const {
    return stated_only && value.certainty == Certainty::inferred;
  }
};
BOOST_DESCRIBE_STRUCT(RuleOptions, (), (readings, stated_only))

/// What the rules say, as an indication.
enum class Outcome : std::uint8_t { not_eligible, undetermined, eligible };
BOOST_DESCRIBE_ENUM(Outcome, not_eligible, undetermined, eligible)

/// The verdict of a criterion on each unit.
struct CriterionColumn {
  std::string name;
  LongColumn<Verdict> verdicts; ///< one a unit
};

/// Outcomes and amounts, one a unit. Amounts are in hundredths of the programme's currency. Where
/// the outcome is undetermined they are what the unit would get if it were eligible under the
/// version shown; a unit that is not eligible gets none. A person of whom it is unknown whether
/// they meet a criterion asked of each adds to the unknown lines.
///
/// A new result is a member and its name in the description: whoever keeps, copies or hands over
/// results walks over them.
template <template <class> class Column>
struct ResultColumns {
  Column<Outcome> outcome{};
  Column<std::uint8_t> version{};      ///< index in `Programme::versions`; 255 where none applies
  Column<std::int32_t> version_date{}; ///< days since 1970-01-01: the day that chose the version
  Column<std::int64_t> cash_cents{};   ///< known amounts, after caps
  Column<std::int64_t> in_kind_cents{};
  /// For how many persons and forms of support more is unknown; 65,535 at most.
  Column<std::uint16_t> unknown_lines{};
  Column<std::uint16_t> uncapped_lines{}; ///< lines without ceiling

  BOOST_DESCRIBE_CLASS(ResultColumns, (),
                       (outcome, version, version_date, cash_cents, in_kind_cents, unknown_lines,
                        uncapped_lines),
                       (), ())
};

/// What a programme's rules say of many units.
struct Evaluation : ResultColumns<LongColumn> {
  /// The criteria of the versions that apply to some unit. The first, `in_force`, is whether the
  /// version applies.
  std::vector<CriterionColumn> criteria;

  std::size_t size() const noexcept { return outcome.size(); }
};

/// Throws InvalidValue (`unknown_reading`) where none of the programmes has the dispute of a
/// reading, or the dispute has no such reading. The message lists those that exist.
void require_readings(const RuleOptions& options, const std::vector<const Programme*>& programmes);

/// The facts that a programme's rules ask for, each once, in the order of FactName.
std::vector<FactName> facts_of(const Programme& programme);

/// Evaluates a programme over all units, on `threads` threads. Throws InvalidValue
/// (`invalid_columns`, `unknown_reading`).
Evaluation evaluate(const Programme& programme, const FactColumns& facts,
                    const RuleOptions& options = {}, int threads = 1);

} // namespace libcase

#endif // LIBCASE_RULES_EVALUATION_HPP
