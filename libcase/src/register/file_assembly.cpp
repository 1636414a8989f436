#include "register/file_assembly.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace libcase {

namespace {

template <class R>
constexpr std::size_t index_of = boost::mp11::mp_find<AllRecords, R>::value;

void sort_out(std::vector<std::uint32_t>& indexes) {
  std::ranges::sort(indexes);
  indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
}

/// Finds ids in a sorted list of them, at once where they are asked for in its order.
class IdSearch {
public:
  explicit IdSearch(std::span<const std::int64_t> ids) : ids_(ids) {}

  /// `no_index` where it is not among them.
  std::uint32_t index_of(std::int64_t id) {
    std::size_t begin = at_ < ids_.size() && ids_[at_] <= id ? at_ : 0;
    std::size_t end = ids_.size();
    for (std::size_t step = 1; begin + step < end; step *= 2) {
      if (ids_[begin + step] > id) {
        end = begin + step;
      }
    }
    const auto found = std::lower_bound(ids_.begin() + static_cast<std::ptrdiff_t>(begin),
                                        ids_.begin() + static_cast<std::ptrdiff_t>(end), id);
    at_ = static_cast<std::size_t>(found - ids_.begin());
    return at_ < end && *found == id ? static_cast<std::uint32_t>(at_) : no_index;
  }

private:
  std::span<const std::int64_t> ids_;
  std::size_t at_ = 0; ///< of the last one
};

} // namespace

FileAssembly::FileAssembly(RecordsByKind records, std::span<const RecordKind* const> kinds,
                           std::int64_t known_at)
    : known_at_(known_at), records_(std::move(records)) {
  const std::vector<bool> is_held = kinds_to_hold(kinds);
  IdsByKind ids;
  for_each_kind([&](auto kind) {
    const auto& of_kind = std::get<kind>(records_);
    ids[kind].reserve(of_kind.size());
    for (const auto& recorded : of_kind) {
      ids[kind].push_back(recorded.id.value);
    }
  });
  for_each_kind([&](auto kind) {
    if (ids[kind].empty()) {
      return;
    }
    follow_links<kind>(ids);
    if (!attached_[kind].empty()) {
      attached_kinds_.push_back(kind);
    }
    if (record_attachments()[kind].by == Attachment::links) {
      linked_kinds_.insert(linked_kinds_.begin(), kind);
    }
    if (is_held[kind]) {
      held_kinds_.push_back(kind);
    }
  });
  if (is_held[index_of<Departure>] && is_held[index_of<Reappearance>]) {
    holds_arrangements_ = is_held[index_of<ReceptionArrangement>];
    find_whereabouts();
  }
}

void FileAssembly::find_whereabouts() {
  for (const auto& seen : records_of<Reappearance>()) {
    whereabouts_[seen->person_id.value];
  }
  if (holds_arrangements_) {
    for (const auto& arrangement : records_of<ReceptionArrangement>()) {
      if (arrangement->carer_id) {
        whereabouts_[arrangement->carer_id->value];
      }
    }
  }
  if (whereabouts_.empty()) {
    return;
  }
  const auto note = [&](const auto& records, Indexes Whereabouts::*theirs) {
    for (std::size_t index = 0; index < records.size(); ++index) {
      const auto found = whereabouts_.find(records[index]->person_id.value);
      if (found != whereabouts_.end()) {
        (found->second.*theirs).push_back(static_cast<std::uint32_t>(index));
      }
    }
  };
  note(records_of<Departure>(), &Whereabouts::departures);
  note(records_of<Reappearance>(), &Whereabouts::reappearances);
  note(records_of<UnitMember>(), &Whereabouts::memberships);
}

/// What other cases say of persons of a file.
Elsewhere FileAssembly::elsewhere(CaseId id, const FileIndexes& found) const {
  Elsewhere elsewhere;
  if (whereabouts_.empty()) {
    return elsewhere;
  }
  const auto& departures = records_of<Departure>();
  const auto& reappearances = records_of<Reappearance>();
  const auto& memberships = records_of<UnitMember>();
  std::set<std::int64_t> seen; // persons of the file who were found here again
  for (const std::uint32_t index : found[index_of<Reappearance>]) {
    seen.insert(reappearances[index]->person_id.value);
  }
  std::set<std::int64_t> carers;
  for (const std::uint32_t index : found[index_of<ReceptionArrangement>]) {
    const auto& carer = records_of<ReceptionArrangement>()[index]->carer_id;
    if (carer && holds_arrangements_) {
      carers.insert(carer->value);
    }
  }
  for (const std::int64_t carer : carers) {
    const Whereabouts& theirs = whereabouts_.at(carer);
    for (const std::uint32_t index : theirs.memberships) {
      if (memberships[index]->case_id != id) {
        elsewhere.memberships.push_back(memberships[index]);
      }
    }
    for (const std::uint32_t index : theirs.reappearances) {
      if (!seen.contains(carer)) { // the file has those of its members
        elsewhere.reappearances.push_back(reappearances[index]);
      }
    }
  }
  seen.merge(carers);
  for (const std::int64_t person : seen) {
    for (const std::uint32_t index : whereabouts_.at(person).departures) {
      if (departures[index]->case_id != id) {
        elsewhere.departures.push_back(departures[index]);
      }
    }
  }
  return elsewhere;
}

