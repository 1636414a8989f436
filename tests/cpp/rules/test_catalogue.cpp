#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/evaluation.hpp>
#include <libcase/rules/offers.hpp>

#include "support/generated.hpp"
#include "support/made_up_programmes.hpp"
#include "support/printing.hpp"
#include "support/programmes.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

/// Facts of units drawn at random, all of them assessed, and with the dates that pick a version,
/// on one day.
class Drawn {
public:
  explicit Drawn(std::mt19937& random) : random_(random) {}

  FactColumns facts(std::size_t units, Date on) {
    FactColumns facts;
    for (std::size_t unit = 0; unit < units; ++unit) {
      facts.first_person.push_back(facts.first_person.back() +
                                   static_cast<std::uint32_t>(below(4)));
    }
    for (const char* code : {"HRT", "IN-KIND", "AVRR-IRAQ", "AVR-FC", "SDT"}) {
      facts.programme_set({ProgrammeCode{code}});
    }
    for (const Fact& asked : libcase::facts()) {
      const std::size_t rows = asked.of == FactOf::unit ? facts.unit_count() : facts.person_count();
      facts.column(asked.name) = column(asked, rows, on);
    }
    for (const FactName picks : {FactName::assessed_on, FactName::application_on,
                                 FactName::award_on, FactName::departure_on, FactName::grant_on}) {
      const std::vector<std::int32_t> days(units, on.days_since_epoch());
      facts.column(picks) = DateColumn{days, days};
    }
    return facts;
  }

private:
  int below(int limit) { return testing::drawn(random_, limit); }

  template <class Column, class Value>
  static Column filled(std::size_t rows, const Value& value) {
    Column column;
    for (std::size_t row = 0; row < rows; ++row) {
      column.push_back(value());
    }
    return column;
  }

  FactColumn column(const Fact& asked, std::size_t rows, Date on) {
    switch (asked.kind) {
    case FactKind::yes_no:
      return filled<VerdictColumn>(rows, [&] { return static_cast<Verdict>(below(3)); });
    case FactKind::code:
      return filled<CodeColumn>(rows, [&] {
        const auto code = static_cast<std::size_t>(below(static_cast<int>(asked.codes.size()) + 1));
        return code == asked.codes.size() ? unknown_code : static_cast<std::uint8_t>(code);
      });
    case FactKind::codes:
      return filled<SetColumn>(rows, [&] { return std::uint64_t{1} << below(3); });
    case FactKind::programmes:
      return filled<SetColumn>(rows, [&] {
        return static_cast<std::uint64_t>(below(6)) | (below(4) == 0 ? unknown_more : 0);
      });
    case FactKind::country:
      return filled<CountryColumn>(rows, [&] {
        static constexpr const char* likely[] = {"IRQ", "AFG", "XKX", "UKR", "SYR", "CHN", "MNG"};
        return below(5) == 0 ? std::uint16_t{0} : Country{likely[below(7)]}.index();
      });
    case FactKind::count:
      return filled<CountColumn>(rows, [&] {
        const std::int32_t least = below(70);
        return below(5) == 0 ? unknown_count : CountRange{least, least + below(3)};
      });
    case FactKind::date:
      break;
    }
    DateColumn dates;
    for (std::size_t row = 0; row < rows; ++row) {
      const std::int32_t day = on.days_since_epoch() - below(3000) + 50;
      const Days days = below(4) == 0   ? Days::unknown()
                        : below(4) == 0 ? Days::none()
                                        : Days{day, day + below(40)};
      dates.earliest.push_back(days.earliest);
      dates.latest.push_back(days.latest);
    }
    return dates;
  }

  std::mt19937& random_;
};

/// The first of what is different in two evaluations; empty where nothing is.
std::string difference(const Evaluation& left, const Evaluation& right) {
  for (std::size_t unit = 0; unit < left.size(); ++unit) {
    const std::string where = "unit " + std::to_string(unit) + ": ";
    if (left.outcome[unit] != right.outcome[unit]) {
      return where + "outcome";
    }
    if (left.version_date[unit] != right.version_date[unit]) {
      return where + "day";
    }
    if (left.cash_cents[unit] != right.cash_cents[unit] ||
        left.in_kind_cents[unit] != right.in_kind_cents[unit] ||
        left.unknown_lines[unit] != right.unknown_lines[unit] ||
        left.uncapped_lines[unit] != right.uncapped_lines[unit]) {
      return where + "amounts";
    }
  }
  if (left.criteria.size() != right.criteria.size()) {
    return "criteria";
  }
  for (std::size_t at = 0; at < left.criteria.size(); ++at) {
    for (std::size_t unit = 0; unit < left.size(); ++unit) {
      if (left.criteria[at].name != right.criteria[at].name ||
          left.criteria[at].verdicts[unit] != right.criteria[at].verdicts[unit]) {
        return "unit " + std::to_string(unit) + ": " + left.criteria[at].name;
      }
    }
  }
  return {};
}

