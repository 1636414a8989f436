// Codes that several kinds of records share. A code's name is what is stored, sent and printed.
//
// A code that only one kind of record uses stands beside that record.
//
// A code that a record must have has an enumerator `unset`, which is not described: it stands for a
// member nobody set, is refused wherever the code is required, and exists in C++ alone.
#ifndef LIBCASE_VOCABULARY_CODES_HPP
#define LIBCASE_VOCABULARY_CODES_HPP

#include <cstdint>

#include <boost/describe/enum.hpp>

namespace libcase {

/// Sex as registered.
enum class Sex : std::uint8_t { female, male, unknown };
BOOST_DESCRIBE_ENUM(Sex, female, male, unknown)

/// The kind of place somebody stays in, or left from.
enum class PlaceKind : std::uint8_t {
  reception_centre,
  municipal_reception,
  family_location,
  vbl, ///< vrijheidsbeperkende locatie: restricted liberty, Aliens Act 2000 article 56
  departure_centre,
  detention,
  own_address,
  arrival_centre, ///< where asylum seekers are registered and heard first: Ter Apel, an AnkER
                  ///< centre, a federal asylum centre
  shelter,        ///< for people without a right to reception
  prison,         ///< for a sentence or on remand; not for expulsion, which is detention
  unknown,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(PlaceKind, reception_centre, municipal_reception, family_location, vbl,
                    departure_centre, detention, own_address, arrival_centre, shelter, prison,
                    unknown)

/// How exactly a date is known, from coarse to fine. A figure finer than its dates is refused.
enum class DatePrecision : std::uint8_t { year, quarter, month, day };
BOOST_DESCRIBE_ENUM(DatePrecision, year, quarter, month, day)

/// In which form an award line supports somebody.
enum class Support : std::uint8_t {
  cash,
  in_kind,
  service, ///< travel, documents, escort: neither money in hand nor goods
  unset = 255,
};
BOOST_DESCRIBE_ENUM(Support, cash, in_kind, service)

/// What somebody's lines of support add up to, services apart.
enum class Package : std::uint8_t { none, cash, in_kind, combined };
BOOST_DESCRIBE_ENUM(Package, none, cash, in_kind, combined)

/// Whether a person under 18 leaves with an adult parent, or a guardian appointed abroad.
enum class Accompaniment : std::uint8_t {
  accompanied,
  unaccompanied,
  adult, ///< 18 or older, so that it is not asked
  unknown,
};
BOOST_DESCRIBE_ENUM(Accompaniment, accompanied, unaccompanied, adult, unknown)

/// By whom somebody is received at the end of the journey, as it was arranged and confirmed.
enum class Reception : std::uint8_t {
  family,
  guardian_abroad,
  facility,
  responsible_state, ///< of a Dublin transfer: the state that is responsible for the claim
  none,
  unknown,
};
BOOST_DESCRIBE_ENUM(Reception, family, guardian_abroad, facility, responsible_state, none, unknown)

/// Where support is spent.
enum class SpendingPlace : std::uint8_t { host_country, country_of_origin };
BOOST_DESCRIBE_ENUM(SpendingPlace, host_country, country_of_origin)

} // namespace libcase

#endif // LIBCASE_VOCABULARY_CODES_HPP
