#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <zlib.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/departure_columns.hpp>
#include <libcase/register/import_table.hpp>

#include "support/errors.hpp"
#include "support/files.hpp"
#include "support/printing_records.hpp"
#include "support/real_data.hpp"
#include "support/source_dir.hpp"

using namespace libcase;
using libcase::testing::code_of;
using libcase::testing::Folder;
namespace fs = std::filesystem;

namespace {

using Counts = std::map<std::string, std::int64_t>;

const char* const mapping = R"({
  "title": "returns of nowhere", "source": "invented", "licence": "none",
  "count": "n",
  "person": {
    "sex": {"columns": ["sex"], "values": {"F": "female", "M": "male", "": "unknown"}},
    "born": {"column": "age", "ages": {"0-17": [0, 17], "18-29": [18, 29], "70+": [70, null],
                                       "?": null}},
    "nationality": {"country": "from", "aliases": {"Utopia": "NLD"}, "unknown": ["elsewhere"]}
  },
  "departure": {
    "on": {"column": "date", "format": "YYYY-MM-DD", "precision": "quarter"},
    "destination": {"columns": ["to"], "values": {"home": {"copy": "nationality"}, "EU": null,
                                                  "Iraq": "IRQ"}},
    "mode": {"columns": ["group"], "values": {"V": "voluntary", "E": "forced"}},
    "assisted_by": {"columns": ["group", "type"],
                    "values": {"V": {"assisted": "other_organisation", "*": "nobody"},
                               "*": {"*": "unknown"}}},
    "left_from": {"value": "detention"}
  }
})";

const char* const header = "date,from,to,group,type,age,sex,n\n";

Register a_register(const fs::path& path = ":memory:") {
  return Register::open(path, {.actor = "tests", .clock = [] {
                                 return start_of(Date{2025, 6, 1});
                               }});
}

TableSummary import(Register& reg, const std::string& table, const std::string& with = mapping,
                    ImportOptions options = {}) {
  const Folder folder;
  return import_table(reg, folder.write("table.csv", table), folder.write("map.json", with),
                      options);
}

/// The departure and the person that a row becomes.
struct Expanded {
  Person person;
  Departure departure;
};

Expanded expand(const std::string& row) {
  Register reg = a_register();
  REQUIRE(import(reg, header + row + "\n").persons == 1);
  const CaseFile file = reg.file(reg.cases_open_on(Date{2024, 1, 1}).at(0));
  REQUIRE(file.all<UnitMember>().size() == 1);
  CHECK(file.all<UnitMember>()[0]->role == Role::principal);
  CHECK(file.all<UnitMember>()[0]->from == file.all<Departure>().at(0)->on);
  CHECK(file.all<Case>().at(0)->opened_on == file.all<Departure>()[0]->on);
  return {file.all<Person>().at(0).record, file.all<Departure>()[0].record};
}

std::string with(std::string text, const std::string& part, const std::string& other) {
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), other);
}

std::string refusal_of(const std::string& text) {
  Register reg = a_register();
  try {
    import(reg, std::string{header}, text);
  } catch (const InvalidValue& error) {
    return error.code() + " " + error.what();
  }
  return "no error";
}

fs::path shipped_mapping(const char* name) {
  return testing::source_dir() / "examples" / "tables" / name;
}

struct Totals {
  TableSummary summary;
  DepartureColumns columns;

  std::int64_t of_mode(DepartureMode mode) const {
    return std::ranges::count(columns.mode, static_cast<std::uint8_t>(mode));
  }
};

/// Imports a published table, where it is present.
std::optional<Totals> totals_of(const char* table, const char* mapping_name) {
  const fs::path path = testing::real_data(table);
  if (!fs::exists(path)) {
    MESSAGE("skipped: there is no " << path.string());
    return std::nullopt;
  }
  Register reg = a_register();
  Totals totals{import_table(reg, path, shipped_mapping(mapping_name)), {}};
  totals.columns = read_departures(reg, {}, 1);
  CHECK(totals.summary.rejected.empty());
  CHECK(totals.summary.rejected_persons == 0);
  CHECK(totals.columns.from_aggregates);
  CHECK(code_of<Conflict>([&] { import_table(reg, path, shipped_mapping(mapping_name)); }) ==
        "already_imported");
  return totals;
}

} // namespace

