// Who took charge of a minor on arrival.
#ifndef LIBCASE_RECORDS_HAND_OVER_HPP
#define LIBCASE_RECORDS_HAND_OVER_HPP

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// Who received somebody.
enum class ReceivedBy : std::uint8_t {
  parent,
  relative,
  guardian,
  facility,
  authority,
  nobody, ///< nobody was there
  unset = 255,
};
BOOST_DESCRIBE_ENUM(ReceivedBy, parent, relative, guardian, facility, authority, nobody)

/// The hand-over of a minor at the end of the journey.
struct HandOver {
  CaseId case_id;
  PersonId person_id; ///< the minor
  Date on;
  ReceivedBy received_by = ReceivedBy::unset;
};
BOOST_DESCRIBE_STRUCT(HandOver, (), (case_id, person_id, on, received_by))

} // namespace libcase

#endif // LIBCASE_RECORDS_HAND_OVER_HPP
