// A subsidised project of an organisation, in which returnees take part.
#ifndef LIBCASE_RECORDS_PROJECT_HPP
#define LIBCASE_RECORDS_PROJECT_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/describe/columns.hpp>

namespace libcase {

/// A project under a framework of support in kind. The rules of the day of its grant apply to all
/// who take part in it.
struct Project {
  std::string organisation; ///< who carries it out
  ProgrammeCode framework;  ///< the programme whose rules it was granted under
  Date granted_on;          ///< the day of the decision to grant it a subsidy (beschikking)
  std::optional<Date> runs_from{};
  std::optional<Date> runs_until{}; ///< the first day it no longer runs
};
BOOST_DESCRIBE_STRUCT(Project, (), (organisation, framework, granted_on, runs_from, runs_until))

/// The id of a project: participations link to it.
using ProjectId = Id<Project>;

} // namespace libcase

#endif // LIBCASE_RECORDS_PROJECT_HPP
