// Walks a rule file along the descriptions of the structs it becomes.
#include "rules/programme_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>

#include "rules/condition_reader.hpp"
#include "rules/described_reader.hpp"
#include "rules/excluded.hpp"
#include "rules/last_days.hpp"
#include "rules/programme_consistency.hpp"
#include "rules/rule_values.hpp"
#include "text/blake2b.hpp"
#include "text/joined.hpp"
#include "text/suggestion.hpp"

namespace libcase {

namespace {

constexpr std::int64_t most_money = 1'000'000'000;

/// Reads the parts of a programme.
class Reader : public DescribedReader<Reader> {
public:
  Reader(RuleFileProblems& problems, RuleFile& file)
      : DescribedReader(problems), file_(file), conditions_(problems, file) {}

  /// What a member is called in the file: an amount in euro may be so.
  template <class T>
  std::string_view key_of(std::string_view member, const JsonNode& node) const {
    static const Currency euro{"EUR"};
    const bool is_in_euro = std::is_same_v<T, Reading> && member == "amount" &&
                            file_.programme.currency == euro && !node.has(member);
    return is_in_euro ? "euro" : member;
  }
  template <class T, class M>
  static constexpr bool may_be_left_out(std::string_view key) {
    return is_one_of<M, Scope, Per, Movement, Currency> ||
           (std::is_same_v<T, Reading> && key == "name");
  }

  void read_own(const JsonNode& node, ProgrammeCode& code) {
    code = programme_code_at(node, file_.named);
  }
  void read_own(const JsonNode& node, Currency& currency) {
    currency = at_node(node, [&] { return Currency{node.text()}; });
  }
  void read_own(const JsonNode& node, Condition& condition) { condition = conditions_.read(node); }
  void read_own(const JsonNode& node, FactName& fact) { fact = fact_at(node); }
  void read_own(const JsonNode& node, Money& money) {
    money = at_node(node, [&] { return Money::parse(node.text(), file_.programme.currency); });
    if (node.text().front() == '-') {
      node.expected("an amount of 0 or more");
    }
    if (money.cents() > most_money * 100) {
      node.expected("an amount of at most 1,000,000,000");
    }
  }

  static void read_own(const JsonNode& node, Share& share) {
    const std::string_view text = node.text();
    const std::size_t slash = text.find('/');
    const auto number = [&](std::string_view digits, std::int64_t& into) {
      const auto [end, problem] =
          std::from_chars(digits.data(), digits.data() + digits.size(), into);
      return problem == std::errc{} && end == digits.data() + digits.size();
    };
    if (slash == std::string_view::npos || !number(text.substr(0, slash), share.part) ||
        !number(text.substr(slash + 1), share.whole) || share.part < 0 || share.whole < 1 ||
        share.whole > 10'000 || share.part > share.whole) {
      node.expected("a share of a whole, such as 1/2");
    }
  }

  /// {"amount": ...}, or {"euro": ...}, with its source, or {"dispute", "default", "readings"}.
  void read_own(const JsonNode& node, Amount& amount) {
    if (!node.has("readings")) {
      read(node, amount.readings.emplace_back());
      for (const std::string_view key : {"name", "text"}) {
        if (node.has(key)) {
          node.at(key).refuse("expected no " + std::string{key} +
                              " for the only reading, found one");
        }
      }
      return;
    }
    node.allow_only({"dispute", "default", "readings"});
    read(node.at("dispute"), amount.dispute);
    read(node.at("default"), amount.default_reading);
    read(node.at("readings"), amount.readings);
    for (const Reading& reading : amount.readings) {
      const auto same_name = [&](const Reading& other) { return other.name == reading.name; };
      if (reading.name.empty() || std::ranges::count_if(amount.readings, same_name) != 1) {
        node.at("readings").expected("readings with a name of their own each");
      }
    }
    if (std::ranges::find(amount.readings, amount.default_reading, &Reading::name) ==
        amount.readings.end()) {
      std::vector<std::string_view> names;
      for (const Reading& reading : amount.readings) {
        names.push_back(reading.name);
      }
      node.at("default").expected("the name of one of the readings", names);
    }
  }

private:
  RuleFile& file_;
  ConditionReader conditions_;
};

/// Adds the criteria that follow from what a version excludes.
void ask_for_exclusions(ProgrammeVersion& version) {
  for (const Combination& excluded : version.excludes) {
    version.criteria.push_back(exclusion_criterion(excluded));
  }
}

} // namespace

RuleFile read_rule_file(std::string_view text, std::string_view file) {
  static const std::string code = "invalid_programme_file";
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF"; // as some editors write it
  if (text.starts_with(byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
  }
  RuleFile read;
  RuleFileProblems problems{file};
  problems.attempt([&] {
    const boost::json::value document = parse_json(text, code);
    problems.attempt([&] { refuse_repeated_keys(text, code); });
    const JsonNode root{document, code};
    Reader{problems, read}.read(root, read.programme);
    check_consistency(root, read.programme, problems);
  });
  read.problems = problems.found();
  for (ProgrammeVersion& version : read.programme.versions) {
    if (read.problems.empty()) { // the days are sound
      ask_for_last_days(version);
    }
    ask_for_exclusions(version);
  }
  return read;
}

Programme programme_from_json(std::string_view text, std::string_view file) {
  RuleFile read = read_rule_file(text, file);
  if (!read.problems.empty()) {
    throw InvalidValue("invalid_programme_file", to_text(read.problems.front()));
  }
  read.programme.digest = blake2b_hex(text);
  return std::move(read.programme);
}

} // namespace libcase
