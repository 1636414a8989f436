// What a register takes and refuses of minors who leave alone.
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/import.hpp>
#include <libcase/register/import_table.hpp>
#include <libcase/rules/safeguards.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/files.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date heard_on{2011, 9, 20};
const Date leaves_on{2011, 10, 1};
const std::string none = "no error";

/// A minor alone with a guardian, everything on record but the reception.
struct MinorAlone {
  Register reg = a_register();
  ACase dossier = a_case(reg, "2011-0815", born("1996"));
  GuardianshipId guardianship = reg.record(Guardianship{.person_id = dossier.person,
                                                        .organisation = GuardianOrganisation::nidos,
                                                        .appointed_in = AppointedIn::here});

  MinorAlone() {
    reg.record(
        GuardianConsent{guardianship, ConsentSubject::returning, heard_on, ConsentAnswer::given});
    reg.record(MinorView{dossier.person, heard_on, ViewOfReturn::wants_to_return});
    reg.record(
        BestInterestsDecision{dossier.person, heard_on, BestInterestsOutcome::in_favour_of_return});
  }
  ReceptionArrangement reception() const {
    return {.person_id = dossier.person,
            .kind = ReceptionKind::family,
            .on = heard_on,
            .country = Country{"IRQ"},
            .carer_is_willing = true,
            .carer_is_able = true,
            .confirmed_on = heard_on,
            .has_address = true};
  }
  Departure departure() const { return a_departure(dossier.id, dossier.person, leaves_on); }
  Irregularity irregularity(RecordId record, std::string guard) const {
    return {dossier.id, record, std::move(guard), leaves_on, "the partner reported it"};
  }
};

template <class Call>
std::string refusal(Call&& call) {
  return code_of<Refused>(std::forward<Call>(call));
}

/// Rules that ask for the view of the minor alone.
std::shared_ptr<const SafeguardRules> rules_of_views() {
  return SafeguardRules::from_json(R"({"name": {"en": "own"}, "safeguards": [{
      "safeguard": "minor_view", "text": {"en": "the minor was heard"}, "modes": ["voluntary"],
      "source": "own", "certainty": "stated"}]})",
                                   "own.json");
}

Register a_register_with(std::shared_ptr<const SafeguardRules> rules) {
  OpenOptions options = options_with({});
  options.safeguards = std::move(rules);
  return Register::open(":memory:", options);
}

FacilityReservation a_place(const ACase& dossier, Date from) {
  return {dossier.id, dossier.person, "kinshasa", heard_on, from};
}

} // namespace

TEST_CASE("minors: one who leaves alone is refused until all is on record") {
  MinorAlone minor;
  CHECK(refusal([&] { minor.reg.record(minor.departure()); }) == "reception_not_arranged");
  minor.reg.record(minor.reception());
  const auto departure = minor.reg.record(minor.departure());
  const auto gates = minor.reg.file(minor.dossier.id).all<DepartureGate>();
  REQUIRE(gates.size() == 1);
  CHECK(gates.front()->departure_id == departure);
  CHECK(gates.front()->rules_digest == SafeguardRules::shipped()->digest);
  CHECK(verify(minor.reg).is_sound());
}

TEST_CASE("minors: the departure of an adult keeps no gate") {
  Register reg = a_register();
  const ACase dossier = a_case(reg);
  reg.record(a_departure(dossier.id, dossier.person, leaves_on));
  CHECK(reg.file(dossier.id).all<DepartureGate>().empty());
}

TEST_CASE("minors: what has happened is recorded with an irregularity in the same recording") {
  MinorAlone minor;
  Recording recording = minor.reg.recording();
  const RecordId departure = recording.record_any(AnyRecord{minor.departure()});
  recording.record_any(AnyRecord{minor.irregularity(departure, "reception_not_arranged")});
  recording.commit();
  CHECK(minor.reg.file(minor.dossier.id).all<DepartureGate>().size() == 1);
}

