// How the values of each kind of facts come in from Arrow: as what, and what they mean.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

#include "rules/arrow_values.hpp"
#include "rules/fact_kinds.hpp"
#include "text/joined.hpp"

namespace libcase {

/// The values of a kind: those of numbers are read from where they stand (`read`, empty where they
/// are out of bounds), others from texts (`parse`, which throws InvalidValue); a kind may have
/// both. A kind without it does not compile.
template <FactKind>
struct ArrowFactValues;

template <>
struct ArrowFactValues<FactKind::yes_no> {
  static constexpr std::string_view expected = "yes or no (booleans)";
  static constexpr std::string_view bounds{};
  static bool takes(ArrowLayout layout) { return layout == ArrowLayout::bits; }
  static std::optional<Verdict> read(const ArrowValues& values, std::int64_t index) {
    return verdict_of(values.yes(index));
  }
};

template <>
struct ArrowFactValues<FactKind::count> {
  static constexpr std::string_view expected = "whole numbers";
  static constexpr std::string_view bounds = "a whole number from 0 to 2147483647";
  static bool takes(ArrowLayout layout) { return is_whole_number(layout); }
  static std::optional<CountRange> read(const ArrowValues& values, std::int64_t index) {
    const std::int64_t number = values.number(index);
    return number >= 0 && std::in_range<std::int32_t>(number)
               ? std::optional{CountRange{static_cast<std::int32_t>(number)}}
               : std::nullopt;
  }
};

template <>
struct ArrowFactValues<FactKind::date> {
  static constexpr std::string_view expected = "days (date32 or texts)";
  static constexpr std::string_view bounds = "a day between the years 1400 and 9999";
  static bool takes(ArrowLayout layout) { return layout == ArrowLayout::date32 || is_text(layout); }
  static std::optional<Days> read(const ArrowValues& values, std::int64_t index) {
    static const std::int32_t first = Date{1400, 1, 1}.days_since_epoch();
    static const std::int32_t last = Date{9999, 12, 31}.days_since_epoch();
    const auto day = static_cast<std::int32_t>(values.number(index));
    return day >= first && day <= last ? std::optional{Days{day, day}} : std::nullopt;
  }
  /// "2013-03-01", "2013-03-01/2013-03-31" of one of these days, ".." for an end that is not known,
  /// "none" and "unknown".
  static Days parse(std::string_view text, const Fact&, FactColumns&) {
    if (text == none_text) {
      return Days::none();
    }
    if (text == unknown_text) {
      return Days::unknown();
    }
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) {
      return Days::on(Date::parse(text));
    }
    const auto end = [](std::string_view part, std::int32_t where_unknown) {
      return part == ".." ? where_unknown : Date::parse(part).days_since_epoch();
    };
    const Days days{end(text.substr(0, slash), Days::unknown().earliest),
                    end(text.substr(slash + 1), Days::unknown().latest)};
    if (days.is_none()) {
      throw InvalidValue("invalid_columns", "expected a first day that is not after the last one");
    }
    return days;
  }
};

struct ArrowTexts {
  static constexpr std::string_view expected = "texts";
  static bool takes(ArrowLayout layout) { return is_text(layout); }

protected:
  static std::size_t number_of_code(const Fact& fact, std::string_view text) {
    const auto found = detail::index_of(fact.codes, text);
    if (!found) {
      throw InvalidValue("unknown_code", "expected one of " + joined(fact.codes) + ", found " +
                                             kind_and_length(text));
    }
    return *found;
  }

  /// Calls `add` with each part of a text between plus signs.
  template <class Add>
  static void each_part(std::string_view text, const Add& add) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('+'), text.size());
      add(text.substr(0, end));
      if (end + 1 == text.size()) {
        add(""); // refuses: a plus sign has something on either side
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
};

template <>
struct ArrowFactValues<FactKind::code> : ArrowTexts {
  static std::uint8_t parse(std::string_view text, const Fact& fact, FactColumns&) {
    return code_value(text, number_of_code(fact, text));
  }
};

template <>
struct ArrowFactValues<FactKind::codes> : ArrowTexts {
  static std::uint64_t parse(std::string_view text, const Fact& fact, FactColumns&) {
    std::uint64_t set = 0;
    each_part(text,
              [&](std::string_view part) { set |= code_bits(part, number_of_code(fact, part)); });
    return set;
  }
};

template <>
struct ArrowFactValues<FactKind::programmes> : ArrowTexts {
  static std::uint64_t parse(std::string_view text, const Fact&, FactColumns& columns) {
    std::set<ProgrammeCode> set;
    each_part(text, [&](std::string_view part) { set.insert(ProgrammeCode{part}); });
    return columns.programme_set(set);
  }
};

template <>
struct ArrowFactValues<FactKind::country> : ArrowTexts {
  static std::uint16_t parse(std::string_view text, const Fact&, FactColumns&) {
    return text == unknown_text ? FactValues<FactKind::country>::unknown : Country{text}.index();
  }
};

} // namespace libcase
