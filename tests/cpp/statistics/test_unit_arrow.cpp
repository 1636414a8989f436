#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/statistics/unit_arrow.hpp>

#include "support/arrow.hpp"
#include "support/builders.hpp"

using namespace libcase;
using namespace libcase::testing;

TEST_CASE("unit_arrow: an Arrow stream that names day, definition and vintage") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  ArrowReader reader{arrow_stream(std::make_shared<const UnitColumns>(
      read_units(reg, opened_on, MinorityDefinition::european)))};
  REQUIRE(reader.next());
  CHECK(reader.names() == std::vector<std::string>{"case_id", "composition", "rests_on", "is_here",
                                                   "members", "minors"});
  CHECK(reader.column("case_id") == std::vector<std::string>{std::to_string(one.id.value)});
  CHECK(reader.column("composition") == std::vector<std::string>{"single_adult"});
  CHECK(reader.column("members") == std::vector<std::string>{"1"});
  CHECK(reader.metadata("libcase.on") == "2011-08-01");
  CHECK(reader.metadata("libcase.definition") == "european");
  CHECK(reader.metadata("libcase.recording") == std::to_string(reg.last_recording_at({})));
  CHECK_FALSE(reader.next());
}
