// The second actor's word.
#ifndef LIBCASE_RECORDS_CONFIRMATION_HPP
#define LIBCASE_RECORDS_CONFIRMATION_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// A second actor confirms what a first one recorded: a deviation from the rules, a write-off, an
/// irregularity, or a payment above the bound of its award.
///
/// It is recorded after that record, by another actor, who are then those of the two recordings. A
/// correction of the record needs a confirmation of its own. In a historical import both names
/// are given here.
struct Confirmation {
  CaseId case_id;
  RecordId record_id; ///< what is confirmed
  Date on;
  std::optional<std::string> decided_by{};   ///< of a historical import alone
  std::optional<std::string> confirmed_by{}; ///< of a historical import alone
};
BOOST_DESCRIBE_STRUCT(Confirmation, (), (case_id, record_id, on, decided_by, confirmed_by))

template <>
inline constexpr ColumnOptions column_options<&Confirmation::decided_by>{.personal = true};
template <>
inline constexpr ColumnOptions column_options<&Confirmation::confirmed_by>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_CONFIRMATION_HPP