/// Days on which rules change, those before them, and some between.
std::vector<Date> days_of_change(const Programme& programme) {
  std::vector<Date> days{{2010, 3, 17}, {2011, 12, 20}, {2015, 8, 3}, {2022, 6, 30}};
  const auto add = [&](const std::optional<SourcedDate>& date) {
    if (date) {
      days.insert(days.end(), {date->date.plus_days(-1), date->date, date->date.plus_days(1)});
    }
  };
  for (const ProgrammeVersion& version : programme.versions) {
    add(version.from);
    add(version.until);
    add(version.attested_from);
    add(version.attested_until);
  }
  return days;
}

const ProgrammeVersion& version_named(const Programme& programme, std::string_view name) {
  return *std::ranges::find(programme.versions, name, &ProgrammeVersion::name);
}

bool excludes(const ProgrammeVersion& version, const ProgrammeCode& code) {
  return std::ranges::find(version.excludes, code, &Combination::programme) !=
         version.excludes.end();
}

} // namespace

TEST_CASE("catalogue: the rules of a day say on that day what they always did") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random{seed};
  const Catalogue shipped = Catalogue::shipped();
  for (const Programme& programme : shipped.programmes()) {
    for (const Date day : days_of_change(programme)) {
      const Catalogue that_day = shipped.frozen_at(day);
      const Programme* frozen = that_day.find(programme.code.code());
      const ProgrammeVersion* version = version_on(programme, day);
      REQUIRE((frozen != nullptr) == (version != nullptr));
      if (frozen == nullptr) {
        continue;
      }
      CHECK(frozen->versions.front().name == version->name);
      const FactColumns facts = Drawn{random}.facts(40, day);
      for (const bool stated_only : {false, true}) {
        const RuleOptions options{.stated_only = stated_only};
        const std::string found =
            difference(evaluate(programme, facts, options), evaluate(*frozen, facts, options));
        const std::string where = programme.code.code() + " on " + day.to_string() +
                                  (stated_only ? ", stated only" : "") + ": " + found;
        CHECK_MESSAGE(found.empty(), where);
      }
    }
  }
}

