#include <algorithm>
#include <set>

#include <libcase/rules/assessment.hpp>
#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/words.hpp>

#include "rules/caps.hpp"
#include "rules/entitlement.hpp"
#include "rules/evaluator.hpp"
#include "rules/readings.hpp"
#include "rules/version_choice.hpp"

namespace libcase {

namespace {

LocalizedText join(const LocalizedText& left, const LocalizedText& right) {
  return {left.en + right.en, left.nl + right.nl};
}

LocalizedText verdict_in_words(Verdict verdict) {
  switch (verdict) {
  case Verdict::met:
    return {"Met", "Voldaan"};
  case Verdict::not_met:
    return {"Not met", "Niet voldaan"};
  case Verdict::unknown:
    break;
  }
  return {"Unknown", "Onbekend"};
}

Money euro(std::int64_t cents) {
  return Money::euro_cents(cents);
}

/// What cannot be settled by any record: lists of which not all is known, and what none holds.
void collect_limits(const Condition& condition, const Programme& programme, LocalizedText& limits) {
  const auto add = [&](const LocalizedText& limit) {
    limits = join(limits, {(limits.en.empty() ? "" : "; ") + limit.en,
                           (limits.nl.empty() ? "" : "; ") + limit.nl});
  };
  if (condition.form == ConditionForm::not_recorded) {
    add({"not recorded: " + condition.what.en, "niet vastgelegd: " + condition.what.nl});
  }
  if (condition.form == ConditionForm::list && !programme.lists.at(condition.list).is_complete) {
    add({"not wholly known: the list of " + condition.what.en,
         "niet geheel bekend: de lijst van " + condition.what.nl});
  }
  for (const Condition& part : condition.parts) {
    collect_limits(part, programme, limits);
  }
}

/// Puts an assessment together from what the evaluator left behind for one unit.
class Assessor {
public:
  Assessor(const Programme& programme, const FactColumns& facts, const RuleOptions& options)
      : programme_(programme), facts_(facts), options_(options) {}

  Assessment assess() {
    const Date on = Date::from_days_since_epoch(facts_.days(FactName::assessed_on, 0).earliest);
    const ChosenVersion chosen = VersionChoice{programme_, facts_}.of(0);
    is_version_certain_ = chosen.is_certain;
    assessment_.programme = programme_.code;
    assessment_.name = programme_.name;
    assessment_.case_id = {facts_.cases.empty() ? 0 : facts_.cases.front()};
    assessment_.on = on;
    assessment_.version_date = Date::from_days_since_epoch(chosen.version_date);
    note_programme();
    if (chosen.version == no_version) {
      assessment_.outcome = chosen.is_certain ? Outcome::not_eligible : Outcome::undetermined;
      assessment_.findings.push_back(chosen.is_certain ? not_in_force() : version_unknown(""));
      return std::move(assessment_);
    }
    const ProgrammeVersion& version = programme_.versions[chosen.version];
    assessment_.version = version.name;
    evaluate(version, chosen.version_date);
    add_findings(version);
    if (assessment_.outcome != Outcome::not_eligible) {
      add_lines(version);
      sum_up(assessment_.entitlement);
    }
    for (const SourcedText& note : version.notes) {
      assessment_.notes.push_back({note.en, note.nl});
    }
    return std::move(assessment_);
  }

private:
  void evaluate(const ProgrammeVersion& version, std::int32_t judged) {
    std::int64_t cash = 0;
    std::int64_t in_kind = 0;
    std::uint16_t unknown = 0;
    std::uint16_t open = 0;
    verdicts_.resize(version.criteria.size());
    in_force_ = is_version_certain_ ? Verdict::met : Verdict::unknown;
    Results results{.outcomes = &assessment_.outcome,
                    .cash_cents = &cash,
                    .in_kind_cents = &in_kind,
                    .unknown_lines = &unknown,
                    .uncapped_lines = &open,
                    .in_force = &in_force_,
                    .criteria = {}};
    for (Verdict& verdict : verdicts_) {
      results.criteria.push_back(&verdict);
    }
    Evaluator{programme_, version, facts_, options_}.run(0, 1, &judged, results, &persons_);
  }

