#include <utility>

#include <libcase/register/record_award.hpp>

namespace libcase {

RecordedAward record_award(Recording& recording, const AwardDraft& draft) {
  RecordedAward recorded{.award_id = recording.record(draft.award)};
  AwardBasis basis = draft.basis;
  basis.award_id = recorded.award_id;
  recording.record(basis);
  for (AwardLine line : draft.lines) {
    line.award_id = recorded.award_id;
    recorded.line_ids.push_back(recording.record(line));
  }
  for (Limit limit : draft.limits) {
    limit.award_id = recorded.award_id;
    recorded.limit_ids.push_back(recording.record(limit));
  }
  return recorded;
}

RecordedAward record_award(Register& reg, const AwardDraft& draft, std::string why) {
  Recording recording = reg.recording({.why = std::move(why)});
  RecordedAward recorded = record_award(recording, draft);
  recording.commit();
  return recorded;
}

} // namespace libcase
