// Rows of a query, visited inside SQLite's own loop. Stepping from outside costs as much again for
// each row and column: a lock check, a terminated copy of each text.
#pragma once

#include <exception>
#include <span>
#include <string_view>

#include "register/connection.hpp"
#include "register/statement.hpp"

namespace libcase {

/// The values of the row that is visited; they live as long as the visit.
class VisitedRow {
public:
  explicit VisitedRow(std::span<sqlite3_value*> values) : values_(values) {}

  std::int64_t integer(std::size_t column) const { return sqlite3_value_int64(values_[column]); }
  bool is_null(std::size_t column) const {
    return sqlite3_value_type(values_[column]) == SQLITE_NULL;
  }
  /// Empty for null.
  const char* text(std::size_t column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values_[column]));
    return text == nullptr ? "" : text;
  }

private:
  std::span<sqlite3_value*> values_;
};

/// Visits the rows of `FROM from` with the values of `columns`; `numbers` are bound in order. What
/// the visit throws ends the query and comes out of here.
template <class Visit>
void visit_rows(const Connection& connection, const std::string& columns, const std::string& from,
                std::initializer_list<std::int64_t> numbers, Visit visit) {
  struct Visiting {
    Visit& visit;
    std::exception_ptr failure;
  } visiting{visit, {}};
  const auto step = [](sqlite3_context* context, int count, sqlite3_value** values) {
    auto& visiting_now = *static_cast<Visiting*>(sqlite3_user_data(context));
    if (visiting_now.failure) {
      return;
    }
    try {
      visiting_now.visit(VisitedRow{{values, static_cast<std::size_t>(count)}});
    } catch (...) {
      visiting_now.failure = std::current_exception();
      sqlite3_result_error(context, "a row cannot be read", -1);
    }
  };
  const auto finish = [](sqlite3_context* context) { sqlite3_result_null(context); };
  const int made = sqlite3_create_function_v2(connection.handle(), "visit_row", -1, SQLITE_UTF8,
                                              &visiting, nullptr, step, finish, nullptr);
  if (made != SQLITE_OK) {
    throw_sqlite_error(made, nullptr);
  }
  Statement rows = connection.prepare("SELECT visit_row(" + columns + ") FROM " + from);
  int position = 0;
  for (const std::int64_t number : numbers) {
    rows.bind(++position, number);
  }
  try {
    rows.step();
  } catch (const Error&) {
    if (!visiting.failure) {
      throw;
    }
  }
  if (visiting.failure) {
    std::rethrow_exception(visiting.failure);
  }
}

} // namespace libcase
