// A request for a programme, made for the return unit of a case.
#pragma once

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// A request for a programme by the members of the unit on that day.
struct Application {
  CaseId case_id;
  ProgrammeCode programme;
  Date on;
};
BOOST_DESCRIBE_STRUCT(Application, (), (case_id, programme, on))

using ApplicationId = Id<Application>;

} // namespace libcase
