// One human being, who may be in several cases over the years.
#ifndef LIBCASE_RECORDS_PERSON_HPP
#define LIBCASE_RECORDS_PERSON_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/describe/columns.hpp>
#include <libcase/vocabulary/codes.hpp>

namespace libcase {

/// One human being. Names and document numbers are kept apart and stand in no record.
struct Person {
  Sex sex = Sex::unknown;
  std::optional<BirthDate> born{};      ///< an interval, as far as known
  std::optional<Country> nationality{}; ///< empty when unknown
};
BOOST_DESCRIBE_STRUCT(Person, (), (sex, born, nationality))

template <>
inline constexpr ColumnOptions column_options<&Person::born>{.personal = true};

/// The id of a person, the same in all their cases.
using PersonId = Id<Person>;

} // namespace libcase

#endif // LIBCASE_RECORDS_PERSON_HPP
