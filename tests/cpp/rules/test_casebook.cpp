#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/rules/award_draft.hpp>
#include <libcase/rules/explanation.hpp>
#include <libcase/rules/offers.hpp>
#include <libcase/vocabulary/period.hpp>

#include "support/source_dir.hpp"

// What the columns and keys mean is told in tests/casebooks/README.md.

using namespace libcase;

namespace {

using Texts = std::vector<std::string>;

[[noreturn]] void bad_notation(const std::string& what) {
  throw std::runtime_error("bad notation: " + what);
}

Texts split(std::string_view text, char at) {
  Texts parts(1);
  for (const char letter : text) {
    letter == at ? void(parts.emplace_back()) : parts.back().push_back(letter);
  }
  return parts;
}

/// The parts of a text between spaces.
Texts words(std::string_view text) {
  Texts found = split(text, ' ');
  std::erase(found, "");
  return found;
}

/// The parts of a value between colons, so many of them.
Texts parts_of(const std::string& value, std::size_t least, std::size_t most) {
  Texts parts = split(value, ':');
  if (parts.size() < least || parts.size() > most) {
    bad_notation("the parts of '" + value + "'");
  }
  return parts;
}

/// The text before a letter and the text after it.
std::pair<std::string, std::string> cut(const std::string& text, char at) {
  const std::size_t place = text.find(at);
  if (place == std::string::npos) {
    bad_notation("'" + text + "' without '" + at + "'");
  }
  return {text.substr(0, place), text.substr(place + 1)};
}

template <class E>
E code(const std::string& text) {
  const auto found = code_from_text<E>(text);
  if (!found) {
    bad_notation("no code '" + text + "'");
  }
  return *found;
}

bool yes(const std::string& text) {
  if (text != "yes" && text != "no") {
    bad_notation("'" + text + "' is not yes or no");
  }
  return text == "yes";
}

std::int64_t number(const std::string& text) {
  if (text.empty() || text.size() > 6 ||
      text.find_first_not_of("0123456789") != std::string::npos) {
    bad_notation("'" + text + "' is no number");
  }
  return std::stoll(text);
}

/// The facts of a row: `key=value` of all members, or `key@2=value` of one.
class Facts {
public:
  Facts(const std::string& text, std::size_t member_count, std::size_t person_count)
      : member_count_(member_count) {
    for (const std::string& word : words(text)) {
      auto [key, value] = cut(word, '=');
      std::size_t member = 0;
      if (const std::size_t at = key.find('@'); at != std::string::npos) {
        member = static_cast<std::size_t>(number(key.substr(at + 1)));
        key.resize(at);
        if (member < 1 || member > person_count || keys_of_unit.contains(key)) {
          bad_notation("'" + word + "': no such member");
        }
      }
      if (!keys_of_unit.contains(key) && !keys_of_person.contains(key)) {
        bad_notation("'" + word + "': no such key");
      }
      values_[{key, member}].push_back(value);
    }
  }

  /// Says of the unit or of all members what the row does not say of them.
  void set_default(const std::string& key, const std::string& value) {
    values_.try_emplace({key, 0}, Texts{value});
  }
  /// The same of one member.
  void set_default(const std::string& key, const std::string& value, std::size_t member) {
    if (!values_.contains({key, 0})) {
      values_.try_emplace({key, member}, Texts{value});
    }
  }

  /// What is said of a member, counted from 1, or of the unit; "?" says nothing.
  Texts all(const std::string& key, std::size_t member = 0) const {
    auto found = values_.find({key, member});
    if (found == values_.end()) {
      found = values_.find({key, 0});
    }
    return found == values_.end() || found->second == Texts{"?"} ? Texts{} : found->second;
  }
  /// What is said of a person; of those who are no members only where it names them.
  Texts own(const std::string& key, std::size_t person) const {
    const bool names_them = values_.contains({key, person});
    return names_them || person <= member_count_ ? all(key, person) : Texts{};
  }
  /// The same where it may be said once only; empty where it is not.
  std::string one(const std::string& key, std::size_t member = 0) const {
    const Texts found = all(key, member);
    if (found.size() > 1) {
      bad_notation("'" + key + "' twice");
    }
    return found.empty() ? std::string{} : found.front();
  }

private:
  static inline const std::set<std::string> keys_of_unit{"rest", "applied", "destination",
                                                         "permission", "means"};
  static inline const std::set<std::string> keys_of_person{"nationality",
                                                           "claim",
                                                           "decision",
                                                           "ended",
                                                           "ban",
                                                           "conviction",
                                                           "permit",
                                                           "dublin",
                                                           "document",
                                                           "ends_procedures",
                                                           "data_exchange",
                                                           "return_decision",
                                                           "award",
                                                           "participation",
                                                           "departed",
                                                           "stay",
                                                           "history",
                                                           "history_in_kind",
                                                           "left",
                                                           "relation",
                                                           "guardian",
                                                           "guardian_consent",
                                                           "view",
                                                           "self_reliant",
                                                           "reception",
                                                           "notified",
                                                           "withdrawn",
                                                           "claim_again",
                                                           "never_claimed",
                                                           "entry",
                                                           "vulnerable",
                                                           "choice",
                                                           "sex"};

