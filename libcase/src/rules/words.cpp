#include <array>
#include <cstdlib>

#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/words.hpp>

#include "text/joined.hpp"

namespace libcase {

namespace {

bool has_parts(const Condition& condition) {
  return std::holds_alternative<AllOf>(condition.form()) ||
         std::holds_alternative<AnyOf>(condition.form());
}

/// "it is so and (this or that)".
LocalizedText parts_in_words(const std::vector<Condition>& parts, std::string_view conjunction) {
  std::vector<LocalizedText> words;
  for (const Condition& part : parts) {
    LocalizedText inner = in_words(part);
    words.push_back(has_parts(part) ? said("conditions", "grouped", {{"what", inner}}) : inner);
  }
  return LocalizedText::listed(conjunction, std::move(words));
}

/// "fact: one, other".
LocalizedText one_of(FactName fact, LocalizedText values) {
  return said("findings", "value", {{"fact", label(fact)}, {"value", std::move(values)}});
}

LocalizedText values_of(const CodeIn& condition) {
  const Fact& asked = fact(condition.fact);
  std::vector<LocalizedText> codes;
  for (std::size_t code = 0; code < asked.codes.size(); ++code) {
    if ((condition.codes >> code & 1U) != 0) {
      codes.push_back(code_in_words(asked, code));
    }
  }
  return LocalizedText::listed("comma", std::move(codes));
}

LocalizedText values_of(const ProgrammeIn& condition) {
  return LocalizedText::same(joined(condition.programmes, &ProgrammeCode::code));
}

LocalizedText values_of(const CountryIn& condition) {
  return LocalizedText::same(joined(condition.countries, &Country::to_string));
}

LocalizedText count_in_words(const CountBetween& condition) {
  const LocalizedText counted = label(condition.fact);
  if (condition.at_least && condition.at_most) {
    return said("conditions", "between",
                {{"fact", counted}, {"least", *condition.at_least}, {"most", *condition.at_most}});
  }
  return condition.at_least
             ? said("conditions", "at_least", {{"fact", counted}, {"least", *condition.at_least}})
             : said("conditions", "at_most", {{"fact", counted}, {"most", *condition.at_most}});
}

/// "3 months"; the group says what is counted.
LocalizedText counted(std::string_view group, std::int64_t count) {
  return said(group, count == 1 ? "one" : "more", {{"count", count}});
}

/// "first asylum claim + 3 months - 1 day".
LocalizedText date_in_words(const ShiftedDate& date) {
  LocalizedText words = label(date.fact);
  const auto add = [&](int count, std::string_view group) {
    if (count != 0) {
      words = said("conditions", count > 0 ? "plus" : "minus",
                   {{"date", words}, {"span", counted(group, std::abs(count))}});
    }
  };
  add(date.plus_months, "months_counted");
  add(date.plus_days, "days_counted");
  return words;
}

LocalizedText relation_in_words(const DateCompared& condition) {
  const auto* other = std::get_if<ShiftedDate>(&condition.other);
  return said("conditions", to_text(condition.relation),
              {{"fact", label(condition.fact)},
               {"date", other != nullptr ? date_in_words(*other)
                                         : LocalizedText{std::get<Date>(condition.other)}}});
}

/// "role in the unit: other than partner"; "not (...)" of what has no words for it.
LocalizedText negated(const Condition& condition) {
  const auto other_than = [](const auto& asked) {
    return one_of(asked.fact, said("conditions", "other_than", {{"values", values_of(asked)}}));
  };
  return std::visit(Overloaded{
                        [](const IsSo& asked) { return one_of(asked.fact, said("values", "no")); },
                        [&](const CodeIn& asked) { return other_than(asked); },
                        [&](const ProgrammeIn& asked) { return other_than(asked); },
                        [&](const CountryIn& asked) { return other_than(asked); },
                        [](const CountryOnList& asked) {
                          return said("conditions", "off_list",
                                      {{"fact", label(asked.fact)}, {"list", asked.text}});
                        },
                        [&](const auto&) {
                          return said("conditions", "not", {{"what", in_words(condition)}});
                        },
                    },
                    condition.form());
}

} // namespace

LocalizedText in_words(const Condition& condition) {
  return std::visit(
      Overloaded{
          [](const AllOf& all) {
            return all.parts.empty() ? said("conditions", "always")
                                     : parts_in_words(all.parts, "and");
          },
          [](const AnyOf& any) {
            return any.parts.empty() ? said("conditions", "never")
                                     : parts_in_words(any.parts, "or");
          },
          [](const Not& negation) { return negated(*negation.part); },
          [](const IsSo& asked) { return label(asked.fact); },
          [](const CodeIn& asked) { return one_of(asked.fact, values_of(asked)); },
          [](const ProgrammeIn& asked) { return one_of(asked.fact, values_of(asked)); },
          [](const CountryIn& asked) { return one_of(asked.fact, values_of(asked)); },
          [](const CountryOnList& asked) {
            return said("conditions", "on_list",
                        {{"fact", label(asked.fact)}, {"list", asked.text}});
          },
          [](const SameCountry& asked) {
            return said("conditions", "same",
                        {{"fact", label(asked.fact)}, {"other", label(asked.other)}});
          },
          [](const CountBetween& asked) { return count_in_words(asked); },
          [](const DateCompared& asked) { return relation_in_words(asked); },
          [](const NotRecorded& asked) { return asked.what; },
      },
      condition.form());
}

LocalizedText in_words(const PeriodRule& period) {
  LocalizedText words;
  if (period.until_age) {
    words = said("periods", "until_age", {{"age", *period.until_age}});
  } else if (period.weeks || period.months) {
    words = said("periods", "from",
                 {{"span", period.weeks ? counted("weeks_counted", *period.weeks)
                                        : counted("months_counted", *period.months)},
                  {"day", noun(*period.after)}});
  }
  return period.place ? said("periods", to_text(*period.place), {{"period", words}}) : words;
}

} // namespace libcase
