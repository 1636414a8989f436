#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

#include "vocabulary/letters.hpp"

namespace libcase {

namespace {

constexpr std::int32_t open_from = INT32_MIN;
constexpr std::int32_t open_until = INT32_MAX;
constexpr std::uint16_t unknown_name = 65000;
constexpr std::uint16_t group_name = 65001;

struct KnownCountry {
  std::string_view code;
  std::string_view alpha2;
  std::string_view name_en;
  std::string_view name_nl;
  int numeric;
  std::int32_t from;
  std::int32_t until;
  bool is_territory;
};

struct Name {
  std::string_view name;
  std::uint16_t index;
  std::int32_t from;
};

#include "country_table.inc"

constexpr auto index_end = static_cast<std::uint16_t>(std::size(countries));
constexpr std::uint16_t none = 0;

constexpr std::size_t slot_of(std::string_view alpha3) {
  std::size_t slot = 0;
  for (const char letter : alpha3) {
    slot = slot * 26 + static_cast<std::size_t>(letter - 'A');
  }
  return slot;
}

constexpr auto index_by_code = [] {
  std::array<std::uint16_t, std::size_t{26} * 26 * 26> indexes{};
  for (std::uint16_t index = 1; index < index_end; ++index) {
    indexes[slot_of(countries[index].code)] = index;
  }
  return indexes;
}();

struct Candidate {
  std::uint16_t index;
  std::int32_t from;
};

// Chooses among codes that share a name: the last that had begun by the day, so the successor
// where two are in force, and the last one of all once none is. Else the first one to begin.
class Choice {
public:
  explicit Choice(Date on) : day_(on.is_set() ? on.days_since_epoch() : INT32_MAX) {}

  void consider(const Candidate& candidate) {
    const bool has_begun = candidate.from <= day_;
    const bool chosen_has_begun = chosen_.from <= day_;
    const bool is_better =
        has_begun == chosen_has_begun ? has_begun == (candidate.from > chosen_.from) : has_begun;
    if (chosen_.index == none || is_better) {
      chosen_ = candidate;
    }
  }

  std::uint16_t index() const { return chosen_.index; }

private:
  std::int32_t day_;
  Candidate chosen_{none, 0};
};

// U+00C0 to U+017F without their marks; capitals stand for two letters, a blank separates.
constexpr std::string_view latin = "aaaaaaAceeeeiiiidnooooo ouuuuyTS"
                                   "aaaaaaAceeeeiiiidnooooo ouuuuyTy"
                                   "aaaaaaccccccccddddeeeeeeeeeegggg"
                                   "gggghhhhiiiiiiiiiiIIjjkkklllllll"
                                   "lllnnnnnnnnnooooooOOrrrrrrssssss"
                                   "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin.size() == 0x180 - 0xC0);

// What is left of a name when case, accents, punctuation, spaces and filling words are gone.
class Key {
public:
  Key(std::string_view first, std::string_view second = {}) {
    add(first);
    add(second);
  }

  // Empty for what is longer than any name.
  std::string_view text() const {
    return size_ <= text_.size() ? std::string_view(text_.data(), size_) : std::string_view();
  }

private:
  void put(char letter) {
    if (size_ < text_.size()) {
      text_[size_++] = letter;
    } else {
      size_ = text_.size() + 1;
    }
  }

  void put_folded(char letter) {
    switch (letter) {
    case ' ':
      end_word();
      break;
    case 'A':
      put('a'), put('e');
      break;
    case 'I':
      put('i'), put('j');
      break;
    case 'O':
      put('o'), put('e');
      break;
    case 'S':
      put('s'), put('s');
      break;
    case 'T':
      put('t'), put('h');
      break;
    default:
      put(letter);
    }
  }

