#include "rules/excluded.hpp"

namespace libcase {

namespace {

Condition assessed(DateRelation relation, Date day) {
  return Condition{DateCompared{FactName::assessed_on, relation, day}};
}

Criterion asked_with(const Combination& excluded, Condition when) {
  const std::string& code = excluded.programme.code();
  Criterion criterion;
  static_cast<Sourced&>(criterion) = excluded;
  criterion.name = std::string{excluded_prefix} + code;
  criterion.text = said("criteria", "no_support_under", {{"programme", LocalizedText::same(code)}});
  if (excluded.from) {
    criterion.text =
        said("criteria", "assessed_from", {{"what", criterion.text}, {"day", *excluded.from}});
  }
  if (excluded.until) {
    criterion.text =
        said("criteria", "assessed_before", {{"what", criterion.text}, {"day", *excluded.until}});
  }
  criterion.when = std::move(when);
  return criterion;
}

} // namespace

Criterion exclusion_criterion(const Combination& excluded) {
  Condition has_it{ProgrammeIn{FactName::other_programmes, {excluded.programme}}};
  Condition has_not{Not{std::move(has_it)}};
  if (!excluded.from && !excluded.until) {
    return asked_with(excluded, std::move(has_not));
  }
  AnyOf when{{std::move(has_not)}};
  if (excluded.from) {
    when.parts.push_back(assessed(DateRelation::before, *excluded.from));
  }
  if (excluded.until) {
    when.parts.push_back(assessed(DateRelation::from, *excluded.until));
  }
  return asked_with(excluded, Condition{std::move(when)});
}

Criterion always_met(const Combination& excluded) {
  return asked_with(excluded, Condition{});
}

} // namespace libcase
