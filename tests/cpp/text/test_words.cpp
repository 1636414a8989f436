#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <libcase/rules/fact_words.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/printing.hpp"
#include "text/all_words.hpp"

using namespace libcase;

namespace {

template <class Call>
std::string message_of(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

std::string problem_with(std::string_view json, std::string_view file = "nl.json") {
  return message_of([&] { Words{file, json}; });
}

} // namespace

TEST_CASE("words: a text has its group before its key") {
  const Words words{"nl.json",
                    R"({"facts": {"age": "leeftijd"}, "codes": {"Role": {"child": "kind"}}})"};
  CHECK(words.language() == "nl");
  CHECK(words.at("facts", "age") == "leeftijd");
  CHECK(words.at("codes.Role", "child") == "kind");
  CHECK(words.find("facts", "role") == nullptr);
}

TEST_CASE("words: a file that says other things than English is refused by the key") {
  const Words english{"en.json", R"({"facts": {"age": "age"}, "rules": {"on": "on {day}"},
                                     "countries": {"IRQ": "Iraq"}})"};
  const auto beside = [&](std::string_view json) {
    return message_of([&] { Words{"fr.json", json}.require_form_of(english); });
  };
  CHECK(beside(R"({"facts": {"age": "âge"}, "rules": {"on": "{Day}"}})") == "no error");
  CHECK(beside(R"({"rules": {"on": "{day}"}})") ==
        "fr.json: expected words for 'facts.age', found none");
  CHECK(beside(R"({"facts": {"age": "âge", "rôle": "rôle"}, "rules": {"on": "{day}"}})") ==
        "fr.json: expected no words for 'facts.rôle'");
  CHECK(beside(R"({"facts": {"age": "âge"}, "rules": {"on": "le {jour}"}})") ==
        "fr.json: expected words for 'rules.on' with {day}, found {jour}");
  CHECK(beside(R"({"facts": {"age": "âge"}, "rules": {"on": "le jour"}})") ==
        "fr.json: expected words for 'rules.on' with {day}, found nothing to fill in");
}

TEST_CASE("words: a key that is missing is named when it is asked for") {
  const Words french{"fr.json", "{}"};
  CHECK(message_of([&] { french.at("facts", "place"); }) ==
        "fr.json: expected words for 'facts.place', found none");
}

TEST_CASE("words: a file that is none is refused by its name and path") {
  CHECK(problem_with(R"({"yes": ""})")
            .starts_with("nl.json: $.yes: expected a text that is not empty"));
  CHECK(problem_with(R"({"yes": "ja", "yes": "ja"})").starts_with("nl.json: "));
  CHECK(problem_with(R"({"yes": 1})") == "nl.json: $.yes: expected a text, found 1");
  CHECK(problem_with("{}", "dutch.json") == "dutch.json: expected a file named after a language of "
                                            "two or three letters, such as fr.json");
}

TEST_CASE("words: the shipped languages say the same things") {
  all_words().at(1).require_form_of(all_words().at(0));
}

TEST_CASE("words: every fact and every code of a fact has them") {
  for (const Fact& fact : facts()) {
    CAPTURE(to_text(fact.name));
    CHECK_FALSE(label(fact.name).in(Language::nl).empty());
    for (std::size_t code = 0; code < fact.codes.size(); ++code) {
      CHECK_FALSE(code_in_words(fact, code).in(Language::nl).empty());
    }
  }
  CHECK(label(FactName::place).in(Language::nl) == "verblijfplaats");
  CHECK(code_in_words(fact(FactName::place), 6).in(Language::en) == "own address");
}
