#include "register/concerned_cases.hpp"

#include <libcase/records/attachment.hpp>

#include "register/schema.hpp"

namespace libcase {

namespace {

class ConcernedCases {
public:
  explicit ConcernedCases(Connection& connection) : connection_(connection) {}

  void add(std::size_t kind, const void* record, std::int64_t id) {
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
          follow(link.to, target);
        }
      }
      return;
    case Attachment::links:
      if (!seen_.insert(id).second) {
        return;
      }
      for (const AttachingLink& link : attachment.linked_by) {
        add_linking(link, id);
      }
      return;
    }
  }
  std::set<std::int64_t> take() { return std::move(cases_); }

private:
  /// Adds the cases to which a record that others are attached to belongs itself.
  void follow(std::size_t kind, std::int64_t id) {
    if (record_kinds()[kind] == &record_kind<Case>()) {
      cases_.insert(id);
      return;
    }
    if (record_kinds()[kind] == &record_kind<Person>()) {
      add_cases_of_member(id);
      return;
    }
    const auto current = connection_.table(kind).current(id); // it may have been moved
    for (const AttachingLink& link : record_attachments()[kind].links) {
      Statement& statement =
          connection_.statement("SELECT " + sql_name(link.column->name) + " FROM " +
                                sql_name(record_kinds()[kind]->table) + R"( WHERE "row" = ?)");
      std::int64_t target = 0;
      {
        Rows rows{statement};
        statement.bind(1, current ? current->row : id);
        target = rows.next() ? statement.integer(0) : 0;
      }
      if (target != 0) {
        follow(link.to, target);
      }
    }
  }

  void add_cases_of_member(std::int64_t person) {
    Statement& statement = connection_.statement(
        R"(SELECT DISTINCT "case_id" FROM )" + sql_name(record_kind<UnitMember>().table) +
        R"( WHERE "person_id" = ? AND "superseded_by" IS NULL)");
    Rows rows{statement};
    statement.bind(1, person);
    while (rows.next()) {
      cases_.insert(statement.integer(0));
    }
  }

  /// Adds the cases of all current records that link to one.
  void add_linking(const AttachingLink& link, std::int64_t id) {
    const RecordTable& table = connection_.table(link.from);
    Statement linking = table.select("WHERE " + sql_name(link.column->name) +
                                     R"( = ? AND "superseded_by" IS NULL)");
    linking.bind(1, id);
    while (linking.step()) {
      const AnyRecord record = table.record(linking);
      add(link.from, data_of(record), table.header(linking).id);
    }
  }

  Connection& connection_;
  std::set<std::int64_t> cases_;
  std::set<std::int64_t> seen_; // of those that are attached by links, which may go in circles
};

} // namespace

std::set<std::int64_t> cases_of(Connection& connection, const AnyRecord& record, std::int64_t id) {
  ConcernedCases concerned{connection};
  concerned.add(record.index(), data_of(record), id);
  return concerned.take();
}

} // namespace libcase
