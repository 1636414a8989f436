// A programme's rules over many units: of a register, or of Arrow columns that somebody brings.
#include "capsules.hpp"
#include "open_register.hpp"
#include "rule_arguments.hpp"

#include <libcase/register/assess.hpp>
#include <libcase/rules/assessment.hpp>
#include <libcase/rules/evaluation_arrow.hpp>
#include <libcase/rules/facts_arrow.hpp>

namespace libcase::python {

namespace {

using SharedFacts = std::shared_ptr<const FactColumns>;

/// An evaluation with what it was made from, so that each unit of it can be explained.
struct Evaluated {
  Programme programme;
  SharedFacts facts;
  RuleOptions options;
  std::shared_ptr<const Evaluation> evaluation;
};

/// Fact columns that Python holds.
struct Facts {
  SharedFacts columns;
};

using SharedEvaluated = std::shared_ptr<Evaluated>;

SharedEvaluated evaluated(const Programme& programme, SharedFacts facts, RuleOptions options,
                          int threads) {
  auto made = std::make_shared<Evaluated>(
      Evaluated{programme, std::move(facts), std::move(options), nullptr});
  made->evaluation = std::make_shared<const Evaluation>(
      evaluate(made->programme, *made->facts, made->options, threads));
  return made;
}

/// Facts of the cases of a register, of a cohort or on a day.
template <class CohortOrDay>
SharedFacts facts_of_cases(OpenRegister& reg, const Programme& programme, const CohortOrDay& which,
                           std::optional<Instant> as_known_at, int threads) {
  return reg.with_register([&](Register& open) {
    const auto kinds = kinds_for({&programme, 1});
    const CaseFiles files{open, kinds, as_known_at, threads};
    return std::make_shared<const FactColumns>(read_facts(files, programme, which, threads));
  });
}

py::dict counts_of(const Evaluated& self) {
  std::array<std::int64_t, code_names<Outcome>.size()> counts{};
  for (const Outcome outcome : self.evaluation->outcome) {
    ++counts.at(static_cast<std::size_t>(outcome));
  }
  py::dict by_outcome;
  for (std::size_t at = 0; at < counts.size(); ++at) {
    by_outcome[py::cast(static_cast<Outcome>(at))] = counts.at(at);
  }
  return by_outcome;
}

} // namespace

void register_evaluations(py::module_& module) {
  py::class_<Evaluated, SharedEvaluated>(module, "Evaluation")
      .def("__len__", [](const Evaluated& self) { return self.evaluation->size(); })
      .def_property_readonly("programme", [](const Evaluated& self) { return self.programme; })
      .def_property_readonly("counts", &counts_of)
      .def("assessment", [](const Evaluated& self, const Whole& unit) {
        const auto size = static_cast<std::int64_t>(self.evaluation->size());
        const std::int64_t at = unit.value < 0 ? unit.value + size : unit.value;
        if (at < 0 || at >= size) {
          throw py::index_error("expected the index of one of " + std::to_string(size) + " units");
        }
        const py::gil_scoped_release unlocked;
        return assess(self.programme, *self.facts, static_cast<std::size_t>(at), self.options);
      });
  module.def("arrow_stream", [](const SharedEvaluated& self) {
    return to_capsule(arrow_stream(self->programme, *self->facts, self->evaluation));
  });
  py::class_<Facts>(module, "Facts")
      .def("__len__", [](const Facts& self) { return self.columns->unit_count(); })
      .def_property_readonly("person_count",
                             [](const Facts& self) { return self.columns->person_count(); });
  module.def("facts_from_arrow", [](const py::object& capsule) {
    ArrowArrayStream* stream = stream_in(capsule);
    const py::gil_scoped_release unlocked;
    return Facts{std::make_shared<const FactColumns>(facts_from_arrow(stream))};
  });
  module.def("facts_of_cohort",
             [](OpenRegister& reg, const Programme& programme, const Period& period, CohortBy by,
                std::optional<Instant> as_known_at, int threads) {
               return Facts{facts_of_cases(reg, programme, Cohort{.period = period, .by = by},
                                           as_known_at, threads)};
             });
  module.def("facts_on", [](OpenRegister& reg, const Programme& programme, Date on,
                            std::optional<Instant> as_known_at, int threads) {
    return Facts{facts_of_cases(reg, programme, on, as_known_at, threads)};
  });
  module.def("evaluate", [](const Programme& programme, const Facts& facts,
                            const RuleOptions& options, int threads) {
    const py::gil_scoped_release unlocked;
    return evaluated(programme, facts.columns, options, threads);
  });
  module.def("tables_for", [](const Programme& programme) {
    std::vector<std::string> tables;
    for (const RecordKind* kind : kinds_for({&programme, 1})) {
      tables.emplace_back(kind->table);
    }
    return tables;
  });
}

} // namespace libcase::python
