#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

#include <libcase/register/case_files.hpp>

#include "compute/parallel.hpp"
#include "register/case_reader.hpp"
#include "register/departure_rows.hpp"
#include "register/schema.hpp"
#include "register/store.hpp"

namespace libcase {

namespace {

using boost::mp11::mp_at_c;

constexpr std::size_t kind_count = boost::mp11::mp_size<AllRecords>::value;
constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

template <class R>
constexpr std::size_t index_of = boost::mp11::mp_find<AllRecords, R>::value;

std::size_t index_of_kind(const RecordKind& kind) {
  return static_cast<std::size_t>(std::ranges::find(record_kinds(), &kind) -
                                  record_kinds().begin());
}

/// Calls `visit(index)` with the index of each kind, a constant.
template <class Visit>
void for_each_kind(Visit&& visit) {
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<kind_count>>(visit);
}

/// By what the records of a kind stand in the file of a case.
enum class HangsOn : std::uint8_t {
  nothing, ///< they stand in none
  itself,  ///< they are cases
  cases,
  persons,
  links, ///< records of the file lead to them
};

/// A link by which records of another kind lead to those that stand by themselves.
struct LinkFrom {
  std::size_t kind;
  const Column* column;
  std::vector<std::uint32_t> targets{}; ///< the place of what each row of that kind links to
};

/// How one kind is read.
struct KindPlan {
  HangsOn on = HangsOn::nothing;
  const Column* link = nullptr;       ///< towards the case, or to the person
  std::size_t target = 0;             ///< the kind that the link leads to
  std::vector<LinkFrom> links_from{}; ///< of a kind that hangs on links
  bool is_wanted = false;             ///< its records go into the files
  bool is_read = false;               ///< they, or others, are found through it
  bool is_target = false;             ///< records link to it
};

const Column* link_to(const RecordKind& kind, const RecordKind& target) {
  const auto found = std::ranges::find_if(kind.columns, [&](const Column& column) {
    return column.kind == ColumnKind::link && column.links_to == target.table;
  });
  return found == kind.columns.end() ? nullptr : &*found;
}

class Plan {
public:
  explicit Plan(std::span<const RecordKind* const> wanted) {
    for (std::size_t at = 0; at < kind_count; ++at) {
      describe(at);
    }
    for (const RecordKind* kind : wanted.empty() ? record_kinds() : wanted) {
      want(index_of_kind(*kind));
    }
    want(index_of<Person>);
    want(index_of<Case>);
    want(index_of<UnitMember>);
    kinds_[index_of<Person>].is_target = true; // of memberships
  }
  KindPlan& operator[](std::size_t kind) { return kinds_[kind]; }
  const KindPlan& operator[](std::size_t kind) const { return kinds_[kind]; }

private:
  void describe(std::size_t at) {
    const RecordKind& kind = *record_kinds()[at];
    KindPlan& plan = kinds_[at];
    if (at == index_of<Case>) {
      plan.on = HangsOn::itself;
    } else if (at == index_of<Person>) {
      plan.on = HangsOn::persons;
    } else if (const Column* towards_case = link_towards_case(kind)) {
      plan.on = HangsOn::cases;
      plan.link = towards_case;
    } else if (const Column* to_person = link_to(kind, record_kind<Person>())) {
      plan.on = HangsOn::persons;
      plan.link = to_person;
    } else {
      find_links(at);
    }
    if (plan.link != nullptr) {
      plan.target = index_of_kind(*find_record_kind(plan.link->links_to));
    }
  }

  void find_links(std::size_t at) {
    for (std::size_t from = 0; from < kind_count; ++from) {
      for (const Column& column : record_kinds()[from]->columns) {
        if (from != at && column.kind == ColumnKind::link &&
            column.links_to == record_kinds()[at]->table) {
          kinds_[at].on = HangsOn::links;
          kinds_[at].links_from.push_back({from, &column});
        }
      }
    }
  }

