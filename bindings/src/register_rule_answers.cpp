// What rules are, and what they answer.
#include "answers.hpp"
#include "pages.hpp"
#include "rule_arguments.hpp"

#include <libcase/exchange/answers.hpp>
#include <libcase/register/budget.hpp>
#include <libcase/register/record_award.hpp>
#include <libcase/register/volume_use.hpp>
#include <libcase/rules/assessment.hpp>
#include <libcase/rules/award_use.hpp>
#include <libcase/rules/exchange_difference.hpp>
#include <libcase/rules/explanation.hpp>
#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/offers.hpp>
#include <libcase/rules/programme_check.hpp>
#include <libcase/rules/rules_json.hpp>
#include <libcase/rules/told_to.hpp>
#include <libcase/statistics/compare.hpp>

namespace libcase::python {

namespace {

using namespace py::literals;

py::object from_json(const std::string& json) {
  return py::module_::import("json").attr("loads")(json);
}

void register_localized_text(py::module_& module) {
  const auto in = [](Language language) {
    return [language](const LocalizedText& self) { return self.in(language); };
  };
  py::class_<LocalizedText>(module, "LocalizedText",
                            "A text in each language for which there are words. Only the language "
                            "that is asked for\nis written.")
      .def("in_language", &LocalizedText::in, "language"_a,
           "The text in a language, by its code.\n\n"
           "Raises InvalidValue (`unknown_language`) where there are no words for it.")
      .def_property_readonly("en", in(Language::en), "The text in English.")
      .def_property_readonly("nl", in(Language::nl), "The text in Dutch.")
      .def(
          "to_json",
          [](const LocalizedText& self) {
            return value_to_json(value_type<LocalizedText>(), &self);
          },
          "The text in every language, by code, as a JSON object.")
      .def(
          "to_dict",
          [](const LocalizedText& self) {
            py::dict texts;
            for (const Language language : languages()) {
              texts[py::cast(language)] = self.in(language);
            }
            return texts;
          },
          "The text in every language, by code.")
      .def("__str__", in(Language::en))
      .def("__repr__", [](const LocalizedText& self) {
        return py::str("LocalizedText({!r})").format(self.in(Language::en));
      });
}

void register_fact(py::module_& module) {
  add_answer<Fact>(module)
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
          "label", [](const Fact& self) { return label(self.name); }, "What it is called.");
}

/// A programme is rules and no answer: its class shows what a catalogue is looked through for.
void register_programme(py::module_& module) {
  py::class_<Programme> type(module, "Programme", std::string{doc_of("Programme")}.c_str());
  const auto show = [&](const char* name, auto member) {
    type.def_property_readonly(name, member,
                               std::string{doc_of("Programme." + std::string{name})}.c_str());
  };
  const auto field = [&]<class V>(const char* name, V Programme::*member) {
    show(name, [member](const Programme& self) { return self.*member; });
  };
  field("code", &Programme::code);
  field("name", &Programme::name);
  field("implementer", &Programme::implementer);
  field("funder", &Programme::funder);
  field("target_group", &Programme::target_group);
  show("currency", [](const Programme& self) { return self.currency.code(); });
  field("movement", &Programme::movement);
  field("frozen_on", &Programme::frozen_on);
  field("is_shipped", &Programme::is_shipped);
  field("file", &Programme::file);
  type.def_property_readonly(
          "versions",
          [](const Programme& self) {
            std::vector<std::string> names;
            for (const ProgrammeVersion& version : self.versions) {
              names.push_back(version.name);
            }
            return names;
          },
          "The names of its versions, by date.")
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
          "Raises NotFound (`no_version`) where none is in force.")
      .def("__repr__", [](const py::object& self) {
        return py::str("Programme(code={!r}, versions={!r})")
            .format(self.attr("code"), self.attr("versions"));
      });
}

void register_assessment(py::module_& module) {
  add_answer<PersonFinding>(module);
  add_answer<Finding>(module);
  add_answer<SpendingLimit>(module);
  add_answer<SupportPeriod>(module);
  add_answer<InstalmentPart>(module);
  add_answer<LineLimit>(module);
  add_answer<EntitlementLine>(module);
  add_answer<LeftOut>(module);
  add_answer<OtherReading>(module);
  add_answer<Ceiling>(module);
  add_answer<Entitlement>(module);
  add_answer<PersonOutcome>(module);
  add_answer<Assessment>(module)
      .def("explain", &explain, "language"_a = Language::en,
           "The assessment as text that could go with a decision: outcome, each finding with its\n"
           "source, what it comes to, and that it is an indication. Inferred values are marked.")
      .def("explain_html", &explain_html, "language"_a = Language::en,
           "The same as an HTML page that stands alone.")
      .def(
          "letter", &letter, "persons"_a, "language"_a = Language::en, "case_reference"_a = "",
          "A letter with the grounds of the decision, as an HTML page that prints on A4: to the\n"
          "first of these members, an adult, and of the others, such as children whom they answer\n"
          "for. It tells what `told_to` does, names nobody, and has a place to sign.\n\n"
          "Raises InvalidValue (`no_persons`) and NotFound (`no_such_person`).")
      .def("told_to", &told_to, "persons"_a,
           "What it says of the unit and of these members, as they may read it: nothing that was\n"
           "found of others, and a note that says so. The sums are of their lines.\n\n"
           "Raises InvalidValue (`no_persons`) and NotFound (`no_such_person`).")
      .def("_repr_html_", [](const Assessment& self) { return body_of(explain_html(self)); });
  add_answer<Offer>(module);
}

void register_comparison(py::module_& module) {
  add_answer<RuleCosts>(module);
  add_answer<ComparisonRow>(module);
  add_answer<OwnProgramme>(module);
  add_answer<ComparedRules>(module);
  add_answer<ComparisonDefinition>(module).def(
      "__str__", [](const ComparisonDefinition& self) { return to_text(self); });
}

/// Which values count, as Python says it: by name, and compared by value.
void register_options(py::module_& module) {
  add_answer<RuleOptions>(module)
      .def(py::init([](const py::args& positional, const py::kwargs& named) {
             const Arguments given{"RuleOptions", {"readings", "stated_only"}, positional, named};
             return rule_options(given.optional("readings"), given.optional("stated_only"));
           }),
           "Which values count where sources differ; the usual ones without arguments.")
      .def(
          "__eq__",
          [](const RuleOptions& left, const RuleOptions& right) {
            return left.readings == right.readings && left.stated_only == right.stated_only;
          },
          py::is_operator())
      .attr("__hash__") = py::none();
}

} // namespace

void register_rule_answers(py::module_& module) {
  register_localized_text(module);
  register_fact(module);
  register_programme(module);
  add_answer<RuleFileFinding>(module).def(
      "__str__", [](const RuleFileFinding& self) { return to_text(self); });
  register_options(module);
  register_assessment(module);
  add_answer<VolumeUse>(module);
  add_answer<BudgetAccount>(module);
  add_answer<LineAccount>(module);
  add_answer<ExchangeDifference>(module);
  add_answer<RecordedAward>(module);
  register_comparison(module);
}

} // namespace libcase::python
