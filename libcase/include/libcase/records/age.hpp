// How old somebody is, whether they are a minor, and what that rests on.
//
// The birth date of a person (`Person::born`) is an interval, and rules and money go by it. Of
// children the safeguards go by all that was found of an age: by the youngest reading of any of it.
#ifndef LIBCASE_RECORDS_AGE_HPP
#define LIBCASE_RECORDS_AGE_HPP

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/verdict.hpp>

namespace libcase {

/// How a birth date counts that leaves open whether somebody is a minor.
enum class BirthReading : std::uint8_t {
  interval, ///< by the birth date of the person; it stays open
  youngest, ///< by all that was found of their age; they are a minor
};

/// Who is a minor, by whom.
enum class MinorityDefinition : std::uint8_t {
  /// Who is under 18, unless they came of age by a marriage or registered partnership that national
  /// law recognises, divorced or not. From 5 December 2015 on it recognises none that is entered
  /// into under 18; of earlier ones the relation says it. Sources: Vreemdelingencirculaire 2000
  /// (B), B14/2.2.1; Stb. 2015, 373.
  national,
  /// Who is under 18, as European statistics count.
  european,
};
BOOST_DESCRIBE_ENUM(MinorityDefinition, national, european)

/// The age of a person on a day, by all that was found of it. Nobody is younger than 0.
struct Age {
  std::optional<std::int64_t> least{}; ///< completed years by the youngest reading
  std::optional<std::int64_t> most{};  ///< completed years by the eldest reading
  /// For the safeguards: met where the youngest reading makes them a minor by national law.
  Verdict is_minor = Verdict::unknown;
  std::vector<RecordId> rests_on{}; ///< the records that say so
};
BOOST_DESCRIBE_STRUCT(Age, (), (least, most, is_minor, rests_on))

/// The age of a person on a day, by what stood then: their birth date, and the assessments of their
/// age up to that day, each with its margin on either side. What was accepted when a dispute ended
/// takes the place of all that was recorded before, up to its end: a birth date that is recorded
/// anew after the dispute's end counts beside it. Where nothing was accepted, the birth date stands
/// alone. An open dispute changes nothing. With `known_by`, ages are by what stood that day.
Age age_of(const CaseFile& file, PersonId person, Date on, std::optional<Date> known_by = {});

/// Whether the safeguards protect a person as a minor on that day, as `age_of` says it. It is
/// unknown where nothing is known of the birth, or a marriage leaves it open: they protect then
/// too.
Verdict is_minor_for_safeguards(const CaseFile& file, PersonId person, Date on);

/// Whether a person is a minor on a day.
Verdict is_minor(const CaseFile& file, PersonId person, Date on, BirthReading births,
                 MinorityDefinition definition = MinorityDefinition::national);

} // namespace libcase

#endif // LIBCASE_RECORDS_AGE_HPP
