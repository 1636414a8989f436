#include "statistics/cell_counts.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <utility>

#include "statistics/parallel.hpp"

namespace libcase::cells {

namespace {

constexpr std::size_t chunk_size = 2048; // its keys stay in the first-level cache

/// All cells of a small space; one more takes what is rejected.
class DenseCounter {
public:
  explicit DenseCounter(std::uint32_t cell_count)
      : counts_(std::size_t{cell_count} + 1), bin_(cell_count) {}

  void add(std::uint32_t cell) { ++counts_[std::min(cell, bin_)]; }
  std::uint32_t* counts() { return counts_.data(); }

private:
  std::vector<std::uint32_t> counts_;
  std::uint32_t bin_;
};

/// The occupied cells of a large space: open addressing, at most half full.
class HashCounter {
public:
  explicit HashCounter(std::uint64_t) : slots_(1024) {}

  void add(std::uint64_t cell) {
    if (cell >= Space<std::uint64_t>::rejected) {
      return;
    }
    Slot& slot = slot_of(cell);
    if (slot.count == 0) {
      slot.cell = cell;
      ++used_;
    }
    ++slot.count;
    if (used_ * 2 > slots_.size()) {
      grow();
    }
  }
  template <class Visit>
  void each(const Visit& visit) const {
    for (const Slot& slot : slots_) {
      if (slot.count != 0) {
        visit(slot.cell, slot.count);
      }
    }
  }

private:
  struct Slot {
    std::uint64_t cell = 0;
    std::int64_t count = 0;
  };

