// Where cases stand, who is in their units, their history, and the work on them.
#include "answers.hpp"
#include "open_register.hpp"
#include "rule_arguments.hpp"

#include <libcase/exchange/answers.hpp>
#include <libcase/register/due.hpp>
#include <libcase/rules/composition.hpp>
#include <libcase/rules/status.hpp>
#include <libcase/rules/timeline.hpp>
#include <libcase/rules/work_item.hpp>

namespace libcase::python {

namespace {

using When = std::optional<Instant>;

template <std::vector<WorkItem> (*find)(const CaseFile&, const Catalogue&, Date)>
std::vector<WorkItem> items_of(const CaseFile& file, const SharedCatalogue& catalogue, Date on) {
  const auto rules = catalogue.catalogue;
  const py::gil_scoped_release unlocked;
  return find(file, *rules, on);
}

} // namespace

void register_work_answers(py::module_& module) {
  add_answer<PersonStatus>(module);
  add_answer<CaseStatus>(module);
  add_answer<StatusRule>(module);
  add_answer<TimelineEvent>(module);
  add_answer<Age>(module);
  add_answer<MemberInUnit>(module);
  add_answer<UnitComposition>(module);
  add_answer<OccasionComposition>(module);
  add_answer<WorkItem>(module);
  add_answer<DueItem>(module);
}

void register_work(py::module_& module) {
  module.def("status_rules", &status_rules);
  module.def("case_status", [](const CaseFile& file, Date on) { return status_of(file, on); });
  module.def("person_status", [](const CaseFile& file, PersonId person, Date on) {
    return status_of(file, person, on);
  });
  module.def("timeline", &timeline);
  module.def("age_of", [](const CaseFile& file, PersonId person, Date on) {
    return age_of(file, person, on);
  });
  module.def("composition", &composition);
  module.def("compositions", &compositions);
  module.def("deadlines", &items_of<deadlines>);
  module.def("next_steps", [](const CaseFile& file, const SharedCatalogue& catalogue, Date on) {
    const auto rules = catalogue.catalogue;
    const py::gil_scoped_release unlocked;
    return next_steps(file, on, deadlines(file, *rules, on));
  });
  module.def("questions", &items_of<questions>);
  module.def("observations", [](const CaseFile& file, const SharedCatalogue& catalogue, Date on,
                                const SafeguardRules& safeguards) {
    const auto rules = catalogue.catalogue;
    const py::gil_scoped_release unlocked;
    return observations(file, *rules, on, safeguards);
  });
  module.def("due", [](OpenRegister& reg, const SharedCatalogue& catalogue, Date from, Date until,
                       std::vector<WorkKind> kinds, std::vector<std::string> codes,
                       std::vector<ProgrammeCode> programmes, std::vector<ReturnStatus> statuses,
                       std::optional<std::int64_t> at_least_days_waiting,
                       std::array<std::int64_t, 3> minor_terms, When as_known_at) {
    DueFilter filter{.kinds = std::move(kinds),
                     .codes = std::move(codes),
                     .programmes = std::move(programmes),
                     .statuses = std::move(statuses),
                     .at_least_days_waiting = at_least_days_waiting,
                     .minor_terms = {.tracing_silent_days = minor_terms[0],
                                     .hand_over_days = minor_terms[1],
                                     .visit_days = minor_terms[2]}};
    const auto rules = catalogue.catalogue;
    return reg.with_register(
        [&](Register& open) { return due(open, *rules, from, until, filter, as_known_at); });
  });
  module.def("due_csv", [](const std::vector<DueItem>& items) { return answers_to_csv(items); });
  module.def("due_json", [](const std::vector<DueItem>& items) { return answers_to_json(items); });
}

} // namespace libcase::python
