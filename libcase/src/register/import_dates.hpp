// Which rows of an import can be written at all, and when at the earliest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "register/import_order.hpp"
#include "register/import_outcomes.hpp"
#include "register/import_state.hpp"

namespace libcase {

/// Rejects rows that contradict another or link to nothing, and dates the others.
class ImportDates {
public:
  ImportDates(ImportState& state, RowOutcomes& outcomes) : state_(state), outcomes_(outcomes) {}

  /// Finds the subjects that the register knows.
  void find_subjects();
  /// Of rows with the same reference and the same day the content must be the same. The first of
  /// them is tried; the others are returned, and share its outcome.
  std::vector<CoupledRow> reject_duplicates();
  /// Rejects rows that link to nothing, or to each other in a circle. Returns the others.
  std::vector<DatedRow> reject_unlinked();

private:
  void reject(std::uint32_t index, CsvFinding finding);
  class RowsOfKind;

  void date(std::uint32_t index, std::vector<DatedRow>& good);
  std::int32_t reported_on(std::uint32_t index) const;
  /// A withdrawal waits for the versions that were reported before it: the day of the last of them.
  std::int32_t reported_before(const ImportRow& row, const RowLink& link, std::int32_t day) const;
  CsvFinding not_found(const RowLink& link) const;

  ImportState& state_;
  RowOutcomes& outcomes_;
};

/// Whether two rows say the same. Links are compared by what they stand for: in a later run a row
/// that was written has them set, and its duplicate has not.
bool say_the_same(const ImportRows& input, const ImportRow& left, const ImportRow& right);

} // namespace libcase