  std::size_t member_count_;
  std::map<std::pair<std::string, std::size_t>, Texts> values_;
};

constexpr CaseId this_case{1};
constexpr CaseId earlier_case{2};

/// A row's case file, with the earlier one where somebody looked.
class Situation {
public:
  Situation(const std::string& programme, Date on, const std::string& unit,
            const std::string& facts, const std::string& others = {})
      : on_(on), members_(words(unit)), others_(words(others)),
        facts_(facts, members_.size(), members_.size() + others_.size()) {
    const std::string applied = facts_.one("applied");
    day_ = applied.empty() ? on : Date::parse(applied);
    facts_.set_default("nationality", "IRQ");
    favour();
    for (std::size_t member = 1; member <= members_.size(); ++member) {
      add_member(member);
    }
    for (const std::string& born : others_) {
      persons_.push_back(add(born_on(born)));
      add_named(persons_.size(), persons_.back());
    }
    for (std::size_t person = 1; person <= persons_.size(); ++person) {
      add_relations(person);
      add_guardians(person);
    }
    if (const std::string made = facts_.one("applied"); !made.empty()) {
      Application application{this_case, ProgrammeCode{programme}, Date::parse(made)};
      if (const std::string to = facts_.one("destination"); !to.empty()) {
        application.destination = Country{to};
      }
      const ApplicationId made_as = add(application);
      for (SupportChoice& choice : choices_) {
        choice.application_id = made_as;
        add(choice);
      }
    } else if (!facts_.one("destination").empty()) {
      bad_notation("a destination without an application");
    }
    if (const std::string said = facts_.one("permission"); !said.empty()) {
      add(Permission{this_case, day_, yes(said)});
    }
    if (const std::string said = facts_.one("means"); !said.empty()) {
      add(Means{this_case, day_, yes(said)});
    }
  }

  const CaseFile& file() const { return file_; }
  History history() const {
    return has_looked_ ? History{std::span<const CaseFile>{earlier_}} : History{};
  }

private:
  template <class R>
  Id<R> add_to(CaseFile& file, const R& record) {
    ++last_;
    file.add(Recorded<R>{.id = {last_}, .row = last_, .recording = 1, .record = record});
    return {last_};
  }
  template <class R>
  Id<R> add(const R& record) {
    return add_to(file_, record);
  }
  CaseFile& earlier() {
    has_looked_ = true;
    if (earlier_.empty()) {
      earlier_.emplace_back(earlier_case, 1);
    }
    return earlier_.front();
  }

  /// With rest=favourable, what the row does not name is as a programme wants it.
  void favour() {
    const std::string rest = facts_.one("rest");
    if (rest.empty()) {
      return;
    }
    if (rest != "favourable") {
      bad_notation("the rest is '" + rest + "'");
    }
    const std::string day = day_.to_string();
    facts_.set_default("applied", day);
    if (!facts_.one("applied").empty()) {
      const std::string nationality = facts_.one("nationality", 1);
      facts_.set_default("destination", nationality.empty() ? "?" : nationality);
    }
    const std::array<std::pair<const char*, std::string>, 12> wanted{
        {{"permission", "yes"},
         {"means", "no"},
         {"ban", day + ":0"},
         {"conviction", "none:" + day},
         {"permit", "none:" + day},
         {"dublin", "no"},
         {"document", "held"},
         {"ends_procedures", "yes"},
         {"data_exchange", "yes"},
         {"stay", "reception_centre:" + day},
         {"return_decision", day},
         {"history", "none"}}};
    for (const auto& [key, value] : wanted) {
      facts_.set_default(key, value);
    }
    for (std::size_t member = 1; member <= members_.size(); ++member) {
      const auto [role, born] = cut(members_[member - 1], ':');
      if (role != "child" && born != "?" && is_under_18(BirthDate::parse(born), on_)) {
        facts_.set_default("guardian", "organisation:here:" + day, member);
        facts_.set_default("guardian_consent", "yes", member);
        facts_.set_default("view", "wants_to_return", member);
      }
    }
  }

  static Person born_on(const std::string& born) {
    Person person;
    if (born != "?") {
      person.born = BirthDate::parse(born);
    }
    return person;
  }