  void end_word() {
    if (size_ > text_.size()) {
      return;
    }
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> words{{
        {"the", ""},
        {"and", ""},
        {"of", ""},
        {"en", ""},
        {"de", ""},
        {"der", ""},
        {"het", ""},
        {"van", ""},
        {"burger", ""},
        {"st", "saint"},
        {"rep", "republic"},
        {"dem", "democratic"},
        {"fmr", "former"},
        {"is", "islands"},
        {"isl", "islands"},
    }};
    const std::string_view word(text_.data() + word_, size_ - word_);
    for (const auto& [from, to] : words) {
      if (word == from) {
        size_ = word_;
        for (const char letter : to) {
          put(letter);
        }
        break;
      }
    }
    word_ = size_;
  }

  void add(std::string_view name) {
    for (std::size_t at = 0; at < name.size(); ++at) {
      const auto byte = static_cast<unsigned char>(name[at]);
      if (byte < 0x80) {
        add_ascii(name[at]);
        continue;
      }
      const auto next = at + 1 < name.size() ? static_cast<unsigned char>(name[at + 1]) : 0U;
      if ((next & 0xC0U) != 0x80) {
        put(name[at]);
      } else if (byte >= 0xC3 && byte <= 0xC5) {
        put_folded(latin[(byte - 0xC3U) * 64 + (next & 0x3FU)]);
        ++at;
      } else if (byte == 0xCC || (byte == 0xCD && next < 0xB0)) {
        ++at; // a combining mark
      } else if (name.substr(at, 2) == "\u02BC" || name.substr(at, 2) == "\u00B4") {
        ++at; // an apostrophe
      } else if (byte == 0xC2) {
        end_word();
        ++at;
      } else if (name.substr(at, 3) == "\u2019" || name.substr(at, 3) == "\u2018") {
        at += 2;
      } else if (byte == 0xE2 && next == 0x80) {
        end_word(); // a dash or a space
        at += 2;
      } else {
        put(name[at]); // another script: no name has it, so nothing is found
      }
    }
    end_word();
  }

  void add_ascii(char letter) {
    if (is_capital(letter)) {
      put(static_cast<char>(letter - 'A' + 'a'));
    } else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
      put(letter);
    } else if (letter != '\'' && letter != '`') {
      end_word();
    }
  }

  std::array<char, 120> text_{};
  std::size_t size_ = 0;
  std::size_t word_ = 0;
};

// "Congo, Republic of" and "Congo (Republic of)" as "Republic of" and "Congo". Empty where there
// is no such part, or more than one.
std::optional<Key> turned_key(std::string_view name) {
  const std::size_t at = name.find_first_of(",(");
  if (at == name.npos || name.find_first_of(",(", at + 1) != name.npos) {
    return std::nullopt;
  }
  return Key(name.substr(at + 1), name.substr(0, at));
}

class Names {
public:
  Names() {
    for (std::uint16_t index = 1; index < index_end; ++index) {
      const KnownCountry& entry = countries[index];
      add(entry.name_en, {index, entry.from});
      add(entry.name_nl, {index, entry.from});
    }
    for (const Name& name : further_names) {
      const bool is_country = name.index < index_end;
      const std::int32_t code_from = is_country ? countries[name.index].from : open_from;
      add(name.name, {name.index, std::max(name.from, code_from)});
    }
  }

  std::uint16_t find(std::string_view name, Date on) const {
    auto found = candidates_.find(Key(name).text());
    if (found == candidates_.end()) {
      if (const auto turned = turned_key(name)) {
        found = candidates_.find(turned->text());
      }
    }
    if (found == candidates_.end()) {
      return none;
    }
    Choice choice(on);
    for (const Candidate& candidate : found->second) {
      choice.consider(candidate);
    }
    return choice.index();
  }

private:
  void add(std::string_view name, const Candidate& candidate) {
    candidates_[std::string(Key(name).text())].push_back(candidate);
    if (const auto turned = turned_key(name)) {
      candidates_[std::string(turned->text())].push_back(candidate);
    }
  }

  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::vector<Candidate>, Hash, std::equal_to<>> candidates_;
};

std::uint16_t find_name(std::string_view name, Date on) {
  static const Names names;
  return names.find(name, on);
}

[[noreturn]] void refuse(std::string_view found) {
  throw InvalidValue("unknown_country",
                     "expected a country code of three capitals that ISO 3166-1 or ICAO 9303 has, "
                     "such as IRQ, found " +
                         kind_and_length(found));
}

} // namespace

