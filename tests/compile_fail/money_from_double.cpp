#include <libcase/vocabulary/money.hpp>

int main() {
#ifdef LIBCASE_MISUSE
  const libcase::Money amount = 1750.00;
#else
  const libcase::Money amount = libcase::Money::euro_cents(175000);
#endif
  return amount.is_set() ? 0 : 1;
}
