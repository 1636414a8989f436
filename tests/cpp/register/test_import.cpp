#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/register/audit.hpp>
#include <libcase/register/import.hpp>

#include "register/connection.hpp"
#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/files.hpp"
#include "support/generated.hpp"
#include "support/printing_records.hpp"
#include "support/real_data.hpp"

using namespace libcase;
using libcase::testing::code_of;
using libcase::testing::Folder;
namespace fs = std::filesystem;

namespace {

using Counts = std::map<std::string, std::int64_t>;

const Instant today = start_of(Date{2012, 6, 1});

Register a_register(const fs::path& path = ":memory:") {
  return Register::open(path, {.actor = "tests",
                               .clock = [] { return today; },
                               .safeguards = libcase::testing::no_safeguards()});
}

ImportSummary import(Register& reg, const Folder& folder, ImportOptions options = {}) {
  return import_records(reg, std::array{folder.path()}, options);
}

/// Two cases: a family of two and somebody alone, all departed.
void write_caseload(const Folder& folder) {
  folder.write("cases.csv", "reference,recorded_on,opened_on\n"
                            "C1,2011-01-10,2011-01-10\n"
                            "C2,2011-02-01,2011-02-01\n");
  folder.write("persons.csv", "reference,recorded_on,sex,born,nationality\n"
                              "P1,2011-01-10,female,1980-03-01,IRQ\n"
                              "P2,2011-01-10,male,2005,IRQ\n"
                              "P3,2011-02-01,male,,MNG\n");
  folder.write("unit_members.csv", "recorded_on,case,person,role,from,until\n"
                                   "2011-01-10,C1,P1,principal,2011-01-10,\n"
                                   "2011-01-10,C1,P2,child,2011-01-10,\n"
                                   "2011-02-01,C2,P3,principal,2011-02-01,\n");
  folder.write("departures.csv", "reference,recorded_on,case,person,on,destination,mode\n"
                                 "D1,2011-03-05,C1,P1,2011-03-01,IRQ,voluntary\n"
                                 "D2,2011-03-05,C1,P2,2011-03-01,IRQ,voluntary\n"
                                 "D3,2011-04-01,C2,P3,2011-03-20,,voluntary\n");
}

/// "file:line:column:value:code" of each rejected row.
std::vector<std::string> rejects_in(const std::string& csv) {
  std::vector<std::string> rejects;
  for (const auto& row : testing::csv_rows(csv)) {
    if (row.at(0) != "file") {
      rejects.push_back(fs::path{row.at(0)}.filename().string() + ":" + row.at(1) + ":" +
                        row.at(2) + ":" + row.at(3) + ":" + row.at(4));
    }
  }
  std::ranges::sort(rejects);
  return rejects;
}

struct Imported {
  ImportSummary summary;
  std::vector<std::string> rejects;
};

Imported import_with_rejects(Register& reg, const Folder& folder, bool all_or_nothing = false) {
  const Folder out;
  const auto summary = import(
      reg, folder, {.all_or_nothing = all_or_nothing, .rejects = out.path() / "rejects.csv"});
  return {summary, rejects_in(out.read("rejects.csv"))};
}

/// The list of rejected rows, with the reasons.
std::string listed(Register& reg, const Folder& folder) {
  const Folder out;
  import(reg, folder, {.rejects = out.path() / "rejects.csv"});
  return out.read("rejects.csv");
}

using Rejects = std::vector<std::string>;

/// All current records of the cases with these references, without ids and rows.
std::vector<std::string> content_of(const Register& reg, std::vector<std::string> cases) {
  std::vector<std::string> content;
  for (const auto& reference : cases) {
    if (const auto id = reg.find_case(reference)) {
      const CaseFile file = reg.file(*id);
      for (const auto& departure : file.all<Departure>()) {
        content.push_back(reference + " " + departure->on.to_string());
      }
      for (const auto& member : file.all<UnitMember>()) {
        content.push_back(reference + " member " + std::string{to_text(member->role)});
      }
    }
  }
  std::ranges::sort(content);
  return content;
}

void check_adds_nothing(Register& reg, const Folder& folder) {
  const auto before = reg.info();
  const auto first_rejects = import_with_rejects(reg, folder);
  CHECK(first_rejects.summary.added_count() == 0);
  CHECK(first_rejects.summary.new_versions == 0);
  CHECK(first_rejects.summary.recordings == 0);
  CHECK(reg.info().head_digest == before.head_digest);
}

using Files = std::map<std::string, std::vector<std::string>>;

/// Files about a few cases and persons, with much that cannot be.
Files random_files(std::mt19937& random) {
  const auto drawn = [&](int limit) { return testing::drawn(random, limit); };
  const auto pick = [&](std::initializer_list<const char*> choices) {
    return std::string{choices.begin()[drawn(static_cast<int>(choices.size()))]};
  };
  const auto numbered = [&](const char* letter, int limit) {
    return letter + std::to_string(drawn(limit));
  };
  const auto day = [&] { return "2011-0" + std::to_string(1 + drawn(4)) + "-01"; };
  const auto learned = [&] { return drawn(4) == 0 ? std::string{} : day(); };
  Files files{{"cases.csv", {"reference,recorded_on,opened_on"}},
              {"persons.csv", {"reference,recorded_on,sex,born"}},
              {"unit_members.csv", {"reference,recorded_on,case,person,role,from,until"}},
              {"departures.csv", {"reference,recorded_on,case,person,on,mode"}},
              {"closures.csv", {"reference,recorded_on,case,on,reason"}},
              {"reappearances.csv", {"recorded_on,person,on"}},
              {"withdrawals.csv", {"recorded_on,record,why"}}};
  const auto add = [&](const char* file, int limit, auto&& row) {
    for (int count = drawn(limit); count >= 0; --count) {
      files[file].push_back(row());
    }
  };
  for (int at = 0; at < 3; ++at) {
    const std::string number = std::to_string(at);
    files["cases.csv"].push_back("C" + number + "," + learned() + ",2011-01-01");
    files["persons.csv"].push_back("P" + number + "," + learned() + ",male,1980");
  }
  add("persons.csv", 4, [&] {
    return numbered("P", 3) + "," + learned() + "," + pick({"male", "female"}) + "," +
           pick({"1980", "2011-02-10"});
  });
  add("unit_members.csv", 9, [&] {
    return pick({"", "M0", "M1", "M2"}) + "," + learned() + "," + numbered("C", 4) + "," +
           numbered("P", 3) + ",principal," + day() + "," + pick({"", "2011-03-10"});
  });
  add("departures.csv", 9, [&] {
    return pick({"", "D0", "D1"}) + "," + learned() + "," + numbered("C", 3) + "," +
           numbered("P", 4) + "," + day() + "," + pick({"forced", "unsupervised", "by sea"});
  });
  add("closures.csv", 3, [&] {
    return pick({"", "L0"}) + "," + learned() + "," + numbered("C", 3) + "," + day() + ",departed";
  });
  add("reappearances.csv", 2, [&] { return learned() + "," + numbered("P", 3) + "," + day(); });
  add("withdrawals.csv", 3, [&] {
    return learned() + "," + pick({"departures/D0", "unit_members/M1", "persons/P2"}) + "," +
           pick({"mistake", "twice"});
  });
  return files;
}

} // namespace

