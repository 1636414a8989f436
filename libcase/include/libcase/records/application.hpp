// A request for a programme, made for the return unit of a case.
#ifndef LIBCASE_RECORDS_APPLICATION_HPP
#define LIBCASE_RECORDS_APPLICATION_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// A request for a programme by the members of the unit on that day.
struct Application {
  CaseId case_id;
  ProgrammeCode programme;
  Date on;                              ///< the day it was made
  std::optional<Country> destination{}; ///< where the unit wants to return to; empty when unknown
};
BOOST_DESCRIBE_STRUCT(Application, (), (case_id, programme, on, destination))

/// The id of an application: a refusal or an award links to it.
using ApplicationId = Id<Application>;

} // namespace libcase

#endif // LIBCASE_RECORDS_APPLICATION_HPP
