#include "rules/programme_consistency.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include <libcase/rules/evaluation_arrow.hpp>

#include "rules/cap_consistency.hpp"
#include "rules/excluded.hpp"
#include "rules/last_days.hpp"
#include "rules/validity.hpp"

namespace libcase {

namespace {

void expect_at_most(const JsonNode& node, std::string_view key,
                    const std::optional<std::int64_t>& value, std::int64_t most) {
  if (value && *value > most) {
    node.at(key).expected("a number of at most " + std::to_string(most));
  }
}

void check_days(const JsonNode& node, const ProgrammeVersion& version) {
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
  if (version.from && version.attested_from && version.attested_from->date < version.from->date) {
    node.at("attested_from")
        .refuse("expected no day before from, " + version.from->date.to_string() + ", found " +
                version.attested_from->date.to_string());
  }
  if (version.until && version.attested_until &&
      version.attested_until->date >= version.until->date) {
    node.at("attested_until")
        .refuse("expected a day before until, " + version.until->date.to_string() + ", found " +
                version.attested_until->date.to_string());
  }
  const Validity days = validity_of(version);
  if (days.end <= days.first) {
    const Date last = version.until ? version.until->date : version.attested_until->date;
    node.refuse("expected a version that ends after it begins, found " +
                Date::from_days_since_epoch(days.first).to_string() + " and " + last.to_string());
  }
  if (version.until && version.attested_from &&
      version.attested_from->date >= version.until->date) {
    node.at("attested_from")
        .refuse("expected a day before until, " + version.until->date.to_string() + ", found " +
                version.attested_from->date.to_string());
  }
  const auto& begin = version.attested_from ? version.attested_from : version.from;
  if (version.attested_until && begin && version.attested_until->date < begin->date) {
    node.at("attested_until")
        .refuse("expected no day before the rules hold, " + begin->date.to_string() + ", found " +
                version.attested_until->date.to_string());
  }
}

/// `begin` is the first day on which the rules certainly hold.
void check_last_day(const JsonNode& node, const LastDay& last_day, const ProgrammeVersion& version,
                    Date begin) {
  const std::optional<Date>& last = last_day.date ? last_day.date : last_day.attested_until;
  if (last_day.date && last_day.attested_until) {
    node.expected("one of the keys date, and attested_until where nobody found it, or neither "
                  "where no source shows a day");
  }
  if (!last && version.is_open) {
    node.expected("date or attested_until, as the version is open");
  }
  if (last && *last < begin) {
    node.refuse("expected no day before the rules hold, " + begin.to_string() + ", found " +
                last->to_string());
  }
}

void check_volume(const JsonNode& node, const Volume& volume) {
  if (volume.amount && volume.count) {
    node.expected("one of the keys amount and count");
  }
  if (!volume.amount && !volume.source) {
    node.expected("the key source beside a count, or where nobody found the figure");
  }
  if (volume.amount && volume.source) {
    node.at("source").refuse("expected the source of an amount within it, found one beside it");
  }
}

void check_listed(const JsonNode& node, const ListedCountry& listed) {
  if (listed.from && listed.until && *listed.until <= *listed.from) {
    node.at("until").expected("a day after " + listed.from->to_string());
  }
}

/// Whether there is a day on which both are so.
template <class Dated>
bool share_days(const Dated& one, const Dated& other) {
  const auto begins_before_end = [](const Dated& left, const Dated& right) {
    return left.from.value_or(Date{1400, 1, 1}) < right.until.value_or(Date{9999, 12, 31});
  };
  return begins_before_end(one, other) && begins_before_end(other, one);
}

void check_listed_once(const JsonNode& node, const ListedCountry& listed, const CountryList& list) {
  const auto is_another = [&](const ListedCountry& other) {
    return &other != &listed && other.country == listed.country && share_days(other, listed);
  };
  if (std::ranges::any_of(list.countries, is_another)) {
    node.at("country").expected("a country that is named once for a day");
  }
}

void check_spending(const JsonNode& node, const SpendingRule& rule) {
  if (!rule.at_least && !rule.at_most) {
    node.expected("at_least or at_most, or both");
  }
  if (rule.at_least && rule.at_most &&
      rule.at_least->part * rule.at_most->whole > rule.at_most->part * rule.at_least->whole) {
    node.at("at_least").expected("a share of no more than at_most");
  }
}

void check_period(const JsonNode& node, const PeriodRule& period) {
  const bool has_length = period.weeks || period.months;
  if (period.after.has_value() != has_length || has_length == period.until_age.has_value() ||
      (period.weeks && period.months)) {
    node.expected("after with weeks or months, or until_age");
  }
  expect_at_most(node, "weeks", period.weeks, 5200);
  expect_at_most(node, "months", period.months, 1200);
  expect_at_most(node, "until_age", period.until_age, 120);
  if (period.after && fact(*period.after).kind != FactKind::date) {
    node.at("after").expected("a fact that is a date");
  }
}

void check_instalments(const JsonNode& node, const std::vector<InstalmentRule>& instalments) {
  Share sum{0, 1};
  for (const InstalmentRule& instalment : instalments) {
    sum = {sum.part * instalment.share.whole + instalment.share.part * sum.whole,
           sum.whole * instalment.share.whole};
    const std::int64_t common = std::gcd(sum.part, sum.whole);
    sum = {sum.part / common, sum.whole / common};
    if (sum.part > sum.whole || sum.whole > 1'000'000) {
      node.expected("instalments that make up one whole");
    }
  }
  if (!instalments.empty() && sum.part != sum.whole) {
    node.expected("instalments that make up one whole");
  }
}

void check_monthly(const JsonNode& node, const MonthlyRule& monthly) {
  constexpr std::int64_t most_months = 1200;
  const auto check = [&](const char* key, FactName name) {
    if (fact(name).kind != FactKind::date) {
      node.at(key).expected("a fact that is a date");
    }
  };
  check("from", monthly.from);
  check("until", monthly.until);
  if (monthly.from == monthly.until) {
    node.at("until").expected("another day than that of from");
  }
  if (monthly.at_most && *monthly.at_most < 1) {
    node.at("at_most").expected("a number of at least 1");
  }
  expect_at_most(node, "at_most", monthly.at_most, most_months);
}

/// What is of the unit as a whole follows from no single person.
void check_of_unit(const JsonNode& node, const Benefit& benefit) {
  const auto is_of_person = [](FactName name) { return fact(name).of == FactOf::person; };
  if (benefit.uncapped_until_age) {
    node.at("uncapped_until_age").refuse("expected no birthday beside per unit, found one");
  }
  if (benefit.monthly &&
      (is_of_person(benefit.monthly->from) || is_of_person(benefit.monthly->until))) {
    node.at("monthly").expected("days of the unit, as the benefit is per unit");
  }
  for (const PeriodRule& period : benefit.periods) {
    if (period.until_age || is_of_person(*period.after)) {
      node.at("periods").expected("periods after days of the unit, as the benefit is per unit");
    }
  }
}

class Consistency {
public:
  Consistency(const Programme& programme, RuleFileProblems& problems)
      : programme_(programme), problems_(problems) {}

