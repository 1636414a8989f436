// Departures as an Arrow stream.
#ifndef LIBCASE_STATISTICS_DEPARTURE_ARROW_HPP
#define LIBCASE_STATISTICS_DEPARTURE_ARROW_HPP

#include <memory>

#include <libcase/exchange/arrow.hpp>
#include <libcase/register/departure_columns.hpp>

namespace libcase {

/// The columns as one batch, under their names; codes are not copied.
///
/// Columns with labels are dictionary-coded, with the stored texts; an unknown country is
/// `unknown`, programmes are "HRT+REAN" or "none". `born` is `born_earliest` and `born_latest`
/// (date32, null where unknown). Ids are those of the records (int64); rows that are expanded from
/// published tables have none. Of several registers put together, `register` counts from 0.
ArrowStream arrow_stream(std::shared_ptr<const DepartureColumns> columns);

} // namespace libcase

#endif // LIBCASE_STATISTICS_DEPARTURE_ARROW_HPP
