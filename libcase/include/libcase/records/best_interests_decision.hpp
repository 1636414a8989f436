// Whether it is in the best interests of a child to return.
#ifndef LIBCASE_RECORDS_BEST_INTERESTS_DECISION_HPP
#define LIBCASE_RECORDS_BEST_INTERESTS_DECISION_HPP

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/acted_by.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// What was decided of a child's best interests.
enum class BestInterestsOutcome : std::uint8_t {
  in_favour_of_return,
  against_return,
  undecided, ///< more is to be found out first
  unset = 255,
};
BOOST_DESCRIBE_ENUM(BestInterestsOutcome, in_favour_of_return, against_return, undecided)

/// A decision about the best interests of a child; a later one takes the place of an earlier one.
/// Source: Convention on the Rights of the Child, article 3; Directive 2008/115/EC, article 10.
struct BestInterestsDecision {
  PersonId person_id;
  Date on;                                                    ///< the day it was decided
  BestInterestsOutcome outcome = BestInterestsOutcome::unset; ///< what was decided
  ActedBy decided_by = ActedBy::unknown;                      ///< by whom
  std::optional<std::string> grounds{};                       ///< why
};
BOOST_DESCRIBE_STRUCT(BestInterestsDecision, (), (person_id, on, outcome, decided_by, grounds))

template <>
inline constexpr ColumnOptions column_options<&BestInterestsDecision::grounds>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_BEST_INTERESTS_DECISION_HPP
