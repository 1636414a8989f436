#include <doctest/doctest.h>

#include "support/printing.hpp"
#include "text/notation.hpp"

using namespace libcase;

TEST_CASE("notation: amounts are written as each language does") {
  struct Row {
    std::int64_t cents;
    const char* en;
    const char* nl;
  };
  for (const auto& [cents, en, nl] : {
           Row{0, "€0.00", "€ 0,00"},
           Row{5, "€0.05", "€ 0,05"},
           Row{99'999, "€999.99", "€ 999,99"},
           Row{100'000, "€1,000.00", "€ 1.000,00"},
           Row{175'000, "€1,750.00", "€ 1.750,00"},
           Row{1'234'567'890, "€12,345,678.90", "€ 12.345.678,90"},
           Row{-175'000, "-€1,750.00", "-€ 1.750,00"},
       }) {
    CHECK(written(Money::euro_cents(cents), Language::en) == en);
    CHECK(written(Money::euro_cents(cents), Language::nl) == nl);
  }
  CHECK(written(Money{250'000, Currency{"GBP"}}, Language::en) == "£2,500.00");
  CHECK(written(Money{250'050, Currency{"CHF"}}, Language::nl) == "CHF 2.500,50");
  CHECK(written(Money{250'000, Currency{"JPY"}}, Language::en) == "JPY 2,500");
}

TEST_CASE("notation: days are written out") {
  CHECK(written(Date{2011, 3, 20}, Language::en) == "20 March 2011");
  CHECK(written(Date{2011, 3, 1}, Language::nl) == "1 maart 2011");
  for (int month = 1; month <= 12; ++month) {
    CHECK(written(Date{2012, month, 29}, Language::en).starts_with("29 "));
  }
}
