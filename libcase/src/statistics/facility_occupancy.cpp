#include <algorithm>

#include <libcase/statistics/facility_occupancy.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

Definition define(const Register& reg, Period period, std::optional<Instant> as_known_at) {
  const std::int64_t recording = reg.last_recording_at(as_known_at);
  Definition definition{
      .measures = {{.name = "present", .meaning = "those who stay there"},
                   {.name = "reserved",
                    .meaning = "those for whom a place is kept and who do not stay there"},
                   {.name = "places", .meaning = "that it has, by the rules of the safeguards"}},
      .population = "those in facilities for minors abroad, of any age, as this register has them",
      .period = period,
      .frequency = Frequency::day,
      .dimensions = {"facility"},
      .filters = {},
      .modes = {},
      .recording = recording,
      .known_at = {},
      .library_version = LIBCASE_VERSION,
      .protection = "internal, not protected for publication",
      .notes = {"Between two texts of the rules the lower number of places counts."},
      .rows_add = false};
  if (recording > 0) {
    definition.known_at = reg.recording_header(recording).at;
  }
  return definition;
}

} // namespace

Table facility_occupancy(const Register& reg, Period period, const SafeguardRules& rules,
                         std::optional<Instant> as_known_at) {
  constexpr std::size_t most_days = 1U << 16; // codes of labels have 16 bits
  const std::vector<Period> all_days = period.split(Frequency::day);
  if (all_days.size() > most_days) {
    throw InvalidValue("table_too_large", "expected at most " + std::to_string(most_days) +
                                              " days, found " + std::to_string(all_days.size()));
  }
  Table table{.definition = define(reg, period, as_known_at)};
  LabelColumn days{.name = std::string{period_name}, .labels = {}, .codes = {}};
  std::ranges::transform(all_days, std::back_inserter(days.labels), &Period::to_string);
  LabelColumn facilities{.name = "facility", .labels = {}, .codes = {}};
  std::ranges::transform(rules.facilities, std::back_inserter(facilities.labels), &Facility::code);
  FigureColumn present;
  FigureColumn reserved;
  FigureColumn places;
  // By day and facility, where they come by facility and day.
  const std::vector<FacilityDay> found = facility_days(reg, period, rules, as_known_at);
  for (std::size_t day = 0; day < days.labels.size(); ++day) {
    for (std::size_t at = 0; at < facilities.labels.size(); ++at) {
      const FacilityDay& one = found[at * days.labels.size() + day];
      days.codes.push_back(static_cast<std::uint16_t>(day));
      facilities.codes.push_back(static_cast<std::uint16_t>(at));
      present.values.push_back(one.present);
      reserved.values.push_back(one.reserved);
      places.values.push_back(one.places);
    }
  }
  table.labels = {std::move(days), std::move(facilities)};
  table.figures = {std::move(present), std::move(reserved), std::move(places)};
  return table;
}

} // namespace libcase