  void check(const JsonNode& root) {
    constexpr std::size_t most_versions = 200;
    check_lists(root);
    const JsonNode versions = root.at("versions");
    if (!versions.value().is_array()) { // which is told already
      return;
    }
    if (programme_.versions.empty()) {
      versions.expected("at least one version");
    }
    if (programme_.versions.size() > most_versions) {
      versions.refuse("expected at most 200 versions, found " +
                      std::to_string(programme_.versions.size()));
    }
    const ProgrammeVersion* before = nullptr;
    std::size_t index = 0;
    versions.each_element([&](const JsonNode& node) {
      const ProgrammeVersion& version = programme_.versions[index++];
      if (has_sound_days(node)) {
        problems_.attempt([&] {
          check_days(node, version);
          check_order(node, version, std::exchange(before, &version));
        });
      }
      check_version(node, version);
    });
  }

private:
  void check_lists(const JsonNode& root) {
    if (!root.has("lists") || !root.at("lists").value().is_object()) {
      return;
    }
    root.at("lists").each_member([&](std::string_view name, const JsonNode& node) {
      const CountryList& list = programme_.lists.at(std::string{name});
      each_sound(node, "countries", list.countries,
                 [&](const JsonNode& element, const ListedCountry& listed) {
                   check_listed(element, listed);
                   check_listed_once(element, listed, list);
                 });
    });
  }

