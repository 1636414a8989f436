// How the words of the vocabulary cross between C++ and Python.
//
// pybind11 prints the arguments of a call that does not fit, and they may be personal. So these
// casters raise their own TypeError, which names types and never values, constructors take their
// arguments through `Arguments`, and whatever is left meets `seal_calls`.
#pragma once

#include "pybind11.hpp"

#include <filesystem>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/describe/described.hpp>
#include <libcase/records/all.hpp>
#include <libcase/register/recording.hpp>
#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/ids.hpp>
#include <libcase/vocabulary/instant.hpp>
#include <libcase/vocabulary/language.hpp>
#include <libcase/vocabulary/programme_code.hpp>

namespace libcase::python {

/// A refusal of an argument's type: "expected a datetime.date, found str".
[[noreturn]] void throw_type_error(std::string_view expected, py::handle found);

/// The comment that stands at a name in a header, for instance "Departure.on"; empty without one.
std::string_view doc_of(std::string_view name);

py::object date_to_python(Date date);
/// Refuses a datetime.datetime, which is a date to Python.
Date date_from_python(py::handle object);

py::object instant_to_python(Instant instant);
/// Refuses a datetime without a time zone.
Instant instant_from_python(py::handle object);

/// A sentence for people. It may name a file, whose name may be no UTF-8: such bytes are shown as
/// \xff, so that they can be printed everywhere.
py::str sentence_to_python(std::string_view sentence);

std::filesystem::path path_from_python(py::handle object);

/// The text of a str, valid as long as the str.
std::string_view text_from_python(py::handle object);
std::int64_t integer_from_python(py::handle object);

/// The StrEnum made of a described enum, found by its code names.
py::object code_class(std::span<const std::string_view> codes);
py::object code_to_python(std::span<const std::string_view> codes, std::size_t index);
/// From a member of the StrEnum or its text.
std::size_t code_from_python(std::span<const std::string_view> codes, py::handle object);

/// The class of ids of the records in a table; that of all ids for an empty name.
py::object id_class(std::string_view table);
py::object id_to_python(std::string_view table, std::int64_t id);
std::int64_t id_from_python(std::string_view table, py::handle object);

/// A country, or its code.
Country country_from_python(py::handle object);

py::object record_to_python(const AnyRecord& record);
AnyRecord record_from_python(py::handle object);
/// The index in `record_kinds()` of a record class, or of a table by its name.
std::size_t kind_index_from_python(py::handle record_class);

/// Parameters that refuse another type without printing what was found.
struct Text {
  std::string value;
};
struct Whole {
  std::int64_t value;
};
/// The path of a file, a str; its bytes may be no UTF-8.
struct FilePath {
  std::filesystem::path value;
};

/// The arguments of a call by the names of its parameters, bound as Python does it, with errors
/// that print no value. A parameter that was not given is empty.
class Arguments {
public:
  Arguments(std::string_view function, std::initializer_list<std::string_view> parameters,
            const py::args& positional, const py::kwargs& named);
  /// Throws TypeError where it was not given.
  py::object required(std::string_view parameter) const;
  py::object optional(std::string_view parameter) const;

private:
  std::string function_;
  std::vector<std::pair<std::string_view, py::object>> values_;
};

} // namespace libcase::python

