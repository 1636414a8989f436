// A Python class for every kind in AllRecords, made from its columns: no line here is about one
// kind.
#include "casters.hpp"
#include "class_docs.hpp"

#include <algorithm>

#include <boost/mp11/algorithm.hpp>

#include <libcase/exchange/json.hpp>
#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/money.hpp>

namespace libcase::python {

namespace {

/// What a Python record holds; the classes of the kinds only differ by their type.
struct RecordObject {
  AnyRecord record;
};
template <std::size_t kind_index>
struct RecordOfKind : RecordObject {};

constexpr std::size_t kind_count = boost::mp11::mp_size<AllRecords>::value;

auto& record_classes() {
  static auto& classes = *new std::vector<py::object>;
  return classes;
}

struct CellToPython {
  const Column& column;
  py::object operator()(std::monostate) const { return py::none(); }
  py::object operator()(bool value) const { return py::bool_(value); }
  py::object operator()(std::int64_t value) const {
    return column.kind == ColumnKind::link ? id_to_python(column.links_to, value)
                                           : py::object{py::int_(value)};
  }
  py::object operator()(CodeIndex code) const { return code_to_python(column.codes, code.value); }
  py::object operator()(std::string_view text) const { return py::str(text.data(), text.size()); }
  py::object operator()(const auto& value) const { return py::cast(value); }
};

template <class T>
Cell instance_from_python(std::string_view expected, py::handle object) {
  if (!py::isinstance<T>(object)) {
    throw_type_error(expected, object);
  }
  return object.cast<T>();
}

Cell cell_from_python(const Column& column, py::handle object) {
  if (object.is_none() && !column.required) {
    return {};
  }
  switch (column.kind) {
  case ColumnKind::boolean:
    if (!PyBool_Check(object.ptr())) {
      throw_type_error("a bool", object);
    }
    return object.ptr() == Py_True;
  case ColumnKind::integer:
    return integer_from_python(object);
  case ColumnKind::text:
  case ColumnKind::programme:
    return text_from_python(object);
  case ColumnKind::code:
    return CodeIndex{static_cast<std::uint8_t>(code_from_python(column.codes, object))};
  case ColumnKind::date:
    return date_from_python(object);
  case ColumnKind::country:
    return country_from_python(object);
  case ColumnKind::money:
    return instance_from_python<Money>("a libcase.Money", object);
  case ColumnKind::birth_date:
    return instance_from_python<BirthDate>("a libcase.BirthDate", object);
  case ColumnKind::link:
    return id_from_python(column.links_to, object);
  }
  return {};
}

/// Sets a member, and says of which record and field where that fails.
void assign(const RecordKind& kind, const Column& column, void* data, py::handle object) {
  try {
    column.set(data, cell_from_python(column, object));
  } catch (const py::type_error& error) {
    throw py::type_error(std::string{kind.name} + "." + python_name(column.name) + ": " +
                         error.what());
  } catch (const Error& error) {
    throw InvalidValue(
        error.code(), error.what(),
        {.record = std::string{kind.table}, .id = 0, .field = std::string{column.name}});
  }
}

/// Sets the members that are named; returns whether each column was.
std::vector<bool> assign_all(AnyRecord& record, const py::dict& named) {
  const RecordKind& kind = kind_of(record);
  std::vector<bool> is_given(kind.columns.size());
  for (const auto& [key, value] : named) {
    std::string_view name = text_from_python(key);
    const Column* column = kind.find(name);
    if (column == nullptr && name.ends_with('_')) {
      column = kind.find(name.substr(0, name.size() - 1));
    }
    if (column == nullptr) {
      throw py::type_error("expected only fields of " + std::string{kind.name} + ", found " +
                           kind.shown_unknown(name));
    }
    assign(kind, *column, data_of(record), value);
    is_given[static_cast<std::size_t>(column - kind.columns.data())] = true;
  }
  return is_given;
}

AnyRecord make_record(std::size_t kind_index, const py::args& positional, const py::dict& named) {
  AnyRecord record = libcase::make_record(kind_index);
  const RecordKind& kind = kind_of(record);
  if (!positional.empty()) {
    throw py::type_error(std::string{kind.name} + "() takes its fields by name only");
  }
  const std::vector<bool> is_given = assign_all(record, named);
  for (std::size_t index = 0; index < kind.columns.size(); ++index) {
    const Column& column = kind.columns[index];
    if (!is_given[index] && column.required && is_empty(column.default_value())) {
      throw py::type_error(std::string{kind.name} + "() misses the field '" +
                           python_name(column.name) + "'");
    }
  }
  return record;
}

py::object value_of(const AnyRecord& record, const Column& column) {
  return std::visit(CellToPython{column}, column.get(data_of(record)));
}

py::dict to_dict(const RecordObject& self) {
  py::dict values;
  for (const Column& column : kind_of(self.record).columns) {
    values[py::str(column.name.data(), column.name.size())] = value_of(self.record, column);
  }
  return values;
}

bool is_equal(const RecordObject& left, const RecordObject& right) {
  return left.record.index() == right.record.index() &&
         std::ranges::all_of(kind_of(left.record).columns, [&](const Column& column) {
           return column.get(data_of(left.record)) == column.get(data_of(right.record));
         });
}

py::ssize_t hash_of(const RecordObject& self) {
  return py::hash(py::tuple(to_dict(self).attr("values")()));
}

std::string repr_of(const RecordObject& self) {
  const RecordKind& kind = kind_of(self.record);
  std::string fields;
  for (const Column& column : kind.columns) {
    py::object value = value_of(self.record, column);
    if (value.is_none() || !column.options.is_shown()) {
      continue;
    }
    if (column.kind == ColumnKind::code || column.kind == ColumnKind::country) {
      value = value.attr("__str__")();
    }
    fields += (fields.empty() ? "" : ", ") + python_name(column.name) + "=" +
              py::cast<std::string>(py::repr(value));
  }
  return std::string{kind.name} + "(" + fields + ")";
}

std::string python_type_of(const Column& column) {
  switch (column.kind) {
  case ColumnKind::boolean:
    return "bool";
  case ColumnKind::integer:
    return "int";
  case ColumnKind::text:
  case ColumnKind::programme:
    return "str";
  case ColumnKind::code:
    return py::cast<std::string>(code_class(column.codes).attr("__name__"));
  case ColumnKind::date:
    return "datetime.date";
  case ColumnKind::country:
    return "Country";
  case ColumnKind::money:
    return "Money";
  case ColumnKind::birth_date:
    return "BirthDate";
  case ColumnKind::link:
    return py::cast<std::string>(id_class(column.links_to).attr("__name__"));
  }
  return {};
}

std::string_view field_doc(const RecordKind& kind, const Column& column) {
  return doc_of(std::string{kind.name} + "." + std::string{column.name});
}

std::string doc_of_class(const RecordKind& kind) {
  std::vector<Attribute> attributes;
  for (const Column& column : kind.columns) {
    attributes.push_back(
        {column.name, python_type_of(column) + (column.required ? "" : " or None")});
  }
  return class_doc(kind.name, attributes);
}

template <std::size_t kind_index>
py::object add_class(py::module_& module, const char* name) {
  using namespace py::literals;
  return py::class_<RecordOfKind<kind_index>, RecordObject>(module, name, py::is_final())
      .def_static(
          "from_json",
          [](const py::object& json) {
            return record_from_json(*record_kinds()[kind_index], text_from_python(json));
          },
          "json"_a,
          "The record that a JSON object says, as `to_json` writes it.\n\n"
          "A field that may be empty or has a default may be left out. Raises InvalidValue with\n"
          "the path of what is wrong.")
      .def(py::init([](const py::args& positional, const py::kwargs& named) {
        return RecordOfKind<kind_index>{{make_record(kind_index, positional, named)}};
      }));
}

void add_fields(const py::object& type, const RecordKind& kind) {
  const py::handle property{reinterpret_cast<PyObject*>(&PyProperty_Type)};
  for (const Column& column : kind.columns) {
    const py::cpp_function get{
        [&column](const RecordObject& self) { return value_of(self.record, column); }};
    const std::string_view doc = field_doc(kind, column);
    type.attr(python_name(column.name).c_str()) =
        property(get, py::none(), py::none(), py::str(doc.data(), doc.size()));
  }
  type.attr("__doc__") = doc_of_class(kind);
}

/// What the stubs are made from.
py::list describe_records() {
  using namespace py::literals;
  py::list kinds;
  for (const RecordKind* kind : record_kinds()) {
    py::list fields;
    for (const Column& column : kind->columns) {
      fields.append(py::dict("name"_a = python_name(column.name), "type"_a = python_type_of(column),
                             "is_optional"_a = !column.required,
                             "is_needed"_a = column.required && is_empty(column.default_value()),
                             "is_personal"_a = !column.options.is_shown()));
    }
    kinds.append(py::dict("name"_a = kind->name, "table"_a = kind->table, "fields"_a = fields));
  }
  return kinds;
}

} // namespace

py::object record_to_python(const AnyRecord& record) {
  return boost::mp11::mp_with_index<kind_count>(
      record.index(), [&](auto index) { return py::cast(RecordOfKind<index>{{record}}); });
}

AnyRecord record_from_python(py::handle object) {
  if (!py::isinstance<RecordObject>(object)) {
    throw_type_error("a record", object);
  }
  return object.cast<const RecordObject&>().record;
}

std::size_t kind_index_from_python(py::handle record_class) {
  if (PyUnicode_Check(record_class.ptr())) {
    const auto kinds = record_kinds();
    const auto named = std::ranges::find(kinds, text_from_python(record_class), &RecordKind::table);
    if (named == kinds.end()) {
      throw InvalidValue("unknown_table", "expected a table of records, for instance departures");
    }
    return static_cast<std::size_t>(named - kinds.begin());
  }
  const auto found = std::ranges::find_if(
      record_classes(), [&](const py::object& known) { return known.is(record_class); });
  if (found == record_classes().end()) {
    throw py::type_error("expected a class of records such as libcase.Departure, or its table");
  }
  return static_cast<std::size_t>(found - record_classes().begin());
}

void register_records(py::module_& module) {
  using namespace py::literals;
  py::class_<RecordObject>(
      module, "Record",
      "Base of all records. A record cannot be changed: `replace` makes another one.")
      .def(
          "replace",
          [](const RecordObject& self, const py::args& positional, const py::kwargs& changes) {
            if (!positional.empty()) {
              throw py::type_error("replace() takes fields by name only");
            }
            AnyRecord changed = self.record;
            assign_all(changed, changes);
            return changed;
          },
          "The same record with other values in the fields that are named.")
      .def("to_dict", &to_dict, "The fields by their stored names, with None where empty.")
      .def(
          "to_json", [](const RecordObject& self) { return to_json(self.record); },
          "The record as a JSON object: dates and codes are texts, a link is an id.\n\n"
          "Personal fields are in it: not for a log.")
      .def("__eq__", &is_equal, py::is_operator())
      .def("__hash__", &hash_of)
      .def("__repr__", &repr_of)
      .def("__reduce__", [](const py::object& self) {
        return py::make_tuple(py::module_::import("libcase._core").attr("_make_record"),
                              py::make_tuple(py::type::of(self), self.attr("to_dict")()));
      });
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<kind_count>>([&](auto index) {
    const RecordKind& kind = *record_kinds()[index];
    const std::string name{kind.name};
    record_classes().push_back(add_class<index>(module, name.c_str()));
    add_fields(record_classes().back(), kind);
  });
  module.def("_make_record", [](const py::object& type, const py::dict& values) {
    return make_record(kind_index_from_python(type), py::args{}, values);
  });
  module.def("_describe_records", &describe_records);
}

} // namespace libcase::python
