// Some consecutive units of fact columns with their persons, and how values go from one to the
// other.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include <libcase/rules/fact_columns.hpp>

namespace libcase {

/// The number of persons of a unit that are read and written at a time, as most units have no more.
/// So many elements lie behind the last person of a range, of any value.
inline constexpr std::size_t persons_at_once = 8;

/// Consecutive units of some columns.
class UnitRange {
public:
  UnitRange() = default;
  UnitRange(const FactColumns& facts, std::uint32_t unit, std::uint32_t unit_end)
      : starts_(facts.first_person.data() + unit), unit_(unit), units_(unit_end - unit),
        beyond_(units_) {
    for (std::size_t at = 0; at < units_; ++at) {
      const std::size_t count = end_of(at) - first_of(at);
      beyond_[at] = beyond_by_count[std::min(count, persons_at_once)];
      fit_at_once_ = fit_at_once_ && 0 < count && count <= persons_at_once;
    }
  }

  std::size_t units() const { return units_; }
  std::size_t persons() const { return end_of(units_ - 1); }
  std::size_t size(FactOf of) const { return of == FactOf::person ? persons() : units(); }
  /// The row of the columns at which they begin.
  std::size_t begin(FactOf of) const { return of == FactOf::person ? starts_[0] : unit_; }
  /// The persons of a unit, within the range.
  std::size_t first_of(std::size_t unit) const { return starts_[unit] - starts_[0]; }
  std::size_t end_of(std::size_t unit) const { return starts_[unit + 1] - starts_[0]; }

  bool has_empty() const {
    bool has = false;
    each_empty(0, units_, [&](std::size_t) { has = true; });
    return has;
  }
  /// Calls `visit(unit)` with each of the units [first, end) that has no persons.
  void each_empty(std::size_t first, std::size_t end, const auto& visit) const {
    for (std::size_t unit = first; !fit_at_once_ && unit < end; ++unit) {
      if (first_of(unit) == end_of(unit)) {
        visit(unit);
      }
    }
  }

  /// Gives each person the value of their unit; `persons_at_once` elements behind them may change.
  template <class T>
  void project(const T* of_units, T* of_persons) const {
    for (std::size_t unit = 0; unit < units_; ++unit) {
      const std::size_t first = first_of(unit);
      if constexpr (sizeof(T) == 1) { // in one go, which the compiler does not see of an enumerator
        std::memset(of_persons + first, static_cast<int>(of_units[unit]), persons_at_once);
      } else {
        std::fill_n(of_persons + first, persons_at_once, of_units[unit]);
      }
      if (end_of(unit) > first + persons_at_once) {
        std::fill(of_persons + first + persons_at_once, of_persons + end_of(unit), of_units[unit]);
      }
    }
  }

  /// Whether all persons of each unit meet it: the least of their verdicts; unknown of nobody.
  void all(const Verdict* of_persons, Verdict* of_units) const {
    summarise(of_persons, of_units, [](const Summary& persons) { return persons.least(); });
  }
  /// Whether any person of each unit meets it: the greatest of their verdicts; unknown of nobody.
  void any(const Verdict* of_persons, Verdict* of_units) const {
    summarise(of_persons, of_units, [](const Summary& persons) { return persons.greatest(); });
  }
  /// The same; where it is met by some and not by all, that.
  void each(const Verdict* of_persons, Verdict* of_units) const {
    summarise(of_persons, of_units, [](const Summary& persons) { return persons.some_or_all(); });
  }

private:
  /// What persons come to in all, by the least and the greatest of their verdicts.
  static constexpr std::array<std::array<Verdict, 3>, 3> of_extremes{
      {{Verdict::not_met, Verdict::unknown, Verdict::met_by_some},
       {Verdict::unknown, Verdict::unknown, Verdict::met_by_some},
       {Verdict::met, Verdict::met, Verdict::met}}};

  static constexpr std::uint64_t each_byte(Verdict verdict) {
    return 0x0101'0101'0101'0101U * static_cast<std::uint64_t>(verdict);
  }

  /// The verdicts of up to eight persons, a byte each, and which bytes lie behind the last of them.
  struct Summary {
    std::uint64_t verdicts;
    std::uint64_t beyond;

