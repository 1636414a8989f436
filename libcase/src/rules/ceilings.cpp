#include "rules/ceilings.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "rules/benefit_amount.hpp"
#include "rules/caps.hpp"
#include "rules/evidence.hpp"

namespace libcase {

namespace {

class Ceilings {
public:
  explicit Ceilings(const JudgedUnit& unit) : unit_(unit) {}

  std::vector<Ceiling> find() {
    for (std::size_t at = 0; at < unit_.version.caps.size(); ++at) {
      const Cap& cap = unit_.version.caps[at];
      const Reading* reading =
          cap.of == CapOf::package ? nullptr : reading_of(cap.amount, unit_.options);
      if (reading == nullptr) {
        continue;
      }
      if (cap.of == CapOf::family) {
        add_of_family(at, *reading);
        continue;
      }
      for (std::size_t person = 0; person < unit_.facts.person_count(); ++person) {
        if (counted_of(at, person) == Counted::all) {
          add(cap, *reading, person_id(unit_.facts, person));
        }
      }
    }
    return std::move(found_);
  }

private:
  /// How much of what somebody gets a cap counts, for certain.
  enum class Counted : std::uint8_t { nothing_there, all, not_all };

  void add_of_family(std::size_t at, const Reading& reading) {
    Counted together = counted_of(at, std::nullopt);
    for (std::size_t person = 0; person < unit_.facts.person_count(); ++person) {
      together = std::max(together, counted_of(at, person));
    }
    if (together == Counted::all) {
      add(unit_.version.caps[at], reading, std::nullopt);
    }
  }

  /// Of a person, or of what the unit gets as a whole.
  Counted counted_of(std::size_t at, std::optional<std::size_t> person) const {
    const Cap& cap = unit_.version.caps[at];
    Counted counted = Counted::nothing_there;
    for (std::size_t index = 0; index < unit_.version.benefits.size(); ++index) {
      const Benefit& benefit = unit_.version.benefits[index];
      if ((benefit.per == Per::unit) == person.has_value() || !is_in_form(benefit, cap) ||
          verdict_of(unit_.persons.benefits[index], person) == Verdict::not_met) {
        continue;
      }
      const std::vector<Verdict>& when = unit_.persons.caps[at];
      const bool is_counted = cap.covers(benefit.name) &&
                              !amount_of(benefit, unit_.options).is_uncapped &&
                              (when.empty() || verdict_of(when, person) == Verdict::met);
      counted = std::max(counted, is_counted ? Counted::all : Counted::not_all);
    }
    return counted;
  }

  static Verdict verdict_of(const std::vector<Verdict>& verdicts,
                            std::optional<std::size_t> person) {
    if (person) {
      return verdicts[*person];
    }
    return verdicts.empty() ? Verdict::unknown : *std::ranges::max_element(verdicts);
  }

  static bool is_in_form(const Benefit& benefit, const Cap& cap) {
    if (benefit.support == Support::service) {
      return false;
    }
    return !cap.support || benefit.support == *cap.support ||
           (*cap.support == Support::cash && benefit.cash_at_most);
  }

  void add(const Cap& cap, const Reading& reading, std::optional<PersonId> person) {
    found_.push_back({.person_id = person,
                      .support = cap.support,
                      .at_most = reading.amount,
                      .source = reading.source,
                      .certainty = reading.certainty});
  }

  const JudgedUnit& unit_;
  std::vector<Ceiling> found_;
};

} // namespace

std::vector<Ceiling> ceilings_of(const JudgedUnit& unit) {
  return Ceilings{unit}.find();
}

} // namespace libcase
