#include "text/byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>
#include <vector>

#include <zlib.h>

#include <libcase/vocabulary/errors.hpp>

#include "text/files.hpp"

namespace libcase {

namespace {

constexpr std::size_t block_size = std::size_t{256} << 10;
constexpr int gzip_only = 16 + MAX_WBITS;

struct CloseFile {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

} // namespace

struct ByteSource::State {
  std::unique_ptr<std::FILE, CloseFile> file; ///< null for bytes in memory
  std::vector<char> block;
  std::string_view ahead; ///< read and not yet handed over
  std::int64_t done = 0;
  std::int64_t total = 0;
  z_stream inflater{};
  bool is_gzip = false;
  bool is_inside_member = false;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (is_gzip) {
      inflateEnd(&inflater);
    }
  }

  bool refill() {
    if (!ahead.empty() || !file) {
      return !ahead.empty();
    }
    const std::size_t size = std::fread(block.data(), 1, block.size(), file.get());
    if (size == 0 && std::ferror(file.get()) != 0) {
      throw StorageError("cannot_read", "expected to read the file, found: " +
                                            std::generic_category().message(errno));
    }
    ahead = {block.data(), size};
    return size > 0;
  }

  void begin() {
    refill();
    is_gzip = ahead.starts_with("\x1f\x8b");
    if (is_gzip && inflateInit2(&inflater, gzip_only) != Z_OK) {
      is_gzip = false;
      throw std::bad_alloc{};
    }
    is_inside_member = is_gzip;
  }

  void drop(std::size_t size) {
    ahead.remove_prefix(size);
    done += static_cast<std::int64_t>(size);
  }

  /// After the end of a member: goes to the next one; false where only zero padding follows.
  bool next_member() {
    while (refill()) {
      if (ahead.front() == '\0') {
        drop(1);
        continue;
      }
      if (inflateReset(&inflater) != Z_OK) {
        throw std::bad_alloc{};
      }
      is_inside_member = true;
      return true;
    }
    return false;
  }

  std::size_t read_plain(char* buffer, std::size_t size) {
    if (!refill()) {
      return 0;
    }
    const std::size_t count = std::min(size, ahead.size());
    std::memcpy(buffer, ahead.data(), count);
    drop(count);
    return count;
  }

  std::size_t read_gzip(char* buffer, std::size_t size) {
    inflater.next_out = reinterpret_cast<Bytef*>(buffer);
    inflater.avail_out = static_cast<uInt>(size);
    while (inflater.avail_out == size) {
      if (!is_inside_member && !next_member()) {
        return 0;
      }
      if (!refill()) {
        throw FormatError("truncated_gzip", "expected the end of the gzip file, found that the "
                                            "file was cut off before it");
      }
      inflater.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(ahead.data()));
      inflater.avail_in = static_cast<uInt>(ahead.size());
      const int result = inflate(&inflater, Z_NO_FLUSH);
      drop(ahead.size() - inflater.avail_in);
      if (result == Z_STREAM_END) {
        is_inside_member = false;
      } else if (result != Z_OK && result != Z_BUF_ERROR) {
        throw FormatError(
            "damaged_gzip",
            "expected a gzip file, found bytes that are none: " +
                std::string{inflater.msg != nullptr ? inflater.msg : "the stream is damaged"});
      }
    }
    return size - inflater.avail_out;
  }
};

ByteSource::ByteSource(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  require_plain_file(path);
  state_->file.reset(std::fopen(path.c_str(), "rb"));
  if (!state_->file) {
    throw StorageError("cannot_open", "expected a file that can be read, found: " +
                                          std::generic_category().message(errno) + ": " +
                                          path.string());
  }
  std::error_code problem;
  const auto size = std::filesystem::file_size(path, problem);
  state_->total = problem ? 0 : static_cast<std::int64_t>(size);
  state_->block.resize(block_size);
  state_->begin();
}

ByteSource::ByteSource(std::string_view bytes) : state_(std::make_unique<State>()) {
  state_->ahead = bytes;
  state_->total = static_cast<std::int64_t>(bytes.size());
  state_->begin();
}

ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

std::size_t ByteSource::read(char* buffer, std::size_t size) {
  return state_->is_gzip ? state_->read_gzip(buffer, size) : state_->read_plain(buffer, size);
}

std::int64_t ByteSource::bytes_done() const noexcept {
  return state_->done;
}
std::int64_t ByteSource::bytes_total() const noexcept {
  return state_->total;
}

} // namespace libcase
