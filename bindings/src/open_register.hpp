// A register as Python holds it: closed when asked, used by one thread at a time, and working
// without the interpreter's lock.
#pragma once

#include "pybind11.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <libcase/register/record_scan.hpp>
#include <libcase/register/register.hpp>

namespace libcase::python {

/// A Register and the recording that is under way in it. Not copied: Python shares it.
class OpenRegister {
public:
  explicit OpenRegister(Register reg) : register_(std::move(reg)) {}
  OpenRegister(const OpenRegister&) = delete;
  OpenRegister& operator=(const OpenRegister&) = delete;
  /// Needs no lock of the interpreter: a stream that Python gave away may be the last to hold it.
  ~OpenRegister() = default;

  /// Calls `work` with the register, without the interpreter's lock. Throws WrongState
  /// (`register_closed`, `register_in_use`).
  template <class Work>
  auto with_register(Work&& work) {
    const Claim claim{*this};
    require_open();
    const py::gil_scoped_release unlocked;
    return work(*register_);
  }
  /// Calls `work` with the recording of that number, which is over where it throws.
  template <class Work>
  auto with_recording(std::int64_t number, Work&& work) {
    const Claim claim{*this};
    require_open();
    require_recording(number);
    const py::gil_scoped_release unlocked;
    try {
      return work(*recording_);
    } catch (...) {
      recording_.reset();
      throw;
    }
  }
  /// Begins a recording; returns the number to name it by.
  std::int64_t begin_recording(RecordingOptions options);
  /// Ends a recording, undone unless it was committed. Does nothing where it is over.
  void end_recording(std::int64_t number);
  /// Ends a recording that nobody holds any more, so that others can write: at once, or, where the
  /// register is at work in another thread, when it is next used.
  void abandon_recording(std::int64_t number) noexcept;
  /// Begins to scan records of a kind; returns the number to name the scan by.
  std::int64_t begin_scan(const RecordKind& kind, std::optional<Instant> as_known_at,
                          bool references);
  /// The next record; empty after the last one. Called with or without the interpreter's lock.
  std::optional<ScannedRecord> next_of_scan(std::int64_t number);
  /// Ends a scan when the register is next used. Called from any thread.
  void abandon_scan(std::int64_t number) noexcept;
  /// Undoes a recording under way, ends all scans and closes the file. Does nothing where it is
  /// closed.
  void close();

private:
  class Claim {
  public:
    explicit Claim(OpenRegister& owner);
    ~Claim() { owner_.is_in_use_ = false; }

  private:
    OpenRegister& owner_;
  };
  /// Ends what was abandoned. To be called by who has claimed the register.
  void end_abandoned();
  void require_open() const;
  void require_recording(std::int64_t number) const;

  std::optional<Register> register_;
  std::optional<Recording> recording_{};
  std::int64_t recording_number_ = 0;
  std::map<std::int64_t, RecordScan> scans_{};
  std::int64_t scan_number_ = 0;
  std::mutex abandoned_mutex_{};
  std::vector<std::int64_t> abandoned_scans_{};
  std::vector<std::int64_t> abandoned_recordings_{};
  std::atomic<bool> is_in_use_ = false;
};

} // namespace libcase::python
