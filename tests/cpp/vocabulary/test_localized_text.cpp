#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/vocabulary/localized_text.hpp>

#include "support/printing.hpp"

using namespace libcase;

TEST_CASE("localized text: what nothing was given says nothing") {
  CHECK(LocalizedText{}.empty());
  CHECK(LocalizedText::same("").empty());
  CHECK(LocalizedText::of_texts({}).empty());
  CHECK(LocalizedText::listed("comma", {LocalizedText{}, LocalizedText{}}).empty());
  CHECK(LocalizedText{}.in(Language::nl).empty());
}

TEST_CASE("localized text: values are written as the language writes them") {
  CHECK(LocalizedText{Date{2011, 3, 20}}.in(Language::nl) == "20 maart 2011");
  CHECK(LocalizedText{Money::euro_cents(175'000)}.in(Language::nl) == "€ 1.750,00");
  CHECK(LocalizedText{Country{"IRQ"}}.in(Language::nl) == "Irak");
  CHECK(LocalizedText{Country{"IRQ"}}.in(Language::en) == "Iraq");
  CHECK(LocalizedText{std::int64_t{12'000}}.in(Language::en) == "12000");
  CHECK(LocalizedText::same("P-17").in(Language::nl) == "P-17");
}

TEST_CASE("localized text: a text that lacks the language is told in its author's") {
  const auto both = LocalizedText::of_texts({{"nl", "kind"}, {"en", "child"}});
  CHECK(both.in(Language::en) == "child");
  const auto french = LocalizedText::of_texts({{"fr", "enfant"}, {"de", "Kind"}});
  CHECK(french.in(Language::en) == "enfant");
}

TEST_CASE("localized text: a sentence has its parts, with a capital where it begins with one") {
  const LocalizedText who = said("only", "principal");
  const LocalizedText sentence = said("letter", "reader", {{"person", who}});
  CHECK(sentence.in(Language::en) == "The principal");
  CHECK(sentence.in(Language::nl) == "De hoofdpersoon");
}

TEST_CASE("localized text: a list has commas between, and another word before the last") {
  const auto one = LocalizedText::same("a");
  const auto two = LocalizedText::same("b");
  CHECK(LocalizedText::listed("comma", {one, LocalizedText{}, two}).in(Language::en) == "a, b");
  CHECK(LocalizedText::listed("record", {one, two, one}, "last_record").in(Language::nl) ==
        "a, van b en van a");
  CHECK(LocalizedText::listed("comma", {one}) == one);
}

TEST_CASE("localized text: two that say the same are equal") {
  const auto made = [](const char* text) {
    return LocalizedText::listed("comma",
                                 {said("told", "on_others", {{"count", LocalizedText::same(text)}}),
                                  LocalizedText::of_texts({{"en", text}}), said("values", "yes")});
  };
  CHECK(made("a") == made("a"));
  CHECK_FALSE(made("a") == made("b"));
  CHECK_FALSE(LocalizedText{} == said("values", "yes"));
}
