// That somebody looked for signs of trafficking.
#ifndef LIBCASE_RECORDS_TRAFFICKING_CHECK_HPP
#define LIBCASE_RECORDS_TRAFFICKING_CHECK_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/acted_by.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// A look for signs that a minor fell, or may fall, to human traffickers.
struct TraffickingCheck {
  PersonId person_id;
  Date on;
  bool has_signals;                      ///< whether there were any
  ActedBy checked_by = ActedBy::unknown; ///< who looked
};
BOOST_DESCRIBE_STRUCT(TraffickingCheck, (), (person_id, on, has_signals, checked_by))

template <>
inline constexpr ColumnOptions column_options<&TraffickingCheck::has_signals>{.sensitive = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_TRAFFICKING_CHECK_HPP
