#include "statistics/cell_counts.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <utility>

#include "compute/parallel.hpp"

namespace libcase::cells {

namespace {

/// All cells of a small space; one more takes what is rejected.
class DenseCounter {
public:
  explicit DenseCounter(std::uint32_t cell_count)
      : counts_(std::size_t{cell_count} + 1), bin_(cell_count) {}

  void add(std::uint32_t cell) { ++counts_[std::min(cell, bin_)]; }
  void add(std::span<const std::uint32_t> cells) {
    std::uint32_t* counts = counts_.data();
    const std::uint32_t bin = bin_;
    for (const std::uint32_t cell : cells) {
      ++counts[std::min(cell, bin)];
    }
  }
  std::uint32_t* counts() { return counts_.data(); }

private:
  std::vector<std::uint32_t> counts_;
  std::uint32_t bin_;
};

/// The occupied cells of a large space: open addressing, at most half full.
class HashCounter {
public:
  explicit HashCounter(std::uint64_t) : slots_(1024) {}

  void add(std::uint64_t cell, std::uint32_t weight = 1) {
    if (cell >= Space<std::uint64_t>::rejected || weight == 0) {
      return;
    }
    Slot& slot = slot_of(cell);
    if (slot.count == 0) {
      slot.cell = cell;
      ++used_;
    }
    slot.count += weight;
    if (used_ * 2 > slots_.size()) {
      grow();
    }
  }
  void add(std::span<const std::uint64_t> cells) {
    for (const std::uint64_t cell : cells) {
      add(cell);
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

/// Some columns of one width, their number known when the loop is compiled.
template <class Code, class Key, std::size_t column_count>
class Columns {
public:
  explicit Columns(const std::vector<CodeStep<Code, Key>>& steps) {
    for (std::size_t at = 0; at < column_count; ++at) {
      codes_[at] = steps[at].codes.data();
      added_[at] = steps[at].added.data();
    }
  }
  Key operator()(std::size_t row) const {
    Key sum = 0;
    for (std::size_t at = 0; at < column_count; ++at) {
      sum += added_[at][codes_[at][row]];
    }
    return sum;
  }

private:
  std::array<const Code*, column_count> codes_;
  std::array<const Key*, column_count> added_;
};

/// The keys of a chunk of rows: what their days and columns add up to.
///
/// They are all made before any is counted: an increment of a cell whose number is not known yet
/// would hold up the loads after it.
template <std::size_t wide_count, std::size_t narrow_count, class Key>
void make_keys(const Plan<Key>& plan, const GroupingSet<Key>& set, std::size_t begin,
               std::size_t end, Key* keys) {
  const std::int32_t* days = plan.days.data();
  const auto first_day = static_cast<std::uint32_t>(plan.first_day);
  const Key* added_by_day = set.added_by_day.data();
  const auto outside = static_cast<std::uint32_t>(set.added_by_day.size() - 1);
  const Columns<std::uint16_t, Key, wide_count> wide{set.wide};
  const Columns<std::uint8_t, Key, narrow_count> narrow{set.narrow};
  for (std::size_t row = begin; row < end; ++row) {
    const std::uint32_t day = static_cast<std::uint32_t>(days[row]) - first_day; // wraps around
    *keys++ = added_by_day[std::min(day, outside)] + wide(row) + narrow(row);
  }
}

template <class Key, class Code>
void add_to_keys(const CodeStep<Code, Key>& step, std::size_t begin, std::size_t end, Key* keys) {
  for (std::size_t row = begin; row < end; ++row) {
    *keys++ += step.added[step.codes[row]];
  }
}

constexpr std::size_t most_wide = 2; // columns that are added in one loop
constexpr std::size_t most_narrow = 4;

template <class Key, std::size_t... shape>
void make_keys(const Plan<Key>& plan, const GroupingSet<Key>& set, std::size_t begin,
               std::size_t end, Key* keys, std::index_sequence<shape...>) {
  using Loop = decltype(&make_keys<0, 0, Key>);
  constexpr std::array<Loop, sizeof...(shape)> loops{
      &make_keys<shape / (most_narrow + 1), shape % (most_narrow + 1), Key>...};
  const std::size_t wide = std::min(set.wide.size(), most_wide);
  const std::size_t narrow = std::min(set.narrow.size(), most_narrow);
  loops[wide * (most_narrow + 1) + narrow](plan, set, begin, end, keys);
  for (std::size_t at = wide; at < set.wide.size(); ++at) {
    add_to_keys(set.wide[at], begin, end, keys);
  }
  for (std::size_t at = narrow; at < set.narrow.size(); ++at) {
    add_to_keys(set.narrow[at], begin, end, keys);
  }
}

/// The keys of a chunk whose rows stand in several cells each: one a value of a column, and of
/// several columns one a combination of their values.
template <class Key>
class SpreadKeys {
public:
  void start(std::span<const Key> keys) {
    keys_.assign(keys.begin(), keys.end());
    rows_.resize(keys.size());
    std::iota(rows_.begin(), rows_.end(), 0U);
  }
  void spread(const MultiValueColumn<Key>& column, std::size_t first_row) {
    keys_.swap(before_);
    rows_.swap(rows_before_);
    keys_.clear();
    rows_.clear();
    for (std::size_t at = 0; at < before_.size(); ++at) {
      for (const Key added : column.added[column.codes[first_row + rows_before_[at]]]) {
        keys_.push_back(before_[at] + added);
        rows_.push_back(rows_before_[at]);
      }
    }
  }
  std::span<const Key> keys() const { return keys_; }
  /// What stands beside the row of each key.
  const std::uint32_t* beside(const std::uint32_t* of_rows) {
    if (of_rows == nullptr) {
      return nullptr;
    }
    std::ranges::transform(rows_, rows_.begin(), [&](std::uint32_t row) { return of_rows[row]; });
    return rows_.data();
  }

private:
  std::vector<Key> keys_, before_;
  std::vector<std::uint32_t> rows_, rows_before_; ///< of the chunk
};

/// Calls `take(keys, beside)` for the cells of all rows of a range, by all grouping sets, some at a
/// time. Beside stand the persons or weights of the rows, where the plan has them.
template <class Key, class Take>
void visit_cells(const Plan<Key>& plan, std::size_t begin, std::size_t end, const Take& take) {
  constexpr std::size_t chunk_size = 2048; // its keys stay in the first-level cache
  std::array<Key, chunk_size> keys;
  SpreadKeys<Key> spread;
  const std::span<const std::uint32_t> all_beside =
      plan.persons.empty() ? plan.weights : plan.persons;
  for (std::size_t start = begin; start < end; start += chunk_size) {
    const std::size_t stop = std::min(start + chunk_size, end);
    const std::uint32_t* beside = all_beside.empty() ? nullptr : all_beside.data() + start;
    for (const GroupingSet<Key>& set : plan.sets) {
      make_keys(plan, set, start, stop, keys.data(),
                std::make_index_sequence<(most_wide + 1) * (most_narrow + 1)>{});
      const std::span<const Key> of_rows{keys.data(), stop - start};
      if (set.multi_value.empty()) {
        take(of_rows, beside);
        continue;
      }
      spread.start(of_rows);
      for (const MultiValueColumn<Key>& column : set.multi_value) {
        spread.spread(column, start);
      }
      take(spread.keys(), spread.beside(beside));
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
  in_parallel(
      parts.size(), plan.days.size(), [&](std::size_t at, std::size_t begin, std::size_t end) {
        Part<Key>& part = parts[at];
        visit_cells(plan, begin, end, [&](std::span<const Key> keys, const std::uint32_t* persons) {
          for (const Key key : keys) {
            const std::uint32_t person = *persons++;
            if (is_repeated[person] == 0) {
              part.counter.add(key);
            } else if (key < Space<Key>::rejected) {
              part.visits.emplace_back(key, person);
            }
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

/// Sums of weights outgrow the counters of small spaces: weighted plans are of large ones.
void sum_weights(const Plan<std::uint64_t>& plan, std::vector<Part<std::uint64_t>>& parts) {
  in_parallel(parts.size(), plan.days.size(),
              [&](std::size_t at, std::size_t begin, std::size_t end) {
                visit_cells(plan, begin, end,
                            [&](std::span<const std::uint64_t> keys, const std::uint32_t* weights) {
                              for (const std::uint64_t key : keys) {
                                parts[at].counter.add(key, *weights++);
                              }
                            });
              });
}

template <class Key>
void count_rows(const Plan<Key>& plan, std::vector<Part<Key>>& parts) {
  in_parallel(parts.size(), plan.days.size(),
              [&](std::size_t at, std::size_t begin, std::size_t end) {
                visit_cells(plan, begin, end, [&](std::span<const Key> keys, const std::uint32_t*) {
                  parts[at].counter.add(keys);
                });
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
  occupied.push_back(row_count);
  in_parallel(parts.size(), plan.cell_count, [&](std::size_t at, std::size_t begin, std::size_t) {
    std::uint32_t* cells = all.cells.data();
    std::int64_t* counts = all.counts.data();
    std::size_t row = occupied[at];
    for (std::size_t cell = begin; row < occupied[at + 1]; ++cell) {
      cells[row] = static_cast<std::uint32_t>(cell); // kept where it is occupied
      counts[row] = sums[cell];
      row += sums[cell] != 0 ? 1 : 0;
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
  if (!plan.persons.empty()) {
    count_persons(plan, parts);
  } else if (plan.weights.empty()) {
    count_rows(plan, parts);
  } else if constexpr (std::is_same_v<Key, std::uint64_t>) {
    sum_weights(plan, parts);
  }
  return collect(plan, parts);
}

template CellCounts<std::uint32_t> count(const Plan<std::uint32_t>&, int);
template CellCounts<std::uint64_t> count(const Plan<std::uint64_t>&, int);

} // namespace libcase::cells
