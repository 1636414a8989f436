#include "statistics/axis.hpp"

#include <algorithm>
#include <climits>
#include <iterator>
#include <set>
#include <string_view>

#include <libcase/describe/described.hpp>
#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/period.hpp>
#include <libcase/vocabulary/shortened.hpp>

#include "compute/parallel.hpp"
#include "statistics/query.hpp"

namespace libcase {

namespace {

constexpr std::string_view none_label = "none";
constexpr std::string_view other_label = "other";
constexpr std::string_view unknown_label = "unknown";

[[noreturn]] void refuse_label(Dimension dimension, const std::string& expected,
                               std::string_view found) {
  throw InvalidValue("unknown_label", "expected for " + std::string{to_text(dimension)} + " " +
                                          expected + ", found '" + shortened(found) + "'");
}

std::vector<std::vector<std::uint32_t>> one_place_each(std::size_t code_count) {
  std::vector<std::vector<std::uint32_t>> places(code_count);
  for (std::size_t code = 0; code < code_count; ++code) {
    places[code] = {static_cast<std::uint32_t>(code)};
  }
  return places;
}

template <DescribedEnum E>
void describe_codes(Axis& axis, const std::vector<std::uint8_t>& codes) {
  axis.codes = codes;
  axis.labels.assign(code_names<E>.begin(), code_names<E>.end());
  axis.places = one_place_each(code_names<E>.size());
}

void describe_countries(Axis& axis, const std::vector<std::uint16_t>& codes) {
  axis.codes = codes;
  const auto countries = Country::all();
  for (const Country country : countries) {
    axis.labels.emplace_back(country.code());
  }
  axis.labels.emplace_back(unknown_label);
  axis.places.push_back({static_cast<std::uint32_t>(countries.size())}); // index 0: unknown
  for (std::uint32_t place = 0; place < countries.size(); ++place) {
    axis.places.push_back({place});
  }
}

void describe_age_bands(Axis& axis, const std::vector<std::uint8_t>& codes,
                        const std::vector<AgeBand>& bands) {
  axis.codes = codes;
  for (const AgeBand& band : bands) {
    axis.labels.push_back(band.label());
  }
  axis.labels.emplace_back(other_label);
  axis.labels.emplace_back(unknown_label);
  axis.places = one_place_each(axis.labels.size());
}

std::string combination_of(const std::vector<ProgrammeCode>& programmes) {
  std::string text;
  for (const ProgrammeCode& programme : programmes) {
    text += (text.empty() ? "" : "+") + programme.code();
  }
  return text.empty() ? std::string{none_label} : text;
}

std::vector<ProgrammeCode> parse_combination(std::string_view text) {
  std::set<ProgrammeCode> programmes;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('+', begin), text.size());
    programmes.emplace(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return {programmes.begin(), programmes.end()};
}

/// A filter's label the way tables write it.
std::string normal_programmes(Dimension dimension, const std::string& label) {
  if (label == none_label) {
    return label;
  }
  try {
    return dimension == Dimension::programme ? ProgrammeCode{label}.code()
                                             : combination_of(parse_combination(label));
  } catch (const InvalidValue&) { // told below, with what this dimension expects
  }
  refuse_label(dimension,
               dimension == Dimension::programme
                   ? "the code of a programme, such as HRT, or none"
                   : "codes of programmes joined by +, such as HRT+REAN, or none",
               label);
}

void describe_programmes(Axis& axis, const DepartureColumns& columns, const Filter* filter) {
  axis.codes = columns.programmes;
  std::vector<std::vector<std::string>> labels_of_sets;
  std::set<std::string> labels;
  for (const auto& programmes : columns.programme_sets) {
    auto& of_set = labels_of_sets.emplace_back();
    if (axis.dimension == Dimension::programmes || programmes.empty()) {
      of_set.push_back(combination_of(programmes));
    } else {
      std::ranges::transform(programmes, std::back_inserter(of_set), &ProgrammeCode::code);
    }
    labels.insert(of_set.begin(), of_set.end());
  }
  if (filter != nullptr) {
    for (const std::string& label : filter->labels) {
      labels.insert(normal_programmes(axis.dimension, label));
    }
  }
  labels.erase(std::string{none_label});
  axis.labels.assign(labels.begin(), labels.end());
  axis.labels.emplace_back(none_label);
  for (const auto& of_set : labels_of_sets) {
    auto& places = axis.places.emplace_back();
    for (const std::string& label : of_set) {
      const auto last = axis.labels.end() - 1; // none
      const auto found =
          label == none_label ? last : std::lower_bound(axis.labels.begin(), last, label);
      places.push_back(static_cast<std::uint32_t>(found - axis.labels.begin()));
    }
  }
}

std::string expected_labels(const Axis& axis) {
  if (axis.dimension == Dimension::nationality || axis.dimension == Dimension::destination) {
    return "the three-letter code of a country, such as IRQ, or unknown";
  }
  std::string text = "one of ";
  for (const std::string& label : axis.labels) {
    text += label + (label == axis.labels.back() ? "" : ", ");
  }
  return text;
}

void apply(const Filter& filter, Axis& axis) {
  axis.is_filtered = true;
  axis.is_named.assign(axis.labels.size(), false);
  const bool has_programmes =
      axis.dimension == Dimension::programme || axis.dimension == Dimension::programmes;
  for (const std::string& given : filter.labels) {
    const std::string label = has_programmes ? normal_programmes(axis.dimension, given) : given;
    const auto found = std::ranges::find(axis.labels, label);
    if (found == axis.labels.end()) {
      refuse_label(axis.dimension, expected_labels(axis), given);
    }
    axis.is_named[static_cast<std::size_t>(found - axis.labels.begin())] = true;
  }
  for (auto& places : axis.places) {
    std::erase_if(places, [&](std::uint32_t place) { return !axis.is_named[place]; });
  }
}

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

/// The month on whose first day whole years of age make this interval, as imported tables tell
/// ages; 0 for none.
int month_of_told_age(BirthDate born) {
  if (!born.is_set() || born.earliest().day() != 2 || born.latest().day() != 1) {
    return 0;
  }
  return born.earliest().month() == born.latest().month() ? born.latest().month() : 0;
}

/// The last day on which departures may have happened, for their ages; one object a thread.
///
/// A published table tells ages on the first day of its period: where a birth interval came from
/// such an age, that day is the only one.
class LastDays {
public:
  explicit LastDays(const DepartureColumns& columns) : columns_(&columns) {
    std::ranges::transform(columns.births, std::back_inserter(told_in_), [&](BirthDate born) {
      return columns.from_aggregates ? month_of_told_age(born) : 0;
    });
  }
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
    return told_in_[columns_->birth[row]] == month_ ? on : last_;
  }

private:
  const DepartureColumns* columns_;
  std::vector<int> told_in_; // by birth
  std::int32_t on_ = INT32_MIN;
  DatePrecision precision_ = DatePrecision::day;
  int month_ = 0;
  std::int32_t last_ = 0;
};

} // namespace

