// One version of a programme over one set of fact columns, block by block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include <libcase/rules/evaluation.hpp>

namespace libcase {

/// The amount that counts under the options; empty where it is left out.
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
void apply_caps(std::vector<KnownLine>& lines, std::span<const Cap> caps,
                const RuleOptions& options);
/// Takes from the last of these lines what is above a cap.
void apply_cap(std::span<KnownLine* const> lines, const Cap& cap, const RuleOptions& options);

/// What the rules of a version left behind for the persons of some units.
struct PersonVerdicts {
  std::vector<std::vector<Verdict>> among;    ///< one list a criterion: of whom it is asked
  std::vector<std::vector<Verdict>> criteria; ///< one list a criterion; empty for those of the unit
  std::vector<Verdict> persons;               ///< whether they meet what is asked of each
  std::vector<std::vector<Verdict>> benefits; ///< one list a benefit: whether the person gets it
};

/// Where results of a range of units go; the pointers are to the first of them.
struct Results {
  Outcome* outcomes;
  std::int64_t* cash_cents;
  std::int64_t* in_kind_cents;
  std::uint16_t* unknown_lines;
  std::uint16_t* open_lines;
  Verdict* in_force;
  std::vector<Verdict*> criteria; ///< one a criterion of the version
};

class Evaluator {
public:
  Evaluator(const Programme& programme, const ProgrammeVersion& version, const FactColumns& facts,
            const RuleOptions& options);

  /// Evaluates units [from, until), for which the version was picked by the days `judged_on`. With
  /// `persons`, keeps what was found of each person.
  void run(std::uint32_t from, std::uint32_t until, const std::int32_t* judged_on,
           const Results& results, PersonVerdicts* persons = nullptr);

private:
  struct Range {
    std::uint32_t unit, unit_end, person, person_end;
    std::size_t units() const { return unit_end - unit; }
    std::size_t persons() const { return person_end - person; }
  };
  struct DayRange {
    const std::int32_t* earliest;
    const std::int32_t* latest;
  };
  struct BenefitAmounts {
    bool is_known;
    std::int64_t cash_cents;
    std::int64_t in_kind_cents;
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
  /// What persons say is the answer of their unit, the least or the most of it.
  struct UnitQuestion {
    bool takes_least;
    Verdict* by_unit;
  };
  struct PersonAmounts {
    std::int64_t cash_cents = 0;
    std::int64_t in_kind_cents = 0;
    std::uint32_t unknown = 0;
    std::uint32_t open = 0;
  };
  /// What a person gets by the verdicts on some benefits, for each combination of them.
  struct AmountTable {
    std::size_t first;
    std::size_t end;
    std::vector<PersonAmounts> amounts;
  };
  void run_block(const Range& range, const std::int32_t* judged_on, const Results& results,
                 PersonVerdicts* persons);
  void judge_in_force(const Range& range, const std::int32_t* judged_on, Verdict* out) const;
  void judge_unit(const Criterion& criterion, const Range& range, Verdict* by_unit);
  void judge_persons(const Criterion& criterion, const Range& range, Verdict* by_person,
                     PersonVerdicts* persons);
  bool is_left_out(const Sourced& sourced) const;
  /// Asks for the answer of each unit, which `answer_units` gives; several in one pass.
  void ask_units(const Range& range, const Verdict* of_persons, bool takes_least, Verdict* by_unit);
  void answer_units(const Range& range);
  void add_benefits(const Range& range, const Results& results, const Verdict* person_verdicts,
                    PersonVerdicts* persons);
  PersonAmounts amounts_of(std::size_t first, std::size_t end, const auto& gets) const;
  void prepare_amounts();
  void add_amounts(const Range& range, const Results& results,
                   const std::vector<const Verdict*>& by_benefit);
  void add_capped(const Range& range, const Results& results,
                  const std::vector<const Verdict*>& by_benefit);

  /// The answer for each unit or person of the range, by what the condition is of.
  void answer(const Condition& condition, const Range& range, Verdict* out);
  /// The answer for each person of the range.
  void answer_of_persons(const Condition& condition, const Range& range, Verdict* out);
  void answer_parts(const Condition& condition, const Range& range, Verdict* out);
  void answer_codes(const Condition& condition, std::size_t first, std::size_t count,
                    Verdict* out) const;
  void answer_countries(const Condition& condition, const Range& range, Verdict* out) const;
  void answer_date(const Condition& condition, const Range& range, Verdict* out);

  /// Numbers the units of the range for each of its persons.
  void number_units(const Range& range);
  template <class T>
  void spread(const T* of_units, const Range& range, T* of_persons) const;
  /// The days of a fact for each unit or person, shifted. They lie in the column or in `scratch`.
  DayRange days_of(FactName name, FactOf of, const Range& range, int months, int days,
                   DateColumn& scratch);
  const ShiftedDays& shifted_days(int months, int days);
  std::vector<Verdict>& buffer();

  const ProgrammeVersion& version_;
  const FactColumns& facts_;
  const RuleOptions& options_;
  std::vector<BenefitAmounts> amounts_;
  std::map<std::string, PreparedList> lists_;
  const std::int32_t* judged_on_ = nullptr;   ///< of the range's units
  std::int32_t first_judged_on_ = 0;          ///< the earliest of them
  std::int32_t last_judged_on_ = 0;           ///< and the latest
  std::vector<std::uint32_t> unit_of_person_; ///< within the range
  std::vector<std::uint8_t> lanes_;           ///< what occurs for each person, a lane a question
  std::vector<UnitQuestion> questions_;
  std::vector<AmountTable> amount_tables_;
  std::vector<std::vector<std::uint16_t>> combinations_; ///< of each table, one a person
  std::deque<ShiftedDays> shifted_days_;
  std::deque<std::vector<Verdict>> buffers_;
  std::size_t buffers_used_ = 0;
};

} // namespace libcase
