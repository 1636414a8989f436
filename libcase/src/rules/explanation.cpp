#include <algorithm>
#include <initializer_list>
#include <string_view>

#include <libcase/rules/explanation.hpp>
#include <libcase/rules/told_to.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "rules/explained_html.hpp"
#include "rules/findings.hpp"
#include "text/html.hpp"
#include "text/notation.hpp"

namespace libcase {

namespace {

void add(std::string& text, std::initializer_list<std::string_view> more) {
  for (const std::string_view one : more) {
    text += one;
  }
}

void add_items(std::string& text, const std::vector<ExplainedItem>& items) {
  for (const ExplainedItem& item : items) {
    add(text, {"- ", item.text});
    if (!item.amount.empty()) {
      add(text, {": ", item.amount});
    }
    if (!item.source.empty()) {
      add(text, {" [", item.source, "]"});
    }
    text += '\n';
    for (const std::string& detail : item.details) {
      add(text, {"    ", detail, "\n"});
    }
  }
}

std::string say(std::string_view key, Language language) {
  return escaped(said("letter", key).in(language));
}

std::string paragraph(const std::string& text) {
  return text.empty() ? std::string{} : "<p>" + escaped(text) + "</p>\n";
}

/// "To: the principal".
std::string head_row(const std::string& label, const std::string& value) {
  return value.empty() ? std::string{}
                       : "<tr><td>" + label + "</td><td>" + escaped(value) + "</td></tr>\n";
}

/// The member to whom a letter goes, or whose guardian it goes to.
const PersonOutcome& reader_of(const Assessment& assessment, PersonId person) {
  const auto reader = std::ranges::find(assessment.persons, person, &PersonOutcome::person_id);
  if (reader->minor == Verdict::met && reader->unaccompanied_minor != Verdict::met) {
    throw InvalidValue("reader_is_minor",
                       "expected an adult as the first to read a letter, found a minor who is not "
                       "known to be alone");
  }
  return *reader;
}

/// What the outcome takes to be so, as said to whoever reads it.
std::vector<LocalizedText> provisos_to_reader(const Assessment& assessment) {
  std::vector<LocalizedText> provisos;
  for (const Finding& finding : assessment.findings) {
    if (holds_provided(finding)) {
      provisos.push_back(finding.provided_by_reader.value_or(*finding.provided));
    }
  }
  return provisos;
}

LocalizedText letter_outcome(const Assessment& assessment, Outcome outcome, bool is_to_guardian) {
  const std::string_view group = is_to_guardian ? "letter_outcomes_to_guardian" : "letter_outcomes";
  return outcome == Outcome::eligible && !assessment.provided.empty()
             ? said(group, "eligible_provided",
                    {{"provided", LocalizedText::listed("and", assessment.provided)}})
             : said(group, to_text(outcome));
}

} // namespace

std::string in_words(const Money& money, Language language) {
  return written(money, language);
}

std::string explain(const Assessment& assessment, Language language) {
  const Explained told = explained(assessment, language);
  std::string text;
  add(text, {told.title, ", ", told.day, "\n", told.outcome, "\n"});
  for (const std::string& person : told.persons) {
    add(text, {"- ", person, "\n"});
  }
  if (!told.rests_on_others.empty()) {
    add(text, {told.rests_on_others, "\n"});
  }
  add(text, {"\n", told.why, "\n"});
  add_items(text, told.findings);
  if (!told.entitlement.empty()) {
    add(text, {"\n", told.entitlement, "\n"});
    add_items(text, told.lines);
    for (const std::string& total : told.totals) {
      add(text, {total, "\n"});
    }
  }
  if (!told.notes.empty()) {
    add(text, {"\n", told.notes_heading, "\n"});
    for (const std::string& note : told.notes) {
      add(text, {"- ", note, "\n"});
    }
  }
  add(text, {"\n", told.closing, "\n"});
  return text;
}

std::string explain_html(const Assessment& assessment, Language language) {
  const Explained told = explained(assessment, language);
  std::string body = "<h1>" + escaped(told.title) + "</h1>\n<p>" + escaped(told.day) +
                     "</p>\n<p><strong>" + escaped(told.outcome) + "</strong>";
  for (const std::string& person : told.persons) {
    body += "<br>" + escaped(person);
  }
  body += "</p>\n" + paragraph(told.rests_on_others) + "<h2>" + escaped(told.why) + "</h2>\n" +
          findings_html(told.findings) + entitlement_html(told) + notes_html(told) + "<p><em>" +
          escaped(told.closing) + "</em></p>\n";
  return page_of(language, told.title, body);
}

std::string letter(const Assessment& assessment, const std::vector<PersonId>& persons,
                   Language language, const std::string& case_reference) {
  Assessment of_reader = told_to(assessment, persons);
  const PersonOutcome reader = reader_of(of_reader, persons.front());
  const bool is_to_guardian = reader.minor == Verdict::met;
  if (!is_to_guardian) {
    of_reader.provided = provisos_to_reader(of_reader);
  }
  Explained told = explained(of_reader, language);
  std::erase_if(told.findings, [](const ExplainedItem& finding) {
    return finding.verdict == Verdict::not_applicable;
  });
  std::string body =
      "<table class=\"head\">\n" +
      head_row(say("to", language),
               said("letter", is_to_guardian ? "guardian" : "reader", {{"person", reader.who}})
                   .in(language)) +
      head_row(say("case", language), case_reference) +
      head_row(say("assessed_on", language), LocalizedText{assessment.on}.in(language)) +
      head_row(say("rules", language), assessment.version_text.in(language)) + "</table>\n<h1>" +
      escaped(told.title) + "</h1>\n<p><strong>" +
      escaped(letter_outcome(of_reader, reader.outcome, is_to_guardian).in(language)) + "</strong>";
  if (persons.size() > 1) {
    for (const std::string& person : told.persons) {
      body += "<br>" + escaped(person);
    }
  }
  body += "</p>\n" + paragraph(told.rests_on_others) + "<h2>" + say("grounds", language) +
          "</h2>\n" + findings_html(told.findings) + entitlement_html(told) + notes_html(told) +
          "<p><em>" + escaped(told.closing) + "</em></p>\n<p class=\"signature\"><span>" +
          say("signature", language) + "</span><span>" + say("signed_on", language) +
          "</span></p>\n";
  return page_of(language, told.title, body);
}

} // namespace libcase
