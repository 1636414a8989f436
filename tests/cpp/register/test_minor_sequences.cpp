// Whatever is recorded, imported, corrected and withdrawn in whatever order, in two cases of a
// minor who may be found here again, whose age is in doubt, who may be married and whose guardians
// change: no departure of a minor alone comes to stand with a safeguard unmet, nor a stay in a
// house without places, unless an irregularity comes with it, and that stays. The oracle shares no
// code with the rules.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/register/audit.hpp>
#include <libcase/register/import.hpp>
#include <libcase/register/register.hpp>

#include "support/builders.hpp"
#include "support/drawn_minors.hpp"
#include "support/files.hpp"
#include "support/minor_oracle.hpp"
#include "support/office_files.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const std::array guards{"guardian_not_informed", "guardian_not_agreed", "minor_not_heard",
                        "best_interests_not_decided", "reception_not_arranged"};

MinorAndParent opened_in(Register& reg) {
  const MinorAndParent both{.case_id = reg.open_case("MINOR", opened_on),
                            .other_case_id = reg.open_case("OTHER", opened_on),
                            .minor = reg.add_person(born("1996-10-03"), "child"),
                            .parent = reg.add_person(born("1970"), "parent"),
                            .spouse = reg.add_person(born("1990"), "spouse")};
  for (const CaseId one : {both.case_id, both.other_case_id}) {
    reg.record(UnitMember{one, both.minor, Role::principal, opened_on});
    reg.record(UnitMember{one, both.parent, Role::other_relative, opened_on});
  }
  return both;
}

class Actor {
public:
  Actor(Register& reg, std::mt19937& random)
      : reg_(reg), of_(opened_in(reg)),
        draw_(random, of_), references_{{of_.case_id.value, "MINOR"},
                                        {of_.other_case_id.value, "OTHER"},
                                        {of_.minor.value, "child"},
                                        {of_.parent.value, "parent"},
                                        {of_.spouse.value, "spouse"}} {
    if (draw_.die(2) == 0) {
      appoint({.person_id = of_.minor,
               .organisation = GuardianOrganisation::nidos,
               .appointed_in = AppointedIn::here});
    }
  }

  /// Takes one act; whether it was accepted.
  bool act() {
    try {
      take();
      return true;
    } catch (const Refused&) {
    } catch (const WrongState&) {
    }
    return false;
  }
  std::size_t departures() const {
    return reg_.file(of_.case_id).all<Departure>().size() +
           reg_.file(of_.other_case_id).all<Departure>().size();
  }
  /// Of the rows that were imported, those that were taken.
  std::int64_t imported() const { return imported_; }
  /// Compares what stands with what stood at the last call.
  std::vector<std::string> made_wrong() {
    const std::array files{reg_.file(of_.case_id), reg_.file(of_.other_case_id)};
    std::vector<std::string> found;
    for (std::size_t at = 0; at < files.size(); ++at) {
      const CaseFile& file = files[at];
      Safety after = safety_of(file, files[1 - at], of_.minor, of_.parent);
      for (std::string& wrong : made_wrong_by(stood_[at], after, file, seen_up_to_)) {
        found.push_back(std::move(wrong));
      }
      stood_[at] = std::move(after);
    }
    seen_up_to_ = reg_.info().recording_count;
    return found;
  }

private:
  template <class T>
  const T& any_of(const std::vector<T>& some) {
    return some[static_cast<std::size_t>(draw_.die(static_cast<int>(some.size())))];
  }
  void keep(RecordId id) { written_.push_back(id); }
  template <class R>
  void record(const R& record) {
    keep({reg_.record(record).value});
  }

  void take() {
    switch (draw_.die(26)) {
    case 0:
    case 1:
      return leave_irregularly();
    case 2:
    case 3:
      return record(draw_.departure(of_.minor));
    case 4:
      return record(draw_.departure(of_.parent));
    case 5:
      return guardians_.empty() ? void() : record(draw_.consent(any_of(guardians_)));
    case 6:
      return record(draw_.view());
    case 7:
      return record(draw_.decision());
    case 8:
      return record(draw_.arrangement());
    case 9:
      return guardians_.empty() ? void() : record(draw_.notice(any_of(guardians_)));
    case 10:
      return record(draw_.parenthood());
    case 11:
      return draw_.die(2) == 0 ? record(draw_.permission()) : record(draw_.review());
    case 12:
      return withdraw();
    case 13:
    case 14:
      return import_rows();
    case 15:
    case 16:
      return record(draw_.reappearance());
    case 17:
      return stay_irregularly();
    case 18:
      return record_with_marks(draw_.assessment());
    case 19:
      return record_with_marks(draw_.dispute());
    case 20:
      return record(draw_.partnership());
    case 21:
      return draw_.die(2) == 0 ? record(draw_.reservation())
                               : record_with_marks(draw_.self_reliance());
    case 22:
      return change_guardians();
    case 23:
      return look_up_or_book();
    default:
      return correct();
    }
  }
  void look_up_or_book() {
    switch (draw_.die(4)) {
    case 0:
      return record(draw_.booking());
    case 1:
      return record(draw_.trafficking_check());
    default:
      return record(draw_.claim());
    }
  }

