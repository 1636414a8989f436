// Which kinds of records guards judge, so that nobody need read the others for them.
#ifndef LIBCASE_RULES_JUDGED_KINDS_HPP
#define LIBCASE_RULES_JUDGED_KINDS_HPP

#include <span>

#include <libcase/records/all.hpp>

namespace libcase {

/// The kinds that the file of a case must hold for `violations_in`,
/// `violations_of_minors` and `budget_uses` to say all they have to say. Where the case was closed,
/// or has an irregularity, those are all kinds.
std::span<const RecordKind* const> judged_kinds();

} // namespace libcase

#endif // LIBCASE_RULES_JUDGED_KINDS_HPP
