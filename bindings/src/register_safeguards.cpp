// What must be on record before a minor leaves alone.
#include "answers.hpp"
#include "open_register.hpp"

#include <libcase/register/facility_days.hpp>
#include <libcase/rules/safeguards.hpp>
#include <libcase/rules/work_item.hpp>

namespace libcase::python {

void register_safeguard_answers(py::module_& module) {
  add_answer<SourcedText>(module);
  add_answer<SafeguardRule>(module);
  add_answer<SelfRelianceRule>(module);
  add_answer<BeforeDecisionRule>(module);
  add_answer<CountryReception>(module);
  add_answer<AlwaysAPlace>(module);
  add_answer<ReservationRule>(module);
  add_answer<FacilityPlaces>(module);
  add_answer<Facility>(module).def(
      "places_on", [](const Facility& self, Date day) { return places_on(self, day); },
      "The places that it has on a day. Between two texts the lower number binds; before the first "
      "there are none.");
  add_answer<SafeguardRules>(module)
      .def_static(
          "shipped", [] { return SafeguardRules{*SafeguardRules::shipped()}; },
          "The rules that are part of libcase: those of the Netherlands.")
      .def_static(
          "load",
          [](const py::object& file) {
            const py::object path = py::module_::import("os").attr("fspath")(file);
            return SafeguardRules{*SafeguardRules::load(path.cast<FilePath>().value)};
          },
          "The rules of a file. Raises StorageError, and InvalidValue (`invalid_safeguards_file`).")
      .def_static(
          "from_json",
          [](const Text& text, const Text& file) {
            return SafeguardRules{*SafeguardRules::from_json(text.value, file.value)};
          },
          "The same from the text of a file, which errors name.");
  add_answer<SafeguardFinding>(module);
  add_answer<Safeguards>(module);
  add_answer<FacilityDay>(module);
}

void register_safeguards(py::module_& module) {
  module.def("safeguards", [](const CaseFile& file, PersonId person, Date on,
                              const SafeguardRules& rules, std::optional<DepartureMode> mode,
                              std::optional<Country> destination) {
    const py::gil_scoped_release unlocked;
    return safeguards(file, person, on, rules, {.mode = mode, .destination = destination});
  });
  module.def("minors_to_see_to",
             [](const CaseFile& file, Date on, Whole tracing_silent_days, Whole hand_over_days,
                Whole visit_days, const SafeguardRules& rules) {
               return minors_to_see_to(file, on,
                                       {.tracing_silent_days = tracing_silent_days.value,
                                        .hand_over_days = hand_over_days.value,
                                        .visit_days = visit_days.value},
                                       rules);
             });
  module.def("facility_days", [](OpenRegister& reg, Period period, const SafeguardRules& rules,
                                 std::optional<Instant> as_known_at) {
    return reg.with_register(
        [&](Register& open) { return facility_days(open, period, rules, as_known_at); });
  });
}

} // namespace libcase::python
