// Puts the files of cases together from records that were read kind by kind.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include <libcase/records/attachment.hpp>
#include <libcase/records/case_file.hpp>

#include "register/known_rows.hpp"
#include "register/row_groups.hpp"

namespace libcase {

/// The files of all cases among some records, each file with what is attached to it.
class FileAssembly {
public:
  /// The records are in the order of their ids, and those that lead to what the files shall hold
  /// are among them, also what is to be held of `CaseFile::elsewhere`. Files hold the kinds of
  /// `kinds` (all where empty), persons, cases and memberships.
  FileAssembly(RecordsByKind records, std::span<const RecordKind* const> kinds,
               std::int64_t known_at);

  std::size_t size() const noexcept;
  CaseId id(std::size_t at) const;
  CaseFile file(std::size_t at) const;
  /// Empty where the case is not among them.
  CaseFile file(CaseId id) const;
  /// The indexes of the other cases of the members of a case.
  std::vector<std::uint32_t> other_cases(std::size_t at) const;
  template <class R>
  const RecordsOf<R>& records_of() const noexcept {
    return std::get<RecordsOf<R>>(records_);
  }

private:
  static constexpr std::size_t kind_count = boost::mp11::mp_size<AllRecords>::value;
  /// The indexes of records among those of their kind.
  using Indexes = std::vector<std::uint32_t>;
  /// Those of the records in one file, by kind.
  using FileIndexes = std::array<Indexes, kind_count>;
  using IdsByKind = std::array<std::vector<std::int64_t>, kind_count>;

  /// A link to what is attached by links, and where it leads to for each record.
  struct Linking {
    AttachingLink link;
    Indexes targets;
  };

  /// What is recorded, in whichever case, of whether somebody is here.
  struct Whereabouts {
    Indexes departures;
    Indexes reappearances;
    Indexes memberships;
  };

  template <std::size_t Kind>
  void follow_links(const IdsByKind& ids);
  template <std::size_t Kind>
  Indexes targets_of(const AttachingLink& link, const IdsByKind& ids) const;
  Indexes members_of(std::size_t at) const;
  FileIndexes records_of(std::size_t at) const;
  void add_linked(std::size_t kind, FileIndexes& found) const;
  void find_whereabouts();
  Elsewhere elsewhere(CaseId id, const FileIndexes& found) const;

  std::int64_t known_at_;
  RecordsByKind records_;
  std::vector<std::size_t> attached_kinds_; ///< with records, each after those it is attached to
  std::vector<std::size_t> linked_kinds_;   ///< with records, each after those that link to it
  std::vector<std::size_t> held_kinds_;     ///< with records
  /// For each link by which a kind is attached: its records by the index of what they link to.
  std::array<std::vector<RowGroups>, kind_count> attached_;
  std::vector<Linking> linking_;
  Indexes person_of_membership_;
  Indexes case_of_membership_;
  RowGroups memberships_; ///< by person
  /// Of who was found here again, and of who is to receive a minor, by their id.
  std::map<std::int64_t, Whereabouts> whereabouts_;
  bool holds_arrangements_ = false;
};

} // namespace libcase