TEST_CASE("minors: no later change takes a condition away from a departure that stands") {
  MinorAlone minor;
  const auto reception = minor.reg.record(minor.reception());
  const auto departure = minor.reg.record(minor.departure());
  CHECK(refusal([&] { minor.reg.withdraw(reception, "a mistake"); }) == "reception_not_arranged");
  ReceptionArrangement ended = minor.reception();
  ended.until = Date{2011, 9, 25};
  const std::int64_t row = current_row(minor.reg, reception);
  CHECK(refusal([&] { minor.reg.replace(reception, ended, row); }) == "reception_not_arranged");
  CHECK(refusal([&] {
          minor.reg.record(BestInterestsDecision{minor.dossier.person, Date{2011, 9, 25},
                                                 BestInterestsOutcome::against_return});
        }) == "best_interests_not_decided");
  CHECK(refusal([&] {
          minor.reg.record(GuardianConsent{minor.guardianship, ConsentSubject::returning,
                                           Date{2011, 9, 25}, ConsentAnswer::withdrawn});
        }) == "guardian_not_agreed");

  Recording recording = minor.reg.recording();
  recording.withdraw_any({reception.value}, "a mistake");
  recording.record_any(AnyRecord{minor.irregularity({departure.value}, "reception_not_arranged")});
  recording.commit();
  CHECK(minor.reg.file(minor.dossier.id).all<ReceptionArrangement>().empty());
}

TEST_CASE("minors: a departure that was a mistake is withdrawn with its gate") {
  MinorAlone minor;
  minor.reg.record(minor.reception());
  const auto departure = minor.reg.record(minor.departure());
  minor.reg.withdraw(departure, "did not board");
  CHECK(minor.reg.file(minor.dossier.id).all<DepartureGate>().empty());
  CHECK(verify(minor.reg).is_sound());
}

TEST_CASE("minors: a correction that makes an adult a minor is judged like a departure") {
  Register reg = a_register();
  const ACase dossier = a_case(reg);
  reg.record(a_departure(dossier.id, dossier.person, leaves_on));
  const std::int64_t row = current_row(reg, dossier.person);
  CHECK(code_of<Refused>([&] { reg.replace(dossier.person, born("1996"), row); }) ==
        "guardian_not_agreed");
  CHECK(code_of<Refused>([&] { reg.replace(dossier.person, born("1970"), row); }) == none);
}

TEST_CASE("minors: a child and the parent who goes along are recorded together") {
  Register reg = a_register();
  const ACase family = a_case(reg);
  const PersonId child = a_member(reg, family.id, Role::child, "2005");
  const AnyRecord of_parent{a_departure(family.id, family.person, leaves_on)};
  const AnyRecord of_child{a_departure(family.id, child, leaves_on)};
  CHECK(refusal([&] { reg.record_all(std::array{of_child}); }) != none);
  CHECK(refusal([&] { reg.record_all(std::array{of_child, of_parent}); }) == none);
}

TEST_CASE("minors: the departure of the parent cannot be moved away from that of the child") {
  Register reg = a_register();
  const ACase family = a_case(reg);
  const PersonId child = a_member(reg, family.id, Role::child, "2005");
  const auto parent = reg.record(a_departure(family.id, family.person, leaves_on));
  reg.record(a_departure(family.id, child, leaves_on));
  CHECK(refusal([&] {
          reg.replace(parent, a_departure(family.id, family.person, Date{2011, 10, 2}),
                      current_row(reg, parent));
        }) != none);
}

TEST_CASE("minors: other rules by an option of opening") {
  const auto rules = rules_of_views();
  Register reg = a_register_with(rules);
  const ACase dossier = a_case(reg, "2011-0815", born("1996"));
  const Departure departure = a_departure(dossier.id, dossier.person, leaves_on);
  CHECK(refusal([&] { reg.record(departure); }) == "minor_not_heard");
  reg.record(MinorView{dossier.person, heard_on, ViewOfReturn::objects});
  reg.record(departure);
  CHECK(reg.file(dossier.id).all<DepartureGate>().front()->rules_digest == rules->digest);
}

