// Walks a rule file along the descriptions of the structs it becomes.
#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <type_traits>

#include <boost/mp11/algorithm.hpp>

#include <libcase/describe/columns.hpp>
#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/evaluation_arrow.hpp>

#include "rules/excluded.hpp"
#include "text/json_node.hpp"

namespace libcase {

namespace {

constexpr int deepest_condition = 16;
constexpr std::int64_t most_euro = 1'000'000'000;

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};

/// Runs what may throw InvalidValue, and puts the path before its message.
template <class Read>
auto at_node(const JsonNode& node, const Read& read) {
  try {
    return read();
  } catch (const InvalidValue& error) {
    if (error.code() == node.code()) {
      throw;
    }
    node.refuse(error.what());
  }
}

template <DescribedEnum E>
E code_at(const JsonNode& node) {
  const auto found = code_from_text<E>(node.text());
  if (!found) {
    std::string known;
    for (const std::string_view name : code_names<E>) {
      known += (known.empty() ? "" : ", ") + std::string{name};
    }
    node.expected("one of " + known);
  }
  return *found;
}

Date date_at(const JsonNode& node) {
  return at_node(node, [&] { return Date::parse(node.text()); });
}

Country country_at(const JsonNode& node) {
  return at_node(node, [&] { return Country{node.text()}; });
}

FactName fact_at(const JsonNode& node) {
  const auto found = code_from_text<FactName>(node.text());
  if (!found) {
    node.expected("the name of a fact");
  }
  return *found;
}

int small_number_at(const JsonNode& node) {
  constexpr std::int64_t limit = 100'000;
  const std::int64_t number = node.whole_number();
  if (number < -limit || number > limit) {
    node.expected("a number of at most 100,000");
  }
  return static_cast<int>(number);
}

/// Reads a condition; see the guide to writing programmes for its forms.
class ConditionReader {
public:
  static Condition read(const JsonNode& node, int depth = 0) {
    if (depth > deepest_condition) {
      node.refuse("expected conditions nested at most " + std::to_string(deepest_condition) +
                  " deep, found more");
    }
    if (node.value().is_string()) {
      return yes(node);
    }
    for (const auto& [key, form] :
         {std::pair{"all", ConditionForm::all}, std::pair{"any", ConditionForm::any}}) {
      if (node.has(key)) {
        node.allow_only({key});
        return of_parts(node.at(key), form, depth);
      }
    }
    if (node.has("not")) {
      node.allow_only({"not"});
      Condition negation{.form = ConditionForm::negation};
      negation.parts.push_back(read(node.at("not"), depth + 1));
      negation.of = negation.parts.front().of;
      return negation;
    }
    if (node.has("not_recorded")) {
      node.allow_only({"not_recorded"});
      const JsonNode what = node.at("not_recorded");
      what.allow_only({"en", "nl"});
      const auto words = [&](const char* language) {
        const JsonNode text = what.at(language);
        if (text.text().empty()) {
          text.expected("what is not recorded, in words");
        }
        return std::string{text.text()};
      };
      return {.form = ConditionForm::not_recorded, .what = {words("en"), words("nl")}};
    }
    if (!node.has("fact")) {
      node.expected("the name of a yes_no fact, or an object with one of the keys fact, all, any, "
                    "not, not_recorded");
    }
    return about_fact(node);
  }

private:
  static void expect_some(const JsonNode& node) {
    if (node.value().is_array() && node.value().get_array().empty()) {
      node.expected("at least one value");
    }
  }

  static Condition yes(const JsonNode& node) {
    const FactName name = fact_at(node);
    if (fact(name).kind != FactKind::yes_no) {
      node.expected("a fact that is so or not so, or an object that says what is asked of it");
    }
    return {.form = ConditionForm::yes, .of = fact(name).of, .fact = name};
  }

  static Condition of_parts(const JsonNode& node, ConditionForm form, int depth) {
    Condition condition{.form = form};
    node.each_element([&](const JsonNode& part) {
      condition.parts.push_back(read(part, depth + 1));
      if (condition.parts.back().of == FactOf::person) {
        condition.of = FactOf::person;
      }
    });
    if (condition.parts.empty()) {
      node.expected("at least one condition");
    }
    return condition;
  }