  void add_member(std::size_t member) {
    const auto [role, born] = cut(members_[member - 1], ':');
    Person person = born_on(born);
    if (const std::string sex = facts_.one("sex", member); !sex.empty()) {
      person.sex = code<Sex>(sex);
    }
    if (const std::string nationality = facts_.one("nationality", member); !nationality.empty()) {
      person.nationality = Country{nationality};
    }
    const PersonId id = add(person);
    persons_.push_back(id);
    add(UnitMember{this_case, id, code<Role>(role), std::min(day_, on_)});
    add_asylum(member, id);
    add_findings(member, id);
    add_named(member, id);
    for (const std::string& value : facts_.all("vulnerable", member)) {
      const Texts parts = parts_of(value, 2, 3);
      Vulnerability vulnerability{id, code<VulnerabilityGround>(parts[0]), Date::parse(parts[1])};
      if (parts.size() == 3) {
        vulnerability.until = Date::parse(parts[2]);
      }
      add(vulnerability);
    }
    if (const std::string entered = facts_.one("entry", member); !entered.empty()) {
      add(Entry{id, Period::parse(entered).from(), precision_of(entered)});
    }
    for (const std::string& value : facts_.all("choice", member)) {
      const Texts parts = parts_of(value, 2, 2);
      choices_.push_back({{}, id, Date::parse(parts[1]), code<Support>(parts[0])});
    }
    for (const std::string& value : facts_.all("departed", member)) {
      const Texts parts = parts_of(value, 1, 2);
      Departure departure = left(this_case, id, parts[0]);
      departure.assisted_by = AssistedBy::iom;
      if (parts.size() == 2) {
        departure.destination = Country{parts[1]};
      }
      add(departure);
    }
    add_support(member, id);
    add_history(member, id);
  }

  /// What may be said of persons who are no members too, where it names them.
  void add_named(std::size_t person, PersonId id) {
    for (const std::string& value : facts_.own("stay", person)) {
      const Texts parts = parts_of(value, 2, 3);
      Stay stay{id, code<PlaceKind>(parts[0]), Date::parse(parts[1])};
      if (parts.size() == 3) {
        stay.until = Date::parse(parts[2]);
      }
      add(stay);
    }
    for (const std::string& value : facts_.own("left", person)) {
      const Texts parts = parts_of(value, 2, 4);
      Departure departure = left(this_case, id, parts[0]);
      departure.mode = code<DepartureMode>(parts[1]);
      if (parts.size() > 2) {
        departure.assisted_by = code<AssistedBy>(parts[2]);
      }
      if (parts.size() > 3) {
        departure.destination = Country{parts[3]};
      }
      add(departure);
    }
  }

  PersonId person_of(const std::string& text) const {
    const auto person = static_cast<std::size_t>(number(text));
    if (person < 1 || person > persons_.size()) {
      bad_notation("no person " + text);
    }
    return persons_[person - 1];
  }

  void add_relations(std::size_t person) {
    for (const std::string& value : facts_.own("relation", person)) {
      const Texts parts = parts_of(value, 4, 5);
      Relation relation{.person_id = persons_[person - 1],
                        .kind = RelationKind::partner_of,
                        .relative_id = person_of(parts[1]),
                        .from = Date::parse(parts[3]),
                        .rests_on = code<RelationBasis>(parts[2])};
      if (parts[0] == "registered_partner") {
        relation.partnership = Partnership::registered;
        relation.is_recognised = true;
      } else if (parts[0] == "married" || parts[0] == "marriage_not_recognised") {
        relation.partnership = Partnership::marriage;
        relation.is_recognised = parts[0] == "married";
      } else {
        relation.kind = code<RelationKind>(parts[0]);
      }
      if (parts.size() == 5) {
        relation.until = Date::parse(parts[4]);
      }
      add(relation);
    }
  }

  void add_guardians(std::size_t person) {
    std::vector<GuardianshipId> guardians;
    for (const std::string& value : facts_.own("guardian", person)) {
      const Texts parts = parts_of(value, 3, 4);
      Guardianship guardianship{.person_id = persons_[person - 1],
                                .appointed_in = code<AppointedIn>(parts[1]),
                                .from = Date::parse(parts[2])};
      if (parts[0] != "organisation") {
        guardianship.guardian_id = person_of(parts[0]);
      } else {
        guardianship.organisation = guardianship.appointed_in == AppointedIn::here
                                        ? GuardianOrganisation::nidos
                                        : GuardianOrganisation::other_institution;
      }
      if (parts.size() == 4) {
        guardianship.until = Date::parse(parts[3]);
      }
      guardians.push_back(add(guardianship));
    }
    for (const std::string& said : facts_.own("guardian_consent", person)) {
      if (guardians.empty()) {
        bad_notation("a consent of no guardian");
      }
      for (const ConsentSubject subject :
           {ConsentSubject::returning, ConsentSubject::end_of_procedures,
            ConsentSubject::data_exchange}) {
        add(GuardianConsent{guardians.front(), subject, day_,
                            yes(said) ? ConsentAnswer::given : ConsentAnswer::withheld});
      }
    }
    for (const std::string& view : facts_.own("view", person)) {
      add(MinorView{persons_[person - 1], day_, code<ViewOfReturn>(view)});
    }
    for (const std::string& value : facts_.own("self_reliant", person)) {
      const Texts parts = parts_of(value, 2, 3);
      SelfRelianceDecision decision{persons_[person - 1], Date::parse(parts[1]), yes(parts[0]),
                                    "a report"};
      if (parts.size() == 3) {
        decision.age = std::stoll(parts[2]);
      }
      add(decision);
    }
    for (const std::string& value : facts_.own("reception", person)) {
      const Texts parts = parts_of(value, 2, 2);
      ReceptionArrangement arrangement{.person_id = persons_[person - 1],
                                       .kind = ReceptionKind::family,
                                       .on = Date::parse(parts[1])};
      if (parts[0] != "open") {
        arrangement.carer_is_able = yes(parts[0]);
        arrangement.confirmed_on = arrangement.on;
      }
      add(arrangement);
    }
  }

