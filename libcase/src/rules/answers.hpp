// Answers to conditions, for a range of units and their persons.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include <libcase/rules/evaluation.hpp>

#include "rules/unit_range.hpp"

namespace libcase {

class Answers {
public:
  Answers(const Programme& programme, const FactColumns& facts, const RuleOptions& options);

  /// Turns to some units, for which the version was picked by the days `version_date`.
  void turn_to(const UnitRange& range, const std::int32_t* version_date);
  const UnitRange& range() const { return range_; }
  /// The earliest and the latest of the days.
  std::int32_t first_judged_on() const { return first_judged_on_; }
  std::int32_t last_judged_on() const { return last_judged_on_; }
  ColumnPool<Verdict>& pool() { return verdicts_; }

  /// The answer for each unit or person of the range, by what the condition is of.
  void answer(const Condition& condition, Verdict* out);
  /// The answer for each person of the range.
  void answer_of_persons(const Condition& condition, Verdict* out);

private:
  struct DayColumns {
    const std::int32_t* earliest;
    const std::int32_t* latest;
  };
  /// Whether a country is on a list: for all days, or for some.
  struct PreparedList {
    std::vector<Verdict> verdicts; ///< by Country::index()
    std::vector<const ListedCountry*> dated;
  };
  /// What days become some months and days later.
  struct ShiftedDays {
    int months;
    int days;
    std::int32_t first;
    std::vector<std::int32_t> table; ///< from `first` on; empty for few units
    std::int32_t of(std::int32_t day) const;
  };
  using Days32 = ColumnPool<std::int32_t>;

  template <class Column>
  const auto* values(FactName name) const;
  void answer_parts(const Condition& condition, Verdict* out);
  void answer_codes(const Condition& condition, Verdict* out) const;
  void answer_programmes(const Condition& condition, Verdict* out) const;
  void answer_countries(const Condition& condition, Verdict* out);
  void answer_dated(const std::vector<const ListedCountry*>& dated, const Condition& condition,
                    Verdict* out);
  void answer_same_country(const Condition& condition, Verdict* out);
  void answer_count(const Condition& condition, Verdict* out) const;
  void answer_date(const Condition& condition, Verdict* out);
  /// The days of a fact, for each unit or person. They lie in its column or in the loans.
  DayColumns days_of(FactName name, FactOf of, const Days32::Loan& earliest,
                     const Days32::Loan& latest) const;
  const ShiftedDays& shifted_days(int months, int days);

  const FactColumns& facts_;
  std::map<std::string, PreparedList> lists_;
  UnitRange range_;
  const std::int32_t* judged_on_ = nullptr;
  std::int32_t first_judged_on_ = 0;
  std::int32_t last_judged_on_ = 0;
  std::deque<ShiftedDays> shifted_days_;
  ColumnPool<Verdict> verdicts_;
  ColumnPool<std::uint16_t> countries_;
  Days32 days_;
};

} // namespace libcase
