// Tables as Arrow streams.
#ifndef LIBCASE_STATISTICS_TABLE_ARROW_HPP
#define LIBCASE_STATISTICS_TABLE_ARROW_HPP

#include <memory>

#include <libcase/exchange/arrow.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

/// The table as one batch: the columns of labels dictionary-coded, those of periods in their order,
/// then the measures by the names of the CSV (int64; a rate as float64), null where not known. The
/// schema's metadata holds the definition, as JSON, under `libcase.definition`.
ArrowStream arrow_stream(std::shared_ptr<const Table> table);

} // namespace libcase

#endif // LIBCASE_STATISTICS_TABLE_ARROW_HPP