    /// Of a byte 0, 1 or 2, the lowest bit of "itself or itself halved" is whether it is not 0.
    Verdict least() const {
      const std::uint64_t all = verdicts | (each_byte(Verdict::met) & beyond);
      const std::uint64_t possible = (all | all >> 1) & each_byte(Verdict::unknown);
      return static_cast<Verdict>(2U - is_not_0(possible ^ each_byte(Verdict::unknown)) -
                                  is_not_0(all ^ each_byte(Verdict::met)));
    }
    Verdict greatest() const {
      return static_cast<Verdict>(is_not_0(verdicts) +
                                  is_not_0(verdicts & each_byte(Verdict::met)));
    }
    Verdict some_or_all() const {
      return of_extremes[static_cast<std::size_t>(least())][static_cast<std::size_t>(greatest())];
    }

  private:
    /// 0 or 1, without a comparison: of that compilers make a branch, and a processor could not
    /// foresee which way it goes.
    static constexpr std::uint64_t is_not_0(std::uint64_t bits) {
      return (bits | (0 - bits)) >> 63U;
    }
  };

  /// Eight persons are read as one number of a byte each; the bytes behind the last person of the
  /// unit are set to 0, not met.
  void summarise(const Verdict* of_persons, Verdict* of_units, const auto& summary) const {
    for (std::size_t unit = 0; unit < units_; ++unit) {
      std::uint64_t verdicts = 0;
      std::memcpy(&verdicts, of_persons + first_of(unit), sizeof verdicts);
      of_units[unit] = summary(Summary{verdicts & ~beyond_[unit], beyond_[unit]});
    }
    for (std::size_t unit = 0; !fit_at_once_ && unit < units_; ++unit) {
      const std::size_t count = end_of(unit) - first_of(unit);
      if (count == 0 || count > persons_at_once) {
        of_units[unit] = summary_of_many(of_persons + first_of(unit), count, summary);
      }
    }
  }

  /// Of many, the least and the greatest stand for all.
  static Verdict summary_of_many(const Verdict* verdicts, std::size_t count, const auto& summary) {
    if (count == 0) {
      return Verdict::unknown;
    }
    const auto [least, greatest] = std::minmax_element(verdicts, verdicts + count);
    return summary(
        Summary{static_cast<std::uint64_t>(*least) << 8U | static_cast<std::uint64_t>(*greatest),
                beyond_by_count[2]});
  }

  /// By how many persons there are: the bytes behind them.
  static constexpr std::array<std::uint64_t, persons_at_once + 1> beyond_by_count = [] {
    std::array<std::uint64_t, persons_at_once + 1> beyond{};
    for (std::size_t count = 0; count <= persons_at_once; ++count) {
      std::array<std::uint8_t, persons_at_once> bytes{};
      std::fill(bytes.begin() + count, bytes.end(), std::uint8_t{255});
      beyond[count] = std::bit_cast<std::uint64_t>(bytes);
    }
    return beyond;
  }();

  const std::uint32_t* starts_ = nullptr;
  std::uint32_t unit_ = 0;
  std::size_t units_ = 0;
  std::vector<std::uint64_t> beyond_; ///< of each unit
  bool fit_at_once_ = true;           ///< whether each has persons, and no more than that
};

/// Lends columns for a range that are used again for the next.
template <class T>
class ColumnPool {
public:
  /// A column that goes back at the end of its scope; the last one lent is the first to go back.
  class Loan {
  public:
    Loan(ColumnPool& pool, std::size_t size) : pool_(pool) {
      if (pool_.lent_ == pool_.columns_.size()) {
        pool_.columns_.emplace_back();
      }
      std::vector<T>& column = pool_.columns_[pool_.lent_++];
      if (column.size() < size + persons_at_once) {
        column.resize(size + persons_at_once);
      }
      values_ = column.data();
    }
    ~Loan() { --pool_.lent_; }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    T* data() const { return values_; }
    T& operator[](std::size_t at) const { return values_[at]; }

  private:
    ColumnPool& pool_;
    T* values_;
  };

private:
  std::vector<std::vector<T>> columns_;
  std::size_t lent_ = 0;
};

} // namespace libcase
