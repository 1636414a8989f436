// The last word on a call that does not fit: pybind11's own prints every argument, and these may
// be personal. Each function of the module gets one more overload, which takes whatever the others
// do not and says of what types it was.
#include "pybind11.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace libcase::python {

namespace {

std::string types_of(const py::args& given, const py::kwargs& named) {
  std::string types;
  const auto add = [&](const std::string& name, py::handle value) {
    types += (types.empty() ? "" : ", ") + name +
             py::cast<std::string>(py::type::handle_of(value).attr("__qualname__"));
  };
  for (const auto& value : given) {
    add("", value);
  }
  for (const auto& [name, value] : named) {
    add(py::cast<std::string>(name) + "=", value);
  }
  return types.empty() ? "nothing" : types;
}

/// Where an operator does not fit, Python has to hear NotImplemented, and prints types alone;
/// constructors take all that they are given as it is.
bool is_left_as_it_is(std::string_view name) {
  constexpr std::array<std::string_view, 10> names{"__init__", "__eq__",  "__lt__",  "__le__",
                                                   "__gt__",   "__ge__",  "__add__", "__sub__",
                                                   "__mul__",  "__rmul__"};
  return std::ranges::find(names, name) != names.end();
}

template <class... How>
void seal(py::handle scope, const std::string& name, const How&... how) {
  const py::object function = scope.attr(name.c_str());
  const bool is_method = PyInstanceMethod_Check(function.ptr());
  if (!PyCFunction_Check(is_method ? PyInstanceMethod_GET_FUNCTION(function.ptr())
                                   : function.ptr())) {
    return;
  }
  const auto refuse = [shown = name](const py::args& given, const py::kwargs& named) {
    throw py::type_error(shown + "() does not take what it was given: " + types_of(given, named));
  };
  const py::cpp_function sealed{refuse, py::name(name.c_str()), py::sibling(function), how...};
}

void seal_methods(py::handle type) {
  for (const auto& [key, value] : py::dict(type.attr("__dict__"))) {
    const auto name = py::cast<std::string>(key);
    if (PyInstanceMethod_Check(value.ptr()) && !is_left_as_it_is(name)) {
      seal(type, name, py::is_method(type));
    } else if (py::isinstance(value,
                              py::handle(reinterpret_cast<PyObject*>(&PyStaticMethod_Type)))) {
      seal(type, name, py::scope(type));
    }
  }
}

} // namespace

void seal_calls(py::module_& module) {
  const py::handle made_here = py::type::handle_of(module.attr("Record")); // their metaclass
  for (const auto& [key, value] : py::dict(module.attr("__dict__"))) {
    if (py::isinstance(value, made_here)) {
      seal_methods(value);
    } else {
      seal(module, py::cast<std::string>(key), py::scope(module));
    }
  }
}

} // namespace libcase::python
