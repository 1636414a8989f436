// Whatever is recorded, imported, corrected and withdrawn in whatever order, in two cases of a
// minor who may be found here again: no departure of a minor alone comes to stand with a safeguard
// unmet, nor a stay in a house without places, unless an irregularity comes with it, and that
// stays. The oracle shares no code with the rules.
#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/import.hpp>
#include <libcase/register/register.hpp>

#include "support/builders.hpp"
#include "support/files.hpp"
#include "support/generated.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const std::array days{Date{2011, 9, 20}, Date{2011, 10, 1}, Date{2011, 10, 5}, Date{2011, 10, 20},
                      Date{2011, 11, 1}};

const std::array guards{"guardian_not_informed", "guardian_not_agreed", "minor_not_heard",
                        "best_interests_not_decided", "reception_not_arranged"};

/// A version of a departure and what it lacks.
struct Lack {
  std::int64_t id;
  std::int64_t row;
  std::string guard;
  auto operator<=>(const Lack&) const = default;
};

/// What is missing of the departures of a minor who is not with the parent: by the texts alone.
/// Both are members of both cases.
class Oracle {
public:
  Oracle(const CaseFile& file, const CaseFile& other, PersonId minor, PersonId parent)
      : file_(file), minor_(minor), parent_(parent) {
    for (const CaseFile* one : {&file, &other}) {
      for (const auto& departure : one->all<Departure>()) {
        departures_.push_back(departure.record);
      }
    }
  }

  std::set<Lack> unmet() const {
    std::set<Lack> found;
    for (const auto& departure : file_.all<Departure>()) {
      if (departure->person_id == minor_ && is_return(departure.record) && is_minor(departure) &&
          !is_with_parent(departure.record)) {
        for (const std::string& code : missing(departure.record)) {
          found.insert({departure.id.value, departure.row, code});
        }
      }
    }
    return found;
  }

private:
  /// Who has no birth date any more is protected where the departure was judged.
  bool is_minor(const Recorded<Departure>& departure) const {
    const auto& known = file_.person(minor_)->born;
    if (!known) {
      return std::ranges::any_of(file_.all<DepartureGate>(), [&](const auto& gate) {
        return gate->departure_id == departure.id;
      });
    }
    const Date on = departure->on;
    const Date birth = known->latest();
    return on.year() - birth.year() < 18 ||
           (on.year() - birth.year() == 18 &&
            std::pair{on.month(), on.day()} < std::pair{birth.month(), birth.day()});
  }
  bool is_parent() const {
    return std::ranges::any_of(file_.all<Relation>(), [&](const auto& relation) {
      return relation->kind == RelationKind::parent_of && relation->person_id == parent_ &&
             relation->relative_id == minor_;
    });
  }
  bool has_guardian() const { return !file_.all<Guardianship>().empty(); }

