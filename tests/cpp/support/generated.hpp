// Records of any kind with values drawn at random, for round trips.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include <libcase/records/all.hpp>

namespace libcase::testing {

/// A number from 0 up to, not including, `limit`.
inline int drawn(std::mt19937& random, int limit) {
  return std::uniform_int_distribution<int>{0, limit - 1}(random);
}

/// A record of the kind at that index of `record_kinds()`. Required members are set; links are
/// ids from 1 to 1000 that lead to nothing.
inline AnyRecord generated_record(std::size_t kind_index, std::mt19937& random) {
  static constexpr const char* texts[] = {"x",         "two words",         "comma, \"quote\"",
                                          "line\nend", "\u20AC and \u00E9", " spaced "};
  AnyRecord record = make_record(kind_index);
  for (const Column& column : kind_of(record).columns) {
    if (!column.required && drawn(random, 3) == 0) {
      continue;
    }
    const Date day = Date::from_days_since_epoch(drawn(random, 20'000));
    Cell cell;
    switch (column.kind) {
    case ColumnKind::boolean:
      cell = drawn(random, 2) == 1;
      break;
    case ColumnKind::integer:
      cell = std::int64_t{drawn(random, 1000)} - 500;
      break;
    case ColumnKind::text:
      cell = std::string_view{texts[drawn(random, 6)]};
      break;
    case ColumnKind::code:
      cell = CodeIndex{
          static_cast<std::uint8_t>(drawn(random, static_cast<int>(column.codes.size())))};
      break;
    case ColumnKind::date:
      cell = day;
      break;
    case ColumnKind::country: {
      const auto all = Country::all();
      cell = all[static_cast<std::size_t>(drawn(random, static_cast<int>(all.size())))];
      break;
    }
    case ColumnKind::programme:
      cell = std::string_view{drawn(random, 2) == 0 ? "HRT" : "AVR-FC"};
      break;
    case ColumnKind::money:
      cell = Money::euro_cents(drawn(random, 1'000'000));
      break;
    case ColumnKind::birth_date:
      cell = BirthDate{day, day.plus_days(drawn(random, 800))};
      break;
    case ColumnKind::link:
      cell = std::int64_t{1} + drawn(random, 1000);
      break;
    }
    column.set(data_of(record), cell);
  }
  return record;
}

} // namespace libcase::testing
