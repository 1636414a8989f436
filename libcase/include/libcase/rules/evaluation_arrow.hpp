// Evaluations to Arrow columns.
#ifndef LIBCASE_RULES_EVALUATION_ARROW_HPP
#define LIBCASE_RULES_EVALUATION_ARROW_HPP

#include <memory>
#include <span>
#include <string_view>

#include <libcase/exchange/arrow.hpp>
#include <libcase/rules/evaluation.hpp>

namespace libcase {

/// One row a unit: `case_id` (where there is one), `outcome`, `version`, `version_date`,
/// `cash_cents`, `in_kind_cents`, `unknown_lines`, `uncapped_lines`, and a column for each
/// criterion, `not_applicable` where it was not asked, `met_by_some` where not each member meets
/// it. The schema's metadata names the programme.
ArrowStream arrow_stream(const Programme& programme, const FactColumns& facts,
                         std::shared_ptr<const Evaluation> evaluation);

/// The names of the columns that every evaluation has. No criterion of a programme file has one.
std::span<const std::string_view> names_of_results();

} // namespace libcase

#endif // LIBCASE_RULES_EVALUATION_ARROW_HPP
