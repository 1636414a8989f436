#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "../support/real_data.hpp"
#include "../support/source_dir.hpp"

using libcase::Country;
using libcase::Date;

namespace {

const Date today{2024, 1, 15};

std::string read(std::string_view name, Date on = today) {
  if (Country::is_unknown_name(name)) {
    return "said to be unknown";
  }
  if (Country::is_group_name(name)) {
    return "group";
  }
  const auto country = Country::from_name(name, on);
  return country ? country->to_string() : "not understood";
}

using Labels = std::map<std::string, std::string>; // label, a day on which it was used

std::size_t column_of(const libcase::testing::Row& header, std::string_view name) {
  const auto found = std::find(header.begin(), header.end(), name);
  REQUIRE(found != header.end());
  return static_cast<std::size_t>(found - header.begin());
}

Labels labels_in(const std::vector<libcase::testing::Row>& rows, std::string_view label,
                 std::string_view day) {
  Labels labels;
  const std::size_t label_column = column_of(rows.at(0), label);
  const std::size_t day_column = column_of(rows.at(0), day);
  for (std::size_t row = 1; row < rows.size(); ++row) {
    labels.emplace(rows[row].at(label_column), rows[row].at(day_column));
  }
  return labels;
}

Date day_in(const std::string& text) {
  return text.size() == 4 ? Date(std::stoi(text), 7, 1) : Date::parse(text.substr(0, 10));
}

#define SKIP_WITHOUT(path)                                                                         \
  if (!std::filesystem::exists(path)) {                                                            \
    MESSAGE("skipped: there is no ", (path).string());                                             \
    return;                                                                                        \
  }

} // namespace

TEST_CASE("a country that was never given a value is not set") {
  const Country country;
  CHECK_FALSE(country.is_set());
  CHECK(country.index() == 0);
  CHECK(country.code().empty());
  CHECK(country.alpha2().empty());
  CHECK(country.name_en().empty());
  CHECK_FALSE(country.numeric());
  CHECK_FALSE(country.is_territory());
  CHECK_FALSE(country.is_territory(today));
  CHECK_FALSE(country.valid_from());
  CHECK_FALSE(country.valid_until());
  CHECK(country.to_string() == "not set");
}

TEST_CASE("a country has its codes and its names") {
  const Country iraq{"IRQ"};
  CHECK(iraq.is_set());
  CHECK(iraq.code() == "IRQ");
  CHECK(iraq.alpha2() == "IQ");
  CHECK(iraq.numeric() == 368);
  CHECK(iraq.name_en() == "Iraq");
  CHECK(iraq.name_nl() == "Irak");
  CHECK(iraq.to_string() == "IRQ");
}

TEST_CASE("an unknown country is an empty optional and printed so") {
  CHECK(libcase::to_string(std::optional<Country>{}) == "unknown");
  CHECK(libcase::to_string(std::optional(Country{"MNG"})) == "MNG");
}

TEST_CASE("a code that does not exist is refused by kind and length") {
  CHECK_FALSE(Country::find("QQQ"));
  CHECK_FALSE(Country::find("XXX"));
  CHECK_FALSE(Country::find("irq"));
  CHECK_FALSE(Country::find("IR"));
  CHECK_FALSE(Country::find(""));
  CHECK_FALSE(Country::find("[[["));
  try {
    Country{"QQQ"};
    FAIL("QQQ was accepted");
  } catch (const libcase::InvalidValue& error) {
    CHECK(error.code() == "unknown_country");
    CHECK(std::string(error.what()).ends_with("found a text of 3 letters"));
  }
}

TEST_CASE("what is no code at all is not repeated in the message") {
  try {
    Country{"Somebody's name"};
    FAIL("a name was accepted as a code");
  } catch (const libcase::InvalidValue& error) {
    CHECK(std::string(error.what()).find("Somebody") == std::string::npos);
  }
}

TEST_CASE("every country is found by its code and its index") {
  const auto all = Country::all();
  CHECK(all.size() == 249 + 30 + 1 + 9);
  CHECK(std::is_sorted(all.begin(), all.end()));
  for (std::size_t position = 0; position < all.size(); ++position) {
    const Country country = all[position];
    CHECK(country.index() == position + 1);
    CHECK(Country::from_index(country.index()) == country);
    CHECK(Country::find(country.code()) == country);
    CHECK_FALSE(country.name_en().empty());
    CHECK_FALSE(country.name_nl().empty());
  }
}

