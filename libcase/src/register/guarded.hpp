// What the guards must judge after a change: the cases, persons and records that it concerns.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <libcase/records/all.hpp>
#include <libcase/register/recording.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/rules/safeguards.hpp>

#include "register/budget_totals.hpp"
#include "register/concerned_cases.hpp"
#include "register/connection.hpp"

namespace libcase {

/// Keeps what the writes of a recording concern, and has the guards judge it as it then stands.
class Guarded {
public:
  explicit Guarded(Connection& connection)
      : connection_(connection), safeguards_(*connection.options().safeguards), cases_(connection) {
  }

  /// To be called with each version that is written, and the day of its recording.
  void add_written(const AnyRecord& record, std::int64_t id, std::int64_t row, Date recorded_on);
  /// To be called with each version that no longer stands.
  void add_superseded(const AnyRecord& record, std::int64_t id);
  /// What is wrong at the end of a recording that was not wrong before it; `is_of_past` where its
  /// records were known before today.
  std::vector<Violation> violations(const RecordingHeader& recording, bool is_of_past);
  /// The gates that departures of the recording went through, as the last call of `violations`
  /// found them.
  const std::vector<DepartureGate>& gates() const { return gates_; }
  /// Writes what the recording moved of the budget, as the last call of `violations` found it.
  void write_budget_totals(std::int64_t recording) const { moves_.write(connection_, recording); }

private:
  void touch(const AnyRecord& record, std::int64_t id, bool is_new);
  void touch_budget(const AnyRecord& record, std::int64_t id, std::int64_t row);
  void concern_other_cases(std::int64_t recording);
  void judge_cases(std::vector<Violation>& found, std::int64_t recording);
  void judge_cases(std::vector<Violation>& found, std::span<const std::int64_t> cases,
                   std::int64_t recording);
  void judge_facilities(std::vector<Violation>& found, std::int64_t recording);
  void note_gates(const CaseFile& file, std::int64_t recording);
  void judge_confirmations(std::vector<Violation>& found, const RecordingHeader& recording,
                           bool is_of_past);
  void judge_moved_budgets(std::vector<Violation>& found);
  void judge_departures(std::vector<Violation>& found);
  void judge_claims(std::vector<Violation>& found);
  void judge_consents(std::vector<Violation>& found);
  void judge_relations(std::vector<Violation>& found);

  Connection& connection_;
  const SafeguardRules& safeguards_;
  ConcernedCases cases_;                      // whose files
  std::set<std::int64_t> departed_;           // persons, whose departures
  std::vector<std::int64_t> members_;         // persons, whose memberships
  std::set<std::int64_t> related_;            // persons, whose relations
  std::set<std::int64_t> asked_;              // persons, whose claims
  std::set<std::int64_t> guardianships_;      // whose consents
  std::map<BudgetLineId, Violation> changed_; // budget lines, by what changed them
  std::map<BudgetLineId, BudgetLine> moved_;  // those corrected, as they were before
  bool has_moved_award_ = false;              // some award or line no longer stands as it did
  bool has_moved_limit_ = false;              // nor some limit of an award
  std::map<std::string, std::set<std::int64_t>, std::less<>> facilities_; // whose places: new rows
  std::vector<DepartureGate> gates_;
  BudgetMoves moves_;
  std::map<std::int64_t, Recorded<Confirmation>> confirmations_; // that were written, by id
  std::map<std::int64_t, std::vector<Violation>> of_records_;    // of those that stand, by id
};

} // namespace libcase
