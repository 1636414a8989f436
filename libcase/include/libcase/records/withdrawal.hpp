// A record that was a mistake is taken back, and why.
#ifndef LIBCASE_RECORDS_WITHDRAWAL_HPP
#define LIBCASE_RECORDS_WITHDRAWAL_HPP

#include <string>

#include <boost/describe/class.hpp>

#include <libcase/describe/columns.hpp>

namespace libcase {

/// The withdrawal of a record of any kind but this one. It has no valid date: the record it
/// names is as if it had never been, from the moment this became known.
struct Withdrawal {
  RecordId record_id;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (), (record_id, why))

template <>
inline constexpr ColumnOptions column_options<&Withdrawal::why>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_WITHDRAWAL_HPP
