// The catalogue, assessments of one case, and comparisons. The package wraps them.
#include "answers.hpp"
#include "open_register.hpp"
#include "pages.hpp"
#include "rule_arguments.hpp"

#include <libcase/exchange/answers.hpp>
#include <libcase/register/assess.hpp>
#include <libcase/register/budget.hpp>
#include <libcase/register/record_award.hpp>
#include <libcase/register/volume_use.hpp>
#include <libcase/rules/evaluation_arrow.hpp>
#include <libcase/rules/explanation.hpp>
#include <libcase/rules/offers.hpp>
#include <libcase/rules/programme_check.hpp>
#include <libcase/rules/rules_json.hpp>
#include <libcase/statistics/compare.hpp>
#include <libcase/vocabulary/words_file.hpp>

namespace libcase::python {

namespace {

using When = std::optional<Instant>;
using Files = std::optional<std::vector<CaseFile>>;

History history_of(const Files& files) {
  return files ? History{std::span<const CaseFile>{*files}} : History{};
}

void register_catalogue(py::module_& module) {
  py::class_<SharedCatalogue>(module, "Catalogue")
      .def_static("empty", [] { return SharedCatalogue{std::make_shared<const Catalogue>()}; })
      .def_static("shipped",
                  [] {
                    const py::gil_scoped_release unlocked;
                    return SharedCatalogue{std::make_shared<const Catalogue>(Catalogue::shipped())};
                  })
      .def("add",
           [](SharedCatalogue& self, const Programme& programme) {
             Catalogue changed{*self.catalogue};
             changed.add(programme);
             self.catalogue = std::make_shared<const Catalogue>(std::move(changed));
           })
      .def("load",
           [](SharedCatalogue& self, const FilePath& file_or_folder) {
             Catalogue loaded;
             {
               const py::gil_scoped_release unlocked;
               loaded.load(file_or_folder.value);
             }
             Catalogue changed{*self.catalogue};
             for (const Programme& programme : loaded.programmes()) {
               changed.add(programme);
             }
             self.catalogue = std::make_shared<const Catalogue>(std::move(changed));
           })
      .def("get", [](const SharedCatalogue& self,
                     const Text& code) { return Programme{(*self.catalogue)[code.value]}; })
      .def("find",
           [](const SharedCatalogue& self, const Text& code) {
             const Programme* found = self.catalogue->find(code.value);
             return found == nullptr ? std::nullopt : std::optional{*found};
           })
      .def("codes",
           [](const SharedCatalogue& self) {
             std::vector<ProgrammeCode> codes;
             for (const Programme& programme : self.catalogue->programmes()) {
               codes.push_back(programme.code);
             }
             return codes;
           })
      .def("frozen_at",
           [](const SharedCatalogue& self, Date day) {
             return SharedCatalogue{
                 std::make_shared<const Catalogue>(self.catalogue->frozen_at(day))};
           })
      .def("to_json", [](const SharedCatalogue& self) { return to_json(*self.catalogue); });
  module.def("programme_from_json", [](const Text& json, const Text& file) {
    const py::gil_scoped_release unlocked;
    return programme_from_json(json.value, file.value);
  });
  module.def("check_programmes", [](const FilePath& file_or_folder, const SharedCatalogue& others) {
    const auto known = others.catalogue;
    const py::gil_scoped_release unlocked;
    return check_programmes(file_or_folder.value, *known);
  });
}

void register_single_cases(py::module_& module) {
  module.def("assess", [](const Programme& programme, const CaseFile& file, Date on,
                          const Files& history, const RuleOptions& options) {
    const py::gil_scoped_release unlocked;
    return assess(programme, file, on, history_of(history), options);
  });
  module.def("assess_case", [](OpenRegister& reg, CaseId id, const Programme& programme, Date on,
                               const RuleOptions& options, When as_known_at) {
    return reg.with_register(
        [&](Register& open) { return assess(open, id, programme, on, options, as_known_at); });
  });
  module.def("allowed_combinations", [](const SharedCatalogue& catalogue, const CaseFile& file,
                                        Date on, const Files& history, const RuleOptions& options) {
    const auto rules = catalogue.catalogue;
    const py::gil_scoped_release unlocked;
    return allowed_combinations(*rules, file, on, history_of(history), options);
  });
  module.def("allowed_combinations_of_case",
             [](OpenRegister& reg, CaseId id, const SharedCatalogue& catalogue, Date on,
                const RuleOptions& options, When as_known_at) {
               const auto rules = catalogue.catalogue;
               return reg.with_register([&](Register& open) {
                 return allowed_combinations(open, id, *rules, on, options, as_known_at);
               });
             });
  module.def("volume_use", [](OpenRegister& reg, const Programme& programme, When as_known_at) {
    return reg.with_register(
        [&](Register& open) { return volume_use(open, programme, as_known_at); });
  });
  module.def("budget_accounts", [](OpenRegister& reg, When as_known_at) {
    return reg.with_register([&](Register& open) { return budget_accounts(open, as_known_at); });
  });
  module.def("record_award", [](OpenRegister& reg, const Assessment& assessment, Date on,
                                std::optional<Money> confirm_above, const BudgetLines& budget_lines,
                                Text why) {
    return reg.with_register([&](Register& open) {
      if (!assessment.case_id) {
        throw InvalidValue("case_missing", "expected an assessment of a case of the register");
      }
      AwardDraft draft = award_from(assessment, open.file(*assessment.case_id), on);
      draft.award.confirm_above = confirm_above;
      return record_award(open, draft, std::move(why.value), budget_lines);
    });
  });
  module.def("earlier_files", [](OpenRegister& reg, CaseId id, When as_known_at) {
    return reg.with_register([&](Register& open) { return earlier_files(open, id, as_known_at); });
  });
}

void register_comparisons(py::module_& module) {
  add_answer<Comparison>(module)
      .def("to_text", [](const Comparison& self) { return to_text(self); })
      .def("to_csv", [](const Comparison& self) { return answers_to_csv(self.rows); })
      .def("to_html", [](const Comparison& self) { return to_html(self); })
      .def("_repr_html_", [](const Comparison& self) { return body_of(to_html(self)); });
  module.def("compare",
             [](OpenRegister& reg, const SharedCatalogue& a, const SharedCatalogue& b,
                const Period& period, CohortBy by, const std::vector<DepartureMode>& modes,
                const std::vector<Text>& programmes_a, const std::vector<Text>& programmes_b,
                const RuleOptions& rules, bool keeps_recorded_choice, When as_known_at,
                int threads) {
               ComparisonOptions options{.rules = rules,
                                         .keeps_recorded_choice = keeps_recorded_choice,
                                         .as_known_at = as_known_at,
                                         .threads = threads};
               for (const Text& code : programmes_a) {
                 options.programmes_a.push_back(code.value);
               }
               for (const Text& code : programmes_b) {
                 options.programmes_b.push_back(code.value);
               }
               const auto rules_a = a.catalogue;
               const auto rules_b = b.catalogue;
               return reg.with_register([&](Register& open) {
                 return compare(open, *rules_a, *rules_b,
                                {.period = period, .by = by, .modes = modes}, options);
               });
             });
}

} // namespace

void register_rules(py::module_& module) {
  register_catalogue(module);
  register_single_cases(module);
  register_comparisons(module);
  module.def("languages", &languages);
  module.def("add_language", [](const FilePath& file) { return add_language(file.value); });
  module.def("say", [](const Text& group, const Text& key, Language language) {
    return said(group.value, key.value).in(language);
  });
  module.def("words", &words_of);
  module.def("page", [](Language language, const Text& title, const Text& body) {
    return page_of(language, title.value, body.value);
  });
  module.def("in_words", [](Money money, Language language) { return in_words(money, language); });
  module.def("facts", [] {
    const auto all = facts();
    return std::vector<Fact>(all.begin(), all.end());
  });
  module.def("_names_of_results", [] {
    const auto names = names_of_results();
    return std::vector<std::string_view>(names.begin(), names.end());
  });
}

} // namespace libcase::python
