#include <cstdint>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/describe/described.hpp>
#include <libcase/describe/enum_values.hpp>

#include "support/printing.hpp"

namespace invented {

enum class Fruit : std::uint8_t { apple, _pear, Quince };
libcase::detail::EnumValues<Fruit> boost_enum_descriptor_fn(Fruit**);

} // namespace invented

TEST_CASE("enum values: an enum that lists its values once is described") {
  using invented::Fruit;
  static_assert(libcase::DescribedEnum<Fruit>);
  CHECK(std::vector<std::string_view>(libcase::code_names<Fruit>.begin(),
                                      libcase::code_names<Fruit>.end()) ==
        std::vector<std::string_view>{"apple", "_pear", "Quince"});
  CHECK(libcase::to_text(Fruit::_pear) == "_pear");
  CHECK(libcase::code_from_text<Fruit>("Quince") == Fruit::Quince);
  CHECK_FALSE(libcase::code_from_text<Fruit>("3"));
}