TEST_CASE("minors: a facility takes no more of all cases than it has places") {
  Register reg = a_register();
  std::vector<ACase> minors;
  for (int at = 0; at < 6; ++at) {
    minors.push_back(a_case(reg, "C" + std::to_string(at), born("1998")));
  }
  std::vector<Id<FacilityReservation>> places;
  for (int at = 0; at < 4; ++at) {
    places.push_back(reg.record(a_place(minors[static_cast<std::size_t>(at)], leaves_on)));
  }
  CHECK(refusal([&] { reg.record(a_place(minors[4], leaves_on)); }) == "facility_full");
  for (const bool is_first : {true, false}) { // in whichever order of one recording
    CAPTURE(is_first);
    const std::int64_t version = current_row(reg, places[0]);
    Recording both = reg.recording();
    if (is_first) {
      both.record(a_place(minors[4], leaves_on));
    }
    both.replace_any({places[0].value}, AnyRecord{a_place(minors[0], leaves_on)}, version);
    if (!is_first) {
      both.record(a_place(minors[4], leaves_on));
    }
    CHECK(refusal([&] { both.commit(); }) == "facility_full");
  }
  reg.withdraw(places[0], "not needed");
  CHECK(refusal([&] { reg.record(a_place(minors[4], leaves_on)); }) == none);

  const FacilityStay stay{minors[5].id, minors[5].person, "kinshasa", leaves_on};
  CHECK(refusal([&] { reg.record(stay); }) == "facility_full");
  Recording recording = reg.recording();
  const RecordId stayed = recording.record_any(AnyRecord{stay});
  recording.record_any(AnyRecord{
      Irregularity{minors[5].id, stayed, "facility_full", leaves_on, "the house reported it"}});
  recording.commit();
  const auto mark = reg.file(minors[5].id).all<Irregularity>().front().id;
  CHECK(refusal([&] { reg.withdraw(mark, "no"); }) == "irregularity_stays");
  const auto reserved = [&](std::optional<Date> until) {
    return FacilityReservation{minors[1].id, minors[1].person, "kinshasa",
                               heard_on,     leaves_on,        until};
  };
  const auto change = [&](std::optional<Date> until) {
    return refusal([&] {
      reg.replace(places[1], reserved(until), current_row(reg, {places[1].value}), "a change");
    });
  };
  CHECK(change(leaves_on.plus_days(2)) == none); // a house that is too full gets no fuller
  CHECK(change(leaves_on.plus_days(1)) == none);
  CHECK(change(leaves_on.plus_days(2)) == "facility_full");
  CHECK(refusal([&] {
          reg.record(
              FacilityReservation{minors[0].id, minors[0].person, "nowhere", heard_on, leaves_on});
        }) == "facility_unknown");
}

TEST_CASE("minors: an import leaves out a minor alone and takes the others") {
  Folder folder;
  folder.write("cases.csv", "reference,recorded_on,opened_on\nC1,2011-01-10,2011-01-10\n"
                            "C2,2011-01-10,2011-01-10\n");
  folder.write("persons.csv", "reference,recorded_on,sex,born,nationality\n"
                              "P1,2011-01-10,female,1980-03-01,IRQ\n"
                              "P2,2011-01-10,male,2005,IRQ\n"
                              "P3,2011-01-10,male,1996,IRQ\n");
  folder.write("unit_members.csv", "recorded_on,case,person,role,from,until\n"
                                   "2011-01-10,C1,P1,principal,2011-01-10,\n"
                                   "2011-01-10,C1,P2,child,2011-01-10,\n"
                                   "2011-01-10,C2,P3,principal,2011-01-10,\n");
  folder.write("departures.csv", "recorded_on,case,person,on,destination,mode\n"
                                 "2011-03-05,C1,P2,2011-03-01,IRQ,voluntary\n"
                                 "2011-03-05,C1,P1,2011-03-01,IRQ,voluntary\n"
                                 "2011-03-05,C2,P3,2011-03-01,IRQ,voluntary\n");
  Register reg = a_register();
  const ImportSummary summary = import_records(reg, std::array{folder.path()}, {});
  CHECK(summary.rejected_count() == 1);
  CHECK(reg.file(*reg.find_case("C1")).all<Departure>().size() == 2);
  CHECK(reg.file(*reg.find_case("C2")).all<Departure>().empty());
}

