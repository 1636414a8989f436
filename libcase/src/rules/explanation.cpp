#include <libcase/rules/explanation.hpp>

#include "rules/explained.hpp"
#include "text/html.hpp"
#include "text/notation.hpp"

namespace libcase {

namespace {

void add_items(std::string& text, const std::vector<ExplainedItem>& items) {
  for (const ExplainedItem& item : items) {
    text += "- " + item.text + (item.source.empty() ? "" : " [" + item.source + "]") + "\n";
    for (const std::string& detail : item.details) {
      text += "    " + detail + "\n";
    }
  }
}

std::string source_html(const ExplainedItem& item) {
  return item.source.empty()
             ? std::string{}
             : "<span class=\"source" + std::string{item.is_inferred ? " inferred" : ""} + "\">[" +
                   escaped(item.source) + "]</span>";
}

constexpr std::string_view style = R"(
body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 50em; padding: 0 1em; }
li { margin: .4em 0; } .source, .detail { color: #555; font-size: 90%; }
.met::before { content: "\2713\00a0"; } .not_met::before { content: "\2717\00a0"; }
.unknown::before { content: "?\00a0"; } .not_applicable::before { content: "\2013\00a0"; }
.met_by_some::before { content: "\2248\00a0"; }
.inferred { font-style: italic; }
table { border-collapse: collapse; } td { padding: .2em .8em; border-bottom: 1px solid #ddd; vertical-align: top; }
)";

} // namespace

std::string in_words(const Money& money, Language language) {
  return written(money, language);
}

std::string explain(const Assessment& assessment, Language language) {
  const Explained told = explained(assessment, language);
  std::string text = told.title + ", " + told.day + "\n" + told.outcome + "\n";
  for (const std::string& person : told.persons) {
    text += "- " + person + "\n";
  }
  text += "\n" + told.why + "\n";
  add_items(text, told.findings);
  if (!told.entitlement.empty()) {
    text += "\n" + told.entitlement + "\n";
    add_items(text, told.lines);
    for (const std::string& total : told.totals) {
      text += total + "\n";
    }
  }
  if (!told.notes.empty()) {
    text += "\n" + told.notes_heading + "\n";
    for (const std::string& note : told.notes) {
      text += "- " + note + "\n";
    }
  }
  return text + "\n" + told.closing + "\n";
}

std::string explain_html(const Assessment& assessment, Language language) {
  const Explained told = explained(assessment, language);
  const std::string title = escaped(told.title);
  std::string page = "<!DOCTYPE html>\n<html lang=\"" + std::string{language.code()} +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
                     "</title>\n<style>" + std::string{style} + "</style>\n</head>\n<body>\n<h1>" +
                     title + "</h1>\n<p>" + escaped(told.day) + "</p>\n<p><strong>" +
                     escaped(told.outcome) + "</strong>";
  for (const std::string& person : told.persons) {
    page += "<br>" + escaped(person);
  }
  page += "</p>\n<h2>" + escaped(told.why) + "</h2>\n<ul>\n";
  for (const ExplainedItem& finding : told.findings) {
    page += "<li class=\"" + std::string{to_text(finding.verdict)} + "\">" + escaped(finding.text) +
            " " + source_html(finding) + "</li>\n";
  }
  page += "</ul>\n";
  if (!told.entitlement.empty()) {
    page += "<h2>" + escaped(told.entitlement) + "</h2>\n<table>\n";
    for (const ExplainedItem& line : told.lines) {
      page += "<tr><td>" + escaped(line.text);
      for (const std::string& detail : line.details) {
        page += "<br><span class=\"detail\">" + escaped(detail) + "</span>";
      }
      page += "</td><td>" + source_html(line) + "</td></tr>\n";
    }
    page += "</table>\n";
    for (const std::string& total : told.totals) {
      page += "<p>" + escaped(total) + "</p>\n";
    }
  }
  if (!told.notes.empty()) {
    page += "<h2>" + escaped(told.notes_heading) + "</h2>\n<ul>\n";
    for (const std::string& note : told.notes) {
      page += "<li>" + escaped(note) + "</li>\n";
    }
    page += "</ul>\n";
  }
  return page + "<p><em>" + escaped(told.closing) + "</em></p>\n</body>\n</html>\n";
}

} // namespace libcase