template <std::size_t Kind>
void FileAssembly::follow_links(const IdsByKind& ids) {
  const KindAttachment& attachment = record_attachments()[Kind];
  for (const AttachingLink& link : attachment.links) {
    attached_[Kind].emplace_back(targets_of<Kind>(link, ids), ids[link.to].size());
  }
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    for (const AttachingLink& link : record_attachments()[kind].linked_by) {
      if (link.from == Kind && !ids[kind].empty()) {
        linking_.push_back({link, targets_of<Kind>(link, ids)});
      }
    }
  }
  if constexpr (Kind == index_of<UnitMember>) {
    for (const AttachingLink& link : record_attachments()[index_of<Person>].linked_by) {
      if (link.from == Kind) {
        person_of_membership_ = targets_of<Kind>(link, ids);
      }
    }
    case_of_membership_ = targets_of<Kind>(attachment.links.front(), ids);
    memberships_ = {person_of_membership_, ids[index_of<Person>].size()};
  }
}

/// For each record of a kind the index of what it links to, or `no_index`.
template <std::size_t Kind>
FileAssembly::Indexes FileAssembly::targets_of(const AttachingLink& link,
                                               const IdsByKind& ids) const {
  const auto& records = std::get<Kind>(records_);
  IdSearch targets{ids[link.to]};
  Indexes found;
  found.reserve(records.size());
  for (const auto& recorded : records) {
    const std::int64_t id = linked_id(link, &recorded.record);
    found.push_back(id == 0 ? no_index : targets.index_of(id));
  }
  return found;
}

/// The members of a case, now or before, each once.
FileAssembly::Indexes FileAssembly::members_of(std::size_t at) const {
  Indexes found;
  if (attached_[index_of<UnitMember>].empty()) {
    return found;
  }
  for (const std::uint32_t row : attached_[index_of<UnitMember>].front()[at]) {
    if (person_of_membership_[row] != no_index) {
      found.push_back(person_of_membership_[row]);
    }
  }
  sort_out(found);
  return found;
}

/// The records in the file of a case.
FileAssembly::FileIndexes FileAssembly::records_of(std::size_t at) const {
  FileIndexes found;
  found[index_of<Case>] = {static_cast<std::uint32_t>(at)};
  const Indexes members = members_of(at);
  for (const std::size_t kind : attached_kinds_) {
    const auto& links = record_attachments()[kind].links;
    std::size_t asked = 0;
    for (std::size_t link = 0; link < links.size(); ++link) {
      const std::size_t target = links[link].to;
      for (const std::uint32_t index : target == index_of<Person> ? members : found[target]) {
        const auto rows_of_it = attached_[kind][link][index];
        found[kind].insert(found[kind].end(), rows_of_it.begin(), rows_of_it.end());
        ++asked;
      }
    }
    if (asked > 1) {
      sort_out(found[kind]);
    }
  }
  for (const std::size_t kind : linked_kinds_) {
    add_linked(kind, found);
  }
  return found;
}

/// Adds what the records of a file link to, and what that links to in turn.
void FileAssembly::add_linked(std::size_t kind, FileIndexes& found) const {
  std::size_t count = 0;
  do {
    count = found[kind].size();
    Indexes more;
    for (const Linking& from : linking_) {
      if (from.link.to == kind) {
        for (const std::uint32_t record : found[from.link.from]) {
          if (from.targets[record] != no_index) {
            more.push_back(from.targets[record]);
          }
        }
      }
    }
    sort_out(more);
    found[kind] = std::move(more);
  } while (found[kind].size() > count && !record_attachments()[kind].within.empty());
}

std::vector<std::uint32_t> FileAssembly::other_cases(std::size_t at) const {
  Indexes found;
  for (const std::uint32_t person : members_of(at)) {
    for (const std::uint32_t row : memberships_[person]) {
      if (case_of_membership_[row] != no_index && case_of_membership_[row] != at) {
        found.push_back(case_of_membership_[row]);
      }
    }
  }
  sort_out(found);
  return found;
}

std::size_t FileAssembly::size() const noexcept {
  return std::get<index_of<Case>>(records_).size();
}

CaseId FileAssembly::id(std::size_t at) const {
  return std::get<index_of<Case>>(records_).at(at).id;
}

CaseFile FileAssembly::file(CaseId id) const {
  const auto& cases = std::get<index_of<Case>>(records_);
  const auto found = std::ranges::lower_bound(cases, id, {}, &Recorded<Case>::id);
  return found != cases.end() && found->id == id
             ? file(static_cast<std::size_t>(found - cases.begin()))
             : CaseFile{id, known_at_};
}

CaseFile FileAssembly::file(std::size_t at) const {
  CaseFile file{id(at), known_at_};
  const FileIndexes found = records_of(at);
  for (const std::size_t held : held_kinds_) {
    if (!found[held].empty()) {
      boost::mp11::mp_with_index<kind_count>(held, [&](auto kind) {
        for (const std::uint32_t index : found[kind]) {
          file.add(std::get<kind>(records_)[index]);
        }
      });
    }
  }
  file.add(elsewhere(file.id(), found));
  return file;
}

} // namespace libcase
