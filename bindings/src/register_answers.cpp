// What a register answers with.
#include "answers.hpp"

#include <libcase/register/audit.hpp>
#include <libcase/register/register.hpp>

namespace libcase::python {

void register_answers(py::module_& module) {
  add_answer<RecordingHeader>(module);
  // A record is of any kind, which no description says.
  py::class_<Version>(module, "Version", std::string{doc_of("Version")}.c_str())
      .def_readonly("row", &Version::row, std::string{doc_of("Version.row")}.c_str())
      .def_readonly("recording", &Version::recording,
                    std::string{doc_of("Version.recording")}.c_str())
      .def_readonly("superseded_by", &Version::superseded_by,
                    std::string{doc_of("Version.superseded_by")}.c_str())
      .def_readonly("record", &Version::record, std::string{doc_of("Version.record")}.c_str())
      .def("__repr__", [](const py::object& self) {
        return py::str("Version(row={}, recording={!r}, superseded_by={!r}, record={!r})")
            .format(self.attr("row"), self.attr("recording"), self.attr("superseded_by"),
                    self.attr("record"));
      });
  // The path opens the same file again, whatever its bytes are.
  add_answer<RegisterInfo>(module).def_property_readonly(
      "path",
      [](const RegisterInfo& self) {
        return py::reinterpret_steal<py::str>(PyUnicode_DecodeFSDefaultAndSize(
            self.path.data(), static_cast<Py_ssize_t>(self.path.size())));
      },
      std::string{doc_of("RegisterInfo.path")}.c_str());
  add_answer<Tampering>(module);
  add_answer<Verification>(module);
}

} // namespace libcase::python
