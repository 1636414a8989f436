#include <algorithm>
#include <array>

#include <boost/mp11/algorithm.hpp>

#include <libcase/records/all.hpp>

#include "records/attachable.hpp"

namespace libcase {

namespace {

constexpr std::size_t kind_count = boost::mp11::mp_size<AllRecords>::value;

template <class... R>
constexpr std::array<const RecordKind*, kind_count> kinds_of(boost::mp11::mp_list<R...>) {
  return {&record_kind<R>()...};
}

constexpr auto all_kinds = kinds_of(AllRecords{});

template <class R>
using HasDefaultOfEachCode = std::bool_constant<has_default_of_each_code<R>()>;

static_assert(
    boost::mp11::mp_all_of<AllRecords, HasDefaultOfEachCode>::value,
    "a required code of a record has no default: write `= Code::unset`, and `unset = 255` "
    "as the last enumerator, which is not described");
static_assert(
    links_lead_back(all_kinds),
    "a kind links to one that does not stand before it: move its line in AllRecords down");
static_assert(persons_link_to_no_person(all_kinds),
              "a person links to a person: what persons are to each other, and since when, is a "
              "kind of record of its own that links to both");
static_assert(attaching_links_are_required(all_kinds),
              "a record could stand in no file of a case: of the links of its kind that lead "
              "nearest to cases (see Attachment) one must be required");

} // namespace

std::span<const RecordKind* const> record_kinds() {
  return all_kinds;
}

const RecordKind* find_record_kind(std::string_view table) {
  const auto found = std::ranges::find(all_kinds, table, &RecordKind::table);
  return found == all_kinds.end() ? nullptr : *found;
}

AnyRecord::AnyRecord(std::size_t kind_index) {
  boost::mp11::mp_with_index<kind_count>(kind_index, [&](auto index) { emplace<index>(); });
}

AnyRecord::AnyRecord() = default;
AnyRecord::AnyRecord(const AnyRecord&) = default;
AnyRecord::AnyRecord(AnyRecord&&) noexcept = default;
AnyRecord& AnyRecord::operator=(const AnyRecord&) = default;
AnyRecord& AnyRecord::operator=(AnyRecord&&) noexcept = default;
AnyRecord::~AnyRecord() = default;

AnyRecord make_record(std::size_t kind_index) {
  return AnyRecord{kind_index};
}

AnyRecord make_record(const RecordKind& kind) {
  return make_record(
      static_cast<std::size_t>(std::ranges::find(all_kinds, &kind) - all_kinds.begin()));
}

const void* data_of(const AnyRecord& record) {
  return std::visit([](const auto& body) -> const void* { return &body; }, record);
}

void* data_of(AnyRecord& record) {
  return std::visit([](auto& body) -> void* { return &body; }, record);
}

} // namespace libcase