TEST_CASE("import-table: a row becomes as many persons, cases, memberships and departures") {
  Register reg = a_register();
  const auto summary =
      import(reg, std::string{header} + "2023-03-31,Iraq,home,V,assisted,18-29,F,3\n"
                                        "2023-06-30,Iraq,EU,E,removal,0-17,M,2\n"
                                        "2023-06-30,Iraq,EU,E,removal,0-17,F,0\n");
  CHECK(summary.title == "returns of nowhere");
  CHECK(summary.rows_read == 3);
  CHECK(summary.rows_expanded == 2);
  CHECK(summary.zero_rows == 1);
  CHECK(summary.persons == 5);
  CHECK(summary.head_digest == reg.info().head_digest);
  for (const auto& rows : reg.info().rows_by_table) {
    const std::string& table = rows.first;
    const bool from_aggregates =
        table == "persons" || table == "cases" || table == "unit_members" || table == "departures";
    CAPTURE(table);
    CHECK(rows.second == (from_aggregates ? 5 : 0));
  }
  CHECK(reg.info().recording_count == 1);
  CHECK(reg.recording_header(1).why == "returns of nowhere");
  CHECK(verify(reg).is_sound());
  CHECK(reg.integrity_problems().empty());
}

TEST_CASE("import-table: rejected rows that need more memory than is allowed refuse the table") {
  Register reg = a_register();
  std::string table{header};
  for (int row = 0; row < 4000; ++row) {
    table += "2023-03-31,Iraq,home,V,assisted,18-29,F,some\n";
  }
  CHECK(code_of([&] { import(reg, table, mapping, {.max_memory = 0}); }) == "invalid_max_memory");
  CHECK(code_of([&] { import(reg, table, mapping, {.max_memory = 1 << 20}); }) ==
        "too_large_to_import");
  CHECK(reg.info().recording_count == 0);
  CHECK(import(reg, table).rejected_count() == 4000);
}

TEST_CASE("import-table: every member of a departure follows from the row") {
  const auto [person, departure] = expand("2023-05-31,Iraq,home,V,assisted,18-29,F,1");
  CHECK(person.sex == Sex::female);
  CHECK(person.nationality == Country{"IRQ"});
  CHECK(departure.on == Date{2023, 4, 1});
  CHECK(departure.precision == DatePrecision::quarter);
  CHECK(departure.destination == Country{"IRQ"});
  CHECK(departure.mode == DepartureMode::voluntary);
  CHECK(departure.assisted_by == AssistedBy::other_organisation);
  CHECK(departure.established_by == EstablishedBy::unknown);
  CHECK(departure.left_from == PlaceKind::detention);
}

TEST_CASE("import-table: a combination of labels falls back to any label") {
  CHECK(expand("2023-05-31,Iraq,EU,V,other,?,F,1").departure.assisted_by == AssistedBy::nobody);
  CHECK(expand("2023-05-31,Iraq,EU,E,other,?,F,1").departure.assisted_by == AssistedBy::unknown);
}

TEST_CASE("import-table: an age band becomes an interval of birth dates") {
  const Date on{2023, 4, 1};
  const auto born = [&](const char* band) {
    return expand(std::string{"2023-05-31,Iraq,EU,V,x,"} + band + ",F,1").person.born;
  };
  const auto minor = born("0-17");
  REQUIRE(minor.has_value());
  CHECK(minor->earliest() == Date{2005, 4, 2});
  CHECK(minor->latest() == on);
  const auto adult = born("18-29");
  REQUIRE(adult.has_value());
  CHECK(age_on(adult->earliest(), on) == 29);
  CHECK(age_on(adult->earliest().plus_days(-1), on) == 30);
  CHECK(age_on(adult->latest(), on) == 18);
  CHECK(age_on(adult->latest().plus_days(1), on) == 17);
  const auto old = born("70+");
  REQUIRE(old.has_value());
  CHECK(age_on(old->earliest(), on) == 120);
  CHECK(age_on(old->latest(), on) == 70);
  CHECK_FALSE(born("?").has_value());
}