TEST_CASE("minors: who never left by one case opens no gate of another case") {
  MinorAlone minor;
  const PersonId person = minor.dossier.person;
  const CaseId other = minor.reg.open_case("other", opened_on);
  minor.reg.record(UnitMember{other, person, Role::principal, opened_on});
  Departure gone = a_departure(other, person, Date{2011, 11, 1});
  gone.mode = DepartureMode::unsupervised;
  const auto disappeared = minor.reg.record(gone);
  minor.reg.record(Reappearance{person, Date{2011, 11, 20}, ReappearanceCause::never_left});
  CHECK(refusal([&] { minor.reg.record(minor.departure()); }) == "reception_not_arranged");

  const auto reception = minor.reg.record(minor.reception());
  minor.reg.record(minor.departure());
  CHECK(minor.reg.file(minor.dossier.id).all<DepartureGate>().size() == 1);
  CHECK(refusal([&] { minor.reg.withdraw(reception, "no"); }) == "reception_not_arranged");
  minor.reg.withdraw(disappeared, "it was the return that never was");
  minor.reg.withdraw(reception, "no");
  CHECK(refusal([&] { minor.reg.record(gone); }) == "reception_not_arranged");
}

TEST_CASE("minors: who was found here again needs all of it anew in whichever case") {
  MinorAlone minor;
  const PersonId person = minor.dossier.person;
  minor.reg.record(minor.reception());
  const CaseId other = minor.reg.open_case("other", opened_on);
  minor.reg.record(UnitMember{other, person, Role::principal, opened_on});
  const Reappearance back{person, Date{2011, 10, 20}, ReappearanceCause::entered_again};
  const Departure again = a_departure(other, person, Date{2011, 11, 1});
  SUBCASE("in the order of what happened") {
    minor.reg.record(minor.departure());
    minor.reg.record(back);
    CHECK(refusal([&] { minor.reg.record(again); }) == "guardian_not_agreed");
  }
  SUBCASE("told in another order") {
    minor.reg.record(again);
    minor.reg.record(back);
    CHECK(refusal([&] { minor.reg.record(minor.departure()); }) == "guardian_not_agreed");
  }
}

TEST_CASE("minors: a parent receives where they have left, in whichever case they are") {
  MinorAlone minor;
  const ACase father = a_case(minor.reg, "father", born("1970"));
  minor.reg.record(Relation{.person_id = father.person,
                            .kind = RelationKind::parent_of,
                            .relative_id = minor.dossier.person,
                            .rests_on = RelationBasis::document});
  ReceptionArrangement by_father = minor.reception();
  by_father.carer_id = father.person;
  minor.reg.record(by_father);
  CHECK(refusal([&] { minor.reg.record(minor.departure()); }) == "reception_not_arranged");
  const auto ahead = minor.reg.record(a_departure(father.id, father.person, Date{2011, 9, 25}));
  CHECK(refusal([&] { minor.reg.record(minor.departure()); }) == none);
  CHECK(refusal([&] { minor.reg.withdraw(ahead, "no"); }) == "reception_not_arranged");
  CHECK(refusal([&] {
          minor.reg.record(
              Reappearance{father.person, Date{2011, 9, 28}, ReappearanceCause::entered_again});
        }) == "reception_not_arranged");
  CHECK(refusal([&] {
          minor.reg.record(
              Reappearance{father.person, Date{2011, 12, 1}, ReappearanceCause::entered_again});
        }) == none);
}

