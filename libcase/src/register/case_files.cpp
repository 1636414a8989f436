#include <algorithm>
#include <array>
#include <set>

#include <libcase/records/attachment.hpp>
#include <libcase/register/case_files.hpp>

#include "register/case_reader.hpp"
#include "register/known_rows.hpp"
#include "register/register_access.hpp"
#include "register/row_groups.hpp"
#include "register/schema.hpp"

namespace libcase {

namespace {

constexpr std::size_t kind_count = boost::mp11::mp_size<AllRecords>::value;

template <class R>
constexpr std::size_t index_of = boost::mp11::mp_find<AllRecords, R>::value;

/// The indexes of records among those of their kind.
using Indexes = std::vector<std::uint32_t>;
/// Those of the records in one file, by kind.
using FileIndexes = std::array<Indexes, kind_count>;

void sort_out(Indexes& indexes) {
  std::ranges::sort(indexes);
  indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
}

/// Where a table by ids has an id. Throws FormatError (`damaged`).
std::size_t slot_of(std::int64_t id, std::size_t size) {
  if (id <= 0 || static_cast<std::size_t>(id) >= size) {
    throw FormatError("damaged", "a link in the register leads to no row: verify it");
  }
  return static_cast<std::size_t>(id);
}

/// Adds to what records link to, by the targets of all records of their kind.
void add_targets(const Indexes& records, const Indexes& target_of_record, Indexes& targets) {
  for (const std::uint32_t record : records) {
    if (target_of_record[record] != no_index) {
      targets.push_back(target_of_record[record]);
    }
  }
}

} // namespace

struct CaseFiles::State {
  State(const Register& reg, std::span<const RecordKind* const> kinds, std::int64_t recording,
        int threads)
      : known_at(recording), is_read(kinds_to_read(kinds)), is_held(kinds_to_hold(kinds)),
        rows(read_known_records(connection_of(reg), is_read, recording, threads)),
        index_of_id(static_cast<std::size_t>(last_row_of(connection_of(reg), recording)) + 1,
                    no_index) {
    for_each_kind([&](auto kind) {
      std::uint32_t index = 0;
      for (const auto& recorded : std::get<kind>(rows)) {
        index_of_id[slot_of(recorded.id.value, index_of_id.size())] = index++;
      }
    });
    for_each_kind([&](auto kind) {
      if (is_read[kind]) {
        follow_links<kind>();
      }
    });
    Indexes().swap(index_of_id);
  }

  std::size_t count_of(std::size_t kind_index) const {
    return boost::mp11::mp_with_index<kind_count>(
        kind_index, [&](auto kind) { return std::get<kind>(rows).size(); });
  }

  template <std::size_t Kind>
  void follow_links() {
    const KindAttachment& attachment = record_attachments()[Kind];
    for (const AttachingLink& link : attachment.links) {
      attached[Kind].emplace_back(targets_of<Kind>(link), count_of(link.to));
    }
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
      if (is_read[kind]) {
        for (const AttachingLink& link : record_attachments()[kind].linked_by) {
          if (link.from == Kind) {
            linking.push_back({link, targets_of<Kind>(link)});
          }
        }
      }
    }
    if constexpr (Kind == index_of<UnitMember>) {
      for (const AttachingLink& link : record_attachments()[index_of<Person>].linked_by) {
        if (link.from == Kind) {
          person_of_membership = targets_of<Kind>(link);
        }
      }
      case_of_membership = targets_of<Kind>(attachment.links.front());
      memberships = {person_of_membership, count_of(index_of<Person>)};
    }
  }

  /// For each record of a kind the index of what it links to, or `no_index`.
  template <std::size_t Kind>
  Indexes targets_of(const AttachingLink& link) const {
    const std::size_t target_count = count_of(link.to);
    Indexes found;
    found.reserve(std::get<Kind>(rows).size());
    for (const auto& recorded : std::get<Kind>(rows)) {
      const std::int64_t id = linked_id(link, &recorded.record);
      const std::uint32_t index = id == 0 ? no_index : index_of_id[slot_of(id, index_of_id.size())];
      found.push_back(index < target_count ? index : no_index);
    }
    return found;
  }

  /// The members of a case, now or before, each once.
  Indexes members_of(std::size_t at) const {
    Indexes found;
    for (const std::uint32_t row : attached[index_of<UnitMember>].front()[at]) {
      if (person_of_membership[row] != no_index) {
        found.push_back(person_of_membership[row]);
      }
    }
    sort_out(found);
    return found;
  }