  /// Whether it turned out that they had not left: it is said of their last departure before.
  bool never_left(const Departure& departure) const {
    return std::ranges::any_of(file_.all<Reappearance>(), [&](const auto& seen) {
      return seen->person_id == departure.person_id && departure.on <= seen->on &&
             seen->cause == ReappearanceCause::never_left &&
             std::ranges::none_of(departures_, [&](const Departure& other) {
               return other.person_id == departure.person_id && other.on < seen->on &&
                      (departure.on < other.on || departure.on == seen->on);
             });
    });
  }
  bool is_return(const Departure& departure) const {
    return (departure.mode == DepartureMode::voluntary ||
            departure.mode == DepartureMode::forced) &&
           !never_left(departure);
  }
  /// The day from which records count: since they were found here again after a return.
  Date counts_from(Date on) const {
    Date from{1400, 1, 1};
    for (const auto& seen : file_.all<Reappearance>()) {
      const bool is_back = seen->person_id == minor_ && seen->on <= on &&
                           seen->cause != ReappearanceCause::never_left;
      if (is_back && std::ranges::any_of(departures_, [&](const Departure& before) {
            return before.person_id == minor_ && before.on < on && before.on <= seen->on &&
                   is_return(before);
          })) {
        from = std::max(from, seen->on);
      }
    }
    return from;
  }
  bool is_parent_here(Date on) const {
    const Departure* last = nullptr;
    for (const Departure& departure : departures_) {
      if (departure.person_id == parent_ && departure.on <= on &&
          (last == nullptr || last->on <= departure.on)) {
        last = &departure;
      }
    }
    return last == nullptr || never_left(*last) ||
           std::ranges::any_of(file_.all<Reappearance>(), [&](const auto& seen) {
             return seen->person_id == parent_ && last->on <= seen->on && seen->on <= on;
           });
  }
  bool has_anybody_left_between(Date one, Date other) const {
    return std::ranges::any_of(file_.all<Departure>(), [&](const auto& departure) {
      return one < departure->on && departure->on < other && is_return(departure.record);
    });
  }
  bool is_with_parent(const Departure& departure) const {
    return is_parent() && std::ranges::any_of(file_.all<Departure>(), [&](const auto& other) {
             return other->person_id == parent_ && other->on == departure.on &&
                    other->destination == departure.destination && other->mode == departure.mode &&
                    !never_left(other.record);
           });
  }

  /// The last record of a kind that counts.
  template <class R>
  const R* last_by(Date day, bool is_of_return = true) const {
    const R* last = nullptr;
    const Date from = is_of_return ? counts_from(day) : Date{1400, 1, 1};
    for (const auto& recorded : file_.all<R>()) {
      if (from <= recorded->on && recorded->on <= day &&
          (last == nullptr || last->on <= recorded->on)) {
        last = &recorded.record;
      }
    }
    return last;
  }

  std::vector<std::string> missing(const Departure& departure) const {
    const Date on = departure.on;
    std::vector<std::string> codes;
    if (departure.mode == DepartureMode::voluntary) {
      const auto* consent = last_by<GuardianConsent>(on);
      const bool is_agreed = has_guardian()
                                 ? consent != nullptr && consent->answer == ConsentAnswer::given
                                 : is_parent() && last_by<ParentalPermission>(on) != nullptr;
      if (!is_agreed) {
        codes.emplace_back("guardian_not_agreed");
      }
      if (last_by<MinorView>(on) == nullptr) {
        codes.emplace_back("minor_not_heard");
      }
    } else {
      const auto* review = last_by<SplitReview>(on, false);
      const bool is_told = has_guardian()
                               ? last_by<GuardianNotice>(on) != nullptr
                               : is_parent() && review != nullptr && review->allows_split &&
                                     !has_anybody_left_between(review->on, on);
      if (!is_told) {
        codes.emplace_back("guardian_not_informed");
      }
    }
    const auto* decision = last_by<BestInterestsDecision>(on);
    if (decision == nullptr || decision->outcome != BestInterestsOutcome::in_favour_of_return) {
      codes.emplace_back("best_interests_not_decided");
    }
    const auto* arrangement = last_by<ReceptionArrangement>(on);
    const bool is_received =
        departure.destination == Country{"CHN"} ||
        (arrangement != nullptr && (!arrangement->until || on < *arrangement->until) &&
         arrangement->confirmed_on && *arrangement->confirmed_on <= on &&
         !(arrangement->carer_id && is_parent_here(on)));
    if (!is_received) {
      codes.emplace_back("reception_not_arranged");
    }
    return codes;
  }

  const CaseFile& file_;
  std::vector<Departure> departures_; ///< of both cases
  PersonId minor_;
  PersonId parent_;
};

/// What must hold of one case however the records came: what is compared before and after an act.
struct Safety {
  std::set<Lack> unmet;
  std::map<std::int64_t, Recorded<Irregularity>> irregularities; ///< by id
  std::map<std::int64_t, Date> marked;                           ///< departures, stays from a day
};

