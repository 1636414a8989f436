#include <bit>
#include <utility>

#include <boost/mp11/algorithm.hpp>

#include <libcase/describe/wholly_described.hpp>
#include <libcase/rules/condition.hpp>

#include "rules/fact_set.hpp"

namespace libcase {

namespace {

/// The fact that a member of a form names, if it names one.
void add_fact(FactName name, FactSet& facts) {
  facts.add(name);
}
void add_fact(const std::variant<Date, ShiftedDate>& date, FactSet& facts) {
  if (const auto* shifted = std::get_if<ShiftedDate>(&date)) {
    facts.add(shifted->fact);
  }
}
void add_fact(const auto&, FactSet&) {}

} // namespace

void FactSet::add(const Condition& condition) {
  each_form(condition, [&]<class Form>(const Form& form) {
    if constexpr (DescribedStruct<Form>) {
      static_assert(is_wholly_described<Form>(), "a member of a form is not described");
      boost::mp11::mp_for_each<members_of<Form>>(
          [&](auto member) { add_fact(form.*decltype(member)::pointer, *this); });
    }
  });
}

std::vector<FactName> FactSet::names() const {
  std::size_t count = 0;
  for (const std::uint64_t word : words_) {
    count += static_cast<std::size_t>(std::popcount(word));
  }
  std::vector<FactName> names;
  names.reserve(count);
  for (std::size_t word = 0; word < words_.size(); ++word) {
    for (std::uint64_t rest = words_[word]; rest != 0; rest &= rest - 1) {
      names.push_back(
          static_cast<FactName>(word * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
    }
  }
  return names;
}

Not::Not(Condition negated) : part(std::make_shared<const Condition>(std::move(negated))) {}

Condition::Condition(Form form) : form_(std::move(form)) {
  for (const FactName name : facts_of(*this)) {
    if (fact(name).of == FactOf::person) {
      of_ = FactOf::person;
    }
  }
}

std::vector<FactName> facts_of(const Condition& condition) {
  FactSet facts;
  facts.add(condition);
  return facts.names();
}

} // namespace libcase
