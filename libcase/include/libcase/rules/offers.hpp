// The combinations of programmes that a case may have on a day, each with what it amounts to.
#ifndef LIBCASE_RULES_OFFERS_HPP
#define LIBCASE_RULES_OFFERS_HPP

#include <cstddef>
#include <vector>

#include <libcase/rules/assessment.hpp>

namespace libcase {

/// Whether two versions may go together in an assessment on a day: at least one says so, and
/// neither excludes the other.
bool may_combine(const Programme& left, const ProgrammeVersion& left_version,
                 const Programme& right, const ProgrammeVersion& right_version, Date on,
                 const RuleOptions& options = {});

/// The currency of all these programmes; euro where there are none. Throws InvalidValue
/// (`mixed_currencies`) where they are in several: what they amount to can be neither added nor
/// compared.
Currency common_currency(const std::vector<const Programme*>& programmes);

/// The programmes of an allowed combination, with what they amount to together.
struct Offer {
  /// The assessments under each, by code; amounts are what the caps of the package leave.
  std::vector<Assessment> assessments{};
  Outcome outcome = Outcome::eligible; ///< the least of theirs
  Money cash = Money::euro_cents(0);   ///< known sums, after the caps of the package
  Money in_kind = Money::euro_cents(0);
  Money total = Money::euro_cents(0);
  Money stated = Money::euro_cents(0);   ///< the part of the total that sources state
  Money inferred = Money::euro_cents(0); ///< the rest of it
  std::int64_t unknown_lines = 0;        ///< lines of an unknown amount beside the known sum
  std::int64_t uncapped_lines = 0;       ///< lines without ceiling
  Package package = Package::none;
  /// Whether each combination that could be a better one was looked at; where not, there were too
  /// many of them.
  bool is_of_full_search = true;
  /// The codes of the programmes that go together.
  std::vector<ProgrammeCode> programmes() const;
};
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (assessments, outcome, cash, in_kind, total, stated, inferred, unknown_lines,
                       uncapped_lines, package, is_of_full_search, programmes))
template <>
inline constexpr MemberNames shown_members<Offer>{
    "programmes", "outcome",  "cash",          "in_kind",        "total",
    "stated",     "inferred", "unknown_lines", "uncapped_lines", "package"};

/// As many combinations as are offered: of more, the best.
inline constexpr std::size_t most_offers = 200;

/// The combinations allowed on that day, to be compared side by side, `most_offers` at most. First
/// come those of programmes for which the case is eligible, as many together as may be, then those
/// in which it is undetermined for one or more; each group is ordered by known total, largest
/// first. Programmes for which the case is not eligible, and those of temporary return, are left
/// out. Of so many combinations that the search for the best gave up, the best that it found are
/// offered, and `is_of_full_search` of each is false.
///
/// Throws what `assess` does, and what `common_currency` does of the programmes that are not left
/// out; a reading is unknown where no programme of the catalogue has it.
std::vector<Offer> allowed_combinations(const Catalogue& catalogue, const CaseFile& file, Date on,
                                        const History& history = {},
                                        const RuleOptions& options = {},
                                        const PersonReferences& references = {});

} // namespace libcase

#endif // LIBCASE_RULES_OFFERS_HPP