TEST_CASE("minors: a parent who left some day of a month receives from its last day on") {
  MinorAlone minor;
  const ACase father = a_case(minor.reg, "father", born("1970"));
  minor.reg.record(Relation{.person_id = father.person,
                            .kind = RelationKind::parent_of,
                            .relative_id = minor.dossier.person,
                            .rests_on = RelationBasis::document});
  ReceptionArrangement by_father = minor.reception();
  by_father.carer_id = father.person;
  minor.reg.record(by_father);
  Departure ahead = a_departure(father.id, father.person, Date{2011, 9, 1});
  ahead.precision = DatePrecision::month;
  minor.reg.record(ahead);
  Departure too_early = minor.departure();
  too_early.on = Date{2011, 9, 28};
  CHECK(refusal([&] { minor.reg.record(too_early); }) == "reception_not_arranged");
  CHECK(refusal([&] { minor.reg.record(minor.departure()); }) == none);
}

TEST_CASE("minors: a birth date that is lost takes no condition away") {
  Register reg = a_register_with(rules_of_views());
  const ACase dossier = a_case(reg, "2011-0815", born("1996"));
  const auto view = reg.record(MinorView{dossier.person, heard_on, ViewOfReturn::objects});
  reg.record(a_departure(dossier.id, dossier.person, leaves_on));
  Person unknown = a_person();
  unknown.born.reset();
  const auto forget = [&](const Person& person) {
    const std::int64_t row = current_row(reg, dossier.person);
    Recording recording = reg.recording();
    recording.replace_any({dossier.person.value}, AnyRecord{person}, row);
    recording.withdraw_any({view.value}, "a mistake");
    recording.commit();
  };
  CHECK(refusal([&] { forget(unknown); }) == "minor_not_heard");
  CHECK(refusal([&] { forget(born("1980")); }) == none);
}

TEST_CASE("minors: an irregularity stays as long as what it marks") {
  Register reg = a_register();
  const DepartureId departure = a_gated_departure(reg);
  const CaseFile file = reg.file(*reg.find_case("gated"));
  const auto& mark = file.all<Irregularity>().front();
  CHECK(refusal([&] { reg.withdraw(mark.id, "no"); }) == "irregularity_stays");
  Irregularity changed = mark.record;
  changed.guard = "above_line";
  CHECK(refusal([&] { reg.replace(mark.id, changed, mark.row); }) == "irregularity_stays");
  changed.guard = mark->guard;
  changed.reason = "the partner's letter";
  CHECK(refusal([&] { reg.replace(mark.id, changed, mark.row); }) == none);
  Recording recording = reg.recording();
  recording.withdraw_any({departure.value}, "it was somebody else");
  for (const auto& irregularity : file.all<Irregularity>()) {
    recording.withdraw_any({irregularity.id.value}, "it was somebody else");
  }
  CHECK(refusal([&] { recording.commit(); }) == none);
}

TEST_CASE("minors: an irregularity opens what is recorded with it and nothing later") {
  MinorAlone minor;
  const auto reception = minor.reg.record(minor.reception());
  Recording recording = minor.reg.recording();
  const RecordId departure = recording.record_any(AnyRecord{minor.departure()});
  recording.record_any(AnyRecord{minor.irregularity(departure, "reception_not_arranged")});
  recording.commit();
  CHECK(refusal([&] { minor.reg.withdraw(reception, "no"); }) == "reception_not_arranged");
  Recording both = minor.reg.recording();
  both.withdraw_any({reception.value}, "no");
  both.record_any(AnyRecord{minor.irregularity(departure, "reception_not_arranged")});
  both.commit();

  Departure moved = minor.departure();
  moved.on = leaves_on.plus_days(1);
  CHECK(refusal([&] { minor.reg.replace(DepartureId{departure.value}, moved, departure.value); }) ==
        "reception_not_arranged");
  Recording correction = minor.reg.recording();
  correction.replace_any(departure, AnyRecord{moved}, departure.value);
  correction.record_any(AnyRecord{minor.irregularity(departure, "reception_not_arranged")});
  CHECK(refusal([&] { correction.commit(); }) == none);
  CHECK(verify(minor.reg).is_sound());
}

