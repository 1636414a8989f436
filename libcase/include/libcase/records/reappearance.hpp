// A person counted as departed is found here again.
#ifndef LIBCASE_RECORDS_REAPPEARANCE_HPP
#define LIBCASE_RECORDS_REAPPEARANCE_HPP

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// How it comes that a departed person is here.
enum class ReappearanceCause : std::uint8_t { entered_again, never_left, unknown };
BOOST_DESCRIBE_ENUM(ReappearanceCause, entered_again, never_left, unknown)

/// A person who was counted as departed is found here.
struct Reappearance {
  PersonId person_id;
  Date on; ///< the day they were found
  ReappearanceCause cause = ReappearanceCause::unknown;
};
BOOST_DESCRIBE_STRUCT(Reappearance, (), (person_id, on, cause))

} // namespace libcase

#endif // LIBCASE_RECORDS_REAPPEARANCE_HPP