TEST_CASE("an index outside the table is refused and the index 0 is not set") {
  CHECK_FALSE(Country::from_index(0).is_set());
  const auto end = static_cast<std::uint16_t>(Country::all().size() + 1);
  CHECK_THROWS_AS(Country::from_index(end), libcase::InvalidValue);
}

TEST_CASE("countries are ordered by code and fit in hashed sets") {
  CHECK(Country{"AFG"} < Country{"IRQ"});
  CHECK(Country{} < Country{"ABW"});
  const std::unordered_set<Country> set{Country{"AFG"}, Country{"IRQ"}, Country{"AFG"}};
  CHECK(set.size() == 2);
  static_assert(sizeof(Country) == 2);
}

TEST_CASE("passport codes that are no country are no territory") {
  for (const char* code : {"XXA", "XXB", "XXC", "GBD", "GBN", "GBO", "GBP", "GBS", "RNC"}) {
    CAPTURE(code);
    const Country country{code};
    CHECK_FALSE(country.is_territory());
    CHECK_FALSE(country.is_territory(today));
    CHECK(country.alpha2().empty());
  }
  const auto all = Country::all();
  CHECK(std::count_if(all.begin(), all.end(),
                      [](Country country) { return country.is_territory(); }) == 249 + 30 + 1);
}

TEST_CASE("a territory is in force from its first day until the day of its withdrawal") {
  const Country union_of_two{"SCG"};
  CHECK(union_of_two.valid_from() == Date(2003, 2, 4));
  CHECK(union_of_two.valid_until() == Date(2006, 9, 26));
  CHECK(union_of_two.is_territory());
  CHECK_FALSE(union_of_two.is_territory(Date(2003, 2, 3)));
  CHECK(union_of_two.is_territory(Date(2003, 2, 4)));
  CHECK(union_of_two.is_territory(Date(2006, 9, 25)));
  CHECK_FALSE(union_of_two.is_territory(Date(2006, 9, 26)));

  CHECK(Country{"YUG"}.valid_until() == Date(2003, 7, 23));
  CHECK(Country{"XKX"}.is_territory(Date(2010, 1, 1)));
  CHECK_FALSE(Country{"SSD"}.is_territory(Date(2011, 7, 8)));
  CHECK(Country{"SSD"}.is_territory(Date(2011, 7, 9)));
  CHECK_FALSE(Country{"AFG"}.valid_from());
  CHECK_FALSE(Country{"AFG"}.valid_until());
  CHECK_FALSE(Country{"AFG"}.is_territory(Date{}));
}

TEST_CASE("a source that knows the year alone counts the whole year") {
  CHECK(Country{"HVO"}.valid_until() == Date(1985, 1, 1));
  CHECK(Country{"BFA"}.valid_from() == Date(1984, 1, 1));
}

TEST_CASE("a code of two letters that was used twice is read by the day") {
  CHECK(Country::from_alpha2("IQ") == Country{"IRQ"});
  CHECK(Country::from_alpha2("XK") == Country{"XKX"});
  CHECK(Country::from_alpha2("CS", Date(1991, 1, 1)) == Country{"CSK"});
  CHECK(Country::from_alpha2("CS", Date(1999, 1, 1)) == Country{"CSK"});
  CHECK(Country::from_alpha2("CS", Date(2005, 1, 1)) == Country{"SCG"});
  CHECK(Country::from_alpha2("CS", Date(2020, 1, 1)) == Country{"SCG"});
  CHECK(Country::from_alpha2("CS") == Country{"SCG"});
  CHECK(Country::from_alpha2("SK", Date(1974, 6, 1)) == Country{"SKM"});
  CHECK(Country::from_alpha2("SK") == Country{"SVK"});
  CHECK_FALSE(Country::from_alpha2("QQ"));
  CHECK_FALSE(Country::from_alpha2(""));
  CHECK_FALSE(Country::from_alpha2("iq"));
}

TEST_CASE("names are read whatever their case, accents, punctuation and order") {
  for (const char* name :
       {"Côte d'Ivoire", "CÔTE D’IVOIRE", "Cote dIvoire", "Côte D Ivoire", "Co\u0302te d'Ivoire",
        "  Ivory   Coast ", "Ivoorkust", "Ivoriaanse", "Ivoriaans"}) {
    CHECK_MESSAGE(read(name) == "CIV", name);
  }
  for (const char* name : {"Gambia", "The Gambia", "GAMBIA, THE", "Gambia (The)"}) {
    CHECK_MESSAGE(read(name) == "GMB", name);
  }
  for (const char* name : {"Saint Kitts and Nevis", "ST. KITTS & NEVIS", "St Kitts-Nevis"}) {
    CHECK_MESSAGE(read(name) == "KNA", name);
  }
  for (const char* name : {"Türkiye", "TÜRKİYE", "TURKIYE", "Turkey", "Turkije",
                           "Republic of Türkiye", "REPUBLIC OF TURKIYE"}) {
    CHECK_MESSAGE(read(name) == "TUR", name);
  }
  for (const char* name : {"Iran", "Iran, Islamic Republic of", "Iran (Islamic Republic of)",
                           "ISLAMIC REP OF IRAN", "Iraanse", "Iraans"}) {
    CHECK_MESSAGE(read(name) == "IRN", name);
  }
}

