#include "open_register.hpp"

#include <libcase/vocabulary/errors.hpp>

namespace libcase::python {

OpenRegister::Claim::Claim(OpenRegister& owner) : owner_(owner) {
  if (owner.is_in_use_.exchange(true)) {
    throw WrongState("register_in_use",
                     "the register is at work in another thread: each opens one of its own");
  }
  owner.end_abandoned();
}

void OpenRegister::end_abandoned() {
  const std::lock_guard guard{abandoned_mutex_};
  for (const std::int64_t number : std::exchange(abandoned_scans_, {})) {
    scans_.erase(number);
  }
  for (const std::int64_t number : std::exchange(abandoned_recordings_, {})) {
    if (number == recording_number_) {
      recording_.reset();
    }
  }
}

void OpenRegister::require_open() const {
  if (!register_) {
    throw WrongState("register_closed", "the register is closed: open it again");
  }
}

void OpenRegister::require_recording(std::int64_t number) const {
  if (!recording_ || number != recording_number_) {
    throw WrongState("recording_over", "the recording is over: begin another one");
  }
}

std::int64_t OpenRegister::begin_recording(RecordingOptions options) {
  const Claim claim{*this};
  require_open();
  if (recording_) {
    throw WrongState("recording_under_way", "expected no recording under way, found one");
  }
  const py::gil_scoped_release unlocked;
  recording_.emplace(register_->recording(std::move(options)));
  return ++recording_number_;
}

void OpenRegister::end_recording(std::int64_t number) {
  const Claim claim{*this};
  if (recording_ && number == recording_number_) {
    const py::gil_scoped_release unlocked;
    recording_.reset();
  }
}

void OpenRegister::abandon_recording(std::int64_t number) noexcept {
  {
    const std::lock_guard guard{abandoned_mutex_};
    abandoned_recordings_.push_back(number);
  }
  if (!is_in_use_.exchange(true)) {
    end_abandoned();
    is_in_use_ = false;
  }
}

void OpenRegister::close() {
  const Claim claim{*this};
  const py::gil_scoped_release unlocked;
  scans_.clear();
  recording_.reset();
  register_.reset();
}

std::int64_t OpenRegister::begin_scan(const RecordKind& kind, std::optional<Instant> as_known_at,
                                      bool references) {
  const Claim claim{*this};
  require_open();
  scans_.emplace(++scan_number_, RecordScan{*register_, kind, as_known_at, references});
  return scan_number_;
}

std::optional<ScannedRecord> OpenRegister::next_of_scan(std::int64_t number) {
  const Claim claim{*this};
  require_open();
  const auto scan = scans_.find(number);
  if (scan == scans_.end()) {
    return std::nullopt;
  }
  auto record = scan->second.next();
  if (!record) {
    scans_.erase(scan);
  }
  return record;
}

void OpenRegister::abandon_scan(std::int64_t number) noexcept {
  const std::lock_guard guard{abandoned_mutex_};
  abandoned_scans_.push_back(number);
}

} // namespace libcase::python