  void add_asylum(std::size_t member, PersonId id) {
    const std::string claim = facts_.one("claim", member);
    const std::string decision = facts_.one("decision", member);
    const std::string ended = facts_.one("ended", member);
    const std::string notified = facts_.one("notified", member);
    const std::string withdrawn = facts_.one("withdrawn", member);
    if (const std::string looked = facts_.one("never_claimed", member); !looked.empty()) {
      add(NoAsylumClaim{id, Date::parse(looked)});
    }
    for (const std::string& again : facts_.all("claim_again", member)) {
      add(claimed_again(id, again));
    }
    if (claim.empty()) {
      if (!decision.empty() || !ended.empty() || !notified.empty() || !withdrawn.empty()) {
        bad_notation("an asylum procedure without a claim");
      }
      return;
    }
    AsylumProcedure procedure{id, Date::parse(claim)};
    if (!decision.empty()) {
      const Texts parts = parts_of(decision, 2, 2);
      procedure.first_decision = code<AsylumDecision>(parts[0]);
      procedure.first_decided_on = Date::parse(parts[1]);
    }
    if (!ended.empty()) {
      procedure.ended_on = Date::parse(ended);
    }
    if (!notified.empty()) {
      procedure.notified_on = Date::parse(notified);
    }
    if (!withdrawn.empty()) {
      procedure.withdrawn_on = Date::parse(withdrawn);
    }
    add(procedure);
  }

  /// "2010-02-01:granted:2010-08-01": the day of a claim, then what became of it.
  static AsylumProcedure claimed_again(PersonId id, const std::string& value) {
    const Texts parts = parts_of(value, 1, 7);
    AsylumProcedure procedure{id, Date::parse(parts[0])};
    if (parts.size() % 2 == 0) {
      bad_notation("the parts of '" + value + "'");
    }
    for (std::size_t at = 1; at < parts.size(); at += 2) {
      const Date day = Date::parse(parts[at + 1]);
      if (parts[at] == "notified") {
        procedure.notified_on = day;
      } else if (parts[at] == "withdrawn") {
        procedure.withdrawn_on = day;
      } else {
        procedure.first_decision = code<AsylumDecision>(parts[at]);
        procedure.first_decided_on = day;
      }
    }
    return procedure;
  }

  void add_findings(std::size_t member, PersonId id) {
    for (const std::string& value : facts_.all("ban", member)) {
      const Texts parts = parts_of(value, 2, 2);
      add(EntryBan{id, Date::parse(parts[0]), number(parts[1])});
    }
    for (const std::string& value : facts_.all("conviction", member)) {
      const Texts parts = parts_of(value, 2, 2);
      add(Conviction{id, code<ConvictionKind>(parts[0]), Date::parse(parts[1])});
    }
    for (const std::string& value : facts_.all("permit", member)) {
      Texts parts = parts_of(value, 2, 4);
      ResidencePermit permit{id, code<PermitKind>(parts[0]), Date::parse(parts[1])};
      if (parts.back() == "yes" || parts.back() == "no") {
        permit.accepts_withdrawal = yes(parts.back());
        parts.pop_back();
      }
      if (parts.size() > 2) {
        permit.until = Date::parse(parts[2]);
      }
      if (parts.size() > 3) {
        bad_notation("the parts of '" + value + "'");
      }
      add(permit);
    }
    if (const std::string said = facts_.one("dublin", member); !said.empty()) {
      add(DublinClaim{id, day_, yes(said)});
    }
    if (const std::string said = facts_.one("document", member); !said.empty()) {
      add(TravelDocument{id, day_, code<DocumentStatus>(said)});
    }
    if (const std::string said = facts_.one("ends_procedures", member); !said.empty()) {
      add(Consent{.person_id = id, .on = day_, .ends_procedures = yes(said)});
    }
    if (const std::string said = facts_.one("data_exchange", member); !said.empty()) {
      add(Consent{.person_id = id, .on = day_, .allows_data_exchange = yes(said)});
    }
    for (const std::string& value : facts_.all("return_decision", member)) {
      const Texts parts = parts_of(value, 1, 2);
      ReturnDecision decision{id, Date::parse(parts[0])};
      if (parts.size() == 2) {
        decision.departure_term_days = number(parts[1]);
      }
      add(decision);
    }
  }

