#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/records/all.hpp>

#include "support/printing_records.hpp"

using namespace libcase;

namespace {

std::vector<std::string> names_of(const RecordKind& kind) {
  std::vector<std::string> names;
  for (const Column& column : kind.columns) {
    names.emplace_back(column.name);
  }
  return names;
}

const Column& column(const RecordKind& kind, std::string_view name) {
  const Column* found = kind.find(name);
  REQUIRE(found != nullptr);
  return *found;
}

} // namespace

TEST_CASE("columns: a record kind is named after its struct") {
  const RecordKind& kind = record_kind<UnitMember>();
  CHECK(kind.name == "UnitMember");
  CHECK(kind.table == "unit_members");
  CHECK(names_of(kind) ==
        std::vector<std::string>{"case_id", "person_id", "role", "from", "until"});
}

TEST_CASE("columns: a table is the plural of its record") {
  const auto plural = [](std::string_view record) {
    return std::string{detail::TableName{record}.text()};
  };
  CHECK(plural("Case") == "cases");
  CHECK(plural("CashPayment") == "cash_payments");
  CHECK(plural("Delivery") == "deliveries");
  CHECK(plural("Stay") == "stays");
  CHECK(plural("Survey") == "surveys");
  CHECK(plural("Address") == "addresses");
  CHECK(plural("Match") == "matches");
  CHECK(plural("Box") == "boxes");
  CHECK(plural("Means") == "means");
  CHECK(plural("OwnMeans") == "own_means");
}

TEST_CASE("columns: each member has the kind of its type") {
  const RecordKind& departure = record_kind<Departure>();
  CHECK(column(departure, "case_id").kind == ColumnKind::link);
  CHECK(column(departure, "on").kind == ColumnKind::date);
  CHECK(column(departure, "destination").kind == ColumnKind::country);
  CHECK(column(departure, "mode").kind == ColumnKind::code);
  CHECK(column(record_kind<Person>(), "born").kind == ColumnKind::birth_date);
  CHECK(column(record_kind<AwardLine>(), "amount").kind == ColumnKind::money);
  CHECK(column(record_kind<AwardLine>(), "programme").kind == ColumnKind::programme);
  CHECK(column(record_kind<Refusal>(), "grounds").kind == ColumnKind::text);
  CHECK(departure.find("nothing") == nullptr);
}

TEST_CASE("columns: only optional members may be empty") {
  CHECK_FALSE(column(record_kind<Departure>(), "destination").required);
  CHECK(column(record_kind<Departure>(), "on").required);
  CHECK_FALSE(column(record_kind<AwardLine>(), "amount").required);
  CHECK(column(record_kind<CashPayment>(), "amount").required);
}

TEST_CASE("columns: a link knows the table it points to") {
  CHECK(column(record_kind<UnitMember>(), "person_id").links_to == "persons");
  CHECK(column(record_kind<Award>(), "application_id").links_to == "applications");
  CHECK(column(record_kind<Withdrawal>(), "record_id").links_to.empty());
}

TEST_CASE("columns: a code lists its texts in order") {
  const auto codes = column(record_kind<Departure>(), "mode").codes;
  CHECK(std::vector<std::string>(codes.begin(), codes.end()) ==
        std::vector<std::string>{"voluntary", "forced", "refused_entry", "unsupervised"});
  CHECK(column(record_kind<Departure>(), "on").codes.empty());
}

TEST_CASE("columns: a code that has a default other than its first is not needed") {
  const RecordKind& departure = record_kind<Departure>();
  const auto index = [](auto code) { return Cell{CodeIndex{static_cast<std::uint8_t>(code)}}; };
  CHECK((column(departure, "precision").default_value() == index(DatePrecision::day)));
  CHECK((column(departure, "left_from").default_value() == index(PlaceKind::unknown)));
  CHECK(is_empty(column(departure, "mode").default_value()));
  CHECK(is_empty(column(departure, "on").default_value()));
  CHECK(is_empty(column(departure, "destination").default_value()));
}

TEST_CASE("columns: the valid date is the first one that is always there") {
  CHECK(record_kind<UnitMember>().valid_date()->name == "from");
  CHECK(record_kind<AsylumProcedure>().valid_date()->name == "applied_on");
  CHECK(record_kind<Departure>().valid_date()->name == "on");
  CHECK(record_kind<Person>().valid_date() == nullptr);
  CHECK(record_kind<Withdrawal>().valid_date() == nullptr);
}

TEST_CASE("columns: what may identify somebody is marked") {
  CHECK(column(record_kind<Person>(), "born").options.personal);
  CHECK(column(record_kind<Delivery>(), "proof").options.personal);
  CHECK(column(record_kind<Refusal>(), "grounds").options.personal);
  CHECK_FALSE(column(record_kind<Person>(), "sex").options.personal);
}

TEST_CASE("columns: values are read from a record and written into another") {
  const RecordKind& kind = record_kind<CashPayment>();
  const CashPayment paid{.award_line_id = {7},
                         .person_id = {9},
                         .amount = Money::euro_cents(175000),
                         .paid_on = Date{2011, 8, 15}};
  CashPayment copy{};
  for (const Column& column : kind.columns) {
    column.set(&copy, column.get(&paid));
  }
  CHECK(copy.award_line_id == paid.award_line_id);
  CHECK(copy.person_id == paid.person_id);
  CHECK(copy.paid_on == paid.paid_on);
  CHECK(copy.amount == paid.amount);
}

TEST_CASE("columns: every kind survives a copy by its columns") {
  for (std::size_t index = 0; index < record_kinds().size(); ++index) {
    const RecordKind& kind = *record_kinds()[index];
    const AnyRecord blank = make_record(index);
    AnyRecord copy = make_record(index);
    CAPTURE(kind.table);
    REQUIRE(&kind_of(blank) == &kind);
    for (const Column& column : kind.columns) {
      CAPTURE(column.name);
      column.set(data_of(copy), column.get(data_of(blank)));
      CHECK((column.get(data_of(copy)) == column.get(data_of(blank))));
    }
  }
}

TEST_CASE("columns: setting an empty cell brings the default back") {
  const RecordKind& kind = record_kind<Departure>();
  Departure departure{};
  departure.precision = DatePrecision::month;
  departure.left_from = PlaceKind::vbl;
  departure.on = {2011, 8, 15};
  for (const char* name : {"precision", "left_from", "on"}) {
    column(kind, name).set(&departure, Cell{});
  }
  CHECK(departure.precision == DatePrecision::day);
  CHECK(departure.left_from == PlaceKind::unknown);
  CHECK_FALSE(departure.on.is_set());
}

TEST_CASE("columns: a value that is not set reads as empty") {
  const Departure departure{};
  CHECK(is_empty(column(record_kind<Departure>(), "case_id").get(&departure)));
  CHECK(is_empty(column(record_kind<Departure>(), "on").get(&departure)));
  const Refusal refusal{};
  CHECK(is_empty(column(record_kind<Refusal>(), "grounds").get(&refusal)));
}
