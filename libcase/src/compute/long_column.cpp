#include <libcase/compute/long_column.hpp>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace libcase {

namespace {

constexpr std::size_t large_page = std::size_t{1} << 21;

} // namespace

void* allocate_long_column(std::size_t bytes) {
  if (bytes < large_page) {
    return ::operator new(bytes);
  }
  void* column = ::operator new (bytes, std::align_val_t{large_page});
#ifdef MADV_HUGEPAGE
  ::madvise(column, bytes, MADV_HUGEPAGE); // a wish: without it, pages are small
#endif
  return column;
}

void free_long_column(void* column, std::size_t bytes) noexcept {
  if (bytes < large_page) {
    ::operator delete(column);
  } else {
    ::operator delete (column, std::align_val_t{large_page});
  }
}

} // namespace libcase
