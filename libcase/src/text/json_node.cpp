#include "text/json_node.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "text/joined.hpp"
#include "text/suggestion.hpp"

namespace libcase {

namespace json = boost::json;

namespace {

std::int64_t line_of(std::string_view text, std::size_t position) {
  return 1 + std::ranges::count(text.substr(0, position), '\n');
}

std::int64_t column_of(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, position);
  const std::string_view line = before.substr(before.rfind('\n') + 1); // of the whole without one
  return 1 + std::ranges::count_if(line, [](char byte) {
           constexpr unsigned continues_a_letter = 0b10; // the first bits of such a byte in UTF-8
           return static_cast<unsigned char>(byte) >> 6U != continues_a_letter;
         });
}

/// Which of the words a text, or a key of an object, was probably meant to be.
std::string meant_in(const json::value& value, std::span<const std::string_view> words) {
  if (value.is_string()) {
    return did_you_mean(view(value.get_string()), words);
  }
  std::string hint;
  if (value.is_object()) {
    for (const auto& member : value.get_object()) {
      hint = hint.empty() ? did_you_mean(view(member.key()), words) : hint;
    }
  }
  return hint;
}

} // namespace

RefusedText::RefusedText(const std::string& code, std::string_view text, std::size_t position,
                         std::string refusal)
    : RefusedText(code, line_of(text, position), column_of(text, position), std::move(refusal)) {}

RefusedText::RefusedText(const std::string& code, std::int64_t line, std::int64_t column,
                         std::string refusal)
    : InvalidValue(code, "line " + std::to_string(line) + ", column " + std::to_string(column) +
                             ": " + refusal),
      line_(line), column_(column), sentence_(std::move(refusal)) {}

json::value parse_json(std::string_view text, const std::string& code) {
  json::parse_options options;
  options.max_depth = 64;
  json::stream_parser parser{{}, options};
  boost::system::error_code problem;
  const std::size_t read = parser.write_some(text.data(), text.size(), problem);
  std::string what = problem.message();
  if (!problem && read < text.size()) {
    problem = json::error::extra_data;
    what = "more text after the end of the document";
  }
  if (!problem) {
    parser.finish(problem);
    what = "the end of the text before the end of the document";
  }
  if (problem) {
    throw RefusedText(code, text, read, "expected JSON, found: " + what);
  }
  return parser.release();
}

void refuse_repeated_keys(std::string_view text, const std::string& code) {
  std::vector<std::set<std::string>> keys; // of the objects and arrays around a place
  std::vector<bool> are_objects;
  bool is_key = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
    case '{':
    case '[':
      keys.emplace_back();
      are_objects.push_back(text[at] == '{');
      is_key = are_objects.back();
      break;
    case '}':
    case ']':
      keys.pop_back();
      are_objects.pop_back();
      break;
    case ',':
      is_key = are_objects.back();
      break;
    case ':':
      is_key = false;
      break;
    case '"': {
      const std::size_t begin = at;
      for (++at; text[at] != '"'; ++at) {
        at += text[at] == '\\' ? 1 : 0;
      }
      if (!is_key) {
        break;
      }
      const json::value key = json::parse({text.data() + begin, at - begin + 1});
      if (!keys.back().insert(std::string{view(key.get_string())}).second) {
        throw RefusedText(code, text, begin,
                          "expected each key of an object once, found '" +
                              shortened(view(key.get_string())) + "' again");
      }
      break;
    }
    default:
      break;
    }
  }
}

void JsonNode::refuse(const std::string& sentence) const {
  throw RefusedNode(code_, path_, sentence);
}

void JsonNode::expected(const std::string& what, std::span<const std::string_view> words) const {
  refuse("expected " + what + ", found " + shortened(json::serialize(*value_)) +
         meant_in(*value_, words));
}

void JsonNode::expected_one_of(std::span<const std::string_view> words) const {
  expected("one of " + joined(words), words);
}

const json::object& JsonNode::object() const {
  if (!value_->is_object()) {
    expected("an object");
  }
  return value_->get_object();
}

std::string_view JsonNode::text() const {
  if (!value_->is_string()) {
    expected("a text");
  }
  return view(value_->get_string());
}

std::int64_t JsonNode::whole_number() const {
  if (!value_->is_int64()) {
    expected("a whole number");
  }
  return value_->get_int64();
}

bool JsonNode::yes_or_no() const {
  if (!value_->is_bool()) {
    expected("true or false");
  }
  return value_->get_bool();
}

bool JsonNode::has(std::string_view key) const {
  return object().contains({key.data(), key.size()});
}

JsonNode JsonNode::at(std::string_view key) const {
  const auto* found = object().if_contains({key.data(), key.size()});
  if (found == nullptr) {
    refuse("expected a key '" + std::string{key} + "', found none");
  }
  return {*found, below(key), code_};
}

void JsonNode::allow_only(std::initializer_list<std::string_view> keys) const {
  const std::span<const std::string_view> known{keys.begin(), keys.size()};
  for (const auto& member : object()) {
    const std::string_view key = view(member.key());
    if (std::ranges::find(known, key) == known.end()) {
      refuse("expected the keys " + joined(known) + ", found '" + shortened(key) + "'" +
             did_you_mean(key, known));
    }
  }
}

} // namespace libcase
