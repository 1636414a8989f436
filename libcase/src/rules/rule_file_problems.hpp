// What is wrong in a rule file, collected while it is read.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/rules/programme_check.hpp>

#include "text/json_node.hpp"

namespace libcase {

/// The problems of a file, in the order in which they are found.
class RuleFileProblems {
public:
  explicit RuleFileProblems(std::string_view file) : file_(file) {}

  /// Reads a part of the file. Where that is refused, it is noted, and what comes next is read.
  template <class Read>
  void attempt(const Read& read) {
    try {
      read();
    } catch (const RefusedNode& refused) {
      add(refused.path(), refused.sentence());
    } catch (const RefusedText& refused) {
      found_.push_back({.file = file_,
                        .line = refused.line(),
                        .column = refused.column(),
                        .sentence = refused.sentence()});
    }
  }
  void add(std::string path, std::string sentence) {
    found_.push_back({.file = file_, .path = std::move(path), .sentence = std::move(sentence)});
  }

  /// Whether something is wrong with a value or within it.
  bool has_within(std::string_view path) const {
    return std::ranges::any_of(
        found_, [&](const RuleFileFinding& finding) { return is_within(finding.path, path); });
  }
  /// Whether something is wrong with an object itself or one of its keys, rather than deeper.
  bool has_at(std::string_view path) const {
    return std::ranges::any_of(found_, [&](const RuleFileFinding& finding) {
      return is_within(finding.path, path) &&
             finding.path.find_first_of(".[", path.size() + 1) == std::string::npos;
    });
  }
  const std::vector<RuleFileFinding>& found() const noexcept { return found_; }

private:
  static bool is_within(std::string_view found, std::string_view path) {
    return found.starts_with(path) &&
           (found.size() == path.size() || found[path.size()] == '.' || found[path.size()] == '[');
  }

  std::string file_;
  std::vector<RuleFileFinding> found_;
};

} // namespace libcase
