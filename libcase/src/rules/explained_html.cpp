#include "rules/explained_html.hpp"

#include <libcase/rules/explanation.hpp>

#include "text/html.hpp"

namespace libcase {

namespace {

constexpr std::string_view style = R"(
@page { size: A4; margin: 20mm 22mm; }
body { color: #111; font: 11pt/1.45 system-ui, "DejaVu Sans", sans-serif; margin: 2em auto; max-width: 44em; padding: 0 1em; }
@media print { body { font-size: 10pt; margin: 0; max-width: none; padding: 0; } }
h1 { font-size: 1.5em; line-height: 1.25; margin: 0 0 .4em; }
h2 { break-after: avoid; font-size: 1.1em; margin: 1.6em 0 .4em; }
ul { margin: 0; padding: 0; } ul.notes { padding-left: 1.2em; }
ul.findings { list-style: none; }
.findings li { break-inside: avoid; margin: .5em 0; padding-left: 1.6em; text-indent: -1.6em; }
.findings li::before { display: inline-block; font-weight: bold; text-indent: 0; width: 1.6em; }
.met::before { content: "\2713"; } .not_met::before { content: "\2717"; }
.unknown::before { content: "?"; } .not_applicable::before { content: "\2013"; }
.met_by_some::before { content: "\2248"; }
.source, .detail { color: #555; display: block; font-size: .85em; text-indent: 0; }
.inferred { font-style: italic; }
table { border-collapse: collapse; width: 100%; }
tr { break-inside: avoid; } td { border-bottom: 1px solid #ccc; padding: .35em .8em .35em 0; vertical-align: top; }
td.amount { padding-right: 0; text-align: right; white-space: nowrap; }
.totals { margin: .6em 0 0; } .totals p { margin: .2em 0; } .totals p:first-child { font-weight: bold; }
pre { font: inherit; font-size: .9em; white-space: pre-wrap; }
table.head { margin-bottom: 1.8em; }
.head td { border: 0; padding-bottom: .1em; padding-top: .1em; } .head td:first-child { color: #555; width: 11em; }
.signature { break-inside: avoid; display: flex; gap: 2em; margin-top: 4em; }
.signature span { border-top: 1px solid #111; flex: 1; padding-top: .2em; }
)";

std::string source_html(const ExplainedItem& item) {
  return item.source.empty()
             ? std::string{}
             : "<span class=\"source" + std::string{item.is_inferred ? " inferred" : ""} + "\">" +
                   escaped(item.source) + "</span>";
}

} // namespace

std::string page_of(Language language, std::string_view title, std::string_view body) {
  std::string page = "<!DOCTYPE html>\n<html lang=\"";
  page.append(language.code())
      .append("\" dir=\"")
      .append(said("notation", "direction").in(language))
      .append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
      .append(escaped(title))
      .append("</title>\n<style>")
      .append(style)
      .append("</style>\n</head>\n<body>\n")
      .append(body)
      .append("</body>\n</html>\n");
  return page;
}

std::string findings_html(const std::vector<ExplainedItem>& findings) {
  std::string html = "<ul class=\"findings\">\n";
  for (const ExplainedItem& finding : findings) {
    html += "<li class=\"" + std::string{to_text(finding.verdict)} + "\">" + escaped(finding.text) +
            source_html(finding) + "</li>\n";
  }
  return html + "</ul>\n";
}

std::string entitlement_html(const Explained& told) {
  if (told.entitlement.empty()) {
    return {};
  }
  std::string html = "<h2>" + escaped(told.entitlement) + "</h2>\n<table>\n";
  for (const ExplainedItem& line : told.lines) {
    html += "<tr><td>" + escaped(line.text);
    for (const std::string& detail : line.details) {
      html += "<span class=\"detail\">" + escaped(detail) + "</span>";
    }
    html +=
        source_html(line) + "</td><td class=\"amount\">" + escaped(line.amount) + "</td></tr>\n";
  }
  html += "</table>\n<div class=\"totals\">\n";
  for (const std::string& total : told.totals) {
    html += "<p>" + escaped(total) + "</p>\n";
  }
  return html + "</div>\n";
}

std::string notes_html(const Explained& told) {
  if (told.notes.empty()) {
    return {};
  }
  std::string html = "<h2>" + escaped(told.notes_heading) + "</h2>\n<ul class=\"notes\">\n";
  for (const std::string& note : told.notes) {
    html += "<li>" + escaped(note) + "</li>\n";
  }
  return html + "</ul>\n";
}

} // namespace libcase
