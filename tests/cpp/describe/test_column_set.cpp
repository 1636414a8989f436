#include <utility>

#include <boost/describe/class.hpp>
#include <doctest/doctest.h>

#include <libcase/describe/column_set.hpp>
#include <libcase/records/person.hpp>

#include "statistics/made_up_columns.hpp"
#include "support/errors.hpp"
#include "support/printing.hpp"

using namespace libcase;
using libcase::testing::code_of;

namespace libcase::testing {

struct Sample {
  columns::Days on;
  columns::Codes<Sex> sex;
  columns::Dictionary<int, std::uint8_t> level;
  columns::Cents paid;
  columns::Ids<Person> person_id; // may be left out
  columns::Weights weight;

  std::size_t size() const { return on.size(); }
};
BOOST_DESCRIBE_STRUCT(Sample, (), (on, sex, level, paid, person_id, weight))

} // namespace libcase::testing

namespace {

using libcase::testing::Sample;

struct Anything {
  template <class T>
  operator T() const;
};

template <std::size_t>
using AnythingAt = Anything;

template <class T, std::size_t... Index>
constexpr bool takes(std::index_sequence<Index...>) {
  return requires {
    T{AnythingAt<Index>{}...};
  };
}

// Beside its columns a set of departures has where it is from, and the units that left.
constexpr std::size_t member_count = boost::mp11::mp_size<members_of<DepartureColumns>>::value + 2;
static_assert(takes<DepartureColumns>(std::make_index_sequence<member_count>{}) &&
                  !takes<DepartureColumns>(std::make_index_sequence<member_count + 1>{}),
              "a column of departures is left out of the description");

Sample three_rows() {
  Sample sample;
  sample.on = {{10, 20, 30}};
  sample.sex = {{0, 1, 0}};
  sample.level.assign({0, 1, 1});
  sample.level.values = {0, 7};
  sample.paid = {{175'000, 0, -500}};
  return sample;
}

} // namespace

TEST_CASE("column_set: rows are appended column by column, dictionaries merged") {
  Sample all = three_rows();
  Sample more = three_rows();
  more.level.values = {0, 9};
  append_rows(all, more);
  CHECK(all.on == std::vector<std::int32_t>{10, 20, 30, 10, 20, 30});
  CHECK(all.level == std::vector<std::uint8_t>{0, 1, 1, 0, 2, 2});
  CHECK(all.level.values == std::vector<int>{0, 7, 9});
  CHECK(all.paid == std::vector<std::int64_t>{175'000, 0, -500, 175'000, 0, -500});
  CHECK(all.person_id.empty());
  CHECK(all.weight.empty());
}

TEST_CASE("column_set: a dictionary that outgrows its indexes is refused") {
  Sample all;
  all.level.values.resize(200);
  Sample more;
  for (int value = 0; value < 200; ++value) {
    all.level.values[static_cast<std::size_t>(value)] = value;
    more.level.values.push_back(-value);
  }
  all.on = {{10}};
  more.on = {{20}};
  more.level.assign({1});
  all.level.assign({1});
  CHECK(code_of([&] { append_rows(all, more); }) == "too_many_values");
  CHECK(all.on == std::vector<std::int32_t>{10}); // nor is what stands before it
  CHECK(all.level.values.size() == 200);
}

TEST_CASE("column_set: a dictionary takes as many values as its indexes can tell apart") {
  Sample all;
  Sample more;
  for (int value = 0; value < 128; ++value) {
    all.level.values.push_back(1 + value);
    more.level.values.push_back(-1 - value);
  }
  all.level.values.pop_back();
  append_rows(all, more);
  CHECK(all.level.values.size() == 256);
  more.level.values = {0, 1000};
  CHECK(code_of([&] { append_rows(all, more); }) == "too_many_values");
}

TEST_CASE("column_set: a column that one set leaves out is left out of both") {
  Sample with = three_rows();
  with.person_id = {{7, 8, 9}};
  const Sample without = three_rows();
  SUBCASE("of the first") {
    Sample all = without;
    append_rows(all, with);
    CHECK(all.person_id.empty());
    CHECK(all.sex.size() == 6);
  }
  SUBCASE("of the second") {
    Sample all = with;
    append_rows(all, without);
    CHECK(all.person_id.empty());
    CHECK(all.sex.size() == 6);
  }
  SUBCASE("but a set without rows leaves nothing out") {
    Sample all;
    append_rows(all, with);
    append_rows(all, Sample{});
    CHECK(all.person_id == with.person_id);
  }
}

TEST_CASE("column_set: a set is appended to itself") {
  Sample all = three_rows();
  all.weight = {{1, 2, 3}};
  append_rows(all, all);
  CHECK(all.on == std::vector<std::int32_t>{10, 20, 30, 10, 20, 30});
  CHECK(all.level == std::vector<std::uint8_t>{0, 1, 1, 0, 1, 1});
  CHECK(all.weight == std::vector<std::uint32_t>{1, 2, 3, 1, 2, 3});
}

TEST_CASE("column_set: rows are dropped or taken, columns that are left out stay so") {
  Sample sample = three_rows();
  const std::vector<std::size_t> rows{2, 0};
  const Sample taken = take_rows(sample, rows);
  CHECK(taken.on == std::vector<std::int32_t>{30, 10});
  CHECK(taken.level.values == sample.level.values);
  CHECK(taken.paid == std::vector<std::int64_t>{-500, 175'000});
  CHECK(taken.weight.empty());
  drop_rows(sample, {false, true, false});
  CHECK(sample.on == std::vector<std::int32_t>{10, 30});
  CHECK(sample.level == std::vector<std::uint8_t>{0, 1});
  CHECK(sample.paid == std::vector<std::int64_t>{175'000, -500});
  CHECK(sample.person_id.empty());
}

TEST_CASE("column_set: a departure takes 36 bytes, and 28 where nobody is known") {
  auto columns = testing::columns_of({{}});
  const std::size_t one = byte_count(columns);
  append_rows(columns, testing::columns_of({{}, {}}));
  CHECK(byte_count(columns) - one == 2 * 36);
  columns.person_id.clear();
  columns.case_id.clear();
  CHECK(byte_count(columns) == one - 36 + 3 * 28);
}