  void add_support(std::size_t member, PersonId id) {
    for (const std::string& value : facts_.all("award", member)) {
      const Texts parts = parts_of(value, 3, 3);
      const auto [known, is_new] = awards_.try_emplace(value);
      if (is_new) {
        known->second = add(Award{.case_id = this_case, .on = Date::parse(parts[2])});
      }
      add(AwardLine{known->second, id, ProgrammeCode{parts[0]}, code<Support>(parts[1])});
    }
    for (const std::string& value : facts_.all("participation", member)) {
      const Texts parts = parts_of(value, 3, 4);
      const auto [known, is_new] = projects_.try_emplace(value);
      if (is_new) {
        known->second =
            add(Project{"an organisation", ProgrammeCode{parts[0]}, Date::parse(parts[1])});
      }
      Participation taken{id, known->second, Date::parse(parts[2])};
      if (parts.size() == 4) {
        taken.approved_on = Date::parse(parts[3]);
      }
      add(taken);
    }
  }

  void add_history(std::size_t member, PersonId id) {
    for (const std::string& value : facts_.all("history", member)) {
      if (value == "none") {
        has_looked_ = true;
        continue;
      }
      const Texts parts = parts_of(value, 2, 2);
      Departure departure = left(earlier_case, id, parts[0]);
      if (parts[1] == "forced") {
        departure.mode = DepartureMode::forced;
      } else {
        departure.assisted_by = code<AssistedBy>(parts[1]);
      }
      add_to(earlier(), departure);
    }
    for (const std::string& value : facts_.all("history_in_kind", member)) {
      const Texts parts = parts_of(value, 2, 2);
      const auto award =
          add_to(earlier(), Award{.case_id = earlier_case, .on = Date::parse(parts[1])});
      add_to(earlier(), AwardLine{award, id, ProgrammeCode{parts[0]}, Support::in_kind});
    }
  }

  /// A voluntary departure on a day, or in a month, quarter or year: "2013-03-01", "2013-03",
  /// "2013-Q1", "2013".
  static Departure left(CaseId in, PersonId id, const std::string& when) {
    return {.case_id = in,
            .person_id = id,
            .on = Period::parse(when).from(),
            .precision = precision_of(when),
            .mode = DepartureMode::voluntary};
  }

  static DatePrecision precision_of(const std::string& when) {
    switch (when.size()) {
    case 4:
      return DatePrecision::year;
    case 7:
      return when[5] == 'Q' ? DatePrecision::quarter : DatePrecision::month;
    case 10:
      return DatePrecision::day;
    default:
      bad_notation("'" + when + "' is no day, month, quarter or year");
    }
  }

  Date on_;
  Date day_; ///< of facts without a date of their own
  Texts members_;
  Texts others_; ///< births of persons who are no members
  Facts facts_;
  std::vector<PersonId> persons_;
  CaseFile file_{this_case, 1};
  std::vector<CaseFile> earlier_;
  bool has_looked_ = false;
  std::map<std::string, AwardId> awards_;
  std::vector<SupportChoice> choices_; ///< under the application, which is recorded behind
  std::map<std::string, ProjectId> projects_;
  std::int64_t last_ = 0;
};

RuleOptions options_of(const std::string& text) {
  RuleOptions options;
  for (const std::string& word : words(text)) {
    if (word == "stated_only") {
      options.stated_only = true;
    } else if (word.starts_with("reading:")) {
      options.readings.insert(cut(word.substr(8), '='));
    } else {
      bad_notation("the option '" + word + "'");
    }
  }
  return options;
}

/// A row by its columns.
class Row {
public:
  Row(const Texts& columns, std::span<const std::string_view> values) {
    for (std::size_t at = 0; at < columns.size(); ++at) {
      values_[columns[at]] = values[at];
    }
  }
  /// What stands in a column; nothing where the casebook has no such column.
  const std::string& operator[](const std::string& column) const {
    static const std::string nothing;
    const auto found = values_.find(column);
    return found == values_.end() ? nothing : found->second;
  }

private:
  std::map<std::string, std::string> values_;
};

/// What an assessment says, in the notation of the columns.
class Told {
public:
  explicit Told(const Assessment& assessment) : assessment_(assessment) {}

