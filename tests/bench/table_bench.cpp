// How long a table of departures takes, by the row: month x nationality x mode x sex over made-up
// columns of two sizes. Usage: table_bench [THREADS [ROWS...]]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include <libcase/statistics/departures.hpp>
#include <libcase/vocabulary/country.hpp>

namespace {

using namespace libcase;

/// Rows in the order in which a published table is expanded: quarter by quarter, a few of each
/// kind one after the other, on days at random within the quarter.
DepartureColumns made_up_columns(std::size_t row_count) {
  std::mt19937 random{20111231};
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  const Period years = Period::parse("2004..2023");
  const auto quarters = years.split(Frequency::quarter);
  DepartureColumns columns;
  columns.from_aggregates = true;
  while (columns.size() < row_count) {
    const Period& quarter = quarters[columns.size() * quarters.size() / row_count];
    const auto first = quarter.from().days_since_epoch();
    const auto days = static_cast<unsigned>(quarter.until().days_since_epoch() - first);
    const unsigned rank = below(220) * below(220) / 220 * below(220) / 220; // a few are frequent
    const auto nationality = static_cast<std::uint16_t>(1 + rank * 97 % 220);
    const auto mode = static_cast<std::uint8_t>(below(3));
    const auto sex = static_cast<std::uint8_t>(below(10) == 0 ? 2 : below(2));
    for (unsigned copies = 1 + below(4) * below(6); copies > 0 && columns.size() < row_count;
         --copies) {
      columns.on.push_back(first + static_cast<std::int32_t>(below(days)));
      columns.precision.push_back(static_cast<std::uint8_t>(DatePrecision::day));
      columns.mode.push_back(mode);
      columns.sex.push_back(sex);
      columns.nationality.push_back(nationality);
    }
  }
  each_column<DepartureColumns>([&](auto column) {
    using Column = column_type<DepartureColumns, decltype(column)>;
    if constexpr (Column::has_labels || std::is_same_v<Column, columns::Births>) {
      (columns.*decltype(column)::pointer).resize(row_count);
    }
  });
  return columns;
}

double nanoseconds_a_row(const DepartureColumns& columns, const DepartureQuery& query) {
  constexpr int repetitions = 21;
  std::vector<double> times;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    const auto start = std::chrono::steady_clock::now();
    const Table table = departures(columns, query);
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
    if (table.row_count() == 0) {
      std::abort();
    }
    times.push_back(taken.count() / static_cast<double>(columns.size()));
  }
  std::ranges::sort(times); // the machine may be shared: the least disturbed run counts
  return times.front();
}

} // namespace

int main(int argc, char** argv) {
  const int threads = argc > 1 ? std::atoi(argv[1]) : 2;
  std::vector<std::size_t> sizes{1'084'931, 20'000'000};
  if (argc > 2) {
    sizes.clear();
    for (int at = 2; at < argc; ++at) {
      sizes.push_back(std::strtoull(argv[at], nullptr, 10));
    }
  }
  for (const std::size_t size : sizes) {
    const DepartureColumns columns = made_up_columns(size);
    const DepartureQuery query{
        .period = Period::parse("2004..2023"),
        .by = {"nationality", "mode", "sex"},
        .threads = threads,
    };
    DepartureQuery with_totals = query;
    with_totals.totals = usual_totals(query);
    std::printf("%10zu rows  %8zu cells  %6.2f ns a row  with totals %6.2f\n", size,
                departures(columns, query).row_count(), nanoseconds_a_row(columns, query),
                nanoseconds_a_row(columns, with_totals));
  }
}
