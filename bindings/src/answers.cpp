#include "answers.hpp"
#include "class_docs.hpp"

#include <stdexcept>
#include <vector>

#include <pybind11/stl/filesystem.h>

#include <libcase/exchange/answers.hpp>

namespace libcase::python {

namespace {

/// The descriptions that classes were made from, in the order in which they were.
auto& answers() {
  static auto& known = *new std::vector<std::pair<const AnswerKind*, AnswerHolder>>;
  return known;
}

/// Throws std::out_of_range where no class was made of it.
const AnswerHolder& holder_of(const AnswerKind& kind) {
  for (const auto& [known, holder] : answers()) {
    if (known == &kind) {
      return holder;
    }
  }
  throw std::out_of_range("no class was made of " + std::string{kind.name});
}

template <class T>
py::object cast_from(const void* value) {
  return py::cast(*static_cast<const T*>(value));
}

py::object to_python(const ValueType& type, const void* place) {
  const void* value = type.find(place);
  if (value == nullptr) {
    return py::none();
  }
  switch (type.kind) {
  case ValueKind::boolean:
    return py::bool_(type.integer(value) != 0);
  case ValueKind::integer:
    return py::int_(type.integer(value));
  case ValueKind::text:
  case ValueKind::programme:
    return sentence_to_python(type.text(value));
  case ValueKind::code:
    return code_to_python(type.codes, static_cast<std::size_t>(type.integer(value)));
  case ValueKind::date:
    return cast_from<Date>(value);
  case ValueKind::instant:
    return cast_from<Instant>(value);
  case ValueKind::period:
    return cast_from<Period>(value);
  case ValueKind::country:
    return cast_from<Country>(value);
  case ValueKind::money:
    return cast_from<Money>(value);
  case ValueKind::link:
    return id_to_python(type.links_to, type.integer(value));
  case ValueKind::path:
    return cast_from<std::filesystem::path>(value);
  case ValueKind::wording:
    return cast_from<LocalizedText>(value);
  case ValueKind::digest:
    return cast_from<Digest>(value);
  case ValueKind::nested:
    return holder_of(type.answer()).copy(value);
  case ValueKind::list: {
    py::list list;
    type.each(value, [&](std::string_view, const void* element) {
      list.append(to_python(*type.element, element));
    });
    return list;
  }
  case ValueKind::map: {
    py::dict map;
    type.each(value, [&](std::string_view key, const void* element) {
      map[sentence_to_python(key)] = to_python(*type.element, element);
    });
    return map;
  }
  }
  return py::none();
}

std::string type_in_python(const ValueType& type) {
  switch (type.kind) {
  case ValueKind::boolean:
    return "bool";
  case ValueKind::integer:
    return "int";
  case ValueKind::text:
  case ValueKind::programme:
  case ValueKind::digest:
    return "str";
  case ValueKind::code:
    return py::cast<std::string>(code_class(type.codes).attr("__name__"));
  case ValueKind::date:
    return "datetime.date";
  case ValueKind::instant:
    return "datetime.datetime";
  case ValueKind::period:
    return "Period";
  case ValueKind::country:
    return "Country";
  case ValueKind::money:
    return "Money";
  case ValueKind::link:
    return py::cast<std::string>(id_class(type.links_to).attr("__name__"));
  case ValueKind::path:
    return "pathlib.Path";
  case ValueKind::wording:
    return "LocalizedText";
  case ValueKind::nested:
    return std::string{type.answer().name};
  case ValueKind::list:
    return "list[" + type_in_python(*type.element) + "]";
  case ValueKind::map:
    return "dict[str, " + type_in_python(*type.element) + "]";
  }
  return {};
}

std::string repr_of(const AnswerKind& kind, const py::object& self) {
  std::string shown;
  const auto show = [&](std::string_view field) {
    const std::string name = python_name(field);
    shown += (shown.empty() ? "" : ", ") + name + "=" +
             py::cast<std::string>(py::repr(self.attr(name.c_str())));
  };
  for (const std::string_view name : kind.shown.names) {
    if (!name.empty()) {
      show(name);
    }
  }
  if (shown.empty()) {
    for (const AnswerField& field : kind.fields) {
      show(field.name);
    }
  }
  return std::string{kind.name} + "(" + shown + ")";
}

/// What the stubs are made from.
py::list describe_answers() {
  using namespace py::literals;
  py::list kinds;
  for (const auto& [kind, holder] : answers()) {
    py::list fields;
    for (const AnswerField& field : kind->fields) {
      fields.append(py::dict("name"_a = python_name(field.name),
                             "type"_a = type_in_python(*field.type),
                             "is_optional"_a = field.type->is_optional));
    }
    kinds.append(py::dict("name"_a = kind->name, "fields"_a = fields));
  }
  return kinds;
}

} // namespace

void describe_answer(const py::object& type, const AnswerKind& kind, const AnswerHolder& holder) {
  answers().emplace_back(&kind, holder);
  const py::handle property{reinterpret_cast<PyObject*>(&PyProperty_Type)};
  std::vector<Attribute> attributes;
  for (const AnswerField& field : kind.fields) {
    const py::cpp_function get{[&field, holder](const py::object& self) {
      const ValuePlace place = field.get(holder.inside(self));
      return to_python(*field.type, place.value);
    }};
    const std::string_view doc = doc_of(std::string{kind.name} + "." + std::string{field.name});
    type.attr(python_name(field.name).c_str()) =
        property(get, py::none(), py::none(), py::str(doc.data(), doc.size()));
    attributes.push_back(
        {field.name, type_in_python(*field.type) + (field.type->is_optional ? " or None" : "")});
  }
  type.attr("__doc__") = class_doc(kind.name, attributes);
  const auto add = [&](const char* name, const auto& function, const char* doc) {
    type.attr(name) = py::cpp_function(function, py::name(name), py::is_method(type), py::doc(doc));
  };
  add(
      "__repr__", [&kind](const py::object& self) { return repr_of(kind, self); }, "");
  const auto to_json = [&kind, holder](const py::object& self) {
    return answer_to_json(kind, holder.inside(self));
  };
  add("to_json", to_json, "All of it as a JSON object, its keys the names of the attributes.");
  add(
      "to_dict",
      [to_json](const py::object& self) -> py::object {
        return py::module_::import("json").attr("loads")(to_json(self));
      },
      "What `to_json` says, as a dict.");
}

void register_described(py::module_& module) {
  module.def("_describe_answers", &describe_answers);
}

} // namespace libcase::python