Safety safety_of(const CaseFile& file, const CaseFile& other, PersonId minor, PersonId parent) {
  Safety safety{
      .unmet = Oracle{file, other, minor, parent}.unmet(), .irregularities = {}, .marked = {}};
  for (const auto& irregularity : file.all<Irregularity>()) {
    safety.irregularities.emplace(irregularity.id.value, irregularity);
  }
  for (const auto& departure : file.all<Departure>()) {
    safety.marked.emplace(departure.id.value, departure->on);
  }
  for (const auto& stay : file.all<FacilityStay>()) {
    safety.marked.emplace(stay.id.value, stay->from);
  }
  return safety;
}

/// What an act made wrong, in words: a safeguard that is missing now, or days in a house without
/// places, and no irregularity came with it; an irregularity that is gone from what stands.
std::vector<std::string> made_wrong_by(const Safety& before, const Safety& after,
                                       const CaseFile& file, std::int64_t last_recording) {
  std::vector<std::string> found;
  const auto came_along = [&](std::int64_t record, const std::string& guard) {
    return std::ranges::any_of(after.irregularities, [&](const auto& entry) {
      return entry.second->record_id.value == record && entry.second->guard == guard &&
             entry.second.recording > last_recording;
    });
  };
  for (const Lack& lack : after.unmet) {
    if (!before.unmet.contains(lack) && !came_along(lack.id, lack.guard)) {
      found.push_back(lack.guard + " of departure " + std::to_string(lack.id));
    }
  }
  for (const auto& stay : file.all<FacilityStay>()) {
    const auto known = before.marked.find(stay.id.value);
    const bool is_longer = known == before.marked.end() || stay->from < known->second;
    if (is_longer && !came_along(stay.id.value, "facility_full")) {
      found.push_back("stay " + std::to_string(stay.id.value));
    }
  }
  for (const auto& [id, irregularity] : before.irregularities) {
    const auto kept = after.irregularities.find(id);
    const bool is_kept = kept != after.irregularities.end() &&
                         kept->second->record_id == irregularity->record_id &&
                         kept->second->guard == irregularity->guard;
    if (!is_kept && after.marked.contains(irregularity->record_id.value)) {
      found.push_back("irregularity " + std::to_string(id));
    }
  }
  return found;
}

/// The cells as one row of a file.
std::string joined(std::initializer_list<std::string_view> cells) {
  std::string row;
  for (const std::string_view cell : cells) {
    row += (row.empty() ? "" : ",");
    row += cell;
  }
  return row;
}

/// A row of an office's files, without its reference and the day on which it was recorded.
struct Row {
  const RecordKind* kind;
  const char* columns;
  std::string cells;
};

