#include "rules/caps.hpp"

#include <algorithm>
#include <string>

#include <libcase/vocabulary/errors.hpp>

#include "text/joined.hpp"

namespace libcase {

namespace {

/// Takes from the last of these lines what is above a cap.
void apply_cap(std::span<KnownLine* const> lines, const Cap& cap, const RuleOptions& options) {
  const Reading* reading = reading_of(cap.amount, options);
  if (reading == nullptr) {
    return;
  }
  std::int64_t left = reading->amount.cents();
  for (KnownLine* line : lines) {
    if (cap.support && line->support != *cap.support) {
      continue;
    }
    if (line->cents > left) {
      line->cents = left;
      line->cap = &cap;
    }
    left -= line->cents;
  }
}

} // namespace

bool Cap::covers(std::string_view benefit) const {
  return benefits.empty() || std::ranges::find(benefits, benefit) != benefits.end();
}

const Reading* reading_of(const Amount& amount, const RuleOptions& options) {
  const auto asked = options.readings.find(amount.dispute);
  const std::string& name = asked != options.readings.end() && !amount.dispute.empty()
                                ? asked->second
                                : amount.default_reading;
  const auto found = std::ranges::find(amount.readings, name, &Reading::name);
  if (found == amount.readings.end()) {
    throw InvalidValue("unknown_reading", "expected one of the readings " +
                                              joined(amount.readings, &Reading::name) + " of " +
                                              amount.dispute + ", found '" + name + "'");
  }
  return options.leaves_out(*found) ? nullptr : &*found;
}

void apply_caps(std::vector<KnownLine>& lines, const ProgrammeVersion& version,
                const RuleOptions& options) {
  for (const CapOf of : {CapOf::person, CapOf::family}) {
    for (const Cap& cap : version.caps) {
      if (cap.of != of) {
        continue;
      }
      std::vector<KnownLine*> together;
      for (std::size_t at = 0; at < lines.size(); ++at) {
        if (cap.covers(version.benefits[lines[at].benefit].name)) {
          together.push_back(&lines[at]);
        }
        const bool is_last = at + 1 == lines.size() ||
                             (of == CapOf::person && lines[at + 1].person != lines[at].person);
        if (is_last) {
          apply_cap(together, cap, options);
          together.clear();
        }
      }
    }
  }
}

void apply_package_caps(std::vector<KnownLine>& lines, std::span<const Cap* const> caps,
                        const RuleOptions& options) {
  std::vector<KnownLine*> together;
  for (KnownLine& line : lines) {
    together.push_back(&line);
  }
  for (const Cap* cap : caps) {
    apply_cap(together, *cap, options);
  }
}

} // namespace libcase
