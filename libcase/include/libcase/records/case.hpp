// One return dossier.
#ifndef LIBCASE_RECORDS_CASE_HPP
#define LIBCASE_RECORDS_CASE_HPP

#include <boost/describe/class.hpp>

#include <libcase/describe/columns.hpp>

namespace libcase {

/// One return dossier. All else that is known of it is recorded about it.
struct Case {
  Date opened_on;
};
BOOST_DESCRIBE_STRUCT(Case, (), (opened_on))

/// The id of a case: what happens in it links to it.
using CaseId = Id<Case>;

} // namespace libcase

#endif // LIBCASE_RECORDS_CASE_HPP
