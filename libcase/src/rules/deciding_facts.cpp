#include "rules/deciding_facts.hpp"

#include <algorithm>
#include <variant>

#include "rules/fact_set.hpp"

namespace libcase {

namespace {

/// Whether what is unknown of a part is what no record holds, and no fact.
template <class Part>
bool is_unrecorded(const Part& part, std::size_t row) {
  if (part.parts.empty()) {
    return std::holds_alternative<NotRecorded>(part.condition.form());
  }
  return std::ranges::all_of(part.parts, [&](const Part& inner) {
    return inner.verdicts[row] != Verdict::unknown || is_unrecorded(inner, row);
  });
}

template <class Part>
void add_deciding(const Part& part, std::size_t row, FactSet& facts) {
  if (part.parts.empty()) {
    facts.add(part.condition);
    return;
  }
  const bool is_any = std::holds_alternative<AnyOf>(part.condition.form());
  const Verdict verdict = part.verdicts[row];
  const bool takes_all = verdict == (is_any ? Verdict::not_met : Verdict::met) ||
                         std::holds_alternative<Not>(part.condition.form()) ||
                         (verdict == Verdict::unknown && is_unrecorded(part, row));
  for (const Part& inner : part.parts) {
    if (takes_all || inner.verdicts[row] == verdict) {
      add_deciding(inner, row, facts);
    }
  }
}

} // namespace

DecidingFacts::DecidingFacts(Answers& answers, const Condition& condition, FactOf of)
    : whole_(judged(answers, condition, of)) {}

DecidingFacts::Part DecidingFacts::judged(Answers& answers, const Condition& condition, FactOf of) {
  Part part{.condition = condition};
  const ColumnPool<Verdict>::Loan room{answers.pool(), answers.range().size(of)};
  of == FactOf::unit ? answers.answer(condition, room.data())
                     : answers.answer_of_persons(condition, room.data());
  part.verdicts.assign(room.data(), room.data() + answers.range().size(of));
  std::visit(
      [&](const auto& form) {
        if constexpr (requires { form.parts; }) {
          for (const Condition& inner : form.parts) {
            part.parts.push_back(judged(answers, inner, of));
          }
        } else if constexpr (requires { form.part; }) {
          part.parts.push_back(judged(answers, *form.part, of));
        }
      },
      condition.form());
  return part;
}

std::vector<FactName> DecidingFacts::of_row(std::size_t row) const {
  FactSet facts;
  add_deciding(whole_, row, facts);
  return facts.names();
}

} // namespace libcase
