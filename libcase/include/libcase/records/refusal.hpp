// An application that the implementer did not grant, and on which grounds.
#ifndef LIBCASE_RECORDS_REFUSAL_HPP
#define LIBCASE_RECORDS_REFUSAL_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/application.hpp>

namespace libcase {

/// The refusal of an application.
struct Refusal {
  ApplicationId application_id;
  Date on; ///< the day it was decided
  std::string grounds;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (application_id, on, grounds))

template <>
inline constexpr ColumnOptions column_options<&Refusal::grounds>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_REFUSAL_HPP
