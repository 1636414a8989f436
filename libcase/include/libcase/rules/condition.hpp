// A condition of a programme file: a question to facts, with a three-valued answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include <libcase/rules/facts.hpp>
#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/localized_text.hpp>
#include <libcase/vocabulary/programme_code.hpp>

namespace libcase {

/// What a condition asks.
enum class ConditionForm : std::uint8_t {
  yes,          ///< a yes_no fact is so
  codes,        ///< a code is one of these, or a set has any of these
  programmes,   ///< a set has any of these
  countries,    ///< a country is one of these
  list,         ///< a country is on a list of the programme
  same_country, ///< a country is that of another fact
  count,        ///< a count lies between two ends
  date,         ///< a date lies before or after another
  all,
  any,
  negation,
  not_recorded, ///< what no kind of record holds: always unknown
};
BOOST_DESCRIBE_ENUM(ConditionForm, yes, codes, programmes, countries, list, same_country, count,
                    date, all, any, negation, not_recorded)

/// How a date lies to another one.
enum class DateRelation : std::uint8_t {
  before,
  by,   ///< before, or on the day itself
  from, ///< after, or on the day itself
  after,
};
BOOST_DESCRIBE_ENUM(DateRelation, before, by, from, after)

/// A question to facts. Which members count follows from its form.
struct Condition {
  ConditionForm form = ConditionForm::all;
  FactOf of = FactOf::unit; ///< of a person where any part of it is
  FactName fact{};
  std::uint64_t codes = 0; ///< a bit each
  std::vector<ProgrammeCode> programmes{};
  std::vector<Country> countries{};
  std::string list{}; ///< the name of one of the programme's lists
  std::int64_t least = 0;
  std::int64_t most = 0;
  DateRelation relation{};
  std::optional<Date> day{};       ///< the other date; empty where it is that of a fact
  std::optional<FactName> other{}; ///< the other fact, of a date or a country
  int plus_months = 0;             ///< added to the date of the other fact
  int plus_days = 0;               ///< likewise, after the months
  LocalizedText what{};            ///< of not_recorded; of a list, what its countries are
  std::vector<Condition> parts{};
};

/// The facts that it asks, each once, in the order of FactName.
std::vector<FactName> facts_of(const Condition& condition);

} // namespace libcase
