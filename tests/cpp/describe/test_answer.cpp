#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <doctest/doctest.h>

#include <libcase/describe/answer.hpp>
#include <libcase/exchange/answers.hpp>

using namespace libcase;

namespace {

enum class Colour : std::uint8_t { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Part {
  std::optional<Money> amount{};
  Colour colour = Colour::red;
};
BOOST_DESCRIBE_STRUCT(Part, (), (amount, colour))

struct Whole {
  std::string name;
  Part first;
  std::optional<Part> second{};
  std::vector<Part> others{};
  std::map<std::string, std::int64_t> counts{};
  Id<void> id{};
  std::filesystem::path file{};
  Period period{Date{2011, 1, 1}, Date{2012, 1, 1}};
  std::array<std::uint8_t, 16> digest{1, 0xAB};
  std::size_t size() const { return others.size(); }
  static std::string note() { return "so it is"; }
};
BOOST_DESCRIBE_STRUCT(Whole, (),
                      (name, first, second, others, counts, id, file, period, digest, size, note))

struct Longer : Part {
  std::string more;
};
BOOST_DESCRIBE_STRUCT(Longer, (Part), (more))

struct Forgetful {
  int told;
  int forgotten;
};
BOOST_DESCRIBE_STRUCT(Forgetful, (), (told))
struct OfForgetful : Forgetful {
  int more;
};
BOOST_DESCRIBE_STRUCT(OfForgetful, (Forgetful), (more))
static_assert(is_wholly_described<Longer>());
static_assert(!is_wholly_described<Forgetful>());
static_assert(!is_wholly_described<OfForgetful>());

} // namespace

namespace libcase {
template <>
inline constexpr MemberNames shown_members<Whole>{"size", "name"};
} // namespace libcase

namespace {

Whole a_whole() {
  return {.name = "a \"name\"",
          .first = {.amount = Money::euro_cents(175'000), .colour = Colour::green},
          .others = {{}, {.amount = Money::euro_cents(5)}},
          .counts = {{"x", 1}},
          .file = "folder/file"};
}

} // namespace

TEST_CASE("answers: members come before what is computed, and say their types") {
  const AnswerKind& kind = answer_kind<Whole>();
  CHECK(kind.name == "Whole");
  REQUIRE(kind.fields.size() == 11);
  CHECK(kind.fields[1].type->kind == ValueKind::nested);
  CHECK(kind.fields[1].type->answer().name == "Part");
  CHECK(kind.fields[2].type->is_optional);
  CHECK(kind.fields[3].type->element->answer().fields[0].name == "amount");
  CHECK(kind.fields[4].type->kind == ValueKind::map);
  CHECK(kind.fields[9].name == "size");
  CHECK(kind.fields[10].name == "note");
  CHECK(kind.shown.names[0] == "size");
  CHECK(kind.shown.names[1] == "name");
  CHECK(kind.shown.names[2].empty());
  CHECK(answer_kind<Part>().shown.names[0].empty());
}

TEST_CASE("answers: JSON follows the description") {
  CHECK(answer_to_json(a_whole()) ==
        R"({"name":"a \"name\"","first":{"amount":"1750.00","colour":"green"},"second":null,)"
        R"("others":[{"amount":null,"colour":"red"},{"amount":"0.05","colour":"red"}],)"
        R"("counts":{"x":1},"id":null,"file":"folder/file","period":"2011",)"
        R"("digest":"01ab0000000000000000000000000000","size":2,"note":"so it is"})");
  CHECK(answers_to_json(std::vector<Part>{}) == "[]");
}

TEST_CASE("answers: a code that nobody set is empty") {
  const Part part{.colour = static_cast<Colour>(unset_code)};
  CHECK(answer_to_json(part) == R"({"amount":null,"colour":null})");
  CHECK(answers_to_csv(std::vector{part}) == "amount,colour\r\n,\r\n");
}

TEST_CASE("answers: an amount that is not in euro names its currency") {
  const Part part{.amount = Money{175'000, Currency{"USD"}}};
  CHECK(answer_to_json(part) == R"({"amount":"1750.00 USD","colour":"red"})");
}

TEST_CASE("answers: bytes that are no UTF-8 can be printed") {
  Whole whole = a_whole();
  whole.file = "\xff.csv";
  CHECK(answer_to_json(whole).find(R"("file":"\\xff.csv")") != std::string::npos);
}

TEST_CASE("answers: as a table a nested answer has columns of its own") {
  Whole second = a_whole();
  second.second = Part{.amount = Money::euro_cents(100)};
  CHECK(answers_to_csv(std::vector{a_whole(), second}) ==
        "name,first_amount,first_colour,second_amount,second_colour,id,file,period,digest,size,"
        "note\r\n"
        "\"a \"\"name\"\"\",1750.00,green,,,,folder/file,2011,01ab0000000000000000000000000000,2,"
        "\"so it is\"\r\n"
        "\"a \"\"name\"\"\",1750.00,green,1.00,red,,folder/file,2011,"
        "01ab0000000000000000000000000000,2,\"so it is\"\r\n");
}

TEST_CASE("answers: the members of a base stand before its own") {
  Longer longer;
  longer.amount = Money::euro_cents(5);
  longer.more = "more";
  CHECK(answer_to_json(longer) == R"({"amount":"0.05","colour":"red","more":"more"})");
}
