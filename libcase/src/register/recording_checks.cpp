#include "register/recording_checks.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "register/schema.hpp"
#include "text/utf8.hpp"

namespace libcase {

namespace {

/// A member that links to records of one kind.
struct KindLink {
  const Column* column;
  std::size_t to;
};

const std::vector<KindLink>& links_of(const RecordKind& kind) {
  static const std::map<const RecordKind*, std::vector<KindLink>> links = [] {
    const auto kinds = record_kinds();
    std::map<const RecordKind*, std::vector<KindLink>> found;
    for (const RecordKind* from : kinds) {
      auto& of_kind = found[from];
      for (const Column& column : from->columns) {
        if (column.kind == ColumnKind::link && !column.links_to.empty()) {
          const auto to = std::ranges::find(kinds, find_record_kind(column.links_to));
          of_kind.push_back({&column, static_cast<std::size_t>(to - kinds.begin())});
        }
      }
    }
    return found;
  }();
  return links.at(&kind);
}

} // namespace

ErrorPlace error_place(const RecordKind& kind, const Column& column, std::int64_t id) {
  return {.record = std::string{kind.table}, .id = id, .field = std::string{column.name}};
}

ErrorPlace error_place(const RecordKind& kind, std::int64_t id) {
  return {.record = std::string{kind.table}, .id = id, .field = {}};
}

std::string name_of(const RecordKind& kind, const Column& column) {
  return std::string{kind.table} + "." + std::string{column.name};
}

bool contains_nul(std::string_view text) {
  return text.find('\0') != std::string_view::npos;
}

void require_text(std::string_view text, std::string_view expected, ErrorPlace place) {
  if (contains_nul(text)) {
    throw InvalidValue("nul_byte",
                       "expected " + std::string{expected} +
                           " without a NUL character, found one with it",
                       std::move(place));
  }
  if (!is_utf8(text)) {
    throw InvalidValue("invalid_utf8",
                       "expected " + std::string{expected} + " in UTF-8, found bytes that are none",
                       std::move(place));
  }
}

void require_filled(const RecordKind& kind, const void* record) {
  for (const Column& column : kind.columns) {
    const Cell cell = column.get(record);
    if (column.required && is_empty(cell)) {
      throw InvalidValue("field_missing", "expected a value in " + name_of(kind, column),
                         error_place(kind, column));
    }
    if (const auto* text = std::get_if<std::string_view>(&cell);
        text != nullptr && (contains_nul(*text) || !is_utf8(*text))) {
      require_text(*text, "a text in " + name_of(kind, column), error_place(kind, column));
    }
    if (const auto* code = std::get_if<CodeIndex>(&cell);
        code != nullptr && code->value >= column.codes.size()) {
      throw InvalidValue("invalid_code", "expected one of its codes in " + name_of(kind, column),
                         error_place(kind, column));
    }
  }
}

void require_linked(Connection& connection, const RecordKind& kind, const void* record) {
  for (const KindLink& link : links_of(kind)) {
    const Column& column = *link.column;
    const Cell cell = column.get(record);
    if (!is_empty(cell) && !connection.table(link.to).current(std::get<std::int64_t>(cell))) {
      const RecordKind& target = *record_kinds()[link.to];
      throw InvalidValue("link_to_nothing",
                         "expected in " + name_of(kind, column) + " the id of a record of " +
                             std::string{target.table} + ", and there is none with that id",
                         error_place(kind, column));
    }
  }
}

void refuse(const Violation& violation) {
  throw Refused(violation.code, violation.sentence,
                {.record = violation.table, .id = violation.id, .field = {}});
}

RowHeader require_current(RecordTable& table, RecordId id) {
  const auto current = table.current(id.value);
  if (!current) {
    throw WrongState("withdrawn_already", "the record was withdrawn",
                     error_place(table.kind(), id.value));
  }
  return *current;
}

RecordTable& require_table(Connection& connection, RecordId id) {
  RecordTable* table = connection.table_of(id.value);
  if (table == nullptr) {
    throw NotFound("no_such_record", "there is no record with the id " + std::to_string(id.value),
                   {.record = {}, .id = id.value, .field = {}});
  }
  return *table;
}

void require_correctable(const RecordKind& kind, std::int64_t id) {
  if (&kind == &record_kind<Withdrawal>()) {
    throw WrongState("withdrawal_stays",
                     "a withdrawal can be neither corrected nor withdrawn: "
                     "record the fact anew",
                     error_place(kind, id));
  }
}

void require_of_callers(const RecordKind& kind, std::int64_t id) {
  if (&kind == &record_kind<DepartureGate>()) {
    throw WrongState("written_by_register",
                     "the gates that departures went through are written by the register alone, as "
                     "it judges the departures",
                     error_place(kind, id));
  }
}

void require_unlinked(Connection& connection, const RecordKind& target, std::int64_t id) {
  for (const RecordKind* kind : record_kinds()) {
    for (const Column& column : kind->columns) {
      if (column.kind != ColumnKind::link || column.links_to != target.table) {
        continue;
      }
      Statement& linked = connection.statement("SELECT 1 FROM " + sql_name(kind->table) +
                                               " WHERE " + sql_name(column.name) +
                                               R"( = ? AND "superseded_by" IS NULL LIMIT 1)");
      Rows rows{linked};
      linked.bind(1, id);
      if (rows.next()) {
        throw WrongState("still_linked",
                         "records of " + std::string{kind->table} +
                             " rest on this one: withdraw them first",
                         error_place(target, id));
      }
    }
  }
}

} // namespace libcase
