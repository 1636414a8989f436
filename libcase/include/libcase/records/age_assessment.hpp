// What was found about somebody's age.
#ifndef LIBCASE_RECORDS_AGE_ASSESSMENT_HPP
#define LIBCASE_RECORDS_AGE_ASSESSMENT_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// How an age was found.
enum class AgeMethod : std::uint8_t {
  statement,         ///< what the person or a relative says
  document,          ///< a certificate or travel document
  register_abroad,   ///< an authority of the country of origin told it
  observation,       ///< by appearance and conduct, as officials judge it
  medical,           ///< by X-ray or another examination of the body
  multidisciplinary, ///< several of these weighed together
  estimate,          ///< none of these, or not told
  unset = 255,
};
BOOST_DESCRIBE_ENUM(AgeMethod, statement, document, register_abroad, observation, medical,
                    multidisciplinary, estimate)

/// An assessment of somebody's age. The birth date of the person (`Person::born`) is what the rules
/// go by; for the safeguards of children the youngest reading of both decides.
struct AgeAssessment {
  PersonId person_id;
  Date on;                                     ///< the day it was made
  AgeMethod method = AgeMethod::unset;         ///< how
  BirthDate born{};                            ///< the birth date that it comes to, as an interval
  std::optional<std::int64_t> margin_months{}; ///< that its method names, on either side of `born`
};
BOOST_DESCRIBE_STRUCT(AgeAssessment, (), (person_id, on, method, born, margin_months))

template <>
inline constexpr ColumnOptions column_options<&AgeAssessment::born>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_AGE_ASSESSMENT_HPP
