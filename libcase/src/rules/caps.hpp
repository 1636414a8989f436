// Amounts that count, and what caps leave of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <libcase/rules/evaluation.hpp>

namespace libcase {

/// The reading of an amount that counts under the options; nullptr where it is left out.
const Reading* reading_of(const Amount& amount, const RuleOptions& options);

/// A known amount that a person gets, in cents.
struct KnownLine {
  std::uint32_t person; ///< within the columns
  std::uint32_t benefit;
  Support support;
  std::int64_t cents;
  const Cap* cap = nullptr; ///< the one that bit last
};

/// Takes from the last lines what is above the caps of persons and of the family.
void apply_caps(std::vector<KnownLine>& lines, const ProgrammeVersion& version,
                const RuleOptions& options);
/// The same for the caps of a package.
void apply_package_caps(std::vector<KnownLine>& lines, std::span<const Cap* const> caps,
                        const RuleOptions& options);

} // namespace libcase
