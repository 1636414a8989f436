// Birth intervals as small numbers.
#pragma once

#include <cstdint>
#include <vector>

namespace libcase {

/// When somebody was born, as a row tells it.
struct StoredBirth {
  std::int32_t earliest;
  std::int32_t latest;
  bool is_expanded; ///< out of a published table

  friend bool operator==(const StoredBirth&, const StoredBirth&) = default;
};

/// Numbers birth intervals in order of appearance; 0 is unknown. A hash table with open addressing,
/// at most half full.
class BirthDictionary {
public:
  BirthDictionary() { slots_.resize(1U << 12U, 0); }

  std::uint32_t number(const StoredBirth& birth) {
    if (births_.size() * 2 >= slots_.size()) {
      grow();
    }
    for (std::size_t slot = slot_of(birth);; slot = (slot + 1) % slots_.size()) {
      if (slots_[slot] == 0) {
        births_.push_back(birth);
        return slots_[slot] = static_cast<std::uint32_t>(births_.size());
      }
      if (births_[slots_[slot] - 1] == birth) {
        return slots_[slot];
      }
    }
  }
  const std::vector<StoredBirth>& births() const { return births_; }

private:
  std::size_t slot_of(const StoredBirth& birth) const {
    const auto key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(birth.earliest)) << 32U |
                     static_cast<std::uint32_t>(birth.latest);
    return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15ULL >> 20U) % slots_.size();
  }
  void grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::size_t index = 0; index < births_.size(); ++index) {
      std::size_t slot = slot_of(births_[index]);
      while (slots_[slot] != 0) {
        slot = (slot + 1) % slots_.size();
      }
      slots_[slot] = static_cast<std::uint32_t>(index + 1);
    }
  }
  std::vector<StoredBirth> births_;
  std::vector<std::uint32_t> slots_;
};

} // namespace libcase
