#include <set>
#include <utility>

#include <boost/mp11/algorithm.hpp>

#include <libcase/describe/wholly_described.hpp>
#include <libcase/rules/condition.hpp>

namespace libcase {

namespace {

/// The fact that a member of a form names, if it names one.
void add_fact(FactName name, std::set<FactName>& names) {
  names.insert(name);
}
void add_fact(const std::variant<Date, ShiftedDate>& date, std::set<FactName>& names) {
  if (const auto* shifted = std::get_if<ShiftedDate>(&date)) {
    names.insert(shifted->fact);
  }
}
void add_fact(const auto&, std::set<FactName>&) {}

std::set<FactName> facts_in(const Condition& condition) {
  std::set<FactName> names;
  each_form(condition, [&]<class Form>(const Form& form) {
    if constexpr (DescribedStruct<Form>) {
      static_assert(is_wholly_described<Form>(), "a member of a form is not described");
      boost::mp11::mp_for_each<members_of<Form>>(
          [&](auto member) { add_fact(form.*decltype(member)::pointer, names); });
    }
  });
  return names;
}

} // namespace

Not::Not(Condition negated) : part(std::make_shared<const Condition>(std::move(negated))) {}

Condition::Condition(Form form) : form_(std::move(form)) {
  for (const FactName name : facts_in(*this)) {
    if (fact(name).of == FactOf::person) {
      of_ = FactOf::person;
    }
  }
}

std::vector<FactName> facts_of(const Condition& condition) {
  const std::set<FactName> names = facts_in(condition);
  return {names.begin(), names.end()};
}

} // namespace libcase
