// A Python StrEnum for every described enum, a class of ids for every kind of record.
#include "casters.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <type_traits>
#include <utility>

#include <boost/mp11/algorithm.hpp>

#include <libcase/records/case_file.hpp>
#include <libcase/register/assess.hpp>
#include <libcase/rules/assessment.hpp>
#include <libcase/rules/composition.hpp>
#include <libcase/rules/explanation.hpp>
#include <libcase/rules/programme_check.hpp>
#include <libcase/rules/status.hpp>
#include <libcase/rules/work_item.hpp>
#include <libcase/statistics/departures.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase::python {

namespace {

struct CodeClass {
  py::object type;
  std::vector<py::object> members;
};

// Never destroyed: Python objects must not be released after the interpreter has gone.
auto& code_classes() {
  static auto& classes = *new std::map<const std::string_view*, CodeClass>;
  return classes;
}

auto& id_classes() {
  static auto& classes = *new std::map<std::string_view, py::object>;
  return classes;
}

constexpr std::pair<std::string_view, std::string_view> docs[] = {
#include <record_docs.inc>
};

/// The docs of the values are those of the enumerators, or of the members of another class.
std::string code_doc(std::string_view name, std::span<const std::string_view> codes,
                     std::string_view values_in) {
  std::string doc{doc_of(name)};
  std::string values;
  for (const std::string_view code : codes) {
    values += "\n" + std::string{code};
    const std::string_view value_doc = doc_of(std::string{values_in} + "." + std::string{code});
    values += value_doc.empty() ? std::string{} : "\n    " + std::string{value_doc};
  }
  return doc + "\n\nValues\n------" + values + "\n";
}

void add_code(py::module_& module, std::string_view name, std::span<const std::string_view> codes,
              std::string_view values_in) {
  if (code_classes().contains(codes.data())) {
    return;
  }
  using namespace py::literals;
  py::list members;
  for (const std::string_view code : codes) {
    members.append(py::make_tuple(code, code));
  }
  CodeClass added{.type = py::module_::import("enum").attr("StrEnum")(
                      py::str(name.data(), name.size()), members, "module"_a = "libcase"),
                  .members = {}};
  added.type.attr("__doc__") = code_doc(name, codes, values_in);
  for (const auto& member : added.type) {
    added.members.push_back(py::reinterpret_borrow<py::object>(member));
  }
  module.attr(py::str(name.data(), name.size())) = added.type;
  code_classes().emplace(codes.data(), std::move(added));
}

template <DescribedEnum E>
void add_code(py::module_& module) {
  add_code(module, type_name<E>, code_names<E>, type_name<E>);
}

template <DescribedStruct R>
void add_codes_of_record(py::module_& module) {
  boost::mp11::mp_for_each<members_of<R>>([&](auto member) {
    using T = std::remove_reference_t<decltype(std::declval<R&>().*decltype(member)::pointer)>;
    using V = typename libcase::detail::Member<T>::type;
    if constexpr (DescribedEnum<V>) {
      add_code<V>(module);
    }
  });
}

void add_id(py::module_& module, std::string_view table, const std::string& name,
            const py::object& base, const std::string& doc) {
  using namespace py::literals;
  const auto checked_new = py::cpp_function([](const py::object& type, const py::args& positional,
                                               const py::kwargs& named) {
    const auto function = py::cast<std::string>(type.attr("__name__"));
    const Arguments arguments{function, {"id"}, positional, named};
    const std::int64_t id = integer_from_python(arguments.required("id"));
    if (id < 1) {
      throw InvalidValue("invalid_id", "expected an id of 1 or more, found " + std::to_string(id));
    }
    return py::object{
        py::handle(reinterpret_cast<PyObject*>(&PyLong_Type)).attr("__new__")(type, id)};
  });
  const auto repr = py::cpp_function(
      [](const py::object& self) {
        return py::cast<std::string>(py::type::handle_of(self).attr("__name__")) + "(" +
               std::to_string(integer_from_python(self)) + ")";
      },
      py::is_method(py::none()));
  py::dict attributes("__doc__"_a = doc, "__module__"_a = "libcase", "__slots__"_a = py::tuple());
  if (table.empty()) {
    attributes["__new__"] =
        py::handle(reinterpret_cast<PyObject*>(&PyStaticMethod_Type))(checked_new);
    attributes["__repr__"] = repr;
    attributes["__str__"] = py::handle(reinterpret_cast<PyObject*>(&PyLong_Type)).attr("__repr__");
  }
  const py::object type =
      py::handle(reinterpret_cast<PyObject*>(&PyType_Type))(name, py::make_tuple(base), attributes);
  module.attr(name.c_str()) = type;
  id_classes().emplace(table, type);
}

} // namespace