TEST_CASE("import: a folder becomes records, in historical recordings a day each") {
  const Folder folder;
  write_caseload(folder);
  Register reg = a_register();
  const auto summary = import(reg, folder);
  CHECK(summary.rows_read == 11);
  CHECK(summary.added ==
        Counts{{"cases", 2}, {"departures", 3}, {"persons", 3}, {"unit_members", 3}});
  CHECK(summary.rejected.empty());
  CHECK(summary.recordings == 4);
  CHECK(summary.head_digest == reg.info().head_digest);
  CHECK_FALSE(summary.rejects_file.has_value());
  const CaseFile file = reg.file(*reg.find_case("C1"));
  CHECK(file.all<Departure>().size() == 2);
  CHECK(file.all<Departure>()[0]->destination == Country{"IRQ"});
  CHECK(reg.file(*reg.find_case("C1"), end_of(Date{2011, 3, 4})).all<Departure>().empty());
  CHECK(reg.file(*reg.find_case("C1"), end_of(Date{2011, 3, 5})).all<Departure>().size() == 2);
  CHECK(reg.recording_header(1).is_historical);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("import: a second run adds nothing") {
  const Folder folder;
  write_caseload(folder);
  Register reg = a_register();
  import(reg, folder);
  check_adds_nothing(reg, folder);
  CHECK(import(reg, folder).skipped == 11);
}

TEST_CASE("import: neither the order of rows nor that of files matters") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random{seed};
  const Folder folder;
  write_caseload(folder);
  folder.write("departures.csv", "reference,recorded_on,case,person,on,destination,mode\n"
                                 "D1,2011-03-05,C1,P1,2011-03-01,IRQ,voluntary\n"
                                 "D2,2011-03-05,C1,P2,2011-03-01,IRQ,voluntary\n"
                                 "D4,2011-03-05,C1,P2,2011-03-02,TUR,forced\n"
                                 "D5,2011-03-05,C1,P2,2011-03-02,SYR,forced\n"
                                 "D3,2011-04-01,C2,P3,2011-03-20,,voluntary\n");
  Register reg = a_register();
  CHECK(import(reg, folder).rejected == Counts{{"departed_already", 2}});
  const auto expected = content_of(reg, {"C1", "C2"});
  const auto add_shuffled = [&](const Folder& other) {
    std::vector<fs::path> files;
    for (const char* name : {"cases.csv", "persons.csv", "unit_members.csv", "departures.csv"}) {
      const std::string text = folder.read(name);
      std::vector<std::string> lines;
      for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        lines.push_back(text.substr(at, text.find('\n', at) + 1 - at));
      }
      std::shuffle(lines.begin() + 1, lines.end(), random);
      std::string shuffled;
      for (const auto& line : lines) {
        shuffled += line;
      }
      files.push_back(other.write(name, shuffled));
    }
    std::shuffle(files.begin(), files.end(), random);
    return files;
  };
  for (int round = 0; round < 10; ++round) {
    const Folder other;
    Register again = a_register();
    CHECK(import_records(again, add_shuffled(other)).rejected == Counts{{"departed_already", 2}});
    CHECK(content_of(again, {"C1", "C2"}) == expected);
    check_adds_nothing(again, folder);
  }
}

TEST_CASE("import: rows without recorded_on make one recording of now") {
  const Folder folder;
  folder.write("cases.csv", "reference,opened_on\nC1,2011-01-10\nC2,2011-02-10\n");
  folder.write("persons.csv", "reference,nationality\nP1,IRQ\n");
  folder.write("unit_members.csv", "case,person,role,from\nC1,P1,principal,2011-01-10\n");
  Register reg = a_register();
  const auto summary = import(reg, folder);
  CHECK(summary.added_count() == 4);
  CHECK(summary.recordings == 1);
  CHECK(reg.recording_header(1).at == today);
  CHECK_FALSE(reg.recording_header(1).is_historical);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: with a reference, other content is a new version") {
  const Folder folder;
  folder.write("persons.csv", "reference,sex\nP1,unknown\n");
  Register reg = a_register();
  import(reg, folder);
  folder.write("persons.csv", "reference,sex\nP1,female\n");
  const auto summary = import(reg, folder);
  CHECK(summary.new_versions == 1);
  CHECK(summary.added_count() == 0);
  CHECK(reg.history(*reg.find_person("P1")).size() == 2);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: versions with their days are replayed once") {
  const Folder folder;
  folder.write("persons.csv", "reference,recorded_on,sex\n"
                              "P1,2011-03-01,unknown\n"
                              "P1,2011-01-01,unknown\n"
                              "P1,2011-02-01,female\n"
                              "P1,2011-04-01,unknown\n");
  Register reg = a_register();
  const auto summary = import(reg, folder);
  CHECK(summary.added_count() == 1);
  CHECK(summary.new_versions == 2);
  CHECK(summary.skipped == 1);
  const auto history = reg.history(*reg.find_person("P1"));
  REQUIRE(history.size() == 3);
  CHECK(history[1].recording.at == start_of(Date{2011, 2, 1}));
  CHECK(std::get<Person>(history[2].record).sex == Sex::unknown);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: a correction made in the register stays after a second run") {
  const Folder folder;
  SUBCASE("dated") {
    folder.write("persons.csv", "reference,recorded_on,sex\nP1,2011-01-01,female\n");
  }
  SUBCASE("undated") {
    folder.write("persons.csv", "reference,sex\nP1,female\n");
  }
  Register reg = a_register();
  import(reg, folder);
  const auto id = *reg.find_person("P1");
  reg.replace(id, Person{.sex = Sex::male, .born = {}, .nationality = {}}, id.value);
  check_adds_nothing(reg, folder);
  folder.write("persons.csv", "reference,sex\nP1,unknown\n");
  CHECK(import(reg, folder).new_versions == 1);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: without a reference, the second of two equal rows counts as a second") {
  const Folder folder;
  folder.write("persons.csv", "sex,nationality\nmale,IRQ\nmale,IRQ\nfemale,IRQ\n");
  Register reg = a_register();
  CHECK(import(reg, folder).added == Counts{{"persons", 3}});
  check_adds_nothing(reg, folder);
  folder.write("persons.csv", "sex,nationality\nmale,IRQ\nmale,IRQ\nmale,IRQ\n");
  const auto summary = import(reg, folder);
  CHECK(summary.added == Counts{{"persons", 1}});
  CHECK(summary.skipped == 2);
}

TEST_CASE("import: without a reference, a row is known from a record that has one") {
  const Folder referred;
  const Folder folder;
  referred.write("persons.csv", "reference,sex,nationality\nP1,male,IRQ\nP2,male,MNG\n");
  Register reg = a_register();
  import(reg, referred);
  folder.write("persons.csv", "sex,nationality\nmale,IRQ\nmale,IRQ\nmale,AFG\n");
  const auto summary = import(reg, folder);
  CHECK(summary.added == Counts{{"persons", 2}});
  CHECK(summary.skipped == 1);
  check_adds_nothing(reg, folder);
  check_adds_nothing(reg, referred);
}

TEST_CASE("import: a row without a reference is none of those that its file names") {
  const Folder named;
  const Folder unnamed;
  const Folder both;
  named.write("persons.csv", "reference,sex,nationality\nP1,male,IRQ\n");
  unnamed.write("persons.csv", "sex,nationality\nmale,IRQ\n");
  both.write("persons.csv", "reference,sex,nationality\nP1,male,IRQ\n,male,IRQ\n");
  Register reg = a_register();
  SUBCASE("all are new") {}
  SUBCASE("one with a reference was there") {
    import(reg, named);
  }
  SUBCASE("one without was there") {
    import(reg, unnamed);
  }
  import(reg, both);
  CHECK(reg.info().rows_by_table.at(0).second == 2);
  check_adds_nothing(reg, both);
}

