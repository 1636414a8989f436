// The module libcase._core: the public C++ names one to one. What is documented is the package
// libcase around it.
#include "pybind11.hpp"

namespace libcase::python {

void register_errors(py::module_& module);
void register_codes(py::module_& module);
void register_vocabulary(py::module_& module);
void register_records(py::module_& module);
void register_answers(py::module_& module);
void register_described(py::module_& module);
void register_definition(py::module_& module);
void register_summaries(py::module_& module);
void register_rule_answers(py::module_& module);
void register_work_answers(py::module_& module);
void register_safeguard_answers(py::module_& module);
void register_register(py::module_& module);
void register_import(py::module_& module);
void register_statistics(py::module_& module);
void register_arrow(py::module_& module);
void register_rules(py::module_& module);
void register_evaluations(py::module_& module);
void register_work(py::module_& module);
void register_safeguards(py::module_& module);
/// To be called after all others.
void seal_calls(py::module_& module);

} // namespace libcase::python

PYBIND11_MODULE(_core, module) {
  using namespace libcase::python;
  py::options options;
  options.disable_function_signatures();
  register_errors(module);
  register_codes(module);
  register_vocabulary(module);
  register_records(module);
  register_answers(module);
  register_definition(module);
  register_summaries(module);
  register_rule_answers(module);
  register_work_answers(module);
  register_safeguard_answers(module);
  // These the package shows as they are; what follows it wraps.
  py::list shown;
  for (const auto& [name, value] : module.attr("__dict__").cast<py::dict>()) {
    if (PyType_Check(value.ptr()) != 0) {
      shown.append(name);
    }
  }
  module.attr("__all__") = shown;
  register_described(module);
  register_register(module);
  register_import(module);
  register_statistics(module);
  register_arrow(module);
  register_rules(module);
  register_evaluations(module);
  register_work(module);
  register_safeguards(module);
  seal_calls(module);
}