  static Condition about_fact(const JsonNode& node) {
    const FactName name = fact_at(node.at("fact"));
    const Fact& asked = fact(name);
    Condition condition{.of = asked.of, .fact = name};
    switch (asked.kind) {
    case FactKind::yes_no:
      node.allow_only({"fact"});
      condition.form = ConditionForm::yes;
      break;
    case FactKind::code:
    case FactKind::codes:
      read_codes(node, asked, condition);
      break;
    case FactKind::programmes:
      condition.form = ConditionForm::programmes;
      node.allow_only({"fact", "any_of"});
      expect_some(node.at("any_of"));
      node.at("any_of").each_element([&](const JsonNode& code) {
        condition.programmes.push_back(at_node(code, [&] { return ProgrammeCode{code.text()}; }));
      });
      break;
    case FactKind::country:
      read_countries(node, condition);
      break;
    case FactKind::count:
      read_count(node, condition);
      break;
    case FactKind::date:
      read_date(node, condition);
      break;
    }
    return condition;
  }

  static void read_codes(const JsonNode& node, const Fact& asked, Condition& condition) {
    condition.form = ConditionForm::codes;
    const auto add = [&](const JsonNode& code) {
      const auto found = detail::index_of(asked.codes, code.text());
      if (!found) {
        std::string known;
        for (const std::string_view text : asked.codes) {
          known += (known.empty() ? "" : ", ") + std::string{text};
        }
        code.expected("one of " + known);
      }
      if (!is_askable(asked, *found)) {
        code.expected("a code that can be known to hold; ask for the others with not");
      }
      condition.codes |= std::uint64_t{1} << *found;
    };
    if (asked.kind == FactKind::code && node.has("is")) {
      node.allow_only({"fact", "is"});
      add(node.at("is"));
      return;
    }
    node.allow_only({"fact", "any_of"});
    expect_some(node.at("any_of"));
    node.at("any_of").each_element(add);
  }

  static void read_countries(const JsonNode& node, Condition& condition) {
    if (node.has("on_list")) {
      node.allow_only({"fact", "on_list"});
      condition.form = ConditionForm::list;
      condition.list = node.at("on_list").text();
    } else if (node.has("same_as")) {
      node.allow_only({"fact", "same_as"});
      condition.form = ConditionForm::same_country;
      condition.other = fact_at(node.at("same_as"));
      if (fact(*condition.other).kind != FactKind::country) {
        node.at("same_as").expected("a fact that is a country");
      }
      if (fact(*condition.other).of == FactOf::person) {
        condition.of = FactOf::person;
      }
    } else {
      node.allow_only({"fact", "any_of"});
      expect_some(node.at("any_of"));
      condition.form = ConditionForm::countries;
      node.at("any_of").each_element(
          [&](const JsonNode& country) { condition.countries.push_back(country_at(country)); });
    }
  }

  static void read_count(const JsonNode& node, Condition& condition) {
    node.allow_only({"fact", "at_least", "at_most", "under", "over"});
    condition.form = ConditionForm::count;
    condition.least = std::numeric_limits<std::int32_t>::min() + std::int64_t{1};
    condition.most = std::numeric_limits<std::int32_t>::max();
    bool has_end = false;
    const auto end = [&](const char* key, std::int64_t& which, int plus) {
      if (node.has(key)) {
        which = small_number_at(node.at(key)) + plus;
        has_end = true;
      }
    };
    for (const auto& [one, other] :
         {std::pair{"at_least", "over"}, std::pair{"at_most", "under"}}) {
      if (node.has(one) && node.has(other)) {
        node.at(other).refuse(std::string{"expected "} + one + " or " + other + ", found both");
      }
    }
    end("at_least", condition.least, 0);
    end("over", condition.least, 1);
    end("at_most", condition.most, 0);
    end("under", condition.most, -1);
    if (!has_end) {
      node.expected("one of the keys at_least, at_most, under, over");
    }
  }

