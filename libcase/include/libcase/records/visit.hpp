// Contact with somebody after the return: monitoring, or the look after a minor.
#ifndef LIBCASE_RECORDS_VISIT_HPP
#define LIBCASE_RECORDS_VISIT_HPP

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// How somebody was visited.
enum class VisitChannel : std::uint8_t { in_person, telephone, video, written, other, unset = 255 };
BOOST_DESCRIBE_ENUM(VisitChannel, in_person, telephone, video, written, other)

/// A visit, whether or not the person was reached.
struct Visit {
  CaseId case_id;
  PersonId person_id;
  Date on;
  VisitChannel channel = VisitChannel::unset;
  bool was_reached;
  std::optional<std::string> visited_by{}; ///< the organisation
};
BOOST_DESCRIBE_STRUCT(Visit, (), (case_id, person_id, on, channel, was_reached, visited_by))

} // namespace libcase

#endif // LIBCASE_RECORDS_VISIT_HPP
