#include <set>
#include <utility>

#include <libcase/rules/condition.hpp>

namespace libcase {

namespace {

/// Gives each fact that a form asks to a function.
template <class Ask>
void each_fact(const Condition::Form& form, const Ask& ask) {
  const auto each_part = [&](const std::vector<Condition>& parts) {
    for (const Condition& part : parts) {
      each_fact(part.form(), ask);
    }
  };
  std::visit(ForEachForm{
                 [&](const AllOf& all) { each_part(all.parts); },
                 [&](const AnyOf& any) { each_part(any.parts); },
                 [&](const Not& negation) { each_fact(negation.part->form(), ask); },
                 [&](const IsSo& asked) { ask(asked.fact); },
                 [&](const CodeIn& asked) { ask(asked.fact); },
                 [&](const ProgrammeIn& asked) { ask(asked.fact); },
                 [&](const CountryIn& asked) { ask(asked.fact); },
                 [&](const CountryOnList& asked) { ask(asked.fact); },
                 [&](const SameCountry& asked) {
                   ask(asked.fact);
                   ask(asked.other);
                 },
                 [&](const CountBetween& asked) { ask(asked.fact); },
                 [&](const DateCompared& asked) {
                   ask(asked.fact);
                   if (const auto* other = std::get_if<ShiftedDate>(&asked.other)) {
                     ask(other->fact);
                   }
                 },
                 [](const NotRecorded&) {},
             },
             form);
}

} // namespace

Not::Not(Condition negated) : part(std::make_shared<const Condition>(std::move(negated))) {}

Condition::Condition(Form form) : form_(std::move(form)) {
  each_fact(form_, [&](FactName name) {
    if (fact(name).of == FactOf::person) {
      of_ = FactOf::person;
    }
  });
}

std::vector<FactName> facts_of(const Condition& condition) {
  std::set<FactName> names;
  each_fact(condition.form(), [&](FactName name) { names.insert(name); });
  return {names.begin(), names.end()};
}

} // namespace libcase
