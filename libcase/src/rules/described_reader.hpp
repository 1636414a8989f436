// Walks a rule file along the descriptions of the structs it becomes.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/mp11/algorithm.hpp>

#include <libcase/describe/columns.hpp>
#include <libcase/rules/programme.hpp>

#include "rules/rule_file_problems.hpp"
#include "rules/rule_values.hpp"
#include "text/joined.hpp"
#include "text/suggestion.hpp"

namespace libcase {

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};

template <class T, class... Others>
inline constexpr bool is_one_of = (std::is_same_v<T, Others> || ...);

/// Reads values of a file into the members of described structs. A value that is refused keeps its
/// default. `Own` derives from it: its functions `read_own` read types of their own, and what is
/// below may be said anew.
template <class Own>
class DescribedReader {
public:
  explicit DescribedReader(RuleFileProblems& problems) : problems_(problems) {}

  template <class T>
  void read(const JsonNode& node, T& value) {
    if constexpr (requires(Own & own) { own.read_own(node, value); }) {
      own().read_own(node, value);
    } else if constexpr (std::is_same_v<T, std::string>) {
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
    } else if constexpr (std::is_same_v<T, LocalizedText>) {
      value = texts_at(node);
    } else if constexpr (std::is_same_v<T, SourcedText>) {
      constexpr std::array<std::string_view, 3> source{"source", "certainty", "reason"};
      problems_.attempt([&] { value.text = texts_at(node, source); });
      read_members(node, static_cast<Sourced&>(value));
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

  /// What a member of T is called in the file.
  template <class T>
  std::string_view key_of(std::string_view member, const JsonNode& /*node*/) const {
    return member;
  }
  /// Whether a member of type M of T need not be said, beside optional ones, lists and flags.
  template <class T, class M>
  static constexpr bool may_be_left_out(std::string_view /*key*/) {
    return false;
  }

protected:
  RuleFileProblems& problems_;

private:
  template <class M>
  static constexpr bool is_usually_left_out =
      detail::Member<M>::is_optional || IsVector<M>::value || IsMap<M>::value ||
      std::is_same_v<M, bool>;

  Own& own() { return static_cast<Own&>(*this); }

  template <DescribedStruct T>
  void read_described(const JsonNode& node, T& value) {
    std::vector<std::string_view> keys;
    boost::mp11::mp_for_each<members_of<T>>([&](auto descriptor) {
      keys.push_back(own().template key_of<T>(decltype(descriptor)::name, node));
    });
    read_members(node, value, refuse_other_keys(node, keys));
  }

  /// `meant` are keys that stand there by another name.
  template <DescribedStruct T>
  void read_members(const JsonNode& node, T& value,
                    const std::vector<std::string_view>& meant = {}) {
    boost::mp11::mp_for_each<members_of<T>>([&](auto descriptor) {
      using D = decltype(descriptor);
      auto& member = value.*D::pointer;
      using M = std::remove_reference_t<decltype(member)>;
      const std::string_view key = own().template key_of<T>(D::name, node);
      const bool may_be_missing =
          is_usually_left_out<M> || Own::template may_be_left_out<T, M>(key);
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
                                                  const std::vector<std::string_view>& keys) {
    std::vector<std::string_view> meant;
    node.each_member([&](std::string_view key, const JsonNode& member) {
      const bool is_schema = node.path() == "$" && key == "$schema"; // for editors
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
};

} // namespace libcase
