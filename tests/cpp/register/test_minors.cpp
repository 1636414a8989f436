// What a register takes and refuses of minors who leave alone.
#include <array>
#include <string>
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
  const auto rules = SafeguardRules::from_json(R"({"name": {"en": "own"}, "safeguards": [{
      "safeguard": "minor_view", "text": {"en": "the minor was heard"}, "modes": ["voluntary"],
      "source": "own", "certainty": "stated"}]})",
                                               "own.json");
  Register reg = Register::open(
      ":memory:", {.actor = "a clerk", .clock = FixedClock{}.function(), .safeguards = rules});
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
