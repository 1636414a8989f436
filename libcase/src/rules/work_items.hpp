// What deadlines, next steps and observations share.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <libcase/rules/work_item.hpp>

#include "rules/find_record.hpp"
#include "rules/member_words.hpp"
#include "rules/standing.hpp"

namespace libcase {

/// What a sentence of work items names; each names some of it.
struct Named {
  std::optional<PersonId> person{};
  std::optional<ProgrammeCode> programme{};
  std::optional<Money> amount{};
  std::optional<Money> other_amount{};
  LocalizedText what{};
  LocalizedText other{};
};

/// The items that are found, of one kind.
class WorkItems {
public:
  WorkItems(const CaseFile& file, WorkKind kind) : file_(file), kind_(kind) {}

  /// Adds an item and returns it, for what is particular to it.
  WorkItem& add(std::string_view code, Date on, const Named& named);
  WorkItem& add(WorkItem item);
  bool empty() const { return found_.empty(); }
  /// By day.
  std::vector<WorkItem> take();

private:
  const CaseFile& file_;
  WorkKind kind_;
  std::vector<WorkItem> found_;
};

/// A line of an award, with that award.
struct AwardedLine {
  const Recorded<Award>& award;
  const Recorded<AwardLine>& line;
  bool is_in_force; ///< on the day that is asked about
};

/// The lines that were granted by the end of a day.
std::vector<AwardedLine> awarded_lines(const CaseFile& file, Date on);

/// Whether a case is closed on a day.
bool is_closed(const CaseFile& file, Date on);

/// Whether a plan that was approved by a day replaces another one.
bool is_replaced(const CaseFile& file, const Recorded<ReintegrationPlan>& plan, Date on);

/// The day on which a person left, as `status_of` has it; of nobody in particular, the day on which
/// the first of the unit did.
Since left_on(const CaseFile& file, const std::optional<PersonId>& person, Date on);
/// The same, of the unit the day on which the last of those who are members left; none while one
/// of them is here.
Since all_left_on(const CaseFile& file, const std::optional<PersonId>& person, Date on);

/// What is open of a claim: what was neither paid back nor written off.
Money open_of(const CaseFile& file, const Recorded<Claim>& claim, Date on);

/// Whether something that happened on a day counts for a person, or for a member of the unit: they
/// were not found here again after it.
bool counts_for(const CaseFile& file, const std::optional<PersonId>& person, Date day, Date on);

/// The applications that were made by the end of a day, count for a member, and were neither
/// refused nor followed by an award under their programme.
std::vector<const Recorded<Application>*> undecided(const CaseFile& file, Date on);

} // namespace libcase