TEST_CASE("minors: copies of one who leaves alone are those of a published table alone") {
  Register reg = a_register();
  const auto copy = [&](AnyRecord last, std::optional<Digest> table) {
    const std::array group{
        AnyRecord{born("1998")}, AnyRecord{Case{opened_on}},
        AnyRecord{UnitMember{CaseId{-2}, PersonId{-1}, Role::principal, opened_on}},
        std::move(last)};
    return code_of([&] {
      Recording writing = reg.recording({.source = table});
      writing.record_copies(group, 2);
      writing.commit();
    });
  };
  const AnyRecord departure{a_departure(CaseId{-2}, PersonId{-1}, leaves_on)};
  CHECK(copy(departure, {}) == "copies_of_minors");
  CHECK(copy(FacilityStay{CaseId{-2}, PersonId{-1}, "luanda", leaves_on}, {}) ==
        "copies_of_minors");
  CHECK(copy(departure, Digest{3}) == none);
  CHECK(reg.info().row_count == 8);
}

TEST_CASE("minors: gates are written by the register alone") {
  Register reg = a_register();
  const DepartureId departure = a_gated_departure(reg);
  const auto gates = reg.file(*reg.find_case("gated")).all<DepartureGate>();
  REQUIRE(gates.size() == 1);
  const auto& gate = gates.front();
  const DepartureGate forged{departure, "ff"};
  const std::string expected = "written_by_register";
  CHECK(code_of<WrongState>([&] { reg.record(forged); }) == expected);
  CHECK(code_of<WrongState>([&] { reg.replace(gate.id, forged, gate.row); }) == expected);
  CHECK(code_of<WrongState>([&] { reg.withdraw(gate.id, "no"); }) == expected);

  const ACase adult = a_case(reg, "adult");
  const auto left = reg.record(a_departure(adult.id, adult.person, leaves_on));
  Recording recording = reg.recording();
  recording.replace_any({adult.person.value}, AnyRecord{born("1996")}, adult.person.value);
  for (const char* guard : {"guardian_not_agreed", "minor_not_heard", "best_interests_not_decided",
                            "reception_not_arranged"}) {
    recording.record(Irregularity{adult.id, {left.value}, guard, leaves_on, "found to be 15"});
  }
  recording.commit();
  const auto judged = reg.file(adult.id).all<DepartureGate>();
  REQUIRE(judged.size() == 1);
  CHECK(judged.front()->rules_digest == SafeguardRules::shipped()->digest);
}

TEST_CASE("minors: an import leaves gates to the register") {
  Folder folder;
  folder.write("cases.csv", "reference,opened_on\nC1,2011-01-10\n");
  folder.write("persons.csv", "reference,sex,born\nP1,female,1980-03-01\n");
  folder.write("unit_members.csv", "case,person,role,from\nC1,P1,principal,2011-01-10\n");
  folder.write("departures.csv", "reference,case,person,on,destination,mode\n"
                                 "D1,C1,P1,2011-03-01,IRQ,voluntary\n");
  folder.write("departure_gates.csv", "reference,departure,rules_digest\nG1,D1,ff\n");
  folder.write("withdrawals.csv", "record,why\ndeparture_gates/G1,no\n");
  Register reg = a_register();
  const ImportSummary summary = import_records(reg, std::array{folder.path()}, {});
  CHECK(summary.rejected_count() == 0);
  CHECK(summary.skipped == 2);
  CHECK(reg.file(*reg.find_case("C1")).all<DepartureGate>().empty());
}
