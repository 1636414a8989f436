// How doctest prints our types when a check fails: what has a to_string(), ids, and containers.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/vocabulary/ids.hpp>

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
