// The properties of departures that figures are given by: what the columns of departures say.
#ifndef LIBCASE_STATISTICS_DIMENSION_HPP
#define LIBCASE_STATISTICS_DIMENSION_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <boost/mp11/algorithm.hpp>

#include <libcase/register/departure_columns.hpp>

namespace libcase {

namespace detail {

template <DescribedStruct Set>
struct DimensionNames {
  std::array<std::string_view, 2 * boost::mp11::mp_size<members_of<Set>>::value> names{};
  std::size_t size = 0;

  constexpr DimensionNames() {
    each_column<Set>([this](auto column) {
      constexpr auto options = set_column_options<decltype(column)::pointer>;
      add(options.each_name);
      add(options.band_name);
      if (column_type<Set, decltype(column)>::has_labels && options.is_dimension) {
        add(column.name);
      }
    });
  }
  constexpr void add(std::string_view name) {
    if (!name.empty()) {
      names[size++] = name;
    }
  }
};

inline constexpr DimensionNames<DepartureColumns> departure_dimensions;

} // namespace detail

/// The names of the dimensions of departures, in the order of their columns.
constexpr std::span<const std::string_view> dimension_names() {
  return {detail::departure_dimensions.names.data(), detail::departure_dimensions.size};
}

/// A property of a departure that figures are given by: the name of a column that has labels, or
/// one of these two.
///
/// `programme`: each programme in force at departure, so rows do not add; by `programmes`, their
/// combination as "HRT+REAN", they do. `age_band`: completed years on the day of departure, in the
/// bands of the query. Where only its month, quarter or year is known, the band is unknown unless
/// it is the same on each of its days; ages from an imported table are those on the period's
/// first day.
class Dimension {
public:
  /// The dimension of that name; a name that is none does not compile.
  consteval Dimension(const char* name) : index_(index_of(name)) {}
  /// From its name. Throws InvalidValue (`unknown_dimension`) with the names there are.
  static Dimension parse(std::string_view name);

  constexpr std::string_view name() const noexcept { return dimension_names()[index_]; }

  friend constexpr bool operator==(Dimension, Dimension) noexcept = default;

private:
  constexpr explicit Dimension(std::size_t index) : index_(static_cast<std::uint8_t>(index)) {}
  static consteval std::uint8_t index_of(std::string_view name) {
    const auto found = std::ranges::find(dimension_names(), name);
    if (found == dimension_names().end()) {
      throw "no dimension has this name";
    }
    return static_cast<std::uint8_t>(found - dimension_names().begin());
  }

  std::uint8_t index_;
};

constexpr std::string_view to_text(Dimension dimension) noexcept {
  return dimension.name();
}

} // namespace libcase

#endif // LIBCASE_STATISTICS_DIMENSION_HPP
