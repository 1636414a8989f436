#include <array>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/evaluation_arrow.hpp>
#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/facts_arrow.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/arrow.hpp"
#include "support/errors.hpp"
#include "support/made_up_programmes.hpp"
#include "support/printing.hpp"
#include "support/raw_arrow.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

FactColumns facts_from(RawStream stream) {
  ArrowArrayStream started = stream.start();
  return facts_from_arrow(&started);
}

FactColumns facts_from(std::vector<Raw> columns) {
  return facts_from(RawStream{.batches = {std::move(columns)}});
}

/// The message of what is wrong with the columns, all of which are released.
std::string problem_of(RawStream stream) {
  std::string problem = "no error";
  try {
    facts_from(std::move(stream));
  } catch (const InvalidValue& error) {
    problem = error.code() + ": " + error.what();
  }
  CHECK(alive == 0);
  return problem;
}

std::string problem_of(std::vector<Raw> columns) {
  return problem_of(RawStream{.batches = {std::move(columns)}});
}

/// Two units, of two persons and one, assessed on the day after 1970-01-01, and some column.
std::vector<Raw> three_persons_with(Raw column) {
  return {units({7, 7, 9}), days("assessed_on", {1, 1, 1}), std::move(column)};
}

std::vector<std::string> words(const FactColumns& facts, FactName name) {
  std::vector<std::string> found;
  const std::size_t rows =
      fact(name).of == FactOf::unit ? facts.unit_count() : facts.person_count();
  for (std::size_t row = 0; row < rows; ++row) {
    found.push_back(value_in_words(facts, name, row).in(Language::en));
  }
  return found;
}

