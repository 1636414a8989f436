// How guards name the record that they blame.
#pragma once

#include <string>
#include <utility>

#include <libcase/records/case_file.hpp>
#include <libcase/rules/guards.hpp>

namespace libcase {

template <class R>
Violation violation(const Recorded<R>& blamed, std::string code, std::string sentence) {
  return {.code = std::move(code),
          .sentence = std::move(sentence),
          .table = std::string{record_kind<R>().table},
          .id = blamed.id.value,
          .row = blamed.row};
}

/// Blames the subject, unless the other one was recorded later.
template <class R, class S>
Violation violation(const Recorded<R>& subject, const Recorded<S>& other, const std::string& code,
                    const std::string& sentence) {
  return other.recording > subject.recording ? violation(other, code, sentence)
                                             : violation(subject, code, sentence);
}

} // namespace libcase
