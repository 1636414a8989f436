// One version of a programme over one set of fact columns, block by block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include <libcase/describe/column_set.hpp>
#include <libcase/rules/evaluation.hpp>

#include "rules/answers.hpp"
#include "rules/benefit_amount.hpp"
#include "rules/caps.hpp"
#include "rules/validity.hpp"

namespace libcase {

/// What the rules of a version left behind for the persons of some units.
struct PersonVerdicts {
  std::vector<std::vector<Verdict>> among;    ///< one list a criterion: of whom it is asked
  std::vector<std::vector<Verdict>> criteria; ///< one list a criterion; empty for those of the unit
  std::vector<Verdict> persons;               ///< whether they meet what is asked of each
  std::vector<std::vector<Verdict>> benefits; ///< one list a benefit: whether the person gets it
  std::vector<std::vector<Verdict>> minimums; ///< one list a minimum; empty without condition
  std::vector<std::vector<Verdict>> caps;     ///< one list a cap, likewise
};

template <class T>
using Pointer = T*;

/// Where results of a range of units go; the pointers are to the first of them. `version_date` is
/// read: the days that picked the version.
struct Results : ResultColumns<Pointer> {
  /// Whether the version is in force; before, whether it is certain that it applies: met or
  /// unknown.
  Verdict* in_force = nullptr;
  std::vector<Verdict*> criteria{}; ///< one a criterion; nullptr where it cannot fail anybody
};

/// Lets each pointer of results point to what `locate` answers of the column of its name.
template <template <class> class Column, class Locate>
void point_to(ResultColumns<Column>& columns, Results& results, const Locate& locate) {
  using Pairs = boost::mp11::mp_transform<boost::mp11::mp_list, members_of<ResultColumns<Pointer>>,
                                          members_of<ResultColumns<Column>>>;
  boost::mp11::mp_for_each<Pairs>([&]<class To, class From>(boost::mp11::mp_list<To, From>) {
    results.*To::pointer = locate(columns.*From::pointer);
  });
}

/// Evaluates one version of a programme, for one range of units after the other.
class Evaluator {
public:
  Evaluator(const Programme& programme, const ProgrammeVersion& version, const FactColumns& facts,
            const RuleOptions& options);

  /// Evaluates units [from, until). With `persons`, keeps what was found of each person.
  void run(std::uint32_t from, std::uint32_t until, const Results& results,
           PersonVerdicts* persons = nullptr);

private:
  using Loan = ColumnPool<Verdict>::Loan;
  /// What some persons get, and in how many lines more is unknown or without ceiling.
  struct Amounts {
    std::int64_t cash_cents = 0;
    std::int64_t in_kind_cents = 0;
    std::uint32_t unknown = 0;
    std::uint32_t uncapped = 0;
  };
  /// What one unit gets, line by line.
  struct UnitLines {
    std::vector<KnownLine> known{};
    std::uint32_t unknown = 0;
    std::uint32_t uncapped = 0;
  };
  void run_block(const Results& results, PersonVerdicts* persons);
  void judge_in_force(const std::int32_t* version_date, Verdict* in_force) const;
  /// Asks a criterion, by its index, of units and persons. Of units by whose days nobody found it,
  /// it is unknown where a fact would fail it, and otherwise not asked: `not_applicable`, and met
  /// by the persons. So is what is asked of nobody of the unit.
  void judge_criterion(std::size_t index, const std::int32_t* version_date, Verdict* by_unit,
                       Verdict* by_person, PersonVerdicts* persons);
  /// Of what is asked of each: what is met by none of those asked is not met by some.
  void judge_those_asked(const Verdict* among, const Verdict* by_person, Verdict* by_unit);
  /// Whether a condition, answered for each person, holds of some member of each unit.
  const Verdict* of_some_member(const Condition& condition, const Verdict* among);
  void judge_unit(std::size_t index, const std::int32_t* version_date, Verdict* by_unit);
  /// `among`: of whom it is asked, of each person; nullptr where of all.
  void judge_persons(std::size_t index, const std::int32_t* version_date, const Verdict* among,
                     Verdict* by_person);
  /// Answers the condition of a criterion for each unit or person.
  void answer_condition(std::size_t index, const std::int32_t* version_date, FactOf of,
                        Verdict* out);
  /// The condition of a criterion where it is not attested yet.
  const Condition& facts_alone(std::size_t index);
  /// How many of the units have a day by which nobody found the criterion.
  enum class Share : std::uint8_t { none, some, all };
  Share share_unattested(const Criterion& criterion) const;
  /// Calls `change(first, end)` with the rows of these units, or of their persons.
  void for_unattested(const Criterion& criterion, const std::int32_t* version_date, FactOf of,
                      const auto& change) const;

  void prepare_amounts();
  Amounts amounts_of(const auto& gets) const;
  void add_benefits(const Results& results, const Verdict* person_verdicts,
                    PersonVerdicts* persons);
  void add_amounts(const Results& results, const std::vector<const Verdict*>& by_benefit);
  void add_up_persons(std::size_t count, const auto& amounts_of_person);
  /// The same line by line, where more counts than the verdicts on the benefits of each person.
  void add_lines(const Results& results, const std::vector<const Verdict*>& by_benefit,
                 PersonVerdicts* persons);
  /// The lines of a person, or of the unit as a whole, by the verdicts on benefits.
  void add_lines_of(std::uint32_t whom, std::size_t unit, std::size_t person, const auto& gets,
                    UnitLines& into) const;

  const ProgrammeVersion& version_;
  const FactColumns& facts_;
  const RuleOptions& options_;
  Answers answers_;
  Validity validity_;
  std::vector<BenefitAmount> amounts_; ///< one a benefit
  std::vector<bool> are_sensitive_;    ///< likewise
  std::vector<std::size_t> paid_;      ///< the benefits that are no services
  /// By the verdicts on `paid_`; empty where they are many, or more than the persons.
  std::vector<Amounts> amount_table_;
  /// What `facts_alone` found by the index of a criterion; empty for the condition itself.
  std::map<std::size_t, std::optional<Condition>> facts_alone_;
  bool needs_lines_; ///< it has minimums, caps, monthly amounts, or some of the unit as a whole
  std::optional<FactName> asked_among_;     ///< the fact that `asked_` is of, in this block
  std::vector<Verdict> asked_;              ///< what `of_some_member` found
  std::vector<std::uint16_t> combinations_; ///< of these verdicts, one a person
  std::vector<Amounts> running_;            ///< what the persons before one get together
};

} // namespace libcase