  void note_programme() {
    const FactName picked_by = version_fact(programme_);
    const bool is_assumed =
        facts_.days(picked_by, 0).is_none() || !libcase::is_known(facts_, picked_by, 0) ||
        (picked_by != FactName::departure_on && assessment_.version_date == assessment_.on);
    if (is_assumed && is_version_certain_ && !programme_.frozen_on) {
      const std::string day = assessment_.version_date.to_string();
      assessment_.notes.push_back(
          {"The rules are those for this day as the date of: " + label(picked_by).en + " (" + day +
               ").",
           "De regels zijn die voor deze dag als datum van: " + label(picked_by).nl + " (" + day +
               ")."});
    }
    if (programme_.frozen_on) {
      const std::string day = programme_.frozen_on->to_string();
      assessment_.notes.push_back({"The rules of " + day + ", whatever the dates of the case.",
                                   "De regels van " + day + ", ongeacht de data van het dossier."});
    }
    if (programme_.is_temporary) {
      assessment_.notes.push_back(
          {"Temporary return: it is no departure.", "Tijdelijke terugkeer: dit is geen vertrek."});
    }
  }

  Finding not_in_force() const {
    const std::string day = assessment_.version_date.to_string();
    return {.criterion = "in_force",
            .verdict = Verdict::not_met,
            .sentence = {"Not met: the programme has rules for " + day + ".",
                         "Niet voldaan: de regeling heeft regels voor " + day + "."},
            .source = programme_.version_by.source,
            .certainty = programme_.version_by.certainty,
            .reason = programme_.version_by.reason,
            .persons = {},
            .evidence_tables = {}};
  }

  static LocalizedText would_settle(const std::string& tables) {
    return {" A record in " + tables + " would settle it.",
            " Een gegeven in " + tables + " geeft uitsluitsel."};
  }

  /// Which rules apply is unknown; perhaps those of that name.
  Finding version_unknown(const std::string& version) const {
    const FactName picked_by = version_fact(programme_);
    const std::string table{fact(picked_by).evidence_table};
    LocalizedText sentence = join(
        {"Unknown: which rules apply follows from ", "Onbekend: welke regels gelden volgt uit "},
        values({picked_by}, FactOf::unit, 0));
    sentence = join(sentence, {".", "."});
    if (!version.empty()) {
      sentence = join(sentence, {" Taken here are the rules " + version + ".",
                                 " Hier is uitgegaan van de regels " + version + "."});
    }
    return {.criterion = "in_force",
            .verdict = Verdict::unknown,
            .sentence = join(sentence, would_settle(table)),
            .source = programme_.version_by.source,
            .certainty = programme_.version_by.certainty,
            .reason = programme_.version_by.reason,
            .persons = {},
            .evidence_tables = {table}};
  }

  Finding in_force_finding(const ProgrammeVersion& version) const {
    if (!is_version_certain_) {
      return version_unknown(version.name);
    }
    const SourcedDate& source = deciding_date(version);
    const LocalizedText text{
        "the rules " + version.name + " are in force on " + assessment_.version_date.to_string(),
        "de regels " + version.name + " gelden op " + assessment_.version_date.to_string()};
    const LocalizedText end =
        in_force_ == Verdict::unknown
            ? LocalizedText{"; when they began or ended was not found.",
                            "; wanneer zij begonnen of eindigden is niet gevonden."}
            : LocalizedText{".", "."};
    return {.criterion = "in_force",
            .verdict = in_force_,
            .sentence = join(join(join(verdict_in_words(in_force_), {": ", ": "}), text), end),
            .source = source.source,
            .certainty = source.certainty,
            .reason = source.reason,
            .persons = {},
            .evidence_tables = {}};
  }

  /// The beginning of the version, or its end where that is what leaves open whether it holds.
  const SourcedDate& deciding_date(const ProgrammeVersion& version) const {
    const auto counts = [&](const std::optional<SourcedDate>& date) {
      return date && !options_.leaves_out(*date);
    };
    const Date day = assessment_.version_date;
    const bool has_begun = (counts(version.from) && version.from->date <= day) ||
                           (counts(version.attested_from) && version.attested_from->date <= day);
    const auto& end = version.until ? version.until : version.attested_until;
    const auto& begin = version.from ? version.from : version.attested_from;
    return (in_force_ == Verdict::unknown && has_begun && end) || !begin ? *end : *begin;
  }

  PersonId person_id(std::size_t place) const {
    return {facts_.persons.empty() ? static_cast<std::int64_t>(place) + 1 : facts_.persons[place]};
  }

  LocalizedText person_in_words(std::size_t place) const {
    const std::string number = std::to_string(person_id(place).value);
    return {"person " + number, "persoon " + number};
  }

  /// "label: value, label: value" of the facts of a unit or of one person.
  LocalizedText values(const std::vector<FactName>& names, FactOf of, std::size_t row) const {
    LocalizedText words;
    for (const FactName name : names) {
      if (fact(name).of != of || !fact(name).is_shown) {
        continue;
      }
      const std::string joint = words.en.empty() ? "" : ", ";
      words =
          join(words, {joint + label(name).en + ": " + value_in_words(facts_, name, row, false),
                       joint + label(name).nl + ": " + value_in_words(facts_, name, row, true)});
    }
    return words;
  }

