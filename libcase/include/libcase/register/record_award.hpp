// An award with all that belongs to it, recorded at once.
#ifndef LIBCASE_REGISTER_RECORD_AWARD_HPP
#define LIBCASE_REGISTER_RECORD_AWARD_HPP

#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/register/register.hpp>
#include <libcase/rules/award_draft.hpp>

namespace libcase {

/// The ids of an award and of its parts, in the order of the draft.
struct RecordedAward {
  AwardId award_id;
  std::vector<AwardLineId> line_ids{};
  std::vector<LimitId> limit_ids{};
};
BOOST_DESCRIBE_STRUCT(RecordedAward, (), (award_id, line_ids, limit_ids))

/// Records an award, its basis, lines and limits within a recording; the links in them are set.
RecordedAward record_award(Recording& recording, const AwardDraft& draft);
/// The same in a recording of its own. Throws Refused where a guard says no.
RecordedAward record_award(Register& reg, const AwardDraft& draft, std::string why = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_RECORD_AWARD_HPP
