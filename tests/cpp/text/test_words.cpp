#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

#include <libcase/rules/fact_words.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/printing.hpp"
#include "text/words.hpp"

using namespace libcase;

namespace {

Words made_of(std::string_view en, std::string_view nl) {
  return Words{std::array{std::pair{std::string_view{"en.json"}, en},
                          std::pair{std::string_view{"nl.json"}, nl}}};
}

template <class Call>
std::string message_of(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

std::string problem_with(std::string_view en, std::string_view nl) {
  return message_of([&] { made_of(en, nl); });
}

} // namespace

TEST_CASE("words: a key has its group before it, and a text in each language") {
  const Words words = made_of(R"({"facts": {"age": "age"}, "yes": "yes"})",
                              R"({"facts": {"age": "leeftijd"}, "yes": "ja"})");
  CHECK(words.at("facts.age").en == "age");
  CHECK(words.at("facts.age").nl == "leeftijd");
  CHECK(words.at("yes").nl == "ja");
}

TEST_CASE("words: a key that is missing is named, when files are read and when it is asked for") {
  CHECK(problem_with(R"({"facts": {"age": "age"}})", "{}") ==
        "nl.json: expected words for 'facts.age', found none");
  CHECK(problem_with("{}", R"({"yes": "ja"})") == "en.json: expected words for 'yes', found none");
  CHECK(problem_with(R"({"yes": ""})", R"({"yes": "ja"})")
            .starts_with("en.json: $.yes: expected a text that is not empty"));
  CHECK(
      problem_with(R"({"yes": "yes", "yes": "yes"})", R"({"yes": "ja"})").starts_with("en.json: "));
  CHECK(problem_with(R"({"yes": 1})", R"({"yes": "ja"})").starts_with("en.json: $.yes: "));
  const Words words = made_of(R"({"yes": "yes"})", R"({"yes": "ja"})");
  CHECK(message_of([&] { words.at("no"); }) == "expected words for 'no', found none");
}

TEST_CASE("words: every fact and every code of a fact has them") {
  for (const Fact& fact : facts()) {
    CAPTURE(to_text(fact.name));
    CHECK_FALSE(label(fact.name).nl.empty());
    for (std::size_t code = 0; code < fact.codes.size(); ++code) {
      CHECK_FALSE(code_in_words(fact, code).nl.empty());
    }
  }
  CHECK(label(FactName::place).nl == "verblijfplaats");
  CHECK(code_in_words(fact(FactName::place), 6).en == "own address");
}