  /// "met" of "criterion", or of "criterion@2", which is of the second member.
  std::string verdict_of(const std::string& name) const {
    const std::size_t at = name.find('@');
    const auto finding =
        std::ranges::find(assessment_.findings, name.substr(0, at), &Finding::criterion);
    if (finding == assessment_.findings.end()) {
      return "no such criterion";
    }
    if (at == std::string::npos) {
      return std::string{to_text(finding->verdict)};
    }
    const auto member = static_cast<std::size_t>(number(name.substr(at + 1)));
    if (member < 1 || member > finding->by_person.size()) {
      return "no verdict on that member";
    }
    return std::string{to_text(finding->by_person[member - 1].verdict)};
  }

  /// "1=eligible 2=not_eligible".
  std::string persons() const {
    Texts all;
    for (std::size_t at = 0; at < assessment_.persons.size(); ++at) {
      all.push_back(std::to_string(at + 1) + "=" +
                    std::string{to_text(assessment_.persons[at].outcome)});
    }
    return joined(all, "nobody");
  }

  /// "2:entry_ban,convictions 3:".
  std::string nothing() const {
    Texts all;
    for (const LeftOut& left_out : assessment_.entitlement.left_out) {
      std::string criteria;
      for (const std::string& criterion : left_out.criteria) {
        criteria += (criteria.empty() ? "" : ",") + criterion;
      }
      all.push_back(member_of(left_out.person_id) + ":" + criteria);
    }
    return joined(all, "nobody");
  }

  /// "1:2017-03-03", "1:?" of lines without ceiling.
  std::string until() const {
    Texts all;
    for (const EntitlementLine& line : assessment_.entitlement.lines) {
      if (line.is_uncapped) {
        all.push_back(member_of(*line.person_id) + ":" +
                      (line.uncapped_until ? line.uncapped_until->to_string() : "?"));
      }
    }
    return joined(all, "none");
  }

  /// "they leave of their own accord".
  std::string provided() const {
    std::string text;
    for (const LocalizedText& proviso : assessment_.provided) {
      text += (text.empty() ? "" : "; ") + proviso.in(Language::en);
    }
    return text.empty() ? "nothing" : text;
  }

  /// "in-kind-child-2012=A:10260.00".
  std::string readings() const {
    Texts all;
    for (const OtherReading& other : assessment_.entitlement.other_readings) {
      all.push_back(other.dispute + "=" + other.reading + ":" + other.total.decimal());
    }
    return joined(all, "none");
  }

private:
  static std::string joined(Texts parts, const std::string& of_none) {
    std::ranges::sort(parts);
    std::string text;
    for (const std::string& part : parts) {
      text += (text.empty() ? "" : " ") + part;
    }
    return text.empty() ? of_none : text;
  }

  std::string member_of(PersonId person) const {
    const auto found = std::ranges::find(assessment_.persons, person, &PersonOutcome::person_id);
    return std::to_string(found - assessment_.persons.begin() + 1);
  }