TEST_CASE("import: without a reference, what was mended in the files is not added beside it") {
  struct Mended {
    std::string table;
    std::string columns;
    std::string was;
    std::string is;
    std::string column;
  };
  for (const Mended& mended :
       {Mended{"departures", "case,person,on,destination,mode", "C1,P1,2011-03-01,IRQ,voluntary",
               "C1,P1,2011-03-02,IRQ,voluntary", "on"},
        Mended{"unit_members", "case,person,role,from,until", "C1,P1,principal,2011-01-10,",
               "C1,P1,principal,2011-01-10,2011-12-01", "until"},
        Mended{"stays", "person,place,from", "P1,vbl,2011-02-01", "P1,vbl,2011-02-03", "from"},
        Mended{"budget_lines", "code,from,until,amount,amount_currency,source",
               "6,2011-01-01,2012-01-01,1000.00,EUR,made up",
               "6,2011-01-01,2012-01-01,1100.00,EUR,made up", "amount"},
        Mended{"cash_payments", "award_line,person,amount,amount_currency,paid_on",
               "L1,P1,100.00,EUR,2011-03-01", "L1,P1,10.00,EUR,2011-03-01", "amount"},
        Mended{"cash_payments", "award_line,person,amount,amount_currency,paid_on",
               "L1,P1,100.00,EUR,2011-03-01", "L1,P1,100.00,EUR,2011-03-11", "paid_on"}}) {
    CAPTURE(mended.table);
    const Folder folder;
    folder.write("cases.csv", "reference,opened_on\nC1,2011-01-10\n");
    folder.write("persons.csv", "reference,sex\nP1,female\n");
    folder.write("unit_members.csv", "case,person,role,from\nC1,P1,principal,2011-01-10\n");
    folder.write("awards.csv", "reference,case,on\nA1,C1,2011-02-01\n");
    folder.write("award_lines.csv", "reference,award,person,programme,support,amount,"
                                    "amount_currency\nL1,A1,P1,HRT,cash,1750.00,EUR\n");
    const auto write = [&](const std::string& rows) {
      folder.write(mended.table + ".csv", mended.columns + "\n" + rows + "\n");
    };
    Register reg = a_register();
    write(mended.was);
    CHECK(import(reg, folder).rejected.empty());
    write(mended.is);
    for (int time = 0; time < 2; ++time) { // again and again
      const auto found = import_with_rejects(reg, folder);
      CHECK(found.summary.added.empty());
      CHECK(found.summary.rejected == Counts{{"like_known", 1}});
      const std::string list = listed(reg, folder);
      CHECK(list.find("," + mended.column + ",") != std::string::npos);
      CHECK(list.find("says the same but for " + mended.column +
                      ", and no row of it is left: where this row corrects it, correct that record "
                      "in the register; where it is another one, give it a reference of its own, "
                      "or import it with --new (as_new)") != std::string::npos);
    }
    write(mended.was + "\n" + mended.is); // then it is another one
    CHECK(import(reg, folder).rejected.count("like_known") == 0);
    check_adds_nothing(reg, folder);
  }
}

TEST_CASE("import: what is like a known record is added as new where that is asked") {
  const Folder folder;
  const std::string columns = "code,from,until,amount,amount_currency,source\n";
  folder.write("budget_lines.csv", columns + "6,2011-01-01,2012-01-01,1000.00,EUR,made up\n");
  Register reg = a_register();
  import(reg, folder);
  folder.write("budget_lines.csv", columns + "6,2011-01-01,2012-01-01,1100.00,EUR,made up\n"
                                             "6,2011-01-01,2012-01-01,1100.00,EUR,made up\n"
                                             "6,2011-01-02,2012-01-01,1100.00,EUR,made up\n");
  CHECK(import(reg, folder).rejected == Counts{{"like_known", 2}}); // but for one value alone
  CHECK(import(reg, folder, {.as_new = true}).added == Counts{{"budget_lines", 2}});
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: what is like a record with a reference is to be given it") {
  const Folder folder;
  const std::string columns = "code,from,until,amount,amount_currency,source\n";
  folder.write("budget_lines.csv",
               "reference," + columns + "B,6,2011-01-01,2012-01-01,1000.00,EUR,made up\n");
  Register reg = a_register();
  import(reg, folder);
  folder.write("budget_lines.csv", columns + "6,2011-01-01,2012-01-01,1100.00,EUR,made up\n");
  CHECK(listed(reg, folder).find("give the row the reference of that record") != std::string::npos);
  folder.write("budget_lines.csv",
               "reference," + columns + "B,6,2011-01-01,2012-01-01,1100.00,EUR,made up\n");
  CHECK(import(reg, folder).new_versions == 1);
}

TEST_CASE("import: of two equal records the one whose row is gone may have been mended") {
  const Folder folder;
  folder.write("persons.csv", "reference,sex\nP1,female\n");
  const std::string columns = "person,place,from\n";
  const std::string row = "P1,vbl,2011-02-01\n";
  const std::string mended = "P1,vbl,2011-02-03\n";
  folder.write("stays.csv", columns + row + row);
  Register reg = a_register();
  import(reg, folder);
  folder.write("stays.csv", columns + row + row + mended);
  CHECK(import(reg, folder).added == Counts{{"stays", 1}});
  folder.write("stays.csv", columns + row + mended + "P1,vbl,2011-02-05\n");
  CHECK(import(reg, folder).rejected == Counts{{"like_known", 1}});
}

TEST_CASE("import: equal rows of two files count as the same") {
  const Folder one;
  const Folder two;
  one.write("persons.csv", "sex,nationality\nmale,IRQ\nmale,IRQ\n");
  two.write("persons.csv", "sex,nationality\nmale,IRQ\n");
  for (const bool is_reversed : {false, true}) {
    std::vector<fs::path> folders{one.path(), two.path()};
    if (is_reversed) {
      std::ranges::reverse(folders);
    }
    Register reg = a_register();
    CHECK(import_records(reg, folders).added == Counts{{"persons", 2}});
  }
}

