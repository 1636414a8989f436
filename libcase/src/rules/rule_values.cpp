#include "rules/rule_values.hpp"

#include <algorithm>

#include "text/suggestion.hpp"
#include "text/words.hpp"

namespace libcase {

namespace {

std::string in_capitals(std::string_view text) {
  std::string capitals{text};
  for (char& letter : capitals) {
    if (letter >= 'a' && letter <= 'z') {
      letter = static_cast<char>(letter - 'a' + 'A');
    }
  }
  return capitals;
}

/// The country that was probably meant: by another form of its code, by its name, or by the
/// nearest code.
std::optional<Country> meant_country(std::string_view text) {
  const std::string capitals = in_capitals(text);
  if (const auto same_code = Country::find(capitals)) {
    return same_code;
  }
  if (const auto two_letters = Country::from_alpha2(capitals)) {
    return two_letters;
  }
  if (const auto named = Country::from_name(text, {})) {
    return named;
  }
  std::vector<std::string_view> codes;
  for (const Country& country : Country::all()) {
    codes.push_back(country.code());
  }
  const auto nearest = nearest_word(text, codes);
  return nearest ? Country::find(*nearest) : std::nullopt;
}

/// The text with the letters that a programme code has.
std::string as_programme_code(std::string_view text) {
  std::string code = in_capitals(text);
  std::ranges::replace(code, ' ', '-');
  std::ranges::replace(code, '_', '-');
  return code;
}

} // namespace

Date date_at(const JsonNode& node) {
  return at_node(node, [&] { return Date::parse(node.text()); });
}

Country country_at(const JsonNode& node) {
  const auto hint = [&]() -> std::string {
    const auto meant = meant_country(node.text());
    return meant ? ", did you mean '" + meant->to_string() + "' (" + std::string{meant->name_en()} +
                       ")?"
                 : "";
  };
  return at_node(
      node, [&] { return Country{node.text()}; }, hint);
}

ProgrammeCode programme_code_at(const JsonNode& node, std::vector<NamedProgramme>& named) {
  const auto hint = [&]() -> std::string {
    try {
      return ", did you mean '" + ProgrammeCode{as_programme_code(node.text())}.code() + "'?";
    } catch (const InvalidValue&) {
      return {};
    }
  };
  ProgrammeCode code = at_node(
      node, [&] { return ProgrammeCode{node.text()}; }, hint);
  named.push_back({code, node.path()});
  return code;
}

FactName fact_at(const JsonNode& node) {
  const auto found = code_from_text<FactName>(node.text());
  if (!found) {
    node.expected("the name of a fact", code_names<FactName>);
  }
  return *found;
}

FactName fact_at(const JsonNode& node, FactKind kind, const std::string& what) {
  const FactName name = fact_at(node);
  if (fact(name).kind != kind) {
    node.expected(what);
  }
  return name;
}

LocalizedText texts_at(const JsonNode& node, std::span<const std::string_view> others) {
  LocalizedText::Texts texts;
  node.each_member([&](std::string_view key, const JsonNode& member) {
    if (is_language_code(key)) {
      if (member.text().empty()) {
        member.expected("a text that is not empty");
      }
      texts.emplace_back(key, member.text());
    } else if (std::ranges::find(others, key) == others.end()) {
      member.refuse("expected a language of two or three letters, such as en, found '" +
                    shortened(key) + "'");
    }
  });
  if (texts.empty()) {
    node.expected("a text in one language at least, such as en");
  }
  return LocalizedText::of_texts(std::move(texts));
}

int small_number_at(const JsonNode& node) {
  constexpr std::int64_t limit = 100'000;
  const std::int64_t number = node.whole_number();
  if (number < -limit || number > limit) {
    node.expected("a number of at most 100,000");
  }
  return static_cast<int>(number);
}

} // namespace libcase
