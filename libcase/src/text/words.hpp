// The words of the library in a language: a JSON file, in which keys stand in groups.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace libcase {

/// Whether a text is such as the code of a language: two or three small letters, of ISO 639.
bool is_language_code(std::string_view text);

/// The texts of one language by group and key. A group may stand in a group: "codes.Role".
class Words {
public:
  /// From a file, named such as "nl.json". Throws InvalidValue (`invalid_words`) with the file and
  /// the key.
  Words(std::string_view file, std::string_view json);
  Words(const Words&) = delete; // the keys are views of its own texts
  Words& operator=(const Words&) = delete;

  /// "nl", after the file.
  const std::string& language() const { return language_; }
  /// The file, as it was given.
  const std::string& json() const { return json_; }
  /// The text of a key; nullptr where there is none.
  const std::string* find(std::string_view group, std::string_view key) const;
  /// The text of a key. Throws NotFound (`no_such_words`) with the key.
  const std::string& at(std::string_view group, std::string_view key) const;
  /// The keys of a group, in alphabetical order.
  std::vector<std::string_view> keys(std::string_view group) const;
  /// Throws InvalidValue (`invalid_words`) with a key that only one of both has, or in whose texts
  /// other things are filled in. Signs of currencies and names of countries may differ.
  void require_form_of(const Words& other) const;

private:
  struct Key {
    std::string_view group;
    std::string_view key;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const noexcept {
      const std::hash<std::string_view> hash;
      return hash(key.group) * 31 + hash(key.key);
    }
  };
  void put(const std::string& group, std::string_view key, std::string_view text);

  std::string language_;
  std::string json_;
  std::deque<std::string> names_; ///< of groups and keys
  std::unordered_map<Key, std::string, Hash> texts_;
};

} // namespace libcase
