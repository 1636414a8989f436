// The facts that rules ask for: which exist, of what kind, and what would settle an unknown one.
//
// A fact is one question about a unit or a person on a day: when was asylum first asked, is there
// an entry ban, who is a child of the family. Where the values come from is apart from it: a case
// file (case_facts.hpp), a register, or a user's own columns (facts_arrow.hpp).
#ifndef LIBCASE_RULES_FACTS_HPP
#define LIBCASE_RULES_FACTS_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/describe/described.hpp>
#include <libcase/describe/enum_values.hpp>
#include <libcase/describe/shown_members.hpp>

namespace libcase {

/// The facts, by the names that programme files use. Each is as it was on the day of assessment,
/// from what is dated that day or before.
enum class FactName : std::uint8_t {
  assessed_on,      ///< the day of assessment
  application_on,   ///< the application for the programme; the day of assessment if there is none
  award_on,         ///< the first award under the programme; the day of assessment if there is none
  departure_on,     ///< a member's first departure; without one, the day of assessment or later
  grant_on,         ///< the grant of the project that supports a member under the programme
  composition,      ///< who the unit consists of, but for who left before the application
  household_size,   ///< how many members the unit has, but for who left before the application
  child_count,      ///< how many of these are children in a family
  single_parent,    ///< a family with children whose head has no partner in the unit
  permission,       ///< the immigration service agrees
  can_pay_journey,  ///< the unit can pay its own journey
  destination,      ///< the country it left for, or wants to return to; unknown if members part
  other_programmes, ///< support under other programmes: awards in force, projects of members
  has_left_before,  ///< a member had left before the application, and was not back
  role,             ///< the role in the unit
  principal,        ///< the one whose case it is
  adult,            ///< 18 or older, or of age by marriage
  minor,            ///< under 18, not of age by marriage; unknown where the birth leaves it open
  further_adult,    ///< an adult who is not the principal
  child_in_family,  ///< a minor with an adult parent, or a guardian appointed abroad, in the unit
  unaccompanied_minor,  ///< a minor with no such parent or guardian, in the unit or here
  member_category,      ///< what a member is in the unit, by their age and who is with them
  age,                  ///< completed years; rules take born_on in its place where that is given
  age_at_application,   ///< the same on the day of application_on
  age_at_award,         ///< the same on the day of award_on
  age_at_departure,     ///< the same on the day of own_departure_on
  child_rank,           ///< 1 for the eldest child of the family, 2 for the next; 0 for others
  adult_rank,           ///< 1 for the principal, 2 for the next adult; 0 for others
  born_on,              ///< the day of birth
  nationality,          ///< the nationality
  sex,                  ///< female or male
  vulnerabilities,      ///< what makes somebody vulnerable; no sentence tells it
  first_entry_on,       ///< the first entry into the country
  never_claimed,        ///< has never asked for asylum
  claim_count,          ///< how many times asylum was asked for
  first_claim_on,       ///< the first asylum claim
  first_decision,       ///< the decision on the first asylum claim
  first_decision_on,    ///< the day of that decision
  decision_notified_on, ///< the day on which the decision on the latest claim was served
  first_negative_decision_on, ///< the day on which the first asylum claim was turned down
  procedure_withdrawn,        ///< the first asylum claim ended without a decision
  claim_withdrawn_on,         ///< the day on which the latest asylum claim was withdrawn
  final_decision_on,          ///< the day on which the latest asylum claim was decided for good
  return_decision_on,         ///< the return decision
  departure_due_on,           ///< the last day of the term that it gives to leave
  permit,                     ///< the residence permit held
  has_permit,                 ///< a permit is on record; without one no, or unknown after a grant
  accepts_permit_withdrawal,  ///< agrees that the permit is withdrawn
  entry_ban_months,           ///< the length of the longest entry ban in force; 0 for none
  convictions,                ///< offences somebody was convicted of
  longest_sentence_months,    ///< the longest prison sentence; 0 for none
  dublin_claimant,            ///< another state is responsible for the asylum claim
  travel_document,            ///< a document to travel with
  ends_procedures,            ///< consents to the end of open procedures
  allows_data_exchange,       ///< consents to exchange of data with the authorities
  guardian_agrees_to_return,  ///< the guardian of a minor agrees to the return
  guardian_ends_procedures,   ///< the guardian consents to the end of open procedures
  guardian_allows_data_exchange, ///< the guardian consents to exchange of data
  view_of_return,                ///< what a minor thinks of returning
  self_reliant,                  ///< a minor was found to be self-reliant, at whatever age
  age_at_self_reliance,          ///< completed years at that decision, the lowest that is told
  reception_arranged,            ///< a minor is received on return; no if who was asked cannot
  place,                         ///< where somebody stays
  places,                        ///< where somebody has stayed so far; stays with gaps are not all
  departure_mode,                ///< how somebody left with this return, if they have
  own_departure_on, ///< a person's own departure; without one, the day of assessment or later
  last_assisted_departure_on, ///< the last departure with IOM or by the government, before this one
  chosen_support,             ///< cash or kind, as chosen under the programme
  other_in_kind,              ///< support in kind from another project or programme
  participation_on,           ///< put forward for a project under the programme
  participation_approved,     ///< that was approved
  participation_approved_on,  ///< the day of the approval
};
/// The values, as Boost.Describe asks for them.
detail::EnumValues<FactName> boost_enum_descriptor_fn(FactName**);

/// The kind of a fact's values.
enum class FactKind : std::uint8_t {
  yes_no,
  code,       ///< one of `Fact::codes`
  codes,      ///< any of `Fact::codes`
  programmes, ///< any programmes, by their codes
  country,
  count,
  date, ///< an interval of days, as far as it is known; possibly none
};
BOOST_DESCRIBE_ENUM(FactKind, yes_no, code, codes, programmes, country, count, date)

/// Whom a fact is about.
enum class FactOf : std::uint8_t { unit, person };
BOOST_DESCRIBE_ENUM(FactOf, unit, person)

/// What a fact is.
struct Fact {
  FactName name;
  FactOf of;
  FactKind kind;
  std::string_view evidence_table; ///< the table whose record would settle an unknown value
  /// Further tables that its value is derived from, beside those of cases, persons and members.
  std::span<const std::string_view> also_from{};
  /// A fact that is to be known first: while it is not, its table settles more than this one's.
  std::optional<FactName> settled_after{};
  std::span<const std::string_view> codes{}; ///< of kind code and codes
  std::string_view code_type{};              ///< the enum of these codes: "PlaceKind"
  bool is_shown = true;                      ///< false where it is only computed with, never shown
  bool is_sensitive = false;                 ///< no sentence tells its value
};
BOOST_DESCRIBE_STRUCT(Fact, (),
                      (name, of, kind, evidence_table, also_from, settled_after, codes, code_type,
                       is_shown, is_sensitive))
template <>
inline constexpr MemberNames shown_members<Fact>{"name", "of", "kind"};

/// All facts, in the order of FactName.
std::span<const Fact> facts();
/// What that fact is.
const Fact& fact(FactName name);
/// Whether a condition may ask for a code of a fact: not for one that says that nothing is known,
/// nor in a set for one that says that there is none.
bool is_askable(const Fact& fact, std::size_t code);

inline constexpr std::size_t fact_count = code_names<FactName>.size();

} // namespace libcase

#endif // LIBCASE_RULES_FACTS_HPP
