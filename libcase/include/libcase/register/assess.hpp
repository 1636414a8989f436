// Rules over a register: one case with its history, or a whole cohort at once.
#ifndef LIBCASE_REGISTER_ASSESS_HPP
#define LIBCASE_REGISTER_ASSESS_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/enum.hpp>

#include <libcase/register/case_files.hpp>
#include <libcase/rules/assessment.hpp>
#include <libcase/rules/evaluation.hpp>
#include <libcase/rules/offers.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// By which of its days a case belongs to a cohort, and is assessed.
enum class CohortBy : std::uint8_t {
  application, ///< its first application in the period
  departure,   ///< the first departure of one of its members in the period
};
BOOST_DESCRIBE_ENUM(CohortBy, application, departure)

/// The cases of which something happened in a period.
struct Cohort {
  Period period;
  CohortBy by = CohortBy::departure;
  /// By departure: only departures of these modes count; all where empty.
  std::vector<DepartureMode> modes{};
};

/// Throws InvalidValue (`modes_of_applications`) where a cohort by application has modes.
void require_consistent(const Cohort& cohort);
/// The day by which a case belongs to a cohort; empty where it does not.
std::optional<Date> day_in(const Cohort& cohort, const CaseFile& file);

/// Assesses a case of a register; earlier cases of its members are its history.
/// Throws NotFound (`no_such_case`) and what the other `assess` does.
Assessment assess(const Register& reg, CaseId id, const Programme& programme, Date on,
                  const RuleOptions& options = {}, std::optional<Instant> as_known_at = {});

/// The combinations that a case of a register may have; earlier cases of its members are its
/// history. Throws NotFound (`no_such_case`) and what the other `allowed_combinations` does.
std::vector<Offer> allowed_combinations(const Register& reg, CaseId id, const Catalogue& catalogue,
                                        Date on, const RuleOptions& options = {},
                                        std::optional<Instant> as_known_at = {});

/// The facts that a programme's rules ask for, of all cases of a cohort, or of all cases as they
/// are on a day. Throws what `FactCollector` and `require_consistent` do.
FactColumns read_facts(const CaseFiles& files, const Programme& programme, const Cohort& cohort,
                       int threads = 2);
FactColumns read_facts(const CaseFiles& files, const Programme& programme, Date on,
                       int threads = 2);

/// The kinds of records that the rules of these programmes need, and those that make a cohort.
std::vector<const RecordKind*> kinds_for(std::span<const Programme> programmes);

} // namespace libcase

#endif // LIBCASE_REGISTER_ASSESS_HPP