  /// The persons whose values decide: those whose verdict is that of the finding, or all.
  std::vector<std::size_t> deciding(const Criterion& criterion, Verdict verdict,
                                    const std::vector<Verdict>& by_person,
                                    const std::vector<Verdict>& among) const {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < by_person.size(); ++place) {
      const bool decides = criterion.scope == Scope::each ? by_person[place] != Verdict::met
                                                          : by_person[place] == verdict;
      if (decides && (among.empty() || among[place] != Verdict::not_met)) {
        places.push_back(place);
      }
    }
    return places;
  }

  void add_findings(const ProgrammeVersion& version) {
    assessment_.findings.push_back(in_force_finding(version));
    for (std::size_t at = 0; at < version.criteria.size(); ++at) {
      const Criterion& criterion = version.criteria[at];
      if (verdicts_[at] == not_asked) {
        const std::string day = criterion.attested_from->to_string();
        assessment_.notes.push_back({"Not sourced before " + day + ": " + criterion.text.en + ".",
                                     "Geen bron van voor " + day + ": " + criterion.text.nl + "."});
        continue;
      }
      assessment_.findings.push_back(
          finding_of(criterion, verdicts_[at], persons_.criteria[at], persons_.among[at]));
    }
  }

  Finding finding_of(const Criterion& criterion, Verdict verdict,
                     const std::vector<Verdict>& by_person,
                     const std::vector<Verdict>& among) const {
    Finding finding{.criterion = criterion.name,
                    .verdict = verdict,
                    .sentence = join(join(verdict_in_words(verdict), {": ", ": "}), criterion.text),
                    .source = criterion.source,
                    .certainty = criterion.certainty,
                    .reason = criterion.reason,
                    .persons = {},
                    .evidence_tables = {}};
    const std::vector<FactName> asked = facts_of(criterion.when);
    const std::vector<std::size_t> places = deciding(criterion, verdict, by_person, among);
    LocalizedText used = values(asked, FactOf::unit, 0);
    const auto add = [](LocalizedText& to, const LocalizedText& what) {
      if (!what.en.empty()) {
        to = join(to,
                  {(to.en.empty() ? "" : "; ") + what.en, (to.nl.empty() ? "" : "; ") + what.nl});
      }
    };
    for (const std::size_t place : places) {
      const LocalizedText of_person = values(asked, FactOf::person, place);
      if (!of_person.en.empty()) {
        add(used, join(join(person_in_words(place), {": ", ": "}), of_person));
      }
      if (by_person[place] != Verdict::met) {
        finding.persons.push_back(person_id(place));
      }
    }
    if (!used.en.empty()) {
      finding.sentence = join(finding.sentence, {" (" + used.en + ")", " (" + used.nl + ")"});
    }
    finding.sentence = join(finding.sentence, {".", "."});
    if (options_.leaves_out(criterion)) {
      finding.sentence =
          join(finding.sentence,
               {" It is inferred, and inferred rules were left out.",
                " Dit is afgeleid, en afgeleide regels zijn buiten beschouwing gelaten."});
    } else if (verdict == Verdict::unknown) {
      settle(criterion, asked, places, finding);
    }
    return finding;
  }

  void settle(const Criterion& criterion, std::vector<FactName> asked,
              std::span<const std::size_t> places, Finding& finding) const {
    if (criterion.among) {
      const auto also = facts_of(*criterion.among);
      asked.insert(asked.end(), also.begin(), also.end());
    }
    finding.evidence_tables = tables_to_settle(asked, places);
    if (facts_.person_count() == 0) {
      finding.evidence_tables = {std::string{record_kind<UnitMember>().table}};
    }
    std::string tables;
    for (const std::string& table : finding.evidence_tables) {
      tables += (tables.empty() ? "" : ", ") + table;
    }
    if (!tables.empty()) {
      finding.sentence = join(finding.sentence, would_settle(tables));
    }
    LocalizedText limits;
    collect_limits(criterion.when, programme_, limits);
    if (!limits.en.empty()) {
      finding.sentence = join(finding.sentence, {" Beyond the rules as found: " + limits.en + ".",
                                                 " Buiten de gevonden regels: " + limits.nl + "."});
    }
  }

