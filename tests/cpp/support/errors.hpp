// Checks that an expression fails with one of our errors and its code.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include <libcase/vocabulary/errors.hpp>

namespace libcase::testing {

/// "CODE" of the error of class E that the call throws, or a sentence on what happened instead.
template <class E = InvalidValue, class Call>
std::string code_of(Call&& call) {
  try {
    call();
  } catch (const E& error) {
    return error.code();
  } catch (const Error& error) {
    return "an error of another category: " + error.code();
  }
  return "no error";
}

} // namespace libcase::testing