  const Assessment& assessment_;
};

/// The words of a column in the order of the letters, each changed by `change`.
std::string in_order(const std::string& column, const auto& change) {
  Texts found = words(column);
  std::ranges::transform(found, found.begin(), change);
  std::ranges::sort(found);
  std::string text;
  for (const std::string& word : found) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

/// What comes out differently than the row says, with the verdicts that are not met; empty where
/// nothing does.
std::string differences(const Catalogue& catalogue, const Row& row) {
  const Date on = Date::parse(row["on"]);
  const Situation situation{row["programme"], on, row["unit"], row["facts"], row["others"]};
  const Programme& programme = catalogue[row["programme"]];
  const auto decimal = [&](const std::string& amount) {
    return Money::parse(amount, programme.currency).decimal();
  };
  const Assessment found =
      assess(programme, situation.file(), on, situation.history(), options_of(row["options"]));
  const Entitlement& entitlement = found.entitlement;
  const Told told_by{found};
  std::string told;
  const auto compare = [&](const std::string& what, const std::string& expected,
                           const std::string& actual) {
    if (expected != actual) {
      told += "\n  " + what + ": expected " + expected + ", found " + actual;
    }
  };
  const auto compare_amount = [&](const std::string& column, Money actual) {
    if (!row[column].empty()) {
      compare(column, decimal(row[column]), actual.decimal());
    }
  };
  const auto compare_count = [&](const std::string& column, std::int64_t actual) {
    if (!row[column].empty()) {
      compare(column, std::to_string(number(row[column])), std::to_string(actual));
    }
  };
  const auto compare_words = [&](const std::string& column, const std::string& actual,
                                 const auto& change) {
    if (!row[column].empty()) {
      compare(column, in_order(row[column], change), actual);
    }
  };
  const auto as_it_stands = [](const std::string& word) { return word; };
  compare("outcome", std::string{to_text(code<Outcome>(row["outcome"]))},
          std::string{to_text(found.outcome)});
  compare_amount("cash", entitlement.cash);
  compare_amount("in_kind", entitlement.in_kind);
  compare_amount("total", entitlement.total);
  compare_amount("stated", entitlement.stated);
  compare_amount("inferred", entitlement.inferred);
  compare_count("unknown", entitlement.unknown_lines);
  compare_count("open", entitlement.uncapped_lines);
  compare_words("persons", told_by.persons(), as_it_stands);
  compare_words("nothing", told_by.nothing(), as_it_stands);
  compare_words("until", told_by.until(), as_it_stands);
  compare_words("readings", told_by.readings(), [&](const std::string& word) {
    return word == "none" ? word : cut(word, ':').first + ":" + decimal(cut(word, ':').second);
  });
  if (!row["provided"].empty()) {
    compare("provided", row["provided"], told_by.provided());
  }
  for (const std::string& word : split(row["says"], '/')) {
    const bool is_forbidden = word.starts_with('!');
    const std::string text = word.substr(is_forbidden ? 1 : 0);
    if (!text.empty() &&
        (explain(found, Language::en).find(text) == std::string::npos) != is_forbidden) {
      told += "\n  says: " + word;
    }
  }
  for (const std::string& word : words(row["verdicts"])) {
    const auto [criterion, verdict] = cut(word, '=');
    compare(criterion, std::string{to_text(code<Verdict>(verdict))}, told_by.verdict_of(criterion));
  }
  if (!told.empty()) {
    for (const Finding& finding : found.findings) {
      if (finding.verdict != Verdict::met) {
        told += "\n  (" + finding.criterion + " " + std::string{to_text(finding.verdict)} + ")";
      }
    }
  }
  return told;
}

/// Holds the cases of a casebook against programmes; says how many there are.
std::size_t check_casebook(const std::string& name, const Texts& columns,
                           const Catalogue& catalogue = Catalogue::shipped()) {
  CsvReader reader{testing::source_dir() / "tests" / "casebooks" / name};
  REQUIRE(reader.header() == columns);
  std::set<std::string> sentences;
  while (reader.next()) {
    const std::string line = "line " + std::to_string(reader.line());
    const CsvFinding* problem = reader.problem();
    CHECK_MESSAGE(problem == nullptr, line, ": ", problem == nullptr ? "" : problem->reason);
    if (problem != nullptr) {
      continue;
    }
    const Row row{columns, reader.fields()};
    const std::string& sentence = row["case"];
    if (sentence.starts_with('#')) {
      continue;
    }
    CHECK_MESSAGE(sentences.insert(sentence).second, line, ", twice: ", sentence);
    std::string told;
    try {
      told = differences(catalogue, row);
    } catch (const std::exception& error) {
      told = std::string{"\n  "} + error.what();
    }
    CHECK_MESSAGE(told.empty(), line, ": ", sentence, told);
  }
  return sentences.size();
}

} // namespace

TEST_CASE("casebook: the shipped programmes say of each worked case what the sources say") {
  CHECK(check_casebook("programmes.csv",
                       {"case", "programme", "on", "unit", "facts", "options", "outcome", "cash",
                        "in_kind", "unknown", "open", "verdicts"}) >= 150);
}

TEST_CASE("casebook: who of a unit gets nothing and why, and what a total rests on") {
  CHECK(check_casebook("persons_and_totals.csv",
                       {"case",    "programme", "on",      "unit",     "facts",
                        "options", "outcome",   "cash",    "in_kind",  "total",
                        "stated",  "inferred",  "unknown", "open",     "verdicts",
                        "persons", "nothing",   "until",   "readings", "source"}) >= 70);
}

TEST_CASE("casebook: how somebody left, who decides for a minor, and who is alone") {
  CHECK(check_casebook("departures_and_minors.csv",
                       {"case", "programme", "on", "unit", "others", "facts", "options", "outcome",
                        "cash", "in_kind", "total", "unknown", "open", "verdicts", "persons",
                        "nothing", "provided", "says", "source"}) >= 100);
}

TEST_CASE("casebook: what rule files can say beyond the shipped programmes, both ways") {
  Catalogue wide;
  wide.load(testing::source_dir() / "tests" / "casebooks" / "wide.json");
  CHECK(check_casebook("wide.csv",
                       {"case", "programme", "on", "unit", "facts", "options", "outcome", "cash",
                        "in_kind", "unknown", "open", "verdicts"},
                       wide) >= 40);
}

TEST_CASE("casebook: the schemes of other countries say what their sources say") {
  Catalogue foreign;
  foreign.load(testing::source_dir() / "examples" / "programmes");
  CHECK(check_casebook("foreign.csv",
                       {"case", "programme", "on", "unit", "facts", "options", "outcome", "cash",
                        "in_kind", "unknown", "open", "verdicts"},
                       foreign) >= 90);
}

TEST_CASE("casebook: HRT and a project in kind stand in one offer from 2012 on, not before") {
  const Catalogue catalogue = Catalogue::shipped();
  const auto has_both = [&](Date on, const std::string& applied) {
    const Situation situation{"HRT", on, "principal:1975-04-12",
                              "rest=favourable claim=2003-03-03 decision=refused:2003-10-01 "
                              "applied=" +
                                  applied};
    const std::vector<Offer> offers =
        allowed_combinations(catalogue, situation.file(), on, situation.history());
    CHECK_FALSE(offers.empty());
    const auto holds = [](const Offer& offer, const char* code) {
      return std::ranges::any_of(offer.assessments, [&](const Assessment& assessment) {
        return assessment.programme.code() == code;
      });
    };
    return std::ranges::any_of(
        offers, [&](const Offer& offer) { return holds(offer, "HRT") && holds(offer, "IN-KIND"); });
  };
  CHECK_FALSE(has_both({2011, 12, 20}, "2011-12-01"));
  CHECK_FALSE(has_both({2011, 12, 31}, "2011-12-01"));
  CHECK(has_both({2012, 1, 1}, "2011-12-01"));
  CHECK(has_both({2012, 3, 1}, "2012-02-01"));
}

TEST_CASE("casebook: the award of a minor alone ends at 18 where the rules of that day say so") {
  const Catalogue catalogue = Catalogue::shipped();
  const auto lines_in_kind = [&](const std::string& programme, Date on, const std::string& born,
                                 const std::string& facts) {
    const Situation situation{programme, on, "principal:" + born, "rest=favourable " + facts};
    const Assessment found =
        assess(catalogue[programme], situation.file(), on, situation.history());
    std::string told;
    for (const AwardLine& line : award_from(found, situation.file(), on).lines) {
      if (line.support == Support::in_kind) {
        told += (told.empty() ? "" : "; ") +
                (line.amount                        ? line.amount->decimal()
                 : line.is_uncapped.value_or(false) ? "uncapped"
                                                    : "open") +
                (line.until ? " until " + line.until->to_string() : "");
      }
    }
    return told;
  };
  const std::string claim = "claim=2003-03-03 decision=refused:2003-10-01 ";
  CHECK(lines_in_kind("AMV", {2012, 1, 1}, "1996", claim + "nationality=AGO") ==
        "uncapped until 2014-12-31");
  const std::string in_2012 = claim + "participation=IN-KIND:2012-04-11:2012-05-20:2012-05-25";
  CHECK(lines_in_kind("IN-KIND", {2012, 6, 1}, "1999-03-03", in_2012) ==
        "uncapped until 2017-03-03");
  CHECK(lines_in_kind("IN-KIND", {2012, 6, 1}, "1999-03", in_2012) == "uncapped until 2017-03-31");
  CHECK(lines_in_kind("IN-KIND", {2012, 6, 1}, "2000-02-29", in_2012) ==
        "uncapped until 2018-03-01");
  const std::string refused = "claim=2010-02-01 decision=refused:2010-09-01 ";
  CHECK(lines_in_kind("IN-KIND", {2014, 6, 15}, "1999-03-03",
                      refused + "participation=IN-KIND:2014-02-03:2014-05-20:2014-06-01") ==
        "open until 2017-03-03"); // whether parents or other reception can take them in is open
  CHECK(lines_in_kind("IN-KIND", {2015, 11, 1}, "1999-03-03",
                      refused + "participation=IN-KIND:2015-09-01:2015-10-01:2015-10-10") ==
        "2500.00; open until 2017-03-03");
}

TEST_CASE(
    "casebook: the award of a Swiss family and its project together stays within its limits") {
  Catalogue foreign;
  foreign.load(testing::source_dir() / "examples" / "programmes");
  const Date on{2020, 3, 2};
  const auto limits = [&](const std::string& unit, const std::string& facts) {
    const Situation situation{"CH-RETURN-AID", on, unit,
                              "rest=favourable claim=2018-02-01 decision=refused:2018-11-20 " +
                                  facts};
    const Assessment found =
        assess(foreign["CH-RETURN-AID"], situation.file(), on, situation.history());
    std::string told;
    for (const Limit& limit : award_from(found, situation.file(), on).limits) {
      told += (told.empty() ? "" : "; ") + std::string{limit.person_id ? "a person" : "all"} +
              (limit.support == Support::cash ? " in cash " : " ") + limit.at_most.decimal();
    }
    return told;
  };
  const std::string couple = "principal:1985-04-12 partner:1988-09-30";
  const std::string project = "participation=CH-RETURN-AID:2020-01-10:2020-02-10:2020-02-20";
  CHECK(limits(couple, project) ==
        "a person 1100.00; a person 1100.00; all 5200.00; all in cash 2200.00");
  CHECK(limits(couple, "") == "a person 1100.00; a person 1100.00"); // a project nobody knows of
}
