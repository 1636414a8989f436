#include <cerrno>
#include <stdexcept>

#include <doctest/doctest.h>

#include <libcase/describe/stored.hpp>
#include <libcase/exchange/arrow.hpp>
#include <libcase/records/all.hpp>

#include "support/arrow.hpp"

using namespace libcase;
using libcase::testing::ArrowReader;

namespace {

ArrowStream numbers(std::vector<std::int64_t> values) {
  const auto count = static_cast<std::int64_t>(values.size());
  return {{{.name = "number", .type = ArrowType::int64}},
          {},
          ArrowBatch{count, {{.values = arrow_buffer(std::move(values))}}}};
}

/// Yields these records, numbered from 1.
template <class R>
std::function<std::optional<ArrowRecord>()> records(std::vector<R> all) {
  return [all = std::move(all), next = std::size_t{0}]() mutable -> std::optional<ArrowRecord> {
    if (next == all.size()) {
      return std::nullopt;
    }
    const auto number = static_cast<std::int64_t>(++next);
    return ArrowRecord{.id = number, .row = 100 + number, .recording = 1, .record = &all[next - 1]};
  };
}

} // namespace

TEST_CASE("arrow: a consumer reads the fields, the values and the end") {
  ArrowReader reader{numbers({1, -2, 3})};
  CHECK(std::string_view{reader.schema().format} == "+s");
  CHECK(std::string_view{reader.field("number").format} == "l");
  CHECK(reader.field("number").flags == 0);
  CHECK(reader.schema().metadata == nullptr);
  REQUIRE(reader.next());
  CHECK(reader.column("number") == std::vector<std::string>{"1", "-2", "3"});
  CHECK_FALSE(reader.next());
  CHECK_FALSE(reader.next());
}

TEST_CASE("arrow: a batch outlives its stream") {
  ArrowReader reader{numbers({7})};
  REQUIRE(reader.next());
  reader.release_stream();
  CHECK(reader.column("number") == std::vector<std::string>{"7"});
}

TEST_CASE("arrow: a column moved out of its batch lives on alone") {
  ArrowReader reader{numbers({7, 8})};
  REQUIRE(reader.next());
  ArrowArray moved = *reader.batch().children[0];
  reader.batch().children[0]->release = nullptr;
  reader.batch().release(&reader.batch());
  CHECK((reader.batch().release == nullptr));
  CHECK(static_cast<const std::int64_t*>(moved.buffers[1])[1] == 8);
  moved.release(&moved);
  CHECK((moved.release == nullptr));
}

TEST_CASE("arrow: a field moved out of its schema lives on alone") {
  const auto labels = std::make_shared<const std::vector<std::string>>(1, "only");
  ArrowStream stream{{{.name = "code", .type = ArrowType::uint8, .labels = labels}},
                     {{"key", "value"}},
                     ArrowBatch{}};
  ArrowArrayStream raw = stream.take();
  ArrowSchema schema{};
  REQUIRE(raw.get_schema(&raw, &schema) == 0);
  raw.release(&raw);
  ArrowSchema moved = *schema.children[0];
  schema.children[0]->release = nullptr;
  schema.release(&schema);
  CHECK(std::string_view{moved.name} == "code");
  CHECK(std::string_view{moved.dictionary->format} == "u");
  moved.release(&moved);
}

TEST_CASE("arrow: a stream that nobody takes or reads frees what it holds") {
  const auto owner = std::make_shared<const std::vector<std::int64_t>>(3, 1);
  {
    const ArrowStream untaken{{{.name = "number", .type = ArrowType::int64}},
                              {},
                              ArrowBatch{3, {{.values = arrow_buffer(*owner, owner)}}}};
    CHECK(owner.use_count() == 2);
  }
  CHECK(owner.use_count() == 1);
  ArrowStream unread{{{.name = "number", .type = ArrowType::int64}},
                     {},
                     ArrowBatch{3, {{.values = arrow_buffer(*owner, owner)}}}};
  ArrowArrayStream raw = unread.take();
  raw.release(&raw);
  CHECK((raw.release == nullptr));
  CHECK(owner.use_count() == 1);
}

TEST_CASE("arrow: a stream is taken once") {
  ArrowStream stream = numbers({1});
  ArrowArrayStream first = stream.take();
  CHECK((first.release != nullptr));
  CHECK((stream.take().release == nullptr));
  first.release(&first);
}

TEST_CASE("arrow: a moved stream is the old one's content") {
  ArrowStream stream = numbers({1});
  ArrowStream moved{std::move(stream)};
  stream = std::move(moved);
  ArrowReader reader{std::move(stream)};
  CHECK(reader.next());
}

TEST_CASE("arrow: what a batch throws becomes an error of the stream") {
  ArrowStream stream{
      {}, {}, []() -> std::optional<ArrowBatch> { throw std::runtime_error("the disk is gone"); }};
  ArrowArrayStream raw = stream.take();
  ArrowArray batch{};
  CHECK(raw.get_last_error(&raw) == nullptr);
  CHECK(raw.get_next(&raw, &batch) == EIO);
  CHECK(std::string_view{raw.get_last_error(&raw)} == "the disk is gone");
  CHECK((batch.release == nullptr));
  raw.release(&raw);

  ArrowStream without_memory{{}, {}, []() -> std::optional<ArrowBatch> { throw std::bad_alloc(); }};
  raw = without_memory.take();
  CHECK(raw.get_next(&raw, &batch) == ENOMEM);
  raw.release(&raw);
}

