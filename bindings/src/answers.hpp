// Classes of what C++ answers with, made from its descriptions: read-only attributes, which are
// copies, a repr of those that are shown, and `to_json` and `to_dict`.
#pragma once

#include "casters.hpp"

#include <string>

#include <libcase/describe/answer.hpp>

namespace libcase::python {

/// How an answer gets into an object of its class and out of it.
struct AnswerHolder {
  py::object (*copy)(const void* answer);
  const void* (*inside)(py::handle object);
};

/// Gives an empty class its attributes and methods.
void describe_answer(const py::object& type, const AnswerKind& kind, const AnswerHolder& holder);

/// The class of an answer. What no description can say is added to what is returned.
template <class A>
py::class_<A> add_answer(py::module_& module) {
  const AnswerKind& kind = answer_kind<A>();
  py::class_<A> type(module, std::string{kind.name}.c_str());
  describe_answer(
      type, kind,
      {.copy = [](const void* answer) { return py::cast(A{*static_cast<const A*>(answer)}); },
       .inside = [](py::handle object) -> const void* { return &object.cast<const A&>(); }});
  return type;
}

} // namespace libcase::python
