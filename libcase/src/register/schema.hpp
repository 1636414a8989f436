// The tables of a register, derived from the descriptions of the records.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <libcase/describe/columns.hpp>

namespace libcase {

/// "LCAS": what the file says it is, in the header of every SQLite file.
inline constexpr int application_id = 0x4C434153;
/// The layout of the tables that are no records, and of indexes. Raised when one of these changes.
inline constexpr int schema_version = 3;

/// A name as SQL wants it: in double quotes.
std::string sql_name(std::string_view name);
/// The tables and indexes that every register has beside its records.
std::string_view register_ddl();
/// Of these the table of running totals, which registers before version 3 of the schema lack.
std::string_view budget_totals_ddl();
/// CREATE TABLE of a kind, under that name.
std::string table_ddl(const RecordKind& kind, std::string_view table);
/// CREATE INDEX of a kind, one statement each: a link each, and the later versions.
std::vector<std::string> index_ddl(const RecordKind& kind);
/// The name of the view of a kind's records as they are known now: "current_stays".
std::string view_name(const RecordKind& kind);
/// CREATE VIEW of it.
std::string view_ddl(const RecordKind& kind);

/// The shape of a kind in one text, kept in the file: what a later version of the library compares
/// its own shape with.
std::string shape_of(const RecordKind& kind);
/// Whether a table of that stored shape can hold the kind once members were added that may be
/// empty, or enumerators; a sentence telling why not, otherwise empty.
std::string why_not_migratable(std::string_view stored_shape, const RecordKind& kind);

} // namespace libcase