  void want(std::size_t at) {
    if (kinds_[at].on != HangsOn::nothing) {
      kinds_[at].is_wanted = true;
      read(at);
    }
  }

  void read(std::size_t at) {
    KindPlan& plan = kinds_[at];
    if (std::exchange(plan.is_read, true)) {
      return;
    }
    if (plan.link != nullptr) {
      kinds_[plan.target].is_target = true;
      read(plan.target);
    }
    for (const LinkFrom& link : plan.links_from) {
      plan.is_target = true;
      read(link.kind);
    }
  }

  std::array<KindPlan, kind_count> kinds_;
};

/// Rows by the group that each is in, those of a group in their order.
class Groups {
public:
  Groups() = default;
  /// The rows of `none` are in no group.
  Groups(std::span<const std::uint32_t> group_of_row, std::size_t group_count)
      : first_(group_count + 2) {
    for (const std::uint32_t group : group_of_row) {
      if (group != none) {
        ++first_[group + 2];
      }
    }
    for (std::size_t group = 2; group < first_.size(); ++group) {
      first_[group] += first_[group - 1];
    }
    rows_.resize(first_.back());
    for (std::size_t row = 0; row < group_of_row.size(); ++row) {
      if (group_of_row[row] != none) {
        rows_[first_[group_of_row[row] + 1]++] = static_cast<std::uint32_t>(row);
      }
    }
    first_.pop_back(); // each end has moved to the next one's beginning
  }
  std::span<const std::uint32_t> operator[](std::size_t group) const {
    return std::span{rows_}.subspan(first_[group], first_[group + 1] - first_[group]);
  }

private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> rows_;
};

/// Where records stand among those of their kind.
using Places = std::vector<std::uint32_t>;

template <class R>
using RowsOf = std::vector<Recorded<R>>;
using AllRows = boost::mp11::mp_rename<boost::mp11::mp_transform<RowsOf, AllRecords>, std::tuple>;

/// The known rows of a kind in a range of rows of all kinds. No later recording wrote to the range:
/// a row of it is known unless something took its place.
template <class R>
RowsOf<R> read_rows(Store& store, const KnownRows& range) {
  RowTable& table = store.table(index_of<R>);
  Statement statement = table.select(R"(NOT INDEXED WHERE "row" >= ?1 AND "row" < ?2
                      AND ("superseded_by" IS NULL OR "superseded_by" > ?3) ORDER BY "row")");
  statement.bind(1, range.from);
  statement.bind(2, range.until);
  statement.bind(3, range.known_at);
  RowsOf<R> rows;
  while (statement.step()) {
    const RowHeader header = table.header(statement);
    rows.push_back({.id = {header.id},
                    .row = header.row,
                    .recording = header.recording,
                    .record = std::get<R>(table.record(statement))});
  }
  return rows;
}

/// The last row that any recording up to that one wrote.
std::int64_t last_row_of(const Store& store, std::int64_t recording) {
  Statement rows =
      store.prepare(R"(SELECT "first_row" + "row_count" - 1 FROM "recordings" WHERE "number" = ?)");
  rows.bind(1, recording);
  return rows.step() ? rows.integer(0) : 0;
}

/// The rows of all parts, one after the other. The parts give theirs up.
template <std::size_t Kind>
auto joined(std::span<AllRows> parts) {
  auto rows = std::move(std::get<Kind>(parts.front()));
  std::size_t size = 0;
  for (const AllRows& part : parts) {
    size += std::get<Kind>(part).size();
  }
  rows.reserve(rows.size() + size);
  for (AllRows& part : parts.subspan(1)) {
    const auto more = std::exchange(std::get<Kind>(part), {});
    rows.insert(rows.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
  }
  return rows;
}

/// The records of those kinds that are read, part by part on several connections.
AllRows read_all(const Register& reg, const Plan& plan, std::int64_t known_at, int threads) {
  Store& store = reg.store();
  const std::size_t parts = store.is_in_memory() ? 1 : static_cast<std::size_t>(threads);
  std::vector<AllRows> read(parts);
  const auto read_part = [&](Store& connection, std::size_t part, const KnownRows& range) {
    for_each_kind([&](auto kind) {
      if (plan[kind].is_read) {
        std::get<kind>(read[part]) = read_rows<mp_at_c<AllRecords, kind>>(connection, range);
      }
    });
  };
  const auto row_count = static_cast<std::size_t>(last_row_of(store, known_at)) + 1;
  const char* path = sqlite3_db_filename(store.handle(), "main"); // absolute
  in_parallel(parts, row_count, [&](std::size_t part, std::size_t from, std::size_t until) {
    const KnownRows range{.from = static_cast<std::int64_t>(from),
                          .until = static_cast<std::int64_t>(until),
                          .known_at = known_at};
    if (part + 1 == parts) { // in this thread, which alone may use the register's connection
      read_part(store, part, range);
      return;
    }
    OpenOptions options;
    options.is_read_only = true;
    Store own{path, std::move(options)};
    read_part(own, part, range);
  });
  AllRows rows;
  for_each_kind([&](auto kind) { std::get<kind>(rows) = joined<kind>(read); });
  return rows;
}

} // namespace

struct CaseFiles::State {
  State(const Register& reg, std::span<const RecordKind* const> kinds, std::int64_t recording,
        int threads)
      : known_at(recording), plan(kinds), rows(read_all(reg, plan, recording, threads)) {
    std::ranges::sort(std::get<index_of<Case>>(rows), {},
                      &Recorded<Case>::id); // one that was corrected keeps its place
    Places places = find_places(static_cast<std::size_t>(last_row_of(reg.store(), known_at)) + 1);
    std::array<Places, kind_count> owners;
    for_each_kind([&](auto kind) { group<kind>(places, owners); });
    for_each_kind([&](auto kind) { find_targets<kind>(places); });
    case_of_membership = std::move(owners[index_of<UnitMember>]);
    const Column* of_person = link_to(record_kind<UnitMember>(), record_kind<Person>());
    person_of_membership = linked(index_of<UnitMember>, *of_person, index_of<Person>, places);
    memberships = {person_of_membership, count_of(index_of<Person>)};
  }

