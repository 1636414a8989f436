// A criminal conviction, as far as a programme's exclusions name it.
#ifndef LIBCASE_RECORDS_CONVICTION_HPP
#define LIBCASE_RECORDS_CONVICTION_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// The offences that rules of programmes name. Source: BWBR0034118 (2014), annex II.
enum class ConvictionKind : std::uint8_t {
  none, ///< it was looked up, and there is no conviction
  sex_offence,
  human_trafficking, ///< Criminal Code article 273f
  people_smuggling,  ///< Criminal Code article 197a
  other,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(ConvictionKind, none, sex_offence, human_trafficking, people_smuggling, other)

/// A conviction of a person, or the knowledge that there is none. Whoever records one has looked
/// the person up: all convictions known that day are recorded with it.
struct Conviction {
  PersonId person_id;
  ConvictionKind kind = ConvictionKind::unset;
  Date on; ///< the day of the judgment; for `none` the day it was looked up
  /// The prison sentence in completed months, as it was given; 0 where none was given; empty where
  /// it is not known.
  std::optional<std::int64_t> sentence_months{};
};
BOOST_DESCRIBE_STRUCT(Conviction, (), (person_id, kind, on, sentence_months))

} // namespace libcase

#endif // LIBCASE_RECORDS_CONVICTION_HPP
