// How guards name the record that they blame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <libcase/records/case_file.hpp>
#include <libcase/rules/guards.hpp>

namespace libcase {

/// The record that a guard blames.
struct Blamed {
  std::string_view table;
  std::int64_t id;
  std::int64_t row;
  std::int64_t recording;

  template <class R>
  explicit Blamed(const Recorded<R>& recorded)
      : table(record_kind<R>().table), id(recorded.id.value), row(recorded.row),
        recording(recorded.recording) {}

  Violation violation(std::string code, std::string sentence) const {
    return {.code = std::move(code),
            .sentence = std::move(sentence),
            .table = std::string{table},
            .id = id,
            .row = row};
  }
};

/// The one that was recorded later; the first where they came together.
inline std::optional<Blamed> later(const std::optional<Blamed>& one,
                                   const std::optional<Blamed>& other) {
  return !one || (other && one->recording < other->recording) ? other : one;
}

template <class R>
Violation violation(const Recorded<R>& blamed, std::string code, std::string sentence) {
  return Blamed{blamed}.violation(std::move(code), std::move(sentence));
}

/// Blames the subject, unless the other one was recorded later.
template <class R, class S>
Violation violation(const Recorded<R>& subject, const Recorded<S>& other, const std::string& code,
                    const std::string& sentence) {
  const bool is_other_later = other.recording > subject.recording;
  Violation found =
      is_other_later ? violation(other, code, sentence) : violation(subject, code, sentence);
  found.other = is_other_later ? subject.id.value : other.id.value;
  return found;
}

} // namespace libcase
