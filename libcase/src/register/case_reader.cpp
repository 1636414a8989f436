#include "register/case_reader.hpp"

#include "register/schema.hpp"

namespace libcase {

namespace {

constexpr int case_parameter = 1;
constexpr int known_parameter = 2;

const Column* link_to(const RecordKind& kind, const RecordKind& target) {
  for (const Column& column : kind.columns) {
    if (column.kind == ColumnKind::link && column.links_to == target.table) {
      return &column;
    }
  }
  return nullptr;
}

const RecordKind& persons() {
  return record_kind<Person>();
}
const RecordKind& members() {
  return record_kind<UnitMember>();
}

std::string known() {
  return known_at_condition(known_parameter);
}

std::string select_persons_of_case() {
  return R"(SELECT "person_id" FROM )" + sql_name(members().table) +
         R"( WHERE "case_id" = ?1 AND )" + known();
}

/// The ids of the records of a kind that belong to case ?1; empty for kinds that do not.
std::string select_ids_of_case(const RecordKind& kind) {
  if (&kind == &record_kind<Case>()) {
    return "?1";
  }
  const Column* link = link_towards_case(kind);
  if (link == nullptr) {
    return {};
  }
  return R"(SELECT "id" FROM )" + sql_name(kind.table) + " WHERE " + sql_name(link->name) +
         " IN (" + select_ids_of_case(*find_record_kind(link->links_to)) + ") AND " + known();
}

/// Whether a kind hangs on neither case nor person. Such a record, a project for instance, stands
/// in the file of a case because records of that file link to it.
bool stands_by_itself(const RecordKind& kind) {
  return &kind != &record_kind<Case>() && &kind != &persons() &&
         link_towards_case(kind) == nullptr && link_to(kind, persons()) == nullptr;
}

/// Calls `visit(kind, column)` with each link to records of a kind from those of another.
template <class Visitor>
void for_each_link_to(const RecordKind& target, Visitor&& visit) {
  for (const RecordKind* kind : record_kinds()) {
    for (const Column& column : kind->columns) {
      if (kind != &target && column.kind == ColumnKind::link && column.links_to == target.table) {
        visit(*kind, column);
      }
    }
  }
}

std::vector<std::string> conditions_for(const RecordKind& kind);

/// The ids that known records in the file of case ?1 link to; empty where no kind has such a link.
std::string select_linked_ids(const RecordKind& target) {
  std::string sql;
  for_each_link_to(target, [&](const RecordKind& kind, const Column& column) {
    for (const std::string& condition : conditions_for(kind)) {
      sql += (sql.empty() ? "SELECT " : " UNION SELECT ") + sql_name(column.name) + " FROM " +
             sql_name(kind.table) + " WHERE " + condition + " AND " + known();
    }
  });
  return sql;
}

/// Conditions, one SELECT each, under which a record of the kind stands in the file of case ?1.
std::vector<std::string> conditions_for(const RecordKind& kind) {
  const auto by_id = [](const std::string& ids) {
    return std::vector<std::string>{R"("row" IN ()" + ids + R"() AND "id" = "row")",
                                    R"("id" IN ()" + ids + R"() AND "id" <> "row")"};
  };
  if (&kind == &record_kind<Case>()) {
    return by_id("?1");
  }
  if (&kind == &persons()) {
    return by_id(select_persons_of_case());
  }
  if (const Column* link = link_towards_case(kind)) {
    return {sql_name(link->name) + " IN (" + select_ids_of_case(*find_record_kind(link->links_to)) +
            ")"};
  }
  if (const Column* link = link_to(kind, persons())) {
    return {sql_name(link->name) + " IN (" + select_persons_of_case() + ")"};
  }
  const std::string linked_ids = select_linked_ids(kind);
  return linked_ids.empty() ? std::vector<std::string>{} : by_id(linked_ids);
}

/// The known records of a kind in the file of case ?1, in order of writing; empty where it never
/// has any.
std::string select_of_case(const RowTable& table) {
  std::string sql;
  for (const std::string& condition : conditions_for(table.kind())) {
    sql += (sql.empty() ? "" : "UNION ALL ") +
           table.select_text("WHERE " + condition + " AND " + known()) + " ";
  }
  return sql.empty() ? sql : sql + R"(ORDER BY "row")";
}

void add_cases_of(Store& store, const AnyRecord& record, std::int64_t id,
                  std::set<std::int64_t>& cases);

/// Adds the cases of all current records that link to one of a kind that stands by itself.
void add_cases_of_linking(Store& store, const RecordKind& target, std::int64_t id,
                          std::set<std::int64_t>& cases) {
  for_each_link_to(target, [&](const RecordKind& kind, const Column& column) {
    RowTable& table = store.table(kind);
    Statement linking =
        table.select("WHERE " + sql_name(column.name) + R"( = ? AND "superseded_by" IS NULL)");
    linking.bind(1, id);
    while (linking.step()) {
      add_cases_of(store, table.record(linking), table.header(linking).id, cases);
    }
  });
}

void add_cases_of(Store& store, const AnyRecord& record, std::int64_t id,
                  std::set<std::int64_t>& cases) {
  const RecordKind* kind = &kind_of(record);
  if (kind == &record_kind<Case>()) {
    cases.insert(id);
    return;
  }
  if (stands_by_itself(*kind)) {
    add_cases_of_linking(store, *kind, id, cases);
    return;
  }
  const auto linked_id = [](const Column& column, const void* body) {
    const Cell cell = column.get(body);
    return is_empty(cell) ? std::int64_t{0} : std::get<std::int64_t>(cell);
  };
  if (const Column* link = link_towards_case(*kind)) {
    std::int64_t target = linked_id(*link, data_of(record));
    for (kind = find_record_kind(link->links_to); (link = link_towards_case(*kind)) != nullptr;
         kind = find_record_kind(link->links_to)) {
      const auto current = store.table(*kind).current(target); // it may have been moved
      Statement& statement = store.statement("SELECT " + sql_name(link->name) + " FROM " +
                                             sql_name(kind->table) + R"( WHERE "row" = ?)");
      Rows rows{statement};
      statement.bind(1, current ? current->row : target);
      target = rows.next() ? statement.integer(0) : 0;
    }
    cases.insert(target);
    return;
  }
  const Column* about = link_to(*kind, persons());
  Statement& statement =
      store.statement(R"(SELECT DISTINCT "case_id" FROM )" + sql_name(members().table) +
                      R"( WHERE "person_id" = ? AND "superseded_by" IS NULL)");
  Rows rows{statement};
  statement.bind(1, about != nullptr ? linked_id(*about, data_of(record)) : id);
  while (rows.next()) {
    cases.insert(statement.integer(0));
  }
}

} // namespace

std::string known_at_condition(int parameter) {
  const std::string mark = "?" + std::to_string(parameter);
  return R"("recording" <= )" + mark + R"( AND ("superseded_by" IS NULL OR "superseded_by" > )" +
         mark + ")";
}

CaseFile read_case_file(Store& store, CaseId id, std::int64_t known_at) {
  CaseFile file{id, known_at};
  const auto kinds = record_kinds();
  for (std::size_t index = 0; index < kinds.size(); ++index) {
    RowTable& table = store.table(index);
    Statement* statement = table.case_statement([&] { return select_of_case(table); });
    if (statement == nullptr) {
      continue;
    }
    Rows rows{*statement};
    statement->bind(case_parameter, id.value);
    statement->bind(known_parameter, known_at);
    while (rows.next()) {
      const RowHeader header = table.header(*statement);
      file.add(header.row, header.id, header.recording, table.record(*statement));
    }
  }
  return file;
}

std::set<std::int64_t> cases_of(Store& store, const AnyRecord& record, std::int64_t id) {
  std::set<std::int64_t> cases;
  add_cases_of(store, record, id, cases);
  return cases;
}

} // namespace libcase
