#include <array>
#include <cstdlib>

#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/words.hpp>

#include "rules/localized.hpp"
#include "text/joined.hpp"
#include "text/notation.hpp"

namespace libcase {

namespace {

bool has_parts(const Condition& condition) {
  return std::holds_alternative<AllOf>(condition.form()) ||
         std::holds_alternative<AnyOf>(condition.form());
}

LocalizedText parts_in_words(const std::vector<Condition>& parts,
                             const LocalizedText& conjunction) {
  LocalizedText words;
  for (const Condition& part : parts) {
    const LocalizedText inner = in_words(part);
    words += (&part == &parts.front() ? LocalizedText{} : conjunction) +
             (has_parts(part) ? same("(") + inner + same(")") : inner);
  }
  return words;
}

LocalizedText codes_in_words(const CodeIn& condition) {
  const Fact& asked = fact(condition.fact);
  LocalizedText codes;
  for (std::size_t code = 0; code < asked.codes.size(); ++code) {
    if ((condition.codes >> code & 1U) != 0) {
      append(codes, ", ", code_in_words(asked, code));
    }
  }
  return label(condition.fact) + same(": ") + codes;
}

LocalizedText count_in_words(const CountBetween& condition) {
  LocalizedText words = label(condition.fact);
  if (condition.at_least) {
    words +=
        LocalizedText{" at least ", " ten minste "} + same(std::to_string(*condition.at_least));
  }
  if (condition.at_least && condition.at_most) {
    words += LocalizedText{" and", " en"};
  }
  if (condition.at_most) {
    words += LocalizedText{" at most ", " ten hoogste "} + same(std::to_string(*condition.at_most));
  }
  return words;
}

/// "first asylum claim + 3 months - 1 days".
LocalizedText date_in_words(const ShiftedDate& date) {
  LocalizedText words = label(date.fact);
  const auto add = [&](int count, const LocalizedText& unit) {
    if (count != 0) {
      words += same((count > 0 ? " + " : " - ") + std::to_string(std::abs(count))) + unit;
    }
  };
  add(date.plus_months, {" months", " maanden"});
  add(date.plus_days, {" days", " dagen"});
  return words;
}

LocalizedText relation_in_words(const DateCompared& condition) {
  static const std::array<LocalizedText, 4> relations{
      LocalizedText{" before ", " voor "}, LocalizedText{" by ", " uiterlijk op "},
      LocalizedText{" from ", " vanaf "}, LocalizedText{" after ", " na "}};
  const LocalizedText words =
      label(condition.fact) + relations[static_cast<std::size_t>(condition.relation)];
  const auto* other = std::get_if<ShiftedDate>(&condition.other);
  return words +
         (other != nullptr ? date_in_words(*other) : written(std::get<Date>(condition.other)));
}

} // namespace

LocalizedText in_words(const Condition& condition) {
  return std::visit(
      Overloaded{
          [](const AllOf& all) {
            return all.parts.empty() ? LocalizedText{"always", "altijd"}
                                     : parts_in_words(all.parts, {" and ", " en "});
          },
          [](const AnyOf& any) {
            return any.parts.empty() ? LocalizedText{"never", "nooit"}
                                     : parts_in_words(any.parts, {" or ", " of "});
          },
          [](const Not& negation) {
            return LocalizedText{"not (", "niet ("} + in_words(*negation.part) + same(")");
          },
          [](const IsSo& asked) { return label(asked.fact); },
          [](const CodeIn& asked) { return codes_in_words(asked); },
          [](const ProgrammeIn& asked) {
            return label(asked.fact) + same(": " + joined(asked.programmes, &ProgrammeCode::code));
          },
          [](const CountryIn& asked) {
            return label(asked.fact) + same(": " + joined(asked.countries, &Country::to_string));
          },
          [](const CountryOnList& asked) {
            return label(asked.fact) + LocalizedText{" on the list: ", " op de lijst: "} +
                   asked.text;
          },
          [](const SameCountry& asked) {
            return label(asked.fact) + LocalizedText{" is the ", " is de "} + label(asked.other);
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
    words += (*period.place == SpendingPlace::host_country
                  ? LocalizedText{", for what is given in the host country",
                                  ", voor wat in het gastland wordt gegeven"}
                  : LocalizedText{", for what is given in the country of origin",
                                  ", voor wat in het land van herkomst wordt gegeven"});
  }
  return words;
}

} // namespace libcase
