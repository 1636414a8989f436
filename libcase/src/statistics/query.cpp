#include "statistics/query.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <libcase/describe/described.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

namespace libcase {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

[[noreturn]] void refuse_age_bands(const std::string& found) {
  throw InvalidValue("invalid_age_bands", "expected age bands such as 0-17,18-34,35-, from 0 to " +
                                              std::to_string(oldest_age) +
                                              " years, none empty or overlapping, found " + found);
}

int parse_age(std::string_view text, std::string_view whole) {
  int age = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), age);
  if (text.empty() || text.size() > 3 || error != std::errc{} || end != text.data() + text.size() ||
      age < 0) {
    refuse_age_bands(kind_and_length(whole));
  }
  return age;
}

void check_age_bands(const std::vector<AgeBand>& bands) {
  std::array<bool, oldest_age + 1> is_taken{};
  for (const AgeBand& band : bands) {
    const int to = band.to.value_or(oldest_age);
    if (band.from < 0 || to < band.from || to > oldest_age) {
      refuse_age_bands(band.label());
    }
    for (int age = band.from; age <= to; ++age) {
      bool& taken = is_taken[static_cast<std::size_t>(age)];
      if (taken) {
        refuse_age_bands(band.label());
      }
      taken = true;
    }
  }
}

} // namespace

void check_query(const DepartureQuery& query) {
  const auto refuse_repetition = [](Dimension dimension) {
    throw InvalidValue("repeated_dimension", "expected each dimension once, found " +
                                                 std::string{to_text(dimension)} + " again");
  };
  for (std::size_t at = 0; at < query.by.size(); ++at) {
    if (std::count(query.by.begin(), query.by.end(), query.by[at]) > 1) {
      refuse_repetition(query.by[at]);
    }
  }
  for (const Filter& filter : query.where) {
    if (std::ranges::count(query.where, filter.dimension, &Filter::dimension) > 1) {
      refuse_repetition(filter.dimension);
    }
    if (filter.labels.empty()) {
      throw InvalidValue("invalid_filter", "expected at least one label to filter " +
                                               std::string{to_text(filter.dimension)} +
                                               " by, found none");
    }
  }
  check_age_bands(query.age_bands);
}

const Filter* find_filter(const DepartureQuery& query, Dimension dimension) {
  const auto found = std::ranges::find(query.where, dimension, &Filter::dimension);
  return found == query.where.end() ? nullptr : &*found;
}

bool is_by(const DepartureQuery& query, std::string_view name) {
  return std::ranges::find(query.by, name, &Dimension::name) != query.by.end();
}

bool uses(const DepartureQuery& query, std::string_view name) {
  return is_by(query, name) || std::ranges::any_of(query.where, [&](const Filter& filter) {
           return filter.dimension.name() == name;
         });
}

std::string AgeBand::label() const {
  return std::to_string(from) + "-" + (to ? std::to_string(*to) : std::string{});
}

std::vector<AgeBand> parse_age_bands(std::string_view text) {
  std::vector<AgeBand> bands;
  for (const std::string_view part : split(text, ',')) {
    const std::size_t dash = part.find('-');
    if (dash == std::string_view::npos) {
      refuse_age_bands(kind_and_length(part));
    }
    AgeBand band{.from = parse_age(part.substr(0, dash), part)};
    if (dash + 1 < part.size()) {
      band.to = parse_age(part.substr(dash + 1), part);
    }
    bands.push_back(band);
  }
  check_age_bands(bands);
  return bands;
}

Filter parse_filter(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals + 1 == text.size()) {
    throw InvalidValue("invalid_filter", "expected a filter such as mode=voluntary,forced, found " +
                                             kind_and_length(text));
  }
  Filter filter{.dimension = Dimension::parse(text.substr(0, equals)), .labels = {}};
  for (const std::string_view label : split(text.substr(equals + 1), ',')) {
    filter.labels.emplace_back(label);
  }
  return filter;
}

std::vector<Total> usual_totals(const DepartureQuery& query) {
  const bool is_one_period = query.period.split(query.frequency).size() == 1;
  std::vector<Total> totals{{.by_period = true, .by = {}}};
  if (!is_one_period) {
    totals.insert(totals.begin(), Total{.by_period = false, .by = {}});
  }
  if (!is_one_period || query.by.size() > 1) {
    for (const Dimension dimension : query.by) {
      totals.push_back({.by_period = is_one_period, .by = {dimension}});
    }
  }
  if (query.by.size() > 1) {
    totals.push_back({.by_period = true, .by = {query.by.begin(), query.by.end() - 1}});
  }
  return totals;
}

} // namespace libcase
