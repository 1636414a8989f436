// How doctest prints our types when a check fails. Include after what is being tested.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/period.hpp>

/// doctest prints an enum by its number unless a plain function of its own namespace says else.
#define LIBCASE_PRINTABLE_CODE(Code)                                                               \
  inline doctest::String toString(Code code) {                                                     \
    return std::string{to_text(code)}.c_str();                                                     \
  }

namespace libcase {

LIBCASE_PRINTABLE_CODE(AssistedBy)
LIBCASE_PRINTABLE_CODE(AsylumDecision)
LIBCASE_PRINTABLE_CODE(ClosureReason)
LIBCASE_PRINTABLE_CODE(Composition)
LIBCASE_PRINTABLE_CODE(DatePrecision)
LIBCASE_PRINTABLE_CODE(DepartureMode)
LIBCASE_PRINTABLE_CODE(EstablishedBy)
LIBCASE_PRINTABLE_CODE(PlaceKind)
LIBCASE_PRINTABLE_CODE(PlanCategory)
LIBCASE_PRINTABLE_CODE(ReappearanceCause)
LIBCASE_PRINTABLE_CODE(Role)
LIBCASE_PRINTABLE_CODE(Sex)
LIBCASE_PRINTABLE_CODE(Support)

} // namespace libcase

template <class T>
requires requires(const T& value) {
  { value.to_string() } -> std::convertible_to<std::string>;
}
struct doctest::StringMaker<T> {
  static String convert(const T& value) { return value.to_string().c_str(); }
};

template <class R>
struct doctest::StringMaker<libcase::Id<R>> {
  static String convert(const libcase::Id<R>& id) {
    return String{"id "} + doctest::toString(id.value);
  }
};

template <class T>
struct doctest::StringMaker<std::optional<T>> {
  static String convert(const std::optional<T>& value) {
    using doctest::toString;
    return value ? toString(*value) : String{"empty"};
  }
};

template <class T>
struct doctest::StringMaker<std::vector<T>> {
  static String convert(const std::vector<T>& values) {
    using doctest::toString;
    String text{"["};
    for (const T& value : values) {
      text += (&value == values.data() ? String{} : String{", "}) + toString(value);
    }
    return text + "]";
  }
};