TEST_CASE("import-table: the columns tell in which month an age was told") {
  Register reg = a_register();
  REQUIRE(import(reg, std::string{header} + "2023-05-31,Iraq,EU,V,other,18-29,F,1\n"
                                            "2023-05-31,Iraq,EU,V,other,?,F,1\n")
              .persons == 2);
  const DepartureColumns columns = read_departures(reg, {}, 1);
  REQUIRE(columns.born.values.size() == 2);
  CHECK(columns.born.values[0].age_reported_in() == 0);
  CHECK(columns.born.values[1].age_reported_in() == 4); // the quarter's first
}

TEST_CASE("import-table: countries are read by name, alias and label of the unknown") {
  const auto country = [](const char* name) {
    return expand(std::string{"2023-05-31,"} + name + ",home,V,x,?,F,1").person.nationality;
  };
  CHECK(country("Utopia") == Country{"NLD"});
  CHECK(country("\"Gambia, The\"") == Country{"GMB"});
  CHECK_FALSE(country("elsewhere").has_value());
}

TEST_CASE("import-table: home is nowhere for somebody without a country") {
  const auto [person, departure] = expand("2023-05-31,Stateless,home,V,x,?,F,1");
  CHECK(person.nationality == Country{"XXA"});
  CHECK_FALSE(departure.destination.has_value());
}

TEST_CASE("import-table: a destination that is no country is not mapped") {
  const auto by_name =
      with(mapping, R"({"columns": ["to"], "values": {"home": {"copy": "nationality"}, "EU": null,
                                                  "Iraq": "IRQ"}})",
           R"({"country": "to"})");
  Register reg = a_register();
  const auto summary = import(reg,
                              std::string{header} + "2023-05-31,Iraq,Stateless,V,x,?,F,1\n"
                                                    "2023-05-31,Iraq,Iraq,V,x,?,F,1\n",
                              by_name);
  CHECK(summary.rejected == Counts{{"unmapped_value", 1}});
  CHECK(summary.persons == 1);
  CHECK(refusal_of(with(mapping, R"("Iraq": "IRQ")", R"("Iraq": "XXA")"))
            .starts_with("invalid_mapping $.departure.destination.values.Iraq: "));
}

TEST_CASE("import-table: a row with a value that is not mapped is rejected as a whole") {
  Register reg = a_register();
  const Folder out;
  const auto summary = import(reg,
                              std::string{header} + "2023-03-31,Iraq,home,V,x,18-29,F,3\n"
                                                    "2023-03-31,Narnia,home,V,x,18-29,F,4\n"
                                                    "2023-03-31,Iraq,moon,V,x,18 to 29,F,5\n"
                                                    "2023-03-31,Iraq,home,v,x,18-29,F,6\n"
                                                    "31/03/2023,Iraq,home,V,x,18-29,F,7\n"
                                                    "2023-03-31,Iraq,home,V,x,18-29,F,\"1,000\"\n"
                                                    "2023-03-31,Iraq,home,V,x,18-29,F,-1\n"
                                                    "2023-03-31,Iraq,home\n",
                              mapping, {.rejects = out.path() / "rejects.csv"});
  CHECK(summary.persons == 3);
  CHECK(summary.rejected == Counts{{"unmapped_value", 3},
                                   {"invalid_date", 1},
                                   {"invalid_count", 2},
                                   {"wrong_field_count", 1}});
  CHECK(summary.rejected_persons == 22);
  CHECK(summary.rows_read == summary.rows_expanded + summary.zero_rows + summary.rejected_count());
  std::vector<std::string> rejects;
  for (const auto& row : testing::csv_rows(out.read("rejects.csv"))) {
    rejects.push_back(row[1] + ":" + row[2] + ":" + row[3]);
  }
  CHECK(rejects == std::vector<std::string>{"line:column:value", "3:from:", "4:age:", "4:to:",
                                            "5:group:", "6:date:", "7:n:", "8:n:", "9::"});
}

