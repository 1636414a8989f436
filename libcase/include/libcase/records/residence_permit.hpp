// A permit to stay, and whether its holder is willing to give it up.
#ifndef LIBCASE_RECORDS_RESIDENCE_PERMIT_HPP
#define LIBCASE_RECORDS_RESIDENCE_PERMIT_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// The kinds of permits that rules of programmes tell apart. Source: BWBR0034118 (2014), annex II.
enum class PermitKind : std::uint8_t {
  none,                   ///< it was looked up, and there is no permit
  categorical_protection, ///< temporary, for all from a country
  unaccompanied_minor,    ///< temporary, for a minor without adequate reception (AMV)
  other_temporary,
  permanent,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(PermitKind, none, categorical_protection, unaccompanied_minor, other_temporary,
                    permanent)

/// A residence permit of a person, or the knowledge that there is none.
struct ResidencePermit {
  PersonId person_id;
  PermitKind kind = PermitKind::unset;
  Date from;                   ///< for `none` the day it was looked up
  std::optional<Date> until{}; ///< the first day it no longer holds; empty while it does
  /// Whether the holder lets it be withdrawn; empty when unknown.
  std::optional<bool> accepts_withdrawal{};
};
BOOST_DESCRIBE_STRUCT(ResidencePermit, (), (person_id, kind, from, until, accepts_withdrawal))

} // namespace libcase

#endif // LIBCASE_RECORDS_RESIDENCE_PERMIT_HPP
