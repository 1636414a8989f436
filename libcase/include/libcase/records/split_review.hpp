// Whether a family may be split by a forced departure.
#ifndef LIBCASE_RECORDS_SPLIT_REVIEW_HPP
#define LIBCASE_RECORDS_SPLIT_REVIEW_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// The review by the Repatriation and Departure Service of whether some members of a family may be
/// made to leave without the others; a later one takes the place of an earlier one.
/// Source: Vreemdelingencirculaire 2000 (A), A4/6.1 (text of 1 April 2011).
struct SplitReview {
  CaseId case_id;
  Date on;
  bool allows_split; ///< whether they may
};
BOOST_DESCRIBE_STRUCT(SplitReview, (), (case_id, on, allows_split))

} // namespace libcase

#endif // LIBCASE_RECORDS_SPLIT_REVIEW_HPP
