// Departure columns made by hand or at random, without a register.
#pragma once

#include <algorithm>
#include <random>
#include <string_view>
#include <vector>

#include <libcase/register/departure_columns.hpp>
#include <libcase/statistics/departures.hpp>

namespace libcase::testing {

/// One departure; what a test does not set is the same for all.
struct Row {
  std::string_view on = "2011-03-15";
  std::uint32_t person = 1;
  std::uint32_t case_number = 2;
  std::string_view nationality = "IRQ";
  DepartureMode mode = DepartureMode::voluntary;
  Sex sex = Sex::female;
  std::vector<std::string_view> programmes{};
  std::string_view born{};
  DatePrecision precision = DatePrecision::day;
  Composition composition = Composition::single_adult;
  std::uint8_t age_reported_in = 0;
  Accompaniment accompaniment = Accompaniment::adult;
  Reception reception = Reception::none;
};

inline void append(DepartureColumns& columns, const Row& row) {
  const auto number_in = [](auto& values, const auto& value) {
    const auto found = std::ranges::find(values, value);
    const auto number = found - values.begin();
    if (found == values.end()) {
      values.push_back(value);
    }
    return number;
  };
  std::vector<ProgrammeCode> programmes;
  for (const std::string_view code : row.programmes) {
    programmes.emplace_back(code);
  }
  columns.on.push_back(Date::parse(row.on).days_since_epoch());
  columns.precision.push_back(static_cast<std::uint8_t>(row.precision));
  columns.mode.push_back(static_cast<std::uint8_t>(row.mode));
  columns.assisted_by.push_back(static_cast<std::uint8_t>(AssistedBy::iom));
  columns.established_by.push_back(static_cast<std::uint8_t>(EstablishedBy::implementer_report));
  columns.left_from.push_back(static_cast<std::uint8_t>(PlaceKind::own_address));
  columns.sex.push_back(static_cast<std::uint8_t>(row.sex));
  columns.composition.push_back(static_cast<std::uint8_t>(row.composition));
  columns.member_category.push_back(static_cast<std::uint8_t>(MemberCategory::principal));
  columns.member_category_at_application.push_back(
      static_cast<std::uint8_t>(MemberCategory::unknown));
  columns.accompaniment.push_back(static_cast<std::uint8_t>(row.accompaniment));
  columns.accompaniment_at_application.push_back(static_cast<std::uint8_t>(Accompaniment::unknown));
  columns.reception.push_back(static_cast<std::uint8_t>(row.reception));
  columns.reception_at_application.push_back(static_cast<std::uint8_t>(Reception::unknown));
  columns.package.push_back(static_cast<std::uint8_t>(Package::none));
  columns.nationality.push_back(row.nationality.empty() ? std::uint16_t{0}
                                                        : Country{row.nationality}.index());
  columns.destination.push_back(columns.nationality.back());
  columns.programmes.push_back(
      static_cast<std::uint16_t>(number_in(columns.programmes.values, programmes)));
  columns.born.push_back(row.born.empty()
                             ? 0
                             : static_cast<std::uint32_t>(number_in(
                                   columns.born.values, columns::Birth{BirthDate::parse(row.born),
                                                                       row.age_reported_in})));
  columns.person_id.push_back(row.person);
  columns.case_id.push_back(row.case_number);
}

inline DepartureColumns columns_of(const std::vector<Row>& rows) {
  DepartureColumns columns;
  columns.known_at_recording = 7;
  columns.known_at = instant_from_text("2012-01-05T09:00:00.000000Z");
  for (const Row& row : rows) {
    append(columns, row);
  }
  return columns;
}

/// Departures of 2010 and 2011; persons and units come back now and then.
inline DepartureColumns random_columns(unsigned seed, std::size_t row_count) {
  std::mt19937 random{seed};
  const auto below = [&](std::size_t limit) { return random() % limit; };
  const std::vector<std::string_view> nationalities{"IRQ", "RUS", "MNG", "AFG", ""};
  const std::vector<std::vector<std::string_view>> programmes{
      {}, {"HRT"}, {"HRT", "REAN"}, {"REAN"}, {"AVR-FC", "HRT", "REAN"}};
  const std::vector<std::string_view> births{"", "1980-03-01", "1993", "2000-02-29", "2009-05"};
  DepartureColumns columns = columns_of({});
  for (std::size_t row = 0; row < row_count; ++row) {
    const std::string on = Date{2010, 1, 1}.plus_days(static_cast<int>(below(730))).to_string();
    append(columns, {.on = on,
                     .person = static_cast<std::uint32_t>(below(row_count)),
                     .nationality = nationalities[below(nationalities.size())],
                     .mode = static_cast<DepartureMode>(below(4)),
                     .sex = static_cast<Sex>(below(3)),
                     .programmes = programmes[below(programmes.size())],
                     .born = births[below(births.size())],
                     .composition = static_cast<Composition>(below(5))});
  }
  for (std::uint32_t row = 0; row < row_count; row += 3) {
    columns.unit_departures.push_back({.departure = row,
                                       .on = columns.on[row],
                                       .nationality = columns.nationality[row],
                                       .composition = Composition::adults});
  }
  return columns;
}

/// The figure of the row with these labels, the period first; -1 where there is none.
inline std::int64_t figure(const Table& table, std::vector<std::string_view> labels) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    std::vector<std::string_view> found;
    for (const LabelColumn& column : table.labels) {
      found.push_back(column.label(row));
    }
    if (found == labels) {
      return table.figures[0].values[row];
    }
  }
  return -1;
}

} // namespace libcase::testing
