// The audit chain: has anything been changed, removed, inserted or moved behind our back?
#ifndef LIBCASE_REGISTER_AUDIT_HPP
#define LIBCASE_REGISTER_AUDIT_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/register/register.hpp>

namespace libcase {

/// What is wrong with one row or one recording.
struct Tampering {
  /// Or an index, a view, a trigger, or `file`; empty for a removed row: no table has it.
  std::string table;
  /// For `recordings` the number of the recording, for `budget_totals` the id of the budget line; 0
  /// where it is of no row.
  std::int64_t row = 0;
  std::string what; ///< begins with "changed", "removed", "inserted" or "moved"
};
BOOST_DESCRIBE_STRUCT(Tampering, (), (table, row, what))

/// What `verify` looked at and found.
struct Verification {
  std::vector<Tampering> found;
  std::vector<std::string> tables; ///< the tables it covered
  std::int64_t row_count = 0;
  std::int64_t recording_count = 0;
  /// References of which only the seal is left. This library erases none yet: where the office has
  /// erased none by other means either, somebody else has.
  std::int64_t erased_reference_count = 0;
  std::string head_digest; ///< as stored with the last recording, in hexadecimal

  /// Whether nothing was found.
  bool is_sound() const noexcept { return found.empty(); }
};
BOOST_DESCRIBE_STRUCT(Verification, (),
                      (found, tables, row_count, recording_count, erased_reference_count,
                       head_digest, is_sound))
template <>
inline constexpr MemberNames shown_members<Verification>{"found", "row_count", "recording_count",
                                                         "erased_reference_count", "head_digest"};

/// Recomputes every digest and every `superseded_by`, and checks what else an answer comes from:
/// how values are stored, the indexes and views, the running totals of budgets at each recording,
/// and that nothing stands on the tables that the library has not put there. Tables and views of
/// the office's own are left alone. With the head digest that was kept elsewhere it also finds a
/// chain that was cut off at its end or made anew. Throws WrongState (`recording_under_way`).
Verification verify(const Register& reg, std::optional<Digest> head = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_AUDIT_HPP
