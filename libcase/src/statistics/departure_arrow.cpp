#include <vector>

#include <libcase/statistics/departure_arrow.hpp>

#include "statistics/column_set_arrow.hpp"

namespace libcase {

namespace {

/// Which of the registers each row is of.
std::vector<std::uint32_t> register_numbers(const DepartureColumns& columns) {
  const auto& begins = columns.register_begins;
  std::vector<std::uint32_t> numbers;
  for (std::size_t at = 0; at < begins.size(); ++at) {
    numbers.resize(at + 1 < begins.size() ? begins[at + 1] : columns.size(),
                   static_cast<std::uint32_t>(at));
  }
  return numbers;
}

} // namespace

ArrowStream arrow_stream(std::shared_ptr<const DepartureColumns> columns) {
  ColumnSetContent<DepartureColumns> content{columns};
  if (columns->register_begins.size() > 1) {
    content.add_numbers("register", register_numbers(*columns));
  }
  return std::move(content).stream(
      vintage_metadata(columns->known_at_recording, columns->known_at));
}

} // namespace libcase
