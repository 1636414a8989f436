#include "register/case_reader.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <libcase/records/attachment.hpp>

#include "register/recorded_row.hpp"
#include "register/transaction.hpp"

namespace libcase {

namespace {

constexpr std::size_t kind_count = boost::mp11::mp_size<AllRecords>::value;
constexpr std::size_t person_kind = boost::mp11::mp_find<AllRecords, Person>::value;
constexpr std::size_t case_kind = boost::mp11::mp_find<AllRecords, Case>::value;
constexpr std::size_t member_kind = boost::mp11::mp_find<AllRecords, UnitMember>::value;
constexpr std::size_t departure_kind = boost::mp11::mp_find<AllRecords, Departure>::value;
constexpr std::size_t reappearance_kind = boost::mp11::mp_find<AllRecords, Reappearance>::value;

using Ids = std::vector<std::int64_t>;

void sort_out(Ids& ids) {
  if (!std::ranges::is_sorted(ids)) {
    std::ranges::sort(ids);
  }
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// The order in which the records were first written; each stands once.
template <class R>
void put_in_order(RecordsOf<R>& records) {
  const auto id = [](const Recorded<R>& recorded) { return recorded.id.value; };
  if (!std::ranges::is_sorted(records, {}, id)) {
    std::ranges::sort(records, {}, id);
  }
  const auto is_same = [&](const auto& left, const auto& right) { return id(left) == id(right); };
  records.erase(std::unique(records.begin(), records.end(), is_same), records.end());
}

bool is_known(const RowHeader& header, std::int64_t recording) {
  return header.recording <= recording && header.superseded_by.value_or(recording + 1) > recording;
}

void add_links(const AttachingLink& link, const RecordsByKind& records, Ids& ids) {
  boost::mp11::mp_with_index<kind_count>(link.from, [&](auto from) {
    for (const auto& recorded : std::get<from>(records)) {
      if (const std::int64_t id = linked_id(link, &recorded.record); id != 0) {
        ids.push_back(id);
      }
    }
  });
}

/// Reads the records of some cases, kind by kind, each after those it is attached to.
class RecordReader {
public:
  RecordReader(Connection& connection, std::span<const std::int64_t> cases,
               const std::vector<bool>& is_read, std::int64_t before, std::int64_t after)
      : connection_(connection), before_(before), after_(after) {
    const ReadTransaction one_view{connection_};
    ids_[case_kind] = {cases.begin(), cases.end()};
    if (connection_.has_rows(member_kind, after_)) {
      read_kind(member_kind);
    }
    for (const RecordsByKind* known : {&known_before, &known_after}) {
      for (const auto& member : std::get<member_kind>(*known)) {
        ids_[person_kind].push_back(member->person_id.value);
      }
    }
    sort_out(ids_[person_kind]);
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
      if (kind != member_kind && is_read[kind] && connection_.has_rows(kind, after_)) {
        read_kind(kind);
      }
    }
    for (std::size_t kind = kind_count; kind-- > 0;) { // each after those that link to it
      if (is_read[kind] && record_attachments()[kind].by == Attachment::links) {
        read_linked(kind);
      }
    }
    if (is_read[departure_kind] && is_read[reappearance_kind]) {
      read_elsewhere();
    }
  }

  RecordsByKind known_before; ///< empty where both recordings are the same
  RecordsByKind known_after;

private:
  void read_kind(std::size_t kind) {
    const KindAttachment& attachment = record_attachments()[kind];
    switch (attachment.by) {
    case Attachment::none:
    case Attachment::links:
      return;
    case Attachment::itself:
      for (const std::int64_t id : Ids{ids_[kind]}) {
        add_rows(kind, connection_.table(kind).by_id(), id);
      }
      break;
    case Attachment::cases:
    case Attachment::persons:
      for (const AttachingLink& link : attachment.links) {
        Statement& linked = connection_.table(kind).by_link(*link.column);
        for (const std::int64_t id : ids_[link.to]) {
          add_rows(kind, linked, id);
        }
      }
      break;
    }
    settle(kind);
  }

  void settle(std::size_t kind) {
    boost::mp11::mp_with_index<kind_count>(kind, [&](auto of_kind) {
      put_in_order(std::get<of_kind>(known_before));
      put_in_order(std::get<of_kind>(known_after));
    });
    sort_out(ids_[kind]);
  }

  /// Reads what the records link to, and what that links to in turn.
  void read_linked(std::size_t kind) {
    const KindAttachment& attachment = record_attachments()[kind];
    const auto linked_by = [&](std::span<const AttachingLink> links) {
      Ids ids;
      for (const AttachingLink& link : links) {
        add_links(link, known_before, ids);
        add_links(link, known_after, ids);
      }
      sort_out(ids);
      return ids;
    };
    Ids known;
    Ids found = linked_by(attachment.linked_by);
    while (!found.empty()) {
      for (const std::int64_t id : found) {
        add_rows(kind, connection_.table(kind).by_id(), id);
      }
      known.insert(known.end(), found.begin(), found.end());
      sort_out(known);
      found.clear();
      std::ranges::set_difference(linked_by(attachment.within), known, std::back_inserter(found));
    }
    settle(kind);
  }

  /// Reads what other cases say of members who were found here again, and of who is to receive a
  /// minor.
  void read_elsewhere() {
    Ids carers;
    Ids departed;
    for (const RecordsByKind* known : {&known_before, &known_after}) {
      for (const auto& arrangement : std::get<RecordsOf<ReceptionArrangement>>(*known)) {
        if (arrangement->carer_id) {
          carers.push_back(arrangement->carer_id->value);
        }
      }
      for (const auto& seen : std::get<RecordsOf<Reappearance>>(*known)) {
        departed.push_back(seen->person_id.value);
      }
    }
    sort_out(carers);
    departed.insert(departed.end(), carers.begin(), carers.end());
    sort_out(departed);
    read_of_persons(member_kind, carers);
    read_of_persons(reappearance_kind, carers);
    read_of_persons(departure_kind, departed);
  }

  void read_of_persons(std::size_t kind, const Ids& persons) {
    if (persons.empty() || !connection_.has_rows(kind, after_)) {
      return;
    }
    const auto columns = record_kinds()[kind]->columns;
    Statement& theirs = connection_.table(kind).by_link(
        *std::ranges::find(columns, std::string_view{"person_id"}, &Column::name));
    for (const std::int64_t person : persons) {
      add_rows(kind, theirs, person);
    }
    settle(kind);
  }

  void add_rows(std::size_t kind, Statement& statement, std::int64_t id) {
    const RecordTable& table = connection_.table(kind);
    Rows rows{statement};
    statement.bind(1, id);
    statement.bind(2, after_);
    statement.bind(3, before_);
    while (rows.next()) {
      const RowHeader header = table.header(statement);
      ids_[kind].push_back(header.id);
      boost::mp11::mp_with_index<kind_count>(kind, [&](auto of_kind) {
        using R = boost::mp11::mp_at<AllRecords, decltype(of_kind)>;
        auto recorded = recorded_row<R>(table, statement);
        if (before_ < after_ && is_known(header, before_)) {
          std::get<of_kind>(known_before).push_back(recorded);
        }
        if (is_known(header, after_)) {
          std::get<of_kind>(known_after).push_back(std::move(recorded));
        }
      });
    }
  }

  Connection& connection_;
  std::int64_t before_;
  std::int64_t after_;
  std::array<Ids, kind_count> ids_; ///< of those read; of persons, those of members
};

} // namespace

FilesAround read_files_around(Connection& connection, std::span<const std::int64_t> cases,
                              std::span<const RecordKind* const> kinds, std::int64_t before,
                              std::int64_t after) {
  RecordReader read{connection, cases, kinds_to_read(kinds), before, after};
  return {.before = {std::move(read.known_before), kinds, before},
          .after = {std::move(read.known_after), kinds, after}};
}

CaseFile read_case_file(Connection& connection, CaseId id, std::int64_t known_at,
                        std::span<const RecordKind* const> kinds) {
  RecordReader read{connection, {&id.value, 1}, kinds_to_read(kinds), known_at, known_at};
  return FileAssembly{std::move(read.known_after), kinds, known_at}.file(id);
}

} // namespace libcase
