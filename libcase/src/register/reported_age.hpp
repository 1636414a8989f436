// Ages that published tables report, as birth dates.
#pragma once

#include <cstdint>

#include <libcase/vocabulary/birth_date.hpp>

namespace libcase {

/// The month on whose first day ages make this birth date; 0 where those of no month do.
inline std::uint8_t month_of_reported_age(BirthDate born) {
  if (!born.is_set() || born.earliest().day() != 2 || born.latest().day() != 1 ||
      born.earliest().month() != born.latest().month()) {
    return 0;
  }
  return static_cast<std::uint8_t>(born.latest().month());
}

} // namespace libcase
