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
  return {};
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

std::vector<CaseId> cases_of(Store& store, const AnyRecord& record, std::int64_t id) {
  const RecordKind* kind = &kind_of(record);
  if (kind == &record_kind<Case>()) {
    return {CaseId{id}};
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
    return {CaseId{target}};
  }
  const Column* about = link_to(*kind, persons());
  const std::int64_t person =
      about != nullptr ? linked_id(*about, data_of(record)) : (kind == &persons() ? id : 0);
  std::vector<CaseId> cases;
  Statement& statement =
      store.statement(R"(SELECT DISTINCT "case_id" FROM )" + sql_name(members().table) +
                      R"( WHERE "person_id" = ? AND "superseded_by" IS NULL)");
  Rows rows{statement};
  statement.bind(1, person);
  while (rows.next()) {
    cases.push_back(CaseId{statement.integer(0)});
  }
  return cases;
}

} // namespace libcase