TEST_CASE("import-table: with all or nothing, a rejected row keeps everything out") {
  const std::string table = std::string{header} + "2023-03-31,Iraq,home,V,x,18-29,F,3\n"
                                                  "2023-03-31,Narnia,home,V,x,18-29,F,4\n";
  Register reg = a_register();
  const auto summary = import(reg, table, mapping, {.all_or_nothing = true});
  CHECK_FALSE(summary.is_kept);
  CHECK(summary.persons == 0);
  CHECK(reg.info().recording_count == 0);
  const auto mended = with(mapping, R"("Utopia": "NLD")", R"("Narnia": "GBR")");
  CHECK(import(reg, table, mended, {.all_or_nothing = true}).persons == 7);
}

TEST_CASE("import-table: a table that says 0 persons throughout has nothing to add") {
  Register reg = a_register();
  const auto summary = import(reg, std::string{header} + "2023-03-31,Iraq,home,V,x,18-29,F,0\n");
  CHECK(summary.is_kept);
  CHECK(summary.zero_rows == 1);
  CHECK(to_text(summary).find("nothing to add: every row says 0 persons") != std::string::npos);
  CHECK(reg.info().recording_count == 0);
  CHECK_FALSE(import(reg, header).is_kept);
}

TEST_CASE("import-table: the same table a second time is refused, packed or not") {
  const std::string table = std::string{header} + "2023-03-31,Iraq,home,V,x,18-29,F,3\n";
  Register reg = a_register();
  import(reg, table);
  const auto before = reg.info().head_digest;
  CHECK(code_of<Conflict>([&] { import(reg, table); }) == "already_imported");
  const Folder folder;
  const auto packed = folder.path() / "table.csv.gz";
  gzFile file = gzopen(packed.c_str(), "wb");
  gzwrite(file, table.data(), static_cast<unsigned>(table.size()));
  gzclose(file);
  CHECK(code_of<Conflict>([&] { import_table(reg, packed, folder.write("map.json", mapping)); }) ==
        "already_imported");
  CHECK(reg.info().head_digest == before);
  CHECK(import(reg, table + "2023-06-30,Iraq,home,V,x,18-29,F,3\n").persons == 6);
}

TEST_CASE("import-table: a table that cannot be read to its end adds nothing") {
  Register reg = a_register();
  CHECK(code_of([&] { import(reg, ""); }) == "empty_file");
  CHECK(code_of([&] { import(reg, "date,from\n2023-03-31,Iraq\n"); }) == "missing_column");
  const Folder folder;
  const auto packed = folder.path() / "table.csv.gz";
  gzFile file = gzopen(packed.c_str(), "wb");
  std::string table = header;
  for (int row = 0; row < 1000; ++row) {
    table += "2023-03-31,Iraq,home,V,x" + std::to_string(row * 7919) + ",18-29,F,3\n";
  }
  gzwrite(file, table.data(), static_cast<unsigned>(table.size()));
  gzclose(file);
  fs::resize_file(packed, fs::file_size(packed) / 2);
  CHECK(code_of<FormatError>([&] {
          import_table(reg, packed, folder.write("map.json", mapping));
        }) == "truncated_gzip");
  CHECK(reg.info().recording_count == 0);
}

