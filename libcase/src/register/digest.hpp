// BLAKE2b over what a row or a recording says, in one canonical form.
//
// Texts are preceded by their length, integers are eight bytes, little end first; fields stand in
// the order of their names and empty ones are left out, so that a member added later changes no
// digest that was made before.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sodium.h>

#include <libcase/describe/stored.hpp>
#include <libcase/register/recording.hpp>

namespace libcase {

/// The bytes a digest is taken of.
class DigestBytes {
public:
  void clear() noexcept { bytes_.clear(); }
  void integer(std::int64_t value);
  void text(std::string_view text);
  void raw(std::string_view bytes) { bytes_.append(bytes); }
  Digest digest() const;

private:
  std::string bytes_;
};

/// Digests of the rows of one kind.
class RowDigester {
public:
  explicit RowDigester(const RecordKind& kind);
  /// `values` are the stored values in the order of `stored_columns(kind)`.
  Digest digest(std::int64_t row, std::int64_t id, std::int64_t recording,
                std::span<const StoredValue> values);

private:
  struct Field {
    std::size_t index;
    std::string name; ///< as it stands in the bytes: with its length before it
  };
  std::string table_;
  std::vector<Field> by_name_;
  DigestBytes bytes_;
};

/// A row of `external_references`: the seal is covered, reference and salt are not.
Digest reference_digest(std::int64_t row, std::int64_t id, std::int64_t recording,
                        std::string_view kind, std::span<const std::uint8_t> seal);

/// The seal of a reference under its salt.
Digest seal_of(std::span<const std::uint8_t> salt, std::string_view reference);

/// The digest of a recording: header, the digests of its rows in order, and their count.
class RecordingDigester {
public:
  RecordingDigester(const Digest& previous, const RecordingHeader& header, std::int64_t first_row);
  void add_row(const Digest& digest);
  Digest finish();

private:
  crypto_generichash_state state_;
  std::int64_t count_ = 0;
};

} // namespace libcase
