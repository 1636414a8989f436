// What a return unit is on a day, who its members are in it, and what that rests on.
//
// Birth dates count as intervals here: what they leave open is unknown, and a sentence says why.
// Whom the safeguards protect is another question: see `age_of`.
#ifndef LIBCASE_RULES_COMPOSITION_HPP
#define LIBCASE_RULES_COMPOSITION_HPP

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/records/family.hpp>
#include <libcase/vocabulary/localized_text.hpp>

namespace libcase {

/// A member of a unit on a day.
struct MemberInUnit {
  PersonId person_id;
  std::optional<Role> role{}; ///< empty where two memberships say different things
  MemberCategory category = MemberCategory::unknown; ///< what they are in the unit
  std::optional<std::int64_t> least_age{};           ///< completed years by the latest day of birth
  std::optional<std::int64_t> most_age{}; ///< completed years by the earliest day of birth
  Verdict is_minor = Verdict::unknown;    ///< by national law
  Verdict is_under_18 = Verdict::unknown; ///< as European statistics count minors
  Verdict is_present = Verdict::met; ///< unknown where a date leaves open whether they are here
  LocalizedText who{};               ///< "the principal", "child 2"
};
BOOST_DESCRIBE_STRUCT(MemberInUnit, (),
                      (person_id, role, category, least_age, most_age, is_minor, is_under_18,
                       is_present, who))
template <>
inline constexpr MemberNames shown_members<MemberInUnit>{"person_id", "role", "category",
                                                         "least_age", "most_age"};

/// What a return unit is on a day.
struct UnitComposition {
  CaseId case_id;
  Date on;
  MinorityDefinition definition = MinorityDefinition::national; ///< of who counts as a minor
  Composition composition = Composition::unknown;               ///< what the members are together
  CompositionBasis rests_on = CompositionBasis::nothing;        ///< what says who belongs to whom
  std::vector<MemberInUnit> members{}; ///< each once, in the order of their memberships
  LocalizedText text{};                ///< the composition, its basis and its definition, in words
  std::vector<LocalizedText> why{};    ///< what leaves it, or a member's category, unknown
};
BOOST_DESCRIBE_STRUCT(UnitComposition, (),
                      (case_id, on, definition, composition, rests_on, members, text, why))
template <>
inline constexpr MemberNames shown_members<UnitComposition>{"case_id", "on", "composition",
                                                            "rests_on"};

/// What the unit is on a day: of the members who are here that day. Who left before it, and was not
/// found here since, is none of them, unless all left.
UnitComposition composition(const CaseFile& file, Date on,
                            MinorityDefinition definition = MinorityDefinition::national);

/// Why the composition of a unit matters on a day.
enum class UnitOccasion : std::uint8_t { application, award, refusal, departure };
BOOST_DESCRIBE_ENUM(UnitOccasion, application, award, refusal, departure)

/// What a return unit is on a day that matters.
struct OccasionComposition {
  UnitOccasion occasion = UnitOccasion::application; ///< why that day matters
  Date on;            ///< that of the record; its first day where it is known by month or coarser
  RecordId record_id; ///< the application, award, refusal or departure
  std::optional<PersonId> person_id{}; ///< who leaves
  UnitComposition unit{};              ///< what it was on that day
};
BOOST_DESCRIBE_STRUCT(OccasionComposition, (), (occasion, on, record_id, person_id, unit))
template <>
inline constexpr MemberNames shown_members<OccasionComposition>{"occasion", "on", "unit"};

/// What the unit was on each day that matters in law: of each application, decision (an award or a
/// refusal) and departure, by day. A status is judged at these days, never by what became of it
/// later.
std::vector<OccasionComposition>
compositions(const CaseFile& file, MinorityDefinition definition = MinorityDefinition::national);

} // namespace libcase

#endif // LIBCASE_RULES_COMPOSITION_HPP