TEST_CASE("import-table: a table that is a pipe is refused, since it is read twice") {
  const Folder folder;
  const auto pipe = folder.path() / "table.csv";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  Register reg = a_register();
  CHECK(code_of<StorageError>([&] {
          import_table(reg, pipe, folder.write("map.json", mapping));
        }) == "no_plain_file");
  CHECK(reg.info().recording_count == 0);
}

TEST_CASE("import-table: months and instants are read, and dated on the period's first day") {
  const auto on = [](const char* format, const char* precision, const char* date) {
    const auto text = with(with(mapping, R"("YYYY-MM-DD")", '"' + std::string{format} + '"'),
                           R"("quarter")", '"' + std::string{precision} + '"');
    Register reg = a_register();
    const auto summary = import(reg, std::string{header} + date + ",Iraq,home,V,x,?,F,1\n", text);
    if (summary.persons == 0) {
      return std::string{"rejected"};
    }
    return reg.file(reg.cases_open_on(Date{2024, 1, 1}).at(0))
        .all<Departure>()
        .at(0)
        ->on.to_string();
  };
  CHECK(on("Mon YYYY", "month", "Oct 2020") == "2020-10-01");
  CHECK(on("Mon YYYY", "year", "Oct 2020") == "2020-01-01");
  CHECK(on("Mon YYYY", "month", "Okt 2020") == "rejected");
  CHECK(on("Mon YYYY", "month", "Oct 20") == "rejected");
  CHECK(on("YYYY-MM-DDThh:mm:ssZ", "day", "2013-01-24T00:00:00Z") == "2013-01-24");
  CHECK(on("YYYY-MM-DDThh:mm:ssZ", "day", "2013-01-24") == "rejected");
  CHECK(on("YYYY-MM-DD", "day", "2013-02-30") == "rejected");
}

TEST_CASE("import-table: the list of rejected rows overwrites no file in use") {
  const Folder folder;
  const std::string rows = std::string{header} + "never,Iraq,home,V,x,?,F,1\n";
  const auto table = folder.write("table.csv", rows);
  const auto map = folder.write("map.json", mapping);
  Register reg = a_register(folder.path() / "r.db");
  for (const auto& path : {table, map, folder.path() / "r.db"}) {
    CHECK(code_of<InvalidValue>([&] { import_table(reg, table, map, {.rejects = path}); }) ==
          "rejects_over_input");
  }
  CHECK(folder.read("table.csv") == rows);
  CHECK(folder.read("map.json") == mapping);
}

TEST_CASE("import-table: what is stopped at its end keeps nothing") {
  Register reg = a_register();
  const auto give_up = [](std::int64_t, std::int64_t, std::int64_t) {
    throw std::runtime_error("enough");
  };
  CHECK_THROWS_WITH(import(reg, std::string{header} + "2023-03-31,Iraq,home,V,x,18-29,F,3\n",
                           mapping, {.rejects = {}, .progress = give_up}),
                    "enough");
  CHECK(reg.info().recording_count == 0);
}

TEST_CASE("import-table: births before the calendar begins are rejected, not an error") {
  Register reg = a_register();
  const auto summary = import(reg, std::string{header} + "1410-01-01,Iraq,home,V,x,18-29,F,1\n" +
                                       "2011-01-01,Iraq,home,V,x,18-29,F,1\n");
  CHECK(summary.persons == 1);
  CHECK(summary.rejected.at("invalid_date") == 1);
}

