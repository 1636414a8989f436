// A value of a JSON document and where it stands, so that every complaint can name both.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/shortened.hpp>

namespace libcase {

/// Parses a whole document. Throws InvalidValue with that code; its sentence names the line.
boost::json::value parse_json(std::string_view text, const std::string& code);
/// Throws InvalidValue with that code where an object of a document has a key twice: of these
/// `parse_json` keeps the last. The sentence names the line.
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

  /// Throws InvalidValue: the path, then the sentence.
  [[noreturn]] void refuse(const std::string& sentence) const;
  /// Refuses with what was expected and what stands there.
  [[noreturn]] void expected(const std::string& what) const;

  const boost::json::object& object() const;
  std::string_view text() const;
  std::int64_t whole_number() const;
  bool yes_or_no() const;

  bool has(std::string_view key) const;
  JsonNode at(std::string_view key) const;
  /// Refuses another key.
  void allow_only(std::initializer_list<std::string_view> keys) const;

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
  std::string below(std::string_view key) const { return path_ + "." + shortened(key); }

  const boost::json::value* value_;
  std::string path_;
  std::string code_;
};

} // namespace libcase
