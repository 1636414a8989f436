// What Python hands to the rules: catalogues, and which values count.
#pragma once

#include "casters.hpp"

#include <memory>
#include <string>

#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/evaluation.hpp>

namespace libcase::python {

/// A catalogue as Python holds it. Whoever works with one keeps what it was when they began.
struct SharedCatalogue {
  std::shared_ptr<const Catalogue> catalogue = std::make_shared<const Catalogue>();
};

/// `readings`: a mapping of the names of disputes to those of readings, or nothing.
inline RuleOptions rule_options(const py::object& readings, const py::object& stated_only) {
  RuleOptions options;
  if (stated_only) {
    if (!PyBool_Check(stated_only.ptr())) {
      throw_type_error("stated_only as a bool", stated_only);
    }
    options.stated_only = stated_only.ptr() == Py_True;
  }
  if (readings && !readings.is_none()) {
    if (!py::isinstance(readings, py::module_::import("collections.abc").attr("Mapping"))) {
      throw_type_error("readings as a mapping of disputes to the names of readings", readings);
    }
    for (const auto& [dispute, reading] : py::dict(readings)) {
      options.readings[std::string{text_from_python(dispute)}] = text_from_python(reading);
    }
  }
  return options;
}

} // namespace libcase::python
