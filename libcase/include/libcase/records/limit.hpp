// What the rules allowed at most when an award was made, kept with it.
#ifndef LIBCASE_RECORDS_LIMIT_HPP
#define LIBCASE_RECORDS_LIMIT_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/award.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// At most so much: of a person or of all, of cash or kind or both, spent in a place or anywhere.
/// What is empty limits nothing. Services are limited only where `support` says so.
///
/// Guards judge by it alone, so that a later change of a rule file changes no case. A share of the
/// rules is recorded as cents, rounded down; "at least half there" as at most the rest elsewhere.
struct Limit {
  AwardId award_id;
  std::optional<ProgrammeCode> programme{}; ///< empty: of all programmes of the award together
  std::optional<PersonId> person_id{};      ///< empty: of all persons together
  std::optional<Support> support{};         ///< empty: cash and kind together
  std::optional<SpendingPlace> place{};     ///< empty: wherever it is spent
  Money at_most;
};
BOOST_DESCRIBE_STRUCT(Limit, (), (award_id, programme, person_id, support, place, at_most))

template <>
inline constexpr ColumnOptions column_options<&Limit::at_most>{.amount =
                                                                   AmountBound::not_below_zero};

/// The id of a limit: deviations link to it.
using LimitId = Id<Limit>;

} // namespace libcase

#endif // LIBCASE_RECORDS_LIMIT_HPP
