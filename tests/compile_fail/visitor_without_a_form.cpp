#include <variant>

#include <libcase/rules/condition.hpp>

using namespace libcase;

int main() {
  const Condition condition;
  return std::visit(Overloaded{
                        [](const AllOf&) { return 0; },
                        [](const AnyOf&) { return 0; },
                        [](const Not&) { return 0; },
                        [](const IsSo&) { return 0; },
                        [](const CodeIn&) { return 0; },
                        [](const ProgrammeIn&) { return 0; },
                        [](const CountryIn&) { return 0; },
                        [](const CountryOnList&) { return 0; },
                        [](const SameCountry&) { return 0; },
                        [](const CountBetween&) { return 0; },
                        [](const DateCompared&) { return 0; },
#ifndef LIBCASE_MISUSE
                        [](const NotRecorded&) { return 0; },
#endif
                    },
                    condition.form());
}
