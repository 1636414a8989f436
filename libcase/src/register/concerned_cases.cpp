#include "register/concerned_cases.hpp"

#include <algorithm>
#include <utility>

#include <libcase/records/attachment.hpp>

#include "register/schema.hpp"
#include "text/joined.hpp"

namespace libcase {

namespace {

constexpr std::size_t person_kind = boost::mp11::mp_find<AllRecords, Person>::value;
constexpr std::size_t case_kind = boost::mp11::mp_find<AllRecords, Case>::value;

/// Selects the links of the current version of record ?1 towards its case.
std::string select_links(std::size_t kind) {
  const RecordKind& of = *record_kinds()[kind];
  if (&of == &record_kind<Person>()) {
    return R"(SELECT "case_id" FROM )" + sql_name(record_kind<UnitMember>().table) +
           R"( WHERE "person_id" = ?1 AND "superseded_by" IS NULL)";
  }
  const std::string current =
      "SELECT " +
      joined(record_attachments()[kind].links,
             [](const AttachingLink& link) { return sql_name(link.column->name); }) +
      " FROM " + sql_name(of.table) + R"( WHERE "superseded_by" IS NULL AND )";
  return current + R"("row" = ?1 AND "id" = ?1 UNION ALL )" + current +
         R"("id" = ?1 AND "id" <> "row")";
}

} // namespace

void ConcernedCases::add_new(const AnyRecord& record, std::int64_t id) {
  new_.push_back(id);
  if (record_attachments()[record.index()].by != Attachment::links) {
    add_changed(record, id);
  }
}

void ConcernedCases::add_changed(const AnyRecord& record, std::int64_t id) {
  add(record.index(), data_of(record), id);
}

void ConcernedCases::add_person(std::int64_t id) {
  found_[person_kind].push_back(id);
}

void ConcernedCases::add(std::size_t kind, const void* record, std::int64_t id) {
  const KindAttachment& attachment = record_attachments()[kind];
  switch (attachment.by) {
  case Attachment::none:
    return;
  case Attachment::itself:
    cases_.insert(id);
    return;
  case Attachment::cases:
  case Attachment::persons:
    for (const AttachingLink& link : attachment.links) {
      if (const std::int64_t target = linked_id(link, record); target != 0) {
        found_[link.to].push_back(target);
      }
    }
    return;
  case Attachment::links:
    linked_.emplace_back(kind, id);
    return;
  }
}

const std::set<std::int64_t>& ConcernedCases::find() {
  std::set<std::int64_t> seen; // links may go in circles
  while (!linked_.empty()) {
    const auto [kind, id] = linked_.back();
    linked_.pop_back();
    if (seen.insert(id).second) {
      for (const AttachingLink& link : record_attachments()[kind].linked_by) {
        add_linking(link, id);
      }
    }
  }
  for (std::size_t kind = kind_count; kind-- > 0;) { // each after those that link to it
    Ids ids = std::exchange(found_[kind], {});
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (kind == case_kind) {
      cases_.insert(ids.begin(), ids.end());
    } else if (!ids.empty()) {
      follow(kind, ids);
    }
  }
  return cases_;
}

/// Adds all current records that link to one.
void ConcernedCases::add_linking(const AttachingLink& link, std::int64_t id) {
  const RecordTable& table = connection_.table(link.from);
  Statement& linking = connection_.statement(table.select_text(
      "WHERE " + sql_name(link.column->name) + R"( = ? AND "superseded_by" IS NULL)"));
  Rows rows{linking};
  linking.bind(1, id);
  while (rows.next()) {
    const AnyRecord record = table.record(linking);
    add(link.from, data_of(record), table.header(linking).id);
  }
}

/// Adds what records link to towards their cases; of a person, the cases of their memberships.
void ConcernedCases::follow(std::size_t kind, const Ids& ids) {
  const auto& links = record_attachments()[kind].links;
  Statement& statement = connection_.statement(select_links(kind));
  for (const std::int64_t id : ids) {
    if (std::ranges::binary_search(new_, id)) {
      continue; // its own links were added
    }
    Rows rows{statement};
    statement.bind(1, id);
    while (rows.next()) {
      if (kind == person_kind) {
        cases_.insert(statement.integer(0)); // persons come after cases
        continue;
      }
      for (std::size_t link = 0; link < links.size(); ++link) {
        const auto column = static_cast<int>(link);
        if (!statement.is_null(column)) {
          found_[links[link].to].push_back(statement.integer(column));
        }
      }
    }
  }
}

} // namespace libcase
