#include "statistics/age_bands.hpp"

#include <algorithm>
#include <climits>
#include <set>

#include <libcase/vocabulary/period.hpp>

#include "compute/parallel.hpp"
#include "statistics/query.hpp"

namespace libcase {

namespace {

/// The ages at which a band begins or has just ended, in order.
std::vector<int> ages_between(const std::vector<AgeBand>& bands) {
  std::set<int> ages;
  for (const AgeBand& band : bands) {
    ages.insert(band.from);
    if (band.to) {
      ages.insert(*band.to + 1);
    }
  }
  ages.erase(0); // whoever leaves has been born
  if (ages.empty()) {
    ages.insert(oldest_age + 1);
  }
  return {ages.begin(), ages.end()};
}

std::int32_t day_of_age(Date born, int age) {
  constexpr int last_year = 9999;
  return born.year() + age > last_year ? INT32_MAX : born.anniversary(age).days_since_epoch();
}

/// The last day on which departures may have happened, for their ages; one object a thread.
///
/// A published table tells ages on the first day of its period: where a birth date follows from
/// such an age, that day is the only one.
class LastDays {
public:
  explicit LastDays(const DepartureColumns& columns) : columns_(&columns) {}
  std::int32_t operator()(std::size_t row) {
    const std::int32_t on = columns_->on[row];
    const auto precision = static_cast<DatePrecision>(columns_->precision[row]);
    if (precision == DatePrecision::day) {
      return on;
    }
    if (on != on_ || precision != precision_) { // neighbours are mostly alike
      on_ = on;
      precision_ = precision;
      const Date first = Date::from_days_since_epoch(on);
      month_ = first.month();
      last_ = last_day_of(precision, first).days_since_epoch();
    }
    const columns::Birth& born = columns_->born.values[columns_->born[row]];
    return born.age_reported_in() == month_ ? on : last_;
  }

private:
  const DepartureColumns* columns_;
  std::int32_t on_ = INT32_MIN;
  DatePrecision precision_ = DatePrecision::day;
  int month_ = 0;
  std::int32_t last_ = 0;
};

} // namespace

std::vector<std::uint8_t> age_band_codes(const DepartureColumns& columns,
                                         const std::vector<AgeBand>& bands, int threads) {
  const std::vector<int> ages = ages_between(bands);
  const std::size_t age_count = ages.size();

  std::vector<std::uint8_t> band_after(age_count + 1); // by how many of the ages are reached
  for (std::size_t reached = 0; reached <= age_count; ++reached) {
    const int age = reached == 0 ? 0 : ages[reached - 1];
    const auto found = std::ranges::find_if(bands, [&](const AgeBand& band) {
      return band.from <= age && age <= band.to.value_or(INT_MAX);
    });
    band_after[reached] = static_cast<std::uint8_t>(found - bands.begin());
  }
  const auto unknown = static_cast<std::uint8_t>(bands.size() + 1);

  // The day on which each age is reached, by the earliest and by the latest reading of each birth.
  // For an unknown birth these are always and never, so that they disagree.
  std::vector<std::int32_t> earliest(columns.born.values.size() * age_count, INT32_MIN);
  std::vector<std::int32_t> latest(columns.born.values.size() * age_count, INT32_MAX);
  for (std::size_t birth = 0; birth < columns.born.values.size(); ++birth) {
    for (std::size_t at = 0; at < age_count && columns.born.values[birth].is_set(); ++at) {
      earliest[birth * age_count + at] =
          day_of_age(columns.born.values[birth].earliest(), ages[at]);
      latest[birth * age_count + at] = day_of_age(columns.born.values[birth].latest(), ages[at]);
    }
  }

  std::vector<std::uint8_t> codes(columns.size());
  in_parallel(useful_threads(codes.size(), threads), codes.size(),
              [&](std::size_t, std::size_t begin, std::size_t end) {
                LastDays last_day{columns};
                for (std::size_t row = begin; row < end; ++row) {
                  const std::int32_t last = last_day(row);
                  const std::size_t first = columns.born[row] * age_count;
                  std::size_t reached = 0;
                  std::size_t surely_reached = 0;
                  for (std::size_t at = first; at < first + age_count; ++at) {
                    reached += earliest[at] <= last ? 1 : 0;
                    surely_reached += latest[at] <= columns.on[row] ? 1 : 0;
                  }
                  codes[row] = reached == surely_reached ? band_after[reached] : unknown;
                }
              });
  return codes;
}

} // namespace libcase
