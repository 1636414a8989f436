// What must be on record before a minor leaves alone, and where they may be received: dated rules
// with their sources, in a file of their own like the programmes.
#ifndef LIBCASE_RULES_SAFEGUARD_RULES_HPP
#define LIBCASE_RULES_SAFEGUARD_RULES_HPP

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/departure.hpp>
#include <libcase/rules/programme.hpp>

namespace libcase {

/// What is asked before a minor leaves alone.
enum class Safeguard : std::uint8_t {
  guardian_informed, ///< of the decision and of the manner
  guardian_consent,
  minor_view,     ///< heard, whatever it is
  best_interests, ///< decided, and not against the return
  reception,      ///< a concrete place at the end of the journey
};
BOOST_DESCRIBE_ENUM(Safeguard, guardian_informed, guardian_consent, minor_view, best_interests,
                    reception)

/// That a safeguard is asked.
struct SafeguardRule : Sourced {
  Safeguard safeguard{};
  LocalizedText text;               ///< what must be so: "the guardian agrees to the return"
  std::vector<DepartureMode> modes; ///< of which departures it is asked
  std::optional<Date> from{};       ///< the first day it is asked; of all earlier days where empty
  std::optional<Date> until{};      ///< the first day it no longer is
};
BOOST_DESCRIBE_STRUCT(SafeguardRule, (Sourced), (safeguard, text, modes, from, until))

/// That a decision on self-reliance takes the place of a place.
struct SelfRelianceRule : Sourced {
  std::int64_t least_age{}; ///< at the decision, in years
  std::optional<Date> from{};
  std::optional<Date> until{}; ///< the first day it no longer does
};
BOOST_DESCRIBE_STRUCT(SelfRelianceRule, (Sourced), (least_age, from, until))

/// That a place must be there before the return is decided, for decisions from a day on.
struct BeforeDecisionRule : Sourced {
  Date from;
};
BOOST_DESCRIBE_STRUCT(BeforeDecisionRule, (Sourced), (from))

/// What is known of the reception of minors in a country.
enum class ReceptionClass : std::uint8_t {
  place_to_be_arranged, ///< adequate, and a place must be arranged
  authorities_receive,  ///< adequate, and the authorities receive the minor
  assessed_individually,
};
BOOST_DESCRIBE_ENUM(ReceptionClass, place_to_be_arranged, authorities_receive,
                    assessed_individually)

/// The class of some countries between two days.
struct CountryReception : Sourced {
  ReceptionClass reception{};
  std::vector<Country> countries;
  std::optional<Date> from{};
  std::optional<Date> until{}; ///< the first day it is no longer known
};
BOOST_DESCRIBE_STRUCT(CountryReception, (Sourced), (reception, countries, from, until))

/// That a place is asked in a country whatever else is so.
struct AlwaysAPlace : Sourced {
  Country country;
  std::optional<Date> from{};
  std::optional<Date> until{}; ///< the first day it no longer is
};
BOOST_DESCRIBE_STRUCT(AlwaysAPlace, (Sourced), (country, from, until))

/// That reception in a facility of a country counts only with a place that is kept there, or a
/// stay, where the places of a facility of that country are known.
struct ReservationRule : Sourced {
  std::optional<Date> from{};  ///< the first day it is asked; of all earlier days where empty
  std::optional<Date> until{}; ///< the first day it no longer is
};
BOOST_DESCRIBE_STRUCT(ReservationRule, (Sourced), (from, until))

/// How many places a facility has, as a text of that day says.
struct FacilityPlaces : Sourced {
  Date from;
  std::int64_t places{};
};
BOOST_DESCRIBE_STRUCT(FacilityPlaces, (Sourced), (from, places))

/// A house for minors in a country of return.
struct Facility {
  std::string code; ///< that reservations and stays name
  LocalizedText name;
  Country country;
  std::vector<FacilityPlaces> places; ///< in order of their days; none where none was opened
  std::optional<SourcedText> note{};
};
BOOST_DESCRIBE_STRUCT(Facility, (), (code, name, country, places, note))

/// The places that a facility has on a day. Between two texts the lower number binds; before the
/// first there are none.
std::int64_t places_on(const Facility& facility, Date day);

/// The rules of one country for minors who leave alone.
struct SafeguardRules {
  LocalizedText name;
  std::vector<SafeguardRule> safeguards;
  std::optional<SelfRelianceRule> self_reliance{};
  std::optional<BeforeDecisionRule> before_decision{};
  std::vector<CountryReception> countries;
  std::vector<AlwaysAPlace> always_a_place;
  std::optional<ReservationRule> reservation{};
  std::vector<Facility> facilities;
  std::vector<SourcedText> notes;
  std::string digest{}; ///< of the file's text, in hexadecimal; it says none itself

  /// The facility of that code; nullptr where there is none.
  const Facility* facility(std::string_view code) const;
  /// What is known of a country on a day; nullptr where nothing is, or where it is not told.
  const CountryReception* reception_in(std::optional<Country> country, Date day) const;
  /// That a place is always asked in a country; nullptr where nothing says so.
  const AlwaysAPlace* always_a_place_in(std::optional<Country> country, Date day) const;
  /// Whether a place is always asked in a country; also where the country is not told.
  bool always_asks_place(std::optional<Country> country, Date day) const;

  /// The rules that are part of libcase: those of the Netherlands.
  static std::shared_ptr<const SafeguardRules> shipped();
  /// The rules of a file. Throws StorageError for a file that cannot be read, and InvalidValue
  /// (`invalid_safeguards_file`) naming the file, the place in it and what was expected.
  static std::shared_ptr<const SafeguardRules> load(const std::filesystem::path& file);
  /// The same from the text of a file; `file` names it in errors.
  static std::shared_ptr<const SafeguardRules> from_json(std::string_view text,
                                                         std::string_view file);
};
BOOST_DESCRIBE_STRUCT(SafeguardRules, (),
                      (name, safeguards, self_reliance, before_decision, countries, always_a_place,
                       reservation, facilities, notes, digest))

} // namespace libcase

#endif // LIBCASE_RULES_SAFEGUARD_RULES_HPP