  bool has_sound_days(const JsonNode& version) const {
    return !problems_.has_at(version.path()) &&
           std::ranges::none_of(
               std::array{"from", "until", "attested_from", "attested_until"},
               [&](const char* key) { return problems_.has_within(version.below(key)); });
  }

  static void check_order(const JsonNode& node, const ProgrammeVersion& version,
                          const ProgrammeVersion* before) {
    if (before != nullptr && validity_of(version).first < validity_of(*before).end) {
      node.refuse("expected versions in order of their dates and without overlap, found one "
                  "that begins before the one before it ends");
    }
  }

  /// Checks each element of a list that nothing is wrong with yet.
  template <class T, class Check>
  void each_sound(const JsonNode& node, const char* key, const std::vector<T>& values,
                  const Check& check) {
    if (!node.value().is_object() || !node.has(key) || !node.at(key).value().is_array()) {
      return;
    }
    std::size_t index = 0;
    node.at(key).each_element([&](const JsonNode& element) {
      const T& value = values[index++];
      if (!problems_.has_within(element.path())) {
        problems_.attempt([&] { check(element, value); });
      }
    });
  }

  void check_last_days(const JsonNode& node, const ProgrammeVersion& version) {
    const auto& begin = version.from ? version.from : version.attested_from;
    const auto check = [&](const char* key, const std::optional<LastDay>& last_day) {
      if (last_day && begin && !problems_.has_within(node.below(key))) {
        problems_.attempt([&] { check_last_day(node.at(key), *last_day, version, begin->date); });
      }
    };
    check("last_award", version.last_award);
    check("last_departure", version.last_departure);
  }

  void check_version(const JsonNode& node, const ProgrammeVersion& version) {
    check_last_days(node, version);
    if (!version.name.empty() &&
        std::ranges::count(programme_.versions, version.name, &ProgrammeVersion::name) > 1) {
      problems_.attempt([&] { node.at("name").expected("a name that no other version has"); });
    }
    each_sound(node, "criteria", version.criteria,
               [&](const JsonNode& element, const Criterion& criterion) {
                 check_criterion(element, criterion, version);
               });
    each_sound(node, "excludes", version.excludes,
               [&](const JsonNode& element, const Combination& excluded) {
                 check_excluded(element, excluded, version);
               });
    each_sound(node, "combines_with", version.combines_with,
               [&](const JsonNode& element, const Combination& combination) {
                 check_combined(element, combination, version);
               });
    each_sound(node, "benefits", version.benefits,
               [&](const JsonNode& element, const Benefit& benefit) {
                 check_benefit(element, benefit, version);
               });
    each_sound(node, "volumes", version.volumes, check_volume);
    if (!problems_.has_within(node.below("benefits")) &&
        !problems_.has_within(node.below("minimums")) &&
        !problems_.has_within(node.below("caps"))) {
      each_sound(node, "minimums", version.minimums,
                 [&](const JsonNode& element, const Minimum& minimum) {
                   check_minimum(element, minimum, version);
                 });
      each_sound(node, "caps", version.caps, [&](const JsonNode& element, const Cap& cap) {
        check_cap(element, cap, version);
      });
    }
  }

  static void check_criterion(const JsonNode& node, const Criterion& criterion,
                              const ProgrammeVersion& version) {
    const bool is_of_persons = criterion.when.of() == FactOf::person ||
                               (criterion.among && criterion.among->of() == FactOf::person);
    if (criterion.scope == Scope::unit && is_of_persons) {
      node.refuse("expected a scope, any, all or each, beside a condition of persons");
    }
    if (criterion.provided && !criterion.among) {
      node.at("provided")
          .refuse("expected the key among beside it, as it is told where the "
                  "criterion is asked of nobody, found none");
    }
    if (criterion.attested_from && version.from && *criterion.attested_from < version.from->date) {
      node.at("attested_from")
          .refuse("expected no day before the version begins, " + version.from->date.to_string() +
                  ", found " + criterion.attested_from->to_string());
    }
    if (std::ranges::count(version.criteria, criterion.name, &Criterion::name) > 1) {
      node.at("name").expected("a name that no other criterion of the version has");
    }
    if (detail::index_of(names_of_results(), criterion.name) ||
        criterion.name == last_award_criterion || criterion.name == last_departure_criterion ||
        criterion.name.starts_with(excluded_prefix)) {
      node.at("name").expected("a name that is no column of results, such as outcome or "
                               "in_force, and does not begin with not_with_");
    }
  }