std::string_view doc_of(std::string_view name) {
  const auto found =
      std::ranges::lower_bound(docs, name, {}, [](const auto& doc) { return doc.first; });
  return found != std::end(docs) && found->first == name ? found->second : std::string_view{};
}

py::object code_class(std::span<const std::string_view> codes) {
  return code_classes().at(codes.data()).type;
}

py::object code_to_python(std::span<const std::string_view> codes, std::size_t index) {
  return index == unset_code ? py::object{py::none()}
                             : code_classes().at(codes.data()).members.at(index);
}

std::size_t code_from_python(std::span<const std::string_view> codes, py::handle object) {
  const CodeClass& known = code_classes().at(codes.data());
  const bool is_text = PyUnicode_CheckExact(object.ptr());
  if (!is_text && !py::isinstance(object, known.type)) {
    throw_type_error("a libcase." + py::cast<std::string>(known.type.attr("__name__")), object);
  }
  const std::string_view text = text_from_python(object);
  const auto found = std::ranges::find(codes, text);
  if (found == codes.end()) {
    std::string expected;
    for (const std::string_view code : codes) {
      expected += (expected.empty() ? "" : ", ") + std::string{code};
    }
    throw InvalidValue("unknown_code",
                       "expected one of " + expected + ", found " + kind_and_length(text));
  }
  return static_cast<std::size_t>(found - codes.begin());
}

py::object id_class(std::string_view table) {
  return id_classes().at(table);
}

py::object id_to_python(std::string_view table, std::int64_t id) {
  return id == 0 ? py::object{py::none()} : id_class(table)(id);
}

std::int64_t id_from_python(std::string_view table, py::handle object) {
  const py::object type = id_class(table);
  if (!py::isinstance(object, type)) {
    throw_type_error("a libcase." + py::cast<std::string>(type.attr("__name__")), object);
  }
  return integer_from_python(object);
}

void register_codes(py::module_& module) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, AllRecords>>(
      [&](auto kind) { add_codes_of_record<typename decltype(kind)::type>(module); });
  add_code<Composition>(module);
  add_code<Package>(module);
  add_code<Accompaniment>(module);
  add_code<Reception>(module);
  add_code<Frequency>(module);
  add_code(module, "Dimension", dimension_names(), type_name<DepartureColumns>);
  add_code<Count>(module);
  add_code<MeasureKind>(module);
  add_code<FactName>(module);
  add_code<FactKind>(module);
  add_code<FactOf>(module);
  add_code<Certainty>(module);
  add_code<Scope>(module);
  add_code<VersionDate>(module);
  add_code<SpendingPlace>(module);
  add_code<CapOf>(module);
  add_code<VolumeKind>(module);
  add_code<Movement>(module);
  add_code<Verdict>(module);
  add_code<Outcome>(module);
  add_code<CohortBy>(module);
  add_code<RuleFileSeverity>(module);
  add_code<ReturnStatus>(module);
  add_code<WorkKind>(module);
  add_code<Safeguard>(module);
  add_code<ReceptionClass>(module);
  add_code<MinorityDefinition>(module);
  add_code<MemberCategory>(module);
  add_code<CompositionBasis>(module);
  add_code<UnitOccasion>(module);

  add_id(
      module, "", "RecordId",
      py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(&PyLong_Type)),
      "The id of a record of any kind: an int that stays the same when the record is corrected.");
  const py::object base = id_class("");
  for (const RecordKind* kind : record_kinds()) {
    const std::string name{kind->name};
    add_id(module, kind->table, name + "Id", base, "The id of a " + name + ".");
  }
}

} // namespace libcase::python
