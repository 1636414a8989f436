// A register as Python holds it: closed when asked, used by one thread at a time, and working
// without the interpreter's lock.
#pragma once

#include "pybind11.hpp"

#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>

#include <libcase/register/register.hpp>

namespace libcase::python {

/// A Register and the recording that is under way in it. Not copied: Python shares it.
class OpenRegister {
public:
  explicit OpenRegister(Register reg) : register_(std::move(reg)) {}
  OpenRegister(const OpenRegister&) = delete;
  OpenRegister& operator=(const OpenRegister&) = delete;
  ~OpenRegister() { close(); }

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
  /// Undoes a recording under way and closes the file. Does nothing where it is closed.
  void close();

private:
  class Claim {
  public:
    explicit Claim(OpenRegister& owner);
    ~Claim() { owner_.is_in_use_ = false; }

  private:
    OpenRegister& owner_;
  };
  void require_open() const;
  void require_recording(std::int64_t number) const;

  std::optional<Register> register_;
  std::optional<Recording> recording_{};
  std::int64_t recording_number_ = 0;
  std::atomic<bool> is_in_use_ = false;
};

} // namespace libcase::python
