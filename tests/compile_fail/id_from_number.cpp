#include <cstdint>

#include <libcase/records/departure.hpp>

int main() {
  const std::int64_t number = 1;
  libcase::Departure departure{};
#ifdef LIBCASE_MISUSE
  departure.person_id = number;
#else
  departure.person_id = libcase::PersonId{number};
#endif
}
