#include <libcase/records/departure.hpp>

int main() {
  libcase::Departure departure{};
#ifdef LIBCASE_MISUSE
  departure.assisted_by = libcase::EstablishedBy::unknown;
#else
  departure.assisted_by = libcase::AssistedBy::unknown;
#endif
}
