// Which rows of an import the register knows already.
#pragma once

#include <cstring>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "register/import_outcomes.hpp"
#include "register/import_state.hpp"

namespace libcase {

struct DigestHash {
  std::size_t operator()(const Digest& digest) const noexcept {
    std::size_t hash = 0;
    std::memcpy(&hash, digest.data(), sizeof hash);
    return hash;
  }
};

/// What the content of a record comes down to, its links included; `without` a column, what the
/// others say.
Digest content_digest(const AnyRecord& record, const Column* without = nullptr);

/// Rows with a reference are compared with the versions of its record; rows without one are counted
/// against the records that say the same, but for those that their file names by a reference.
class KnownContent {
public:
  explicit KnownContent(ImportState& state) : state_(state) {}

  /// To be called before the rows of each group.
  void begin_group();
  /// Whether the register knows what the row says; moves the cursor of its subject.
  bool is_known(std::uint32_t index);
  /// Tells of a row without a reference that it was written.
  void count(std::uint32_t index);
  /// Rows of the group that another file says too.
  std::span<const CoupledRow> coupled_rows() const { return coupled_rows_; }

private:
  using Counts = std::unordered_map<Digest, std::int64_t, DigestHash>;
  struct SeenHash {
    std::size_t operator()(const std::pair<std::uint32_t, Digest>& key) const noexcept {
      return DigestHash{}(key.second) + key.first;
    }
  };

  /// The content of a row without a reference; it stays the same once what the row links to is
  /// written.
  Digest stable_content(ImportRow& row);
  /// Without a reference the rows of a file are counted against the records that say the same.
  bool is_counted(std::uint32_t index, const Digest& content);
  /// Whether that many rows before it in its group say the same; plans the row where not.
  bool is_planned(std::uint32_t index, const Digest& content, std::int64_t position);
  bool is_withdrawn_already(const ImportRow& row);
  std::uint32_t index_of(const ImportRow& row) const;
  void load_versions(std::size_t kind, SubjectState& subject);
  std::vector<Statement>& version_statements(std::size_t kind);
  const RecordingHeader& recording_of(const RowHeader& header);
  /// Counts the records that were there before this run, by their contents; all versions of a
  /// record count, each content once.
  void load_counts(std::size_t kind);

  ImportState& state_;
  std::deque<AnyRecord> loaded_;
  std::map<std::size_t, std::vector<Statement>> version_statements_; ///< by kind
  std::unordered_map<std::int64_t, RecordingHeader> recordings_;
  std::map<std::size_t, Counts> counts_; ///< by kind: records, by content
  std::set<std::size_t> counted_;        ///< the kinds whose older records are in `counts_`
  std::unordered_map<std::uint32_t, Digest> contents_; ///< of rows without a reference
  /// Rows of the group without a reference that are to be written, by content.
  std::unordered_map<Digest, std::vector<std::uint32_t>, DigestHash> planned_;
  std::vector<CoupledRow> coupled_rows_;
  using InFile = std::unordered_map<std::pair<std::uint32_t, Digest>, std::int64_t, SeenHash>;
  InFile seen_;  ///< rows without a reference, by file and content
  InFile named_; ///< records in `counts_` that the file names by their references
};

} // namespace libcase
