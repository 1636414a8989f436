// Classes of plain values that C++ answers with: read-only attributes, and a repr of them.
#pragma once

#include "casters.hpp"

#include <string>

namespace libcase::python {

/// A read-only class; the docs of its attributes are those of the header.
template <class T>
class AnswerClass {
public:
  explicit AnswerClass(py::module_& module)
      : name_(type_name<T>), type_(module, name_.c_str(), std::string{doc_of(name_)}.c_str()) {
    type_.def("__repr__", [names = shown_, name = name_](const py::object& self) {
      std::string fields;
      for (const auto& field : names) {
        fields += (fields.empty() ? "" : ", ") + py::cast<std::string>(field) + "=" +
                  py::cast<std::string>(py::repr(self.attr(field)));
      }
      return name + "(" + fields + ")";
    });
  }
  template <class V>
  AnswerClass& field(const char* name, V T::*member) {
    shown_.append(name);
    return unshown(name, member);
  }
  /// One that the repr leaves out: it is long, or may be personal.
  template <class V>
  AnswerClass& unshown(const char* name, V T::*member) {
    type_.def_readonly(name, member, std::string{doc_of(name_ + "." + name)}.c_str());
    return *this;
  }
  /// One that needs more than its type to become one of Python, with the header's doc or this one.
  template <class Get>
  AnswerClass& computed(const char* name, Get&& get, std::string_view doc = {}) {
    shown_.append(name);
    const std::string shown_doc{doc.empty() ? doc_of(name_ + "." + name) : doc};
    type_.def_property_readonly(name, std::forward<Get>(get), shown_doc.c_str());
    return *this;
  }
  py::class_<T>& type() { return type_; }

private:
  std::string name_;
  py::list shown_;
  py::class_<T> type_;
};

} // namespace libcase::python
