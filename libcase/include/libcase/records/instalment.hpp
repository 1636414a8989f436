// A part of an award line that falls due by itself.
#ifndef LIBCASE_RECORDS_INSTALMENT_HPP
#define LIBCASE_RECORDS_INSTALMENT_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/award_line.hpp>

namespace libcase {

/// When an instalment falls due.
enum class InstalmentDue : std::uint8_t {
  day,             ///< on a day that is set
  departure,       ///< when the person leaves
  arrival,         ///< when the person has arrived
  after_departure, ///< so many months after departure, on proof
  unset = 255,
};
BOOST_DESCRIBE_ENUM(InstalmentDue, day, departure, arrival, after_departure)

/// A part of a line, by its amount or as a share of the line, and when it falls due.
///
/// Shares lose and create no cents: each runs from the share of the line up to its begin, rounded
/// down, to that up to its end.
struct Instalment {
  AwardLineId award_line_id;
  InstalmentDue due = InstalmentDue::unset;
  std::optional<Date> due_on{};             ///< of what is due on a day
  std::optional<std::int64_t> due_months{}; ///< after departure
  std::optional<Money> amount{};            ///< empty where it is a share
  std::optional<std::int64_t> share{};      ///< so many parts
  std::optional<std::int64_t> share_of{};   ///< of so many
};
BOOST_DESCRIBE_STRUCT(Instalment, (),
                      (award_line_id, due, due_on, due_months, amount, share, share_of))

template <>
inline constexpr ColumnOptions column_options<&Instalment::due_on>{.is_plan = true};

/// The id of an instalment: payments link to it.
using InstalmentId = Id<Instalment>;

} // namespace libcase

#endif // LIBCASE_RECORDS_INSTALMENT_HPP
