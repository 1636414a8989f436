// One line of an award: a person or the unit, a programme, and cash, support in kind or a service.
#ifndef LIBCASE_RECORDS_AWARD_LINE_HPP
#define LIBCASE_RECORDS_AWARD_LINE_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/award.hpp>
#include <libcase/records/budget_line.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// What an award grants under one programme to one person, or to the unit as a whole.
///
/// A line has an amount, or is expressly without ceiling, or has neither: nothing is paid on such a
/// line until an amendment gives it an amount.
struct AwardLine {
  AwardId award_id;
  std::optional<PersonId> person_id{}; ///< empty for what the unit gets as a whole
  ProgrammeCode programme;
  Support support = Support::unset;
  std::optional<Money> amount{};     ///< at most; empty where none is set, as for most services
  std::optional<bool> is_uncapped{}; ///< true where it was granted without ceiling
  std::optional<BudgetLineId> budget_line_id{}; ///< what it is paid from; empty: of no budget here
  /// The first day on which it grants nothing more: of a minor who is supported until they are of
  /// age, the 18th birthday by the latest day of their birth date. Empty where it has no such end.
  std::optional<Date> until{};
};
BOOST_DESCRIBE_STRUCT(AwardLine, (),
                      (award_id, person_id, programme, support, amount, is_uncapped, budget_line_id,
                       until))

/// Known when it is granted, and as personal as the birth date that it tells.
template <>
inline constexpr ColumnOptions column_options<&AwardLine::until>{.personal = true, .is_plan = true};

/// The id of a line: payments, items of a plan and services link to it.
using AwardLineId = Id<AwardLine>;

} // namespace libcase

#endif // LIBCASE_RECORDS_AWARD_LINE_HPP
