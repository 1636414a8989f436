#include "text/json_node.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace libcase {

namespace json = boost::json;

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
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(read), '\n');
    throw InvalidValue(code, "line " + std::to_string(line) + ": expected JSON, found: " + what);
  }
  return parser.release();
}

void refuse_repeated_keys(std::string_view text, const std::string& code) {
  std::vector<std::set<std::string>> keys; // of the objects and arrays around a place
  std::vector<bool> are_objects;
  bool is_key = false;
  std::ptrdiff_t line = 1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
    case '\n':
      ++line;
      break;
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
        throw InvalidValue(code, "line " + std::to_string(line) +
                                     ": expected each key of an object once, found '" +
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
  throw InvalidValue(code_, path_ + ": " + sentence);
}

void JsonNode::expected(const std::string& what) const {
  refuse("expected " + what + ", found " + shortened(json::serialize(*value_)));
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
  for (const auto& member : object()) {
    if (std::ranges::find(keys, view(member.key())) == keys.end()) {
      std::string known;
      for (const auto key : keys) {
        known += (known.empty() ? "" : ", ") + std::string{key};
      }
      refuse("expected the keys " + known + ", found '" + shortened(view(member.key())) + "'");
    }
  }
}

} // namespace libcase
