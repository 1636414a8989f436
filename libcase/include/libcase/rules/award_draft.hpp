// An award as the rules would have it, ready to be recorded.
#ifndef LIBCASE_RULES_AWARD_DRAFT_HPP
#define LIBCASE_RULES_AWARD_DRAFT_HPP

#include <optional>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/records/all.hpp>
#include <libcase/rules/assessment.hpp>

namespace libcase {

/// An award with its basis, lines and limits. They do not link to each other yet: `record_award`
/// records them and sets their links.
struct AwardDraft {
  Award award;                    ///< without the office's bound for a second actor
  AwardBasis basis;               ///< the rules by which it was worked out
  std::vector<AwardLine> lines{}; ///< in the order of the assessment
  std::vector<Limit> limits{};    ///< what the rules allow at most
};
BOOST_DESCRIBE_STRUCT(AwardDraft, (), (award, basis, lines, limits))
template <>
inline constexpr MemberNames shown_members<AwardDraft>{"award", "lines"};

/// The award that an assessment gives, granted on a day.
///
/// A line of the assessment becomes a line of the award; a line of a service, or of an amount that
/// is not known, has none yet. One of which a cap leaves nothing becomes none. What a person gets
/// in cash, and in cash and kind together, becomes limits of the person; what a cap leaves to a
/// family or a package, and what persons and the unit as a whole get together, limits of all; where
/// that is not known, the caps of the rules that count all of it do. Shares to be spent in a place
/// become limits of the place, in whole cents rounded down. The application is that of the
/// assessment's programme in the file, the last by the day of the award.
///
/// A line of a benefit without ceiling until an age, also where it is open whether they get it, is
/// granted until that birthday, by the latest day of the birth date in the file.
///
/// Throws InvalidValue (`not_eligible`) for another outcome than eligible, and
/// (`award_before_assessment`) for a day before that of the assessment.
AwardDraft award_from(const Assessment& assessment, const CaseFile& file, Date on);

} // namespace libcase

#endif // LIBCASE_RULES_AWARD_DRAFT_HPP
