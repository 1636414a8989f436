// What two persons are to each other, since when, and what that rests on.
//
// Of parents, partners, brothers and sisters it depends whether a minor is alone and who is a
// family. A role in the return unit (`Role`) says how somebody travels; it is no relation.
#ifndef LIBCASE_RECORDS_RELATION_HPP
#define LIBCASE_RECORDS_RELATION_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// What a person is to another one.
enum class RelationKind : std::uint8_t {
  parent_of,  ///< by birth, recognition or adoption
  partner_of, ///< the same said from either side
  sibling_of, ///< the same said from either side; of one parent at least
  unset = 255,
};
BOOST_DESCRIBE_ENUM(RelationKind, parent_of, partner_of, sibling_of)

/// In what form two persons are partners.
enum class Partnership : std::uint8_t {
  marriage,   ///< by law, religion or tradition; `Relation::is_recognised` says what it counts for
  registered, ///< a partnership that is entered in a public register
  informal,   ///< they live as partners without either
};
BOOST_DESCRIBE_ENUM(Partnership, marriage, registered, informal)

/// What shows a relation.
enum class RelationBasis : std::uint8_t {
  statement, ///< what somebody says, without proof
  document,  ///< a certificate of birth, marriage or the like
  dna,       ///< a comparison of DNA
  court,     ///< a decision of a court
  unknown,
};
BOOST_DESCRIBE_ENUM(RelationBasis, statement, document, dna, court, unknown)

/// A person is parent, partner or sibling of another one: `person_id` is it of `relative_id`.
/// Better proof is a new version of the same record; an end is one with `until`.
///
/// A parent who is an adult makes a minor accompanied, and a marriage or registered partnership
/// that the law recognises ends minority; a spouse by an unrecognised one may give reception.
/// Source: Vreemdelingencirculaire 2000 (B), B14/2.2 (text of 1 April 2011).
struct Relation {
  PersonId person_id;                      ///< the parent, the partner or the sibling
  RelationKind kind = RelationKind::unset; ///< what the person is to the relative
  PersonId relative_id; ///< the one whose parent, partner or sibling the person is
  /// Since when; empty when unknown. It then counts for every day before its end.
  std::optional<Date> from{};
  std::optional<Date> until{}; ///< the first day it no longer holds; empty while it does
  std::optional<Partnership> partnership{}; ///< of partners; empty when unknown
  /// Of partners: whether the law here recognises the marriage or registration; empty when unknown.
  std::optional<bool> is_recognised{};
  RelationBasis rests_on = RelationBasis::unknown; ///< the best proof that was seen
};
BOOST_DESCRIBE_STRUCT(Relation, (),
                      (person_id, kind, relative_id, from, until, partnership, is_recognised,
                       rests_on))

/// The days on which a relation holds.
inline OpenPeriod period_of(const Relation& relation) {
  return {.from = relation.from, .until = relation.until};
}

} // namespace libcase

#endif // LIBCASE_RECORDS_RELATION_HPP
