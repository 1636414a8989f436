#include "text/words.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <libcase/vocabulary/errors.hpp>

#include "text/json_node.hpp"

namespace libcase {

namespace {

const std::string invalid = "invalid_words";
constexpr std::string_view extension = ".json";
constexpr std::array<std::string_view, 2> groups_that_may_lack{"currencies", "countries"};

[[noreturn]] void refuse(std::string_view file, const std::string& problem) {
  throw InvalidValue(invalid, std::string{file} + ": " + problem);
}

std::string language_of(std::string_view file) {
  const auto is_small_letter = [](char letter) { return letter >= 'a' && letter <= 'z'; };
  const std::string_view code = file.substr(0, 2);
  if (file.size() != 2 + extension.size() || !file.ends_with(extension) ||
      !std::ranges::all_of(code, is_small_letter)) {
    refuse(file, "expected a file named after a language of two letters, such as fr.json");
  }
  return std::string{code};
}

} // namespace

Words::Words(std::string_view file, std::string_view json) : language_(language_of(file)) {
  try {
    const boost::json::value document = parse_json(json, invalid);
    refuse_repeated_keys(json, invalid);
    const auto read = [&](const auto& self, const JsonNode& node,
                          const std::string& group) -> void {
      node.each_member([&](std::string_view key, const JsonNode& member) {
        if (!member.value().is_string()) {
          self(self, member, group.empty() ? std::string{key} : group + "." + std::string{key});
        } else if (member.text().empty()) {
          member.expected("a text that is not empty");
        } else {
          put(group, key, member.text());
        }
      });
    };
    read(read, JsonNode{document, invalid}, "");
  } catch (const InvalidValue& error) {
    refuse(file, error.what());
  }
}

void Words::put(const std::string& group, std::string_view key, std::string_view text) {
  if (names_.empty() || std::ranges::find(names_, group) == names_.end()) {
    names_.push_back(group);
  }
  const std::string& kept_group = *std::ranges::find(names_, group);
  const std::string& kept_key = names_.emplace_back(key);
  texts_.emplace(Key{kept_group, kept_key}, text);
}

const std::string* Words::find(std::string_view group, std::string_view key) const {
  const auto found = texts_.find(Key{group, key});
  return found == texts_.end() ? nullptr : &found->second;
}

const std::string& Words::at(std::string_view group, std::string_view key) const {
  const std::string* found = find(group, key);
  if (found == nullptr) {
    throw NotFound("no_such_words", language_ + ".json: expected words for '" + std::string{group} +
                                        "." + std::string{key} + "', found none");
  }
  return *found;
}

void Words::require_keys_of(const Words& other) const {
  std::vector<std::string> missing;
  for (const auto& [key, text] : other.texts_) {
    if (find(key.group, key.key) == nullptr &&
        std::ranges::find(groups_that_may_lack, key.group) == groups_that_may_lack.end()) {
      missing.push_back(std::string{key.group} + "." + std::string{key.key});
    }
  }
  if (!missing.empty()) {
    refuse(language_ + ".json",
           "expected words for '" + *std::ranges::min_element(missing) + "', found none");
  }
}

} // namespace libcase
