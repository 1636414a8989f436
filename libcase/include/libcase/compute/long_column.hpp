// Long columns of values that are written once.
#ifndef LIBCASE_COMPUTE_LONG_COLUMN_HPP
#define LIBCASE_COMPUTE_LONG_COLUMN_HPP

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace libcase {

/// Memory that lies on large pages where it is long and the system has them.
void* allocate_long_column(std::size_t bytes);
void free_long_column(void* column, std::size_t bytes) noexcept;

/// Allocates long columns, whose values are not set before they are written.
template <class T>
struct LongColumnAllocator {
  using value_type = T;
  static_assert(std::is_trivially_copyable_v<T>);

  LongColumnAllocator() = default;
  template <class U>
  LongColumnAllocator(const LongColumnAllocator<U>&) noexcept {}

  T* allocate(std::size_t size) { return static_cast<T*>(allocate_long_column(size * sizeof(T))); }
  void deallocate(T* column, std::size_t size) noexcept {
    free_long_column(column, size * sizeof(T));
  }

  template <class U, class... Values>
  void construct(U* place, Values&&... values) {
    ::new (static_cast<void*>(place)) U(std::forward<Values>(values)...);
  }
  template <class U>
  void construct(U* place) noexcept {
    ::new (static_cast<void*>(place)) U;
  }

  bool operator==(const LongColumnAllocator&) const noexcept = default;
};

/// A column of values. Those that `resize` adds have no value until one is written.
template <class T>
using LongColumn = std::vector<T, LongColumnAllocator<T>>;

} // namespace libcase

#endif // LIBCASE_COMPUTE_LONG_COLUMN_HPP
