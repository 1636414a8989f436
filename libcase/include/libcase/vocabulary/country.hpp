// A country, as nationality or as destination: codes, names, dates, and the labels of offices.
//
// A nationality may be a code that is no country: stateless, refugee, a British passport without
// the right to live in Britain. A destination is a territory. That a country is not known is no
// value here: it is an empty optional, printed "unknown".
#ifndef LIBCASE_VOCABULARY_COUNTRY_HPP
#define LIBCASE_VOCABULARY_COUNTRY_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <libcase/vocabulary/date.hpp>

namespace libcase {

/// A code of ISO 3166-1 alpha-3, one that was withdrawn, or a passport code that is no country.
///
/// Holds the current codes of ISO 3166-1, the withdrawn ones of ISO 3166-3, XKX (Kosovo), the
/// codes of ICAO Doc 9303 for persons (XXA stateless, XXB and XXC refugees, GBD, GBN, GBO, GBP,
/// GBS) and RNC (recognised non-citizens). XXX, "unspecified", is not among them. Two bytes.
/// A Country that was never given a value is "not set"; it has no code and no names.
class Country {
public:
  /// Not set.
  constexpr Country() noexcept = default;
  /// Three capitals, such as "IRQ". Throws InvalidValue (`unknown_country`).
  explicit Country(std::string_view alpha3);

  /// The country with this code of three capitals; empty when there is none.
  static std::optional<Country> find(std::string_view alpha3) noexcept;
  /// The country with this code of two capitals; empty when there is none.
  ///
  /// Several codes were used twice (CS: Czechoslovakia, then Serbia and Montenegro). Meant is the
  /// last country that had begun by the day, or the first to begin after it. A day that is not
  /// set asks for the latest.
  static std::optional<Country> from_alpha2(std::string_view alpha2, Date on = {}) noexcept;
  /// The country that an office means by this name (UTF-8) on this day; empty when not understood.
  ///
  /// Understands short, official and former names in English and Dutch, Dutch adjectives
  /// ("Afghaanse", "Afghaans") and the labels of the British, American, European and Dutch tables
  /// of return. Case, accents, punctuation, spaces, articles and "and" do not matter, nor whether
  /// a part stands after a comma or in brackets. Where a name has had several codes, the choice
  /// by day is that of from_alpha2. A name outlives its country: "Former Yugoslavia" is YUG in
  /// 2010 too.
  static std::optional<Country> from_name(std::string_view name, Date on);
  /// Whether this label says that the country is not known ("Other and unknown", "Onbekend").
  static bool is_unknown_name(std::string_view name);
  /// Whether this label stands for several countries ("Total", "European Union (28 countries)").
  static bool is_group_name(std::string_view name);

  /// All of them, ordered by code, without "not set".
  static std::span<const Country> all() noexcept;
  /// The country with this index(); not set for 0. Throws InvalidValue (`unknown_country`).
  static Country from_index(std::uint16_t index);
  /// The position in all(), counted from 1; 0 when not set.
  ///
  /// Fit for columns in memory. Another version of the library may count differently: store code().
  std::uint16_t index() const noexcept { return index_; }

  bool is_set() const noexcept { return index_ != 0; }
  /// Three capitals; empty when not set.
  std::string_view code() const noexcept;
  /// Two capitals of ISO 3166, or XK; empty where there are none.
  std::string_view alpha2() const noexcept;
  /// The number of ISO 3166-1 and the United Nations; empty where there is none.
  std::optional<int> numeric() const noexcept;
  /// The name in English, UTF-8.
  std::string_view name_en() const noexcept;
  /// The name in Dutch, UTF-8.
  std::string_view name_nl() const noexcept;

  /// Whether it is or was a territory, so that somebody could travel there.
  bool is_territory() const noexcept;
  /// Whether it is a territory whose code is in force on that day. False for a day not set.
  bool is_territory(Date on) const noexcept;
  /// The first day of the code; empty where it is as old as ISO 3166 (1974) or no territory.
  ///
  /// A little generous: successors overlap with what they succeeded for as long as it took ISO to
  /// change the code, and where only a year is known it counts whole.
  std::optional<Date> valid_from() const;
  /// The first day on which the code is withdrawn; empty while it is in force.
  std::optional<Date> valid_until() const;

  /// The code, or "not set".
  std::string to_string() const;

  /// By code; not set comes first.
  friend constexpr bool operator==(const Country&, const Country&) = default;
  friend constexpr std::strong_ordering operator<=>(const Country&, const Country&) = default;

private:
  explicit constexpr Country(std::uint16_t index) noexcept : index_(index) {}
  std::uint16_t index_ = 0;
};

/// The code, or "unknown" when empty.
std::string to_string(const std::optional<Country>& country);

} // namespace libcase

template <>
struct std::hash<libcase::Country> {
  std::size_t operator()(const libcase::Country& country) const noexcept { return country.index(); }
};

#endif // LIBCASE_VOCABULARY_COUNTRY_HPP
