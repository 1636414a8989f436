#include "statistics/dimension_labels.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

#include "statistics/age_bands.hpp"
#include "statistics/query.hpp"
#include "text/column_labels.hpp"
#include "text/joined.hpp"
#include "text/suggestion.hpp"

namespace libcase {

namespace {

constexpr std::string_view other_label = "other";

/// A label of a filter as tables write it; empty where it is none.
using NormalLabel = std::optional<std::string> (*)(const std::string& label);

/// How the labels that a filter gives are read.
struct LabelReading {
  NormalLabel normal = [](const std::string& label) { return std::optional{label}; };
  std::string expected{}; ///< empty: one of the labels there are
};

std::vector<std::vector<std::uint32_t>> one_label_each(std::size_t code_count) {
  std::vector<std::vector<std::uint32_t>> labels_of_code(code_count);
  for (std::size_t code = 0; code < code_count; ++code) {
    labels_of_code[code] = {static_cast<std::uint32_t>(code)};
  }
  return labels_of_code;
}

template <DescribedEnum E>
LabelReading describe(DimensionLabels& to, const columns::Codes<E>& column, const Filter*) {
  to.codes = std::span<const std::uint8_t>{column};
  to.labels = labels_of(column);
  to.labels_of_code = one_label_each(to.labels.size());
  return {};
}

/// The unknown country comes last in a table, first among the codes.
LabelReading describe(DimensionLabels& to, const columns::Countries& column, const Filter*) {
  to.codes = std::span<const std::uint16_t>{column};
  to.labels = labels_of(column);
  to.labels_of_code = one_label_each(to.labels.size());
  std::rotate(to.labels.begin(), to.labels.begin() + 1, to.labels.end());
  std::rotate(to.labels_of_code.begin(), to.labels_of_code.end() - 1, to.labels_of_code.end());
  return {.expected = "the three-letter code of a country, such as IRQ, or unknown"};
}

std::optional<std::string> normal_programme(const std::string& label) {
  try {
    return label == none_label ? label : ProgrammeCode{label}.code();
  } catch (const InvalidValue&) {
    return std::nullopt;
  }
}

std::optional<std::string> normal_combination(const std::string& label) {
  if (label == none_label) {
    return label;
  }
  try {
    std::set<ProgrammeCode> programmes;
    for (std::size_t begin = 0; begin <= label.size();) {
      const std::size_t end = std::min(label.find('+', begin), label.size());
      programmes.emplace(std::string_view{label}.substr(begin, end - begin));
      begin = end + 1;
    }
    return label_of({programmes.begin(), programmes.end()});
  } catch (const InvalidValue&) {
    return std::nullopt;
  }
}

/// Labels by the alphabet, `none` last: those of the values and those of the filter.
LabelReading describe_sets(DimensionLabels& to, const columns::ProgrammeSets& column,
                           const Filter* filter, LabelReading reading) {
  to.codes = std::span<const std::uint16_t>{column};
  std::vector<std::vector<std::string>> labels_of_sets;
  std::set<std::string> labels;
  for (const auto& programmes : column.values) {
    auto& of_set = labels_of_sets.emplace_back();
    if (to.is_multi_value && !programmes.empty()) {
      std::ranges::transform(programmes, std::back_inserter(of_set), &ProgrammeCode::code);
    } else {
      of_set.push_back(label_of(programmes));
    }
    labels.insert(of_set.begin(), of_set.end());
  }
  for (const std::string& given : filter == nullptr ? std::vector<std::string>{} : filter->labels) {
    if (const auto label = reading.normal(given)) {
      labels.insert(*label);
    }
  }
  labels.erase(std::string{none_label});
  to.labels.assign(labels.begin(), labels.end());
  to.labels.emplace_back(none_label);
  for (const auto& of_set : labels_of_sets) {
    auto& indexes = to.labels_of_code.emplace_back();
    for (const std::string& label : of_set) {
      const auto last = to.labels.end() - 1; // none
      const auto found =
          label == none_label ? last : std::lower_bound(to.labels.begin(), last, label);
      indexes.push_back(static_cast<std::uint32_t>(found - to.labels.begin()));
    }
  }
  return reading;
}

LabelReading describe(DimensionLabels& to, const columns::ProgrammeSets& column,
                      const Filter* filter) {
  return describe_sets(to, column, filter,
                       {.normal = &normal_combination,
                        .expected = "codes of programmes joined by +, such as HRT+REAN, or none"});
}

LabelReading describe_each(DimensionLabels& to, const columns::ProgrammeSets& column,
                           const Filter* filter) {
  to.is_multi_value = true;
  return describe_sets(
      to, column, filter,
      {.normal = &normal_programme, .expected = "the code of a programme, such as HRT, or none"});
}

LabelReading describe_age_bands(DimensionLabels& to, const DepartureColumns& columns,
                                const DepartureQuery& query) {
  if (query.age_bands.empty()) {
    throw InvalidValue("no_age_bands", "expected age bands, such as 0-17,18-34,35-, beside the "
                                       "dimension " +
                                           std::string{to.dimension.name()});
  }
  to.made_codes = age_band_codes(columns, query.age_bands, query.threads);
  to.codes = std::span<const std::uint8_t>{to.made_codes};
  for (const AgeBand& band : query.age_bands) {
    to.labels.push_back(band.label());
  }
  to.labels.emplace_back(other_label);
  to.labels.emplace_back(unknown_label);
  to.labels_of_code = one_label_each(to.labels.size());
  to.is_named.assign(to.labels.size(), false);
  std::fill_n(to.is_named.begin(), query.age_bands.size(), true);
  return {};
}

/// Finds the column that the dimension is of.
LabelReading describe(DimensionLabels& to, const DepartureColumns& columns,
                      const DepartureQuery& query, const Filter* filter) {
  const std::string_view name = to.dimension.name();
  LabelReading reading;
  each_column<DepartureColumns>([&](auto descriptor) {
    constexpr auto options = set_column_options<decltype(descriptor)::pointer>;
    using Column = column_type<DepartureColumns, decltype(descriptor)>;
    const Column& column = columns.*decltype(descriptor)::pointer;
    if constexpr (!options.band_name.empty()) {
      if (name == options.band_name) {
        reading = describe_age_bands(to, columns, query);
      }
    }
    if constexpr (!options.each_name.empty()) {
      if (name == options.each_name) {
        reading = describe_each(to, column, filter);
      }
    }
    if constexpr (Column::has_labels) {
      if (name == descriptor.name) {
        reading = describe(to, column, filter);
      }
    }
  });
  return reading;
}

[[noreturn]] void refuse_label(const DimensionLabels& labels, const LabelReading& reading,
                               std::string_view found) {
  const std::string expected =
      reading.expected.empty() ? "one of " + joined(labels.labels) : reading.expected;
  const std::vector<std::string_view> known(labels.labels.begin(), labels.labels.end());
  throw InvalidValue("unknown_label", "expected for " + std::string{to_text(labels.dimension)} +
                                          " " + expected + ", found " + kind_and_length(found) +
                                          did_you_mean(found, known));
}

void apply(const Filter& filter, const LabelReading& reading, DimensionLabels& to) {
  to.is_filtered = true;
  to.is_named.assign(to.labels.size(), false);
  for (const std::string& given : filter.labels) {
    const std::optional<std::string> label = reading.normal(given);
    const auto found = label ? std::ranges::find(to.labels, *label) : to.labels.end();
    if (found == to.labels.end()) {
      refuse_label(to, reading, given);
    }
    to.is_named[static_cast<std::size_t>(found - to.labels.begin())] = true;
  }
  for (auto& indexes : to.labels_of_code) {
    std::erase_if(indexes, [&](std::uint32_t index) { return !to.is_named[index]; });
  }
}

} // namespace

bool DimensionLabels::admits(std::size_t row) const {
  const std::size_t code =
      std::visit([&](auto values) -> std::size_t { return values[row]; }, codes);
  return !labels_of_code[code].empty();
}

void DimensionLabels::keep(const std::vector<bool>& is_kept) {
  std::vector<std::uint32_t> index_now(labels.size());
  std::vector<std::string> kept_labels;
  std::vector<bool> kept_named;
  for (std::size_t index = 0; index < labels.size(); ++index) {
    index_now[index] = static_cast<std::uint32_t>(kept_labels.size());
    if (is_kept[index]) {
      kept_labels.push_back(std::move(labels[index]));
      kept_named.push_back(is_named[index]);
    }
  }
  for (auto& of_code : labels_of_code) {
    std::erase_if(of_code, [&](std::uint32_t index) { return !is_kept[index]; });
    std::ranges::for_each(of_code, [&](std::uint32_t& index) { index = index_now[index]; });
  }
  labels = std::move(kept_labels);
  is_named = std::move(kept_named);
}

void DimensionLabels::keep_occurring() {
  std::vector<std::uint8_t> is_seen(labels_of_code.size());
  std::visit(
      [&](auto values) {
        for (const auto code : values) {
          is_seen[code] = 1;
        }
      },
      codes);
  std::vector<bool> is_kept = is_named;
  for (std::size_t code = 0; code < labels_of_code.size(); ++code) {
    if (is_seen[code] != 0) {
      std::ranges::for_each(labels_of_code[code],
                            [&](std::uint32_t index) { is_kept[index] = true; });
    }
  }
  keep(is_kept);
}

DimensionLabels make_labels(const DepartureColumns& columns, const DepartureQuery& query,
                            Dimension dimension) {
  DimensionLabels labels{.dimension = dimension};
  const Filter* filter = find_filter(query, dimension);
  const LabelReading reading = describe(labels, columns, query, filter);
  labels.is_named.resize(labels.labels.size(), false);
  if (filter != nullptr) {
    apply(*filter, reading, labels);
  }
  return labels;
}

} // namespace libcase
