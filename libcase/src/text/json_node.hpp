// A value of a JSON document and where it stands, so that every complaint can name both.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/shortened.hpp>

namespace libcase {

/// A document that is refused at a place of its text, before it has paths.
class RefusedText : public InvalidValue {
public:
  RefusedText(const std::string& code, std::string_view text, std::size_t position,
              std::string refusal);

  std::int64_t line() const noexcept { return line_; }     ///< from 1 on
  std::int64_t column() const noexcept { return column_; } ///< in letters, from 1 on
  const std::string& sentence() const noexcept { return sentence_; }

private:
  RefusedText(const std::string& code, std::int64_t line, std::int64_t column, std::string refusal);

  std::int64_t line_;
  std::int64_t column_;
  std::string sentence_;
};

/// A value of a document that is refused.
class RefusedNode : public InvalidValue {
public:
  RefusedNode(const std::string& code, std::string path, std::string refusal)
      : InvalidValue(code, path + ": " + refusal), path_(std::move(path)),
        sentence_(std::move(refusal)) {}

  const std::string& path() const noexcept { return path_; }
  const std::string& sentence() const noexcept { return sentence_; }

private:
  std::string path_;
  std::string sentence_;
};

/// Parses a whole document. Throws RefusedText with that code.
boost::json::value parse_json(std::string_view text, const std::string& code);
/// Throws RefusedText with that code where an object of a document has a key twice: of these
/// `parse_json` keeps the last.
void refuse_repeated_keys(std::string_view text, const std::string& code);

inline std::string_view view(boost::json::string_view text) {
  return {text.data(), text.size()};
}

/// A value, its path ("$.versions[0].from") and the code of its complaints.
class JsonNode {
public:
  JsonNode(const boost::json::value& root, std::string code)
      : value_(&root), path_("$"), code_(std::move(code)) {}

  const boost::json::value& value() const noexcept { return *value_; }
  const std::string& path() const noexcept { return path_; }
  const std::string& code() const noexcept { return code_; }

  /// Throws RefusedNode: the path, then the sentence.
  [[noreturn]] void refuse(const std::string& sentence) const;
  /// Refuses with what was expected and what stands there; of a text or the keys of an object,
  /// with the word that was probably meant.
  [[noreturn]] void expected(const std::string& what,
                             std::span<const std::string_view> words = {}) const;
  /// Refuses a text that is none of these words, and lists them.
  [[noreturn]] void expected_one_of(std::span<const std::string_view> words) const;

  const boost::json::object& object() const;
  std::string_view text() const;
  std::int64_t whole_number() const;
  bool yes_or_no() const;

  bool has(std::string_view key) const;
  JsonNode at(std::string_view key) const;
  /// Refuses another key.
  void allow_only(std::initializer_list<std::string_view> keys) const;

  /// The path of a member.
  std::string below(std::string_view key) const { return path_ + "." + shortened(key); }

  template <class Visit>
  void each_member(const Visit& visit) const {
    for (const auto& member : object()) {
      visit(view(member.key()), JsonNode{member.value(), below(view(member.key())), code_});
    }
  }
  template <class Visit>
  void each_element(const Visit& visit) const {
    if (!value_->is_array()) {
      expected("an array");
    }
    for (std::size_t at = 0; at < value_->get_array().size(); ++at) {
      visit(JsonNode{value_->get_array()[at], path_ + "[" + std::to_string(at) + "]", code_});
    }
  }

private:
  JsonNode(const boost::json::value& value, std::string path, std::string code)
      : value_(&value), path_(std::move(path)), code_(std::move(code)) {}

  const boost::json::value* value_;
  std::string path_;
  std::string code_;
};

} // namespace libcase
