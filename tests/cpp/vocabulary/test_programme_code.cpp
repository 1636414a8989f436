#include <string>

#include <doctest/doctest.h>

#include <libcase/vocabulary/programme_code.hpp>

#include "support/errors.hpp"
#include "support/printing.hpp"

using libcase::ProgrammeCode;
using libcase::testing::code_of;

TEST_CASE("programme code: capitals, digits and hyphens after a letter") {
  for (const char* code : {"HRT", "REAN", "AVR-FC", "A", "P2011-2"}) {
    CHECK(ProgrammeCode{code}.code() == code);
  }
  CHECK(ProgrammeCode{std::string(24, 'A')}.is_set());
  CHECK(ProgrammeCode{"AVR-FC"} < ProgrammeCode{"HRT"});
  CHECK_FALSE(ProgrammeCode{}.is_set());
}

TEST_CASE("programme code: anything else is refused") {
  for (const std::string& junk :
       {std::string{}, std::string{"hrt"}, std::string{"AVR FC"}, std::string{"2011"},
        std::string{"-A"}, std::string{"AVR_FC"}, std::string{"H\xC3\x89"}, std::string(25, 'A')}) {
    CAPTURE(junk);
    CHECK(code_of([&] { ProgrammeCode{junk}; }) == "invalid_programme");
  }
}
