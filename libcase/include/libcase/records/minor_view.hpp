// What a minor says about returning.
#ifndef LIBCASE_RECORDS_MINOR_VIEW_HPP
#define LIBCASE_RECORDS_MINOR_VIEW_HPP

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// What somebody thinks of their return.
enum class ViewOfReturn : std::uint8_t {
  wants_to_return,
  objects,
  not_able_to_say, ///< heard, and too young or not able to form a view
  unset = 255,
};
BOOST_DESCRIBE_ENUM(ViewOfReturn, wants_to_return, objects, not_able_to_say)

/// Who heard a minor.
enum class HeardBy : std::uint8_t {
  guardian,
  implementer,         ///< of the programme, mostly IOM
  dtv,                 ///< Repatriation and Departure Service
  immigration_service, ///< IND
  court,
  other,
  unknown,
};
BOOST_DESCRIBE_ENUM(HeardBy, guardian, implementer, dtv, immigration_service, court, other, unknown)

/// A minor's own view of their return; a later one takes the place of an earlier one. There is no
/// age below which it is not asked.
/// Source: Convention on the Rights of the Child, article 12.
struct MinorView {
  PersonId person_id;
  Date on;                                 ///< the day they were heard
  ViewOfReturn view = ViewOfReturn::unset; ///< what they said
  HeardBy heard_by = HeardBy::unknown;     ///< who asked them
};
BOOST_DESCRIBE_STRUCT(MinorView, (), (person_id, on, view, heard_by))

} // namespace libcase

#endif // LIBCASE_RECORDS_MINOR_VIEW_HPP