bool Axis::admits(std::size_t row) const {
  const std::size_t code =
      std::visit([&](auto values) -> std::size_t { return values[row]; }, codes);
  return !places[code].empty();
}

void Axis::keep(const std::vector<bool>& is_kept) {
  std::vector<std::uint32_t> place_now(labels.size());
  std::vector<std::string> kept_labels;
  std::vector<bool> kept_named;
  for (std::size_t place = 0; place < labels.size(); ++place) {
    place_now[place] = static_cast<std::uint32_t>(kept_labels.size());
    if (is_kept[place]) {
      kept_labels.push_back(std::move(labels[place]));
      kept_named.push_back(is_named[place]);
    }
  }
  for (auto& of_code : places) {
    std::erase_if(of_code, [&](std::uint32_t place) { return !is_kept[place]; });
    std::ranges::for_each(of_code, [&](std::uint32_t& place) { place = place_now[place]; });
  }
  labels = std::move(kept_labels);
  is_named = std::move(kept_named);
}

void Axis::keep_occurring() {
  std::vector<std::uint8_t> is_seen(places.size());
  std::visit(
      [&](auto values) {
        for (const auto code : values) {
          is_seen[code] = 1;
        }
      },
      codes);
  std::vector<bool> is_kept = is_named;
  for (std::size_t code = 0; code < places.size(); ++code) {
    if (is_seen[code] != 0) {
      std::ranges::for_each(places[code], [&](std::uint32_t place) { is_kept[place] = true; });
    }
  }
  keep(is_kept);
}

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
  std::vector<std::int32_t> earliest(columns.births.size() * age_count, INT32_MIN);
  std::vector<std::int32_t> latest(columns.births.size() * age_count, INT32_MAX);
  for (std::size_t birth = 0; birth < columns.births.size(); ++birth) {
    for (std::size_t at = 0; at < age_count && columns.births[birth].is_set(); ++at) {
      earliest[birth * age_count + at] = day_of_age(columns.births[birth].earliest(), ages[at]);
      latest[birth * age_count + at] = day_of_age(columns.births[birth].latest(), ages[at]);
    }
  }

  std::vector<std::uint8_t> codes(columns.size());
  in_parallel(useful_threads(codes.size(), threads), codes.size(),
              [&](std::size_t, std::size_t begin, std::size_t end) {
                LastDays last_day{columns};
                for (std::size_t row = begin; row < end; ++row) {
                  const std::int32_t last = last_day(row);
                  const std::size_t first = columns.birth[row] * age_count;
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

Axis make_axis(const DepartureColumns& columns, const std::vector<std::uint8_t>& age_codes,
               const DepartureQuery& query, Dimension dimension, const Filter* filter) {
  Axis axis{.dimension = dimension, .codes = std::span<const std::uint8_t>{}};
  switch (dimension) {
  case Dimension::programme:
  case Dimension::programmes:
    describe_programmes(axis, columns, filter);
    break;
  case Dimension::package:
    describe_codes<Package>(axis, columns.package);
    break;
  case Dimension::nationality:
    describe_countries(axis, columns.nationality);
    break;
  case Dimension::destination:
    describe_countries(axis, columns.destination);
    break;
  case Dimension::sex:
    describe_codes<Sex>(axis, columns.sex);
    break;
  case Dimension::age_band:
    describe_age_bands(axis, age_codes, query.age_bands);
    break;
  case Dimension::composition:
    describe_codes<Composition>(axis, columns.composition);
    break;
  case Dimension::mode:
    describe_codes<DepartureMode>(axis, columns.mode);
    break;
  case Dimension::assisted_by:
    describe_codes<AssistedBy>(axis, columns.assisted_by);
    break;
  case Dimension::established_by:
    describe_codes<EstablishedBy>(axis, columns.established_by);
    break;
  case Dimension::left_from:
    describe_codes<PlaceKind>(axis, columns.left_from);
    break;
  }
  axis.is_named.assign(axis.labels.size(), false);
  if (filter != nullptr) {
    apply(*filter, axis);
  } else if (dimension == Dimension::age_band) {
    std::fill_n(axis.is_named.begin(), query.age_bands.size(), true);
  }
  return axis;
}

} // namespace libcase
