#include <random>
#include <string>

#include <doctest/doctest.h>

#include <libcase/exchange/json.hpp>

#include "support/errors.hpp"
#include "support/generated.hpp"
#include "support/printing_records.hpp"

using namespace libcase;
using libcase::testing::code_of;

namespace {

template <class R>
R from_json(std::string_view text) {
  return std::get<R>(record_from_json(record_kind<R>(), text));
}

template <class R>
std::string message_of(std::string_view text) {
  try {
    from_json<R>(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

} // namespace

TEST_CASE("json: a record is an object with a key a member") {
  const Amendment amendment{.award_line_id = {7},
                            .on = Date{2011, 3, 1},
                            .amount = Money::euro_cents(175'000),
                            .reason = "a child was born"};
  CHECK(to_json(amendment) ==
        R"({"award_line_id":7,"on":"2011-03-01",)"
        R"("amount":{"amount":"1750.00","currency":"EUR"},"reason":"a child was born"})");
  CHECK(to_json(Person{}) == R"({"sex":"unknown","born":null,"nationality":null})");
}

TEST_CASE("json: every kind of record is read back as it was written") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random{seed};
  for (std::size_t index = 0; index < record_kinds().size(); ++index) {
    for (int round = 0; round < 50; ++round) {
      const std::string text = to_json(testing::generated_record(index, random));
      CHECK(to_json(record_from_json(*record_kinds()[index], text)) == text);
    }
  }
}

TEST_CASE("json: members with a default, and those that may be empty, may be left out or null") {
  const auto departure = from_json<Departure>(
      R"({"case_id":1,"person_id":2,"on":"2011-03-01","mode":"forced","destination":null})");
  CHECK(departure.precision == DatePrecision::day);
  CHECK(departure.left_from == PlaceKind::unknown);
  CHECK_FALSE(departure.destination.has_value());
}

TEST_CASE("json: what is wrong is named with its path") {
  const auto code = [](const char* text) { return code_of([&] { from_json<Closure>(text); }); };
  CHECK(code("{") == "invalid_json");
  CHECK(code("[]") == "wrong_type");
  CHECK(code(R"({"case_id":1,"on":"2011-03-01","reason":"departed","note":1})") == "unknown_key");
  CHECK(code(R"({"case_id":1,"on":"2011-03-01"})") == "missing_key");
  CHECK(code(R"({"case_id":"1","on":"2011-03-01","reason":"departed"})") == "wrong_type");
  CHECK(code(R"({"case_id":1,"on":20110301,"reason":"departed"})") == "wrong_type");
  CHECK(code(R"({"case_id":1,"on":"2011-02-30","reason":"departed"})") == "invalid_date");
  CHECK(code(R"({"case_id":1,"on":"2011-03-01","reason":"left"})") == "unknown_code");
  CHECK(code(R"({"case_id":0,"on":"2011-03-01","reason":"departed"})") == "invalid_number");
  CHECK(message_of<Closure>(R"({"case_id":1,"on":"2011-02-30","reason":"departed"})") ==
        "$.on: expected a date as YYYY-MM-DD, found a date that does not exist");
  CHECK(message_of<Closure>(R"({"case_id":1,"reason":"departed"})").starts_with("$.on: "));
  CHECK(message_of<Closure>(R"({"note":1})") ==
        "$: expected only members of Closure, found 'note'");
}

TEST_CASE("json: money is an object of two texts") {
  const auto code = [](const std::string& money) {
    return code_of([&] {
      from_json<CashPayment>(
          R"({"award_line_id":1,"person_id":2,"paid_on":"2011-03-01","amount":)" + money + "}");
    });
  };
  CHECK(code(R"({"amount":"1750.00","currency":"EUR"})") == "no error");
  CHECK(code("1750.00") == "wrong_type");
  CHECK(code(R"({"amount":1750,"currency":"EUR"})") == "wrong_type");
  CHECK(code(R"({"amount":"1750.00"})") == "wrong_type");
  CHECK(code(R"({"amount":"1750.00","currency":"EUR","cents":0})") == "wrong_type");
  CHECK(code(R"({"amount":"1,750","currency":"EUR"})") == "invalid_amount");
}

TEST_CASE("json: a value or key that is none of ours stands in no message") {
  CHECK(message_of<Person>(R"({"sex":"Fatima 1980-03-01"})")
            .ends_with("unknown, found a text of 17 letters"));
  CHECK(message_of<Person>(R"({"Fatima 1980-03-01":1})") ==
        "$: expected only members of Person, found a text of 17 letters");
  CHECK(message_of<Departure>(R"({"on":"Fatima"})").find("Fatima") == std::string::npos);
}

TEST_CASE("json: a personal value stands in no message") {
  CHECK(message_of<Person>(R"({"born":"19-secret-80"})").find("secret") == std::string::npos);
  CHECK(message_of<Person>(R"({"born":{"secret":1}})").find("secret") == std::string::npos);
}
