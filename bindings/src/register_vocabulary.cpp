// Dates, money, birth dates, countries and periods.
#include "casters.hpp"

#include <algorithm>

#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/money.hpp>
#include <libcase/vocabulary/period.hpp>

#include <datetime.h>

namespace libcase::python {

namespace {

std::string name_of_type(py::handle object) {
  return py::cast<std::string>(py::type::handle_of(object).attr("__qualname__"));
}

bool is_float(py::handle object) {
  return PyFloat_Check(object.ptr());
}

/// Decimal text of a str, an int or a Decimal.
std::string decimal_text(py::handle object) {
  static auto& decimal = *new py::object(py::module_::import("decimal").attr("Decimal"));
  if (PyUnicode_Check(object.ptr())) {
    return std::string{text_from_python(object)};
  }
  if (PyLong_Check(object.ptr()) && !PyBool_Check(object.ptr())) {
    return py::cast<std::string>(py::str(object));
  }
  if (py::isinstance(object, decimal)) {
    return py::cast<std::string>(py::handle(object).attr("__format__")("f"));
  }
  throw_type_error(is_float(object) ? "a decimal text or decimal.Decimal (a float is not exact)"
                                    : "a decimal text, decimal.Decimal or int",
                   object);
}

Date day_or_not_set(const py::object& object) {
  return object && !object.is_none() ? date_from_python(object) : Date{};
}

Currency currency_from_python(const py::object& object) {
  return Currency{text_from_python(object)};
}

void register_money(py::module_& module) {
  using namespace py::literals;
  py::class_<Money>(
      module, "Money",
      "An exact amount: whole cents and a currency.\n\n"
      "Made from decimal text, a Decimal or an int; a float is refused. Sums and comparisons\n"
      "of two currencies raise InvalidValue (`mixed_currencies`).")
      .def(py::init([](const py::args& positional, const py::kwargs& named) {
        const Arguments arguments{"Money", {"amount", "currency"}, positional, named};
        const py::object amount = arguments.required("amount");
        return Money::parse(decimal_text(amount),
                            currency_from_python(arguments.required("currency")));
      }))
      .def_static(
          "from_cents",
          [](const py::object& cents, const py::object& currency) {
            return Money{integer_from_python(cents), currency_from_python(currency)};
          },
          "cents"_a, "currency"_a, "From hundredths of the currency.")
      .def_property_readonly(
          "amount",
          [](const Money& self) {
            return py::module_::import("decimal").attr("Decimal")(self.decimal());
          },
          "The amount as a decimal.Decimal with two decimals.")
      .def_property_readonly("cents", &Money::cents, "The amount in hundredths.")
      .def_property_readonly(
          "currency", [](const Money& self) { return self.currency().code(); },
          "The three letters of ISO 4217, for instance EUR.")
      .def(
          "__add__", [](Money left, Money right) { return left + right; }, py::is_operator())
      .def(
          "__sub__", [](Money left, Money right) { return left - right; }, py::is_operator())
      .def(
          "__mul__", [](Money left, std::int64_t times) { return left * times; }, py::is_operator())
      .def(
          "__rmul__", [](Money left, std::int64_t times) { return left * times; },
          py::is_operator())
      .def(
          "__eq__", [](Money left, Money right) { return left == right; }, py::is_operator())
      .def(
          "__lt__", [](Money left, Money right) { return left < right; }, py::is_operator())
      .def(
          "__le__", [](Money left, Money right) { return left <= right; }, py::is_operator())
      .def(
          "__gt__", [](Money left, Money right) { return left > right; }, py::is_operator())
      .def(
          "__ge__", [](Money left, Money right) { return left >= right; }, py::is_operator())
      .def(
          "__hash__",
          [](Money self) { return py::hash(py::make_tuple(self.cents(), self.currency().code())); })
      .def("__str__", &Money::to_string)
      .def("__repr__",
           [](Money self) {
             return "Money('" + self.decimal() + "', '" + std::string{self.currency().code()} +
                    "')";
           })
      .def("__reduce__", [](const py::object& self) {
        return py::make_tuple(py::type::of(self),
                              py::make_tuple(py::str(self.attr("amount")), self.attr("currency")));
      });
}

BirthDate birth_date_from_python(const Arguments& arguments) {
  const py::object earliest = arguments.required("earliest");
  const py::object latest = arguments.optional("latest");
  if (PyUnicode_Check(earliest.ptr()) && (!latest || latest.is_none())) {
    return BirthDate::parse(text_from_python(earliest));
  }
  const Date first = date_from_python(earliest);
  return {first, latest && !latest.is_none() ? date_from_python(latest) : first};
}

void register_birth_date(py::module_& module) {
  using namespace py::literals;
  py::class_<BirthDate>(module, "BirthDate",
                        "When somebody was born, as far as it is known: an interval of days.\n\n"
                        "From text (\"1995\", \"1995-06\", \"1995-06-30\", "
                        "\"1993-01-01/1995-12-31\", or by an age as of a day\n"
                        "\"aged 17 on 2011-08-01\", \"aged 18-34 on 2011-08-01\", "
                        "\"aged 35- on 2011-08-01\"), from a date, or\n"
                        "from the earliest and the latest date.")
      .def(py::init([](const py::args& positional, const py::kwargs& named) {
        return birth_date_from_python({"BirthDate", {"earliest", "latest"}, positional, named});
      }))
      .def_property_readonly("earliest", &BirthDate::earliest, "The first possible day.")
      .def_property_readonly("latest", &BirthDate::latest, "The last possible day.")
      .def(
          "is_under_18", [](const BirthDate& self, Date on) { return is_under_18(self, on); },
          "on"_a, "Whether the person may still be under 18 that day, by the youngest reading.")
      .def(
          "__eq__", [](const BirthDate& left, const BirthDate& right) { return left == right; },
          py::is_operator())
      .def("__hash__",
           [](const BirthDate& self) {
             return py::hash(py::make_tuple(self.earliest().days_since_epoch(),
                                            self.latest().days_since_epoch()));
           })
      .def("__str__", &BirthDate::to_string)
      .def("__repr__",
           [](const BirthDate& self) { return "BirthDate('" + self.to_string() + "')"; })
      .def("__reduce__", [](const py::object& self) {
        return py::make_tuple(py::type::of(self), py::make_tuple(py::str(self)));
      });
}

void register_country(py::module_& module) {
  using namespace py::literals;
  py::class_<Country>(
      module, "Country",
      "A country or a passport code that is none, by its three letters: \"IRQ\", \"XXA\".\n\n"
      "Holds ISO 3166-1, the withdrawn codes, XKX (Kosovo), the codes of ICAO Doc 9303 for\n"
      "persons, and RNC (recognised non-citizens). Unknown is None, never a code.")
      .def(py::init([](const py::args& positional, const py::kwargs& named) {
        const Arguments arguments{"Country", {"code"}, positional, named};
        return country_from_python(arguments.required("code"));
      }))
      .def_static(
          "find", [](const py::object& alpha3) { return Country::find(text_from_python(alpha3)); },
          "alpha3"_a, "The country with this code of three capitals; None when there is none.")
      .def_static(
          "from_alpha2",
          [](const py::object& alpha2, const py::object& on) {
            return Country::from_alpha2(text_from_python(alpha2), day_or_not_set(on));
          },
          "alpha2"_a, "on"_a = py::none(),
          "The country with this code of two capitals; None when there is none.\n\n"
          "Of a code that was used twice, the last country that had begun by the day, or the "
          "first\n"
          "to begin after it; the latest without a day.")
      .def_static(
          "from_name",
          [](const py::object& name, const py::object& on) {
            return Country::from_name(text_from_python(name), day_or_not_set(on));
          },
          "name"_a, "on"_a = py::none(),
          "The country that an office means by a name on a day (the latest without a day);\n"
          "None when not understood. Understands English, Dutch and the labels of the British,\n"
          "American, European and Dutch tables of return.")
      .def_static(
          "is_unknown_name",
          [](const py::object& name) { return Country::is_unknown_name(text_from_python(name)); },
          "name"_a, "Whether a label says that the country is not known.")
      .def_static(
          "is_group_name",
          [](const py::object& name) { return Country::is_group_name(text_from_python(name)); },
          "name"_a, "Whether a label stands for several countries, as \"Total\" does.")
      .def_static(
          "all",
          [] {
            py::list countries;
            for (const Country country : Country::all()) {
              countries.append(country);
            }
            return countries;
          },
          "All of them, ordered by code.")
      .def_property_readonly("code", &Country::code, "Three capitals.")
      .def_property_readonly(
          "alpha2",
          [](const Country& self) -> std::optional<std::string_view> {
            const auto letters = self.alpha2();
            return letters.empty() ? std::nullopt : std::optional{letters};
          },
          "Two capitals of ISO 3166; None where there are none.")
      .def_property_readonly("numeric", &Country::numeric,
                             "The number of ISO 3166-1; None without one.")
      .def_property_readonly("name_en", &Country::name_en, "The name in English.")
      .def_property_readonly("name_nl", &Country::name_nl, "The name in Dutch.")
      .def_property_readonly("valid_from", &Country::valid_from,
                             "The first day of the code; None where it is as old as ISO 3166.")
      .def_property_readonly(
          "valid_until", &Country::valid_until,
          "The first day on which the code is withdrawn; None while it is in force.")
      .def(
          "is_territory",
          [](const Country& self, const py::object& on) {
            return on.is_none() ? self.is_territory() : self.is_territory(date_from_python(on));
          },
          "on"_a = py::none(),
          "Whether somebody can travel there: a territory, whose code is in force on that day "
          "where\n"
          "one is given.")
      .def(
          "__eq__", [](const Country& left, const Country& right) { return left == right; },
          py::is_operator())
      .def(
          "__lt__", [](const Country& left, const Country& right) { return left < right; },
          py::is_operator())
      .def("__hash__",
           [](const Country& self) { return py::hash(py::str(std::string{self.code()})); })
      .def("__str__", &Country::code)
      .def("__repr__",
           [](const Country& self) { return "Country('" + std::string{self.code()} + "')"; })
      .def("__reduce__", [](const py::object& self) {
        return py::make_tuple(py::type::of(self), py::make_tuple(self.attr("code")));
      });
}

void register_period(py::module_& module) {
  using namespace py::literals;
  py::class_<Period>(
      module, "Period",
      "A stretch of days, from one up to, not including, another.\n\n"
      "From text (\"2011\", \"2011-Q4\", \"2011-11\", \"2004..2023\", both ends included) or from\n"
      "two dates.")
      .def(py::init([](const py::args& positional, const py::kwargs& named) {
        const Arguments arguments{"Period", {"from_", "until"}, positional, named};
        const py::object from = arguments.required("from_");
        const py::object until = arguments.optional("until");
        return until ? Period{date_from_python(from), date_from_python(until)}
                     : Period::parse(text_from_python(from));
      }))
      .def_static("of", &Period::of, "frequency"_a, "day"_a,
                  "The day, month, quarter or year that holds a day.")
      .def_property_readonly("from_", &Period::from, "The first day.")
      .def_property_readonly("until", &Period::until, "The first day after it.")
      .def("split", &Period::split, "frequency"_a,
           "The days, months, quarters or years it is made of.")
      .def("__contains__", &Period::contains)
      .def(
          "__eq__", [](const Period& left, const Period& right) { return left == right; },
          py::is_operator())
      .def("__hash__",
           [](const Period& self) {
             return py::hash(
                 py::make_tuple(self.from().days_since_epoch(), self.until().days_since_epoch()));
           })
      .def("__str__", &Period::to_string)
      .def("__repr__", [](const Period& self) { return "Period('" + self.to_string() + "')"; })
      .def("__reduce__", [](const py::object& self) {
        return py::make_tuple(py::type::of(self),
                              py::make_tuple(self.attr("from_"), self.attr("until")));
      });
}

} // namespace

void throw_type_error(std::string_view expected, py::handle found) {
  throw py::type_error("expected " + std::string{expected} + ", found " + name_of_type(found));
}

py::object date_to_python(Date date) {
  if (!date.is_set()) {
    return py::none();
  }
  PyObject* object = PyDate_FromDate(date.year(), date.month(), date.day());
  return object != nullptr ? py::reinterpret_steal<py::object>(object)
                           : throw py::error_already_set();
}

Date date_from_python(py::handle object) {
  PyObject* date = object.ptr();
  if (!PyDate_Check(date) || PyDateTime_Check(date)) {
    throw_type_error("a datetime.date", object);
  }
  if (PyDateTime_GET_YEAR(date) < 1400) {
    throw InvalidValue("invalid_date", "expected a date from 1400-01-01 on, found an earlier one");
  }
  return {PyDateTime_GET_YEAR(date), PyDateTime_GET_MONTH(date), PyDateTime_GET_DAY(date)};
}

py::object instant_to_python(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const Date date = day_of(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  PyObject* object = PyDateTimeAPI->DateTime_FromDateAndTime(
      date.year(), date.month(), date.day(), static_cast<int>(time.hours().count()),
      static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
      static_cast<int>(time.subseconds().count()), PyDateTime_TimeZone_UTC,
      PyDateTimeAPI->DateTimeType);
  return object != nullptr ? py::reinterpret_steal<py::object>(object)
                           : throw py::error_already_set();
}

Instant instant_from_python(py::handle object) {
  if (!PyDateTime_Check(object.ptr())) {
    throw_type_error("a datetime.datetime with a time zone", object);
  }
  if (object.attr("utcoffset")().is_none()) {
    throw InvalidValue("naive_instant", "expected a datetime with a time zone, found one without");
  }
  const py::object utc = object.attr("astimezone")(py::handle(PyDateTime_TimeZone_UTC));
  PyObject* moment = utc.ptr();
  using namespace std::chrono;
  return start_of({PyDateTime_GET_YEAR(moment), PyDateTime_GET_MONTH(moment),
                   PyDateTime_GET_DAY(moment)}) +
         hours{PyDateTime_DATE_GET_HOUR(moment)} + minutes{PyDateTime_DATE_GET_MINUTE(moment)} +
         seconds{PyDateTime_DATE_GET_SECOND(moment)} +
         microseconds{PyDateTime_DATE_GET_MICROSECOND(moment)};
}

py::str sentence_to_python(std::string_view sentence) {
  PyObject* text = PyUnicode_DecodeUTF8(sentence.data(), static_cast<Py_ssize_t>(sentence.size()),
                                        "backslashreplace");
  return text != nullptr ? py::reinterpret_steal<py::str>(text) : throw py::error_already_set();
}

std::filesystem::path path_from_python(py::handle object) {
  if (!PyUnicode_Check(object.ptr())) {
    throw_type_error("the path of a file as a str", object);
  }
  const auto bytes = py::reinterpret_steal<py::bytes>(PyUnicode_EncodeFSDefault(object.ptr()));
  if (!bytes) {
    PyErr_Clear();
    throw InvalidValue("invalid_text", "expected the path of a file, found half a character");
  }
  return std::string{bytes};
}

std::string_view text_from_python(py::handle object) {
  if (!PyUnicode_Check(object.ptr())) {
    throw_type_error("a str", object);
  }
  Py_ssize_t size = 0;
  const char* letters = PyUnicode_AsUTF8AndSize(object.ptr(), &size);
  if (letters == nullptr) {
    PyErr_Clear();
    throw InvalidValue("invalid_text", "expected a text of whole characters, found half of one");
  }
  return {letters, static_cast<std::size_t>(size)};
}

std::int64_t integer_from_python(py::handle object) {
  if (!PyLong_Check(object.ptr()) || PyBool_Check(object.ptr())) {
    throw_type_error("an int", object);
  }
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(object.ptr(), &overflow);
  if (overflow != 0) {
    throw InvalidValue("invalid_integer", "expected an integer of 64 bits, found a larger one");
  }
  return value;
}

Country country_from_python(py::handle object) {
  if (py::isinstance<Country>(object)) {
    return object.cast<Country>();
  }
  if (!PyUnicode_Check(object.ptr())) {
    throw_type_error("a libcase.Country or its code", object);
  }
  return Country{text_from_python(object)};
}

Arguments::Arguments(std::string_view function, std::initializer_list<std::string_view> parameters,
                     const py::args& positional, const py::kwargs& named)
    : function_(function) {
  if (positional.size() > parameters.size()) {
    throw py::type_error(function_ + "() takes at most " + std::to_string(parameters.size()) +
                         " arguments, found " + std::to_string(positional.size()));
  }
  std::size_t next = 0;
  for (const std::string_view parameter : parameters) {
    values_.emplace_back(parameter,
                         next < positional.size() ? py::object{positional[next]} : py::object{});
    ++next;
  }
  for (const auto& [key, value] : named) {
    const std::string_view name = text_from_python(key);
    const auto found = std::ranges::find(values_, name, &decltype(values_)::value_type::first);
    if (found == values_.end() || found->second) {
      throw py::type_error(function_ + "() has no further argument '" + std::string{name} + "'");
    }
    found->second = py::reinterpret_borrow<py::object>(value);
  }
}

py::object Arguments::optional(std::string_view parameter) const {
  return std::ranges::find(values_, parameter, &decltype(values_)::value_type::first)->second;
}

py::object Arguments::required(std::string_view parameter) const {
  const py::object value = optional(parameter);
  if (!value) {
    throw py::type_error(function_ + "() misses the argument '" + std::string{parameter} + "'");
  }
  return value;
}

namespace {

/// A moment, the end of a date, or either as text.
Instant moment_from_python(const py::object& moment) {
  if (PyUnicode_Check(moment.ptr())) {
    const std::string_view text = text_from_python(moment);
    return text.size() <= 10 ? end_of(Date::parse(text)) : instant_from_text(text);
  }
  const bool is_day = PyDate_Check(moment.ptr()) && !PyDateTime_Check(moment.ptr());
  return is_day ? end_of(date_from_python(moment)) : instant_from_python(moment);
}

} // namespace

void register_vocabulary(py::module_& module) {
  using namespace py::literals;
  PyDateTime_IMPORT;
  if (PyDateTimeAPI == nullptr) {
    throw py::error_already_set();
  }
  module.def("moment", &moment_from_python);
  module.def(
      "age_on", &age_on, "born"_a, "on"_a,
      "The completed years of life on a day of somebody born on `born`.\n\n"
      "Born on 29 February: a year older on 1 March in common years. Negative before birth.");
  register_money(module);
  register_birth_date(module);
  register_country(module);
  register_period(module);
}

} // namespace libcase::python
