#include <algorithm>
#include <array>

#include <libcase/rules/explanation.hpp>

#include "text/html.hpp"
#include "text/notation.hpp"

namespace libcase {

namespace {

/// The words of an explanation in one language.
struct Labels {
  Language language;
  std::string_view title, outcome, findings, entitlement, notes, source, inferred, on, rules, total,
      all_stated, all_inferred, of_which, stated_and, with_reading, of, cash, in_kind, service,
      unknown, uncapped_until, unknown_day, until, from, none, if_eligible, indication, at_least,
      at_most, host_country, country_of_origin, cap, reading;
  std::array<std::string_view, 2> unknown_lines, uncapped_lines; ///< of one, and of more
  std::array<std::string_view, 3> outcomes;
  std::array<std::string_view, 3> caps;
};

constexpr Labels english{
    .language = Language::en,
    .title = "Assessment of",
    .outcome = "Outcome",
    .findings = "Why",
    .entitlement = "What it comes to",
    .notes = "Notes",
    .source = "source",
    .inferred = "inferred",
    .on = "on",
    .rules = "rules",
    .total = "Known total",
    .all_stated = "all of it stated by sources",
    .all_inferred = "all of it inferred",
    .of_which = "of which",
    .stated_and = "stated by sources and",
    .with_reading = "with reading",
    .of = "of",
    .cash = "cash",
    .in_kind = "in kind",
    .service = "service",
    .unknown = "amount unknown",
    .uncapped_until = "no ceiling until",
    .unknown_day = "a day that is not known",
    .until = "until",
    .from = "from",
    .none = "nothing",
    .if_eligible = "if the case turns out to be eligible",
    .indication = "This is an indication. The implementer decides, with the permission of the "
                  "immigration service.",
    .at_least = "at least",
    .at_most = "at most",
    .host_country = "in the host country",
    .country_of_origin = "in the country of origin",
    .cap = "less by the most that is given to a",
    .reading = "reading",
    .unknown_lines = {"line of an unknown amount beside it",
                      "lines of an unknown amount beside it"},
    .uncapped_lines = {"line without ceiling", "lines without ceiling"},
    .outcomes = {"not eligible", "undetermined: not enough is known", "eligible"},
    .caps = {"person", "family", "package"},
};

constexpr Labels dutch{
    .language = Language::nl,
    .title = "Beoordeling van",
    .outcome = "Uitkomst",
    .findings = "Waarom",
    .entitlement = "Wat het inhoudt",
    .notes = "Opmerkingen",
    .source = "bron",
    .inferred = "afgeleid",
    .on = "op",
    .rules = "regels",
    .total = "Bekend totaal",
    .all_stated = "geheel volgens bronnen",
    .all_inferred = "geheel afgeleid",
    .of_which = "waarvan",
    .stated_and = "volgens bronnen en",
    .with_reading = "met lezing",
    .of = "van",
    .cash = "in geld",
    .in_kind = "in natura",
    .service = "dienst",
    .unknown = "bedrag onbekend",
    .uncapped_until = "zonder maximum tot",
    .unknown_day = "een dag die niet bekend is",
    .until = "tot",
    .from = "vanaf",
    .none = "niets",
    .if_eligible = "als het dossier in aanmerking blijkt te komen",
    .indication = "Dit is een indicatie. De uitvoerder beslist, met toestemming van de "
                  "immigratiedienst.",
    .at_least = "ten minste",
    .at_most = "ten hoogste",
    .host_country = "in het gastland",
    .country_of_origin = "in het land van herkomst",
    .cap = "verlaagd tot het hoogste per",
    .reading = "lezing",
    .unknown_lines = {"regel met een onbekend bedrag daarnaast",
                      "regels met een onbekend bedrag daarnaast"},
    .uncapped_lines = {"regel zonder maximum", "regels zonder maximum"},
    .outcomes = {"komt niet in aanmerking", "onbepaald: er is niet genoeg bekend",
                 "komt in aanmerking"},
    .caps = {"persoon", "gezin", "pakket"},
};

const Labels& labels_in(Language language) {
  return language == Language::en ? english : dutch;
}

std::string_view in(const Labels& labels, const LocalizedText& wording) {
  return labels.language == Language::en ? wording.en : wording.nl;
}

std::string written(const Labels& labels, const auto& value) {
  return libcase::written(value, labels.language == Language::en ? &LocalizedText::en
                                                                 : &LocalizedText::nl);
}

std::string_view place_in_words(const Labels& labels, SpendingPlace place) {
  return place == SpendingPlace::host_country ? labels.host_country : labels.country_of_origin;
}

std::string source_in_words(const Labels& labels, std::string_view source, Certainty certainty,
                            const std::optional<LocalizedText>& reason) {
  std::string words = std::string{labels.source} + ": " + std::string{source};
  if (certainty == Certainty::inferred) {
    words += "; " + std::string{labels.inferred} +
             (reason ? ": " + std::string{in(labels, *reason)} : "");
  }
  return words;
}

std::string support_in_words(const Labels& labels, Support support) {
  return std::string{support == Support::cash      ? labels.cash
                     : support == Support::in_kind ? labels.in_kind
                                                   : labels.service};
}

std::string amount_in_words(const Labels& labels, const EntitlementLine& line) {
  if (line.amount) {
    return written(labels, *line.amount);
  }
  if (line.is_uncapped) {
    return std::string{labels.uncapped_until} + " " +
           (line.uncapped_until ? written(labels, *line.uncapped_until)
                                : std::string{labels.unknown_day});
  }
  return std::string{line.support == Support::service ? std::string_view{} : labels.unknown};
}

/// What a line says beside who, what and how much.
std::vector<std::string> details_of(const Labels& labels, const EntitlementLine& line) {
  std::vector<std::string> details;
  const auto mark = [&](Certainty certainty) {
    return certainty == Certainty::inferred ? " (" + std::string{labels.inferred} + ")" : "";
  };
  if (line.cap) {
    details.push_back(written(labels, *line.before_cap) + ", " + std::string{labels.cap} + " " +
                      std::string{labels.caps[static_cast<std::size_t>(*line.cap)]} +
                      mark(line.cap_certainty));
  }
  if (line.is_unknown() && !line.why_unknown.en.empty()) {
    details.emplace_back(in(labels, line.why_unknown));
  }
  for (const SpendingLimit& limit : line.spending) {
    const auto add = [&](std::string_view bound, const std::optional<Money>& amount) {
      if (amount) {
        details.push_back(std::string{bound} + " " + written(labels, *amount) + " " +
                          std::string{place_in_words(labels, limit.place)} + mark(limit.certainty));
      }
    };
    add(labels.at_least, limit.at_least);
    add(labels.at_most, limit.at_most);
  }
  for (const SupportPeriod& period : line.periods) {
    std::string text{in(labels, period.text)};
    if (period.until) {
      text += ": " + std::string{labels.until} + " " + written(labels, *period.until);
    }
    details.push_back(text + mark(period.certainty));
  }
  for (const InstalmentPart& instalment : line.instalments) {
    details.push_back(written(labels, instalment.amount) + " " +
                      std::string{in(labels, instalment.when)});
  }
  if (!line.reading.empty()) {
    details.push_back(std::string{labels.reading} + " " + line.reading);
  }
  return details;
}

/// What the total rests on, with a comma before it; nothing of a total of nothing.
std::string basis_in_words(const Labels& labels, const Entitlement& entitlement) {
  if (entitlement.total.cents() == 0) {
    return {};
  }
  if (entitlement.inferred.cents() == 0 || entitlement.stated.cents() == 0) {
    return ", " +
           std::string{entitlement.inferred.cents() == 0 ? labels.all_stated : labels.all_inferred};
  }
  return ", " + std::string{labels.of_which} + " " + written(labels, entitlement.stated) + " " +
         std::string{labels.stated_and} + " " + written(labels, entitlement.inferred) + " " +
         std::string{labels.inferred};
}

std::string total_in_words(const Labels& labels, const Entitlement& entitlement) {
  std::string words = std::string{labels.total} + ": " + written(labels, entitlement.total) +
                      basis_in_words(labels, entitlement);
  const auto add = [&](std::int64_t lines, const std::array<std::string_view, 2>& are) {
    if (lines > 0) {
      words += "; " + std::to_string(lines) + " " + std::string{lines == 1 ? are[0] : are[1]};
    }
  };
  add(entitlement.unknown_lines, labels.unknown_lines);
  add(entitlement.uncapped_lines, labels.uncapped_lines);
  return words;
}

/// "Known total with reading A of in-kind-child-2012: €10,260.00".
std::string total_in_words(const Labels& labels, const OtherReading& other) {
  return std::string{labels.total} + " " + std::string{labels.with_reading} + " " + other.reading +
         " " + std::string{labels.of} + " " + other.dispute + ": " + written(labels, other.total);
}

/// The total, and then what other readings give.
std::vector<std::string> totals_in_words(const Labels& labels, const Entitlement& entitlement) {
  std::vector<std::string> totals{total_in_words(labels, entitlement)};
  for (const OtherReading& other : entitlement.other_readings) {
    totals.push_back(total_in_words(labels, other));
  }
  return totals;
}

std::string heading_of(const Labels& labels, const Assessment& assessment) {
  return std::string{in(labels, assessment.name)} + " (" + assessment.programme.code() + ")";
}

std::string outcome_in_words(const Labels& labels, Outcome outcome) {
  return std::string{labels.outcomes[static_cast<std::size_t>(outcome)]};
}

std::string person_in_words(const Labels& labels, const Assessment& assessment, PersonId id) {
  const auto found = std::ranges::find(assessment.persons, id, &PersonOutcome::person_id);
  return found == assessment.persons.end() ? std::string{} : std::string{in(labels, found->who)};
}

/// The outcomes of persons, where they are not all the unit's.
std::vector<std::string> persons_in_words(const Labels& labels, const Assessment& assessment) {
  std::vector<std::string> words;
  const bool is_one = std::ranges::all_of(assessment.persons, [&](const PersonOutcome& person) {
    return person.outcome == assessment.outcome;
  });
  for (const PersonOutcome& person : assessment.persons) {
    if (!is_one) {
      words.push_back(std::string{in(labels, person.who)} + ": " +
                      outcome_in_words(labels, person.outcome));
    }
  }
  return words;
}

/// The findings, those that decide first; those of one weight stay in the order of the rules.
std::vector<const Finding*> by_weight(const std::vector<Finding>& findings) {
  constexpr std::array order{Verdict::not_met, Verdict::unknown, Verdict::met_by_some, Verdict::met,
                             Verdict::not_applicable};
  std::vector<const Finding*> ordered;
  for (const Verdict verdict : order) {
    for (const Finding& finding : findings) {
      if (finding.verdict == verdict) {
        ordered.push_back(&finding);
      }
    }
  }
  return ordered;
}

std::string line_heading(const Labels& labels, const Assessment& assessment,
                         const EntitlementLine& line) {
  const std::string amount = amount_in_words(labels, line);
  return person_in_words(labels, assessment, line.person_id) + ", " +
         std::string{in(labels, line.text)} + ", " + support_in_words(labels, line.support) +
         (amount.empty() ? "" : ": " + amount);
}

/// "the partner, nothing: no benefit of these rules is for this person".
std::string left_out_in_words(const Labels& labels, const Assessment& assessment,
                              const LeftOut& left_out) {
  return person_in_words(labels, assessment, left_out.person_id) + ", " + std::string{labels.none} +
         ": " + std::string{in(labels, left_out.why)};
}

} // namespace

std::string in_words(const Money& money, Language language) {
  return written(labels_in(language), money);
}

LocalizedText Assessment::indication() {
  return {std::string{english.indication}, std::string{dutch.indication}};
}

std::string explain(const Assessment& assessment, Language language) {
  const Labels& labels = labels_in(language);
  std::string text = std::string{labels.title} + " " + heading_of(labels, assessment) + ", " +
                     std::string{labels.on} + " " + written(labels, assessment.on);
  if (!assessment.version.empty()) {
    text += ", " + std::string{labels.rules} + " " + assessment.version;
  }
  text += "\n" + std::string{labels.outcome} + ": " + outcome_in_words(labels, assessment.outcome) +
          "\n";
  for (const std::string& person : persons_in_words(labels, assessment)) {
    text += "- " + person + "\n";
  }
  text += "\n" + std::string{labels.findings} + "\n";
  for (const Finding* finding : by_weight(assessment.findings)) {
    text += "- " + std::string{in(labels, finding->sentence)} + " [" +
            source_in_words(labels, finding->source, finding->certainty, finding->reason) + "]\n";
  }
  if (assessment.outcome != Outcome::not_eligible) {
    text += "\n" + std::string{labels.entitlement};
    if (assessment.outcome == Outcome::undetermined) {
      text += ", " + std::string{labels.if_eligible};
    }
    text += "\n";
    for (const EntitlementLine& line : assessment.entitlement.lines) {
      text += "- " + line_heading(labels, assessment, line) + " [" +
              source_in_words(labels, line.source, line.certainty, line.reason) + "]\n";
      for (const std::string& detail : details_of(labels, line)) {
        text += "    " + detail + "\n";
      }
    }
    for (const LeftOut& left_out : assessment.entitlement.left_out) {
      text += "- " + left_out_in_words(labels, assessment, left_out) + "\n";
    }
    if (assessment.entitlement.lines.empty() && assessment.entitlement.left_out.empty()) {
      text += "- " + std::string{labels.none} + "\n";
    }
    for (const std::string& total : totals_in_words(labels, assessment.entitlement)) {
      text += total + "\n";
    }
  }
  if (!assessment.notes.empty()) {
    text += "\n" + std::string{labels.notes} + "\n";
    for (const LocalizedText& note : assessment.notes) {
      text += "- " + std::string{in(labels, note)} + "\n";
    }
  }
  return text + "\n" + std::string{labels.indication} + "\n";
}

std::string explain_html(const Assessment& assessment, Language language) {
  constexpr std::string_view style = R"(
body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 50em; padding: 0 1em; }
li { margin: .4em 0; } .source, .detail { color: #555; font-size: 90%; }
.met::before { content: "\2713\00a0"; } .not_met::before { content: "\2717\00a0"; }
.unknown::before { content: "?\00a0"; } .not_applicable::before { content: "\2013\00a0"; }
.met_by_some::before { content: "\2248\00a0"; }
.inferred { font-style: italic; }
table { border-collapse: collapse; } td { padding: .2em .8em; border-bottom: 1px solid #ddd; vertical-align: top; }
)";
  const Labels& labels = labels_in(language);
  const std::string heading = escaped(heading_of(labels, assessment));
  const std::string title = std::string{labels.title} + " " + heading;
  std::string page = "<!DOCTYPE html>\n<html lang=\"" + std::string{to_text(language)} +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
                     "</title>\n<style>" + std::string{style} + "</style>\n</head>\n<body>\n<h1>" +
                     title + "</h1>\n<p>" + std::string{labels.on} + " " +
                     written(labels, assessment.on);
  if (!assessment.version.empty()) {
    page += ", " + std::string{labels.rules} + " " + escaped(assessment.version);
  }
  page += "</p>\n<p><strong>" + std::string{labels.outcome} + ": " +
          outcome_in_words(labels, assessment.outcome) + "</strong>";
  for (const std::string& person : persons_in_words(labels, assessment)) {
    page += "<br>" + person;
  }
  page += "</p>\n<h2>" + std::string{labels.findings} + "</h2>\n<ul>\n";
  const auto source_html = [&](std::string_view source, Certainty certainty,
                               const std::optional<LocalizedText>& reason) {
    return "<span class=\"source" +
           std::string{certainty == Certainty::inferred ? " inferred" : ""} + "\">[" +
           escaped(source_in_words(labels, source, certainty, reason)) + "]</span>";
  };
  for (const Finding* finding : by_weight(assessment.findings)) {
    page += "<li class=\"" + std::string{to_text(finding->verdict)} + "\">" +
            escaped(in(labels, finding->sentence)) + " " +
            source_html(finding->source, finding->certainty, finding->reason) + "</li>\n";
  }
  page += "</ul>\n";
  if (assessment.outcome != Outcome::not_eligible) {
    page += "<h2>" + std::string{labels.entitlement};
    if (assessment.outcome == Outcome::undetermined) {
      page += ", " + std::string{labels.if_eligible};
    }
    page += "</h2>\n<table>\n";
    for (const EntitlementLine& line : assessment.entitlement.lines) {
      page += "<tr><td>" + escaped(line_heading(labels, assessment, line));
      for (const std::string& detail : details_of(labels, line)) {
        page += "<br><span class=\"detail\">" + escaped(detail) + "</span>";
      }
      page += "</td><td>" + source_html(line.source, line.certainty, line.reason) + "</td></tr>\n";
    }
    for (const LeftOut& left_out : assessment.entitlement.left_out) {
      page += "<tr><td>" + escaped(left_out_in_words(labels, assessment, left_out)) +
              "</td><td></td></tr>\n";
    }
    page += "</table>\n";
    for (const std::string& total : totals_in_words(labels, assessment.entitlement)) {
      page += "<p>" + escaped(total) + "</p>\n";
    }
  }
  if (!assessment.notes.empty()) {
    page += "<h2>" + std::string{labels.notes} + "</h2>\n<ul>\n";
    for (const LocalizedText& note : assessment.notes) {
      page += "<li>" + escaped(in(labels, note)) + "</li>\n";
    }
    page += "</ul>\n";
  }
  return page + "<p><em>" + std::string{labels.indication} + "</em></p>\n</body>\n</html>\n";
}

} // namespace libcase
