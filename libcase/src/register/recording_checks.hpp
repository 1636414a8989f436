// What must be so before a record is written. Each check throws; nothing was written then.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <libcase/records/all.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "register/connection.hpp"

namespace libcase {

ErrorPlace error_place(const RecordKind& kind, const Column& column, std::int64_t id = 0);
ErrorPlace error_place(const RecordKind& kind, std::int64_t id);
/// "stays.person_id"
std::string name_of(const RecordKind& kind, const Column& column);

bool contains_nul(std::string_view text);
/// Throws InvalidValue, which says what was `expected`, such as "a reference": `nul_byte` where SQL
/// tools and C programs would take the text for a shorter one, `invalid_utf8` where Python could
/// not read it.
void require_text(std::string_view text, std::string_view expected, ErrorPlace place = {});
/// Throws InvalidValue (`field_missing`, `invalid_code`, `nul_byte`, `invalid_utf8`).
void require_filled(const RecordKind& kind, const void* record);
/// Throws InvalidValue (`link_to_nothing`).
void require_linked(Connection& connection, const RecordKind& kind, const void* record);
/// The table of a record. Throws NotFound (`no_such_record`).
RecordTable& require_table(Connection& connection, RecordId id);
/// The version that stands. Throws WrongState (`withdrawn_already`).
RowHeader require_current(RecordTable& table, RecordId id);
/// Throws WrongState (`withdrawal_stays`).
void require_correctable(const RecordKind& kind, std::int64_t id);
/// Throws WrongState (`written_by_register`) for a gate, which no caller writes, corrects or
/// withdraws.
void require_of_callers(const RecordKind& kind, std::int64_t id = 0);
/// Throws WrongState (`still_linked`) where other records rest on it.
void require_unlinked(Connection& connection, const RecordKind& target, std::int64_t id);

/// Throws Refused.
[[noreturn]] void refuse(const Violation& violation);

} // namespace libcase
