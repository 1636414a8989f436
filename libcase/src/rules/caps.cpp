#include "rules/caps.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <libcase/vocabulary/errors.hpp>

#include "text/joined.hpp"

namespace libcase {

namespace {

/// A line that a limit counts, for certain or perhaps.
struct Counted {
  std::size_t line;
  bool is_certain;
};

/// Whether a limit counts a line; what is of the unit as a whole, where it counts any member's.
Verdict counts(const KnownLine& line, const Verdict* by_person, const LimitAnswers& answers) {
  if (by_person == nullptr) {
    return Verdict::met;
  }
  if (line.person != whole_unit) {
    return by_person[line.person];
  }
  const Verdict* first = by_person + answers.first_person;
  const Verdict* end = by_person + answers.end_person;
  return first == end ? Verdict::unknown : *std::max_element(first, end);
}

/// Applies one limit after the other to the lines of a unit. Where it is unknown which lines count,
/// a line gets the least that it can come to, and is open where that is not the most.
class Limits {
public:
  Limits(std::vector<KnownLine>& lines, const ProgrammeVersion& version,
         const LimitAnswers& answers, const RuleOptions& options, std::vector<Limited>* told)
      : lines_(lines), version_(version), answers_(answers), options_(options), told_(told) {}

  void apply() {
    apply_all(version_.minimums, answers_.minimums,
              [this](const Cap& limit, std::int64_t cents) { raise(limit, cents); });
    apply_all(version_.caps, answers_.caps,
              [this](const Cap& limit, std::int64_t cents) { lessen(limit, cents); });
  }

private:
  void apply_all(const auto& limits, const std::vector<const Verdict*>& answers,
                 const auto& change) {
    for (const CapOf of : {CapOf::person, CapOf::family}) {
      for (std::size_t at = 0; at < limits.size(); ++at) {
        const Cap& limit = limits[at];
        const Reading* reading = limit.of == of ? reading_of(limit.amount, options_) : nullptr;
        if (reading != nullptr) {
          each_group(limit, answers.empty() ? nullptr : answers[at],
                     [&] { change(limit, reading->amount.cents()); });
        }
      }
    }
  }

  /// Calls `change` with the lines together that a limit counts of each person, or of the family.
  void each_group(const Cap& limit, const Verdict* by_person, const auto& change) {
    together_.clear();
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      const KnownLine& line = lines_[at];
      const bool is_of_person = limit.of == CapOf::person;
      if (is_of_person && at > 0 && lines_[at - 1].person != line.person) {
        change();
        together_.clear();
      }
      const bool is_covered = limit.covers(version_.benefits[line.benefit].name) &&
                              (!limit.support || line.support == *limit.support) &&
                              !(is_of_person && line.person == whole_unit);
      const Verdict verdict = is_covered ? counts(line, by_person, answers_) : Verdict::not_met;
      if (verdict != Verdict::not_met) {
        together_.push_back({at, verdict == Verdict::met && !line.is_unknown});
      }
    }
    change();
  }

  void lessen(const Cap& cap, std::int64_t most) {
    std::int64_t left = most;       // where what counts perhaps does not
    std::int64_t least_left = most; // where all of it does
    for (const Counted& counted : together_) {
      KnownLine& line = lines_[counted.line];
      const std::int64_t before = line.cents;
      const std::int64_t kept = counted.is_certain ? std::min(before, left) : before;
      const std::int64_t most_kept = counted.is_certain ? std::min(line.most, left) : line.most;
      const std::int64_t least = std::min(before, least_left);
      left -= counted.is_certain ? kept : 0;
      least_left -= std::min(line.most, least_left);
      line.most = most_kept;
      if (least < before) {
        set(counted.line, least, {.limit = &cap, .is_minimum = false, .is_open = least < kept});
      }
    }
  }

  void raise(const Cap& minimum, std::int64_t least) {
    std::int64_t all = 0;
    std::optional<std::int64_t> certain;
    std::optional<std::int64_t> smallest; // of what counts perhaps
    std::optional<std::size_t> last;
    for (const Counted& counted : together_) {
      const KnownLine& line = lines_[counted.line];
      all += line.most;
      if (line.is_unknown) {
        continue;
      }
      last = counted.line;
      if (counted.is_certain) {
        certain = certain.value_or(0) + line.cents;
      } else {
        smallest = std::min(smallest.value_or(line.cents), line.cents);
      }
    }
    if (!last) {
      return;
    }
    const std::int64_t most_raised =
        std::max<std::int64_t>(0, least - (certain ? *certain : *smallest));
    const std::int64_t raised = certain ? std::max<std::int64_t>(0, least - all) : 0;
    if (most_raised > 0) {
      lines_[*last].most += most_raised;
      set(*last, lines_[*last].cents + raised,
          {.limit = &minimum, .is_minimum = true, .is_open = raised < most_raised});
    }
  }

  struct By {
    const Cap* limit;
    bool is_minimum;
    bool is_open;
  };
  void set(std::size_t at, std::int64_t cents, const By& by) {
    KnownLine& line = lines_[at];
    if (told_ != nullptr) {
      told_->push_back({at, by.limit, by.is_minimum, line.cents, cents, by.is_open});
    }
    line.cents = cents;
    line.is_open = line.is_open || by.is_open;
  }

  std::vector<KnownLine>& lines_;
  const ProgrammeVersion& version_;
  const LimitAnswers& answers_;
  const RuleOptions& options_;
  std::vector<Limited>* told_;
  std::vector<Counted> together_;
};

} // namespace

const Reading& Amount::usual() const {
  const auto found = std::ranges::find(readings, default_reading, &Reading::name);
  return found == readings.end() ? readings.front() : *found;
}

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

void add_unknown_lines(const Benefit& benefit, const BenefitAmount& amount, KnownLine line,
                       std::vector<KnownLine>& to) {
  if (amount.is_uncapped || benefit.support == Support::service) {
    return;
  }
  line.cents = 0;
  line.is_unknown = true;
  const auto add = [&](Support support, std::int64_t most) {
    if (most > 0) {
      line.support = support;
      line.most = most;
      to.push_back(line);
    }
  };
  const bool is_open = !amount.is_known() || benefit.monthly.has_value();
  const bool has_cash = benefit.support == Support::cash || benefit.cash_at_most.has_value();
  add(Support::cash, !is_open ? amount.cash_cents : has_cash ? any_cents : 0);
  add(Support::in_kind, !is_open                              ? amount.in_kind_cents
                        : benefit.support == Support::in_kind ? any_cents
                                                              : 0);
}

void apply_limits(std::vector<KnownLine>& lines, const ProgrammeVersion& version,
                  const LimitAnswers& answers, const RuleOptions& options,
                  std::vector<Limited>* told) {
  Limits{lines, version, answers, options, told}.apply();
}

void apply_package_caps(std::vector<KnownLine>& lines, std::span<const Cap* const> caps,
                        const RuleOptions& options) {
  for (const Cap* cap : caps) {
    const Reading* reading = reading_of(cap->amount, options);
    std::int64_t left = reading == nullptr ? 0 : reading->amount.cents();
    for (KnownLine& line : lines) {
      if (reading == nullptr || (cap->support && line.support != *cap->support)) {
        continue;
      }
      if (line.cents > left) {
        line.cents = left;
        line.cap = cap;
      }
      left -= line.cents;
    }
  }
}

} // namespace libcase