Country::Country(std::string_view alpha3) {
  const auto found = find(alpha3);
  if (!found) {
    refuse(alpha3);
  }
  *this = *found;
}

std::optional<Country> Country::find(std::string_view alpha3) noexcept {
  if (alpha3.size() != 3 || !std::all_of(alpha3.begin(), alpha3.end(), is_capital)) {
    return std::nullopt;
  }
  const std::uint16_t index = index_by_code[slot_of(alpha3)];
  return index == none ? std::nullopt : std::optional(Country(index));
}

std::optional<Country> Country::from_alpha2(std::string_view alpha2, Date on) noexcept {
  if (alpha2.size() != 2) {
    return std::nullopt;
  }
  Choice choice(on);
  for (std::uint16_t index = 1; index < index_end; ++index) {
    if (countries[index].alpha2 == alpha2) {
      choice.consider({index, countries[index].from});
    }
  }
  return choice.index() == none ? std::nullopt : std::optional(Country(choice.index()));
}

std::optional<Country> Country::from_name(std::string_view name, Date on) {
  const std::uint16_t index = find_name(name, on);
  return index != none && index < index_end ? std::optional(Country(index)) : std::nullopt;
}

bool Country::is_unknown_name(std::string_view name) {
  return find_name(name, {}) == unknown_name;
}

bool Country::is_group_name(std::string_view name) {
  return find_name(name, {}) == group_name;
}

std::span<const Country> Country::all() noexcept {
  static constexpr auto list = [] {
    std::array<Country, index_end - 1> countries_in_order{};
    for (std::uint16_t index = 1; index < index_end; ++index) {
      countries_in_order[index - 1U] = Country(index);
    }
    return countries_in_order;
  }();
  return list;
}

Country Country::from_index(std::uint16_t index) {
  if (index >= index_end) {
    throw InvalidValue("unknown_country", "expected an index below " + std::to_string(index_end) +
                                              ", found " + std::to_string(index));
  }
  return Country(index);
}

std::string_view Country::code() const noexcept {
  return countries[index_].code;
}

std::string_view Country::alpha2() const noexcept {
  return countries[index_].alpha2;
}

std::optional<int> Country::numeric() const noexcept {
  const int number = countries[index_].numeric;
  return number == 0 ? std::nullopt : std::optional(number);
}

std::string_view Country::name_en() const noexcept {
  return countries[index_].name_en;
}

std::string_view Country::name_nl() const noexcept {
  return countries[index_].name_nl;
}

bool Country::is_territory() const noexcept {
  return countries[index_].is_territory;
}

bool Country::is_territory(Date on) const noexcept {
  const KnownCountry& own = countries[index_];
  const std::int32_t day = on.days_since_epoch();
  return own.is_territory && on.is_set() && day >= own.from && day < own.until;
}

std::optional<Date> Country::valid_from() const {
  const std::int32_t day = countries[index_].from;
  return day == open_from ? std::nullopt : std::optional(Date::from_days_since_epoch(day));
}

std::optional<Date> Country::valid_until() const {
  const std::int32_t day = countries[index_].until;
  return day == open_until ? std::nullopt : std::optional(Date::from_days_since_epoch(day));
}

std::string Country::to_string() const {
  return is_set() ? std::string(code()) : "not set";
}

std::string to_string(const std::optional<Country>& country) {
  return country ? country->to_string() : "unknown";
}

} // namespace libcase