  std::vector<std::string> tables_to_settle(const std::vector<FactName>& asked,
                                            std::span<const std::size_t> places) const {
    std::vector<std::string> tables;
    for (const FactName name : asked) {
      const bool is_unknown = fact(name).of == FactOf::unit
                                  ? !libcase::is_known(facts_, name, 0)
                                  : std::ranges::any_of(places, [&](std::size_t place) {
                                      return !libcase::is_known(facts_, name, place);
                                    });
      const std::string table{fact(name).evidence_table};
      if (is_unknown && !table.empty() && std::ranges::find(tables, table) == tables.end()) {
        tables.push_back(table);
      }
    }
    return tables;
  }

  void add_lines(const ProgrammeVersion& version) {
    std::vector<KnownLine> known;
    std::vector<std::size_t> line_of_known;
    for (std::size_t place = 0; place < facts_.person_count(); ++place) {
      std::vector<std::size_t> unknown_of_support[2];
      for (std::size_t at = 0; at < version.benefits.size(); ++at) {
        add_line(version, at, place, known, line_of_known, unknown_of_support);
      }
      for (const auto& benefits : unknown_of_support) {
        if (!benefits.empty()) {
          assessment_.entitlement.lines.push_back(unknown_line(version, benefits, place));
        }
      }
    }
    apply_caps(known, version.caps, options_);
    if (std::ranges::any_of(version.caps, [&](const Cap& cap) {
          return reading_of(cap.amount, options_) == nullptr;
        })) {
      assessment_.notes.push_back(
          {"A cap is inferred and was left out: amounts may be lower.",
           "Een plafond is afgeleid en buiten beschouwing gelaten: bedragen kunnen lager zijn."});
    }
    for (std::size_t at = 0; at < known.size(); ++at) {
      EntitlementLine& line = assessment_.entitlement.lines[line_of_known[at]];
      if (known[at].cap != nullptr) {
        line.before_cap = line.amount;
        line.cap = known[at].cap->of;
        line.cap_certainty = reading_of(known[at].cap->amount, options_)->certainty;
      }
      line.amount = euro(known[at].cents);
      limit(version.benefits[known[at].benefit], options_, line);
    }
  }

  void add_line(const ProgrammeVersion& version, std::size_t at, std::size_t place,
                std::vector<KnownLine>& known, std::vector<std::size_t>& line_of_known,
                std::vector<std::size_t> (&unknown_of_support)[2]) {
    const Benefit& benefit = version.benefits[at];
    const Verdict gets = persons_.benefits[at][place];
    if (gets == Verdict::not_met) {
      return;
    }
    EntitlementLine line = line_for(benefit, place);
    const Reading* reading = benefit.amount && !options_.leaves_out(benefit)
                                 ? reading_of(*benefit.amount, options_)
                                 : nullptr;
    const Reading* cash_part =
        benefit.cash_at_most ? reading_of(*benefit.cash_at_most, options_) : nullptr;
    const bool has_amount = reading != nullptr && (!benefit.cash_at_most || cash_part != nullptr);
    auto& lines = assessment_.entitlement.lines;
    if (gets == Verdict::met && benefit.uncapped_until_age && !options_.leaves_out(benefit)) {
      line.is_uncapped = true;
      line.uncapped_until = birthday(place, *benefit.uncapped_until_age);
      line.periods = periods(benefit, place);
      lines.push_back(std::move(line));
    } else if (benefit.support == Support::service) {
      if (has_amount && gets == Verdict::met) {
        line.amount = reading->euro;
      }
      line.periods = periods(benefit, place);
      if (gets == Verdict::unknown) {
        explain_unknown({at}, version, place, line);
      }
      lines.push_back(std::move(line));
    } else if (gets == Verdict::met && has_amount) {
      line.source = reading->source;
      line.reading = reading->name;
      for (const Sourced* part :
           {static_cast<const Sourced*>(cash_part), static_cast<const Sourced*>(reading)}) {
        if (part != nullptr && part->certainty == Certainty::inferred) {
          line.certainty = part->certainty;
          line.reason = part->reason;
        }
      }
      line.periods = periods(benefit, place);
      const auto add = [&](Support support, std::int64_t cents) {
        if (cents > 0) {
          line.support = support;
          line.amount = euro(cents);
          known.push_back(
              {static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(at), support, cents});
          line_of_known.push_back(lines.size());
          lines.push_back(line);
        }
      };
      const std::int64_t whole = reading->euro.cents();
      const std::int64_t in_cash = benefit.support == Support::cash ? whole
                                   : cash_part != nullptr ? std::min(whole, cash_part->euro.cents())
                                                          : 0;
      add(Support::cash, in_cash);
      add(Support::in_kind, whole - in_cash);
    } else {
      unknown_of_support[static_cast<std::size_t>(benefit.support)].push_back(at);
    }
  }

