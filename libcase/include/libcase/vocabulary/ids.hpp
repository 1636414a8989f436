// What a record is about: a number that stays the same when the record is corrected.
#ifndef LIBCASE_VOCABULARY_IDS_HPP
#define LIBCASE_VOCABULARY_IDS_HPP

#include <compare>
#include <cstdint>
#include <functional>

namespace libcase {

/// The id of a record of kind R; links between records hold it. 0 means not set.
///
/// Ids of different kinds do not mix: the compiler refuses a PersonId where a CaseId is wanted.
template <class R>
struct Id {
  std::int64_t value = 0;

  bool is_set() const noexcept { return value != 0; }
  friend constexpr bool operator==(const Id&, const Id&) = default;
  friend constexpr std::strong_ordering operator<=>(const Id&, const Id&) = default;
};

/// The id of a record of any kind.
using RecordId = Id<void>;

} // namespace libcase

template <class R>
struct std::hash<libcase::Id<R>> {
  std::size_t operator()(const libcase::Id<R>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};

#endif // LIBCASE_VOCABULARY_IDS_HPP