TEST_CASE("import: a record without reference that was corrected or withdrawn stays known") {
  const Folder folder;
  write_caseload(folder);
  folder.write("stays.csv", "person,place,from\nP1,detention,2011-01-20\nP3,vbl,2011-02-20\n");
  Register reg = a_register();
  import(reg, folder);
  const CaseFile first = reg.file(*reg.find_case("C1"));
  const CaseFile second = reg.file(*reg.find_case("C2"));
  REQUIRE(first.all<Stay>().size() == 1);
  const auto stay = first.all<Stay>()[0];
  Stay corrected = stay.record;
  corrected.place = PlaceKind::own_address;
  reg.replace(stay.id, corrected, stay.row);
  reg.withdraw(second.all<Stay>().at(0).id, "was never there");
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: the same reference twice with other content is rejected, both rows") {
  const Folder folder;
  folder.write("persons.csv", "reference,sex\nP1,male\nP2,male\nP1,female\nP2,male\n");
  folder.write("stays.csv", "person,place,from\nP1,vbl,2011-01-01\nP2,vbl,2011-01-01\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(summary.added == Counts{{"persons", 1}, {"stays", 1}});
  CHECK(summary.skipped == 1);
  CHECK(rejects == Rejects{"persons.csv:2:reference::duplicate_reference",
                           "persons.csv:4:reference::duplicate_reference",
                           "stays.csv:2:person::rests_on_rejected"});
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: a row with a reference that stands twice is one, in every run") {
  const Folder folder;
  write_caseload(folder);
  folder.write("departures.csv", "reference,recorded_on,case,person,on,mode\n"
                                 "D1,2011-03-05,C1,P1,2011-03-01,voluntary\n"
                                 "D4,2011-06-02,C1,P1,2011-06-01,voluntary\n"
                                 "D4,2011-06-02,C1,P1,2011-06-01,voluntary\n");
  Register reg = a_register();
  SUBCASE("let pass by what a later day brings") {
    folder.write("reappearances.csv", "recorded_on,person,on\n2011-09-01,P1,2011-04-01\n");
    const auto summary = import(reg, folder);
    CHECK(summary.rejected.empty());
    CHECK(summary.added.at("departures") == 2);
    CHECK(summary.skipped == 1);
  }
  SUBCASE("refused") {
    const auto [summary, rejects] = import_with_rejects(reg, folder);
    CHECK(rejects ==
          Rejects{"departures.csv:3:::departed_already", "departures.csv:4:::departed_already"});
    CHECK(summary.skipped == 0);
  }
  SUBCASE("with a link to nothing, its columns in another order") {
    const Folder other;
    folder.write("departures.csv", "reference,case,person,on,mode\nD1,C9,P1,2011-03-01,forced\n");
    other.write("departures.csv", "mode,person,on,case,reference\nforced,P1,2011-03-01,C9,D1\n");
    const auto summary = import_records(reg, std::array{folder.path(), other.path()});
    CHECK(summary.rejected == Counts{{"unknown_reference", 2}});
  }
  check_adds_nothing(reg, folder);
}

TEST_CASE(
    "import: of equal rows without a reference as many are rejected as a second run rejects") {
  const Folder folder;
  write_caseload(folder);
  folder.write("unit_members.csv", "recorded_on,case,person,role,from,until\n"
                                   "2011-01-10,C1,P1,principal,2011-01-10,\n"
                                   "2011-01-10,C1,P2,child,2011-01-10,\n"
                                   "2011-02-01,C2,P3,principal,2011-02-01,\n"
                                   "2011-02-01,C2,P3,principal,2011-02-01,\n");
  Register reg = a_register();
  const auto first = import_with_rejects(reg, folder);
  CHECK(first.summary.rejected == Counts{{"memberships_overlap", 1}});
  CHECK(first.summary.skipped == 0);
  CHECK(import_with_rejects(reg, folder).rejects == first.rejects);
}

TEST_CASE("import: a link to nothing is rejected without showing the reference") {
  const Folder folder;
  write_caseload(folder);
  folder.write("closures.csv", "case,on,reason\nC-secret,2011-05-01,departed\n");
  folder.write("withdrawals.csv",
               "record,why\ndepartures/D-secret,mistake\nD1,mistake\nships/D1,mistake\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(rejects == Rejects{"closures.csv:2:case::unknown_reference",
                           "withdrawals.csv:2:record::unknown_reference",
                           "withdrawals.csv:3:record::invalid_link",
                           "withdrawals.csv:4:record::invalid_link"});
  CHECK(summary.added_count() == 11);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: links find records that were imported before") {
  const Folder folder;
  write_caseload(folder);
  Register reg = a_register();
  import(reg, folder);
  const Folder later;
  later.write("closures.csv", "recorded_on,case,on,reason\n2011-05-02,C1,2011-05-01,departed\n");
  CHECK(import(reg, later).added == Counts{{"closures", 1}});
  check_adds_nothing(reg, later);
}

TEST_CASE("import: a bad row takes neither its case nor another case with it") {
  const Folder folder;
  write_caseload(folder);
  folder.write("departures.csv", "reference,recorded_on,case,person,on,destination,mode\n"
                                 "D1,2011-03-05,C1,P1,2011-03-01,IRQ,voluntary\n"
                                 "D2,2011-03-05,C1,P3,2011-03-01,IRQ,voluntary\n"
                                 "D3,2011-03-05,C2,P3,2011-03-02,MNG,voluntary\n"
                                 "D4,2011-03-05,C2,P3,2011-03-02,by sea,voluntary\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(rejects == Rejects{"departures.csv:3:::departed_outside_unit",
                           "departures.csv:5:destination::unknown_country"});
  CHECK(summary.rejected == Counts{{"departed_outside_unit", 1}, {"unknown_country", 1}});
  CHECK(summary.added.at("departures") == 2);
  CHECK(summary.rows_read ==
        summary.added_count() + summary.new_versions + summary.skipped + summary.rejected_count());
  CHECK(verify(reg).is_sound());
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: rows that rest on a refused row are rejected with it") {
  const Folder folder;
  write_caseload(folder);
  folder.write("closures.csv", "recorded_on,case,on,reason\n2011-05-02,C1,2011-05-01,departed\n");
  folder.write("awards.csv", "reference,recorded_on,case,on\nA1,2011-06-01,C1,2011-05-20\n"
                             "A2,2011-06-01,C2,2011-05-20\n");
  folder.write("award_lines.csv", "recorded_on,award,person,programme,support\n"
                                  "2011-06-01,A1,P1,HRT,service\n"
                                  "2011-06-01,A2,P3,HRT,service\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(rejects ==
        Rejects{"award_lines.csv:2:::rests_on_rejected", "awards.csv:2:::dated_after_closure"});
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: participations find their persons and projects, whatever the days") {
  const Folder folder;
  write_caseload(folder);
  folder.write("projects.csv", "reference,recorded_on,organisation,framework,granted_on\n"
                               "J1,2011-02-20,Invented Homes,AVR-FC,2011-01-15\n"
                               "J2,2011-01-05,Invented Works,AVR-FC,2011-01-02\n");
  folder.write("participations.csv",
               "reference,recorded_on,person,project,submitted_on,approved_on\n"
               "T1,2011-01-20,P1,J1,2011-01-20,\n"
               "T2,2011-02-15,P3,J2,2011-02-10,2011-02-15\n"
               "T3,2011-02-10,P2,J3,2011-02-10,\n"
               "T4,2011-02-10,P9,J2,2011-02-10,\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(rejects == Rejects{"participations.csv:4:project::unknown_reference",
                           "participations.csv:5:person::unknown_reference"});
  CHECK(summary.added.at("projects") == 2);
  CHECK(summary.added.at("participations") == 2);
  CHECK(summary.recorded_later == 1);
  const auto organisations_in = [&](const char* reference) {
    std::vector<std::string> organisations;
    const CaseFile file = reg.file(*reg.find_case(reference));
    for (const auto& project : file.all<Project>()) {
      organisations.push_back(project->organisation);
    }
    return organisations;
  };
  CHECK(organisations_in("C1") == std::vector<std::string>{"Invented Homes"});
  CHECK(organisations_in("C2") == std::vector<std::string>{"Invented Works"});
  CHECK(verify(reg).is_sound());
  check_adds_nothing(reg, folder);

  folder.write("projects.csv", "reference,organisation,framework,granted_on\n"
                               "J1,Invented Houses,AVR-FC,2011-01-15\n"
                               "J2,Invented Works,AVR-FC,2011-01-02\n");
  CHECK(import(reg, folder).new_versions == 1);
  CHECK(organisations_in("C1") == std::vector<std::string>{"Invented Houses"});
}

