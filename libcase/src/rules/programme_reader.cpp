// Walks a rule file along the descriptions of the structs it becomes.
#include "rules/programme_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>

#include <boost/mp11/algorithm.hpp>

#include <libcase/describe/columns.hpp>

#include "rules/condition_reader.hpp"
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

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};

/// Reads values of a file into the members of structs. A value that is refused keeps its default.
class Reader {
public:
  Reader(RuleFileProblems& problems, RuleFile& file)
      : problems_(problems), file_(file), conditions_(problems, file) {}

  template <class T>
  void read(const JsonNode& node, T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
      value = node.text();
      if (value.empty()) {
        node.expected("a text that is not empty");
      }
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      value = small_number_at(node);
      if (value < 0) {
        node.expected("a number of 0 or more");
      }
    } else if constexpr (std::is_same_v<T, bool>) {
      value = node.yes_or_no();
    } else if constexpr (std::is_same_v<T, Date>) {
      value = date_at(node);
    } else if constexpr (std::is_same_v<T, Country>) {
      value = country_at(node);
    } else if constexpr (std::is_same_v<T, ProgrammeCode>) {
      value = programme_code_at(node, file_.named);
    } else if constexpr (std::is_same_v<T, Currency>) {
      value = at_node(node, [&] { return Currency{node.text()}; });
    } else if constexpr (std::is_same_v<T, Money>) {
      read_money(node, value);
    } else if constexpr (std::is_same_v<T, Share>) {
      read_share(node, value);
    } else if constexpr (std::is_same_v<T, Amount>) {
      read_amount(node, value);
    } else if constexpr (std::is_same_v<T, Condition>) {
      value = conditions_.read(node);
    } else if constexpr (std::is_same_v<T, LocalizedText>) {
      value = texts_at(node);
    } else if constexpr (std::is_same_v<T, SourcedText>) {
      constexpr std::array<std::string_view, 3> source{"source", "certainty", "reason"};
      problems_.attempt([&] { value.text = texts_at(node, source); });
      read_members(node, static_cast<Sourced&>(value));
    } else if constexpr (std::is_same_v<T, FactName>) {
      value = fact_at(node);
    } else if constexpr (DescribedEnum<T>) {
      value = code_at<T>(node);
    } else if constexpr (detail::Member<T>::is_optional) {
      read(node, value.emplace());
    } else if constexpr (IsVector<T>::value) {
      node.each_element([&](const JsonNode& element) {
        auto& added =
            value.emplace_back(); // also where it is refused: indexes are those of the file
        problems_.attempt([&] { read(element, added); });
      });
    } else if constexpr (IsMap<T>::value) {
      node.each_member([&](std::string_view key, const JsonNode& member) {
        auto& added = value[std::string{key}];
        problems_.attempt([&] { read(member, added); });
      });
    } else {
      read_described(node, value);
    }
  }

private:
  /// Members that need not be said: optional ones, lists, and those whose default is the usual.
  template <class T>
  static constexpr bool may_be_left_out =
      detail::Member<T>::is_optional || IsVector<T>::value || IsMap<T>::value ||
      std::is_same_v<T, bool> || std::is_same_v<T, Scope> || std::is_same_v<T, Per> ||
      std::is_same_v<T, Movement> || std::is_same_v<T, Currency>;

  /// What a member is called in the file: an amount in euro may be so.
  template <class T>
  std::string_view key_of(std::string_view member, const JsonNode& node) const {
    static const Currency euro{"EUR"};
    const bool is_in_euro = std::is_same_v<T, Reading> && member == "amount" &&
                            file_.programme.currency == euro && !node.has(member);
    return is_in_euro ? "euro" : member;
  }

  template <DescribedStruct T>
  void read_described(const JsonNode& node, T& value) {
    std::vector<std::string_view> keys;
    boost::mp11::mp_for_each<members_of<T>>(
        [&](auto descriptor) { keys.push_back(key_of<T>(decltype(descriptor)::name, node)); });
    read_members(node, value, refuse_other_keys(node, keys, std::is_same_v<T, Programme>));
  }

  /// `meant` are keys that stand there by another name.
  template <DescribedStruct T>
  void read_members(const JsonNode& node, T& value,
                    const std::vector<std::string_view>& meant = {}) {
    boost::mp11::mp_for_each<members_of<T>>([&](auto descriptor) {
      using D = decltype(descriptor);
      auto& member = value.*D::pointer;
      const std::string_view key = key_of<T>(D::name, node);
      const bool may_be_missing = may_be_left_out<std::remove_reference_t<decltype(member)>> ||
                                  (std::is_same_v<T, Reading> && key == "name");
      if (node.has(key)) {
        problems_.attempt([&] { read(node.at(key), member); });
      } else if (!may_be_missing && std::ranges::find(meant, key) == meant.end()) {
        problems_.attempt([&] { node.at(key); }); // refuses
      }
    });
    if constexpr (std::is_base_of_v<Sourced, T>) {
      if (value.certainty == Certainty::inferred && !value.reason) {
        problems_.add(node.path(), "expected a reason for what is inferred, found none");
      }
    }
  }

  /// Refuses keys that are none of these, and returns those that were probably meant.
  std::vector<std::string_view> refuse_other_keys(const JsonNode& node,
                                                  const std::vector<std::string_view>& keys,
                                                  bool may_name_schema) {
    std::vector<std::string_view> meant;
    node.each_member([&](std::string_view key, const JsonNode& member) {
      const bool is_schema = may_name_schema && key == "$schema"; // for editors
      if (is_schema || std::ranges::find(keys, key) != keys.end()) {
        return;
      }
      problems_.add(member.path(), "expected one of the keys " + joined(keys) + ", found '" +
                                       shortened(key) + "'" + did_you_mean(key, keys));
      if (const auto nearest = nearest_word(key, keys)) {
        meant.push_back(*nearest);
      }
    });
    return meant;
  }

  void read_money(const JsonNode& node, Money& money) {
    money = at_node(node, [&] { return Money::parse(node.text(), file_.programme.currency); });
    if (node.text().front() == '-') {
      node.expected("an amount of 0 or more");
    }
    if (money.cents() > most_money * 100) {
      node.expected("an amount of at most 1,000,000,000");
    }
  }

  static void read_share(const JsonNode& node, Share& share) {
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
  void read_amount(const JsonNode& node, Amount& amount) {
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

  RuleFileProblems& problems_;
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