  std::size_t count_of(std::size_t kind_index) const {
    return boost::mp11::mp_with_index<kind_count>(
        kind_index, [&](auto kind) { return std::get<kind>(rows).size(); });
  }

  /// The places of the records that others link to, by their ids.
  Places find_places(std::size_t id_count) const {
    Places places(id_count, none);
    for_each_kind([&](auto kind) {
      std::uint32_t place = 0;
      for (const auto& recorded : std::get<kind>(rows)) {
        if (!plan[kind].is_target) {
          break;
        }
        places[index_of_id(recorded.id.value, id_count)] = place++;
      }
    });
    return places;
  }

  /// For each row of a kind the place of what it links to, or `none`.
  Places linked(std::size_t kind_index, const Column& link, std::size_t target,
                const Places& places) const {
    const std::size_t target_count = count_of(target);
    Places found;
    boost::mp11::mp_with_index<kind_count>(kind_index, [&](auto kind) {
      found.reserve(std::get<kind>(rows).size());
      for (const auto& recorded : std::get<kind>(rows)) {
        const Cell id = link.get(&recorded.record);
        const std::uint32_t place =
            is_empty(id) ? none : places[index_of_id(std::get<std::int64_t>(id), places.size())];
        found.push_back(place < target_count ? place : none);
      }
    });
    return found;
  }

