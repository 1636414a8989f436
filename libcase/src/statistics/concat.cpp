#include <algorithm>

#include <libcase/statistics/concat.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

DepartureColumns concat(std::span<const DepartureColumns* const> registers) {
  if (registers.empty()) {
    throw InvalidValue("no_registers", "expected the departures of at least one register to put "
                                       "together, found none");
  }
  DepartureColumns all;
  all.register_begins.clear();
  for (const DepartureColumns* one : registers) {
    const std::size_t first_row = all.size();
    append_rows(all, *one);
    for (UnitDeparture unit : one->unit_departures) {
      unit.departure += static_cast<std::uint32_t>(first_row);
      all.unit_departures.push_back(unit);
    }
    for (const std::size_t begin : one->register_begins) {
      all.register_begins.push_back(first_row + begin);
    }
    all.from_aggregates = all.from_aggregates || one->from_aggregates;
    all.known_at = std::max(all.known_at, one->known_at);
    all.known_at_recording = registers.size() == 1 ? one->known_at_recording : 0;
  }
  if (all.from_aggregates) {
    all.person_id.clear();
    all.case_id.clear();
    all.unit_departures.clear();
  }
  return all;
}

} // namespace libcase
