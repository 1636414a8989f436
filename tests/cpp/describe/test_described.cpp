#include <doctest/doctest.h>

#include <libcase/describe/described.hpp>
#include <libcase/records/departure.hpp>

#include "support/printing_records.hpp"

using namespace libcase;

TEST_CASE("described: a code's text is its name and leads back to it") {
  for (std::size_t index = 0; index < code_names<DepartureMode>.size(); ++index) {
    const auto mode = static_cast<DepartureMode>(index);
    CHECK(code_from_text<DepartureMode>(to_text(mode)) == mode);
  }
  CHECK(to_text(DepartureMode::refused_entry) == "refused_entry");
}

TEST_CASE("described: a text that is no code leads nowhere") {
  for (const char* junk : {"", "Voluntary", "voluntary ", "0", "voluntar"}) {
    CAPTURE(junk);
    CHECK(code_from_text<DepartureMode>(junk) == std::nullopt);
  }
}

TEST_CASE("described: a type is named without its namespace") {
  CHECK(type_name<Departure> == "Departure");
  CHECK(type_name<DepartureMode> == "DepartureMode");
}
