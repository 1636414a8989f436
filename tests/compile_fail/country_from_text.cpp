#include <libcase/records/person.hpp>

int main() {
  libcase::Person person{};
#ifdef LIBCASE_MISUSE
  person.nationality = "IRQ";
#else
  person.nationality = libcase::Country{"IRQ"};
#endif
}