  /// The records in the file of a case, of all kinds that are read.
  FileIndexes records_of(std::size_t at) const {
    FileIndexes found;
    found[index_of<Case>] = {static_cast<std::uint32_t>(at)};
    const Indexes members = members_of(at);
    for (std::size_t kind = 0; kind < kind_count; ++kind) { // each after those it is attached to
      const auto& links = record_attachments()[kind].links;
      std::size_t asked = 0;
      for (std::size_t link = 0; link < attached[kind].size(); ++link) {
        const std::size_t target = links[link].to;
        for (const std::uint32_t index : target == index_of<Person> ? members : found[target]) {
          const auto rows_of_it = attached[kind][link][index];
          found[kind].insert(found[kind].end(), rows_of_it.begin(), rows_of_it.end());
          ++asked;
        }
      }
      if (asked > 1) {
        sort_out(found[kind]);
      }
    }
    for (std::size_t kind = kind_count; kind-- > 0;) { // each after those that link to it
      if (is_read[kind] && record_attachments()[kind].by == Attachment::links) {
        add_linked(kind, found);
      }
    }
    return found;
  }

  /// Adds what the records of a file link to, and what that links to in turn.
  void add_linked(std::size_t kind, FileIndexes& found) const {
    std::size_t count = 0;
    do {
      count = found[kind].size();
      Indexes more;
      for (const Linking& from : linking) {
        if (from.link.to == kind) {
          add_targets(found[from.link.from], from.targets, more);
        }
      }
      sort_out(more);
      found[kind] = std::move(more);
    } while (found[kind].size() > count && !record_attachments()[kind].within.empty());
  }

  /// The other cases of the members of a case.
  Indexes other_cases(std::size_t at) const {
    Indexes found;
    for (const std::uint32_t person : members_of(at)) {
      for (const std::uint32_t row : memberships[person]) {
        if (case_of_membership[row] != no_index && case_of_membership[row] != at) {
          found.push_back(case_of_membership[row]);
        }
      }
    }
    sort_out(found);
    return found;
  }

  /// A link to what is attached by links, and where it leads to for each record.
  struct Linking {
    AttachingLink link;
    Indexes targets;
  };

  std::int64_t known_at;
  std::vector<bool> is_read;
  std::vector<bool> is_held;
  RecordsByKind rows;
  Indexes index_of_id; ///< until all links are followed
  /// For each link by which a kind is attached: its records by the index of what they link to.
  std::array<std::vector<RowGroups>, kind_count> attached;
  std::vector<Linking> linking;
  Indexes person_of_membership;
  Indexes case_of_membership;
  RowGroups memberships; ///< by person
};

CaseFiles::CaseFiles(const Register& reg, std::span<const RecordKind* const> kinds,
                     std::optional<Instant> as_known_at, int threads) {
  connection_of(reg).require_no_recording();
  state_ =
      std::make_unique<State>(reg, kinds, reg.last_recording_at(as_known_at), std::max(threads, 1));
}

CaseFiles::CaseFiles(CaseFiles&&) noexcept = default;
CaseFiles& CaseFiles::operator=(CaseFiles&&) noexcept = default;
CaseFiles::~CaseFiles() = default;

std::size_t CaseFiles::size() const noexcept {
  return std::get<index_of<Case>>(state_->rows).size();
}

CaseId CaseFiles::id(std::size_t at) const {
  return std::get<index_of<Case>>(state_->rows).at(at).id;
}

CaseFile CaseFiles::file(std::size_t at) const {
  CaseFile file{id(at), state_->known_at};
  const FileIndexes found = state_->records_of(at);
  for_each_kind([&](auto kind) {
    if (state_->is_held[kind]) {
      for (const std::uint32_t index : found[kind]) {
        file.add(std::get<kind>(state_->rows)[index]);
      }
    }
  });
  return file;
}

std::vector<CaseFile> CaseFiles::earlier_files(std::size_t at) const {
  std::vector<CaseFile> files;
  for (const std::uint32_t other : state_->other_cases(at)) {
    files.push_back(file(other));
  }
  return files;
}

std::vector<CaseFile> earlier_files(const Register& reg, const CaseFile& file) {
  const std::int64_t known_at = file.known_at_recording();
  const std::string cases = R"(SELECT "case_id" FROM )" +
                            sql_name(record_kind<UnitMember>().table) +
                            R"( WHERE "person_id" = ?1 AND )";
  const auto [current, later] = known_at_halves(2);
  Statement& statement =
      connection_of(reg).statement(cases + current + " UNION ALL " + cases + later);
  std::set<std::int64_t> others;
  for (const auto& member : file.all<UnitMember>()) {
    Rows rows{statement};
    statement.bind(1, member->person_id.value);
    statement.bind(2, known_at);
    while (rows.next()) {
      others.insert(statement.integer(0));
    }
  }
  others.erase(file.id().value);
  std::vector<CaseFile> files;
  for (const std::int64_t other : others) {
    files.push_back(read_case_file(connection_of(reg), {other}, known_at));
  }
  return files;
}

std::vector<CaseFile> earlier_files(const Register& reg, CaseId id,
                                    std::optional<Instant> as_known_at) {
  return earlier_files(reg, reg.file(id, as_known_at));
}

} // namespace libcase
