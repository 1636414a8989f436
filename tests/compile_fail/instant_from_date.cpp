#include <libcase/vocabulary/instant.hpp>

int main() {
  const libcase::Date day{2011, 8, 15};
#ifdef LIBCASE_MISUSE
  const libcase::Instant instant = day;
#else
  const libcase::Instant instant = libcase::start_of(day);
#endif
  return libcase::day_of(instant) == day ? 0 : 1;
}