namespace pybind11::detail {

template <>
struct type_caster<libcase::Date> {
  PYBIND11_TYPE_CASTER(libcase::Date, const_name("datetime.date"));
  bool load(handle source, bool) {
    value = libcase::python::date_from_python(source);
    return true;
  }
  static handle cast(libcase::Date date, return_value_policy, handle) {
    return libcase::python::date_to_python(date).release();
  }
};

template <>
struct type_caster<libcase::Instant> {
  PYBIND11_TYPE_CASTER(libcase::Instant, const_name("datetime.datetime"));
  bool load(handle source, bool) {
    value = libcase::python::instant_from_python(source);
    return true;
  }
  static handle cast(libcase::Instant instant, return_value_policy, handle) {
    return libcase::python::instant_to_python(instant).release();
  }
};

template <libcase::DescribedEnum E>
struct type_uses_type_caster_enum_type<E> : std::false_type {};

template <libcase::DescribedEnum E>
struct type_caster<E> {
  PYBIND11_TYPE_CASTER(E, const_name("enum.StrEnum"));
  bool load(handle source, bool) {
    value = static_cast<E>(libcase::python::code_from_python(libcase::code_names<E>, source));
    return true;
  }
  static handle cast(E code, return_value_policy, handle) {
    const auto index = static_cast<std::size_t>(code);
    return libcase::python::code_to_python(libcase::code_names<E>, index).release();
  }
};

template <class R>
struct type_caster<libcase::Id<R>> {
  PYBIND11_TYPE_CASTER(libcase::Id<R>, const_name("RecordId"));
  bool load(handle source, bool) {
    value.value = libcase::python::id_from_python(table(), source);
    return true;
  }
  static handle cast(libcase::Id<R> id, return_value_policy, handle) {
    return libcase::python::id_to_python(table(), id.value).release();
  }
  static constexpr std::string_view table() {
    return libcase::detail::links_to_of<libcase::Id<R>>();
  }
};

template <>
struct type_caster<libcase::AnyRecord> {
  PYBIND11_TYPE_CASTER(libcase::AnyRecord, const_name("Record"));
  bool load(handle source, bool) {
    value = libcase::python::record_from_python(source);
    return true;
  }
  static handle cast(const libcase::AnyRecord& record, return_value_policy, handle) {
    return libcase::python::record_to_python(record).release();
  }
};

template <>
struct type_caster<libcase::python::Text> {
  PYBIND11_TYPE_CASTER(libcase::python::Text, const_name("str"));
  bool load(handle source, bool) {
    value.value = libcase::python::text_from_python(source);
    return true;
  }
};

template <>
struct type_caster<libcase::python::FilePath> {
  PYBIND11_TYPE_CASTER(libcase::python::FilePath, const_name("str"));
  bool load(handle source, bool) {
    value.value = libcase::python::path_from_python(source);
    return true;
  }
};

template <>
struct type_caster<libcase::python::Whole> {
  PYBIND11_TYPE_CASTER(libcase::python::Whole, const_name("int"));
  bool load(handle source, bool) {
    value.value = libcase::python::integer_from_python(source);
    return true;
  }
};

template <>
struct type_caster<libcase::ProgrammeCode> {
  PYBIND11_TYPE_CASTER(libcase::ProgrammeCode, const_name("str"));
  bool load(handle source, bool) {
    value = libcase::ProgrammeCode{libcase::python::text_from_python(source)};
    return true;
  }
  static handle cast(const libcase::ProgrammeCode& code, return_value_policy, handle) {
    return pybind11::str(code.code()).release();
  }
};

/// Hexadecimal text in Python.
template <>
struct type_caster<libcase::Digest> {
  PYBIND11_TYPE_CASTER(libcase::Digest, const_name("str"));
  bool load(handle source, bool) {
    value = libcase::digest_from_hex(libcase::python::text_from_python(source));
    return true;
  }
  static handle cast(const libcase::Digest& digest, return_value_policy, handle) {
    return pybind11::str(libcase::to_hex(digest)).release();
  }
};

/// The code of a language in Python.
template <>
struct type_caster<libcase::Language> {
  PYBIND11_TYPE_CASTER(libcase::Language, const_name("str"));
  bool load(handle source, bool) {
    value = libcase::Language{libcase::python::text_from_python(source)};
    return true;
  }
  static handle cast(libcase::Language language, return_value_policy, handle) {
    const std::string_view code = language.code();
    return pybind11::str(code.data(), code.size()).release();
  }
};

} // namespace pybind11::detail
