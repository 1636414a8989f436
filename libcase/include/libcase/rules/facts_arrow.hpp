// Facts from, and evaluations to, Arrow columns.
#pragma once

#include <memory>

#include <libcase/exchange/arrow.hpp>
#include <libcase/rules/evaluation.hpp>
#include <libcase/rules/facts.hpp>

namespace libcase {

/// Facts from a stream with one row a person: `unit`, a whole number that the persons of one unit
/// share (their rows stand together), and columns by the names of facts. `assessed_on` is needed;
/// what is left out is unknown. Facts of the unit are read from its first row.
///
/// Yes and no are booleans, dates are date32, counts are whole numbers, codes and countries are
/// texts (plain or dictionary-coded), sets are texts joined by "+", "" for none. Null is unknown.
/// Takes the stream. Throws InvalidValue (`invalid_columns`, `unknown_code`, `unknown_country`)
/// with the column and the row.
FactColumns facts_from_arrow(ArrowArrayStream* stream);

/// One row a unit: `case_id` (where there is one), `outcome`, `version`, `version_date`,
/// `cash_cents`, `in_kind_cents`, `unknown_lines`, `uncapped_lines`, and a column for each
/// criterion, null where it was not asked. The schema's metadata names the programme.
ArrowStream arrow_stream(const Programme& programme, const FactColumns& facts,
                         std::shared_ptr<const Evaluation> evaluation);

} // namespace libcase
