// What becomes of the search for a family.
#ifndef LIBCASE_RECORDS_TRACING_STEP_HPP
#define LIBCASE_RECORDS_TRACING_STEP_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/acted_by.hpp>
#include <libcase/records/family_tracing.hpp>

namespace libcase {

/// How far a search is.
enum class TracingStatus : std::uint8_t {
  open,
  in_progress,
  verified,  ///< the family was found, and is the family
  reunified, ///< the minor is with them; the search is not closed by it
  closed,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(TracingStatus, open, in_progress, verified, reunified, closed)

/// What a search led to.
enum class TracingOutcome : std::uint8_t { pending, successful, unsuccessful };
BOOST_DESCRIBE_ENUM(TracingOutcome, pending, successful, unsuccessful)

/// A step of a search, or word of it; the last one says how far it is.
/// The statuses are those of the information system of child protection agencies (CPIMS+).
struct TracingStep {
  FamilyTracingId family_tracing_id;
  Date on;
  TracingStatus status = TracingStatus::unset;
  std::optional<ActedBy> verified_by{}; ///< who found that it is the family
  std::optional<TracingOutcome> outcome{};
};
BOOST_DESCRIBE_STRUCT(TracingStep, (), (family_tracing_id, on, status, verified_by, outcome))

} // namespace libcase

#endif // LIBCASE_RECORDS_TRACING_STEP_HPP
