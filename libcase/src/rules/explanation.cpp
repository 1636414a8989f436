#include <algorithm>
#include <initializer_list>
#include <string_view>

#include <libcase/rules/explanation.hpp>
#include <libcase/rules/told_to.hpp>

#include "rules/explained_html.hpp"
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

/// "To: the principal".
std::string head_row(const std::string& label, const std::string& value) {
  return value.empty() ? std::string{}
                       : "<tr><td>" + label + "</td><td>" + escaped(value) + "</td></tr>\n";
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
  body += "</p>\n<h2>" + escaped(told.why) + "</h2>\n" + findings_html(told.findings) +
          entitlement_html(told) + notes_html(told) + "<p><em>" + escaped(told.closing) +
          "</em></p>\n";
  return page_of(language, told.title, body);
}

std::string letter(const Assessment& assessment, const std::vector<PersonId>& persons,
                   Language language, const std::string& case_reference) {
  const Assessment of_reader = told_to(assessment, persons);
  Explained told = explained(of_reader, language);
  std::erase_if(told.findings, [](const ExplainedItem& finding) {
    return finding.verdict == Verdict::not_applicable;
  });
  const auto reader =
      std::ranges::find(of_reader.persons, persons.front(), &PersonOutcome::person_id);
  std::string body =
      "<table class=\"head\">\n" +
      head_row(say("to", language),
               said("letter", "reader", {{"person", reader->who}}).in(language)) +
      head_row(say("case", language), case_reference) +
      head_row(say("assessed_on", language), LocalizedText{assessment.on}.in(language)) +
      head_row(say("rules", language), assessment.version) + "</table>\n<h1>" +
      escaped(told.title) + "</h1>\n<p><strong>" +
      escaped(said("letter_outcomes", to_text(reader->outcome)).in(language)) + "</strong>";
  if (persons.size() > 1) {
    for (const std::string& person : told.persons) {
      body += "<br>" + escaped(person);
    }
  }
  body += "</p>\n<h2>" + say("grounds", language) + "</h2>\n" + findings_html(told.findings) +
          entitlement_html(told) + notes_html(told) + "<p><em>" + escaped(told.closing) +
          "</em></p>\n<p class=\"signature\"><span>" + say("signature", language) +
          "</span><span>" + say("signed_on", language) + "</span></p>\n";
  return page_of(language, told.title, body);
}

} // namespace libcase
