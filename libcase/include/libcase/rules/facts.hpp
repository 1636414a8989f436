// The facts that rules ask for, as columns of three-valued values over many return units.
//
// A fact is one question about a unit or a person on a day: when was asylum first asked, is there
// an entry ban, who is a child of the family. Where the values come from is apart from it: a case
// file (case_facts.hpp), a register, or a user's own columns. A column that is left out is unknown
// throughout.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/enum.hpp>

#include <libcase/describe/described.hpp>
#include <libcase/rules/verdict.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/programme_code.hpp>

namespace libcase {

/// The facts, by the names that programme files use. Each is as it was on the day of assessment,
/// from what is dated that day or before.
enum class FactName : std::uint8_t {
  // of the unit
  assessed_on,
  application_on, ///< for the programme; the day of assessment where none is recorded
  award_on,       ///< under the programme; the day of assessment where none is recorded
  departure_on,   ///< of the first to leave; some day from the assessment on where none is recorded
  grant_on,       ///< of the project that a member takes part in under the programme
  composition,
  permission,       ///< of the immigration service, to the implementer
  can_pay_journey,  ///< the unit, by itself
  destination,      ///< where it left to, or applied to return to; unknown where members part
  other_programmes, ///< of awards in force in the case, and of projects that members take part in
  has_left_before,  ///< a member had left when the application was made, and was not back
  // of a person
  role,
  principal,
  adult,
  minor,         ///< while the youngest reading of the birth date makes them one
  further_adult, ///< an adult who is not the principal
  child_in_family,
  unaccompanied_minor,
  age,        ///< completed years, by the youngest reading of the birth date
  child_rank, ///< 1 for the eldest of the children in the family, 2 for the next; 0 for others
  adult_rank, ///< 1 for the principal, 2 for the next adult; 0 for others
  born_on,
  nationality,
  first_claim_on,             ///< of asylum
  first_decision,             ///< on the first asylum claim
  first_negative_decision_on, ///< on the first asylum claim
  procedure_withdrawn,        ///< the first asylum claim ended without a decision
  return_decision_on,
  permit, ///< to stay, on that day
  accepts_permit_withdrawal,
  entry_ban_months, ///< of the longest ban in force; 0 where there is none
  convictions,
  dublin_claimant,
  travel_document,
  ends_procedures,            ///< consents to the end of open procedures
  allows_data_exchange,       ///< consents to it between implementer and authorities
  place,                      ///< of stay on that day
  places,                     ///< of stay until that day; stays with gaps are not all of them
  last_assisted_departure_on, ///< with IOM or by the government, before the application
  other_in_kind,              ///< support in kind under another project or programme
  participation_on,           ///< submitted for verification, under the programme
  participation_approved,
  participation_approved_on,
};
BOOST_DESCRIBE_ENUM(FactName, assessed_on, application_on, award_on, departure_on, grant_on,
                    composition, permission, can_pay_journey, destination, other_programmes,
                    has_left_before, role, principal, adult, minor, further_adult, child_in_family,
                    unaccompanied_minor, age, child_rank, adult_rank, born_on, nationality,
                    first_claim_on, first_decision, first_negative_decision_on, procedure_withdrawn,
                    return_decision_on, permit, accepts_permit_withdrawal, entry_ban_months,
                    convictions, dublin_claimant, travel_document, ends_procedures,
                    allows_data_exchange, place, places, last_assisted_departure_on, other_in_kind,
                    participation_on, participation_approved, participation_approved_on)

/// What a fact's values are.
enum class FactKind : std::uint8_t {
  yes_no,
  code,       ///< one of `Fact::codes`
  codes,      ///< any of `Fact::codes`
  programmes, ///< any of the columns' `programmes`
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
  std::span<const std::string_view> codes; ///< of kind code and codes
  std::string_view evidence_table;         ///< the table whose record would tell an unknown value
  std::string_view en;                     ///< its label in English
  std::string_view nl;                     ///< and in Dutch
  std::span<const std::string_view> codes_nl{}; ///< the codes in Dutch
  /// Further tables that its value is found from, beside those of cases, persons and members.
  std::span<const std::string_view> also_from{};
};

/// All facts, in the order of FactName.
std::span<const Fact> facts();
/// What that fact is.
const Fact& fact(FactName name);

inline constexpr std::size_t fact_count = code_names<FactName>.size();

/// The number of a code, or this.
inline constexpr std::uint8_t unknown_code = 255;
/// A count, or this.
inline constexpr std::int32_t unknown_count = std::numeric_limits<std::int32_t>::min();
/// In a set of codes or programmes: there may be more.
inline constexpr std::uint64_t unknown_more = std::uint64_t{1} << 63;

/// Days since 1970-01-01 between which a date lies, both included; unknown ones are the limits.
/// A date that is known not to be has an interval without days; one whose first day is unknown may
/// be before the last one, or not be.
struct DateColumn {
  std::vector<std::int32_t> earliest;
  std::vector<std::int32_t> latest;
};

/// The days of an interval.
struct Days {
  std::int32_t earliest;
  std::int32_t latest;

