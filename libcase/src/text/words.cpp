#include "text/words.hpp"

#include <boost/mp11/algorithm.hpp>

#include <libcase/describe/described.hpp>

#include "text/json_node.hpp"
#include "text/shipped_words.hpp"

namespace libcase {

namespace {

const std::string invalid = "invalid_words";

using TextsByKey = std::map<std::string, LocalizedText, std::less<>>;
using TextMember = std::string LocalizedText::*;

void add(const JsonNode& node, const std::string& key, TextMember language, TextsByKey& texts) {
  if (!node.value().is_string()) {
    node.each_member([&](std::string_view name, const JsonNode& member) {
      add(member, key.empty() ? std::string{name} : key + "." + std::string{name}, language, texts);
    });
    return;
  }
  if (node.text().empty()) {
    node.expected("a text that is not empty");
  }
  texts[key].*language = node.text();
}

void add_file(std::string_view file, std::string_view text, TextMember language,
              TextsByKey& texts) {
  try {
    const boost::json::value document = parse_json(text, invalid);
    refuse_repeated_keys(text, invalid);
    add(JsonNode{document, invalid}, "", language, texts);
  } catch (const InvalidValue& error) {
    throw InvalidValue(invalid, std::string{file} + ": " + error.what());
  }
}

} // namespace

Words::Words(std::span<const std::pair<std::string_view, std::string_view>> files) {
  boost::mp11::mp_for_each<members_of<LocalizedText>>([&](auto member) {
    const std::string name = std::string{member.name} + ".json";
    for (const auto& [file, text] : files) {
      if (file == name) {
        add_file(file, text, member.pointer, texts_);
      }
    }
  });
  boost::mp11::mp_for_each<members_of<LocalizedText>>([&](auto member) {
    for (const auto& [key, text] : texts_) {
      if ((text.*member.pointer).empty()) {
        throw InvalidValue(invalid, std::string{member.name} + ".json: expected words for '" + key +
                                        "', found none");
      }
    }
  });
}

const LocalizedText* Words::find(std::string_view key) const {
  const auto found = texts_.find(key);
  return found == texts_.end() ? nullptr : &found->second;
}

const LocalizedText& Words::at(std::string_view key) const {
  const LocalizedText* found = find(key);
  if (found == nullptr) {
    throw NotFound("no_such_words", "expected words for '" + std::string{key} + "', found none");
  }
  return *found;
}

const Words& words() {
  static const Words shipped{shipped_words()};
  return shipped;
}

const LocalizedText& words(std::string_view group, std::string_view key) {
  return words().at(std::string{group} + "." + std::string{key});
}

} // namespace libcase
