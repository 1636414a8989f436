// The versions of a plan, one before the other.
#pragma once

#include <algorithm>
#include <cstddef>

#include <libcase/records/case_file.hpp>

#include "rules/find_record.hpp"

namespace libcase {

/// Whether a version of a plan is one of those before another: that replaces it, or one that does.
inline bool is_before(const CaseFile& file, ReintegrationPlanId version,
                      const Recorded<ReintegrationPlan>& plan) {
  const Recorded<ReintegrationPlan>* later = &plan;
  for (std::size_t left = file.all<ReintegrationPlan>().size(); left > 0; --left) { // never round
    later = (*later)->replaces_id ? find_record(file, *(*later)->replaces_id) : nullptr;
    if (later == nullptr) {
      return false;
    }
    if (later->id == version) {
      return true;
    }
  }
  return false;
}

} // namespace libcase
