#include <libcase/rules/assessment.hpp>

#include "rules/work_items.hpp"

namespace libcase {

std::vector<WorkItem> questions(const CaseFile& file, const Catalogue& catalogue, Date on) {
  WorkItems items{file, WorkKind::question};
  for (const auto* application : undecided(file, on)) {
    const ProgrammeCode code = (*application)->programme;
    const Programme* programme = is_closed(file, on) ? nullptr : catalogue.find(code.code());
    if (programme == nullptr) {
      continue;
    }
    const Assessment assessment = assess(*programme, file, on);
    for (const Finding& finding : assessment.findings) {
      if (assessment.outcome != Outcome::undetermined || finding.verdict != Verdict::unknown ||
          finding.evidence_tables.empty()) {
        continue;
      }
      WorkItem& item =
          items.add("open_question", (*application)->on, {.programme = code, .what = finding.text});
      item.record_id = RecordId{application->id.value};
      item.settled_by = finding.evidence_tables.front();
      item.source = finding.source;
    }
  }
  return items.take();
}

} // namespace libcase