TEST_CASE("arrow: nulls stand in the validity bits") {
  auto [validity, null_count] = arrow_validity(11, [](std::size_t row) { return row % 5 == 0; });
  CHECK(null_count == 3);
  ArrowStream stream{{{.name = "day", .type = ArrowType::date32, .is_nullable = true}},
                     {},
                     ArrowBatch{11,
                                {{.values = arrow_buffer(std::vector<std::int32_t>(11, 9)),
                                  .validity = validity,
                                  .null_count = null_count}}}};
  ArrowReader reader{std::move(stream)};
  CHECK(reader.field("day").flags == ARROW_FLAG_NULLABLE);
  REQUIRE(reader.next());
  CHECK(reader.column("day") ==
        std::vector<std::string>{"null", "9", "9", "9", "9", "null", "9", "9", "9", "9", "null"});
  CHECK(arrow_validity(3, [](std::size_t) { return false; }).first.data == nullptr);
}

TEST_CASE("arrow: a buffer of no values is not null") {
  ArrowReader reader{numbers({})};
  REQUIRE(reader.next());
  CHECK(reader.values("number") != nullptr);
  CHECK(reader.row_count() == 0);
}

TEST_CASE("arrow: records become their stored columns") {
  ArrowReader reader{arrow_stream(record_kind<CashPayment>(),
                                  records<CashPayment>({{.award_line_id = {5},
                                                         .person_id = {3},
                                                         .amount = Money::euro_cents(175'000),
                                                         .paid_on = Date{1970, 1, 2}}}))};
  REQUIRE(reader.next());
  CHECK(reader.metadata("libcase.table") == "cash_payments");
  CHECK(reader.column("id") == std::vector<std::string>{"1"});
  CHECK(reader.column("row") == std::vector<std::string>{"101"});
  CHECK(reader.column("paid_on") == std::vector<std::string>{"1"});
  CHECK(std::string_view{reader.field("paid_on").format} == "tdD");
  CHECK(reader.column("amount_cents") == std::vector<std::string>{"175000"});
  CHECK(reader.column("amount_currency") == std::vector<std::string>{"EUR"});
  CHECK_FALSE(reader.next());
}

TEST_CASE("arrow: empty members are null, codes are texts, an unknown country is a word") {
  ArrowReader reader{arrow_stream(
      record_kind<Person>(),
      records<Person>({{.sex = Sex::male, .born = BirthDate::parse("1970"), .nationality = {}},
                       {.sex = Sex::unknown, .born = {}, .nationality = Country{"IRQ"}}}))};
  REQUIRE(reader.next());
  CHECK(reader.names() == std::vector<std::string>{"id", "row", "recording", "sex", "born_earliest",
                                                   "born_latest", "nationality"});
  CHECK(reader.column("sex") == std::vector<std::string>{"male", "unknown"});
  CHECK(reader.column("born_earliest") == std::vector<std::string>{"0", "null"});
  CHECK(reader.column("born_latest") == std::vector<std::string>{"364", "null"});
  CHECK(reader.column("nationality") == std::vector<std::string>{"unknown", "IRQ"});
  CHECK(reader.field("nationality").flags == 0);
}

TEST_CASE("arrow: every kind of record has a stream with its stored columns") {
  for (const RecordKind* kind : record_kinds()) {
    CAPTURE(kind->table);
    std::vector<std::string> all{"id", "row", "recording"};
    std::vector<std::string> not_sensitive = all;
    for (const StoredColumn& stored : stored_columns(*kind)) {
      all.push_back(stored.name);
      if (!stored.column->options.sensitive) {
        not_sensitive.push_back(stored.name);
      }
    }
    const auto no_record = [] { return std::optional<ArrowRecord>{}; };
    ArrowReader reader{arrow_stream(*kind, no_record)};
    CHECK(reader.names() == not_sensitive);
    CHECK_FALSE(reader.next());
    ArrowReader reader_of_all{arrow_stream(*kind, no_record, {}, {.sensitive = true})};
    CHECK(reader_of_all.names() == all);
  }
}

TEST_CASE("arrow: what makes a person vulnerable is handed over where it is asked for") {
  const auto names = [](const MoreColumns& more) {
    const Vulnerability vulnerability{
        {1}, VulnerabilityGround::health, {2011, 9, 1}, {}, VulnerabilityFinder::professional};
    ArrowReader reader{arrow_stream(record_kind<Vulnerability>(),
                                    records<Vulnerability>({vulnerability}), {}, more)};
    REQUIRE(reader.next());
    return reader.names();
  };
  CHECK(names({}) ==
        std::vector<std::string>{"id", "row", "recording", "person_id", "from", "until"});
  CHECK(names({.sensitive = true}) == std::vector<std::string>{"id", "row", "recording",
                                                               "person_id", "ground", "from",
                                                               "until", "found_by"});
}

TEST_CASE("arrow: records come in batches, and only while they are read") {
  std::size_t asked = 0;
  const Person person{};
  const auto next = [&]() -> std::optional<ArrowRecord> {
    return ++asked <= 5 ? std::optional{ArrowRecord{.record = &person}} : std::nullopt;
  };
  ArrowReader reader{arrow_stream(record_kind<Person>(), next, {.rows = 2})};
  CHECK(asked == 0);
  std::vector<std::int64_t> sizes;
  REQUIRE(reader.next());
  CHECK(asked == 2);
  do {
    sizes.push_back(reader.row_count());
  } while (reader.next());
  CHECK(sizes == std::vector<std::int64_t>{2, 2, 1});
}

TEST_CASE("arrow: a batch is cut before its texts outgrow their offsets") {
  const std::vector<Reopening> reopenings(3, Reopening{{1}, Date{1970, 1, 2}, "new"});
  ArrowReader reader{arrow_stream(record_kind<Reopening>(), records(reopenings), {.text = 4})};
  REQUIRE(reader.next());
  CHECK(reader.row_count() == 2);
  REQUIRE(reader.next());
  CHECK(reader.row_count() == 1);
}