class Actor {
public:
  Actor(Register& reg, std::mt19937& random) : reg_(reg), random_(random) {
    case_ = reg.open_case("MINOR", opened_on);
    minor_ = reg.add_person(born("1996-10-03"), "child");
    parent_ = reg.add_person(born("1970"), "parent");
    other_ = reg.open_case("OTHER", opened_on);
    for (const CaseId one : {case_, other_}) {
      reg.record(UnitMember{one, minor_, Role::principal, opened_on});
      reg.record(UnitMember{one, parent_, Role::other_relative, opened_on});
    }
    if (die(2) == 0) {
      Recording recording = reg.recording();
      const GuardianshipId made =
          recording.record(Guardianship{.person_id = minor_,
                                        .organisation = GuardianOrganisation::nidos,
                                        .appointed_in = AppointedIn::here});
      recording.refer(record_kind<Guardianship>(), "nidos", {made.value});
      recording.commit();
      guardianship_ = made;
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
    return reg_.file(case_).all<Departure>().size() + reg_.file(other_).all<Departure>().size();
  }
  /// Of the rows that were imported, those that were taken.
  std::int64_t imported() const { return imported_; }
  /// Compares what stands with what stood at the last call.
  std::vector<std::string> made_wrong() {
    const std::array files{reg_.file(case_), reg_.file(other_)};
    std::vector<std::string> found;
    for (std::size_t at = 0; at < files.size(); ++at) {
      const CaseFile& file = files[at];
      Safety after = safety_of(file, files[1 - at], minor_, parent_);
      for (std::string& wrong : made_wrong_by(stood_[at], after, file, seen_up_to_)) {
        found.push_back(std::move(wrong));
      }
      stood_[at] = std::move(after);
    }
    seen_up_to_ = reg_.info().recording_count;
    return found;
  }

private:
  int die(int sides) { return drawn(random_, sides); }
  Date day() { return days[static_cast<std::size_t>(die(5))]; }
  CaseId either() { return die(2) == 0 ? case_ : other_; }
  PersonId anybody() { return die(3) == 0 ? parent_ : minor_; }

  void keep(RecordId id) { written_.push_back(id); }
  template <class R>
  void record(const R& record) {
    keep({reg_.record(record).value});
  }

  template <class R>
  void record_of_guardian(R record_of) {
    if (guardianship_) {
      record_of.guardianship_id = *guardianship_;
      record(record_of);
    }
  }

  Departure departure(PersonId person) {
    const int mode = die(8);
    return {.case_id = either(),
            .person_id = person,
            .on = day(),
            .destination = Country{die(4) == 0 ? "CHN" : "IRQ"},
            .mode = mode == 0  ? DepartureMode::unsupervised
                    : mode < 3 ? DepartureMode::forced
                               : DepartureMode::voluntary};
  }
  Reappearance reappearance() {
    return {anybody(), day(),
            die(2) == 0 ? ReappearanceCause::never_left : ReappearanceCause::entered_again};
  }
  /// In a house that has no places on any day.
  FacilityStay stay() { return {case_, minor_, "kabul", day()}; }
  ReceptionArrangement arrangement() {
    ReceptionArrangement made{.person_id = minor_,
                              .kind = ReceptionKind::family,
                              .on = day(),
                              .country = Country{"IRQ"},
                              .carer_is_willing = true,
                              .carer_is_able = true,
                              .has_address = true};
    if (die(4) != 0) {
      made.confirmed_on = made.on;
    }
    if (die(3) == 0) {
      made.carer_id = parent_;
    }
    return made;
  }
  BestInterestsDecision decision() {
    return {minor_, day(),
            die(4) == 0 ? BestInterestsOutcome::against_return
                        : BestInterestsOutcome::in_favour_of_return};
  }

  void take() {
    switch (die(20)) {
    case 0:
    case 1:
      return leave_irregularly();
    case 2:
    case 3:
      return record(departure(minor_));
    case 4:
      return record(departure(parent_));
    case 5:
      return record_of_guardian(
          GuardianConsent{{},
                          ConsentSubject::returning,
                          day(),
                          die(4) == 0 ? ConsentAnswer::withdrawn : ConsentAnswer::given});
    case 6:
      return record(MinorView{minor_, day(), ViewOfReturn::wants_to_return});
    case 7:
      return record(decision());
    case 8:
      return record(arrangement());
    case 9:
      return record_of_guardian(GuardianNotice{{}, day(), true, true});
    case 10:
      return record(Relation{.person_id = parent_,
                             .kind = RelationKind::parent_of,
                             .relative_id = minor_,
                             .rests_on = RelationBasis::document});
    case 11:
      return die(2) == 0 ? record(ParentalPermission{
                               .person_id = minor_, .on = day(), .ground = PermissionGround::court})
                         : record(SplitReview{either(), day(), die(4) != 0});
    case 12:
      return withdraw();
    case 13:
    case 14:
      return import_rows();
    case 15:
    case 16:
      return record(reappearance());
    case 17:
      return stay_irregularly();
    default:
      return correct();
    }
  }

  /// A row of one of the kinds that are recorded one by one too.
  Row row() {
    const std::string on = day().to_string();
    const char* of_case = die(2) == 0 ? "MINOR" : "OTHER";
    switch (die(10)) {
    case 0:
    case 1: {
      const char* person = die(3) == 0 ? "parent" : "child";
      const char* destination = die(4) == 0 ? "CHN" : "IRQ";
      const char* mode = die(3) == 0 ? "forced" : "voluntary";
      return {&record_kind<Departure>(), "case,person,on,destination,mode",
              joined({of_case, person, on, destination, mode})};
    }
    case 2:
      return {&record_kind<GuardianConsent>(), "guardianship,subject,on,answer",
              joined({"nidos", "returning", on, die(4) == 0 ? "withdrawn" : "given"})};
    case 3:
      return {&record_kind<MinorView>(), "person,on,view",
              joined({"child", on, "wants_to_return"})};
    case 4:
      return {&record_kind<BestInterestsDecision>(), "person,on,outcome",
              joined({"child", on, die(4) == 0 ? "against_return" : "in_favour_of_return"})};
    case 5:
      return {
          &record_kind<ReceptionArrangement>(),
          "person,kind,carer,on,country,carer_is_willing,carer_is_able,confirmed_on,has_address",
          joined({"child", "family", die(3) == 0 ? "parent" : "", on, "IRQ", "true", "true",
                  die(4) == 0 ? "" : on, "true"})};
    case 6:
      return {&record_kind<GuardianNotice>(), "guardianship,on,tells_decision,tells_manner",
              joined({"nidos", on, "true", "true"})};
    case 7:
      return {&record_kind<Relation>(), "person,kind,relative,rests_on",
              joined({"parent", "parent_of", "child", "document"})};
    case 8:
      return {&record_kind<Reappearance>(), "person,on,cause",
              joined({die(3) == 0 ? "parent" : "child", on,
                      die(2) == 0 ? "never_left" : "entered_again"})};
    default:
      if (die(2) == 0) {
        return {&record_kind<ParentalPermission>(), "person,on,ground",
                joined({"child", on, "court"})};
      }
      return {&record_kind<SplitReview>(), "case,on,allows_split",
              joined({of_case, on, die(4) == 0 ? "false" : "true"})};
    }
  }

  /// A few rows at once, as an office's files bring them: new ones, other content for known ones, a
  /// withdrawal; each learned on a day of its own, or now.
  void import_rows() {
    std::map<std::string, std::string> files;
    std::vector<std::pair<const RecordKind*, std::string>> named;
    const auto recorded_on = [&] {
      return std::array{"", "2011-11-07", "2011-12-01"}[static_cast<std::size_t>(die(3))];
    };
    const auto add = [&](const Row& row, const std::string& reference, const char* learned) {
      std::string& text = files[std::string{row.kind->table} + ".csv"];
      if (text.empty()) {
        text = joined({"reference", "recorded_on", row.columns}) + "\n";
      }
      text += joined({reference, learned, row.cells}) + "\n";
      named.emplace_back(row.kind, reference);
    };
    const int rows = 1 + die(6);
    for (int at = 0; at < rows; ++at) {
      const Row one = row();
      const std::string reference = "I" + std::to_string(die(8)); // of each kind
      add(one, reference, recorded_on());
    }
    if (die(3) == 0) {
      const std::string reference = "X" + std::to_string(irregular_++);
      const std::string on = day().to_string();
      const char* of_case = die(2) == 0 ? "MINOR" : "OTHER";
      add({&record_kind<Departure>(), "case,person,on,destination,mode",
           joined({of_case, "child", on, "IRQ", die(3) == 0 ? "forced" : "voluntary"})},
          reference, "2011-11-07");
      for (const char* guard : guards) {
        if (die(4) != 0) {
          add({&record_kind<Irregularity>(), "case,record,guard,on,reason",
               joined({of_case, "departures/" + reference, guard, "2011-11-05", "reported"})},
              reference + guard, "2011-11-07");
        }
      }
    }
    if (die(4) == 0) {
      const auto& [kind, reference] = named[static_cast<std::size_t>(die(rows))];
      files["withdrawals.csv"] = "recorded_on,record,why\n" + std::string{recorded_on()} + "," +
                                 std::string{kind->table} + "/" + reference + ",a mistake\n";
    }
    const Folder folder;
    for (const auto& [name, text] : files) {
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
    const Departure leaving = departure(minor_);
    Recording recording = reg_.recording();
    std::vector<RecordId> made{recording.record_any(AnyRecord{leaving})};
    mark(recording, leaving.case_id, made);
    recording.commit();
    written_.insert(written_.end(), made.begin(), made.end());
  }

  /// Marks the first of some records with some of the guards.
  void mark(Recording& recording, CaseId of, std::vector<RecordId>& made) {
    for (const char* guard : guards) {
      if (die(4) != 0) {
        made.push_back(recording.record_any(AnyRecord{irregularity(of, made.front(), guard)}));
      }
    }
  }
  static Irregularity irregularity(CaseId of, RecordId record, const char* guard) {
    return {of, record, guard, Date{2011, 11, 5}, "it was reported"};
  }

  /// One stay at most, mostly with its irregularity.
  void stay_irregularly() {
    if (!reg_.file(case_).all<FacilityStay>().empty()) {
      return;
    }
    Recording recording = reg_.recording();
    std::vector<RecordId> made{recording.record_any(AnyRecord{stay()})};
    if (die(4) != 0) {
      made.push_back(
          recording.record_any(AnyRecord{irregularity(case_, made.front(), "facility_full")}));
    }
    recording.commit();
    written_.insert(written_.end(), made.begin(), made.end());
  }

  void withdraw() {
    if (!written_.empty()) {
      const auto at = static_cast<std::size_t>(die(static_cast<int>(written_.size())));
      reg_.withdraw_any(written_[at], "a mistake");
      written_.erase(written_.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  void correct() {
    if (die(4) == 0) {
      Person person = born(die(2) == 0 ? "1996-10-03" : "1990-01-01");
      if (die(3) == 0) {
        person.born.reset();
      }
      return reg_.replace(minor_, person, current_row(reg_, minor_));
    }
    if (written_.empty()) {
      return;
    }
    const RecordId id = written_[static_cast<std::size_t>(die(static_cast<int>(written_.size())))];
    const Version standing = reg_.history(id).back();
    AnyRecord changed = standing.record;
    Recording recording = reg_.recording();
    std::vector<RecordId> made{id};
    if (auto* left = std::get_if<Departure>(&changed)) {
      *left = departure(die(4) == 0 ? anybody() : left->person_id);
      if (die(2) == 0) {
        mark(recording, left->case_id, made);
      }
    } else if (auto* back = std::get_if<Reappearance>(&changed)) {
      *back = reappearance();
    } else if (auto* stayed = std::get_if<FacilityStay>(&changed)) {
      *stayed = stay();
    } else if (auto* marked = std::get_if<Irregularity>(&changed)) {
      marked->guard = guards[static_cast<std::size_t>(die(5))];
    } else if (auto* arranged = std::get_if<ReceptionArrangement>(&changed)) {
      *arranged = arrangement();
    } else if (auto* decided = std::get_if<BestInterestsDecision>(&changed)) {
      *decided = decision();
    } else if (auto* heard = std::get_if<MinorView>(&changed)) {
      heard->on = day();
    } else {
      return;
    }
    recording.replace_any(id, changed, standing.row);
    recording.commit();
    written_.insert(written_.end(), made.begin() + 1, made.end());
  }

  Register& reg_;
  std::mt19937& random_;
  CaseId case_;
  CaseId other_;
  PersonId minor_;
  PersonId parent_;
  std::optional<GuardianshipId> guardianship_;
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
  run_sequences(1, 60, 30);
}

TEST_SUITE_BEGIN("slow");

TEST_CASE("minors: no sequence of many lets a departure stand that is not safeguarded") {
  run_sequences(100'000, 5'000, 120);
}

TEST_SUITE_END();
