#include <algorithm>

#include <libcase/rules/safeguard_rules.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/period.hpp>

#include "rules/described_reader.hpp"
#include "rules/shipped_safeguards.hpp"
#include "text/blake2b.hpp"
#include "text/files.hpp"

namespace libcase {

namespace {

class Reader : public DescribedReader<Reader> {
public:
  using DescribedReader::DescribedReader;

  template <class T, class M>
  static constexpr bool may_be_left_out(std::string_view key) {
    return std::is_same_v<T, SafeguardRules> && key == "digest";
  }
};

template <class R>
bool holds_on(const R& rule, Date day) {
  return OpenPeriod{.from = rule.from, .until = rule.until}.contains(day);
}

/// Refuses days that end before they begin, texts that are not in order, and codes that come twice.
void check_consistency(const SafeguardRules& rules, RuleFileProblems& problems) {
  const auto check_days = [&](const auto& rule, const std::string& path) {
    if (rule.from && rule.until && *rule.until <= *rule.from) {
      problems.add(path, "expected an end after " + rule.from->to_string() + ", found " +
                             rule.until->to_string());
    }
  };
  const auto at = [](const char* key, std::size_t index) {
    return "$." + std::string{key} + "[" + std::to_string(index) + "]";
  };
  for (std::size_t index = 0; index < rules.safeguards.size(); ++index) {
    check_days(rules.safeguards[index], at("safeguards", index));
    for (const DepartureMode mode : rules.safeguards[index].modes) {
      if (!is_demonstrable(mode)) {
        problems.add(at("safeguards", index) + ".modes",
                     "expected departures that are judged, voluntary or forced, found " +
                         std::string{to_text(mode)});
      }
    }
  }
  for (std::size_t index = 0; index < rules.countries.size(); ++index) {
    check_days(rules.countries[index], at("countries", index));
  }
  for (std::size_t index = 0; index < rules.always_a_place.size(); ++index) {
    check_days(rules.always_a_place[index], at("always_a_place", index));
  }
  if (rules.self_reliance) {
    check_days(*rules.self_reliance, "$.self_reliance");
  }
  if (rules.reservation) {
    check_days(*rules.reservation, "$.reservation");
  }
  for (std::size_t index = 0; index < rules.facilities.size(); ++index) {
    const Facility& facility = rules.facilities[index];
    if (rules.facility(facility.code) != &facility) {
      problems.add(at("facilities", index) + ".code",
                   "expected a code of its own, found " + facility.code + " again");
    }
    const auto is_out_of_order = [](const FacilityPlaces& left, const FacilityPlaces& right) {
      return left.from >= right.from;
    };
    if (std::ranges::adjacent_find(facility.places, is_out_of_order) != facility.places.end()) {
      problems.add(at("facilities", index) + ".places", "expected days in order, each once");
    }
  }
}

} // namespace

std::int64_t places_on(const Facility& facility, Date day) {
  const auto next = std::ranges::upper_bound(facility.places, day, {}, &FacilityPlaces::from);
  if (next == facility.places.begin()) {
    return 0;
  }
  const FacilityPlaces& last = *std::prev(next);
  const bool is_between = next != facility.places.end() && last.from < day;
  return is_between ? std::min(last.places, next->places) : last.places;
}

const Facility* SafeguardRules::facility(std::string_view code) const {
  const auto found = std::ranges::find(facilities, code, &Facility::code);
  return found == facilities.end() ? nullptr : &*found;
}

const CountryReception* SafeguardRules::reception_in(std::optional<Country> country,
                                                     Date day) const {
  const auto found = std::ranges::find_if(countries, [&](const CountryReception& rule) {
    return country && holds_on(rule, day) &&
           std::ranges::find(rule.countries, *country) != rule.countries.end();
  });
  return found == countries.end() ? nullptr : &*found;
}

const AlwaysAPlace* SafeguardRules::always_a_place_in(std::optional<Country> country,
                                                      Date day) const {
  const auto found = std::ranges::find_if(always_a_place, [&](const AlwaysAPlace& rule) {
    return country == rule.country && holds_on(rule, day);
  });
  return found == always_a_place.end() ? nullptr : &*found;
}

bool SafeguardRules::always_asks_place(std::optional<Country> country, Date day) const {
  return !country || always_a_place_in(country, day) != nullptr;
}

std::shared_ptr<const SafeguardRules> SafeguardRules::shipped() {
  static const std::shared_ptr<const SafeguardRules> rules = [] {
    const auto& shipped_file = shipped_safeguards().front();
    return from_json(shipped_file.second, shipped_file.first);
  }();
  return rules;
}

std::shared_ptr<const SafeguardRules> SafeguardRules::load(const std::filesystem::path& file) {
  return from_json(bytes_of_file(file, "rules of safeguards"), file.string());
}

std::shared_ptr<const SafeguardRules> SafeguardRules::from_json(std::string_view text,
                                                                std::string_view file) {
  static const std::string code = "invalid_safeguards_file";
  auto rules = std::make_shared<SafeguardRules>();
  RuleFileProblems problems{file};
  problems.attempt([&] {
    const boost::json::value document = parse_json(text, code);
    problems.attempt([&] { refuse_repeated_keys(text, code); });
    const JsonNode root{document, code};
    Reader{problems}.read(root, *rules);
    if (root.has("digest")) {
      problems.add("$.digest", "expected no digest: it is worked out");
    }
    check_consistency(*rules, problems);
  });
  if (!problems.found().empty()) {
    throw InvalidValue(code, to_text(problems.found().front()));
  }
  rules->digest = blake2b_hex(text);
  return rules;
}

} // namespace libcase
