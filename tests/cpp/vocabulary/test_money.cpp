#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

#include <libcase/vocabulary/money.hpp>

#include "support/errors.hpp"
#include "support/printing.hpp"

using libcase::Currency;
using libcase::Money;
using libcase::testing::code_of;

namespace {

const Currency eur{"EUR"};
const Currency usd{"USD"};
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

} // namespace

TEST_CASE("money: decimal text is read to the cent") {
  CHECK(Money::parse("1750", eur).cents() == 175000);
  CHECK(Money::parse("1750.00", eur).cents() == 175000);
  CHECK(Money::parse("880.5", eur).cents() == 88050);
  CHECK(Money::parse("0.05", eur).cents() == 5);
  CHECK(Money::parse("-12.5", eur).cents() == -1250);
  CHECK(Money::parse("-0.01", eur).cents() == -1);
  CHECK(Money::parse("0", eur).cents() == 0);
  CHECK(Money::parse("007", eur).cents() == 700);
}

TEST_CASE("money: text that is not an amount is refused") {
  for (const char* junk :
       {"",         "-",     ".",  "-.", ".5",  "5.",   "+5",    "--5",  "1.234", "1,50",
        "1.750,00", "1 750", " 5", "5 ", "1e3", "0x10", "EUR 5", "5.-1", "1.2.3", "NaN"}) {
    CAPTURE(junk);
    CHECK(code_of([&] { Money::parse(junk, eur); }) == "invalid_amount");
  }
}

TEST_CASE("money: the largest amounts are read and printed, larger ones refused") {
  CHECK(Money::parse("92233720368547758.07", eur).cents() == most);
  CHECK(Money::parse("-92233720368547758.08", eur).cents() == least);
  CHECK(Money(most, eur).decimal() == "92233720368547758.07");
  CHECK(Money(least, eur).decimal() == "-92233720368547758.08");
  for (const char* text : {"92233720368547758.08", "-92233720368547758.09", "92233720368547759",
                           "100000000000000000000000000000"}) {
    CAPTURE(text);
    CHECK(code_of([&] { Money::parse(text, eur); }) == "money_overflow");
  }
}

TEST_CASE("money: text comes back as the same amount") {
  for (const std::int64_t cents :
       {most, least, least + 1, std::int64_t{0}, std::int64_t{1}, std::int64_t{-1},
        std::int64_t{-99}, std::int64_t{100}, std::int64_t{-100}, std::int64_t{12345}}) {
    const Money amount{cents, eur};
    CAPTURE(cents);
    CHECK(Money::parse(amount.decimal(), eur) == amount);
  }
  CHECK(Money::euro_cents(175000).to_string() == "1750.00 EUR");
  CHECK(Money::euro_cents(-5).to_string() == "-0.05 EUR");
}

TEST_CASE("money: sums stay within one currency") {
  const Money one{100, eur};
  const Money other{100, usd};
  CHECK(one + Money::euro_cents(50) == Money::euro_cents(150));
  CHECK(one - Money::euro_cents(150) == Money::euro_cents(-50));
  CHECK(one * -3 == Money::euro_cents(-300));
  CHECK(code_of([&] { one + other; }) == "mixed_currencies");
  CHECK(code_of([&] { one - other; }) == "mixed_currencies");
  CHECK(code_of([&] { static_cast<void>(one < other); }) == "mixed_currencies");
  CHECK(code_of([&] { one + Money{}; }) == "mixed_currencies");
  CHECK(one != other);
}

TEST_CASE("money: a sum that was refused leaves the amount as it was") {
  Money amount = Money::euro_cents(most);
  CHECK(code_of([&] { amount += Money::euro_cents(1); }) == "money_overflow");
  CHECK(amount.cents() == most);
  amount -= Money::euro_cents(7);
  CHECK(amount.cents() == most - 7);
}

TEST_CASE("money: results that do not fit are refused") {
  const auto euro = &Money::euro_cents;
  CHECK(code_of([&] { euro(most) + euro(1); }) == "money_overflow");
  CHECK(code_of([&] { euro(least) + euro(-1); }) == "money_overflow");
  CHECK(code_of([&] { euro(least) - euro(1); }) == "money_overflow");
  CHECK(code_of([&] { euro(0) - euro(least); }) == "money_overflow");
  CHECK(code_of([&] { euro(most) * 2; }) == "money_overflow");
  CHECK(code_of([&] { euro(least) * -1; }) == "money_overflow");
}

TEST_CASE("money: amounts of one currency are ordered") {
  CHECK(Money::euro_cents(1) < Money::euro_cents(2));
  CHECK(Money::euro_cents(-2) < Money::euro_cents(-1));
  CHECK(Money::euro_cents(2) >= Money::euro_cents(2));
}

TEST_CASE("money: without a currency it is not set") {
  CHECK_FALSE(Money{}.is_set());
  CHECK(Money(0, eur).is_set());
  CHECK(Currency{}.code().empty());
}

TEST_CASE("money: a currency is one that ISO 4217 has or had for money") {
  CHECK(Currency{"EUR"}.code() == "EUR");
  CHECK(Currency{"EUR"} == eur);
  CHECK(eur < usd);
  for (const char* junk : {"", "eur", "EU", "EURO", "E R", "EU1", "\xE2\x82\xAC", "EUX", "EUR ",
                           "UR ", "XXX", "XAU", "XTS"}) {
    CAPTURE(junk);
    CHECK(code_of([&] { Currency{junk}; }) == "invalid_currency");
  }
  for (const char* code : {"AED", "GBP", "CHF", "IQD", "AFN", "XOF", "ZWG", "NLG", "DEM", "ZWR"}) {
    CHECK(Currency{code}.code() == code);
  }
}

TEST_CASE("money: an amount has no more decimals than its currency, and never more than two") {
  const auto cents = [](const char* amount, const char* currency) {
    return Money::parse(amount, Currency{currency}).cents();
  };
  const auto code = [&](const char* amount, const char* currency) {
    return code_of([&] { cents(amount, currency); });
  };
  CHECK(cents("1750", "JPY") == 175'000);
  CHECK(cents("1750.00", "XOF") == 175'000); // as it is written: decimal() has two of them
  CHECK(code("1750.50", "XOF") == "invalid_amount");
  CHECK(code("0.01", "JPY") == "invalid_amount");
  CHECK(cents("1.25", "TND") == 125); // which has thousandths: they are not kept
  CHECK(code("1.255", "TND") == "invalid_amount");
  CHECK(code("1.255", "EUR") == "invalid_amount");
}
