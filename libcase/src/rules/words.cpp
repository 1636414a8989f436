#include <array>

#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/words.hpp>

namespace libcase {

namespace {

LocalizedText operator+(LocalizedText left, const LocalizedText& right) {
  left.en += right.en;
  left.nl += right.nl;
  return left;
}

LocalizedText same(const std::string& text) {
  return {text, text};
}

std::string listed(const auto& values, const auto& text_of) {
  std::string list;
  for (const auto& value : values) {
    list += (list.empty() ? "" : ", ") + std::string{text_of(value)};
  }
  return list;
}

LocalizedText of_parts(const Condition& condition) {
  const LocalizedText joint = condition.form == ConditionForm::all ? LocalizedText{" and ", " en "}
                                                                   : LocalizedText{" or ", " of "};
  LocalizedText words;
  for (std::size_t at = 0; at < condition.parts.size(); ++at) {
    const Condition& part = condition.parts[at];
    const bool nests = part.form == ConditionForm::all || part.form == ConditionForm::any;
    const LocalizedText inner = in_words(part);
    words = words + (at == 0 ? LocalizedText{} : joint) +
            (nests ? same("(") + inner + same(")") : inner);
  }
  return words;
}

LocalizedText of_count(const Condition& condition) {
  const bool has_least =
      condition.least > std::numeric_limits<std::int32_t>::min() + std::int64_t{1};
  const bool has_most = condition.most < std::numeric_limits<std::int32_t>::max();
  LocalizedText words = label(condition.fact);
  if (has_least) {
    words =
        words + LocalizedText{" at least ", " ten minste "} + same(std::to_string(condition.least));
  }
  if (has_least && has_most) {
    words = words + LocalizedText{" and", " en"};
  }
  if (has_most) {
    words =
        words + LocalizedText{" at most ", " ten hoogste "} + same(std::to_string(condition.most));
  }
  return words;
}

LocalizedText of_date(const Condition& condition) {
  static const std::array<LocalizedText, 4> relations{
      LocalizedText{" before ", " voor "}, LocalizedText{" by ", " uiterlijk op "},
      LocalizedText{" from ", " vanaf "}, LocalizedText{" after ", " na "}};
  LocalizedText words =
      label(condition.fact) + relations[static_cast<std::size_t>(condition.relation)];
  if (condition.day) {
    return words + same(condition.day->to_string());
  }
  words = words + label(*condition.other);
  if (condition.plus_months != 0) {
    words = words +
            same((condition.plus_months > 0 ? " + " : " - ") +
                 std::to_string(std::abs(condition.plus_months))) +
            LocalizedText{" months", " maanden"};
  }
  if (condition.plus_days != 0) {
    words = words +
            same((condition.plus_days > 0 ? " + " : " - ") +
                 std::to_string(std::abs(condition.plus_days))) +
            LocalizedText{" days", " dagen"};
  }
  return words;
}

} // namespace

LocalizedText in_words(const Condition& condition) {
  switch (condition.form) {
  case ConditionForm::yes:
    return label(condition.fact);
  case ConditionForm::codes: {
    const Fact& asked = fact(condition.fact);
    LocalizedText codes;
    for (std::size_t at = 0; at < asked.codes.size(); ++at) {
      if ((condition.codes >> at & 1U) != 0) {
        codes = codes + same(codes.en.empty() ? "" : ", ") + code_in_words(asked, at);
      }
    }
    return label(condition.fact) + same(": ") + codes;
  }
  case ConditionForm::programmes:
    return label(condition.fact) +
           same(": " + listed(condition.programmes, [](const auto& code) { return code.code(); }));
  case ConditionForm::countries:
    return label(condition.fact) + same(": " + listed(condition.countries, [](const auto& one) {
                                          return one.to_string();
                                        }));
  case ConditionForm::list:
    return label(condition.fact) + LocalizedText{" on the list: ", " op de lijst: "} +
           condition.what;
  case ConditionForm::same_country:
    return label(condition.fact) + LocalizedText{" is the ", " is de "} + label(*condition.other);
  case ConditionForm::count:
    return of_count(condition);
  case ConditionForm::date:
    return of_date(condition);
  case ConditionForm::all:
  case ConditionForm::any:
    return of_parts(condition);
  case ConditionForm::negation:
    return LocalizedText{"not (", "niet ("} + in_words(condition.parts.front()) + same(")");
  case ConditionForm::not_recorded:
    return condition.what;
  }
  return {};
}

LocalizedText in_words(const PeriodRule& period) {
  LocalizedText words;
  if (period.until_age) {
    words = LocalizedText{"until the age of ", "tot de leeftijd van "} +
            same(std::to_string(*period.until_age));
  } else if (period.weeks) {
    words = same(std::to_string(*period.weeks)) + LocalizedText{" weeks from: ", " weken vanaf: "} +
            label(*period.after);
  } else if (period.months) {
    words = same(std::to_string(*period.months)) +
            LocalizedText{" months from: ", " maanden vanaf: "} + label(*period.after);
  }
  if (period.place) {
    words = words + (*period.place == SpendingPlace::host_country
                         ? LocalizedText{", for what is given in the host country",
                                         ", voor wat in het gastland wordt gegeven"}
                         : LocalizedText{", for what is given in the country of origin",
                                         ", voor wat in het land van herkomst wordt gegeven"});
  }
  return words;
}

} // namespace libcase
