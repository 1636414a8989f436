// A condition of a programme file: a question to facts, with a three-valued answer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe/enum.hpp>

#include <libcase/rules/facts.hpp>
#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/localized_text.hpp>
#include <libcase/vocabulary/programme_code.hpp>

namespace libcase {

class Condition;

/// All of these are so; so it is of none.
struct AllOf {
  std::vector<Condition> parts;
};

/// Any of these is so; none of none is.
struct AnyOf {
  std::vector<Condition> parts;
};

/// The condition within is not so.
struct Not {
  explicit Not(Condition negated);
  std::shared_ptr<const Condition> part; ///< never empty
};

/// A yes_no fact is so.
struct IsSo {
  FactName fact;
};

/// A code is one of these, or a set has any of these.
struct CodeIn {
  FactName fact;
  std::uint64_t codes; ///< a bit for each of `Fact::codes`
};

/// A set of programmes has any of these.
struct ProgrammeIn {
  FactName fact;
  std::vector<ProgrammeCode> programmes;
};

/// A country is one of these.
struct CountryIn {
  FactName fact;
  std::vector<Country> countries;
};

/// A country is on a list of the programme.
struct CountryOnList {
  FactName fact;
  std::string list;   ///< its name in `Programme::lists`
  LocalizedText text; ///< what its countries are
};

/// A country is that of another fact.
struct SameCountry {
  FactName fact;
  FactName other;
};

/// A count lies between two ends, both included.
struct CountBetween {
  FactName fact;
  std::optional<std::int64_t> at_least{};
  std::optional<std::int64_t> at_most{};
};

/// The way in which a date lies to another one.
enum class DateRelation : std::uint8_t {
  before,
  by,   ///< before, or on the day itself
  from, ///< after, or on the day itself
  after,
};
BOOST_DESCRIBE_ENUM(DateRelation, before, by, from, after)

/// The date of a fact, so many months and then so many days later.
struct ShiftedDate {
  FactName fact;
  int plus_months = 0;
  int plus_days = 0;
};

/// A date lies before or after another one.
struct DateCompared {
  FactName fact;
  DateRelation relation;
  std::variant<Date, ShiftedDate> other;
};

/// What no kind of record holds: always unknown.
struct NotRecorded {
  LocalizedText what;
};

/// A question to facts, in one of its forms.
class Condition {
public:
  using Form = std::variant<AllOf, AnyOf, Not, IsSo, CodeIn, ProgrammeIn, CountryIn, CountryOnList,
                            SameCountry, CountBetween, DateCompared, NotRecorded>;

  /// The condition that is always met.
  Condition() = default;
  explicit Condition(Form form);

  const Form& form() const noexcept { return form_; }
  /// Whom it is asked of: persons where any fact of it is of persons, the unit otherwise.
  FactOf of() const noexcept { return of_; }

private:
  Form form_;
  FactOf of_ = FactOf::unit;
};

/// Functions that together take every form, for `std::visit`: one that is forgotten does not
/// compile.
template <class... Functions>
struct ForEachForm : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
ForEachForm(Functions...) -> ForEachForm<Functions...>;

/// The facts that a condition asks, each once, in the order of FactName.
std::vector<FactName> facts_of(const Condition& condition);

} // namespace libcase
