// The words of the library in the languages that letters are written in: a JSON file a language,
// in which keys stand in groups.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <libcase/vocabulary/localized_text.hpp>

namespace libcase {

/// Texts by their keys, with a dot after each group: "facts.born_on".
class Words {
public:
  /// From files by their names, such as "nl.json". Throws InvalidValue (`invalid_words`) with the
  /// file and the key, also where a file lacks a key that another one has.
  explicit Words(std::span<const std::pair<std::string_view, std::string_view>> files);

  /// The text of a key. Throws NotFound (`no_such_words`) with the key.
  const LocalizedText& at(std::string_view key) const;
  /// nullptr where there is none.
  const LocalizedText* find(std::string_view key) const;

private:
  std::map<std::string, LocalizedText, std::less<>> texts_;
};

/// The words that the library ships.
const Words& words();
/// The shipped text of a key in a group.
const LocalizedText& words(std::string_view group, std::string_view key);

} // namespace libcase