  EntitlementLine line_for(const Benefit& benefit, std::size_t place) const {
    return {.person_id = person_id(place),
            .benefit = benefit.name,
            .text = benefit.text,
            .support = benefit.support,
            .source = benefit.source,
            .certainty = benefit.certainty,
            .reason = benefit.reason};
  }

  EntitlementLine unknown_line(const ProgrammeVersion& version,
                               const std::vector<std::size_t>& benefits, std::size_t place) const {
    EntitlementLine line = line_for(version.benefits[benefits.front()], place);
    line.periods = periods(version.benefits[benefits.front()], place);
    for (std::size_t at = 1; at < benefits.size(); ++at) {
      const Benefit& benefit = version.benefits[benefits[at]];
      line.benefit += "/" + benefit.name;
      line.text = join(join(line.text, {" / ", " / "}), benefit.text);
    }
    explain_unknown(benefits, version, place, line);
    return line;
  }

  void explain_unknown(const std::vector<std::size_t>& benefits, const ProgrammeVersion& version,
                       std::size_t place, EntitlementLine& line) const {
    std::vector<FactName> asked;
    bool is_person_unknown = false;
    for (const std::size_t at : benefits) {
      if (persons_.benefits[at][place] == Verdict::unknown) {
        is_person_unknown = true;
        const auto also = facts_of(version.benefits[at].who);
        asked.insert(asked.end(), also.begin(), also.end());
      }
    }
    if (persons_.persons[place] == Verdict::unknown) {
      is_person_unknown = true;
      for (std::size_t at = 0; at < version.criteria.size(); ++at) {
        const Criterion& criterion = version.criteria[at];
        if (criterion.scope == Scope::each && persons_.criteria[at][place] == Verdict::unknown) {
          const auto also = facts_of(criterion.when);
          asked.insert(asked.end(), also.begin(), also.end());
        }
      }
    }
    if (!is_person_unknown) {
      line.why_unknown = {"The amount was not found, or was left out as inferred.",
                          "Het bedrag is niet gevonden, of als afgeleid weggelaten."};
      return;
    }
    line.evidence_tables = tables_to_settle(asked, std::array{place});
    line.why_unknown = {"Whether the person is meant is unknown.",
                        "Of deze persoon bedoeld is, is onbekend."};
  }

  std::optional<Date> birthday(std::size_t place, std::int64_t age) const {
    const Days born = facts_.days(FactName::born_on, place);
    if (born.latest == Days::unknown().latest || born.is_none()) {
      return std::nullopt;
    }
    return Date::from_days_since_epoch(born.latest).anniversary(static_cast<int>(age));
  }

  std::vector<SupportPeriod> periods(const Benefit& benefit, std::size_t place) const {
    std::vector<SupportPeriod> found;
    for (const PeriodRule& rule : benefit.periods) {
      if (options_.leaves_out(rule)) {
        continue;
      }
      SupportPeriod period{.place = rule.place,
                           .text = in_words(rule),
                           .source = rule.source,
                           .certainty = rule.certainty};
      if (rule.until_age) {
        period.until = birthday(place, *rule.until_age);
      } else {
        const Days after =
            facts_.days(*rule.after, fact(*rule.after).of == FactOf::unit ? 0 : place);
        if (after.is_exact()) {
          period.from = Date::from_days_since_epoch(after.earliest);
          period.until = rule.weeks ? period.from->plus_days(static_cast<int>(*rule.weeks) * 7)
                                    : period.from->plus_months(static_cast<int>(*rule.months));
        }
      }
      found.push_back(std::move(period));
    }
    return found;
  }

  const Programme& programme_;
  const FactColumns& facts_;
  const RuleOptions& options_;
  Assessment assessment_;
  bool is_version_certain_ = true;
  Verdict in_force_{};
  std::vector<Verdict> verdicts_;
  PersonVerdicts persons_;
};

} // namespace

Assessment assess(const Programme& programme, const FactColumns& facts, std::size_t unit,
                  const RuleOptions& options) {
  require_readings(options, {&programme});
  const std::array<std::uint32_t, 1> only{static_cast<std::uint32_t>(unit)};
  const FactColumns one = facts.unit_count() == 1 ? facts : take(facts, only);
  return Assessor{programme, one, options}.assess();
}

Assessment assess(const Programme& programme, const CaseFile& file, Date on, const History& history,
                  const RuleOptions& options) {
  require_readings(options, {&programme});
  FactCollector collector{programme.code, facts_of(programme)};
  collector.add(file, on, history);
  const FactColumns facts = collector.take();
  return Assessor{programme, facts, options}.assess();
}

} // namespace libcase
