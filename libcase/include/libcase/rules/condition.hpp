// A condition of a programme file: a question to facts, with a three-valued answer.
#ifndef LIBCASE_RULES_CONDITION_HPP
#define LIBCASE_RULES_CONDITION_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/rules/facts.hpp>
#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/localized_text.hpp>
#include <libcase/vocabulary/overloaded.hpp>
#include <libcase/vocabulary/programme_code.hpp>

namespace libcase {

class Condition;

/// All of these hold; met where there are none.
struct AllOf {
  std::vector<Condition> parts;
};

/// At least one of these holds; not met where there are none.
struct AnyOf {
  std::vector<Condition> parts;
};

/// The condition within does not hold.
struct Not {
  explicit Not(Condition negated);
  std::shared_ptr<const Condition> part; ///< never empty
};

/// A yes_no fact holds.
struct IsSo {
  FactName fact;
};
BOOST_DESCRIBE_STRUCT(IsSo, (), (fact))

/// A code is one of these, or a set of codes has at least one of these.
struct CodeIn {
  FactName fact;
  std::uint64_t codes; ///< a bit for each of `Fact::codes`
};
BOOST_DESCRIBE_STRUCT(CodeIn, (), (fact, codes))

/// A set of programmes has at least one of these.
struct ProgrammeIn {
  FactName fact;
  std::vector<ProgrammeCode> programmes;
};
BOOST_DESCRIBE_STRUCT(ProgrammeIn, (), (fact, programmes))

/// A country is one of these.
struct CountryIn {
  FactName fact;
  std::vector<Country> countries;
};
BOOST_DESCRIBE_STRUCT(CountryIn, (), (fact, countries))

/// A country is on a list of the programme.
struct CountryOnList {
  FactName fact;
  std::string list;   ///< its name in `Programme::lists`
  LocalizedText text; ///< what its countries are
};
BOOST_DESCRIBE_STRUCT(CountryOnList, (), (fact, list, text))

/// A country is the same as that of another fact.
struct SameCountry {
  FactName fact;
  FactName other;
};
BOOST_DESCRIBE_STRUCT(SameCountry, (), (fact, other))

/// A count lies between two limits, both included.
struct CountBetween {
  FactName fact;
  std::optional<std::int64_t> at_least{};
  std::optional<std::int64_t> at_most{};
};
BOOST_DESCRIBE_STRUCT(CountBetween, (), (fact, at_least, at_most))

/// How one date compares with another.
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
BOOST_DESCRIBE_STRUCT(DateCompared, (), (fact, relation, other))

/// Something that no kind of record holds: always unknown.
struct NotRecorded {
  LocalizedText what;
};
BOOST_DESCRIBE_STRUCT(NotRecorded, (), (what))

/// A question about facts, in one of its forms.
class Condition {
public:
  using Form = std::variant<AllOf, AnyOf, Not, IsSo, CodeIn, ProgrammeIn, CountryIn, CountryOnList,
                            SameCountry, CountBetween, DateCompared, NotRecorded>;

  /// The condition that is always met.
  Condition() = default;
  explicit Condition(Form form);

  const Form& form() const noexcept { return form_; }
  /// Whether it is asked of each person or of the unit: of persons where any of its facts is.
  FactOf of() const noexcept { return of_; }

private:
  Form form_;
  FactOf of_ = FactOf::unit;
};

/// Calls `visit` with the form of a condition, and then with those of the conditions within it.
template <class Visit>
void each_form(const Condition& condition, const Visit& visit) {
  std::visit(
      [&](const auto& form) {
        visit(form);
        if constexpr (requires { form.parts; }) {
          for (const Condition& part : form.parts) {
            each_form(part, visit);
          }
        } else if constexpr (requires { form.part; }) {
          each_form(*form.part, visit);
        }
      },
      condition.form());
}

/// The facts that a condition asks for, each once, in the order of FactName.
std::vector<FactName> facts_of(const Condition& condition);

} // namespace libcase

#endif // LIBCASE_RULES_CONDITION_HPP
