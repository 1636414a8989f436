// The stored form of a record: what SQL holds, Arrow carries and a digest covers.
//
// Most members are one stored column. Money is two (`amount_cents`, `amount_currency`), and so is
// a birth date (`born_earliest`, `born_latest`). Dates are ISO text, codes are text.
#ifndef LIBCASE_DESCRIBE_STORED_HPP
#define LIBCASE_DESCRIBE_STORED_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/describe/columns.hpp>

namespace libcase {

/// A stored column: a member of a record, or one part of it.
struct StoredColumn {
  std::string name;     ///< "amount_cents"
  const Column* column; ///< the member
  int part;             ///< 0, or 1 for the second of two
  bool is_integer;      ///< stored as an integer; as text otherwise
};

/// The stored columns of a kind, in the order of its members. Built once for each kind.
const std::vector<StoredColumn>& stored_columns(const RecordKind& kind);

/// One stored value. `text` may point into `buffer`: it lives as long as this value and the
/// record it was taken from.
struct StoredValue {
  enum class Type : std::uint8_t { null, integer, text };
  Type type = Type::null;
  std::int64_t integer = 0;
  std::string_view text{};
  std::array<char, 10> buffer{};
};

/// The stored form of a record's member.
void read_stored(const StoredColumn& stored, const void* record, StoredValue& value);

/// A cell from its stored parts (the second is used for money and birth dates only).
/// Throws FormatError (`damaged`) naming the column, never the value, where they are none of the
/// column's kind.
Cell cell_from_stored(const Column& column, const StoredValue& first, const StoredValue& second);

} // namespace libcase

#endif // LIBCASE_DESCRIBE_STORED_HPP