  static void read_date(const JsonNode& node, Condition& condition) {
    node.allow_only({"fact", "before", "by", "from", "after"});
    condition.form = ConditionForm::date;
    if (node.object().size() != 2) {
      node.expected("one of the keys before, by, from, after");
    }
    for (std::size_t relation = 0; relation < code_names<DateRelation>.size(); ++relation) {
      const std::string_view key = code_names<DateRelation>[relation];
      if (!node.has(key)) {
        continue;
      }
      condition.relation = static_cast<DateRelation>(relation);
      const JsonNode end = node.at(key);
      if (end.value().is_string()) {
        condition.day = date_at(end);
        continue;
      }
      end.allow_only({"fact", "plus_months", "plus_days"});
      condition.other = fact_at(end.at("fact"));
      if (fact(*condition.other).kind != FactKind::date) {
        end.at("fact").expected("a fact that is a date");
      }
      if (fact(*condition.other).of == FactOf::person) {
        condition.of = FactOf::person;
      }
      condition.plus_months = end.has("plus_months") ? small_number_at(end.at("plus_months")) : 0;
      condition.plus_days = end.has("plus_days") ? small_number_at(end.at("plus_days")) : 0;
    }
  }
};

class Reader {
public:
  template <class T>
  static void read(const JsonNode& node, T& value) {
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
      value = at_node(node, [&] { return ProgrammeCode{node.text()}; });
    } else if constexpr (std::is_same_v<T, Money>) {
      value = at_node(node, [&] { return Money::parse(node.text(), Currency{"EUR"}); });
      if (node.text().front() == '-') {
        node.expected("an amount of 0 or more");
      }
      if (value.cents() > most_euro * 100) {
        node.expected("an amount of at most 1,000,000,000");
      }
    } else if constexpr (std::is_same_v<T, Share>) {
      read_share(node, value);
    } else if constexpr (std::is_same_v<T, Amount>) {
      read_amount(node, value);
    } else if constexpr (std::is_same_v<T, Condition>) {
      value = ConditionReader::read(node);
    } else if constexpr (DescribedEnum<T>) {
      value = code_at<T>(node);
    } else if constexpr (detail::Member<T>::is_optional) {
      read(node, value.emplace());
    } else if constexpr (IsVector<T>::value) {
      node.each_element([&](const JsonNode& element) { read(element, value.emplace_back()); });
    } else if constexpr (IsMap<T>::value) {
      node.each_member([&](std::string_view key, const JsonNode& member) {
        read(member, value[std::string{key}]);
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
      std::is_same_v<T, bool> || std::is_same_v<T, Scope>;

  template <DescribedStruct T>
  static void read_described(const JsonNode& node, T& value) {
    std::vector<std::string_view> known;
    if (std::is_same_v<T, Programme>) {
      known.emplace_back("$schema"); // for editors
    }
    boost::mp11::mp_for_each<members_of<T>>([&](auto descriptor) {
      using D = decltype(descriptor);
      auto& member = value.*D::pointer;
      known.emplace_back(D::name);
      if (node.has(D::name)) {
        read(node.at(D::name), member);
      } else if (!may_be_left_out<std::remove_reference_t<decltype(member)>>) {
        if (std::string_view{D::name} != "name" || !std::is_same_v<T, Reading>) {
          node.at(D::name); // refuses
        }
      }
    });
    node.each_member([&](std::string_view key, const JsonNode& member) {
      if (std::ranges::find(known, key) == known.end()) {
        std::string list;
        for (const std::string_view name : known) {
          list += name == "$schema" ? "" : (list.empty() ? "" : ", ") + std::string{name};
        }
        member.refuse("expected one of the keys " + list + ", found '" + shortened(key) + "'");
      }
    });
    if constexpr (std::is_base_of_v<Sourced, T> || std::is_same_v<T, Sourced>) {
      if (value.certainty == Certainty::inferred && !value.reason) {
        node.refuse("expected a reason for what is inferred, found none");
      }
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

  /// {"euro": ...} with its source, or {"dispute", "default", "readings"}.
  static void read_amount(const JsonNode& node, Amount& amount) {
    if (!node.has("readings")) {
      read(node, amount.readings.emplace_back());
      if (!amount.readings.front().name.empty()) {
        node.at("name").refuse("expected no name for the only reading, found one");
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
      node.at("default").expected("the name of one of the readings");
    }
  }
};

/// What a description cannot say: how the values of a file go together.
class Consistency {
public:
  static void check(const JsonNode& root, const Programme& programme) {
    constexpr std::size_t most_versions = 200;
    if (programme.versions.empty()) {
      root.at("versions").expected("at least one version");
    }
    if (programme.versions.size() > most_versions) {
      root.at("versions")
          .refuse("expected at most 200 versions, found " +
                  std::to_string(programme.versions.size()));
    }
    std::size_t at = 0;
    const ProgrammeVersion* before = nullptr;
    root.at("versions").each_element([&](const JsonNode& node) {
      const ProgrammeVersion& version = programme.versions[at++];
      check_days(node, version);
      if (before != nullptr && first_day(version) < first_day_after(*before)) {
        node.refuse("expected versions in order of their dates and without overlap, found one "
                    "that begins before the one before it ends");
      }
      before = &version;
      if (std::ranges::count(programme.versions, version.name, &ProgrammeVersion::name) > 1) {
        node.at("name").expected("a name that no other version has");
      }
      check_version(node, programme, version);
    });
  }

private:
  static Date first_day(const ProgrammeVersion& version) {
    return version.from ? version.from->date : version.attested_from->date;
  }
  static Date end_of(const ProgrammeVersion& version) {
    if (version.until) {
      return version.until->date;
    }
    return version.is_open ? Date{9999, 12, 31} : version.attested_until->date;
  }

  /// The first day on which another version may hold.
  static Date first_day_after(const ProgrammeVersion& version) {
    const Date end = end_of(version);
    return version.until || end == Date{9999, 12, 31} ? end : end.plus_days(1);
  }

  static void check_days(const JsonNode& node, const ProgrammeVersion& version) {
    if (version.is_open && version.until) {
      node.at("until").refuse("expected no end for a version that is open, found one");
    }
    if (!version.from && !version.attested_from) {
      node.expected("the key from, or attested_from where nobody found when it began");
    }
    if (!version.until && !version.is_open && !version.attested_until) {
      node.expected(
          "one of the keys until and is_open, or attested_until where nobody found its end");
    }
    if (end_of(version) < first_day(version) ||
        (version.until && end_of(version) <= first_day(version))) {
      node.refuse("expected a version that ends after it begins, found " +
                  first_day(version).to_string() + " and " + end_of(version).to_string());
    }
  }

  static void check_version(const JsonNode& node, const Programme& programme,
                            const ProgrammeVersion& version) {
    std::size_t at = 0;
    const auto each = [&](const char* key, const auto& check) {
      at = 0;
      if (node.has(key)) {
        node.at(key).each_element([&](const JsonNode& element) { check(element, at++); });
      }
    };
    each("criteria", [&](const JsonNode& element, std::size_t index) {
      const Criterion& criterion = version.criteria[index];
      check_lists(element.at("when"), criterion.when, programme);
      if (criterion.among) {
        check_lists(element.at("among"), *criterion.among, programme);
      }
      const bool is_of_persons = criterion.when.of == FactOf::person ||
                                 (criterion.among && criterion.among->of == FactOf::person);
      if (criterion.scope == Scope::unit && is_of_persons) {
        element.refuse("expected a scope, any, all or each, beside a condition of persons");
      }
      if (std::ranges::count(version.criteria, criterion.name, &Criterion::name) > 1) {
        element.at("name").expected("a name that no other criterion of the version has");
      }
      if (detail::index_of(names_of_results(), criterion.name) ||
          criterion.name.starts_with(excluded_prefix)) {
        element.at("name").expected("a name that is no column of results, such as outcome or "
                                    "in_force, and does not begin with not_with_");
      }
    });
    each("excludes", [&](const JsonNode& element, std::size_t index) {
      const Combination& excluded = version.excludes[index];
      check_combination(element, programme, excluded);
      if (std::ranges::count(version.excludes, excluded.programme, &Combination::programme) > 1) {
        element.at("programme").expected("a programme that is not excluded already");
      }
    });
    each("combines_with", [&](const JsonNode& element, std::size_t index) {
      const Combination& combination = version.combines_with[index];
      check_combination(element, programme, combination);
      const auto meets = [&](const Combination& other) {
        return &other != &combination && other.programme == combination.programme &&
               begin_of(other) < end_of(combination) && begin_of(combination) < end_of(other);
      };
      if (std::ranges::any_of(version.combines_with, meets)) {
        element.at("programme").expected("a programme that is named once for a day");
      }
      if (std::ranges::any_of(version.excludes, meets)) {
        element.at("programme").expected("a programme that is not excluded on the same days");
      }
    });
    each("benefits", [&](const JsonNode& element, std::size_t index) {
      const Benefit& benefit = version.benefits[index];
      check_lists(element.at("who"), benefit.who, programme);
      if (benefit.amount && benefit.uncapped_until_age) {
        element.at("amount").refuse("expected no amount beside uncapped_until_age, found one");
      }
      if (benefit.cash_at_most && (benefit.support != Support::in_kind || !benefit.amount)) {
        element.at("cash_at_most").refuse("expected an amount in kind beside it, found none");
      }
      check_spending(element, benefit);
      check_shares(element, benefit);
    });
  }

  static Date begin_of(const Combination& combination) {
    return combination.from.value_or(Date{1400, 1, 1});
  }
  static Date end_of(const Combination& combination) {
    return combination.until.value_or(Date{9999, 12, 31});
  }

  static void check_combination(const JsonNode& node, const Programme& programme,
                                const Combination& combination) {
    if (combination.programme == programme.code) {
      node.at("programme").expected("another programme than that of the file");
    }
    if (combination.from && combination.until && *combination.until <= *combination.from) {
      node.at("until").expected("a day after " + combination.from->to_string());
    }
  }

  static void check_spending(const JsonNode& node, const Benefit& benefit) {
    std::size_t at = 0;
    if (node.has("spending")) {
      node.at("spending").each_element([&](const JsonNode& element) {
        const SpendingRule& rule = benefit.spending[at++];
        if (!rule.at_least && !rule.at_most) {
          element.expected("at_least or at_most, or both");
        }
        if (rule.at_least && rule.at_most &&
            rule.at_least->part * rule.at_most->whole > rule.at_most->part * rule.at_least->whole) {
          element.at("at_least").expected("a share of no more than at_most");
        }
      });
    }
  }

  static void expect_at_most(const JsonNode& node, std::string_view key,
                             const std::optional<std::int64_t>& value, std::int64_t most) {
    if (value && *value > most) {
      node.at(key).expected("a number of at most " + std::to_string(most));
    }
  }

  static void check_shares(const JsonNode& node, const Benefit& benefit) {
    expect_at_most(node, "uncapped_until_age", benefit.uncapped_until_age, 120);
    Share sum{0, 1};
    for (const Instalment& instalment : benefit.instalments) {
      sum = {sum.part * instalment.share.whole + instalment.share.part * sum.whole,
             sum.whole * instalment.share.whole};
      const std::int64_t common = std::gcd(sum.part, sum.whole);
      sum = {sum.part / common, sum.whole / common};
      if (sum.part > sum.whole || sum.whole > 1'000'000) {
        node.at("instalments").expected("instalments that make up one whole");
      }
    }
    if (!benefit.instalments.empty() && sum.part != sum.whole) {
      node.at("instalments").expected("instalments that make up one whole");
    }
    std::size_t at = 0;
    if (node.has("periods")) {
      node.at("periods").each_element([&](const JsonNode& element) {
        const PeriodRule& period = benefit.periods[at++];
        const bool has_length = period.weeks || period.months;
        if (period.after.has_value() != has_length || has_length == period.until_age.has_value() ||
            (period.weeks && period.months)) {
          element.expected("after with weeks or months, or until_age");
        }
        expect_at_most(element, "weeks", period.weeks, 5200);
        expect_at_most(element, "months", period.months, 1200);
        expect_at_most(element, "until_age", period.until_age, 120);
        if (period.after && fact(*period.after).kind != FactKind::date) {
          element.at("after").expected("a fact that is a date");
        }
      });
    }
  }

  static void check_lists(const JsonNode& node, const Condition& condition,
                          const Programme& programme) {
    if (condition.form == ConditionForm::list && !programme.lists.contains(condition.list)) {
      node.refuse("expected the name of a list of the programme, found '" +
                  shortened(condition.list) + "'");
    }
    for (const Condition& part : condition.parts) {
      check_lists(node, part, programme);
    }
  }
};

/// Puts into conditions what the lists that they name hold.
void describe_lists(Condition& condition, const Programme& programme) {
  if (condition.form == ConditionForm::list) {
    condition.what = programme.lists.at(condition.list).text;
  }
  for (Condition& part : condition.parts) {
    describe_lists(part, programme);
  }
}

/// Adds what a file leaves unsaid.
void complete(ProgrammeVersion& version, const Programme& programme) {
  for (Criterion& criterion : version.criteria) {
    describe_lists(criterion.when, programme);
    if (criterion.among) {
      describe_lists(*criterion.among, programme);
    }
  }
  for (Benefit& benefit : version.benefits) {
    describe_lists(benefit.who, programme);
  }
  for (const Combination& excluded : version.excludes) {
    version.criteria.push_back(asks_for_excluded(excluded));
  }
}

} // namespace

Programme programme_from_json(std::string_view text, std::string_view file) {
  static const std::string code = "invalid_programme_file";
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF"; // as some editors write it
  if (text.starts_with(byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
  }
  try {
    const boost::json::value document = parse_json(text, code);
    refuse_repeated_keys(text, code);
    const JsonNode root{document, code};
    Programme programme;
    Reader::read(root, programme);
    Consistency::check(root, programme);
    for (ProgrammeVersion& version : programme.versions) {
      complete(version, programme);
    }
    return programme;
  } catch (const InvalidValue& error) {
    if (file.empty()) {
      throw;
    }
    throw InvalidValue(error.code(), std::string{file} + ": " + error.what());
  }
}

} // namespace libcase
