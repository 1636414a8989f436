// A programme of return support as its rule file has it: versions by date, each with criteria,
// benefits, caps and what it may be combined with, every value with its source.
//
// These structs are described; the loader (catalogue.hpp) and the schema of the files follow them.
// What nobody found is left out of a file, and the engine answers "unknown".
#ifndef LIBCASE_RULES_PROGRAMME_HPP
#define LIBCASE_RULES_PROGRAMME_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/rules/condition.hpp>
#include <libcase/vocabulary/codes.hpp>
#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/localized_text.hpp>
#include <libcase/vocabulary/money.hpp>
#include <libcase/vocabulary/programme_code.hpp>

namespace libcase {

/// How sure a value is.
enum class Certainty : std::uint8_t {
  stated,   ///< the source says it
  inferred, ///< it follows from what sources say; the reason is given
};
BOOST_DESCRIBE_ENUM(Certainty, stated, inferred)

/// Where a value comes from.
struct Sourced {
  std::string source; ///< act, article, publication, or "progress report 2011"
  Certainty certainty = Certainty::stated;
  std::optional<LocalizedText> reason{}; ///< why it is inferred; needed for what is
};
BOOST_DESCRIBE_STRUCT(Sourced, (), (source, certainty, reason))

/// A day from which, or until which, rules hold.
struct SourcedDate : Sourced {
  Date date;
};
BOOST_DESCRIBE_STRUCT(SourcedDate, (Sourced), (date))

/// A remark with its source.
struct SourcedText : Sourced {
  LocalizedText text; ///< its languages stand beside the source: {"en": "", "source": ""}
};
BOOST_DESCRIBE_STRUCT(SourcedText, (Sourced), (text))

/// One reading of an amount.
struct Reading : Sourced {
  std::string name{}; ///< "A"; empty where the amount is not disputed
  /// What it takes to be so, as letters say it: "a child gets 1,000 on top of it". Its name stands
  /// there where this is empty.
  std::optional<LocalizedText> text{};
  Money amount; ///< in the programme's currency; of euro, files may call it `euro`
};
BOOST_DESCRIBE_STRUCT(Reading, (Sourced), (name, text, amount))

/// An amount, in several readings where sources dispute it.
struct Amount {
  std::string dispute{};         ///< what to ask another reading by; empty where there is one
  std::string default_reading{}; ///< its name
  std::vector<Reading> readings;
  /// The reading that counts unless another is asked for.
  const Reading& usual() const;
};

/// A part of a whole, exactly: 1 of 2.
struct Share {
  std::int64_t part;
  std::int64_t whole;
};

/// How much of an amount is to be spent where.
struct SpendingRule : Sourced {
  SpendingPlace place;
  std::optional<Share> at_least{};
  std::optional<Share> at_most{};
};
BOOST_DESCRIBE_STRUCT(SpendingRule, (Sourced), (place, at_least, at_most))

/// How long support lasts: so long after a day, or until an age.
struct PeriodRule : Sourced {
  std::optional<SpendingPlace> place{}; ///< of the part given there; all of it where empty
  std::optional<FactName> after{};      ///< the day it is counted from
  std::optional<std::int64_t> weeks{};
  std::optional<std::int64_t> months{};
  std::optional<std::int64_t> until_age{};
};
BOOST_DESCRIBE_STRUCT(PeriodRule, (Sourced), (place, after, weeks, months, until_age))

/// A part of an amount that is paid at once.
struct InstalmentRule : Sourced {
  Share share;
  LocalizedText when;
};
BOOST_DESCRIBE_STRUCT(InstalmentRule, (Sourced), (share, when))

/// Whom an amount is for.
enum class Per : std::uint8_t {
  person, ///< each person of whom the condition holds
  unit,   ///< the unit as a whole, once, where it holds of a member who is not left out
};
BOOST_DESCRIBE_ENUM(Per, person, unit)

/// How a part of a month counts.
enum class MonthsCounted : std::uint8_t {
  completed, ///< not at all
  begun,     ///< as a whole one
};
BOOST_DESCRIBE_ENUM(MonthsCounted, completed, begun)

/// That an amount is given for each month between two days.
struct MonthlyRule : Sourced {
  FactName from;
  FactName until;
  MonthsCounted counted;                 ///< of the last month, which may be a part of one
  std::optional<std::int64_t> at_most{}; ///< months
};
BOOST_DESCRIBE_STRUCT(MonthlyRule, (Sourced), (from, until, counted, at_most))

/// What a person of some category gets, or the unit as a whole.
struct Benefit : Sourced {
  std::string name;   ///< short, for instance "adult"
  LocalizedText text; ///< what it is, in words: "for an adult"
  Support support;
  Per per = Per::person;
  Condition who;                  ///< of the person
  std::optional<Amount> amount{}; ///< empty where nobody found it, or there is no ceiling
  std::optional<MonthlyRule>
      monthly{}; ///< the amount is for each of these months; else it is whole
  std::optional<std::int64_t> uncapped_until_age{};
  std::optional<Amount> cash_at_most{}; ///< of an amount in kind, how much may be cash
  std::vector<SpendingRule> spending{};
  std::vector<PeriodRule> periods{};
  std::vector<InstalmentRule> instalments{};
};
BOOST_DESCRIBE_STRUCT(Benefit, (Sourced),
                      (name, text, support, per, who, amount, monthly, uncapped_until_age,
                       cash_at_most, spending, periods, instalments))

/// Whom a criterion is asked of.
enum class Scope : std::uint8_t {
  unit, ///< the unit as a whole
  any,  ///< some member meets it
  all,  ///< every member meets it
  each, ///< each member for themselves: who does not meet it gets nothing, the others may
};
BOOST_DESCRIBE_ENUM(Scope, unit, any, all, each)

/// What must hold for a case to be eligible for a programme.
struct Criterion : Sourced {
  std::string name; ///< short, for instance "asylum_past"
  LocalizedText text;
  Scope scope = Scope::unit;
  /// Only members for whom this holds; all where empty. It does not apply where it holds for none.
  std::optional<Condition> among{};
  Condition when;
  /// What the answer takes to be so of those of whom it is not asked, or not yet: "they leave of
  /// their own accord". Empty where it takes nothing.
  std::optional<LocalizedText> provided{};
  /// The same as said to whoever reads a letter: "you leave of your own accord". `provided` where
  /// empty.
  std::optional<LocalizedText> provided_by_reader{};
  /// The first day on which a source shows it, where nobody found its start: it applies from then
  /// on. Before, a fact that would fail it makes it unknown; otherwise it is not applicable.
  std::optional<Date> attested_from{};
};
BOOST_DESCRIBE_STRUCT(Criterion, (Sourced),
                      (name, text, scope, among, when, provided, provided_by_reader, attested_from))

/// What a cap or a minimum is put on.
enum class CapOf : std::uint8_t { person, family, package };
BOOST_DESCRIBE_ENUM(CapOf, person, family, package)

/// The most that is given.
struct Cap {
  CapOf of;                         ///< package: with the programmes it is combined with
  std::optional<Support> support{}; ///< of cash or kind alone; of both where empty
  /// Of these benefits of the version alone, by their names; of all where empty.
  std::vector<std::string> benefits{};
  /// Of the lines of persons of whom this holds; of all where empty. Where it is unknown, so is
  /// what the limit changes.
  std::optional<Condition> when{};
  Amount amount;
  /// Whether it is put on a benefit, as far as its name says.
  bool covers(std::string_view benefit) const;
};
BOOST_DESCRIBE_STRUCT(Cap, (), (of, support, benefits, when, amount))

/// The least that a person or a family gets, where they get anything of what it is put on. It comes
/// before the caps.
struct Minimum : Cap {};
BOOST_DESCRIBE_STRUCT(Minimum, (Cap), ())

/// What a figure for all who get a programme together means.
enum class VolumeKind : std::uint8_t {
  goal,            ///< what it set out to reach; nobody is refused beyond it
  plan,            ///< how many, or how much, was planned for; nobody is refused beyond it
  subsidy_ceiling, ///< a subsidieplafond: applications for subsidy beyond it are refused (Awb 4:25)
  quota,           ///< so many and no more: who comes after them is refused
};
BOOST_DESCRIBE_ENUM(VolumeKind, goal, plan, subsidy_ceiling, quota)

/// A figure for all who get it under a version together: persons, or money. An assessment knows
/// one case, so that no volume makes anybody eligible or not.
struct Volume {
  VolumeKind kind;
  LocalizedText text;
  std::optional<Amount> amount{};
  std::optional<std::int64_t> count{}; ///< of persons
  bool is_yearly = false;              ///< anew in each calendar year; else for the whole version
  std::optional<Sourced> source{};     ///< of the count, or of a volume whose figure nobody found
};
BOOST_DESCRIBE_STRUCT(Volume, (), (kind, text, amount, count, is_yearly, source))

/// That a programme may be combined with another one, or excludes it, on some days of assessment.
struct Combination : Sourced {
  ProgrammeCode programme;
  std::optional<Date> from{};  ///< the first day it applies; no beginning where empty
  std::optional<Date> until{}; ///< the first day it no longer applies; no end where empty
};
BOOST_DESCRIBE_STRUCT(Combination, (Sourced), (programme, from, until))

/// The last day of an award, or of a departure, under the rules of a version. Where it has neither
/// day, it is unknown whether there were any after the last day on which the version holds.
struct LastDay : Sourced {
  std::optional<Date> date{}; ///< empty where nobody found it
  /// The last day on which a source shows that there still were any, where nobody found the last;
  /// empty where no source does.
  std::optional<Date> attested_until{};
};
BOOST_DESCRIBE_STRUCT(LastDay, (Sourced), (date, attested_until))

/// The rules of a programme between two dates.
struct ProgrammeVersion {
  std::string name; ///< "2012-17"
  /// What its rules are called in sentences, "the first phase"; its name where empty.
  std::optional<LocalizedText> text{};
  std::optional<SourcedDate> from{};  ///< empty where nobody found it
  std::optional<SourcedDate> until{}; ///< the first day they no longer hold; empty where not found
  bool is_open = false;               ///< they are still in force, as far as sources show
  /// The days between which a source shows them in force, both included; needed where from or
  /// until is empty.
  std::optional<SourcedDate> attested_from{};
  std::optional<SourcedDate> attested_until{};
  /// Whichever day chose the version, nothing is awarded by it after this one. Any day will do
  /// where empty.
  std::optional<LastDay> last_award{};
  /// Who leaves after this day gets nothing by the version. Any day will do where empty.
  std::optional<LastDay> last_departure{};
  std::vector<Criterion> criteria{};
  std::vector<Benefit> benefits{};
  std::vector<Minimum> minimums{};
  std::vector<Cap> caps{};
  std::vector<Volume> volumes{}; ///< for all cases together
  std::vector<Combination> combines_with{};
  std::vector<Combination> excludes{};
  std::vector<SourcedText> notes{};
  std::vector<SourcedText> background{}; ///< what is known of the programme; told of no case
};
BOOST_DESCRIBE_STRUCT(ProgrammeVersion, (),
                      (name, text, from, until, is_open, attested_from, attested_until, last_award,
                       last_departure, criteria, benefits, minimums, caps, volumes, combines_with,
                       excludes, notes, background))

/// What sentences call a version.
inline LocalizedText in_words(const ProgrammeVersion& version) {
  return version.text.value_or(LocalizedText::same(version.name));
}

/// A country on a list, for as long as it is.
struct ListedCountry {
  Country country;
  std::optional<Date> from{};
  std::optional<Date> until{}; ///< the first day it is no longer on it
};
BOOST_DESCRIBE_STRUCT(ListedCountry, (), (country, from, until))

/// A list of countries that conditions name.
struct CountryList : Sourced {
  LocalizedText text; ///< what its countries are: "countries with support in kind"
  /// False where only some of its countries were found: whether another one is on it is unknown.
  bool is_complete = false;
  std::vector<ListedCountry> countries{};
};
BOOST_DESCRIBE_STRUCT(CountryList, (Sourced), (text, is_complete, countries))

/// The date by which the version is chosen.
enum class VersionDate : std::uint8_t { application, award, departure, grant };
BOOST_DESCRIBE_ENUM(VersionDate, application, award, departure, grant)

/// The date that chooses the version, and where that is said.
struct VersionRule : Sourced {
  VersionDate date;
};
BOOST_DESCRIBE_STRUCT(VersionRule, (Sourced), (date))

/// Where those go whom a programme helps.
enum class Movement : std::uint8_t {
  lasting_return,
  temporary_return, ///< to work or teach for a while; it is no departure
  labour_migration, ///< to the host country, to work there for a while; it is no return
};
BOOST_DESCRIBE_ENUM(Movement, lasting_return, temporary_return, labour_migration)

/// A programme.
struct Programme {
  ProgrammeCode code;
  LocalizedText name;
  std::string implementer;
  std::optional<std::string> funder{};
  std::optional<SourcedText> decision{}; ///< who decides, in a sentence; it closes explanations
  LocalizedText target_group;
  std::vector<SourcedText> goals{};
  Currency currency{"EUR"}; ///< of all its amounts
  /// Only programmes of lasting return are offered and compared.
  Movement movement = Movement::lasting_return;
  VersionRule version_by;
  std::map<std::string, CountryList> lists{};
  std::vector<ProgrammeVersion> versions; ///< by date, without overlap
  /// Set for the rules of one day applied to all days, see `Catalogue::frozen_at`: the day that
  /// chooses the version, whatever the dates of a case. No part of a file.
  std::optional<Date> frozen_on{};
  bool is_shipped = false; ///< it came with the library; no part of a file, nor is the next
  std::string file{};      ///< that the catalogue loaded it from; empty where it was not
  std::string digest{};    ///< of the text it was read from: BLAKE2b, in hexadecimal
};
BOOST_DESCRIBE_STRUCT(Programme, (),
                      (code, name, implementer, funder, decision, target_group, goals, currency,
                       movement, version_by, lists, versions))

} // namespace libcase

#endif // LIBCASE_RULES_PROGRAMME_HPP
