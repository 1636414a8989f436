// Amounts that count, and what minimums and caps make of them.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <libcase/rules/evaluation.hpp>

#include "rules/benefit_amount.hpp"

namespace libcase {

/// The reading of an amount that counts under the options; nullptr where it is left out.
const Reading* reading_of(const Amount& amount, const RuleOptions& options);

/// In place of a person: the unit as a whole.
inline constexpr std::uint32_t whole_unit = std::numeric_limits<std::uint32_t>::max();

/// An amount that a person gets, or the unit as a whole, in cents.
struct KnownLine {
  std::uint32_t person; ///< within the columns, or `whole_unit`
  std::uint32_t benefit;
  Support support = Support::unset;
  std::int64_t cents = 0;    ///< what is certain of it
  std::int64_t most = cents; ///< what it may come to
  const Cap* cap = nullptr;  ///< the cap of a package that bit last
  bool is_open = false;      ///< more may be given: whether a limit applies is unknown
  bool is_unknown = false;   ///< not told: what is unknown counts in limits of others only
};

/// In place of an amount that nobody knows: more than any, of which thousands can be added up.
inline constexpr std::int64_t any_cents = 1'000'000'000'000'000;

/// What a limit made of a line.
struct Limited {
  std::size_t line;
  const Cap* limit;
  bool is_minimum;
  std::int64_t before;
  std::int64_t after;
  bool is_open; ///< whether it applies is unknown
};

/// The verdicts of persons on the conditions of the limits of a version.
struct LimitAnswers {
  std::vector<const Verdict*> minimums{}; ///< one a minimum, by person; nullptr without condition
  std::vector<const Verdict*> caps{};     ///< one a cap, likewise
  std::uint32_t first_person = 0;         ///< of the unit, as lines count them
  std::uint32_t end_person = 0;
};

/// Adds what a person may get of a benefit, if it is not without ceiling, as unknown lines.
void add_unknown_lines(const Benefit& benefit, const BenefitAmount& amount, KnownLine line,
                       std::vector<KnownLine>& to);

/// Raises the last lines of a unit to what is given at least, and then takes from the last lines
/// what is above the caps of persons and of the family. Lines of a person stand together, and those
/// of the unit as a whole at the end. With `told`, adds each change to it.
void apply_limits(std::vector<KnownLine>& lines, const ProgrammeVersion& version,
                  const LimitAnswers& answers, const RuleOptions& options,
                  std::vector<Limited>* told = nullptr);
/// Takes from the last lines what is above the caps of a package.
void apply_package_caps(std::vector<KnownLine>& lines, std::span<const Cap* const> caps,
                        const RuleOptions& options);

} // namespace libcase
