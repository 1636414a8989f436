// That a person came into the country.
#ifndef LIBCASE_RECORDS_ENTRY_HPP
#define LIBCASE_RECORDS_ENTRY_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// A person entered the country. The earliest one that is recorded is the first entry, from which
/// the length of a stay is counted; coming back after a departure is a `Reappearance`.
struct Entry {
  PersonId person_id;
  Date on; ///< the day of entry; the period's first day where precision is coarser
  DatePrecision precision = DatePrecision::day;
};
BOOST_DESCRIBE_STRUCT(Entry, (), (person_id, on, precision))

} // namespace libcase

#endif // LIBCASE_RECORDS_ENTRY_HPP
