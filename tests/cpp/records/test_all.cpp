#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/mp11/algorithm.hpp>
#include <doctest/doctest.h>

#include <libcase/describe/wholly_described.hpp>
#include <libcase/records/all.hpp>
#include <libcase/records/case_file.hpp>

#include "support/printing_records.hpp"

using namespace libcase;

namespace {

template <class R>
using IsWhollyDescribed = std::bool_constant<is_wholly_described<R>()>;

static_assert(boost::mp11::mp_all_of<AllRecords, IsWhollyDescribed>::value,
              "a record has a member that its description leaves out");

// Compilers print a value without an enumerator as a number: "(libcase::Sex)3".
template <auto Value>
constexpr bool is_enumerator() {
  const std::string_view text = __PRETTY_FUNCTION__;
  return text[text.find_last_of(":)")] == ':';
}

template <class Code>
constexpr bool is_wholly_described_code() {
  return !is_enumerator<static_cast<Code>(code_names<Code>.size())>();
}

template <class R>
constexpr bool has_wholly_described_codes() {
  bool result = true;
  boost::mp11::mp_for_each<members_of<R>>([&](auto member) {
    using T = std::remove_cvref_t<decltype(std::declval<R>().*member.pointer)>;
    if constexpr (DescribedEnum<typename detail::Member<T>::type>) {
      result = result && is_wholly_described_code<typename detail::Member<T>::type>();
    }
  });
  return result;
}

template <class R>
using HasWhollyDescribedCodes = std::bool_constant<has_wholly_described_codes<R>()>;

static_assert(boost::mp11::mp_all_of<AllRecords, HasWhollyDescribedCodes>::value,
              "a code has an enumerator that its description leaves out");
static_assert(is_wholly_described_code<Composition>());

// A required code has a default that is told: `unset`, or such as `unknown`.
struct Untold {
  CaseId case_id;
  Role role;
};
BOOST_DESCRIBE_STRUCT(Untold, (), (case_id, role))
struct Told {
  Role role = Role::unset;
  Sex sex = Sex::unknown;
  std::optional<Role> other{};
};
BOOST_DESCRIBE_STRUCT(Told, (), (role, sex, other))

static_assert(!has_default_of_each_code<Untold>());
static_assert(has_default_of_each_code<Told>());

enum class ForgetfulCode : std::uint8_t { kept, forgotten };
BOOST_DESCRIBE_ENUM(ForgetfulCode, kept)

struct Forgetful {
  ForgetfulCode kept;
  int forgotten;
};
BOOST_DESCRIBE_STRUCT(Forgetful, (), (kept))

static_assert(!IsWhollyDescribed<Forgetful>::value);
static_assert(!HasWhollyDescribedCodes<Forgetful>::value);

} // namespace

TEST_CASE("all records: each kind has a table of its own and is found by it") {
  std::set<std::string_view> tables;
  for (const RecordKind* kind : record_kinds()) {
    CHECK(tables.insert(kind->table).second);
    CHECK(find_record_kind(kind->table) == kind);
  }
  CHECK(tables.size() == boost::mp11::mp_size<AllRecords>::value);
  CHECK(find_record_kind("departure") == nullptr);
  CHECK(find_record_kind("") == nullptr);
}

TEST_CASE("all records: each kind stands after those it links to") {
  std::set<std::string_view> seen;
  for (const RecordKind* kind : record_kinds()) {
    seen.insert(kind->table); // a record may link to one of its own kind
    for (const Column& column : kind->columns) {
      CAPTURE(kind->table);
      CAPTURE(column.name);
      const bool links_back = column.links_to.empty() || seen.contains(column.links_to);
      CHECK(links_back);
    }
  }
}

TEST_CASE("all records: `unset` is no code that is stored, sent or shown") {
  for (const RecordKind* kind : record_kinds()) {
    const AnyRecord blank = make_record(*kind);
    for (const Column& column : kind->columns) {
      CAPTURE(kind->table);
      CAPTURE(column.name);
      CHECK_FALSE(column.find_code("unset").has_value());
      const bool is_untold = column.kind != ColumnKind::code || !column.required ||
                             is_empty(column.get(data_of(blank))) ||
                             column.get(data_of(blank)) != Cell{CodeIndex{0}};
      CHECK(is_untold);
    }
  }
}

TEST_CASE("all records: names are the same word in C++, SQL and Python") {
  const auto is_plain = [](std::string_view name) {
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == name.npos;
  };
  for (const RecordKind* kind : record_kinds()) {
    CAPTURE(kind->table);
    CHECK(is_plain(kind->table));
    std::set<std::string_view> names;
    for (const Column& column : kind->columns) {
      CAPTURE(column.name);
      CHECK(is_plain(column.name));
      CHECK(names.insert(column.name).second);
      const bool is_link = column.kind == ColumnKind::link;
      CHECK(is_link == column.name.ends_with("_id"));
    }
  }
}

TEST_CASE("all records: an empty record is of the kind at its index") {
  for (std::size_t index = 0; index < record_kinds().size(); ++index) {
    AnyRecord record = make_record(index);
    CHECK(record.index() == index);
    CHECK(&kind_of(record) == record_kinds()[index]);
    CHECK(data_of(record) == data_of(std::as_const(record)));
  }
  const AnyRecord person{Person{.sex = Sex::female}};
  CHECK(static_cast<const Person*>(data_of(person))->sex == Sex::female);
}
