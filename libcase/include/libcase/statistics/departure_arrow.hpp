// Departures and tables of departures as Arrow streams.
#pragma once

#include <memory>

#include <libcase/exchange/arrow.hpp>
#include <libcase/register/departure_columns.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

/// The columns as one batch; codes are not copied.
///
/// `on` (date32); `precision`, `mode`, `assisted_by`, `established_by`, `left_from`, `sex`,
/// `composition`, `package`, `nationality`, `destination` and `programmes` dictionary-coded, with
/// the stored texts as labels, a country null where it is unknown, and programmes as "HRT+REAN" or
/// "none"; `born_earliest` and `born_latest` (date32, null where unknown). Unless the rows are
/// expanded from published tables also `person` and `unit` (uint32): numbers, one a person and
/// one a unit, good within these columns only.
ArrowStream arrow_stream(std::shared_ptr<const DepartureColumns> columns);

/// The table as one batch: `period` and the dimensions dictionary-coded, then `departures`,
/// `persons` or `units` (int64). The schema's metadata holds the definition, as JSON, under
/// `libcase.definition`.
ArrowStream arrow_stream(std::shared_ptr<const DepartureTable> table);

} // namespace libcase
