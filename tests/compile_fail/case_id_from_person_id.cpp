#include <libcase/records/departure.hpp>

int main() {
#ifdef LIBCASE_MISUSE
  const libcase::PersonId id{1};
#else
  const libcase::CaseId id{1};
#endif
  libcase::Departure departure{};
  departure.case_id = id;
}
