// An award with all that belongs to it, recorded at once.
#ifndef LIBCASE_REGISTER_RECORD_AWARD_HPP
#define LIBCASE_REGISTER_RECORD_AWARD_HPP

#include <map>
#include <string>
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

/// From which lines of a budget an award is paid, by the form of support; what is not in it is of
/// no budget, and no budget guards it.
using BudgetLines = std::map<Support, BudgetLineId>;

/// Records an award, its basis, lines and limits within a recording; the links in them are set.
/// Lines that name no budget line are paid from that of their form in `budget_lines`.
RecordedAward record_award(Recording& recording, const AwardDraft& draft,
                           const BudgetLines& budget_lines = {});
/// The same in a recording of its own. Throws Refused where a guard says no.
RecordedAward record_award(Register& reg, const AwardDraft& draft, std::string why = {},
                           const BudgetLines& budget_lines = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_RECORD_AWARD_HPP