  /// Groups the rows of a kind by what they hang on. Kinds come after those that they link to.
  template <std::size_t Kind>
  void group(const Places& places, std::array<Places, kind_count>& owners) {
    const KindPlan& how = plan[Kind];
    if (!how.is_read || how.link == nullptr) {
      return;
    }
    Places groups_of_rows = linked(Kind, *how.link, how.target, places);
    if (how.on == HangsOn::cases && how.target != index_of<Case>) {
      for (std::uint32_t& group : groups_of_rows) {
        group = group == none ? none : owners[how.target][group];
      }
    }
    groups[Kind] = {groups_of_rows,
                    count_of(how.on == HangsOn::cases ? index_of<Case> : index_of<Person>)};
    if (how.is_target || Kind == index_of<UnitMember>) {
      owners[Kind] = std::move(groups_of_rows);
    }
  }

  template <std::size_t Kind>
  void find_targets(const Places& places) {
    if (plan[Kind].is_read) {
      for (LinkFrom& link : plan[Kind].links_from) {
        link.targets = linked(link.kind, *link.column, Kind, places);
      }
    }
  }

  /// The places of those who are members of a case, or were, each once.
  Places persons_of(std::size_t at) const {
    Places found;
    for (const std::uint32_t row : groups[index_of<UnitMember>][at]) {
      if (person_of_membership[row] != none) {
        found.push_back(person_of_membership[row]);
      }
    }
    sort_out(found);
    return found;
  }

  /// Adds the rows of a kind in the file of a case, in order of writing.
  void add_rows(std::size_t kind, std::size_t at, const Places& persons, Places& found) const {
    switch (plan[kind].on) {
    case HangsOn::nothing:
      return;
    case HangsOn::itself:
      found.push_back(static_cast<std::uint32_t>(at));
      return;
    case HangsOn::cases:
      found.insert(found.end(), groups[kind][at].begin(), groups[kind][at].end());
      return;
    case HangsOn::persons:
      if (kind == index_of<Person>) {
        found = persons;
        return;
      }
      for (const std::uint32_t person : persons) {
        found.insert(found.end(), groups[kind][person].begin(), groups[kind][person].end());
      }
      std::ranges::sort(found);
      return;
    case HangsOn::links:
      for (const LinkFrom& link : plan[kind].links_from) {
        Places linking;
        add_rows(link.kind, at, persons, linking);
        for (const std::uint32_t row : linking) {
          if (link.targets[row] != none) {
            found.push_back(link.targets[row]);
          }
        }
      }
      sort_out(found);
      return;
    }
  }

  /// The other cases of the members of a case.
  Places other_cases(std::size_t at) const {
    Places found;
    for (const std::uint32_t person : persons_of(at)) {
      for (const std::uint32_t row : memberships[person]) {
        if (case_of_membership[row] != none && case_of_membership[row] != at) {
          found.push_back(case_of_membership[row]);
        }
      }
    }
    sort_out(found);
    return found;
  }

  static void sort_out(Places& places) {
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
  }

  std::int64_t known_at;
  Plan plan;
  AllRows rows;
  std::array<Groups, kind_count> groups; ///< of rows, by the places of cases or persons
  Groups memberships;                    ///< by the places of persons
  Places person_of_membership;
  Places case_of_membership;
};

CaseFiles::CaseFiles(const Register& reg, std::span<const RecordKind* const> kinds,
                     std::optional<Instant> as_known_at, int threads) {
  reg.store().require_no_recording();
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
  const Places persons = state_->persons_of(at);
  Places found;
  for_each_kind([&](auto kind) {
    if (state_->plan[kind].is_wanted) {
      found.clear();
      state_->add_rows(kind, at, persons, found);
      for (const std::uint32_t row : found) {
        file.add(std::get<kind>(state_->rows)[row]);
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
  Statement& statement = reg.store().statement(
      R"(SELECT "case_id" FROM )" + sql_name(record_kind<UnitMember>().table) +
      R"( WHERE "person_id" = ?1 AND )" + known_at_condition(2));
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
    files.push_back(read_case_file(reg.store(), {other}, known_at));
  }
  return files;
}

std::vector<CaseFile> earlier_files(const Register& reg, CaseId id,
                                    std::optional<Instant> as_known_at) {
  return earlier_files(reg, reg.file(id, as_known_at));
}

} // namespace libcase
