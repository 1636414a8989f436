#include <utility>

#include <libcase/register/record_award.hpp>

namespace libcase {

RecordedAward record_award(Recording& recording, const AwardDraft& draft,
                           const BudgetLines& budget_lines) {
  RecordedAward recorded{.award_id = recording.record(draft.award)};
  AwardBasis basis = draft.basis;
  basis.award_id = recorded.award_id;
  recording.record(basis);
  for (AwardLine line : draft.lines) {
    line.award_id = recorded.award_id;
    if (const auto budget = budget_lines.find(line.support);
        budget != budget_lines.end() && !line.budget_line_id) {
      line.budget_line_id = budget->second;
    }
    recorded.line_ids.push_back(recording.record(line));
  }
  for (Limit limit : draft.limits) {
    limit.award_id = recorded.award_id;
    recorded.limit_ids.push_back(recording.record(limit));
  }
  return recorded;
}

RecordedAward record_award(Register& reg, const AwardDraft& draft, std::string why,
                           const BudgetLines& budget_lines) {
  Recording recording = reg.recording({.why = std::move(why)});
  RecordedAward recorded = record_award(recording, draft, budget_lines);
  recording.commit();
  return recorded;
}

} // namespace libcase
