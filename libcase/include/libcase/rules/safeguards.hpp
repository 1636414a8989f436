// Whether a minor who leaves alone is safe: what must be on record before it, and what is missing.
#ifndef LIBCASE_RULES_SAFEGUARDS_HPP
#define LIBCASE_RULES_SAFEGUARDS_HPP

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/rules/safeguard_rules.hpp>
#include <libcase/vocabulary/localized_text.hpp>
#include <libcase/vocabulary/verdict.hpp>

namespace libcase {

/// How somebody is to leave. What is empty is taken from the records of that day.
struct Journey {
  std::optional<DepartureMode> mode{};  ///< else that of the departure; voluntary where none is
  std::optional<Country> destination{}; ///< else that of the departure, booking or application
};

/// What was found of one safeguard.
struct SafeguardFinding {
  Safeguard safeguard{};
  std::string code;                           ///< of the refusal where it is not met
  Verdict verdict = Verdict::not_met;         ///< met or not
  LocalizedText text{};                       ///< what must be so, or what is so in its place
  std::optional<LocalizedText> detail{};      ///< what is wrong with the records that there are
  std::string settled_by;                     ///< the table whose record would meet it
  std::vector<std::string> also_settled_by{}; ///< others, one of which would meet it instead
  /// Of the rule that decided: that of the safeguard, or the one that takes its place.
  std::string source;
  Certainty certainty{};                 ///< of that rule
  std::optional<LocalizedText> reason{}; ///< why that rule is inferred
};
BOOST_DESCRIBE_STRUCT(SafeguardFinding, (),
                      (safeguard, code, verdict, text, detail, settled_by, also_settled_by, source,
                       certainty, reason))
template <>
inline constexpr MemberNames shown_members<SafeguardFinding>{"safeguard", "verdict", "settled_by"};

/// Whether one person may leave on a day, as far as the safeguards of minors go.
struct Safeguards {
  PersonId person_id;
  Date on; ///< the day of the departure
  /// Whether they are a minor by the youngest reading. Unknown protects, unless nothing at all is
  /// recorded of the age of a principal, a partner or who is no member.
  Verdict is_minor = Verdict::unknown;
  /// Whether an adult parent, or a guardian appointed abroad, is on that journey.
  Verdict is_accompanied = Verdict::unknown;
  DepartureMode mode{};
  std::optional<Country> destination{};
  bool is_gated = false; ///< whether the safeguards are asked: of a minor who is not accompanied
  bool may_leave = true; ///< whether nothing that is asked is missing
  std::vector<SafeguardFinding> findings; ///< of those that are asked
  std::string rules_digest;               ///< of the file of rules
};
BOOST_DESCRIBE_STRUCT(Safeguards, (),
                      (person_id, on, is_minor, is_accompanied, mode, destination, is_gated,
                       may_leave, findings, rules_digest))
template <>
inline constexpr MemberNames shown_members<Safeguards>{"person_id",      "on",       "is_minor",
                                                       "is_accompanied", "is_gated", "may_leave"};

/// What is asked before a person leaves on a day, and what is missing. Companions are those who
/// left that day in the same way and to the same place; before a departure is recorded, also who is
/// booked on that day, for the same destination as far as both are told. Of a date that is known by
/// month or coarser nothing tells that they left together unless both destinations are told.
/// Refused entry, leaving without supervision and a Dublin transfer are not asked about. A transfer
/// to the country of which somebody is a national is none: another state is responsible for them
/// (inferred).
Safeguards safeguards(const CaseFile& file, PersonId person, Date on,
                      const SafeguardRules& rules = *SafeguardRules::shipped(),
                      const Journey& journey = {});

/// The same of a recorded departure of the file.
Safeguards safeguards(const CaseFile& file, const Recorded<Departure>& departure,
                      const SafeguardRules& rules = *SafeguardRules::shipped());

/// What is wrong with the departures of minors, and with how families are split:
/// `guardian_not_informed`, `guardian_not_agreed`, `minor_not_heard`,
/// `best_interests_not_decided`, `reception_not_arranged` - a minor leaves without an adult parent,
/// or a guardian appointed abroad, and that safeguard is missing;
/// `transfer_without_claim` - a Dublin transfer of who has no recorded Dublin claim;
/// `other_parent_not_agreed` - a child is booked without a parent who was on record, stays and gave
/// no permission; `split_not_reviewed` - a forced departure leaves a part of a family behind, and
/// no review allows it; `facility_unknown` - the rules name no facility of that code.
///
/// What an irregularity names is among them: see `made_unsafe`.
std::vector<Violation> violations_of_minors(const CaseFile& file, const SafeguardRules& rules);

/// Of what is wrong with minors after a change, what the change makes wrong. An irregularity opens
/// the safeguards, the review of a split and the places of a facility for what is recorded with it:
/// it keeps the same version of a record that lacks the same, and nothing else later.
std::vector<Violation> made_unsafe(std::span<const Violation> before, std::vector<Violation> after,
                                   const CaseFile& file);

/// `irregularity_stays` - a change takes an irregularity of those guards away from a departure or a
/// stay in a facility that stands, by a withdrawal or a correction.
std::vector<Violation> lost_irregularities(const CaseFile& before, const CaseFile& after);

/// Whether a departure of a file has all that the safeguards ask, or irregularities for what it
/// lacks.
bool may_stand(const CaseFile& file, const Recorded<Departure>& departure,
               const SafeguardRules& rules);

/// The departures of a file that the safeguards are asked of.
std::vector<const Recorded<Departure>*> gated_departures(const CaseFile& file,
                                                         const SafeguardRules& rules);

/// Who is to be, or was, in a facility.
struct FacilityUse {
  std::vector<Recorded<FacilityReservation>> reservations{}; ///< for whom a place is kept
  std::vector<Recorded<FacilityStay>> stays{};               ///< who lives, or lived, there
};

/// `facility_full` - with this reservation or stay a facility has more minors on some day than
/// places. Those recorded later are blamed, but nobody for a day on which they were there before
/// the change.
std::vector<Violation> violations_of_facility(const Facility& facility, const FacilityUse& after,
                                              const FacilityUse& before);

} // namespace libcase

#endif // LIBCASE_RULES_SAFEGUARDS_HPP