TEST_CASE("import: a bad participation takes no other of its project with it") {
  const Folder folder;
  write_caseload(folder);
  folder.write("projects.csv", "reference,organisation,framework,granted_on\n"
                               "J1,Invented Homes,AVR-FC,2011-01-15\n");
  folder.write("participations.csv", "person,project,submitted_on,approved_on\n"
                                     "P1,J1,2011-01-20,2011-01-21\n"
                                     "P2,J1,2011-01-20,2011-01-19\n"
                                     "P3,J1,2011-02-10,\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(rejects == Rejects{"participations.csv:3:::participation_approved_first"});
  CHECK(summary.added.at("participations") == 2);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: the facts that rules ask for come in by the references of what they are about") {
  const Folder folder;
  write_caseload(folder);
  folder.write("return_decisions.csv", "person,on,departure_term_days\nP1,2010-12-01,28\n");
  folder.write("entry_bans.csv", "person,from,duration_months\nP1,2010-12-01,0\n");
  folder.write("convictions.csv", "person,kind,on\nP1,none,2011-01-12\n");
  folder.write("residence_permits.csv",
               "person,kind,from,accepts_withdrawal\nP1,other_temporary,2010-01-01,true\n");
  folder.write("dublin_claims.csv", "person,on,is_claimant\nP1,2011-01-12,false\n");
  folder.write("travel_documents.csv", "person,on,status\nP1,2011-01-12,obtainable\n");
  folder.write("consents.csv",
               "person,on,ends_procedures,allows_data_exchange\nP1,2011-01-12,true,\n");
  folder.write("permissions.csv", "case,on,is_granted\nC1,2011-01-20,true\n");
  folder.write("means.csv", "case,on,can_pay_journey\nC1,2011-01-20,false\n");
  folder.write("applications.csv", "case,programme,on,destination\nC1,HRT,2011-01-15,IRQ\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(rejects == Rejects{});
  const CaseFile file = reg.file(*reg.find_case("C1"));
  CHECK(file.all<ReturnDecision>().at(0)->departure_term_days == 28);
  CHECK(file.all<EntryBan>().at(0)->duration_months == 0);
  CHECK(file.all<Conviction>().at(0)->kind == ConvictionKind::none);
  CHECK(file.all<ResidencePermit>().at(0)->accepts_withdrawal == true);
  CHECK_FALSE(file.all<DublinClaim>().at(0)->is_claimant);
  CHECK(file.all<TravelDocument>().at(0)->status == DocumentStatus::obtainable);
  CHECK_FALSE(file.all<Consent>().at(0)->allows_data_exchange.has_value());
  CHECK(file.all<Permission>().at(0)->is_granted);
  CHECK_FALSE(file.all<Means>().at(0)->can_pay_journey);
  CHECK(file.all<Application>().at(0)->destination == Country{"IRQ"});
  CHECK(reg.file(*reg.find_case("C2")).all<EntryBan>().empty());
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: a row that spoils a record of before is refused, not that record") {
  const Folder folder;
  write_caseload(folder);
  Register reg = a_register();
  import(reg, folder);
  const Folder later;
  later.write("closures.csv", "case,on,reason\nC1,2011-02-15,departed\nC2,2011-05-15,departed\n");
  const auto [summary, rejects] = import_with_rejects(reg, later);
  CHECK(rejects == Rejects{"closures.csv:2:::dated_after_closure"});
  CHECK(summary.added == Counts{{"closures", 1}});
  CHECK(reg.file(*reg.find_case("C1")).all<Departure>().size() == 2);
  check_adds_nothing(reg, later);
}

TEST_CASE("import: what a later day explains is taken, later than told") {
  const Folder folder;
  write_caseload(folder);
  folder.write("unit_members.csv", "recorded_on,case,person,role,from,until\n"
                                   "2011-01-10,C1,P1,principal,2011-01-10,\n"
                                   "2011-06-10,C1,P2,child,2011-01-10,\n"
                                   "2011-02-01,C2,P3,principal,2011-02-01,\n");
  Register reg = a_register();
  const auto summary = import(reg, folder);
  CHECK(summary.rejected.empty());
  CHECK(summary.added.at("departures") == 3);
  CHECK(summary.recorded_later == 1);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: a row is not recorded before what it links to") {
  const Folder folder;
  write_caseload(folder);
  folder.write("persons.csv", "reference,recorded_on,sex\nP1,2011-07-01,female\n"
                              "P2,2011-01-10,male\nP3,,male\n");
  Register reg = a_register();
  const auto summary = import(reg, folder);
  CHECK(summary.rejected.empty());
  CHECK(summary.recorded_later == 4);
  CHECK(reg.file(*reg.find_case("C1"), end_of(Date{2011, 6, 30})).all<Departure>().size() == 1);
  CHECK(reg.file(*reg.find_case("C1"), end_of(Date{2011, 7, 1})).all<Departure>().size() == 2);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: time never goes before the register's last recording") {
  const Folder folder;
  write_caseload(folder);
  Register reg = a_register();
  reg.add_person(Person{}, "somebody");
  const auto summary = import(reg, folder);
  CHECK(summary.added_count() == 11);
  CHECK(summary.recorded_later == 11);
  CHECK(reg.recording_header(2).at == today);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: another writer meanwhile delays it, and keeps its reference") {
  const Folder folder;
  const Folder store;
  write_caseload(folder);
  Register other = a_register(store.path() / "cases.db");
  Register reg = a_register(store.path() / "cases.db");
  std::optional<Recording> intake{other.recording()};
  const CaseId taken = intake->record(Case{Date{2011, 2, 1}});
  intake->refer(record_kind<Case>(), "C2", {taken.value});
  std::thread clerk;
  const auto commit = [&](std::int64_t, std::int64_t, std::int64_t) { // while files are read
    if (!clerk.joinable()) {
      clerk = std::thread{[&] { intake->commit(); }};
    }
  };
  const auto summary = import(reg, folder, {.progress = commit});
  clerk.join();
  CHECK(summary.rejected.empty());
  CHECK(summary.skipped == 1);
  CHECK(summary.added_count() == 10);
  CHECK(reg.find_case("C2") == taken);
  CHECK(reg.file(taken).all<Departure>().size() == 1);
  CHECK(reg.recording_header(2).at == today);
  CHECK(verify(reg).is_sound());
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: a day that has not come is rejected") {
  const Folder folder;
  folder.write("cases.csv", "reference,recorded_on,opened_on\nC1,2012-06-02,2011-01-01\n"
                            "C2,2012-06-01,2011-01-01\nC3,June,2011-01-01\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(summary.added_count() == 1);
  CHECK(rejects == Rejects{"cases.csv:2:recorded_on:2012-06-02:recorded_in_future",
                           "cases.csv:4:recorded_on::invalid_date"});
}

TEST_CASE("import: a withdrawal takes back a record, once") {
  const Folder folder;
  write_caseload(folder);
  folder.write("withdrawals.csv", "recorded_on,record,why\n"
                                  "2011-04-20,unit_members/M1,moved\n"
                                  "2011-04-20,departures/D1,did not board\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(summary.added.at("withdrawals") == 1);
  CHECK(rejects == Rejects{"withdrawals.csv:2:record::unknown_reference"});
  CHECK(reg.file(*reg.find_case("C1")).all<Departure>().size() == 1);
  CHECK(reg.file(*reg.find_case("C1"), end_of(Date{2011, 4, 19})).all<Departure>().size() == 2);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: a withdrawal told twice is one") {
  const Folder folder;
  write_caseload(folder);
  folder.write("withdrawals.csv", "record,why\ndepartures/D1,mistake\ndepartures/D1,mistake\n");
  Register reg = a_register();
  const auto summary = import(reg, folder);
  CHECK(summary.rejected.empty());
  CHECK(summary.added.at("withdrawals") == 1);
  CHECK(summary.skipped == 1);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: a bad row told in two files is rejected in both") {
  const Folder one;
  const Folder two;
  for (const Folder* folder : {&one, &two}) {
    write_caseload(*folder);
    folder->write("closures.csv", "case,on,reason\nC1,2011-02-15,departed\n");
  }
  Register reg = a_register();
  const auto summary = import_records(reg, std::array{one.path(), two.path()});
  CHECK(summary.rejected == Counts{{"dated_after_closure", 2}});
  CHECK(summary.added_count() == 11);
  CHECK(summary.skipped == 11);
}

TEST_CASE("import: a withdrawal for another reason is rejected") {
  const Folder folder;
  write_caseload(folder);
  folder.write("withdrawals.csv", "record,why\ndepartures/D1,did not board\n");
  Register reg = a_register();
  import(reg, folder);
  folder.write("withdrawals.csv", "record,why\ndepartures/D1,counted twice\n");
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(rejects == Rejects{"withdrawals.csv:2:::withdrawn_already"});
}

TEST_CASE("import: a record and all that rests on it can be withdrawn on one day") {
  const Folder folder;
  write_caseload(folder);
  folder.write("awards.csv", "reference,recorded_on,case,on\nA1,2011-02-10,C1,2011-02-10\n");
  folder.write("award_lines.csv",
               "reference,recorded_on,award,person,programme,support,amount,amount_currency\n"
               "L1,2011-02-10,A1,P1,HRT,cash,100.00,EUR\n");
  folder.write("cash_payments.csv",
               "reference,recorded_on,award_line,person,paid_on,amount,amount_currency\n"
               "K1,2011-02-12,L1,P1,2011-02-12,100.00,EUR\n");
  folder.write("withdrawals.csv", "recorded_on,record,why\n"
                                  "2011-04-20,awards/A1,never granted\n"
                                  "2011-04-20,award_lines/L1,never granted\n"
                                  "2011-04-20,cash_payments/K1,never paid\n");
  Register reg = a_register();
  CHECK(import(reg, folder).rejected.empty());
  CHECK(reg.file(*reg.find_case("C1")).all<Award>().empty());
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: what was told later of a record waits for what was told before") {
  const Folder folder;
  folder.write("cases.csv", "reference,recorded_on,opened_on\nC1,2011-01-10,2011-01-10\n");
  const std::string members = "reference,recorded_on,case,person,role,from\n"
                              "M1,2011-03-01,C1,P1,principal,2011-01-11\n"
                              "M1,2011-03-20,C1,P2,principal,2011-01-11\n";
  folder.write("unit_members.csv", members);
  Register reg = a_register();
  const auto persons = [&] {
    std::vector<PersonId> found;
    for (const auto& version : reg.history(reg.find(record_kind<UnitMember>(), "M1").value())) {
      found.push_back(std::get<UnitMember>(version.record).person_id);
    }
    return found;
  };
  const auto is_in_order = [&] {
    return persons() == std::vector{reg.find_person("P1").value(), reg.find_person("P2").value()};
  };
  SUBCASE("one that links to what is known later") {
    folder.write("persons.csv",
                 "reference,recorded_on,sex\nP1,2011-05-01,male\nP2,2011-01-10,male\n");
    const auto summary = import(reg, folder);
    CHECK(is_in_order());
    CHECK(summary.recorded_later == 2);
  }
  SUBCASE("one that links to what is known last") {
    folder.write("persons.csv", "reference,recorded_on,sex\nP1,,male\nP2,2011-01-10,male\n");
    import(reg, folder);
    CHECK(is_in_order());
  }
  SUBCASE("a withdrawal") {
    folder.write("persons.csv",
                 "reference,recorded_on,sex\nP1,2011-01-10,male\nP2,2011-05-01,male\n");
    folder.write("withdrawals.csv", "recorded_on,record,why\n2011-04-01,unit_members/M1,mistake\n");
    const auto summary = import(reg, folder);
    CHECK(summary.rejected.empty());
    CHECK(reg.find(record_kind<UnitMember>(), "M1", end_of(Date{2011, 4, 30})).has_value());
    CHECK_FALSE(reg.find(record_kind<UnitMember>(), "M1").has_value());
  }
  CHECK(verify(reg).is_sound());
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: new content for a withdrawn record is rejected") {
  const Folder folder;
  write_caseload(folder);
  folder.write("withdrawals.csv", "record,why\ndepartures/D1,did not board\n");
  Register reg = a_register();
  import(reg, folder);
  const Folder later;
  later.write("departures.csv", "reference,case,person,on,mode\nD1,C1,P1,2011-03-02,voluntary\n");
  const auto [summary, rejects] = import_with_rejects(reg, later);
  CHECK(rejects == Rejects{"departures.csv:2:::withdrawn_already"});
}

TEST_CASE("import: a correction and a withdrawal of one day are both kept") {
  const Folder folder;
  folder.write("persons.csv", "reference,recorded_on,sex\nP1,2011-02-01,male\n"
                              "P1,2011-03-01,female\n");
  folder.write("withdrawals.csv", "recorded_on,record,why\n2011-03-01,persons/P1,mistake\n");
  Register reg = a_register();
  CHECK(import(reg, folder).rejected.empty());
  CHECK(reg.find_person("P1") == std::nullopt);
  const auto history = reg.history(*reg.find_person("P1", end_of(Date{2011, 2, 28})));
  REQUIRE(history.size() == 2);
  CHECK(history[1].superseded_by == 2);
  CHECK(verify(reg).is_sound());
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: versions and a withdrawal that wait for one day keep their order") {
  const Folder folder;
  folder.write("persons.csv", "reference,recorded_on,sex\nP1,2011-04-01,male\n");
  folder.write("stays.csv", "reference,recorded_on,person,place,from\n"
                            "S1,2011-02-01,P1,vbl,2011-01-01\n"
                            "S1,2011-03-01,P1,vbl,2011-01-02\n");
  Register reg = a_register();
  SUBCASE("told last") {
    folder.write("withdrawals.csv", "recorded_on,record,why\n2011-03-15,stays/S1,mistake\n");
    CHECK(import(reg, folder).rejected.empty());
    const auto last = reg.history(RecordId{reg.info().row_count}).front();
    CHECK(reg.history(std::get<Withdrawal>(last.record).record_id).size() == 2);
  }
  SUBCASE("told between") {
    folder.write("withdrawals.csv", "recorded_on,record,why\n2011-02-15,stays/S1,mistake\n");
    CHECK(import_with_rejects(reg, folder).rejects == Rejects{"stays.csv:3:::withdrawn_already"});
  }
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: with all or nothing, a bad row keeps everything out") {
  const Folder folder;
  const Folder store;
  write_caseload(folder);
  folder.write("closures.csv", "case,on,reason\nC1,2011-02-15,departed\n");
  Register reg = a_register(store.path() / "cases.db");
  reg.add_person(Person{}, "somebody");
  const auto before = reg.info();
  const auto summary = import(reg, folder, {.all_or_nothing = true});
  CHECK_FALSE(summary.is_kept);
  CHECK(summary.rejected == Counts{{"dated_after_closure", 1}});
  CHECK(summary.added_count() == 0);
  CHECK(summary.head_digest == before.head_digest);
  CHECK(reg.info().head_digest == before.head_digest);
  CHECK(rejects_in(store.read("cases-rejects.csv")) ==
        Rejects{"closures.csv:2:::dated_after_closure"});
  folder.write("closures.csv", "case,on,reason\nC1,2011-05-15,departed\n");
  const auto good = import(reg, folder, {.all_or_nothing = true});
  CHECK(good.is_kept);
  CHECK(good.added_count() == 12);
  CHECK_FALSE(good.rejects_file.has_value());
}

TEST_CASE("import: rows that need more memory than is allowed are refused as a whole") {
  const Folder folder;
  std::string persons = "reference,sex,born\n";
  std::int64_t good = 0;
  SUBCASE("good rows") {
    for (; good < 600; ++good) {
      persons += "P" + std::to_string(good) + ",male,1980\n";
    }
  }
  SUBCASE("bad rows") {
    for (int row = 0; row < 3000; ++row) {
      persons += ",x,soon\n";
    }
  }
  folder.write("persons.csv", persons);
  Register reg = a_register();
  const auto head = reg.info().head_digest;
  CHECK(code_of([&] { import(reg, folder, {.max_memory = 1 << 20}); }) == "too_large_to_import");
  CHECK(reg.info().head_digest == head);
  CHECK(import(reg, folder).added_count() == good);
}

TEST_CASE("import: less memory than 1 MiB is refused as such") {
  const Folder folder;
  write_caseload(folder);
  Register reg = a_register();
  for (const std::int64_t memory :
       {(std::int64_t{1} << 20) - 1, std::int64_t{0}, -(std::int64_t{4} << 30)}) {
    CAPTURE(memory);
    CHECK(code_of([&] { import(reg, folder, {.max_memory = memory}); }) == "invalid_max_memory");
  }
  CHECK(import(reg, folder, {.max_memory = 1 << 20}).added_count() == 11);
}

TEST_CASE("import: rejected rows are listed beside the register, never beside the input") {
  const Folder folder;
  const Folder store;
  folder.write("persons.csv", "reference,sex,born\nP1,male,secret\n");
  Register reg = a_register(store.path() / "cases.db");
  const auto summary = import(reg, folder);
  CHECK(summary.rejects_file == store.path() / "cases-rejects.csv");
  const std::string list = store.read("cases-rejects.csv");
  CHECK(rejects_in(list) == Rejects{"persons.csv:2:born::invalid_birth_date"});
  CHECK(list.find("secret") == std::string::npos);
  CHECK(to_text(summary).find("secret") == std::string::npos);
}

TEST_CASE("import: an age as of a day becomes the births that it leaves possible") {
  const Folder folder;
  const Folder store;
  folder.write("persons.csv", "reference,sex,born\n"
                              "P1,male,aged 18-34 on 2011-08-01\n"
                              "P2,female,aged 17 on 2011-08-01\n"
                              "P3,female,aged 35- on 2011-08-01\n"
                              "P4,male,aged 34-18 on 2011-08-01\n");
  Register reg = a_register(store.path() / "cases.db");
  CHECK(import(reg, folder).added_count() == 3);
  const auto born = [&](const char* reference) {
    return std::get<Person>(reg.history(*reg.find_person(reference)).back().record).born;
  };
  CHECK(born("P1") == BirthDate{Date{1976, 8, 2}, Date{1993, 8, 1}});
  CHECK(born("P2") == BirthDate{Date{1993, 8, 2}, Date{1994, 8, 1}});
  CHECK(born("P3") == BirthDate{Date{1890, 8, 2}, Date{1976, 8, 1}});
  CHECK(rejects_in(store.read("cases-rejects.csv")) ==
        Rejects{"persons.csv:5:born::invalid_birth_date"});
  const auto again = import(reg, folder);
  CHECK(again.added_count() == 0);
  CHECK(again.skipped == 3);
}

TEST_CASE("import: the list of rejected rows overwrites no file in use") {
  const Folder folder;
  const Folder store;
  write_caseload(folder);
  const std::string cases = folder.read("cases.csv");
  Register reg = a_register(store.path() / "cases.db");
  fs::create_symlink(store.path() / "cases.db", store.path() / "link.db");
  Register linked = a_register(store.path() / "link.db");
  for (const auto& path :
       {folder.path() / "cases.csv", store.path() / "cases.db", store.path() / "cases.db-wal",
        store.path() / "cases.db-shm", store.path() / "cases.db-journal",
        store.path() / "." / "cases.db-journal"}) {
    CAPTURE(path);
    for (Register* into : {&reg, &linked}) {
      CHECK(code_of<InvalidValue>([&] { import(*into, folder, {.rejects = path}); }) ==
            "rejects_over_input");
    }
  }
  CHECK(folder.read("cases.csv") == cases);
  CHECK(reg.info().recording_count == 0);
}

TEST_CASE("import: a list that cannot be written is told before anything is") {
  const Folder folder;
  write_caseload(folder);
  Register reg = a_register();
  CHECK(code_of<StorageError>([&] {
          import(reg, folder, {.rejects = folder.path() / "none" / "rejects.csv"});
        }) == "cannot_write");
  CHECK(reg.info().recording_count == 0);
}

TEST_CASE("import: the list of an import before is gone when nothing is rejected") {
  const Folder folder;
  const Folder store;
  folder.write("persons.csv", "reference,sex\nP1,neither\n");
  Register reg = a_register(store.path() / "cases.db");
  import(reg, folder);
  CHECK(fs::exists(store.path() / "cases-rejects.csv"));
  folder.write("persons.csv", "reference,sex\nP1,male\n");
  import(reg, folder);
  CHECK_FALSE(fs::exists(store.path() / "cases-rejects.csv"));
}

TEST_CASE("import: a file of that name which is no list of rejected rows stays") {
  const Folder folder;
  const Folder store;
  const std::string content = "file,line,why\npersons.csv,2,asked Ahmed\n";
  folder.write("persons.csv", "reference,sex\nP1,male\n");
  store.write("cases-rejects.csv", content);
  Register reg = a_register(store.path() / "cases.db");
  import(reg, folder);
  CHECK(store.read("cases-rejects.csv") == content);
}

TEST_CASE("import: a file that cannot be read is named and the others are taken") {
  const Folder folder;
  write_caseload(folder);
  std::string code;
  SUBCASE("empty") {
    folder.write("closures.csv", "");
    code = "empty_file";
  }
  SUBCASE("a header that lacks a column") {
    folder.write("closures.csv", "case,on\nC1,2011-05-01\n");
    code = "missing_column";
  }
  SUBCASE("a header with a column of no record") {
    folder.write("closures.csv", "case,on,reason,note\nC1,2011-05-01,departed,x\n");
    code = "unknown_column";
  }
  SUBCASE("a gzip that was cut off") {
    folder.write("closures.csv.gz", "\x1f\x8b\x08");
    code = "truncated_gzip";
  }
  SUBCASE("a pipe") {
    REQUIRE(::mkfifo((folder.path() / "closures.csv").c_str(), 0600) == 0);
    code = "no_plain_file";
  }
  SUBCASE("a line that is too long") {
    folder.write("closures.csv", "case,on,reason\nC1,2011-05-01,departed\n" +
                                     std::string(csv_row_limit + 1'000'000, 'x'));
    code = "line_too_long";
  }
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  REQUIRE(summary.unreadable.size() == 1);
  CHECK(summary.unreadable[0].code == code);
  CHECK(summary.added_count() == 11);
  CHECK(rejects.size() == 1);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: a row with a NUL byte or invalid UTF-8 is rejected") {
  using namespace std::string_literals;
  const Folder folder;
  folder.write("persons.csv", "reference,sex\nP1,male\nP\0,male\nP\xFF,male\nP4\n"s);
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(summary.added_count() == 1);
  CHECK(rejects == Rejects{"persons.csv:3:::nul_byte", "persons.csv:4:::invalid_utf8",
                           "persons.csv:5:::wrong_field_count"});
}

TEST_CASE("import: an unknown table, an empty folder and a missing file are errors") {
  const Folder folder;
  Register reg = a_register();
  CHECK(code_of([&] { import(reg, folder); }) == "nothing_to_import");
  folder.write("notes.txt", "not for us");
  CHECK(code_of([&] { import(reg, folder); }) == "nothing_to_import");
  folder.write("ships.csv", "a\n1\n");
  CHECK(code_of([&] { import(reg, folder); }) == "unknown_table");
  CHECK(code_of<StorageError>(
            [&] { import_records(reg, std::array{fs::path{"no/persons.csv"}}); }) == "cannot_open");
}

TEST_CASE("import: whatever the files say, a second run adds nothing and the order is no matter") {
  const char* asked = std::getenv("LIBCASE_TEST_SEED");
  const unsigned seed =
      asked != nullptr ? static_cast<unsigned>(std::stoul(asked)) : std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random{seed};
  for (int round = 0; round < 8; ++round) {
    auto files = random_files(random);
    const auto load = [&] {
      const Folder folder;
      Register reg = a_register();
      for (auto& [name, rows] : files) {
        std::shuffle(rows.begin() + 1, rows.end(), random);
        std::string text;
        for (const auto& row : rows) {
          text += row + "\n";
        }
        folder.write(name, text);
      }
      const auto summary = import(reg, folder);
      CHECK(summary.rows_read == summary.added_count() + summary.new_versions + summary.skipped +
                                     summary.rejected_count());
      check_adds_nothing(reg, folder);
      CHECK(verify(reg).is_sound());
      auto content = content_of(reg, {"C0", "C1", "C2"});
      for (const auto& [code, count] : summary.rejected) {
        content.push_back(code + " " + std::to_string(count));
      }
      return content;
    };
    const auto expected = load();
    CHECK(load() == expected);
  }
}

TEST_CASE("import: progress goes up to the end") {
  const Folder folder;
  write_caseload(folder);
  std::int64_t last = 0;
  std::int64_t end = 0;
  bool is_monotonic = true;
  const auto follow = [&](std::int64_t, std::int64_t done, std::int64_t total) {
    is_monotonic = is_monotonic && done >= last && done <= total;
    last = done;
    end = total;
  };
  Register reg = a_register();
  import(reg, folder, {.all_or_nothing = false, .rejects = {}, .progress = follow});
  CHECK(is_monotonic);
  CHECK(last == end);
  CHECK(end > 0);
}

TEST_CASE("import: with all or nothing, an import that ends early adds nothing") {
  const Folder folder;
  write_caseload(folder);
  Register reg = a_register();
  reg.add_person(Person{}, "somebody");
  const auto before = reg.info();
  const auto give_up = [&](std::int64_t, std::int64_t done, std::int64_t total) {
    if (done == total) {
      throw std::runtime_error("enough");
    }
  };
  CHECK_THROWS_WITH(
      import(reg, folder, {.all_or_nothing = true, .rejects = {}, .progress = give_up}), "enough");
  CHECK(reg.info().head_digest == before.head_digest);
  CHECK(import(reg, folder, {.all_or_nothing = true}).added_count() == 11);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("import: what is recorded has its list of rejected rows, whoever stops it at the end") {
  const Folder folder;
  const Folder store;
  write_caseload(folder);
  folder.write("closures.csv", "case,on,reason\nC1,2011-02-15,departed\n");
  Register reg = a_register(store.path() / "cases.db");
  const auto give_up = [&](std::int64_t, std::int64_t done, std::int64_t total) {
    if (done == total) {
      throw std::runtime_error("enough");
    }
  };
  CHECK_THROWS_WITH(import(reg, folder, {.rejects = {}, .progress = give_up}), "enough");
  CHECK(reg.info().rows_by_table.at(0).second == 3);
  CHECK(rejects_in(store.read("cases-rejects.csv")) ==
        Rejects{"closures.csv:2:::dated_after_closure"});
}

TEST_CASE("import: many bad rows in a large recording stay cheap") {
  const Folder folder;
  std::string cases = "reference,opened_on\n";
  std::string persons = "reference,sex\n";
  std::string members = "case,person,role,from\n";
  std::string departures = "case,person,on,mode\n";
  constexpr int count = 400;
  for (int at = 0; at < count; ++at) {
    const std::string number = std::to_string(at);
    cases += "C" + number + ",2011-01-01\n";
    persons += "P" + number + ",male\n";
    members += "C" + number + ",P" + number + ",principal,2011-01-01\n";
    const bool is_bad = at % 20 == 0;
    departures += "C" + number + ",P" + number + (is_bad ? ",2010" : ",2011") + "-02-01,forced\n";
  }
  folder.write("cases.csv", cases);
  folder.write("persons.csv", persons);
  folder.write("unit_members.csv", members);
  folder.write("departures.csv", departures);
  Register reg = a_register();
  const auto summary = import(reg, folder);
  CHECK(summary.rejected == Counts{{"departed_outside_unit", count / 20}});
  CHECK(summary.added.at("departures") == count - count / 20);
  CHECK(summary.recordings == 1);
}

TEST_CASE("import: the reason of a refused row is its own") {
  const Folder folder;
  folder.write("cases.csv", "reference,opened_on\nC1,2011-01-01\n");
  folder.write("persons.csv", "reference,sex\nP1,female\nP2,male\n");
  folder.write("unit_members.csv", "case,person,role,from\nC1,P1,principal,2011-01-01\n");
  folder.write("awards.csv", "reference,case,on\nA1,C1,2011-03-01\n");
  folder.write("award_lines.csv", "reference,award,person,programme,support,amount,"
                                  "amount_currency\nL1,A1,P1,HRT,cash,1750.00,EUR\n");
  folder.write("cash_payments.csv", "award_line,person,amount,amount_currency,paid_on\n"
                                    "L1,P1,17500.00,EUR,2011-04-01\n"
                                    "L1,P2,10.00,EUR,2011-04-01\n"
                                    "L1,P1,1700.00,EUR,2011-04-02\n");
  Register reg = a_register();
  const auto [summary, rejects] = import_with_rejects(reg, folder);
  CHECK(rejects ==
        Rejects{"cash_payments.csv:2:::above_line", "cash_payments.csv:3:::paid_outside_unit"});
  CHECK(summary.added.at("cash_payments") == 1);
  CHECK(listed(reg, folder).find("17510.00") == std::string::npos);
  check_adds_nothing(reg, folder);
}

TEST_CASE("import: hundreds of refused rows of one person are refused together") {
  const Folder folder;
  write_caseload(folder);
  std::string departures = "reference,case,person,on,mode\n";
  constexpr int count = 300;
  for (int at = 0; at < count; ++at) {
    departures +=
        "D" + std::to_string(at) + ",C1,P1," +
        Date::from_days_since_epoch(Date{2011, 2, 1}.days_since_epoch() + at).to_string() +
        ",voluntary\n";
  }
  folder.write("departures.csv", departures);
  Register reg = a_register();
  const auto summary = import(reg, folder);
  CHECK(summary.rejected == Counts{{"departed_already", count - 1}});
  CHECK(summary.added.at("departures") == 1);
  check_adds_nothing(reg, folder);
}