std::vector<std::string> read_words(FactName name, Raw column) {
  column.name = to_text(name);
  const FactColumns facts = facts_from(three_persons_with(std::move(column)));
  check(facts);
  CHECK(alive == 0);
  return words(facts, name);
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("facts from arrow: rows of persons become units, and what is left out is unknown") {
  const FactColumns facts = facts_from({
      units({7, 7, 9}),
      days("assessed_on", {15'000, 3, 15'001}),
      texts("role", {"principal", "child", "principal"}),
      with_nulls(days("born_on", {100, 200, 300}), 0b101, 1),
  });
  check(facts);
  CHECK(facts.unit_count() == 2);
  CHECK(facts.first_person == std::vector<std::uint32_t>{0, 2, 3});
  CHECK(words(facts, FactName::assessed_on) == Words{"26 January 2011", "27 January 2011"});
  CHECK(words(facts, FactName::role) == Words{"principal", "child", "principal"});
  CHECK(words(facts, FactName::born_on) == Words{"11 April 1970", "unknown", "28 October 1970"});
  CHECK(words(facts, FactName::nationality) == Words{"unknown", "unknown", "unknown"});
  CHECK(alive == 0);
}

TEST_CASE("facts from arrow: whole numbers of every width") {
  const auto count = [](const char* format, Bytes values) {
    return read_words(FactName::age, numbers("", format, 3, std::move(values)));
  };
  const Words expected{"1", "2", "100"};
  CHECK(count("c", bytes(std::vector<std::int8_t>{1, 2, 100})) == expected);
  CHECK(count("C", bytes(std::vector<std::uint8_t>{1, 2, 100})) == expected);
  CHECK(count("s", bytes(std::vector<std::int16_t>{1, 2, 100})) == expected);
  CHECK(count("S", bytes(std::vector<std::uint16_t>{1, 2, 100})) == expected);
  CHECK(count("i", bytes(std::vector<std::int32_t>{1, 2, 100})) == expected);
  CHECK(count("I", bytes(std::vector<std::uint32_t>{1, 2, 100})) == expected);
  CHECK(count("l", bytes(std::vector<std::int64_t>{1, 2, 100})) == expected);
  CHECK(count("L", bytes(std::vector<std::uint64_t>{1, 2, 100})) == expected);
}

TEST_CASE("facts from arrow: texts of every form") {
  const Words codes{"detention", "vbl", "municipal_reception"};
  const Words expected{"detention", "freedom-restricting location (VBL)", "municipal reception"};
  CHECK(read_words(FactName::place, texts("", codes)) == expected);
  CHECK(read_words(FactName::place, texts("", codes, "U")) == expected);

  struct View {
    std::int32_t size;
    std::array<char, 12> inside;
  };
  const std::vector<View> views{
      {9, {'d', 'e', 't', 'e', 'n', 't', 'i', 'o', 'n'}},
      {3, {'v', 'b', 'l'}},
      {19, {'m', 'u', 'n', 'i', 0, 0, 0, 0, 2, 0, 0, 0}}}; // buffer 0, from 2 on
  const Raw viewed{.name = "",
                   .format = "vu",
                   .length = 3,
                   .buffers = {{},
                               bytes(views),
                               letters("xxmunicipal_reception"),
                               bytes(std::vector<std::int64_t>{21})}};
  CHECK(read_words(FactName::place, viewed) == expected);
}

TEST_CASE("facts from arrow: dictionaries of every type, with nulls among codes and values") {
  Raw coded = with_nulls(numbers("", "c", 3, bytes(std::vector<std::int8_t>{1, 0, 99})), 0b011, 1);
  coded.dictionary = std::make_shared<Raw>(texts("", {"vbl", "detention", "no place"}));
  CHECK(read_words(FactName::place, coded) ==
        Words{"detention", "freedom-restricting location (VBL)", "unknown"});

  coded = numbers("", "S", 3, bytes(std::vector<std::uint16_t>{1, 0, 1}));
  coded.dictionary = std::make_shared<Raw>(
      with_nulls(numbers("", "i", 2, bytes(std::vector<std::int32_t>{5, 6})), 0b10, -1));
  CHECK(read_words(FactName::age, coded) == Words{"6", "unknown", "6"});

  coded.dictionary = std::make_shared<Raw>(numbers("", "b", 2, {0b10}));
  CHECK(read_words(FactName::adult, coded) == Words{"yes", "no", "yes"});
}

TEST_CASE("facts from arrow: yes and no, countries, and sets") {
  CHECK(read_words(FactName::adult, with_nulls(numbers("", "b", 3, {0b001}), 0b011, 1)) ==
        Words{"yes", "no", "unknown"});
  CHECK(read_words(FactName::nationality, texts("", {"IRQ", "unknown", "AFG"})) ==
        Words{"Iraq", "unknown", "Afghanistan"});
  CHECK(read_words(FactName::nationality, texts("", {"IRQ", "AFG", "IRQ"})) ==
        Words{"Iraq", "Afghanistan", "Iraq"});
  CHECK(read_words(FactName::places, texts("", {"vbl+detention", "", "vbl+unknown"})) ==
        Words{"freedom-restricting location (VBL)+detention", "none",
              "freedom-restricting location (VBL), perhaps more"});
  CHECK(read_words(FactName::convictions, texts("", {"none", "other", "sex_offence+none"})) ==
        Words{"none", "other", "sex offence"});
  CHECK(read_words(FactName::place, texts("", {"unknown", "vbl", "unknown"})) ==
        Words{"unknown", "freedom-restricting location (VBL)", "unknown"});
  CHECK(read_words(FactName::other_programmes, texts("", {"HRT+REAN", "SDT", "REAN"})) ==
        Words{"HRT+REAN", "REAN"});
}

TEST_CASE("facts from arrow: texts say of a date that there is none, or between which days") {
  CHECK(read_words(FactName::born_on, texts("", {"2000-02-29", "none", "unknown"})) ==
        Words{"29 February 2000", "none", "unknown"});
  CHECK(read_words(FactName::born_on,
                   texts("", {"2001-01-01/2001-12-31", "../2001-12-31", "2001-01-01/.."}, "U")) ==
        Words{"from 1 January 2001 to 31 December 2001", "before 1 January 2002",
              "from 1 January 2001"});
  CHECK(read_words(FactName::born_on, texts("", {"../..", "2001-01-01/2001-01-01", "none"})) ==
        Words{"unknown", "1 January 2001", "none"});
  CHECK(read_words(FactName::born_on, with_nulls(texts("", {"none", "", "2001-01-01"}), 0b101,
                                                 1)) == Words{"none", "unknown", "1 January 2001"});
  Raw coded = numbers("", "c", 3, bytes(std::vector<std::int8_t>{1, 0, 1}));
  coded.dictionary = std::make_shared<Raw>(texts("", {"none", "2001-01-01"}));
  CHECK(read_words(FactName::born_on, coded) == Words{"1 January 2001", "none", "1 January 2001"});
}

TEST_CASE("facts from arrow: each date may be known not to be, apart from not being known") {
  for (const Fact& asked : libcase::facts()) {
    const bool is_date = asked.kind == FactKind::date && asked.name != FactName::assessed_on;
    if (is_date) {
      CAPTURE(std::string{to_text(asked.name)});
      const std::size_t rows = asked.of == FactOf::unit ? 2 : 3;
      CHECK(read_words(asked.name, texts("", {"none", "none", "none"})) == Words(rows, "none"));
      CHECK(read_words(asked.name, with_nulls(texts("", {"", "", ""}), 0, 3)) ==
            Words(rows, "unknown"));
    }
  }
}

TEST_CASE("facts from arrow: offsets of columns and of batches, and units across batches") {
  Raw role = texts("role", {"x", "x", "principal", "child", "partner"});
  role.offset = 1;
  role.length = 4;
  Raw adult = with_nulls(numbers("adult", "b", 4, {0b01010}), 0b11011, -1);
  adult.offset = 1;
  std::vector<Raw> first{units({0, 7, 7, 9}), days("assessed_on", {0, 1, 1, 2}), role, adult};
  std::vector<Raw> second{units({0, 9, 11}), days("assessed_on", {0, 5, 6}),
                          texts("role", {"x", "child", "principal"}),
                          numbers("adult", "b", 3, {0b010})};
  RawStream stream{.batches = {first, second}};
  stream.row.offset = 1;
  stream.row.length = 2;
  // Of the first batch the rows 7, 7 are read, of the second 9 and 11.
  const FactColumns facts = facts_from(stream);
  CHECK(facts.first_person == std::vector<std::uint32_t>{0, 2, 3, 4});
  CHECK(words(facts, FactName::role) == Words{"principal", "child", "child", "principal"});
  CHECK(words(facts, FactName::adult) == Words{"unknown", "yes", "yes", "no"});
  CHECK(words(facts, FactName::assessed_on) ==
        Words{"2 January 1970", "6 January 1970", "7 January 1970"});

  const FactColumns joined = facts_from(
      RawStream{.batches = {{units({7}), days("assessed_on", {1}), texts("role", {"principal"})},
                            {units({7, 8}), days("assessed_on", {2, 3}),
                             texts("role", {"child", "principal"})}}});
  CHECK(joined.first_person == std::vector<std::uint32_t>{0, 2, 3});
  CHECK(words(joined, FactName::assessed_on) == Words{"2 January 1970", "4 January 1970"});
  CHECK(alive == 0);
}

TEST_CASE("facts from arrow: no rows are no units") {
  const FactColumns facts = facts_from({units({}), days("assessed_on", {})});
  check(facts);
  CHECK(facts.unit_count() == 0);
}

TEST_CASE("facts from arrow: what is wrong with a column is told with its name and the row") {
  const auto with = [](Raw column) { return problem_of(three_persons_with(std::move(column))); };
  CHECK(problem_of({days("assessed_on", {1})}) ==
        "invalid_columns: expected a column 'unit', found none");
  CHECK(problem_of({units({1})}) == "invalid_columns: expected a column 'assessed_on', found none");
  CHECK(with(texts("rolle", {"child", "child", "child"})) ==
        "invalid_columns: column 'rolle': expected 'unit' or the name of a fact");
  CHECK(with(days("assessed_on", {1, 1, 1})) ==
        "invalid_columns: column 'assessed_on': expected one column of that name, found two");
  CHECK(with(numbers("age", "g", 3, Bytes(24))) ==
        "invalid_columns: column 'age': expected yes or no, whole numbers, days (date32) or "
        "texts, found the Arrow format 'g'");
  CHECK(with(texts("age", {"1", "2", "3"})) ==
        "invalid_columns: column 'age': expected whole numbers, found values of another type");
  CHECK(with(numbers("adult", "l", 3, Bytes(24))) ==
        "invalid_columns: column 'adult': expected yes or no (booleans), found values of another "
        "type");
  CHECK(with(numbers("role", "l", 3, Bytes(24))) ==
        "invalid_columns: column 'role': expected texts, found values of another type");
  CHECK(with(numbers("born_on", "i", 3, Bytes(12))) ==
        "invalid_columns: column 'born_on': expected days (date32 or texts), found values of "
        "another type");
  CHECK(with(texts("born_on", {"2001-02-28", "2001-02-28", "2001-02-29"})) ==
        "invalid_date: column 'born_on', row 2 (the first is 0): expected a date as YYYY-MM-DD "
        "between 1400-01-01 and 9999-12-31, found a date that does not exist");
  CHECK(with(texts("born_on", {"", "", ""})).starts_with("invalid_date: column 'born_on', row 0"));
  CHECK(with(texts("born_on", {"/2001-02-28", "none", "none"}))
            .starts_with("invalid_date: column 'born_on', row 0"));
  CHECK(with(texts("born_on", {"none", "2001-02-28/2001-02-27", "none"})) ==
        "invalid_columns: column 'born_on', row 1 (the first is 0): expected a first day that is "
        "not after the last one");
  CHECK(with(texts("nationality", {"IRQ", "IRQ", "Iraq"}))
            .starts_with("unknown_country: column 'nationality', row 2 (the first is 0): "));
  CHECK(with(texts("role", {"child", "boss", "child"})) ==
        "unknown_code: column 'role', row 1 (the first is 0): expected one of principal, partner, "
        "child, other_relative, found a text of 4 letters");
  CHECK(with(texts("places", {"vbl", "vbl+", "vbl"}))
            .starts_with("unknown_code: column 'places', row 1"));
  CHECK(with(texts("other_programmes", {"HRT", "HRT", "+HRT"}))
            .starts_with("invalid_programme: column 'other_programmes', row 2"));
  CHECK(with(days("born_on", {1, 2, 2'000'000'000})) ==
        "invalid_columns: column 'born_on': expected a day between the years 1400 and 9999 in row "
        "2 (the first is 0)");
  CHECK(with(numbers("age", "c", 3, bytes(std::vector<std::int8_t>{1, -2, 3}))) ==
        "invalid_columns: column 'age': expected a whole number from 0 to 2147483647 in row 1 "
        "(the first is 0)");
  CHECK(with(numbers("age", "L", 3,
                     bytes(std::vector<std::uint64_t>{1, 2, std::uint64_t{1} << 63}))) ==
        "invalid_columns: column 'age': expected whole numbers below 2^63, found a greater one");
}

TEST_CASE("facts from arrow: units and their days must be there, and rows of one stand together") {
  CHECK(problem_of({with_nulls(units({1, 2}), 0b01, 1), days("assessed_on", {1, 1})}) ==
        "invalid_columns: column 'unit': expected a whole number, found null in row 1 (the first "
        "is 0)");
  CHECK(problem_of({units({1, 2}), with_nulls(days("assessed_on", {1, 1}), 0b01, 1)}) ==
        "invalid_columns: column 'assessed_on': expected the day of assessment, found null in row "
        "1 (the first is 0)");
  for (const char* day : {"none", "unknown", "2012-01-01/2012-01-02", "../2012-01-02"}) {
    CHECK(problem_of({units({1, 2}), texts("assessed_on", {"2012-01-01", day})}) ==
          "invalid_columns: column 'assessed_on': expected the day of assessment, found none that "
          "is known in row 1 (the first is 0)");
  }
  CHECK(
      problem_of({units({1, 2}), with_nulls(texts("assessed_on", {"2012-01-01", ""}), 0b01, 1)}) ==
      "invalid_columns: column 'assessed_on': expected the day of assessment, found null in row "
      "1 (the first is 0)");
  CHECK(problem_of({units({4, 4, 2, 4}), days("assessed_on", {1, 1, 1, 1})}) ==
        "invalid_columns: column 'unit': expected the rows of a unit to stand together, found more "
        "of one in row 3 (the first is 0)");
  CHECK(facts_from({units({4, 2, 3}), days("assessed_on", {1, 1, 1})}).unit_count() == 3);
  CHECK(problem_of({numbers("unit", "tdD", 1, Bytes(4)), days("assessed_on", {1})}) ==
        "invalid_columns: column 'unit': expected whole numbers, found values of another type");
}

TEST_CASE("facts from arrow: malformed structures are refused") {
  const auto with = [](const auto& spoil) {
    Raw column = texts("place", {"vbl", "vbl", "detention"});
    spoil(column);
    return problem_of(three_persons_with(column));
  };
  CHECK(with([](Raw& column) { column.length = 2; }) ==
        "invalid_columns: column 'place': expected 3 values in a batch, found 2");
  CHECK(with([](Raw& column) { column.buffers.pop_back(); }) ==
        "invalid_columns: column 'place': expected an array with a length, an offset and 3 "
        "buffers");
  CHECK(with([](Raw& column) { column.offset = -1; }) ==
        "invalid_columns: column 'place': expected an array with a length, an offset and 3 "
        "buffers");
  CHECK(with([](Raw& column) { column.buffers[1] = {}; }) ==
        "invalid_columns: column 'place': expected a buffer of values, found none");
  CHECK(with([](Raw& column) {
          column.buffers[1] = bytes(std::vector<std::int32_t>{0, 3, 1, 4});
        }) == "invalid_columns: column 'place': expected texts that end after they begin");
  const auto coded = [&](std::int32_t code, const char* format) {
    return with([&](Raw& column) {
      column.dictionary = std::make_shared<Raw>(texts("", {"vbl"}));
      column.format = format;
      column.buffers = {{}, bytes(std::vector<std::int32_t>{0, code, 0}), {}};
    });
  };
  CHECK(coded(0, "i") == "no error");
  CHECK(coded(1, "i") == "invalid_columns: column 'place': expected codes of its dictionary, found "
                         "one that is not in it");
  CHECK(coded(-1, "i") == "invalid_columns: column 'place': expected codes of its dictionary, "
                          "found one that is not in it");
  CHECK(coded(0, "u") ==
        "invalid_columns: column 'place': expected whole numbers as codes of a dictionary");
  const auto viewed = [&](std::array<std::int32_t, 4> view) {
    return with([&](Raw& column) {
      column.format = "vu";
      column.buffers = {{},
                        bytes(std::vector<std::array<std::int32_t, 4>>{view, view, view}),
                        letters("a long text of no place"),
                        bytes(std::vector<std::int64_t>{23})};
    });
  };
  const std::string outside =
      "invalid_columns: column 'place': expected views of texts that lie in its buffers";
  CHECK(viewed({-1, 0, 0, 0}) == outside);
  CHECK(viewed({20, 0, 1, 0}) == outside);
  CHECK(viewed({20, 0, -1, 0}) == outside);
  CHECK(viewed({20, 0, 0, 4}) == outside);
  CHECK(viewed({20, 0, 0, 3}).starts_with("unknown_code: "));
}

TEST_CASE("facts from arrow: structures that lead nowhere are refused before they are followed") {
  const auto with_schema = [](auto&& spoil) {
    return problem_of(
        RawStream{.batches = {{units({1}), days("assessed_on", {1})}}, .spoil_schema = spoil});
  };
  const std::string no_schema =
      "invalid_columns: expected a schema with all the columns it counts, found one without";
  CHECK(with_schema([](ArrowSchema& schema) { schema.children = nullptr; }) == no_schema);
  CHECK(with_schema([](ArrowSchema& schema) { schema.children[1] = nullptr; }) == no_schema);
  CHECK(with_schema([](ArrowSchema& schema) { schema.n_children = -1; }) == no_schema);
  const auto with_batch = [](auto&& spoil) {
    return problem_of(
        RawStream{.batches = {{units({1}), days("assessed_on", {1})}}, .spoil_batch = spoil});
  };
  const std::string no_batch =
      "invalid_columns: expected a batch with a length, an offset and all its columns";
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK(with_batch([](ArrowArray& batch) { batch.children = nullptr; }) == no_batch);
  CHECK(with_batch([](ArrowArray& batch) { batch.children[0] = nullptr; }) == no_batch);
  CHECK(with_batch([](ArrowArray& batch) { batch.length = -1; }) == no_batch);
  CHECK(with_batch([&](ArrowArray& batch) { batch.length = most; }) == no_batch);
  CHECK(with_batch([&](ArrowArray& batch) { batch.offset = most; }) == no_batch);
  CHECK(with_batch([](ArrowArray& batch) { batch.length = std::int64_t{1} << 33; }) ==
        "invalid_columns: expected fewer than 2^32 persons");
  const std::string no_array =
      "invalid_columns: column 'unit': expected an array with a length, an offset and 2 buffers";
  CHECK(with_batch([&](ArrowArray& batch) { batch.children[0]->length = most; }) == no_array);
  CHECK(with_batch([&](ArrowArray& batch) { batch.children[0]->offset = most; }) == no_array);
  CHECK(with_batch([](ArrowArray& batch) { batch.children[0]->buffers = nullptr; }) == no_array);
}

TEST_CASE("facts from arrow: the stream itself may be wrong, or fail") {
  RawStream single{.batches = {{units({1}), days("assessed_on", {1})}}};
  single.row.format = "l";
  CHECK(problem_of(single) ==
        "invalid_columns: expected a stream of columns, found one of single values");
  RawStream failing{.batches = {{units({1}), days("assessed_on", {1})}}, .fails = true};
  CHECK(problem_of(failing) == "invalid_columns: the stream failed: the disk is gone");
  RawStream with_null{.batches = {{units({1, 2}), days("assessed_on", {1, 1})}}};
  with_null.row = with_nulls(with_null.row, 0b01, 1);
  CHECK(problem_of(with_null) == "invalid_columns: expected rows, found one that is null");
  RawStream changing{.batches = {{units({1}), days("assessed_on", {1})}, {units({1})}}};
  CHECK(problem_of(changing) == "invalid_columns: expected batches of 2 columns, found one of 1");

  RawStream good{.batches = {{units({1}), days("assessed_on", {1})}}};
  ArrowArrayStream taken = good.start();
  facts_from_arrow(&taken);
  CHECK((taken.release == nullptr));
  CHECK(code_of([&] { facts_from_arrow(&taken); }) == "invalid_columns");
  CHECK(code_of([&] { facts_from_arrow(nullptr); }) == "invalid_columns");
  CHECK(alive == 0);
}

TEST_CASE("evaluation to arrow: a row a unit, with its criteria") {
  const Programme programme = made_up(made_up_hrt);
  FactColumns facts = facts_from({
      units({1, 1, 2, 3}),
      days("assessed_on", {14'700, 0, 15'200, -3'000}), // 2010-04, 2011-08, 1961
      numbers("adult", "b", 4, {0b1101}),
      numbers("minor", "b", 4, {0b0010}),
      numbers("entry_ban_months", "l", 4, bytes(std::vector<std::int64_t>{0, 0, 0, 0})),
      numbers("permission", "b", 4, {0b1111}),
      texts("departure_mode", {"not_left", "not_left", "not_left", "not_left"}),
      numbers("unaccompanied_minor", "b", 4, {0b0000}),
  });
  facts.cases = {11, 12, 13};
  const auto evaluation = std::make_shared<const Evaluation>(evaluate(programme, facts));
  ArrowReader reader{arrow_stream(programme, facts, evaluation)};
  CHECK(reader.metadata("libcase.programme") == "HRT");
  REQUIRE(reader.next());
  CHECK(reader.row_count() == 3);
  CHECK(reader.column("case_id") == Words{"11", "12", "13"});
  CHECK(reader.column("outcome") == Words{"undetermined", "undetermined", "not_eligible"});
  CHECK(reader.column("version") == Words{"2009-11", "2011-17", "null"});
  CHECK(reader.column("version_date") == Words{"14700", "15200", "-3000"});
  CHECK(reader.column("cash_cents") == Words{"0", "160000", "0"});
  CHECK(reader.column("in_kind_cents") == Words{"0", "0", "0"});
  CHECK(reader.column("unknown_lines") == Words{"2", "0", "0"}); // of earlier help
  CHECK(reader.column("uncapped_lines") == Words{"0", "0", "0"});
  CHECK(reader.column("in_force") == Words{"met", "met", "not_met"});
  CHECK(reader.column("no_ban") == Words{"met", "not_applicable", "not_applicable"});
  CHECK(reader.column("permission") == Words{"not_applicable", "met", "not_applicable"});
  CHECK(reader.column("own_accord") == Words(3, "not_applicable"));
  CHECK_FALSE(reader.next());

  facts.cases.clear();
  ArrowReader without{arrow_stream(programme, facts, evaluation)};
  CHECK(without.names().front() == "outcome");
}
