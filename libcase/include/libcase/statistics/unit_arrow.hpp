// Return units as an Arrow stream.
#ifndef LIBCASE_STATISTICS_UNIT_ARROW_HPP
#define LIBCASE_STATISTICS_UNIT_ARROW_HPP

#include <memory>

#include <libcase/exchange/arrow.hpp>
#include <libcase/register/unit_columns.hpp>

namespace libcase {

/// The columns as one batch, under their names. Columns of codes are dictionary-coded, with the
/// stored texts; ids are those of the records (int64). The schema's metadata names day, definition
/// and vintage.
ArrowStream arrow_stream(std::shared_ptr<const UnitColumns> columns);

} // namespace libcase

#endif // LIBCASE_STATISTICS_UNIT_ARROW_HPP
