// libcase.Error and a class for each category, with the built-in that Python programs expect as
// second base.
#include "casters.hpp"

#include <array>
#include <exception>
#include <string>

#include <libcase/vocabulary/errors.hpp>

namespace libcase::python {

namespace {

struct ErrorClass {
  Category category;
  const char* name;
  const char* category_name;
  PyObject* second_base;
  const char* doc;
  PyObject* type = nullptr;
};

PyObject* base_error = nullptr;

auto& error_classes() {
  static std::array classes{
      ErrorClass{Category::invalid_value, "InvalidValue", "invalid_value", PyExc_ValueError,
                 "A value is not what it should be: mend the input."},
      ErrorClass{Category::not_found, "NotFound", "not_found", PyExc_LookupError,
                 "Ask for something that exists."},
      ErrorClass{Category::conflict, "Conflict", "conflict", nullptr,
                 "Somebody else was first: read again, then try again."},
      ErrorClass{Category::wrong_state, "WrongState", "wrong_state", nullptr,
                 "Something else has to be done first."},
      ErrorClass{Category::refused, "Refused", "refused", nullptr,
                 "A guard of money, children or facts says no; `code` says which."},
      ErrorClass{Category::not_permitted, "NotPermitted", "not_permitted", PyExc_PermissionError,
                 "Ask somebody who may."},
      ErrorClass{Category::storage, "StorageError", "storage", PyExc_OSError,
                 "The file or the disk; the code `busy` may pass by itself."},
      ErrorClass{Category::format, "FormatError", "format", nullptr,
                 "Another version of the file, or not a register at all."},
  };
  return classes;
}

py::object text_or_none(const std::string& text) {
  return text.empty() ? py::object{py::none()} : py::str(text);
}

void raise(const Error& error) {
  PyObject* type = base_error;
  for (const ErrorClass& error_class : error_classes()) {
    if (error_class.category == error.category()) {
      type = error_class.type;
    }
  }
  const ErrorPlace& place = error.place();
  py::object instance = py::handle(type)(sentence_to_python(error.what()));
  instance.attr("code") = error.code();
  instance.attr("record") = text_or_none(place.record);
  instance.attr("field") = text_or_none(place.field);
  instance.attr("id") = place.id == 0 ? py::object{py::none()} : py::int_(place.id);
  PyErr_SetObject(type, instance.ptr());
}

} // namespace

void register_errors(py::module_& module) {
  const auto add = [&](const char* name, const char* doc, const py::object& bases,
                       const py::dict& attributes) {
    const std::string full_name = std::string{"libcase."} + name;
    PyObject* type =
        PyErr_NewExceptionWithDoc(full_name.c_str(), doc, bases.ptr(), attributes.ptr());
    if (type == nullptr) {
      throw py::error_already_set();
    }
    module.add_object(name, type);
    return type;
  };
  using namespace py::literals;
  base_error =
      add("Error",
          "Base of all errors of libcase.\n\n"
          "`category` says what the caller can do next and has a class each; `code` is the stable\n"
          "reason within it. `record` (a table), `id` and `field` say where it stands, as far as\n"
          "known. Messages never hold names, document numbers or an office's references.",
          py::handle(PyExc_Exception).cast<py::object>(),
          py::dict("category"_a = "", "code"_a = "", "record"_a = py::none(),
                   "field"_a = py::none(), "id"_a = py::none()));
  for (ErrorClass& error_class : error_classes()) {
    const py::handle base{base_error};
    const py::object bases = error_class.second_base == nullptr
                                 ? py::object{py::make_tuple(base)}
                                 : py::make_tuple(base, py::handle(error_class.second_base));
    error_class.type = add(error_class.name, error_class.doc, bases,
                           py::dict("category"_a = error_class.category_name));
  }
  py::register_local_exception_translator([](std::exception_ptr pointer) {
    try {
      if (pointer) {
        std::rethrow_exception(pointer);
      }
    } catch (const Error& error) {
      raise(error);
    }
  });
}

} // namespace libcase::python
