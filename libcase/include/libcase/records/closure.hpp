// The end of a case.
#ifndef LIBCASE_RECORDS_CLOSURE_HPP
#define LIBCASE_RECORDS_CLOSURE_HPP

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// Why a case was closed.
enum class ClosureReason : std::uint8_t {
  departed,
  application_withdrawn,
  application_refused,
  residence_granted,
  contact_lost,
  other,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(ClosureReason, departed, application_withdrawn, application_refused,
                    residence_granted, contact_lost, other)

/// The end of a case. Nothing dated later may be recorded in it, but a reopening, and what is told
/// of a record of it. Of one day with a reopening the record that was written later counts.
struct Closure {
  CaseId case_id;
  Date on; ///< the last day of the case
  ClosureReason reason = ClosureReason::unset;
};
BOOST_DESCRIBE_STRUCT(Closure, (), (case_id, on, reason))

} // namespace libcase

#endif // LIBCASE_RECORDS_CLOSURE_HPP
