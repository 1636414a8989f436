// A closed case is taken up again.
#ifndef LIBCASE_RECORDS_REOPENING_HPP
#define LIBCASE_RECORDS_REOPENING_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// The reopening of a closed case.
struct Reopening {
  CaseId case_id;
  Date on; ///< the first day on which the case is open again
  std::string why;
};
BOOST_DESCRIBE_STRUCT(Reopening, (), (case_id, on, why))

template <>
inline constexpr ColumnOptions column_options<&Reopening::why>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_REOPENING_HPP
