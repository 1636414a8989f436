// Where somebody stands in their return, and where a case does: pure functions of its file and a
// day. Nothing of it is stored.
#ifndef LIBCASE_RULES_STATUS_HPP
#define LIBCASE_RULES_STATUS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/records/case_file.hpp>

namespace libcase {

/// Where somebody stands in their return, the least advanced first.
enum class ReturnStatus : std::uint8_t {
  registered,    ///< a member of a case
  applied,       ///< asked for a programme
  awarded,       ///< support was granted
  refused,       ///< the last application was refused
  preparing,     ///< the reintegration is being planned
  booked,        ///< a journey is booked
  departed,      ///< left the country
  reintegrating, ///< arrived, was visited or given something after the departure
  completed,     ///< left, and the plan is completed or the award used up
  lapsed,        ///< the award was revoked or has lapsed before the departure
  closed,        ///< the case is closed
};
BOOST_DESCRIBE_ENUM(ReturnStatus, registered, applied, awarded, refused, preparing, booked,
                    departed, reintegrating, completed, lapsed, closed)

/// Where a member of a unit stands on a day.
struct PersonStatus {
  PersonId person_id;
  ReturnStatus status;
  Date since; ///< the day of the record that made it so
};
BOOST_DESCRIBE_STRUCT(PersonStatus, (), (person_id, status, since))

/// Where a case stands on a day: as its least advanced member.
struct CaseStatus {
  CaseId case_id;
  Date on;
  ReturnStatus status;
  Date since;                          ///< the day of the record that made it so
  std::vector<PersonStatus> persons{}; ///< the members, and who left with the case

  /// How many of these stand elsewhere.
  std::int64_t differing() const;
};
BOOST_DESCRIBE_STRUCT(CaseStatus, (), (case_id, on, status, since, persons, differing))
template <>
inline constexpr MemberNames shown_members<CaseStatus>{"case_id", "on", "status", "since",
                                                       "differing"};

/// Where a person stands on a day, by what was so until then. Who was found here again after a
/// departure begins anew, unless they never left: what was before it counts no longer. A departure
/// that is known by month, quarter or year counts from the first day of that period. Empty where
/// the person was no member by then.
std::optional<PersonStatus> status_of(const CaseFile& file, PersonId person, Date on);

/// Where a case stands on a day; empty before it was opened.
std::optional<CaseStatus> status_of(const CaseFile& file, Date on);

/// How a status comes about.
struct StatusRule {
  ReturnStatus status;
  std::vector<std::string> tables{}; ///< whose records make it
  std::string when;                  ///< in a sentence
};
BOOST_DESCRIBE_STRUCT(StatusRule, (), (status, tables, when))

/// The rules by which `status_of` goes, in its order: the first that holds tells the status.
std::vector<StatusRule> status_rules();

} // namespace libcase

#endif // LIBCASE_RULES_STATUS_HPP