  Slot& slot_of(std::uint64_t cell) {
    const std::uint64_t mask = slots_.size() - 1;
    std::uint64_t at = (cell * 0x9E3779B97F4A7C15U) >> 32U; // Fibonacci hashing
    while (slots_[at & mask].count != 0 && slots_[at & mask].cell != cell) {
      ++at;
    }
    return slots_[at & mask];
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.count != 0) {
        slot_of(slot.cell) = slot;
      }
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

template <class Key>
using Counter = std::conditional_t<std::is_same_v<Key, std::uint32_t>, DenseCounter, HashCounter>;

/// What one thread has counted.
template <class Key>
struct Part {
  explicit Part(Key cell_count) : counter(cell_count) {}
  Counter<Key> counter;
  std::vector<std::pair<Key, std::uint32_t>> visits; ///< of persons who have more rows than one
};

/// The cells of some rows, as far as days and single codes tell them.
///
/// Two columns are added at a time: the sums then pass through memory half as often.
template <class Key>
void make_keys(const Plan<Key>& plan, const Tally<Key>& tally, std::size_t begin, std::size_t count,
               Key* keys) {
  const std::int32_t* days = plan.days.data() + begin;
  const Key* added = tally.added_by_day.data();
  const auto outside = static_cast<std::uint32_t>(tally.added_by_day.size() - 1);
  const auto first = static_cast<std::uint32_t>(plan.first_day);
  const auto of_day = [=](std::size_t row) { // days before the first wrap around
    return added[std::min(static_cast<std::uint32_t>(days[row]) - first, outside)];
  };
  const auto& steps = tally.steps;
  const auto with_codes_of = [&](const CodeStep<Key>& step, const auto& visit) {
    std::visit([&](auto codes) { visit(codes.data() + begin, step.added.data()); }, step.codes);
  };
  std::size_t next = 0;
  if (steps.size() % 2 == 0) {
    for (std::size_t row = 0; row < count; ++row) {
      keys[row] = of_day(row);
    }
  } else {
    with_codes_of(steps[next++], [&](const auto* codes, const Key* added_by_code) {
      for (std::size_t row = 0; row < count; ++row) {
        keys[row] = of_day(row) + added_by_code[codes[row]];
      }
    });
  }
  for (; next < steps.size(); next += 2) {
    with_codes_of(steps[next], [&](const auto* codes, const Key* added_by_code) {
      with_codes_of(steps[next + 1], [&](const auto* others, const Key* added_by_other) {
        for (std::size_t row = 0; row < count; ++row) {
          keys[row] += added_by_code[codes[row]] + added_by_other[others[row]];
        }
      });
    });
  }
}

/// Calls `visit(key, row)` for each cell of each row.
template <class Key, class Visit>
void visit_cells(const Plan<Key>& plan, std::size_t begin, std::size_t end, const Visit& visit) {
  std::array<Key, chunk_size> keys;
  for (std::size_t start = begin; start < end; start += chunk_size) {
    const std::size_t count = std::min(chunk_size, end - start);
    for (const Tally<Key>& tally : plan.tallies) {
      make_keys(plan, tally, start, count, keys.data());
      if (tally.fans.empty()) {
        for (std::size_t row = 0; row < count; ++row) {
          visit(keys[row], start + row);
        }
        continue;
      }
      const FanStep<Key>& fan = tally.fans.front();
      for (std::size_t row = 0; row < count; ++row) {
        for (const Key added : fan.added[fan.codes[start + row]]) {
          visit(keys[row] + added, start + row);
        }
      }
    }
  }
}

/// Whether each person has more than one row.
std::vector<std::uint8_t> find_repeated(std::span<const std::uint32_t> persons) {
  const auto last = std::max_element(persons.begin(), persons.end());
  std::vector<std::uint8_t> seen(last == persons.end() ? 0 : std::size_t{*last} + 1);
  for (const std::uint32_t person : persons) {
    seen[person] = seen[person] == 0 ? 1 : 2;
  }
  for (std::uint8_t& times : seen) {
    times = times == 2 ? 1 : 0;
  }
  return seen;
}

template <class Key>
void count_persons(const Plan<Key>& plan, std::vector<Part<Key>>& parts) {
  const auto is_repeated = find_repeated(plan.persons);
  in_parallel(parts.size(), plan.days.size(),
              [&](std::size_t at, std::size_t begin, std::size_t end) {
                Part<Key>& part = parts[at];
                visit_cells(plan, begin, end, [&](Key key, std::size_t row) {
                  const std::uint32_t person = plan.persons[row];
                  if (is_repeated[person] == 0) {
                    part.counter.add(key);
                  } else if (key < Space<Key>::rejected) {
                    part.visits.emplace_back(key, person);
                  }
                });
              });
  std::vector<std::pair<Key, std::uint32_t>> visits;
  for (const Part<Key>& part : parts) {
    visits.insert(visits.end(), part.visits.begin(), part.visits.end());
  }
  std::sort(visits.begin(), visits.end());
  visits.erase(std::unique(visits.begin(), visits.end()), visits.end());
  for (const auto& [key, person] : visits) {
    parts.front().counter.add(key);
  }
}

template <class Key>
void count_rows(const Plan<Key>& plan, std::vector<Part<Key>>& parts) {
  in_parallel(parts.size(), plan.days.size(),
              [&](std::size_t at, std::size_t begin, std::size_t end) {
                Counter<Key>& counter = parts[at].counter;
                visit_cells(plan, begin, end, [&](Key key, std::size_t) { counter.add(key); });
              });
}

CellCounts<std::uint32_t> collect(const Plan<std::uint32_t>& plan,
                                  std::vector<Part<std::uint32_t>>& parts) {
  std::uint32_t* sums = parts.front().counter.counts();
  std::vector<std::size_t> occupied(parts.size());
  in_parallel(
      parts.size(), plan.cell_count, [&](std::size_t at, std::size_t begin, std::size_t end) {
        for (std::size_t other = 1; other < parts.size(); ++other) {
          const std::uint32_t* counts = parts[other].counter.counts();
          std::transform(sums + begin, sums + end, counts + begin, sums + begin, std::plus<>{});
        }
        occupied[at] =
            end - begin - static_cast<std::size_t>(std::count(sums + begin, sums + end, 0U));
      });
  const std::size_t row_count = std::reduce(occupied.begin(), occupied.end());
  std::exclusive_scan(occupied.begin(), occupied.end(), occupied.begin(), std::size_t{0});
  CellCounts<std::uint32_t> all;
  all.cells.resize(row_count);
  all.counts.resize(row_count);
  in_parallel(parts.size(), plan.cell_count,
              [&](std::size_t at, std::size_t begin, std::size_t end) {
                std::size_t row = occupied[at];
                for (std::size_t cell = begin; cell < end; ++cell) {
                  if (sums[cell] != 0) {
                    all.cells[row] = static_cast<std::uint32_t>(cell);
                    all.counts[row++] = sums[cell];
                  }
                }
              });
  return all;
}

CellCounts<std::uint64_t> collect(const Plan<std::uint64_t>&,
                                  const std::vector<Part<std::uint64_t>>& parts) {
  std::vector<std::pair<std::uint64_t, std::int64_t>> found;
  for (const auto& part : parts) {
    part.counter.each(
        [&](std::uint64_t cell, std::int64_t count) { found.emplace_back(cell, count); });
  }
  std::sort(found.begin(), found.end());
  CellCounts<std::uint64_t> all;
  for (const auto& [cell, count] : found) {
    if (!all.cells.empty() && all.cells.back() == cell) {
      all.counts.back() += count;
    } else {
      all.cells.push_back(cell);
      all.counts.push_back(count);
    }
  }
  return all;
}

} // namespace

template <class Key>
CellCounts<Key> count(const Plan<Key>& plan, int threads) {
  std::vector<Part<Key>> parts;
  for (std::size_t left = useful_threads(plan.days.size(), threads); left > 0; --left) {
    parts.emplace_back(plan.cell_count);
  }
  if (plan.persons.empty()) {
    count_rows(plan, parts);
  } else {
    count_persons(plan, parts);
  }
  return collect(plan, parts);
}

template CellCounts<std::uint32_t> count(const Plan<std::uint32_t>&, int);
template CellCounts<std::uint64_t> count(const Plan<std::uint64_t>&, int);

} // namespace libcase::cells
