#include <libcase/vocabulary/money.hpp>

int main() {
#ifdef LIBCASE_MISUSE
  const auto times = 1.5;
#else
  const auto times = 2;
#endif
  return (libcase::Money::euro_cents(100) * times).is_set() ? 0 : 1;
}
