#include "register/case_reader.hpp"

#include <algorithm>
#include <array>

#include <libcase/records/attachment.hpp>

#include "register/transaction.hpp"

namespace libcase {

namespace {

constexpr std::size_t kind_count = boost::mp11::mp_size<AllRecords>::value;
constexpr std::size_t person_kind = boost::mp11::mp_find<AllRecords, Person>::value;
constexpr std::size_t case_kind = boost::mp11::mp_find<AllRecords, Case>::value;
constexpr std::size_t member_kind = boost::mp11::mp_find<AllRecords, UnitMember>::value;

using Ids = std::vector<std::int64_t>;

void sort_out(Ids& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

struct ReadRecord {
  RowHeader header;
  AnyRecord record;
};

/// Reads the records of one case, kind by kind, each after those it is attached to.
class FileReader {
public:
  FileReader(Connection& connection, CaseId id, std::int64_t known_at,
             std::span<const RecordKind* const> kinds)
      : connection_(connection), case_id_(id.value), known_at_(known_at),
        is_read_(kinds_to_read(kinds)), is_held_(kinds_to_hold(kinds)) {}

  CaseFile read() {
    const ReadTransaction one_view{connection_};
    if (connection_.has_rows(member_kind, known_at_)) {
      read_kind(member_kind);
    }
    for (const ReadRecord& member : read_[member_kind]) {
      members_.push_back(std::get<UnitMember>(member.record).person_id.value);
    }
    sort_out(members_);
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
      if (kind != member_kind && is_read_[kind] && connection_.has_rows(kind, known_at_)) {
        read_kind(kind);
      }
    }
    for (std::size_t kind = kind_count; kind-- > 0;) { // each after those that link to it
      if (is_read_[kind] && record_attachments()[kind].by == Attachment::links) {
        read_linked(kind);
      }
    }
    return file();
  }

private:
  void read_kind(std::size_t kind) {
    const KindAttachment& attachment = record_attachments()[kind];
    switch (attachment.by) {
    case Attachment::none:
    case Attachment::links:
      return;
    case Attachment::itself:
      add_rows(kind, connection_.table(kind).by_id(), case_id_);
      return;
    case Attachment::cases:
    case Attachment::persons:
      break;
    }
    std::size_t asked = 0;
    for (const AttachingLink& link : attachment.links) {
      RecordTable& table = connection_.table(kind);
      for_each_id(link.to, [&](std::int64_t id) {
        add_rows(kind, table.by_link(*link.column), id);
        ++asked;
      });
    }
    put_in_order(read_[kind], asked > 1);
  }

  /// Calls `visit(id)` with the id of each record of the file to which others are attached.
  template <class Visit>
  void for_each_id(std::size_t kind, Visit&& visit) {
    if (kind == case_kind) {
      visit(case_id_);
      return;
    }
    if (kind == person_kind) {
      std::ranges::for_each(members_, visit);
      return;
    }
    for (const ReadRecord& read : read_[kind]) {
      visit(read.header.id);
    }
  }

  /// Reads what the records of the file link to, and what that links to in turn.
  void read_linked(std::size_t kind) {
    const KindAttachment& attachment = record_attachments()[kind];
    Ids wanted;
    for (const AttachingLink& link : attachment.linked_by) {
      for (const ReadRecord& read : read_[link.from]) {
        add_link(link, read, wanted);
      }
    }
    Ids known;
    while (!wanted.empty()) {
      sort_out(wanted);
      Ids found;
      std::ranges::set_difference(wanted, known, std::back_inserter(found));
      wanted.clear();
      for (const std::int64_t id : found) {
        const std::size_t before = read_[kind].size();
        add_rows(kind, connection_.table(kind).by_id(), id);
        if (read_[kind].size() > before) {
          for (const AttachingLink& link : attachment.within) {
            add_link(link, read_[kind].back(), wanted);
          }
        }
      }
      known.insert(known.end(), found.begin(), found.end());
      std::ranges::sort(known);
    }
    put_in_order(read_[kind], !attachment.within.empty());
  }

  static void add_link(const AttachingLink& link, const ReadRecord& read, Ids& ids) {
    if (const std::int64_t id = linked_id(link, data_of(read.record)); id != 0) {
      ids.push_back(id);
    }
  }

  void add_rows(std::size_t kind, Statement& statement, std::int64_t id) {
    const RecordTable& table = connection_.table(kind);
    Rows rows{statement};
    statement.bind(1, id);
    statement.bind(2, known_at_);
    while (rows.next()) {
      read_[kind].push_back({table.header(statement), table.record(statement)});
    }
  }

  /// The order in which the records were first written; each stands once.
  static void put_in_order(std::vector<ReadRecord>& records, bool may_repeat) {
    const auto id = [](const ReadRecord& read) { return read.header.id; };
    if (!std::ranges::is_sorted(records, {}, id)) {
      std::ranges::sort(records, {}, id);
    }
    if (may_repeat) {
      records.erase(std::unique(records.begin(), records.end(),
                                [&](const ReadRecord& left, const ReadRecord& right) {
                                  return id(left) == id(right);
                                }),
                    records.end());
    }
  }

  CaseFile file() {
    CaseFile file{CaseId{case_id_}, known_at_};
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
      if (is_held_[kind]) {
        for (ReadRecord& read : read_[kind]) {
          file.add(read.header.row, read.header.id, read.header.recording, std::move(read.record));
        }
      }
    }
    return file;
  }

  Connection& connection_;
  std::int64_t case_id_;
  std::int64_t known_at_;
  std::vector<bool> is_read_;
  std::vector<bool> is_held_;
  Ids members_;
  std::array<std::vector<ReadRecord>, kind_count> read_;
};

} // namespace

CaseFile read_case_file(Connection& connection, CaseId id, std::int64_t known_at,
                        std::span<const RecordKind* const> kinds) {
  return FileReader{connection, id, known_at, kinds}.read();
}

} // namespace libcase
