// What rules are, and what they answer: plain values.
#include "answers.hpp"

#include <libcase/rules/assessment.hpp>
#include <libcase/rules/explanation.hpp>
#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/offers.hpp>
#include <libcase/rules/programme_check.hpp>
#include <libcase/rules/rules_json.hpp>
#include <libcase/statistics/compare.hpp>

namespace libcase::python {

namespace {

using namespace py::literals;

py::object from_json(const std::string& json) {
  return py::module_::import("json").attr("loads")(json);
}

/// What stands in the body of a page, for a notebook, which is a page itself.
std::string body_of(const std::string& page) {
  constexpr std::string_view begin = "<body>";
  const std::size_t from = page.find(begin);
  const std::size_t until = page.rfind("</body>");
  return page.substr(from + begin.size(), until - from - begin.size());
}

void register_programme(py::module_& module) {
  AnswerClass<LocalizedText>{module}
      .field("en", &LocalizedText::en)
      .field("nl", &LocalizedText::nl)
      .type()
      .def("__str__", [](const LocalizedText& self) { return self.en; });
  AnswerClass<Fact> fact{module};
  fact.field("name", &Fact::name)
      .field("of", &Fact::of)
      .field("kind", &Fact::kind)
      .unshown("evidence_table", &Fact::evidence_table);
  fact.type()
      .def_property_readonly(
          "codes",
          [](const Fact& self) {
            return std::vector<std::string_view>(self.codes.begin(), self.codes.end());
          },
          "The values of a fact of kind code or codes.")
      .def_property_readonly(
          "askable_codes",
          [](const Fact& self) {
            std::vector<std::string_view> askable;
            for (std::size_t code = 0; code < self.codes.size(); ++code) {
              if (is_askable(self, code)) {
                askable.push_back(self.codes[code]);
              }
            }
            return askable;
          },
          "Those that a condition may ask for.")
      .def_property_readonly(
          "label", [](const Fact& self) { return label(self.name); },
          "What it is called, in English and Dutch.");
  AnswerClass<Programme> programme{module};
  programme.field("code", &Programme::code)
      .unshown("name", &Programme::name)
      .unshown("implementer", &Programme::implementer)
      .unshown("funder", &Programme::funder)
      .unshown("target_group", &Programme::target_group)
      .unshown("is_temporary", &Programme::is_temporary)
      .unshown("frozen_on", &Programme::frozen_on)
      .unshown("is_shipped", &Programme::is_shipped)
      .unshown("file", &Programme::file);
  programme.computed(
      "versions",
      [](const Programme& self) {
        std::vector<std::string> names;
        for (const ProgrammeVersion& version : self.versions) {
          names.push_back(version.name);
        }
        return names;
      },
      "The names of its versions, by date.");
  programme.type()
      .def_property_readonly(
          "version_by", [](const Programme& self) { return self.version_by.date; },
          "Which date picks the version.")
      .def_property_readonly(
          "facts", [](const Programme& self) { return facts_of(self); },
          "The facts that its rules ask for.")
      .def(
          "on", [](const Programme& self, Date day) { return from_json(to_json(self, day)); },
          "day"_a,
          "The version in force on a day as a dict: its criteria, its amounts, what it may be\n"
          "combined with, each value with its source and certainty.\n\n"
          "Raises NotFound (`no_version`) where none is in force.");
}

void register_rule_file_finding(py::module_& module) {
  AnswerClass<RuleFileFinding> finding{module};
  finding.field("severity", &RuleFileFinding::severity)
      .field("file", &RuleFileFinding::file)
      .field("path", &RuleFileFinding::path)
      .field("line", &RuleFileFinding::line)
      .field("column", &RuleFileFinding::column)
      .field("sentence", &RuleFileFinding::sentence);
  finding.type().def("__str__", [](const RuleFileFinding& self) { return to_text(self); });
}

void register_assessment(py::module_& module) {
  AnswerClass<Finding>{module}
      .field("criterion", &Finding::criterion)
      .field("verdict", &Finding::verdict)
      .unshown("sentence", &Finding::sentence)
      .unshown("source", &Finding::source)
      .unshown("certainty", &Finding::certainty)
      .unshown("reason", &Finding::reason)
      .unshown("persons", &Finding::persons)
      .field("evidence_tables", &Finding::evidence_tables);
  AnswerClass<SpendingLimit>{module}
      .field("place", &SpendingLimit::place)
      .field("at_least", &SpendingLimit::at_least)
      .field("at_most", &SpendingLimit::at_most)
      .unshown("source", &SpendingLimit::source)
      .unshown("certainty", &SpendingLimit::certainty);
  AnswerClass<SupportPeriod> period{module};
  period.field("place", &SupportPeriod::place)
      .unshown("until", &SupportPeriod::until)
      .field("text", &SupportPeriod::text)
      .unshown("source", &SupportPeriod::source)
      .unshown("certainty", &SupportPeriod::certainty);
  period.type().def_readonly("from_", &SupportPeriod::from,
                             std::string{doc_of("SupportPeriod.from")}.c_str());
  AnswerClass<InstalmentPart>{module}
      .field("amount", &InstalmentPart::amount)
      .field("when", &InstalmentPart::when);
  AnswerClass<EntitlementLine> line{module};
  line.field("person_id", &EntitlementLine::person_id)
      .field("benefit", &EntitlementLine::benefit)
      .unshown("text", &EntitlementLine::text)
      .field("support", &EntitlementLine::support)
      .field("amount", &EntitlementLine::amount)
      .unshown("is_uncapped", &EntitlementLine::is_uncapped)
      .unshown("uncapped_until", &EntitlementLine::uncapped_until)
      .unshown("before_cap", &EntitlementLine::before_cap)
      .unshown("cap", &EntitlementLine::cap)
      .unshown("cap_certainty", &EntitlementLine::cap_certainty)
      .unshown("spending", &EntitlementLine::spending)
      .unshown("periods", &EntitlementLine::periods)
      .unshown("instalments", &EntitlementLine::instalments)
      .unshown("source", &EntitlementLine::source)
      .unshown("certainty", &EntitlementLine::certainty)
      .unshown("reason", &EntitlementLine::reason)
      .unshown("reading", &EntitlementLine::reading)
      .unshown("why_unknown", &EntitlementLine::why_unknown)
      .unshown("evidence_tables", &EntitlementLine::evidence_tables);
  line.type().def_property_readonly(
      "is_unknown", &EntitlementLine::is_unknown,
      "Whether the amount is unknown: neither an amount nor without ceiling.");
  AnswerClass<Entitlement>{module}
      .unshown("lines", &Entitlement::lines)
      .field("cash", &Entitlement::cash)
      .field("in_kind", &Entitlement::in_kind)
      .field("total", &Entitlement::total)
      .field("unknown_lines", &Entitlement::unknown_lines)
      .field("uncapped_lines", &Entitlement::uncapped_lines)
      .field("package", &Entitlement::package);
  AnswerClass<Assessment> assessment{module};
  assessment.field("programme", &Assessment::programme)
      .unshown("name", &Assessment::name)
      .field("version", &Assessment::version)
      .field("case_id", &Assessment::case_id)
      .field("on", &Assessment::on)
      .unshown("version_date", &Assessment::version_date)
      .field("outcome", &Assessment::outcome)
      .unshown("findings", &Assessment::findings)
      .unshown("entitlement", &Assessment::entitlement)
      .unshown("notes", &Assessment::notes);
  assessment.type()
      .def("explain", &explain, "language"_a = Language::en,
           "The assessment as text that could go with a decision: outcome, each finding with its\n"
           "source, what it comes to, and that it is an indication. Inferred values are marked.")
      .def("explain_html", &explain_html, "language"_a = Language::en,
           "The same as an HTML page that stands alone.")
      .def("_repr_html_", [](const Assessment& self) { return body_of(explain_html(self)); })
      .def(
          "to_json", [](const Assessment& self) { return to_json(self); },
          "The assessment as a JSON object: `programme`, `version`, `outcome`, `findings`,\n"
          "`entitlement` with `lines` and `total`, `notes`.")
      .def(
          "to_dict", [](const Assessment& self) { return from_json(to_json(self)); },
          "What `to_json` says, as a dict.");
}

void register_offer(py::module_& module) {
  AnswerClass<Offer> offer{module};
  offer
      .computed(
          "programmes",
          [](const Offer& self) {
            std::vector<ProgrammeCode> codes;
            for (const Assessment& assessment : self.assessments) {
              codes.push_back(assessment.programme);
            }
            return codes;
          },
          "The codes of the programmes that go together.")
      .unshown("assessments", &Offer::assessments)
      .field("outcome", &Offer::outcome)
      .field("cash", &Offer::cash)
      .field("in_kind", &Offer::in_kind)
      .field("total", &Offer::total)
      .field("unknown_lines", &Offer::unknown_lines)
      .field("uncapped_lines", &Offer::uncapped_lines)
      .field("package", &Offer::package);
  offer.type().def(
      "to_dict",
      [](const Offer& self) {
        const py::list offers = from_json(to_json(std::vector<Offer>{self}));
        return py::object{offers[0]};
      },
      "The offer as a dict: `programmes`, `outcome`, `total`, `unknown_lines`, `assessments`.");
}

void register_comparison(py::module_& module) {
  AnswerClass<RuleCosts> costs{module};
  costs.field("eligible", &RuleCosts::eligible)
      .field("partly_undetermined", &RuleCosts::partly_undetermined)
      .field("undetermined", &RuleCosts::undetermined)
      .field("not_eligible", &RuleCosts::not_eligible)
      .field("cash_cents", &RuleCosts::cash_cents)
      .field("in_kind_cents", &RuleCosts::in_kind_cents)
      .field("undetermined_cents", &RuleCosts::undetermined_cents)
      .field("unknown_lines", &RuleCosts::unknown_lines)
      .field("uncapped_lines", &RuleCosts::uncapped_lines);
  costs.type().def_property_readonly("known_cents", &RuleCosts::known_cents,
                                     "Known amounts of eligible cases, cash and in kind.");
  AnswerClass<ComparisonRow>{module}
      .field("by", &ComparisonRow::by)
      .field("label", &ComparisonRow::label)
      .field("cases", &ComparisonRow::cases)
      .field("a", &ComparisonRow::a)
      .field("b", &ComparisonRow::b)
      .field("winners", &ComparisonRow::winners)
      .field("losers", &ComparisonRow::losers)
      .field("unchanged", &ComparisonRow::unchanged)
      .field("not_comparable", &ComparisonRow::not_comparable)
      .field("comparable_difference_cents", &ComparisonRow::comparable_difference_cents);
  AnswerClass<OwnProgramme>{module}
      .field("code", &OwnProgramme::code)
      .field("file", &OwnProgramme::file);
  AnswerClass<ComparedRules>{module}
      .field("frozen_on", &ComparedRules::frozen_on)
      .field("own", &ComparedRules::own);
}

} // namespace

void register_rule_answers(py::module_& module) {
  register_programme(module);
  register_rule_file_finding(module);
  register_assessment(module);
  register_offer(module);
  register_comparison(module);
}

} // namespace libcase::python