  void check_days_and_programme(const JsonNode& node, const Combination& combination) const {
    if (combination.programme == programme_.code) {
      node.at("programme").expected("another programme than that of the file");
    }
    if (combination.from && combination.until && *combination.until <= *combination.from) {
      node.at("until").expected("a day after " + combination.from->to_string());
    }
  }

  void check_excluded(const JsonNode& node, const Combination& excluded,
                      const ProgrammeVersion& version) const {
    check_days_and_programme(node, excluded);
    if (std::ranges::count(version.excludes, excluded.programme, &Combination::programme) > 1) {
      node.at("programme").expected("a programme that is not excluded already");
    }
  }

  void check_combined(const JsonNode& node, const Combination& combination,
                      const ProgrammeVersion& version) const {
    check_days_and_programme(node, combination);
    const auto is_another = [&](const Combination& other) {
      return &other != &combination && other.programme == combination.programme &&
             share_days(other, combination);
    };
    if (std::ranges::any_of(version.combines_with, is_another)) {
      node.at("programme").expected("a programme that is named once for a day");
    }
    if (std::ranges::any_of(version.excludes, is_another)) {
      node.at("programme").expected("a programme that is not excluded on the same days");
    }
  }

  void check_benefit(const JsonNode& node, const Benefit& benefit,
                     const ProgrammeVersion& version) {
    problems_.attempt([&] {
      if (std::ranges::count(version.benefits, benefit.name, &Benefit::name) > 1) {
        node.at("name").expected("a name that no other benefit of the version has");
      }
    });
    problems_.attempt([&] {
      if (benefit.amount && benefit.uncapped_until_age) {
        node.at("amount").refuse("expected no amount beside uncapped_until_age, found one");
      }
    });
    problems_.attempt([&] {
      if (benefit.amount && !benefit.amount->readings.empty() &&
          std::ranges::all_of(benefit.amount->readings,
                              [](const Reading& reading) { return reading.amount.cents() == 0; })) {
        node.at("amount").expected("more than nothing");
      }
    });
    problems_.attempt([&] {
      if (benefit.cash_at_most && (benefit.support != Support::in_kind || !benefit.amount)) {
        node.at("cash_at_most").refuse("expected an amount in kind beside it, found none");
      }
    });
    problems_.attempt(
        [&] { expect_at_most(node, "uncapped_until_age", benefit.uncapped_until_age, 120); });
    each_sound(node, "spending", benefit.spending, check_spending);
    problems_.attempt([&] {
      if (!benefit.instalments.empty()) {
        check_instalments(node.at("instalments"), benefit.instalments);
      }
    });
    each_sound(node, "periods", benefit.periods, check_period);
    problems_.attempt([&] {
      if (benefit.monthly && (!benefit.amount || benefit.support == Support::service)) {
        node.at("monthly").refuse("expected an amount in cash or in kind beside it, found none");
      }
    });
    problems_.attempt([&] {
      if (benefit.monthly) {
        check_monthly(node.at("monthly"), *benefit.monthly);
      }
    });
    if (benefit.per == Per::unit && !problems_.has_within(node.path())) {
      problems_.attempt([&] { check_of_unit(node, benefit); });
    }
  }

  const Programme& programme_;
  RuleFileProblems& problems_;
};

} // namespace

void check_consistency(const JsonNode& root, const Programme& programme,
                       RuleFileProblems& problems) {
  if (root.value().is_object()) {
    problems.attempt([&] { Consistency{programme, problems}.check(root); });
  }
}

} // namespace libcase
