#include <utility>

#include <libcase/statistics/unit_arrow.hpp>

#include "statistics/column_set_arrow.hpp"

namespace libcase {

ArrowStream arrow_stream(std::shared_ptr<const UnitColumns> columns) {
  auto metadata = vintage_metadata(columns->known_at_recording, columns->known_at);
  metadata.emplace_back("libcase.on", columns->on.to_string());
  metadata.emplace_back("libcase.definition", to_text(columns->definition));
  return ColumnSetContent<UnitColumns>{std::move(columns)}.stream(std::move(metadata));
}

} // namespace libcase