  void appoint(const Guardianship& guardianship) {
    const std::string reference = "G" + std::to_string(guardians_.size());
    Recording recording = reg_.recording();
    const GuardianshipId made = recording.record(guardianship);
    recording.refer(record_kind<Guardianship>(), reference, {made.value});
    recording.commit();
    guardians_.push_back(made);
    references_.emplace(made.value, reference);
  }
  /// Another guardian, mostly beside a first one, or other days or another organisation of one.
  void change_guardians() {
    if (guardians_.empty() ? draw_.die(4) == 0 : guardians_.size() < 3 && draw_.die(2) == 0) {
      return appoint(draw_.guardianship());
    }
    if (!guardians_.empty()) {
      const RecordId id{any_of(guardians_).value};
      replace_with_marks(id, AnyRecord{draw_.guardianship()}, current_row(reg_, id));
    }
  }

  /// A record of one of the kinds that are recorded one by one too.
  AnyRecord row() {
    switch (draw_.die(16)) {
    case 0:
    case 1:
      return draw_.departure(draw_.anybody());
    case 2:
      return guardians_.empty() ? AnyRecord{draw_.view()}
                                : AnyRecord{draw_.consent(any_of(guardians_))};
    case 3:
      return draw_.view();
    case 4:
      return draw_.decision();
    case 5:
      return draw_.arrangement();
    case 6:
      return guardians_.empty() ? AnyRecord{draw_.decision()}
                                : AnyRecord{draw_.notice(any_of(guardians_))};
    case 7:
      return draw_.parenthood();
    case 8:
      return draw_.reappearance();
    case 9:
      return draw_.die(2) == 0 ? AnyRecord{draw_.permission()} : AnyRecord{draw_.review()};
    case 10:
      return draw_.assessment();
    case 11:
      return draw_.dispute();
    case 12:
      return draw_.partnership();
    case 13:
      return draw_.die(2) == 0 ? AnyRecord{draw_.reservation()} : AnyRecord{draw_.self_reliance()};
    case 14:
      return draw_.die(2) == 0 ? AnyRecord{draw_.booking()} : AnyRecord{draw_.trafficking_check()};
    default:
      return draw_.claim();
    }
  }

  /// A few rows at once, as an office's files bring them: new ones, other content for known ones, a
  /// withdrawal; each learned on a day of its own, or now.
  void import_rows() {
    OfficeFiles files{references_};
    std::vector<std::pair<const RecordKind*, std::string>> named;
    const auto learned = [&] {
      return std::string{draw_.one_of(std::array{"", "2011-11-07", "2011-12-01"})};
    };
    const auto add = [&](const AnyRecord& record, const std::string& reference,
                         const std::string& learned_on) {
      files.add(record, reference, learned_on);
      named.emplace_back(&kind_of(record), reference);
    };
    const int rows = 1 + draw_.die(6);
    for (int at = 0; at < rows; ++at) {
      const AnyRecord one = row();
      const std::string reference = "I" + std::to_string(draw_.die(8)); // of each kind
      add(one, reference, learned());
    }
    if (draw_.die(3) == 0) {
      const std::string reference = "X" + std::to_string(irregular_++);
      const CaseId of = draw_.either();
      Departure left = a_departure(of, of_.minor, draw_.day());
      left.mode = draw_.die(3) == 0 ? DepartureMode::forced : DepartureMode::voluntary;
      add(AnyRecord{left}, reference, "2011-11-07");
      std::string& marks = files.texts()["irregularities.csv"];
      write_csv_row(marks, std::array<std::string, 7>{"case", "record", "guard", "on", "reason",
                                                      "reference", "recorded_on"});
      for (const char* guard : guards) {
        if (draw_.die(4) != 0) {
          write_csv_row(marks, std::array<std::string, 7>{
                                   references_.at(of.value), "departures/" + reference, guard,
                                   "2011-11-05", "reported", reference + guard, "2011-11-07"});
        }
      }
    }
    if (draw_.die(4) == 0) { // what may have changed of those who are known
      const Person person = draw_.person();
      files.add(AnyRecord{person}, "child", learned());
    }
    if (!guardians_.empty() && draw_.die(4) == 0) {
      const std::string& reference = references_.at(any_of(guardians_).value);
      const Guardianship guardianship = draw_.guardianship();
      files.add(AnyRecord{guardianship}, reference, learned());
    }
    if (draw_.die(4) == 0) {
      const auto& [kind, reference] = named[static_cast<std::size_t>(draw_.die(rows))];
      files.texts()["withdrawals.csv"] = "recorded_on,record,why\n" + learned() + "," +
                                         std::string{kind->table} + "/" + reference +
                                         ",a mistake\n";
    }
    const Folder folder;
    for (const auto& [name, text] : files.texts()) {
      folder.write(name, text);
    }
    const ImportSummary summary = import_records(reg_, std::array{folder.path()});
    REQUIRE(summary.unreadable.empty());
    imported_ += summary.added_count() + summary.new_versions;
    for (const auto& [kind, reference] : named) {
      const auto id = reg_.find(*kind, reference);
      if (id && std::ranges::find(written_, *id) == written_.end()) {
        keep(*id);
      }
    }
  }

