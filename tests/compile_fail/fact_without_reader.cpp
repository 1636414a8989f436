// Each name of a fact has a row, with the function that reads it.
#include "rules/facts/asylum.hpp"
#include "rules/facts/stays.hpp"

namespace libcase {

constexpr FactRow row = fact_row<readers::first_claim_on>(FactName::first_claim_on, no_evidence);
static_assert(row.fact.of == FactOf::person && row.fact.kind == FactKind::date);

#ifdef LIBCASE_MISUSE
constexpr auto rows = in_order(readers::asylum_facts, readers::stay_facts);
#endif

} // namespace libcase

int main() {
  return libcase::row.fact.also_from.empty() ? 0 : 1;
}
