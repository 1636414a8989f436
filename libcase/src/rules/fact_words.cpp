#include <algorithm>
#include <iterator>
#include <vector>

#include <libcase/rules/fact_words.hpp>
#include <libcase/vocabulary/country.hpp>

#include "rules/fact_kinds.hpp"
#include "text/joined.hpp"
#include "text/notation.hpp"
#include "text/words.hpp"

namespace libcase {

namespace {

std::vector<LocalizedText> all_labels() {
  std::vector<LocalizedText> labels;
  for (const Fact& fact : facts()) {
    labels.push_back(words("facts", to_text(fact.name)));
  }
  return labels;
}

/// What a value is told with.
struct Telling {
  const Fact& fact;
  const FactColumns& columns;
  bool in_dutch;

  const std::string& in_language(const LocalizedText& text) const {
    return in_dutch ? text.nl : text.en;
  }
  const std::string& word(std::string_view key) const { return in_language(words("values", key)); }
  const std::string& code(std::size_t number) const {
    return in_language(code_in_words(fact, number));
  }
};

std::string set_in_words(std::uint64_t set, const std::vector<std::string>& found,
                         const Telling& telling) {
  const std::string text = joined(found, {}, "+");
  if ((set & unknown_more) != 0) {
    return text.empty() ? telling.word("unknown") : text + ", " + telling.word("perhaps_more");
  }
  return text.empty() ? telling.word("none") : text;
}

// The values of each kind in words. A kind without them does not compile.

std::string tell(FactValues<FactKind::yes_no>, Verdict verdict, const Telling& telling) {
  return telling.word(verdict == Verdict::unknown ? "unknown"
                      : verdict == Verdict::met   ? "yes"
                                                  : "no");
}

std::string tell(FactValues<FactKind::code>, std::uint8_t code, const Telling& telling) {
  return code == unknown_code ? telling.word("unknown") : telling.code(code);
}

std::string tell(FactValues<FactKind::codes>, std::uint64_t set, const Telling& telling) {
  std::vector<std::string> found;
  for (std::size_t code = 0; code < telling.fact.codes.size(); ++code) {
    if ((set >> code & 1U) != 0) {
      found.push_back(telling.code(code));
    }
  }
  return set_in_words(set, found, telling);
}

std::string tell(FactValues<FactKind::programmes>, std::uint64_t set, const Telling& telling) {
  std::vector<std::string> found;
  for (const auto& [programmes, number] : telling.columns.programme_sets) {
    if (number == (set & ~unknown_more)) {
      std::ranges::transform(programmes, std::back_inserter(found), &ProgrammeCode::code);
    }
  }
  return set_in_words(set, found, telling);
}

std::string tell(FactValues<FactKind::country>, std::uint16_t index, const Telling& telling) {
  if (index == 0) {
    return telling.word("unknown");
  }
  const Country country = Country::from_index(index);
  return std::string{telling.in_dutch ? country.name_nl() : country.name_en()};
}

std::string tell(FactValues<FactKind::count>, std::int32_t count, const Telling& telling) {
  return count == unknown_count ? telling.word("unknown") : std::to_string(count);
}

std::string tell(FactValues<FactKind::date>, Days days, const Telling& telling) {
  const auto text = [&](std::int32_t day) {
    return written(Date::from_days_since_epoch(day),
                   telling.in_dutch ? &LocalizedText::nl : &LocalizedText::en);
  };
  if (days.is_none()) {
    return telling.word("none");
  }
  const bool has_first = days.earliest != Days::unknown().earliest;
  const bool has_last = days.latest != Days::unknown().latest;
  if (days.is_exact()) {
    return text(days.earliest);
  }
  if (has_first && has_last) {
    return telling.word("range_from") + " " + text(days.earliest) + " " + telling.word("range_to") +
           " " + text(days.latest);
  }
  if (has_first) {
    return telling.word("from") + " " + text(days.earliest);
  }
  return has_last ? telling.word("before") + " " + text(days.latest + 1) : telling.word("unknown");
}

} // namespace

const LocalizedText& label(FactName name) {
  static const std::vector<LocalizedText> labels = all_labels();
  return labels[static_cast<std::size_t>(name)];
}

const LocalizedText& code_in_words(const Fact& fact, std::size_t code) {
  return words("codes." + std::string{fact.code_type}, fact.codes[code]);
}

std::string value_in_words(const FactColumns& columns, FactName name, std::size_t row,
                           bool in_dutch) {
  const Telling telling{fact(name), columns, in_dutch};
  std::string text;
  visit_values(columns, telling.fact, [&](auto kind, const auto& column) {
    text = tell(kind, value_at(column, row), telling);
  });
  return text.empty() ? telling.word("unknown") : text;
}

} // namespace libcase