  static constexpr Days unknown() {
    return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
  }
  static constexpr Days none() {
    return {std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()};
  }
  static Days on(Date day) { return {day.days_since_epoch(), day.days_since_epoch()}; }
  constexpr bool is_none() const { return earliest > latest; }
  constexpr bool is_exact() const { return earliest == latest; }
};

using VerdictColumn = std::vector<Verdict>;
using CodeColumn = std::vector<std::uint8_t>;
using CountryColumn = std::vector<std::uint16_t>; ///< Country::index(); 0 unknown
using CountColumn = std::vector<std::int32_t>;
using SetColumn = std::vector<std::uint64_t>; ///< a bit each

/// The values of a fact, by its kind; nothing where the column is left out.
using FactColumn = std::variant<std::monostate, VerdictColumn, CodeColumn, CountryColumn,
                                CountColumn, SetColumn, DateColumn>;

/// Facts of many return units, column by column: one value a unit, or one a person.
///
/// The persons of unit `u` are those from `first_person[u]` up to, not including,
/// `first_person[u + 1]`.
struct FactColumns {
  std::vector<std::uint32_t> first_person{0};
  std::array<FactColumn, fact_count> columns{};
  std::vector<ProgrammeCode> programmes{}; ///< what the bits of a set of programmes stand for
  std::vector<std::int64_t> cases{};       ///< the case of each unit, where there is one
  std::vector<std::int64_t> persons{};     ///< the id of each person, where there is one

  std::size_t unit_count() const noexcept { return first_person.size() - 1; }
  std::size_t person_count() const noexcept { return first_person.back(); }
  const FactColumn& column(FactName name) const { return columns[static_cast<std::size_t>(name)]; }
  FactColumn& column(FactName name) { return columns[static_cast<std::size_t>(name)]; }

  /// The value of a date fact; unknown where the column is left out.
  Days days(FactName name, std::size_t row) const;
  /// The bit of a programme in a set, made where it is new. Throws InvalidValue
  /// (`too_many_programmes`) for more than 63.
  std::uint64_t programme_bit(const ProgrammeCode& code);
};

/// Throws InvalidValue (`invalid_columns`) unless each column has a value a unit or a person, and
/// the kind of its fact.
void check(const FactColumns& columns);

/// The units at these places, in this order.
FactColumns take(const FactColumns& columns, std::span<const std::uint32_t> units);

/// Puts the units of `from` behind those of `to`. A column that one of them leaves out is unknown
/// for its units. Throws InvalidValue (`too_many_programmes`); `to` is then as before, but for
/// programmes that no set has.
void append(FactColumns& to, FactColumns&& from);

/// Whether the value is known: not left out, of a set all of it, of a date the day or that there is
/// none.
bool is_known(const FactColumns& columns, FactName name, std::size_t row);

/// A code of a fact in words: "own address", "eigen adres".
std::string code_in_words(const Fact& fact, std::size_t code, bool in_dutch);

/// The value in words, in English or Dutch: "2006-03-12", "none", "unknown", "refused".
std::string value_in_words(const FactColumns& columns, FactName name, std::size_t row,
                           bool in_dutch);

} // namespace libcase
