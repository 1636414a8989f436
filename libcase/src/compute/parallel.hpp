// Cutting a range of rows over a few threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace libcase {

/// How many threads are worth starting for so many rows.
inline std::size_t useful_threads(std::size_t row_count, int asked) {
  constexpr std::size_t rows_worth_a_thread = 1 << 16;
  return std::clamp<std::size_t>(row_count / rows_worth_a_thread, 1,
                                 static_cast<std::size_t>(std::max(asked, 1)));
}

/// Calls `work(part)` for so many parts, each in its own thread, the last in this one. What a part
/// throws is thrown here, once all have ended.
template <class Work>
void in_threads(std::size_t parts, const Work& work) {
  std::vector<std::exception_ptr> failures(parts);
  const auto run = [&](std::size_t part) noexcept {
    try {
      work(part);
    } catch (...) {
      failures[part] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t part = 0; part + 1 < parts; ++part) {
      threads.emplace_back(run, part);
    }
    run(parts - 1);
  }
  for (const auto& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

/// Calls `work(part, begin, end)` for `parts` equal parts of the rows, as `in_threads` does.
template <class Work>
void in_parallel(std::size_t parts, std::size_t row_count, const Work& work) {
  in_threads(parts, [&](std::size_t part) {
    work(part, row_count * part / parts, row_count * (part + 1) / parts);
  });
}

/// Gives out rows in pieces, to whichever thread is ready for more.
class Pieces {
public:
  Pieces(std::size_t row_count, std::size_t size) : row_count_(row_count), size_(size) {}

  /// Calls `work(begin, end)` with pieces until there are none.
  template <class Work>
  void take(const Work& work) {
    for (std::size_t begin = next_.fetch_add(size_); begin < row_count_;
         begin = next_.fetch_add(size_)) {
      work(begin, std::min(begin + size_, row_count_));
    }
  }

private:
  std::size_t row_count_;
  std::size_t size_;
  std::atomic<std::size_t> next_ = 0;
};

} // namespace libcase
