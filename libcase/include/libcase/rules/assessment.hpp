// One programme and one case: what the rules say, why, and what the support would amount to.
//
// What stands here is an indication. Who decides is for the programme to say.
#ifndef LIBCASE_RULES_ASSESSMENT_HPP
#define LIBCASE_RULES_ASSESSMENT_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/rules/case_facts.hpp>
#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/evaluation.hpp>
#include <libcase/rules/programme.hpp>

namespace libcase {

/// The verdict of a criterion on one person, and why.
struct PersonFinding {
  PersonId person_id;
  Verdict verdict;         ///< not_applicable where it is not asked of this person, or not yet
  bool is_asked = true;    ///< whether this person is among those of whom it is asked
  LocalizedText values{};  ///< what was found of this person; empty where it decides nothing
  LocalizedText of_unit{}; ///< what was found of the unit and decides for this person
  std::vector<std::string>
      evidence_tables{}; ///< where it is unknown: tables whose records would settle it
};
BOOST_DESCRIBE_STRUCT(PersonFinding, (),
                      (person_id, verdict, is_asked, values, of_unit, evidence_tables))
template <>
inline constexpr MemberNames shown_members<PersonFinding>{"person_id", "verdict"};

/// The verdict of a criterion on a case, and why.
struct Finding {
  std::string criterion;
  Scope scope = Scope::unit; ///< whom it is asked of
  Verdict verdict;           ///< of the unit; of what is asked of each, met where all meet it
  LocalizedText sentence;    ///< with the values used; no birth date stands in it
  std::string source;
  Certainty certainty;
  std::optional<LocalizedText> reason{}; ///< why it is inferred
  LocalizedText text{};                  ///< what is asked, in the words of the rule file
  LocalizedText values{};                ///< of what is asked of the unit: what was found of it
  LocalizedText remark{}; ///< where it is unknown: what no record settles, such as a list in part
  /// The first day on which a source shows it, where the rules are of an earlier day.
  std::optional<Date> attested_from{};
  std::optional<LocalizedText> provided{}; ///< what is taken to be so where it is not asked
  std::optional<LocalizedText> provided_by_reader{}; ///< the same, said to who reads a letter
  /// Of what is asked of persons: one a member, whether they meet it or not.
  std::vector<PersonFinding> by_person{};
  std::vector<std::string>
      evidence_tables{}; ///< where it is unknown: tables whose records would settle it
};
BOOST_DESCRIBE_STRUCT(Finding, (),
                      (criterion, scope, verdict, sentence, source, certainty, reason, text, values,
                       remark, attested_from, provided, provided_by_reader, by_person,
                       evidence_tables))
template <>
inline constexpr MemberNames shown_members<Finding>{"criterion", "verdict", "evidence_tables"};

/// How much of a line is to be spent in a place.
struct SpendingLimit {
  SpendingPlace place;
  std::optional<Money> at_least{};
  std::optional<Money> at_most{};
  std::string source;
  Certainty certainty = Certainty::stated;
};
BOOST_DESCRIBE_STRUCT(SpendingLimit, (), (place, at_least, at_most, source, certainty))
template <>
inline constexpr MemberNames shown_members<SpendingLimit>{"place", "at_least", "at_most"};

/// How long support may last.
struct SupportPeriod {
  std::optional<SpendingPlace> place{}; ///< of the part given there; all of it where empty
  std::optional<Date> from{};           ///< empty where it is not known yet
  std::optional<Date> until{};          ///< the first day after it; empty where not known yet
  LocalizedText text;
  std::string source;
  Certainty certainty = Certainty::stated;
};
BOOST_DESCRIBE_STRUCT(SupportPeriod, (), (place, from, until, text, source, certainty))
template <>
inline constexpr MemberNames shown_members<SupportPeriod>{"place", "text"};

/// A part of a line that is paid at once.
struct InstalmentPart {
  Money amount;
  LocalizedText when;
};
BOOST_DESCRIBE_STRUCT(InstalmentPart, (), (amount, when))

/// What a cap or a minimum made of a line.
struct LineLimit {
  CapOf of;
  bool is_minimum = false; ///< it raised the line, rather than took from it
  Money before;
  Money after;
  bool is_open = false; ///< whether it applies is unknown: `after` is then the less of the two
  std::string source;
  Certainty certainty = Certainty::stated;
};
BOOST_DESCRIBE_STRUCT(LineLimit, (), (of, is_minimum, before, after, is_open, source, certainty))
template <>
inline constexpr MemberNames shown_members<LineLimit>{"of", "before", "after"};

/// What one person gets under one benefit, or the unit as a whole.
struct EntitlementLine {
  std::optional<PersonId> person_id{}; ///< empty for what the unit gets as a whole
  /// Of what the unit gets as a whole: the members through whom it does, or may.
  std::vector<PersonId> through{};
  bool is_sensitive = false; ///< whether these tell of them what is nobody else's to read
  std::string benefit;       ///< its name in the rule file
  LocalizedText text;        ///< what it is
  Support support = Support::unset;
  std::optional<Money> amount{}; ///< at most; empty where it is unknown or has no ceiling
  bool is_uncapped = false;
  std::optional<Date> uncapped_until{}; ///< the 18th birthday or another; empty where it is
                                        ///< not known to the day
  /// Of a benefit without ceiling until an age, also where it is unknown whether they get it.
  std::optional<std::int64_t> uncapped_until_age{};
  std::vector<LineLimit> limits{};      ///< each cap and minimum that changed it, in turn
  std::optional<std::int64_t> months{}; ///< of a monthly amount: for how many
  /// How these were counted: "3 months, counting a begun month as a whole one".
  LocalizedText months_text{};
  std::vector<SpendingLimit> spending{};
  std::vector<SupportPeriod> periods{};
  std::vector<InstalmentPart> instalments{};
  std::string source;
  Certainty certainty;                   ///< the weaker of the amount's and of who gets it
  std::optional<LocalizedText> reason{}; ///< why it is inferred
  std::string reading{};                 ///< of a disputed amount: the one that counted
  LocalizedText reading_text{};          ///< what that takes to be so; empty where no file says it
  /// Of a line without amount, where the amount is known and the right to it is not: what it comes
  /// to if the condition is met. It is in no sum.
  std::optional<Money> conditional_amount{};
  LocalizedText condition{}; ///< of the conditional amount: what is to be met
  /// Of a line without amount or ceiling: what is not known, and what would settle it.
  LocalizedText why_unknown{};
  std::vector<std::string>
      evidence_tables{}; ///< of such a line: tables whose records would settle it
  /// What it was before the first cap that reduced it; empty where none did.
  std::optional<Money> before_cap() const;
  /// The last cap that reduced it.
  std::optional<CapOf> cap() const;
  /// The weakest of the certainties of these caps.
  Certainty cap_certainty() const;
  /// Whether the amount is unknown: neither an amount nor without ceiling.
  bool is_unknown() const { return !amount && !is_uncapped; }
  /// Whether more may be given than the amount, as it is unknown whether a limit applies.
  bool is_open() const;
};
BOOST_DESCRIBE_STRUCT(EntitlementLine, (),
                      (person_id, through, is_sensitive, benefit, text, support, amount,
                       is_uncapped, uncapped_until, uncapped_until_age, before_cap, cap,
                       cap_certainty, limits, months, months_text, spending, periods, instalments,
                       source, certainty, reason, reading, reading_text, conditional_amount,
                       condition, why_unknown, evidence_tables, is_unknown, is_open))
template <>
inline constexpr MemberNames shown_members<EntitlementLine>{"person_id", "benefit", "support",
                                                            "amount"};

/// A member who gets nothing under the rules, and why.
struct LeftOut {
  PersonId person_id;
  /// What is asked of each and this person does not meet; empty where no benefit is for them.
  std::vector<std::string> criteria{};
  LocalizedText why; ///< in words
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (person_id, criteria, why))
template <>
inline constexpr MemberNames shown_members<LeftOut>{"person_id", "criteria"};

/// What comes out by another reading of a disputed amount, all else being equal.
struct OtherReading {
  std::string dispute;  ///< what is disputed, as `RuleOptions::readings` name it
  std::string reading;  ///< its name
  LocalizedText text{}; ///< what it takes to be so; empty where no file says it
  Money cash;
  Money in_kind;
  Money total;
};
BOOST_DESCRIBE_STRUCT(OtherReading, (), (dispute, reading, text, cash, in_kind, total))

/// The most that somebody gets by a cap of the rules which counts, for certain, all that they may
/// get in its forms of support, whether or not it took from a line.
struct Ceiling {
  std::optional<PersonId> person_id{}; ///< empty for the family together, and what the unit gets
  std::optional<Support> support{};    ///< cash or kind alone; both together where empty
  Money at_most;                       ///< of all of it together
  std::string source;                  ///< of the cap's amount
  Certainty certainty = Certainty::stated; ///< of that amount
};
BOOST_DESCRIBE_STRUCT(Ceiling, (), (person_id, support, at_most, source, certainty))
template <>
inline constexpr MemberNames shown_members<Ceiling>{"person_id", "support", "at_most"};

/// What a unit gets: lines, their known sums and what these rest on, how many unknown ones stand
/// beside them, and who gets nothing.
struct Entitlement {
  std::vector<EntitlementLine> lines{};
  Money cash = Money::euro_cents(0);
  Money in_kind = Money::euro_cents(0);
  Money total = Money::euro_cents(0);
  Money stated = Money::euro_cents(0); ///< the part of the total that sources state
  /// The rest of it: lines of which the amount, who gets it, or the cap that bit is inferred.
  Money inferred = Money::euro_cents(0);
  /// Lines of cash or kind of an unknown amount, or of which more may be given than is known.
  std::int64_t unknown_lines = 0;
  std::int64_t uncapped_lines = 0; ///< lines without ceiling
  Package package = Package::none;
  /// Readings by which the sums are others; one dispute at a time. Caps of a package are not in
  /// them: there are none where one took from the lines.
  std::vector<OtherReading> other_readings{};
  std::vector<LeftOut> left_out{}; ///< members without a line
  std::vector<Ceiling>
      ceilings{}; ///< of persons and the family; those of a package are not in them
};
BOOST_DESCRIBE_STRUCT(Entitlement, (),
                      (lines, cash, in_kind, total, stated, inferred, unknown_lines, uncapped_lines,
                       package, other_readings, left_out, ceilings))
template <>
inline constexpr MemberNames shown_members<Entitlement>{
    "cash", "in_kind", "total", "stated", "inferred", "unknown_lines", "uncapped_lines", "package"};

/// What the rules of a programme say of one member.
struct PersonOutcome {
  PersonId person_id;
  /// The unit's, or less: where they do not meet what is asked of each, or may not.
  Outcome outcome;
  /// The role in the unit, and the office's reference where there is one: "child 2 (P-19)".
  LocalizedText who{};
  std::optional<Date> departed_on{};              ///< with this return; empty where not known
  Verdict minor = Verdict::unknown;               ///< under 18, not of age by marriage
  Verdict unaccompanied_minor = Verdict::unknown; ///< a minor without a parent, in the unit or here
};
BOOST_DESCRIBE_STRUCT(PersonOutcome, (),
                      (person_id, outcome, who, departed_on, minor, unaccompanied_minor))

/// What the rules of a programme say about a case on a day.
struct Assessment {
  ProgrammeCode programme;
  LocalizedText name;
  std::string version;             ///< empty where none applies
  LocalizedText version_text{};    ///< what sentences call it: "the first phase"
  std::string rules_digest{};      ///< of the rule file, in hexadecimal
  std::optional<CaseId> case_id{}; ///< empty for facts that are of no case of a register
  Date on;
  VersionDate version_by{}; ///< which date chooses the version
  /// The day that chose it; empty in what is told to some members where it is another's departure.
  std::optional<Date> version_date{};
  Outcome outcome = Outcome::not_eligible; ///< of the unit: eligible where at least one member is
  std::vector<PersonOutcome> persons{};    ///< one a member
  std::vector<Finding> findings{};         ///< the first is whether the version is in force
  /// Empty where the outcome is not eligible; where it is undetermined, what it would be.
  Entitlement entitlement{};
  /// In what is told to some of its members: that a finding decides which rests on others, and is
  /// not told.
  LocalizedText rests_on_others{};
  /// What the outcome takes to be so, as it cannot be asked yet: "they leave of their own accord".
  /// Empty where the outcome is not eligible.
  std::vector<LocalizedText> provided{};
  std::vector<LocalizedText> notes{};
  /// That it is an indication, and who decides: what every explanation ends with.
  LocalizedText indication{};
};
BOOST_DESCRIBE_STRUCT(Assessment, (),
                      (programme, name, version, version_text, rules_digest, case_id, on,
                       version_by, version_date, outcome, persons, findings, entitlement,
                       rests_on_others, provided, notes, indication))
template <>
inline constexpr MemberNames shown_members<Assessment>{"programme", "version", "case_id", "on",
                                                       "outcome"};

/// The office's own references of persons, as sentences name them.
using PersonReferences = std::map<std::int64_t, std::string>;

/// Assesses a case on a day, with the earlier case files of its members where somebody looked.
///
/// Throws InvalidValue (`invalid_date`, `unknown_reading`).
Assessment assess(const Programme& programme, const CaseFile& file, Date on,
                  const History& history = {}, const RuleOptions& options = {},
                  const PersonReferences& references = {});

/// The assessment of one unit of columns of facts, by its row; the one evaluator makes it.
Assessment assess(const Programme& programme, const FactColumns& facts, std::size_t unit,
                  const RuleOptions& options = {});

} // namespace libcase

#endif // LIBCASE_RULES_ASSESSMENT_HPP