TEST_CASE("import-table: what is wrong with a mapping is named with its path") {
  CHECK(refusal_of("{").starts_with("invalid_mapping line 1, column 2: expected JSON"));
  CHECK(refusal_of(with(mapping, R"("title")", R"("titel")"))
            .starts_with("invalid_mapping $: expected the keys"));
  CHECK(refusal_of(with(mapping, R"("count": "n",)", "")) ==
        "invalid_mapping $: expected a key 'count', found none");
  CHECK(refusal_of(with(mapping, R"("sex":)", R"("gender":)")) ==
        "invalid_mapping $.person.gender: expected a member of Person that a table can say, found "
        "'gender'");
  CHECK(refusal_of(with(mapping, R"("V": "voluntary")", R"("V": "by choice")"))
            .starts_with("invalid_mapping $.departure.mode.values.V: expected one of voluntary"));
  CHECK(refusal_of(with(mapping, "[0, 17]", "[18, 17]"))
            .starts_with("invalid_mapping $.person.born.ages.0-17: "));
  CHECK(refusal_of(with(mapping, "[0, 17]", "[0, 200]"))
            .starts_with("invalid_mapping $.person.born.ages.0-17[1]: "));
  CHECK(refusal_of(with(mapping, R"("quarter")", R"("week")")) ==
        "invalid_mapping $.departure.on.precision: expected one of day, month, quarter, year, "
        "found 'week'");
  CHECK(refusal_of(with(mapping, R"({"copy": "nationality"})", R"({"copy": "sex"})"))
            .starts_with("invalid_mapping $.departure.destination.values.home.copy: "));
  CHECK(refusal_of(with(mapping, R"("Utopia": "NLD")", R"("Utopia": "UTP")"))
            .starts_with("invalid_mapping $.person.nationality.aliases.Utopia: "));
  CHECK(refusal_of(with(mapping, R"({"assisted": "other_organisation", "*": "nobody"})",
                        R"("other_organisation")"))
            .starts_with("invalid_mapping $.departure.assisted_by.values.V: expected an object"));
}

TEST_CASE("import-table: every shipped mapping is one, with source and licence") {
  for (const char* name : {"uk-home-office.json", "us-ice.json", "frontex.json"}) {
    CAPTURE(name);
    Register reg = a_register();
    const Folder folder;
    CHECK(code_of([&] {
            import_table(reg, folder.write("table.csv", "a\n"), shipped_mapping(name));
          }) == "missing_column");
  }
}

TEST_CASE("import-table: the European return operations add up to what is published") {
  if (const auto totals = totals_of("frontex/returnees.csv", "frontex.json")) {
    CHECK(totals->summary.rows_read == 5443);
    CHECK(totals->summary.zero_rows == 12);
    CHECK(totals->summary.persons == 92'933);
    CHECK(totals->columns.size() == 92'933);
    CHECK(std::ranges::count(totals->columns.destination, 0) == 0);
    CHECK(std::ranges::count(totals->columns.nationality, 0) == 92'933);
  }
}

TEST_SUITE_BEGIN("slow");

TEST_CASE("import-table: the American removals add up to what is published") {
  if (const auto totals = totals_of("us_ice/ice_removals_fy2021_fy2025q1.csv", "us-ice.json")) {
    CHECK(totals->summary.rows_read == 7715);
    CHECK(totals->summary.persons == 505'341);
    CHECK(totals->of_mode(DepartureMode::forced) == 505'341);
    CHECK(std::ranges::count(totals->columns.nationality, 0) == 0);
    const std::set<std::int32_t> months{totals->columns.on.begin(), totals->columns.on.end()};
    CHECK(months.size() == 51);
  }
}

TEST_CASE("import-table: the British returns add up to what is published") {
  if (const auto totals =
          totals_of("uk_home_office/returns_ret_d01.csv.gz", "uk-home-office.json")) {
    CHECK(totals->summary.rows_read == 240'074);
    CHECK(totals->summary.persons == 1'084'931);
    CHECK(totals->of_mode(DepartureMode::refused_entry) == 440'905);
    CHECK(totals->of_mode(DepartureMode::voluntary) == 401'170);
    CHECK(totals->of_mode(DepartureMode::forced) == 242'856);
    CHECK(std::ranges::count(totals->columns.assisted_by,
                             static_cast<std::uint8_t>(AssistedBy::other_organisation)) == 54'932);
    CHECK(std::ranges::count(totals->columns.nationality, 0) == 2454);
    CHECK(std::ranges::count(totals->columns.born, 0U) == 695);
  }
}

TEST_SUITE_END();
