// A record of a case's file by its id.
#pragma once

#include <algorithm>

#include <libcase/records/case_file.hpp>

namespace libcase {

/// nullptr where the file does not hold it.
template <class R>
const Recorded<R>* find_record(const CaseFile& file, Id<R> id) {
  const auto& all = file.all<R>();
  const auto found = std::ranges::find(all, id, &Recorded<R>::id);
  return found == all.end() ? nullptr : &*found;
}

/// The last of a kind, by `on` and the order of writing, of which a condition holds; nullptr where
/// there is none.
template <class R, class Holds>
const Recorded<R>* last_of(const CaseFile& file, Holds&& holds) {
  const Recorded<R>* last = nullptr;
  for (const auto& recorded : file.all<R>()) {
    if (holds(recorded.record) && (last == nullptr || last->record.on <= recorded.record.on)) {
      last = &recorded;
    }
  }
  return last;
}

} // namespace libcase