TEST_CASE("abbreviations and filling words are understood") {
  CHECK(read("Virgin Is. (British)") == "VGB");
  CHECK(read("Cayman Isl.") == "CYM");
  CHECK(read("Fmr Yugoslavia") == "YUG");
  CHECK(read("Central African Rep.") == "CAF");
  CHECK(read("Dem. Rep. of the Congo") == "COD");
  CHECK(read("St. Lucia") == "LCA");
  CHECK(read("Burger van de Republiek der Filipijnen") == "PHL");
  CHECK(read("Bosnië Herzegovina") == "BIH");
}

TEST_CASE("the two Congos, the two Koreas, the two Chinas and the Guineas stay apart") {
  const std::pair<const char*, const char*> meanings[] = {
      {"Congo", "COG"},
      {"Burger van Congo", "COG"},
      {"Congo (Brazzaville)", "COG"},
      {"Republic of the Congo", "COG"},
      {"Congo (Democratic Republic)", "COD"},
      {"Congo DR", "COD"},
      {"DEM REP OF THE CONGO", "COD"},
      {"Congo, The Democratic Republic of the", "COD"},
      {"Burger van Democratische Republiek Congo", "COD"},
      {"Korea, Republic of", "KOR"},
      {"Korea (South)", "KOR"},
      {"Korea, Democratic People's Republic of", "PRK"},
      {"Noord-Koreaanse", "PRK"},
      {"CHINA, PEOPLES REPUBLIC OF", "CHN"},
      {"China (including Hong Kong)", "CHN"},
      {"China (Taiwan)", "TWN"},
      {"Guinee", "GIN"},
      {"Guinee-Bissau", "GNB"},
      {"Equatorial Guinea", "GNQ"},
      {"Papua New Guinea", "PNG"},
      {"Samoa (American)", "ASM"},
      {"Dominica", "DMA"},
      {"Dominicaanse", "DOM"},
      {"Nigerese", "NER"},
      {"Nigeriaanse", "NGA"},
      {"Mauritaanse", "MRT"},
      {"Mauritiaanse", "MUS"},
  };
  for (const auto& meaning : meanings) {
    CHECK_MESSAGE(read(meaning.first) == meaning.second, meaning.first);
  }
}

TEST_CASE("a name that has had several codes is read by the day") {
  CHECK(read("East Timor", Date(2001, 1, 1)) == "TMP");
  CHECK(read("East Timor", Date(2002, 5, 19)) == "TMP");
  CHECK(read("East Timor", Date(2002, 5, 20)) == "TLS");
  CHECK(read("East Timor", Date(2010, 1, 1)) == "TLS");
  CHECK(read("Burma", Date(1985, 1, 1)) == "BUR");
  CHECK(read("Burma", Date(2010, 1, 1)) == "MMR");
  CHECK(read("Serbia and Montenegro", Date(1990, 1, 1)) == "YUG");
  CHECK(read("Serbia and Montenegro", Date(2000, 1, 1)) == "YUG");
  CHECK(read("Serbia and Montenegro", Date(2003, 3, 1)) == "SCG");
  CHECK(read("Serbia and Montenegro", Date(2005, 1, 1)) == "SCG");
  CHECK(read("East Timor", Date{}) == "TLS");
}

TEST_CASE("a name outlives its country and a new one may be written back") {
  CHECK(read("Former Yugoslavia", Date(2010, 1, 1)) == "YUG");
  CHECK(read("Serbia and Montenegro", Date(2010, 1, 1)) == "SCG");
  CHECK(read("Zaire", Date(2005, 1, 1)) == "ZAR");
  CHECK(read("Burger van de Sovjet-Unie", Date(2005, 1, 1)) == "SUN");
  CHECK(read("Sudan", Date(2005, 1, 1)) == "SDN");
  CHECK(read("Sudan", Date(2015, 1, 1)) == "SDN");
  CHECK(read("Kosovo", Date(1998, 1, 1)) == "XKX");
  CHECK(read("South Sudan", Date(2005, 1, 1)) == "SSD");
}

