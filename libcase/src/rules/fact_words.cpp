#include <algorithm>
#include <iterator>
#include <vector>

#include <libcase/rules/fact_words.hpp>

#include "rules/fact_kinds.hpp"

namespace libcase {

namespace {

/// By fact: the group in the files of words that its codes stand in.
std::vector<std::string> groups_of_codes() {
  std::vector<std::string> groups;
  for (const Fact& fact : facts()) {
    groups.push_back("codes." + std::string{fact.code_type});
  }
  return groups;
}

/// What a value is told with.
struct Telling {
  const Fact& fact;
  const FactColumns& columns;
};

LocalizedText word(std::string_view key) {
  return said("values", key);
}

LocalizedText set_in_words(std::uint64_t set, std::vector<LocalizedText> found) {
  const bool is_empty = found.empty();
  LocalizedText all = LocalizedText::listed("plus", std::move(found));
  if ((set & unknown_more) != 0) {
    return is_empty ? word("unknown") : LocalizedText::listed("comma", {all, word("perhaps_more")});
  }
  return is_empty ? word("none") : all;
}

// The values of each kind in words. A kind without them does not compile.

LocalizedText tell(FactValues<FactKind::yes_no>, Verdict verdict, const Telling&) {
  return word(verdict == Verdict::unknown ? "unknown" : verdict == Verdict::met ? "yes" : "no");
}

LocalizedText tell(FactValues<FactKind::code>, std::uint8_t code, const Telling& telling) {
  return code == unknown_code ? word("unknown") : code_in_words(telling.fact, code);
}

LocalizedText tell(FactValues<FactKind::codes>, std::uint64_t set, const Telling& telling) {
  std::vector<LocalizedText> found;
  for (std::size_t code = 0; code < telling.fact.codes.size(); ++code) {
    if ((set >> code & 1U) != 0) {
      found.push_back(code_in_words(telling.fact, code));
    }
  }
  return set_in_words(set, std::move(found));
}

LocalizedText tell(FactValues<FactKind::programmes>, std::uint64_t set, const Telling& telling) {
  std::vector<LocalizedText> found;
  for (const auto& [programmes, number] : telling.columns.programme_sets) {
    if (number == (set & ~unknown_more)) {
      std::ranges::transform(programmes, std::back_inserter(found), [](const ProgrammeCode& code) {
        return LocalizedText::same(code.code());
      });
    }
  }
  return set_in_words(set, std::move(found));
}

LocalizedText tell(FactValues<FactKind::country>, std::uint16_t index, const Telling&) {
  return index == 0 ? word("unknown") : LocalizedText{Country::from_index(index)};
}

LocalizedText tell(FactValues<FactKind::count>, CountRange count, const Telling&) {
  const auto number = [](std::int32_t one) {
    return LocalizedText{static_cast<std::int64_t>(one)};
  };
  if (count.is_exact()) {
    return number(count.least);
  }
  return count == unknown_count
             ? word("unknown")
             : said("values", "range",
                    {{"first", number(count.least)}, {"last", number(count.most)}});
}

LocalizedText tell(FactValues<FactKind::date>, Days days, const Telling&) {
  const auto text = [](std::int32_t day) {
    return LocalizedText{Date::from_days_since_epoch(day)};
  };
  if (days.is_none()) {
    return word("none");
  }
  const bool has_first = days.earliest != Days::unknown().earliest;
  const bool has_last = days.latest != Days::unknown().latest;
  if (days.is_exact()) {
    return text(days.earliest);
  }
  if (has_first && has_last) {
    return said("values", "range", {{"first", text(days.earliest)}, {"last", text(days.latest)}});
  }
  if (has_first) {
    return said("values", "from", {{"day", text(days.earliest)}});
  }
  return has_last ? said("values", "before", {{"day", text(days.latest + 1)}}) : word("unknown");
}

} // namespace

LocalizedText label(FactName name) {
  return said("facts", to_text(name));
}

LocalizedText noun(FactName name) {
  return said("nouns", to_text(name));
}

LocalizedText code_in_words(const Fact& fact, std::size_t code) {
  static const std::vector<std::string> groups = groups_of_codes();
  return said(groups[static_cast<std::size_t>(fact.name)], fact.codes[code]);
}

LocalizedText value_in_words(const FactColumns& columns, FactName name, std::size_t row) {
  const Telling telling{fact(name), columns};
  LocalizedText text;
  visit_values(columns, telling.fact, [&](auto kind, const auto& column) {
    text = tell(kind, value_at(column, row), telling);
  });
  return text.empty() ? word("unknown") : text;
}

} // namespace libcase