  /// With an irregularity for some of what may be missing.
  void leave_irregularly() {
    const Departure leaving = draw_.departure(of_.minor);
    Recording recording = reg_.recording();
    std::vector<RecordId> made{recording.record_any(AnyRecord{leaving})};
    mark(recording, leaving.case_id, made.front(), made);
    recording.commit();
    written_.insert(written_.end(), made.begin(), made.end());
  }

  /// Marks a departure with some of the guards.
  void mark(Recording& recording, CaseId of, RecordId departure, std::vector<RecordId>& made) {
    for (const char* guard : guards) {
      if (draw_.die(4) != 0) {
        made.push_back(recording.record_any(AnyRecord{irregularity(of, departure, guard)}));
      }
    }
  }
  static Irregularity irregularity(CaseId of, RecordId record, const char* guard) {
    return {of, record, guard, Date{2011, 11, 5}, "it was reported"};
  }

  /// At times beside irregularities for what a departure that stands may lose by it.
  void record_with_marks(const AnyRecord& record) {
    const auto standing = may_lose();
    Recording recording = reg_.recording();
    const RecordId made = recording.record_any(record);
    mark_one_of(recording, standing);
    recording.commit();
    keep(made);
  }
  void replace_with_marks(RecordId id, const AnyRecord& record, std::int64_t row) {
    const auto standing = may_lose();
    Recording recording = reg_.recording();
    recording.replace_any(id, record, row);
    mark_one_of(recording, standing);
    recording.commit();
  }
  /// The departures of a case; mostly none.
  std::vector<Recorded<Departure>> may_lose() {
    if (draw_.die(3) != 0) {
      return {};
    }
    return reg_.file(draw_.either()).all<Departure>();
  }
  /// These irregularities are kept out of what is withdrawn and corrected, which would be mostly
  /// they.
  void mark_one_of(Recording& recording, const std::vector<Recorded<Departure>>& standing) {
    if (!standing.empty()) {
      const Recorded<Departure>& left = any_of(standing);
      std::vector<RecordId> marks;
      mark(recording, left->case_id, {left.id.value}, marks);
    }
  }

  /// One stay at most, mostly with its irregularity.
  void stay_irregularly() {
    if (!reg_.file(of_.case_id).all<FacilityStay>().empty()) {
      return;
    }
    Recording recording = reg_.recording();
    std::vector<RecordId> made{recording.record_any(AnyRecord{draw_.stay()})};
    if (draw_.die(4) != 0) {
      made.push_back(recording.record_any(
          AnyRecord{irregularity(of_.case_id, made.front(), "facility_full")}));
    }
    recording.commit();
    written_.insert(written_.end(), made.begin(), made.end());
  }

