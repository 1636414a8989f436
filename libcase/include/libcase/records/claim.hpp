// Money asked back.
#ifndef LIBCASE_RECORDS_CLAIM_HPP
#define LIBCASE_RECORDS_CLAIM_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/award_line.hpp>

namespace libcase {

/// Why money is asked back.
enum class ClaimGround : std::uint8_t {
  came_back,     ///< the person is here again
  wrongly_given, ///< to whom, or more than, it should not have been
  other,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(ClaimGround, came_back, wrongly_given, other)

/// A claim for what was given on a line of an award. What is paid back is revenue: the line and its
/// budget get nothing of it. All claims on a line are at most what was given on it by then.
struct Claim {
  AwardLineId award_line_id;
  PersonId person_id; ///< of whom it is asked
  Date on;
  Money amount;
  ClaimGround ground = ClaimGround::unset;
};
BOOST_DESCRIBE_STRUCT(Claim, (), (award_line_id, person_id, on, amount, ground))

/// The id of a claim: what is paid back and what is written off link to it.
using ClaimId = Id<Claim>;

} // namespace libcase

#endif // LIBCASE_RECORDS_CLAIM_HPP
