// A ban on coming back, as far as a programme's exclusions ask for it.
#ifndef LIBCASE_RECORDS_ENTRY_BAN_HPP
#define LIBCASE_RECORDS_ENTRY_BAN_HPP

#include <cstdint>

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// An entry ban (inreisverbod) of a person, or the knowledge that there is none.
struct EntryBan {
  PersonId person_id;
  Date from;                    ///< its first day; without a ban the day it was looked for
  std::int64_t duration_months; ///< 0: it was looked for, and there is none
};
BOOST_DESCRIBE_STRUCT(EntryBan, (), (person_id, from, duration_months))

} // namespace libcase

#endif // LIBCASE_RECORDS_ENTRY_BAN_HPP