TEST_CASE("catalogue: the rules of a day hold on other days, as surely as they did") {
  const std::string source = "a source that is longer than what a short string can hold";
  const auto programme = [&](const std::string& certainty) {
    return programme_from_json(R"({"code": "TEST", "name": {"en": "a", "nl": "b"},
      "implementer": "X", "target_group": {"en": "a", "nl": "b"},
      "version_by": {"date": "application", "source": "X", "certainty": "stated"},
      "versions": [{"name": "1", "attested_from": {"date": "2010-01-01", "source": ")" +
                               source + R"(", "certainty": "stated"},
        "until": {"date": "2012-01-01", "source": "X", )" +
                               certainty + "}}]}");
  };
  const auto verdict = [&](const Programme& rules, Date frozen_on, Date on, bool stated_only) {
    Catalogue catalogue;
    catalogue.add(rules);
    const Catalogue of_day = catalogue.frozen_at(frozen_on);
    CHECK(of_day["TEST"].versions.front().attested_from->source == source);
    std::mt19937 random{1};
    return evaluate(of_day["TEST"], Drawn{random}.facts(1, on), {.stated_only = stated_only})
        .criteria.front()
        .verdicts[0];
  };
  const Programme stated = programme(R"("certainty": "stated")");
  const Programme inferred =
      programme(R"("certainty": "inferred", "reason": {"en": "a", "nl": "b"})");
  CHECK(verdict(stated, {2011, 6, 1}, {2019, 1, 1}, false) == Verdict::met);
  CHECK(verdict(stated, {2009, 6, 1}, {2011, 1, 1}, false) == Verdict::unknown);
  CHECK(verdict(inferred, {2011, 6, 1}, {2019, 1, 1}, false) == Verdict::met);
  CHECK(verdict(inferred, {2011, 6, 1}, {2019, 1, 1}, true) == Verdict::unknown);
}

TEST_CASE("catalogue: what may be combined on the day of the rules may be on all days") {
  const Catalogue shipped = Catalogue::shipped();
  const auto together = [](const Catalogue& catalogue, Date on) {
    const Programme& hrt = catalogue["HRT"];
    const Programme& in_kind = catalogue["IN-KIND"];
    return may_combine(hrt, version_named(hrt, "2010-11"), in_kind, version_named(in_kind, "2012"),
                       on);
  };
  CHECK_FALSE(together(shipped, {2011, 12, 31}));
  CHECK(together(shipped, {2012, 1, 1}));
  const Catalogue of_2012 = shipped.frozen_at({2012, 1, 1});
  CHECK(may_combine(of_2012["HRT"], of_2012["HRT"].versions.front(), of_2012["IN-KIND"],
                    of_2012["IN-KIND"].versions.front(), {2011, 6, 1}));
}

TEST_CASE(
    "catalogue: who chose in kind before 2012 gets no HRT then, by the rules of 2012 they do") {
  const Catalogue shipped = Catalogue::shipped();
  std::mt19937 random{7};
  FactColumns facts = Drawn{random}.facts(1, {2011, 12, 20});
  facts.column(FactName::other_programmes) =
      SetColumn{facts.programme_set({ProgrammeCode{"IN-KIND"}})};
  const auto verdict = [&](const Programme& programme) {
    const Evaluation found = evaluate(programme, facts);
    const auto asked =
        std::ranges::find(found.criteria, "not_with_IN-KIND", &CriterionColumn::name);
    return asked == found.criteria.end() ? Verdict::not_applicable : asked->verdicts[0];
  };
  CHECK(verdict(shipped["HRT"]) == Verdict::not_met);
  CHECK(verdict(shipped.frozen_at({2011, 12, 20})["HRT"]) == Verdict::not_met);
  const std::vector<std::int32_t> later{Date{2012, 2, 1}.days_since_epoch()};
  facts.column(FactName::assessed_on) = DateColumn{later, later};
  CHECK(verdict(shipped["HRT"]) == Verdict::met);
  CHECK(verdict(shipped.frozen_at({2011, 12, 20})["HRT"]) == Verdict::not_met);
}

TEST_CASE("catalogue: an exclusion between shipped programmes stands on both sides") {
  const Catalogue shipped = Catalogue::shipped();
  const auto both = [&](std::string_view left, std::string_view left_version,
                        std::string_view right, std::string_view right_version) {
    const Programme& one = shipped[left];
    const Programme& other = shipped[right];
    CHECK(excludes(version_named(one, left_version), other.code));
    CHECK(excludes(version_named(other, right_version), one.code));
  };
  for (const char* version : {"2008-09", "2010-11", "2012-17"}) {
    both("HRT", version, "AVRR-AFGHANISTAN", "2011");
  }
  both("HRT", "2008-09", "AVRR-IRAQ", "2011");
  both("HRT", "2010-11", "AVRR-IRAQ", "2011");
  both("HRT", "2010-11", "SDT", "2010-11");
  both("HRT", "2010-11", "AVR-FC", "2011");
  both("HRT", "2012-17", "AVR-FC", "2011");
  both("HRT", "2012-17", "AVRR-NL", "2017");
  both("AVR-FC", "2011", "AVRR-IRAQ", "2011");
  both("AVR-FC", "2011", "AVRR-AFGHANISTAN", "2011");
  both("SDT", "2010-11", "AVRR-IRAQ", "2011");
  both("SDT", "2010-11", "AVRR-AFGHANISTAN", "2011");
}

TEST_CASE("catalogue: where no version is known to hold, it is the last that had begun") {
  const auto dated = [](const std::string& key, const char* day) {
    return ", \"" + key + R"(": {"date": ")" + day +
           R"(", "source": "made up", "certainty": "stated"})";
  };
  const auto version = [](const std::string& name, const std::string& dates) {
    return R"({"name": ")" + name + "\"" + dates + "}";
  };
  const auto name_on = [](const Programme& programme, Date day) {
    const ProgrammeVersion* found = version_on(programme, day);
    return found == nullptr ? "none" : found->name;
  };
  const auto programme_of = [](const std::string& versions) {
    std::string file = a_rule_file("");
    const auto from = file.find("\"versions\"");
    return programme_from_json(file.substr(0, from) + "\"versions\": [" + versions + "]}");
  };
  const std::string old =
      version("old", dated("from", "2017-01-01") + dated("attested_until", "2017-12-31"));
  const Programme begun = programme_of(
      old + ", " +
      version("new", dated("from", "2024-01-01") + dated("attested_until", "2024-04-08")));
  CHECK(name_on(begun, Date{2016, 12, 31}) == "none");
  CHECK(name_on(begun, Date{2017, 12, 31}) == "old");
  CHECK(name_on(begun, Date{2023, 12, 31}) == "old"); // perhaps still
  CHECK(name_on(begun, Date{2024, 4, 8}) == "new");
  CHECK(name_on(begun, Date{2024, 4, 9}) == "new"); // perhaps still, and the old had ended
  const Programme attested = programme_of(
      old + ", " +
      version("new", dated("attested_from", "2024-01-01") + dated("until", "2025-01-01")));
  CHECK(name_on(attested, Date{2023, 12, 31}) == "old"); // or the new already
  CHECK(name_on(attested, Date{2024, 1, 1}) == "new");
  CHECK(name_on(attested, Date{2025, 1, 1}) == "none");
}
