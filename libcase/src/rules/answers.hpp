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

/// Answers conditions over columns of facts, for one range of units after the other.
class Answers {
public:
  Answers(const Programme& programme, const FactColumns& facts, const RuleOptions& options);

  /// Turns to some units, for which the version was picked by these days.
  void turn_to(UnitRange range, const std::int32_t* version_dates);
  const UnitRange& range() const { return range_; }
  /// The earliest and the latest of these days.
  std::int32_t first_version_date() const { return first_version_date_; }
  std::int32_t last_version_date() const { return last_version_date_; }
  ColumnPool<Verdict>& pool() { return verdicts_; }

  /// The answer for each unit or person of the range, by what the condition is of.
  void answer(const Condition& condition, Verdict* out);
  /// The answer for each person of the range.
  void answer_of_persons(const Condition& condition, Verdict* out);
  /// The same, where it lies: in the column of a fact, or in the room.
  const Verdict* of_persons(const Condition& condition, Verdict* room);

private:
  /// Days, each from its earliest to its latest one; the same column where all are exact.
  struct DayColumns {
    const std::int32_t* earliest;
    const std::int32_t* latest;
    bool are_exact() const { return earliest == latest; }
  };
  /// Whether a country is on a list: for all days, or for some.
  struct PreparedList {
    std::vector<Verdict> verdicts; ///< by Country::index()
    std::vector<const ListedCountry*> dated;
  };
  /// What was asked of this range.
  struct AskedDays {
    FactName fact;
    bool is_projected; ///< from the unit to each of its persons
    DayColumns days;
  };
  struct ProjectedDays {
    std::vector<std::int32_t> earliest;
    std::vector<std::int32_t> latest;
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

  bool is_left_out(FactName name) const;
  /// The fact that stands for another one: the unit's departure for a person's own, where columns
  /// have that alone.
  FactName given(FactName name) const;
  /// Where the values of a fact for the range begin; it is not left out.
  template <class Column>
  const auto* values(FactName name) const;
  /// The answer by each value of a fact; unknown where it is left out.
  template <class Column>
  void answer_each(FactName name, Verdict* out, const auto& verdict_of_value) const;

  /// The answer to a condition of one form; answers.cpp has one for each.
  template <class Form>
  void answer_form(const Form& asked, FactOf of, Verdict* out);

  void answer_of(FactOf of, const Condition& condition, Verdict* out);
  /// Puts the answers to some conditions together; of none it is `empty`.
  void answer_parts(const std::vector<Condition>& parts, FactOf of, Verdict empty,
                    const auto& combine, Verdict* out);
  void answer_set(FactName name, std::uint64_t wanted, Verdict* out) const;
  void answer_countries(FactName name, const std::vector<Verdict>& by_country, Verdict* out) const;
  void answer_dated(const std::vector<const ListedCountry*>& dated, FactName name, FactOf of,
                    Verdict* out);
  /// The countries of a fact, for each unit or person. They lie in its column or in the loan.
  const std::uint16_t* countries_of(FactName name, FactOf of,
                                    const ColumnPool<std::uint16_t>::Loan& loan) const;
  /// Whether the age on the day of that fact is between these, by each day of birth, and each such
  /// day, that there may be.
  void answer_age(FactName day, std::int32_t least, std::int32_t most, Verdict* out);
  /// The days that a date is compared with, likewise.
  DayColumns compared_days(const DateCompared& asked, FactOf of, const Days32::Loan& earliest,
                           const Days32::Loan& latest);
  /// The days of a fact, for each unit or person.
  DayColumns days_of(FactName name, FactOf of);
  DayColumns days_in_columns(FactName name) const;
  DayColumns projected(FactName name, const DayColumns& of_units);
  const ShiftedDays& shifted_days(int months, int days);

  const FactColumns& facts_;
  std::map<std::string, PreparedList> lists_;
  UnitRange range_;
  const std::int32_t* version_dates_ = nullptr;
  std::int32_t first_version_date_ = 0;
  std::int32_t last_version_date_ = 0;
  std::deque<ShiftedDays> shifted_days_;
  std::vector<AskedDays> days_asked_;
  std::map<FactName, ProjectedDays> projected_; ///< the room for them
  ColumnPool<Verdict> verdicts_;
  ColumnPool<std::uint16_t> countries_;
  Days32 days_;
};

} // namespace libcase
