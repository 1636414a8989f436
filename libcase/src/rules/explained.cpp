#include "rules/explained.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/findings.hpp"

namespace libcase {

namespace {

LocalizedText explanation(std::string_view key,
                          std::initializer_list<LocalizedText::Part> parts = {}) {
  return said("explanation", key, parts);
}

/// Marks what is inferred.
LocalizedText marked(const LocalizedText& what, Certainty certainty) {
  return certainty == Certainty::inferred ? explanation("marked_inferred", {{"what", what}}) : what;
}

LocalizedText source_in_words(const std::string& source, Certainty certainty,
                              const std::optional<LocalizedText>& reason) {
  const LocalizedText name = LocalizedText::same(source);
  if (certainty != Certainty::inferred) {
    return explanation("source", {{"source", name}});
  }
  return reason ? explanation("source_inferred_since", {{"source", name}, {"reason", *reason}})
                : explanation("source_inferred", {{"source", name}});
}

/// Nothing of a service without an amount.
LocalizedText amount_in_words(const EntitlementLine& line) {
  if (line.amount) {
    return *line.amount;
  }
  if (line.is_uncapped) {
    return explanation("uncapped_until",
                       {{"day", line.uncapped_until ? LocalizedText{*line.uncapped_until}
                                                    : explanation("unknown_day")}});
  }
  if (line.conditional_amount) {
    return explanation("amount_if",
                       {{"amount", *line.conditional_amount}, {"condition", line.condition}});
  }
  return line.support == Support::service ? LocalizedText{} : explanation("amount_unknown");
}

/// What a line says beside who, what and how much.
std::vector<LocalizedText> details_of(const EntitlementLine& line) {
  std::vector<LocalizedText> details;
  add(details, line.months_text);
  for (const LineLimit& limit : line.limits) {
    const LocalizedText change =
        marked(said(limit.is_minimum ? "raised_to_minimum" : "reduced_to_cap", to_text(limit.of),
                    {{"amount", limit.before}}),
               limit.certainty);
    details.push_back(limit.is_open ? explanation("perhaps_not", {{"what", change}}) : change);
  }
  add(details, line.why_unknown);
  for (const SpendingLimit& limit : line.spending) {
    const auto spent = [&](std::string_view bound, const std::optional<Money>& amount) {
      if (amount) {
        details.push_back(
            marked(explanation(bound, {{"amount", *amount},
                                       {"place", said("places", to_text(limit.place))}}),
                   limit.certainty));
      }
    };
    spent("at_least", limit.at_least);
    spent("at_most", limit.at_most);
  }
  for (const SupportPeriod& period : line.periods) {
    details.push_back(marked(
        period.until ? explanation("lasts_until", {{"period", period.text}, {"day", *period.until}})
                     : period.text,
        period.certainty));
  }
  for (const InstalmentPart& instalment : line.instalments) {
    details.push_back(
        explanation("instalment", {{"amount", instalment.amount}, {"when", instalment.when}}));
  }
  if (!line.reading_text.empty()) {
    details.push_back(explanation("reading_text", {{"what", line.reading_text}}));
  } else if (!line.reading.empty()) {
    details.push_back(explanation("reading", {{"reading", LocalizedText::same(line.reading)}}));
  }
  return details;
}

/// The total and what it rests on.
LocalizedText total_with_basis(const Entitlement& entitlement) {
  if (entitlement.total.cents() == 0) {
    return entitlement.total;
  }
  const std::string_view basis = entitlement.inferred.cents() == 0 ? "all_stated"
                                 : entitlement.stated.cents() == 0 ? "all_inferred"
                                                                   : "partly_inferred";
  return explanation(basis, {{"total", entitlement.total},
                             {"stated", entitlement.stated},
                             {"inferred", entitlement.inferred}});
}

/// The total, and then what other readings give.
std::vector<LocalizedText> totals_of(const Entitlement& entitlement) {
  std::vector<LocalizedText> parts{
      explanation("total", {{"total", total_with_basis(entitlement)}})};
  const auto count = [&](std::int64_t lines, std::string_view group) {
    if (lines > 0) {
      parts.push_back(said(group, lines == 1 ? "one" : "more", {{"count", lines}}));
    }
  };
  const std::int64_t conditional =
      std::ranges::count_if(entitlement.lines, [](const EntitlementLine& line) {
        return line.conditional_amount.has_value();
      });
  count(conditional, "conditional_lines");
  count(entitlement.unknown_lines - conditional, "unknown_lines");
  count(entitlement.uncapped_lines, "uncapped_lines");
  std::vector<LocalizedText> totals{LocalizedText::listed("semicolon", std::move(parts))};
  for (const OtherReading& other : entitlement.other_readings) {
    totals.push_back(
        other.text.empty()
            ? explanation("other_reading", {{"reading", LocalizedText::same(other.reading)},
                                            {"dispute", LocalizedText::same(other.dispute)},
                                            {"total", other.total}})
            : explanation("other_reading_text", {{"what", other.text}, {"total", other.total}}));
  }
  return totals;
}

/// Nobody's name where they are no member.
LocalizedText name_of(const Assessment& assessment, PersonId id) {
  const auto found = std::ranges::find(assessment.persons, id, &PersonOutcome::person_id);
  return found == assessment.persons.end() ? LocalizedText{} : found->who;
}

/// The outcomes of persons, where they are not all the unit's.
std::vector<LocalizedText> persons_in_words(const Assessment& assessment) {
  std::vector<LocalizedText> words;
  const bool is_one = std::ranges::all_of(assessment.persons, [&](const PersonOutcome& person) {
    return person.outcome == assessment.outcome;
  });
  for (const PersonOutcome& person : assessment.persons) {
    if (!is_one) {
      words.push_back(
          explanation("person_outcome", {{"person", person.who},
                                         {"outcome", said("outcomes", to_text(person.outcome))}}));
    }
  }
  return words;
}

/// Whether there is nothing to tell of it: it is asked of nobody, and takes nothing to be so.
bool is_idle(const Finding& finding) {
  return finding.verdict == Verdict::not_applicable && !finding.attested_from &&
         !holds_provided(finding);
}

/// The findings, those that decide first; those of one weight stay in the order of the rules.
std::vector<const Finding*> by_weight(const std::vector<Finding>& findings) {
  constexpr std::array order{Verdict::not_met, Verdict::unknown, Verdict::met_by_some, Verdict::met,
                             Verdict::not_applicable};
  std::vector<const Finding*> ordered;
  for (const Verdict verdict : order) {
    for (const Finding& finding : findings) {
      if (finding.verdict == verdict && !is_idle(finding)) {
        ordered.push_back(&finding);
      }
    }
  }
  return ordered;
}

LocalizedText line_in_words(const Assessment& assessment, const EntitlementLine& line) {
  return LocalizedText::listed(
      "comma", {line.person_id ? name_of(assessment, *line.person_id) : explanation("whole_unit"),
                line.text, said("supports", to_text(line.support))});
}

std::vector<std::string> in_language(const std::vector<LocalizedText>& texts, Language language) {
  std::vector<std::string> written;
  written.reserve(texts.size());
  for (const LocalizedText& text : texts) {
    written.push_back(text.in(language));
  }
  return written;
}

/// The outcome, with what it takes to be so where somebody is eligible.
LocalizedText outcome_in_words(const Assessment& assessment) {
  const LocalizedText outcome = said("outcomes", to_text(assessment.outcome));
  return assessment.outcome == Outcome::eligible && !assessment.provided.empty()
             ? explanation("outcome_provided",
                           {{"outcome", outcome},
                            {"provided", LocalizedText::listed("and", assessment.provided)}})
             : explanation("outcome", {{"outcome", outcome}});
}

/// The heading of what it comes to, with what that takes to be so where nobody is certain to get
/// it.
LocalizedText entitlement_heading(const Assessment& assessment) {
  if (assessment.outcome != Outcome::undetermined) {
    return explanation("entitlement");
  }
  return assessment.provided.empty()
             ? explanation("entitlement_if_eligible")
             : explanation("entitlement_if_eligible_and",
                           {{"provided", LocalizedText::listed("and", assessment.provided)}});
}

/// Whether any of those who are told of is eligible, or may be.
bool may_get_something(const Assessment& assessment) {
  return assessment.outcome != Outcome::not_eligible &&
         (assessment.persons.empty() ||
          std::ranges::any_of(assessment.persons, [](const PersonOutcome& person) {
            return person.outcome != Outcome::not_eligible;
          }));
}

void add_entitlement(const Assessment& assessment, Language language, Explained& to) {
  const Entitlement& entitlement = assessment.entitlement;
  to.entitlement = entitlement_heading(assessment).in(language);
  to.lines.reserve(entitlement.lines.size() + entitlement.left_out.size());
  for (const EntitlementLine& line : entitlement.lines) {
    to.lines.push_back(
        {.text = line_in_words(assessment, line).in(language),
         .amount = amount_in_words(line).in(language),
         .source = source_in_words(line.source, line.certainty, line.reason).in(language),
         .is_inferred = line.certainty == Certainty::inferred,
         .details = in_language(details_of(line), language)});
  }
  for (const LeftOut& left_out : entitlement.left_out) {
    to.lines.push_back(
        {explanation("nothing_for",
                     {{"person", name_of(assessment, left_out.person_id)}, {"why", left_out.why}})
             .in(language)});
  }
  if (to.lines.empty()) {
    to.lines.push_back({explanation("nothing").in(language)});
  }
  to.totals = in_language(totals_of(entitlement), language);
}

} // namespace

Explained explained(const Assessment& assessment, Language language) {
  const auto in = [&](const LocalizedText& text) { return text.in(language); };
  const LocalizedText& version = assessment.version_text;
  Explained told{
      .title =
          in(explanation("title", {{"name", assessment.name},
                                   {"code", LocalizedText::same(assessment.programme.code())}})),
      .day = in(version.empty()
                    ? explanation("on", {{"day", assessment.on}})
                    : explanation("on_by_rules", {{"day", assessment.on}, {"version", version}})),
      .outcome = in(outcome_in_words(assessment)),
      .rests_on_others = in(assessment.rests_on_others),
      .persons = in_language(persons_in_words(assessment), language),
      .why = in(explanation("why")),
      .notes_heading = in(explanation("notes")),
      .notes = in_language(assessment.notes, language),
      .closing = in(assessment.indication)};
  told.findings.reserve(assessment.findings.size());
  for (const Finding* finding : by_weight(assessment.findings)) {
    told.findings.push_back(
        {.text = in(finding->sentence),
         .source = in(source_in_words(finding->source, finding->certainty, finding->reason)),
         .is_inferred = finding->certainty == Certainty::inferred,
         .verdict = finding->verdict});
  }
  if (may_get_something(assessment)) {
    add_entitlement(assessment, language, told);
  }
  return told;
}

} // namespace libcase
