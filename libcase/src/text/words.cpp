#include "text/words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <libcase/vocabulary/errors.hpp>

#include "text/joined.hpp"
#include "text/json_node.hpp"

namespace libcase {

namespace {

const std::string invalid = "invalid_words";
constexpr std::string_view extension = ".json";
constexpr std::array<std::string_view, 2> groups_that_may_differ{"currencies", "countries"};

[[noreturn]] void refuse(std::string_view file, const std::string& problem) {
  throw InvalidValue(invalid, std::string{file} + ": " + problem);
}

std::string language_of(std::string_view file) {
  const std::string_view code = file.substr(0, file.find('.'));
  if (file.substr(code.size()) != extension || !is_language_code(code)) {
    refuse(file, "expected a file named after a language of two or three letters, such as fr.json");
  }
  return std::string{code};
}

/// What is filled in, by name: "{amount} {sign}" for "{sign}{Amount}".
std::string placeholders(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    std::string name{text.substr(open, text.find('}', open) - open + 1)};
    if (name.size() > 1 && name[1] >= 'A' && name[1] <= 'Z') {
      name[1] = static_cast<char>(name[1] - 'A' + 'a');
    }
    found.insert(std::move(name));
  }
  return found.empty() ? "nothing to fill in" : joined(found, {}, " ");
}

} // namespace

bool is_language_code(std::string_view text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::ranges::all_of(text, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

Words::Words(std::string_view file, std::string_view json)
    : language_(language_of(file)), json_(json) {
  try {
    const boost::json::value document = parse_json(json, invalid);
    refuse_repeated_keys(json, invalid);
    const auto read = [&](const auto& self, const JsonNode& node,
                          const std::string& group) -> void {
      node.each_member([&](std::string_view key, const JsonNode& member) {
        if (member.value().is_object()) {
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

std::vector<std::string_view> Words::keys(std::string_view group) const {
  std::vector<std::string_view> found;
  for (const auto& [key, text] : texts_) {
    if (key.group == group) {
      found.push_back(key.key);
    }
  }
  std::ranges::sort(found);
  return found;
}

const std::string& Words::at(std::string_view group, std::string_view key) const {
  const std::string* found = find(group, key);
  if (found == nullptr) {
    throw NotFound("no_such_words", language_ + ".json: expected words for '" + std::string{group} +
                                        "." + std::string{key} + "', found none");
  }
  return *found;
}

void Words::require_form_of(const Words& other) const {
  std::map<std::string, std::string> problems; // the first by key is told
  const auto problem = [&](const Key& key, const std::string& expected, const std::string& found) {
    const std::string name = std::string{key.group} + "." + std::string{key.key};
    if (std::ranges::find(groups_that_may_differ, key.group) == groups_that_may_differ.end()) {
      problems.emplace(name, "expected " + expected + " '" + name + "'" + found);
    }
  };
  const std::string* direction = find("notation", "direction");
  if (direction != nullptr && *direction != "ltr" && *direction != "rtl") {
    problem({"notation", "direction"}, "ltr or rtl for", ", found '" + *direction + "'");
  }
  for (const auto& [key, text] : other.texts_) {
    const std::string* own = find(key.group, key.key);
    if (own == nullptr) {
      problem(key, "words for", ", found none");
    } else if (placeholders(*own) != placeholders(text)) {
      problem(key, "words for", " with " + placeholders(text) + ", found " + placeholders(*own));
    }
  }
  for (const auto& [key, text] : texts_) {
    if (other.find(key.group, key.key) == nullptr) {
      problem(key, "no words for", "");
    }
  }
  if (!problems.empty()) {
    refuse(language_ + ".json", problems.begin()->second);
  }
}

} // namespace libcase