TEST_CASE("persons without a country of their own are read as such") {
  CHECK(read("Stateless") == "XXA");
  CHECK(read("Staatloos") == "XXA");
  CHECK(read("Refugee") == "XXB");
  CHECK(read("British overseas citizens") == "GBO");
  CHECK(read("British National (overseas)") == "GBN");
  CHECK(read("Recognised non-citizens") == "RNC");
  CHECK(read("Brits burger") == "GBR");
}

TEST_CASE("a label that says unknown differs from one that is not understood") {
  for (const char* name : {"Other and unknown", "Unknown", "ONBEKEND", "Not stated"}) {
    CHECK_MESSAGE(Country::is_unknown_name(name), name);
    CHECK_MESSAGE(!Country::from_name(name, today), name);
  }
  for (const char* name : {"Total", "European Union (28 countries)", "Overig"}) {
    CHECK_MESSAGE(Country::is_group_name(name), name);
    CHECK_MESSAGE(!Country::from_name(name, today), name);
  }
  for (const char* name :
       {"Atlantis", "", " ", "the", ",", "()", "Korea", "Congolese", "Ирак", "Ira\xFFq", "Iraq\xC3",
        "\xE2\x80", "Iraq\xCC.", "Iraq\xC2.", "Iraq\xE2.."}) {
    CHECK_MESSAGE(read(name) == "not understood", name);
  }
  CHECK(read(std::string(10'000, 'a')) == "not understood");
  CHECK(read("Iraq" + std::string(200, 'q')) == "not understood");
  CHECK(read(std::string(200, ' ') + "Iraq") == "IRQ");
}

TEST_CASE("every name of the table is read as its own code") {
  const std::filesystem::path folder =
      libcase::testing::source_dir() / "libcase" / "src" / "vocabulary";
  const auto names =
      libcase::testing::csv_rows(libcase::testing::content_of(folder / "country_names.csv"));
  REQUIRE(names.size() > 1000);
  for (std::size_t row = 1; row < names.size(); ++row) {
    const std::string& code = names[row].at(1);
    Date on = today;
    if (const auto country = Country::find(code)) {
      on = country->valid_until() ? country->valid_until()->plus_days(-400) : today;
    }
    const std::string meaning = code == "unknown" ? "said to be unknown" : code;
    CHECK_MESSAGE(read(names[row].at(0), on) == meaning, names[row].at(0));
  }
  for (const Country country : Country::all()) {
    const Date on = country.valid_until() ? country.valid_until()->plus_days(-1) : today;
    CHECK(Country::from_name(country.name_en(), on) == country);
    CHECK(Country::from_name(country.name_nl(), on) == country);
  }
}

TEST_CASE("the names of ISO 3166 and CLDR are understood, current and withdrawn") {
  for (const char* file :
       {"countries/iso3166_1_en_nl.csv", "countries/iso3166_3_withdrawn_en_nl.csv"}) {
    const auto path = libcase::testing::real_data(file);
    SKIP_WITHOUT(path);
    const auto rows = libcase::testing::csv_rows(libcase::testing::content_of(path));
    const std::size_t code = column_of(rows.at(0), "alpha3");
    REQUIRE(rows.size() > 30);
    for (std::size_t row = 1; row < rows.size(); ++row) {
      const auto country = Country::find(rows[row].at(code));
      CHECK_MESSAGE(country, rows[row].at(code));
      if (!country) {
        continue;
      }
      const Date on = country->valid_until() ? country->valid_until()->plus_days(-1) : today;
      for (std::size_t column = 0; column < rows[row].size(); ++column) {
        const std::string& header = rows[0].at(column);
        const std::string& names = rows[row][column];
        if (header.find("name_") == header.npos && header.find("cldr_") == header.npos) {
          continue;
        }
        for (std::size_t at = 0; at < names.size();) {
          const std::size_t end = std::min(names.find(';', at), names.size());
          const std::string name = names.substr(at, end - at);
          CHECK_MESSAGE(read(name, on) == country->code(), name);
          at = end + 1;
        }
      }
    }
  }
}

TEST_CASE("every nationality of the Dutch register is understood, inflected or not") {
  const auto path = libcase::testing::real_data("nl/brp_tabel32_nationaliteiten_iso.csv");
  SKIP_WITHOUT(path);
  const auto rows = libcase::testing::csv_rows(libcase::testing::content_of(path));
  REQUIRE(rows.size() == 216);
  const std::map<std::string, std::string> exceptions{
      {"0000", "said to be unknown"},
      {"0002", "said to be unknown"},
      {"0500", "said to be unknown"},
      {"0083", "GBS"},
      {"0085", "GBO"},
      {"0429", "GBD"},
      {"0450", "GBN"},
      {"0318", "YEM"},
      {"0499", "XXA"},
  };
  for (std::size_t row = 1; row < rows.size(); ++row) {
    const std::string& number = rows[row].at(0);
    const std::string& name = rows[row].at(1);
    const std::string& until = rows[row].at(3);
    const std::string& alpha2 = rows[row].at(4);
    Date on = today;
    if (!until.empty()) {
      on = Date(std::stoi(until.substr(0, 4)), std::stoi(until.substr(4, 2)), 1).plus_days(-1);
    }
    const auto exception = exceptions.find(number);
    if (exception != exceptions.end()) {
      CHECK_MESSAGE(read(name, on) == exception->second, name);
      continue;
    }
    REQUIRE_MESSAGE(!alpha2.empty(), number);
    const auto country = Country::from_alpha2(alpha2, on);
    REQUIRE_MESSAGE(country, alpha2);
    CHECK_MESSAGE(read(name, on) == country->code(), name);
    if (name.ends_with("e") && name.find("urger") == name.npos) {
      const std::string plain = name.ends_with("ese") ? name.substr(0, name.size() - 3) + "ees"
                                                      : name.substr(0, name.size() - 1);
      CHECK_MESSAGE(read(plain, on) == country->code(), plain);
    }
  }
}

TEST_CASE("every nationality of the British table of returns is understood") {
  const auto path = libcase::testing::real_data("uk_home_office/returns_ret_d01.csv.gz");
  SKIP_WITHOUT(path);
  const auto rows = libcase::testing::csv_rows(libcase::testing::content_of(path));
  const Labels labels = labels_in(rows, "Nationality", "Date");
  CHECK(labels.size() == 222);
  std::set<std::string> codes;
  for (const auto& entry : labels) {
    const std::string& label = entry.first;
    const Date day = day_in(entry.second);
    const std::string meaning = read(label, day);
    CHECK_MESSAGE(meaning != "not understood", label);
    CHECK_MESSAGE(meaning != "group", label);
    CHECK_MESSAGE((meaning == "said to be unknown") == (label == "Other and unknown"), label);
    codes.insert(meaning);
  }
  CHECK(codes.size() == 221);
}

TEST_CASE("every citizenship of the American table of removals is understood") {
  const auto path = libcase::testing::real_data("us_ice/ice_removals_fy2021_fy2025q1.csv");
  SKIP_WITHOUT(path);
  const auto rows = libcase::testing::csv_rows(libcase::testing::content_of(path));
  const Labels labels = labels_in(rows, "Country of Citizenship", "Fiscal Year");
  CHECK(labels.size() == 44);
  for (const auto& entry : labels) {
    const std::string& label = entry.first;
    const Date day = day_in(entry.second);
    const auto country = Country::from_name(label, day);
    CHECK_MESSAGE((country && country->is_territory(day)), label);
  }
}

TEST_CASE("every destination of the European return operations is understood") {
  const auto path = libcase::testing::real_data("frontex/returnees.csv");
  SKIP_WITHOUT(path);
  const auto rows = libcase::testing::csv_rows(libcase::testing::content_of(path));
  const Labels labels = labels_in(rows, "DEST", "DATE");
  CHECK(labels.size() == 53);
  for (const auto& entry : labels) {
    const std::string& label = entry.first;
    const Date day = day_in(entry.second);
    const auto country = Country::from_name(label, day);
    CHECK_MESSAGE((country && country->is_territory(day)), label);
  }
}

TEST_CASE("every label of the European statistics is a country or a group") {
  for (const char* file :
       {"eurostat/migr_eirtn_1_Data.csv", "eurostat/migr_eirtn_Data_allcitizens.csv.gz"}) {
    const auto path = libcase::testing::real_data(file);
    SKIP_WITHOUT(path);
    const auto rows = libcase::testing::csv_rows(
        libcase::testing::utf8_of_latin1(libcase::testing::content_of(path)));
    for (const char* column : {"GEO", "CITIZEN"}) {
      for (const auto& entry : labels_in(rows, column, "TIME")) {
        const std::string& label = entry.first;
        const bool is_group = label == "Total" || label.starts_with("European Union");
        const std::string meaning = read(label, day_in(entry.second));
        CHECK_MESSAGE(meaning != "not understood", label);
        CHECK_MESSAGE((meaning == "group") == is_group, label);
        CHECK_MESSAGE(meaning != "said to be unknown", label);
      }
    }
  }
}
