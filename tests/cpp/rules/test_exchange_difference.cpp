// Amounts abroad and what is booked for them. All invented.
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/exchange_difference.hpp>

#include "support/errors.hpp"
#include "support/situation.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

/// The differences with an exchange of payment p of 1,750 euro.
std::vector<ExchangeDifference> differences(const char* more, std::int64_t cents,
                                            std::int64_t rate) {
  const Situation situation{"anna:1980", "award 09-01; line l cash 1750 anna; "
                                         "pay p l anna 1750 09-20" +
                                             std::string{more}};
  CaseFileBuilder builder{situation.file()};
  builder.with(900, Exchange{.case_id = this_case,
                             .record_id = {situation.file().all<CashPayment>().front().id.value},
                             .paid = Money{cents, Currency{"IQD"}},
                             .rate_millionths = rate,
                             .rate_on = Date{2011, 9, 20},
                             .rate_source = "invented"});
  return exchange_differences(builder);
}

} // namespace

TEST_CASE("exchange: the difference from what was booked has its own account") {
  // 1,600 dinar for a euro: 2,800,000.00 dinar are 1,750.00 euro.
  const auto even = differences("", 280'000'000, 1'600'000'000);
  REQUIRE(even.size() == 1);
  CHECK(even.front().at_rate == Money::euro_cents(175'000));
  CHECK(even.front().difference() == Money::euro_cents(0));
  CHECK(differences("", 278'000'000, 1'600'000'000).front().difference() ==
        Money::euro_cents(1'250));
  CHECK(differences("", 282'000'000, 1'600'000'000).front().difference() ==
        Money::euro_cents(-1'250));
}

TEST_CASE("exchange: it is rounded to the nearest cent, and half a cent up") {
  CHECK(differences("", 3, 2'000'000).front().at_rate == Money::euro_cents(2));
  CHECK(differences("", 10, 3'000'000).front().at_rate == Money::euro_cents(3));
  CHECK(differences("", 5, 3'000'000).front().at_rate == Money::euro_cents(2));
  CHECK(code_of<InvalidValue>([] { differences("", 10'000'000'000'000, 1); }) == "money_overflow");
}

TEST_CASE("exchange: a payment that came back makes no difference") {
  CHECK(differences("; outcome p returned 09-25", 280'000'000, 1'600'000'000).empty());
}