  void withdraw() {
    if (!written_.empty()) {
      const auto at = static_cast<std::size_t>(draw_.die(static_cast<int>(written_.size())));
      reg_.withdraw_any(written_[at], "a mistake");
      written_.erase(written_.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  void correct() {
    if (draw_.die(4) == 0) {
      const RecordId minor{of_.minor.value};
      return replace_with_marks(minor, AnyRecord{draw_.person()}, current_row(reg_, minor));
    }
    if (written_.empty()) {
      return;
    }
    const RecordId id = any_of(written_);
    const Version standing = reg_.history(id).back();
    if (const auto* left = std::get_if<Departure>(&standing.record)) {
      return correct_departure(id, *left, standing.row);
    }
    if (const auto changed = drawn_anew(standing.record)) {
      replace_with_marks(id, *changed, standing.row);
    }
  }
  void correct_departure(RecordId id, const Departure& before, std::int64_t row) {
    const Departure left = draw_.departure(draw_.die(4) == 0 ? draw_.anybody() : before.person_id);
    Recording recording = reg_.recording();
    std::vector<RecordId> made;
    if (draw_.die(2) == 0) {
      mark(recording, left.case_id, id, made);
    }
    recording.replace_any(id, AnyRecord{left}, row);
    recording.commit();
    written_.insert(written_.end(), made.begin(), made.end());
  }
  /// Another record of a kind that may turn out otherwise.
  std::optional<AnyRecord> drawn_anew(const AnyRecord& record) {
    if (std::holds_alternative<Reappearance>(record)) {
      return draw_.reappearance();
    }
    if (std::holds_alternative<FacilityStay>(record)) {
      return draw_.stay();
    }
    if (const auto* marked = std::get_if<Irregularity>(&record)) {
      Irregularity other = *marked;
      other.guard = draw_.one_of(guards);
      return other;
    }
    if (std::holds_alternative<ReceptionArrangement>(record)) {
      return draw_.arrangement();
    }
    if (std::holds_alternative<BestInterestsDecision>(record)) {
      return draw_.decision();
    }
    if (std::holds_alternative<MinorView>(record)) {
      return draw_.view();
    }
    if (std::holds_alternative<AgeAssessment>(record)) {
      return draw_.assessment();
    }
    if (std::holds_alternative<AgeDispute>(record)) {
      return draw_.dispute();
    }
    if (std::holds_alternative<SelfRelianceDecision>(record)) {
      return draw_.self_reliance();
    }
    if (std::holds_alternative<FacilityReservation>(record)) {
      return draw_.reservation();
    }
    if (std::holds_alternative<DublinClaim>(record)) {
      return draw_.claim();
    }
    const auto* relation = std::get_if<Relation>(&record);
    if (relation != nullptr && relation->kind == RelationKind::partner_of) {
      return draw_.partnership();
    }
    return {};
  }

  Register& reg_;
  MinorAndParent of_;
  DrawnMinors draw_;
  std::map<std::int64_t, std::string> references_; ///< of what rows link to, by id
  std::vector<GuardianshipId> guardians_;          ///< which are never withdrawn
  std::vector<RecordId> written_;
  int irregular_ = 0; ///< departures that were imported with irregularities
  std::int64_t imported_ = 0;
  std::array<Safety, 2> stood_; ///< at the last comparison, of each case
  std::int64_t seen_up_to_ = 0; ///< the last recording then
};

void run_sequences(unsigned first_seed, int sequences, int acts) {
  int accepted = 0;
  int departed = 0;
  std::int64_t imported = 0;
  for (int sequence = 0; sequence < sequences; ++sequence) {
    const unsigned seed = first_seed + static_cast<unsigned>(sequence);
    CAPTURE(seed);
    std::mt19937 random{seed};
    Register reg = a_register();
    Actor actor{reg, random};
    for (int act = 0; act < acts; ++act) {
      const std::string before = reg.info().head_digest;
      if (actor.act()) {
        ++accepted;
        CHECK(actor.made_wrong() == std::vector<std::string>{});
      } else {
        CHECK(reg.info().head_digest == before);
      }
    }
    departed += static_cast<int>(actor.departures());
    imported += actor.imported();
    CHECK(verify(reg).is_sound());
  }
  CHECK(accepted > sequences * acts / 6);
  CHECK(departed > sequences / 2);
  CHECK(imported > sequences);
}

} // namespace

TEST_CASE("minors: no sequence lets a departure stand that is not safeguarded") {
  run_sequences(1, 60, 34);
}

TEST_SUITE_BEGIN("slow");

TEST_CASE("minors: no sequence of many lets a departure stand that is not safeguarded") {
  run_sequences(100'000, 5'000, 120);
}

TEST_SUITE_END();
