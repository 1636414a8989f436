// Which new rows of an import look like the correction of a record that they do not name.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>

#include "register/import_known.hpp"
#include "register/import_outcomes.hpp"
#include "register/import_state.hpp"

namespace libcase {

/// A row without a reference that says the same as a record but for one amount or one day, and of
/// that record no row is left among the files: most likely somebody mended a slip in them.
class LikeKnown {
public:
  /// `last_before` is the last recording before the import.
  LikeKnown(const ImportState& state, std::int64_t last_before)
      : state_(state), before_(last_before) {}

  /// What to tell of a row that the register does not know; empty where it is like no other.
  std::optional<CsvFinding> finding(std::uint32_t index);

private:
  /// Records by what they say but for one of their columns.
  using Records = std::unordered_map<Digest, std::int64_t, DigestHash>;

  bool has_known_links(const ImportRow& row) const;
  const Records& left_over(std::size_t kind);
  /// How many rows of one file, the one with the most, say the same.
  std::unordered_map<Digest, std::int64_t, DigestHash> rows_by_content(std::size_t kind) const;
  CsvFinding corrects(std::int64_t id, std::size_t kind, const Column& column) const;

  const ImportState& state_;
  std::int64_t before_;
  std::map<std::size_t, Records> left_over_; ///< by kind
};

} // namespace libcase
