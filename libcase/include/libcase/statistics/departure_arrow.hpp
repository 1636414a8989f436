// Departures and tables of departures as Arrow streams.
#pragma once

#include <memory>

#include <libcase/exchange/arrow.hpp>
#include <libcase/register/departure_columns.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

/// The columns as one batch, under their names; codes are not copied.
///
/// Columns with labels are dictionary-coded, with the stored texts; an unknown country is
/// `unknown`, programmes are "HRT+REAN" or "none". `born` is `born_earliest` and `born_latest`
/// (date32, null where unknown). Ids are those of the records (int64); rows that are expanded from
/// published tables have none. Of several registers put together, `register` counts from 0.
ArrowStream arrow_stream(std::shared_ptr<const DepartureColumns> columns);

/// The table as one batch: `period`, in its order, and the dimensions dictionary-coded, then
/// `departures`,
/// `persons` or `units` (int64). The schema's metadata holds the definition, as JSON, under
/// `libcase.definition`.
ArrowStream arrow_stream(std::shared_ptr<const DepartureTable> table);

} // namespace libcase
