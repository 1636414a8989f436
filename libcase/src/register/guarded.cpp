#include "register/guarded.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include <boost/mp11/algorithm.hpp>

#include <libcase/rules/judged_kinds.hpp>

#include "register/case_reader.hpp"
#include "register/known_records.hpp"
#include "register/moved_budget_lines.hpp"
#include "register/recorded_row.hpp"
#include "register/schema.hpp"

namespace libcase {

namespace {

/// The records of a kind that stand, and whose member has a value: a text, or the id in a link.
template <class R, class Value>
std::vector<Recorded<R>> current(Connection& connection, std::string_view member, Value value) {
  RecordTable& table = connection.table(record_kind<R>());
  Statement statement = table.select("WHERE " + sql_name(member) +
                                     R"( = ? AND "superseded_by" IS NULL ORDER BY "row")");
  statement.bind(1, value);
  std::vector<Recorded<R>> rows;
  while (statement.step()) {
    rows.push_back(recorded_row<R>(table, statement));
  }
  return rows;
}

/// The record as it stands; none where it was withdrawn.
template <class R>
std::vector<Recorded<R>> current(Connection& connection, std::int64_t id) {
  RecordTable& table = connection.table(record_kind<R>());
  const auto standing = table.current(id);
  if (!standing) {
    return {};
  }
  Statement statement = table.select(R"(WHERE "row" = ?)");
  statement.bind(1, standing->row);
  statement.step();
  return {recorded_row<R>(table, statement)};
}

/// Who is to be, or was, in a facility, as known at the end of a recording.
FacilityUse use_of(Connection& connection, std::string_view facility, std::int64_t known_at) {
  constexpr const char* is_of_it = R"("facility" = ?2)";
  return {known_records<FacilityReservation>(connection, known_at, is_of_it, facility),
          known_records<FacilityStay>(connection, known_at, is_of_it, facility)};
}

template <class R>
bool has_rows(Connection& connection, std::int64_t recording) {
  return connection.has_rows(boost::mp11::mp_find<AllRecords, R>::value, recording);
}

void append(std::vector<Violation>& found, std::vector<Violation> more) {
  found.insert(found.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

/// The cases among some whose records of all kinds guards look at: those that were closed, and
/// those of an irregularity, which may name any record.
std::set<std::int64_t> judged_as_a_whole(const FilesAround& files) {
  std::set<std::int64_t> cases;
  for (const FileAssembly* known : {&files.before, &files.after}) {
    for (const auto& closure : known->records_of<Closure>()) {
      cases.insert(closure->case_id.value);
    }
    for (const auto& irregularity : known->records_of<Irregularity>()) {
      cases.insert(irregularity->case_id.value);
    }
  }
  return cases;
}

} // namespace

void Guarded::add_written(const AnyRecord& record, std::int64_t id, std::int64_t row,
                          Date recorded_on) {
  touch(record, id, row == id);
  touch_budget(record, id, row);
  if (const auto* confirmation = std::get_if<Confirmation>(&record)) {
    confirmations_.insert_or_assign(
        id, Recorded<Confirmation>{.id = {id}, .row = row, .record = *confirmation});
  }
  if (const auto* reserved = std::get_if<FacilityReservation>(&record)) {
    facilities_[reserved->facility].insert(row);
  } else if (const auto* stayed = std::get_if<FacilityStay>(&record)) {
    facilities_[stayed->facility].insert(row);
  }
  if (auto found = violations_of_record(record, id, row, recorded_on); !found.empty()) {
    of_records_[id] = std::move(found);
  }
}

void Guarded::add_superseded(const AnyRecord& record, std::int64_t id) {
  touch(record, id, false);
  touch_budget(record, id, 0);
  has_moved_award_ = has_moved_award_ || std::holds_alternative<Award>(record) ||
                     std::holds_alternative<AwardLine>(record);
  has_moved_limit_ = has_moved_limit_ || std::holds_alternative<Limit>(record);
  if (const auto* budget = std::get_if<BudgetLine>(&record)) {
    moved_.emplace(BudgetLineId{id}, *budget);
  }
  confirmations_.erase(id);
  of_records_.erase(id);
}

void Guarded::touch(const AnyRecord& record, std::int64_t id, bool is_new) {
  if (is_new) {
    cases_.add_new(record, id);
  } else if (!std::holds_alternative<BudgetLine>(record)) { // which is of too many
    cases_.add_changed(record, id);
  }
  if (const auto* departure = std::get_if<Departure>(&record)) {
    departed_.insert(departure->person_id.value);
  } else if (const auto* reappearance = std::get_if<Reappearance>(&record)) {
    departed_.insert(reappearance->person_id.value);
  } else if (const auto* member = std::get_if<UnitMember>(&record)) {
    members_.push_back(member->person_id.value);
  } else if (const auto* relation = std::get_if<Relation>(&record)) {
    related_.insert({relation->person_id.value, relation->relative_id.value});
  } else if (std::holds_alternative<Person>(record) && !is_new) {
    related_.insert(id);
  } else if (const auto* procedure = std::get_if<AsylumProcedure>(&record)) {
    asked_.insert(procedure->person_id.value);
  } else if (const auto* none = std::get_if<NoAsylumClaim>(&record)) {
    asked_.insert(none->person_id.value);
  } else if (const auto* consent = std::get_if<GuardianConsent>(&record)) {
    guardianships_.insert(consent->guardianship_id.value);
  } else if (std::holds_alternative<Guardianship>(record) && !is_new) {
    guardianships_.insert(id);
  }
}

/// What changes how much there is on a budget line.
void Guarded::touch_budget(const AnyRecord& record, std::int64_t id, std::int64_t row) {
  const auto change = [&](BudgetLineId line) {
    changed_[line] = {.code = {},
                      .sentence = {},
                      .table = std::string{kind_of(record).table},
                      .id = id,
                      .row = row};
  };
  if (std::holds_alternative<BudgetLine>(record)) {
    change({id});
  } else if (const auto* changed = std::get_if<BudgetChange>(&record)) {
    change(changed->budget_line_id);
  } else if (const auto* meant = std::get_if<Earmark>(&record)) {
    change(meant->budget_line_id);
  } else if (const auto* spent = std::get_if<Expenditure>(&record)) {
    change(spent->budget_line_id);
  } else if (const auto* carried = std::get_if<CarryOver>(&record)) {
    change(carried->from_line_id);
    change(carried->to_line_id);
  }
}

std::vector<Violation> Guarded::violations(const RecordingHeader& header, bool is_of_past) {
  const std::int64_t recording = header.number;
  std::vector<Violation> found;
  judge_cases(found, recording);
  judge_facilities(found, recording);
  judge_confirmations(found, header, is_of_past);
  judge_moved_budgets(found);
  judge_departures(found);
  if (has_rows<NoAsylumClaim>(connection_, recording)) {
    judge_claims(found);
  }
  if (has_rows<GuardianConsent>(connection_, recording)) {
    judge_consents(found);
  }
  if (has_rows<Relation>(connection_, recording)) {
    judge_relations(found);
  }
  for (const auto& [id, of_record] : of_records_) {
    append(found, of_record);
  }
  return found;
}

/// The file of a case holds departures of other cases: of who was found here again, and of who is
/// to receive a minor. See `CaseFile::elsewhere`.
void Guarded::concern_other_cases(std::int64_t recording) {
  if (has_rows<Reappearance>(connection_, recording)) {
    std::ranges::for_each(departed_, [&](std::int64_t person) { cases_.add_person(person); });
  }
  if (!has_rows<ReceptionArrangement>(connection_, recording)) {
    return;
  }
  std::set<std::int64_t> moved{members_.begin(), members_.end()};
  moved.insert(departed_.begin(), departed_.end());
  Statement& received = connection_.statement(
      R"(SELECT "person_id" FROM "reception_arrangements"
         WHERE "carer_id" = ? AND "superseded_by" IS NULL)");
  for (const std::int64_t carer : moved) {
    Rows rows{received};
    received.bind(1, carer);
    while (rows.next()) {
      cases_.add_person(received.integer(0));
    }
  }
}

void Guarded::judge_cases(std::vector<Violation>& found, std::int64_t recording) {
  constexpr std::size_t judged_at_once = 1024;
  moves_ = {};
  gates_.clear();
  concern_other_cases(recording);
  const std::set<std::int64_t>& concerned = cases_.find();
  const std::vector<std::int64_t> cases{concerned.begin(), concerned.end()};
  for (std::size_t at = 0; at < cases.size(); at += judged_at_once) {
    const std::size_t count = std::min(judged_at_once, cases.size() - at);
    judge_cases(found, std::span{cases}.subspan(at, count), recording);
  }
  append(found, moves_.violations(connection_, recording, changed_));
}

void Guarded::judge_cases(std::vector<Violation>& found, std::span<const std::int64_t> cases,
                          std::int64_t recording) {
  const auto read = [&](std::span<const std::int64_t> some,
                        std::span<const RecordKind* const> kinds) {
    return read_files_around(connection_, some, kinds, recording - 1, recording);
  };
  const FilesAround most = read(cases, judged_kinds());
  const std::set<std::int64_t> whole = judged_as_a_whole(most);
  const FilesAround rest = read(std::vector<std::int64_t>{whole.begin(), whole.end()}, {});
  for (const std::int64_t id : cases) {
    const FilesAround& files = whole.contains(id) ? rest : most;
    const CaseFile after = files.after.file(CaseId{id});
    auto wrong = violations_in(after);
    auto unsafe = violations_of_minors(after, safeguards_);
    note_gates(after, recording);
    const bool draws_on_budget = !after.all<BudgetLine>().empty() || has_moved_award_;
    const bool may_lose_mark =
        whole.contains(id) && !files.before.records_of<Irregularity>().empty();
    if (wrong.empty() && unsafe.empty() && !draws_on_budget && !has_moved_limit_ &&
        !may_lose_mark) {
      continue;
    }
    const CaseFile before = files.before.file(CaseId{id});
    if (has_moved_limit_) {
      append(found, violations_of_limits(before, after));
    }
    if (!wrong.empty()) {
      append(found, made_wrong(before, std::move(wrong)));
    }
    if (!unsafe.empty()) {
      append(found,
             made_unsafe(violations_of_minors(before, safeguards_), std::move(unsafe), after));
    }
    append(found, lost_irregularities(before, after));
    if (draws_on_budget) {
      moves_.add(before, after, recording);
    }
  }
}

/// Notes the gated departures whose versions came with the recording, and those that are gated only
/// since, as after a birth date was corrected, and may stand.
void Guarded::note_gates(const CaseFile& file, std::int64_t recording) {
  for (const auto* departure : gated_departures(file, safeguards_)) {
    bool has_gate = false;
    bool is_noted = false;
    for (const auto& gate : file.all<DepartureGate>()) {
      const bool is_of_departure = gate->departure_id == departure->id;
      has_gate = has_gate || is_of_departure;
      is_noted = is_noted || (is_of_departure && gate->rules_digest == safeguards_.digest);
    }
    const bool is_new = departure->recording == recording;
    if (is_new ? !is_noted : !has_gate && may_stand(file, *departure, safeguards_)) {
      gates_.push_back({departure->id, safeguards_.digest});
    }
  }
}

/// A stay that happened in spite of it is opened by an irregularity of the same recording; a
/// reservation is not.
void Guarded::judge_facilities(std::vector<Violation>& found, std::int64_t recording) {
  for (const auto& [code, written] : facilities_) {
    const Facility* facility = safeguards_.facility(code);
    if (facility == nullptr) {
      continue; // its case tells
    }
    for (Violation& full : violations_of_facility(*facility, use_of(connection_, code, recording),
                                                  use_of(connection_, code, recording - 1))) {
      const auto irregularities = current<Irregularity>(connection_, "record_id", full.id);
      const bool has_happened = full.table == record_kind<FacilityStay>().table;
      const bool is_irregular =
          has_happened && std::ranges::any_of(irregularities, [&](const auto& irregularity) {
            return irregularity->guard == full.code && irregularity.recording == recording &&
                   irregularity.is_first_version();
          });
      if (written.contains(full.row) && !is_irregular) {
        found.push_back(std::move(full));
      }
    }
  }
}

/// Who confirms is another actor than who recorded it, in a recording of their own; a historical
/// import gives both names instead.
void Guarded::judge_confirmations(std::vector<Violation>& found, const RecordingHeader& recording,
                                  bool is_of_past) {
  const auto say = [&](const Recorded<Confirmation>& confirmation, std::string code,
                       std::string sentence) {
    found.push_back({.code = std::move(code),
                     .sentence = std::move(sentence),
                     .table = std::string{record_kind<Confirmation>().table},
                     .id = confirmation.id.value,
                     .row = confirmation.row});
  };
  for (const auto& [id, confirmation] : confirmations_) {
    if (confirmation->decided_by || confirmation->confirmed_by) {
      if (!is_of_past) {
        say(confirmation, "names_of_history",
            "expected no names: those of the recordings count, outside of an import of what was "
            "recorded before today");
      }
      continue;
    }
    RecordTable* table = connection_.table_of(confirmation->record_id.value);
    const auto confirmed =
        table == nullptr ? std::nullopt : table->current(confirmation->record_id.value);
    if (!confirmed) {
      continue; // its case tells
    }
    Statement& actor = connection_.statement(R"(SELECT "by" FROM "recordings" WHERE "number" = ?)");
    Rows rows{actor};
    actor.bind(1, confirmed->recording);
    if (confirmed->recording == recording.number ||
        (rows.next() && actor.text(0) == recording.by)) {
      say(confirmation, "confirmed_by_the_same",
          "expected a second actor in a recording of their own, found the actor, or the recording, "
          "of what is confirmed");
    }
  }
}

/// The cases of a budget line that was corrected are too many to be judged each.
void Guarded::judge_moved_budgets(std::vector<Violation>& found) {
  for (const auto& [id, before] : moved_) {
    for (const auto& after : current<BudgetLine>(connection_, id.value)) {
      append(found, violations_of_moved(connection_, id, before, after.record));
    }
  }
}

void Guarded::judge_departures(std::vector<Violation>& found) {
  for (const std::int64_t id : departed_) {
    append(found, violations_of_departures(current<Departure>(connection_, "person_id", id),
                                           current<Reappearance>(connection_, "person_id", id)));
  }
}

void Guarded::judge_claims(std::vector<Violation>& found) {
  for (const std::int64_t id : asked_) {
    append(found, violations_of_claims(current<AsylumProcedure>(connection_, "person_id", id),
                                       current<NoAsylumClaim>(connection_, "person_id", id)));
  }
}

void Guarded::judge_consents(std::vector<Violation>& found) {
  for (const std::int64_t id : guardianships_) {
    for (const auto& guardianship : current<Guardianship>(connection_, id)) {
      append(found, violations_of_consents(guardianship, current<GuardianConsent>(
                                                             connection_, "guardianship_id", id)));
    }
  }
}

void Guarded::judge_relations(std::vector<Violation>& found) {
  std::map<std::int64_t, Recorded<Relation>> relations;
  std::set<std::int64_t> persons;
  const auto add = [&](std::vector<Recorded<Relation>> more) {
    for (auto& relation : more) {
      persons.insert({relation->person_id.value, relation->relative_id.value});
      relations.emplace(relation.id.value, std::move(relation));
    }
  };
  for (const std::int64_t id : related_) {
    add(current<Relation>(connection_, "person_id", id));
  }
  std::vector<std::int64_t> line{related_.begin(), related_.end()};
  std::set<std::int64_t> seen = related_;
  for (std::size_t at = 0; at < line.size(); ++at) { // and up to all ancestors
    auto of_one = current<Relation>(connection_, "relative_id", line[at]);
    for (const auto& relation : of_one) {
      if (relation->kind == RelationKind::parent_of &&
          seen.insert(relation->person_id.value).second) {
        line.push_back(relation->person_id.value);
      }
    }
    add(std::move(of_one));
  }
  std::vector<Recorded<Relation>> all;
  for (auto& [id, relation] : relations) {
    all.push_back(std::move(relation));
  }
  std::vector<Recorded<Person>> known;
  for (const std::int64_t id : persons) {
    for (auto& person : current<Person>(connection_, id)) {
      known.push_back(std::move(person));
    }
  }
  append(found, violations_of_relations(all, known));
}

} // namespace libcase
