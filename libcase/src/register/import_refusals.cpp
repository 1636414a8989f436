#include "register/import_refusals.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "register/import_parts.hpp"

namespace libcase {

void ImportRefusals::leave_out_refused(std::int32_t day, std::span<PendingWrite* const> writes) {
  ImportParts whole{state_, writes};
  for (int round = 0;; ++round) {
    const auto violations = writer_.attempt(day, writes);
    if (violations.empty()) {
      return;
    }
    const auto parts = whole.parts_of(writes, violations);
    if (round > 0) { // each part was good by itself
      whole.join(parts);
    }
    for (const auto& writes_of_part : whole.writes_in(writes, parts)) {
      trim(day, writes_of_part);
    }
    if (round > 2) {
      trim(day, writes);
    }
  }
}

namespace {

/// Why a row is refused that was tried with good ones alone: what is said of it, or else of them.
std::optional<CsvFinding> own_reason(const PendingWrite& write,
                                     std::span<const Violation> violations) {
  if (write.problem || violations.empty()) {
    return write.problem;
  }
  const auto named = std::ranges::find(violations, write.id, &Violation::id);
  const Violation& first = named == violations.end() ? violations.front() : *named;
  return about_row(first.code, first.sentence);
}

} // namespace

void ImportRefusals::trim(std::int32_t day, std::span<PendingWrite* const> writes) {
  while (true) {
    const auto violations = writer_.attempt(day, writes);
    if (violations.empty()) {
      break;
    }
    std::unordered_map<std::int64_t, PendingWrite*> by_id;
    PendingWrite* last = nullptr;
    for (PendingWrite* write : writes) {
      if (!write->problem) {
        by_id.emplace(write->id, write);
        last = write;
      }
    }
    if (last == nullptr) {
      return;
    }
    bool is_any_named = false;
    for (const auto& violation : violations) {
      const auto found = by_id.find(violation.id);
      if (found != by_id.end() && !found->second->refusal) {
        found->second->refusal = about_row(violation.code, violation.sentence);
        is_any_named = true;
      }
    }
    if (!is_any_named) { // they name records that were there before: the last row did it
      last->refusal = about_row(violations.front().code, violations.front().sentence);
    }
  }
  if (is_thorough_) {
    retry(day, writes);
  }
}

void ImportRefusals::retry(std::int32_t day, std::span<PendingWrite* const> writes) {
  const auto is_good = [](const PendingWrite* write) { return !write->problem; };
  std::vector<PendingWrite*> good;
  std::ranges::copy_if(writes, std::back_inserter(good), is_good);
  for (PendingWrite* write : writes) {
    if (!write->refusal) {
      continue;
    }
    auto refusal = std::exchange(write->refusal, std::nullopt);
    const auto inserted = good.insert(std::ranges::upper_bound(good, write), write);
    const auto violations = writer_.attempt(day, good);
    if (!violations.empty() || !std::ranges::all_of(good, is_good)) {
      write->refusal = own_reason(*write, violations).value_or(*refusal);
      good.erase(inserted);
    }
  }
}

} // namespace libcase
