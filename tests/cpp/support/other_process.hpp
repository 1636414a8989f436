// Another process, as a clerk's program beside the one under test.
#pragma once

#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace libcase::testing {

/// Forks at once and waits: what is opened between its making and `run` it does not share.
class OtherProcess {
public:
  explicit OtherProcess(const std::function<std::string()>& task) {
    if (::pipe(start_) != 0 || ::pipe(answer_) != 0) {
      throw std::runtime_error("no pipe");
    }
    process_ = ::fork();
    if (process_ == 0) {
      ::close(start_[1]);
      char go = 0;
      if (::read(start_[0], &go, 1) == 1) {
        const std::string answer = answer_of(task);
        static_cast<void>(::write(answer_[1], answer.data(), answer.size()) == 0);
      }
      ::_exit(0);
    }
    ::close(answer_[1]);
  }
  OtherProcess(const OtherProcess&) = delete;
  OtherProcess& operator=(const OtherProcess&) = delete;
  ~OtherProcess() {
    ::close(start_[0]);
    ::close(start_[1]);
    ::close(answer_[0]);
    ::waitpid(process_, nullptr, 0);
  }

  /// What the task answers, or the sentence of the error it ends with.
  std::string run() {
    static_cast<void>(::write(start_[1], "g", 1) == 0);
    std::string answer;
    char letter = 0;
    while (::read(answer_[0], &letter, 1) == 1) {
      answer += letter;
    }
    return answer;
  }

private:
  static std::string answer_of(const std::function<std::string()>& task) {
    try {
      return task();
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  int start_[2]{};
  int answer_[2]{};
  pid_t process_ = 0;
};

} // namespace libcase::testing
