// Birth intervals as small numbers.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace libcase {

/// Numbers birth intervals in order of appearance; 0 is unknown. A hash table with open addressing,
/// at most half full.
class BirthDictionary {
public:
  BirthDictionary() { slots_.resize(1U << 12U, 0); }

  std::uint32_t number(std::int32_t earliest, std::int32_t latest) {
    if (births_.size() * 2 >= slots_.size()) {
      grow();
    }
    for (std::size_t slot = slot_of(earliest, latest);; slot = (slot + 1) % slots_.size()) {
      if (slots_[slot] == 0) {
        births_.emplace_back(earliest, latest);
        return slots_[slot] = static_cast<std::uint32_t>(births_.size());
      }
      if (births_[slots_[slot] - 1] == std::pair{earliest, latest}) {
        return slots_[slot];
      }
    }
  }
  const std::vector<std::pair<std::int32_t, std::int32_t>>& births() const { return births_; }

private:
  std::size_t slot_of(std::int32_t earliest, std::int32_t latest) const {
    const auto key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(earliest)) << 32U |
                     static_cast<std::uint32_t>(latest);
    return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15ULL >> 20U) % slots_.size();
  }
  void grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::size_t index = 0; index < births_.size(); ++index) {
      std::size_t slot = slot_of(births_[index].first, births_[index].second);
      while (slots_[slot] != 0) {
        slot = (slot + 1) % slots_.size();
      }
      slots_[slot] = static_cast<std::uint32_t>(index + 1);
    }
  }
  std::vector<std::pair<std::int32_t, std::int32_t>> births_;
  std::vector<std::uint32_t> slots_;
};

} // namespace libcase
