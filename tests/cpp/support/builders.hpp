// Valid registers, cases and records; a test changes the one thing it is about. All invented.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <stdlib.h> // mkdtemp

#include <libcase/register/register.hpp>

namespace libcase::testing {

inline Person a_person() {
  return {
      .sex = Sex::female, .born = BirthDate::exact({1980, 3, 1}), .nationality = Country{"IRQ"}};
}

inline Person born(std::string_view when) {
  Person person = a_person();
  person.born = BirthDate::parse(when);
  return person;
}

/// A clock that stands still until it is moved. Copies show the same time.
class FixedClock {
public:
  Instant now() const { return *now_; }
  void move_to(Instant at) const { *now_ = at; }
  void move_to(Date day) const { *now_ = start_of(day); }
  std::function<Instant()> function() const {
    return [now = now_] { return *now; };
  }

private:
  std::shared_ptr<Instant> now_ = std::make_shared<Instant>(start_of(Date{2012, 1, 1}));
};

/// A folder that goes away with everything in it.
class TempFolder {
public:
  TempFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "libcase-XXXXXX").string();
    path_ = mkdtemp(path.data());
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline OpenOptions options_with(const FixedClock& clock) {
  return {
      .actor = "a clerk", .clock = clock.function(), .busy_timeout = std::chrono::milliseconds{20}};
}

/// A register in memory.
inline Register a_register(const FixedClock& clock = {}) {
  return Register::open(":memory:", options_with(clock));
}

/// Rules that ask nothing before a minor leaves, for tests of other things.
inline std::shared_ptr<const SafeguardRules> no_safeguards() {
  return SafeguardRules::from_json(R"({"name": {"en": "none"}})", "none.json");
}

/// A register in memory, in which minors may leave alone.
inline Register a_register_without_safeguards(const FixedClock& clock = {}) {
  OpenOptions options = options_with(clock);
  options.safeguards = no_safeguards();
  return Register::open(":memory:", options);
}

/// A register in a file of its own, opened as often as one likes.
struct RegisterFile {
  TempFolder folder{};
  FixedClock clock{};
  std::filesystem::path path = folder.path() / "cases.db";
  std::shared_ptr<const SafeguardRules> safeguards{};

  Register open() const {
    OpenOptions options = options_with(clock);
    options.safeguards = safeguards;
    return Register::open(path, options);
  }
  Register open_read_only() const { return Register::open(path, {.read_only = true}); }
};

inline RegisterFile a_register_file() {
  return {};
}

/// A case with one person in it, the principal, since its opening on 1 August 2011.
struct ACase {
  CaseId id;
  PersonId person;
  Id<UnitMember> membership;
};

inline const Date opened_on{2011, 8, 1};

inline ACase a_case(Register& reg, std::string_view reference = "2011-0815",
                    const Person& person = a_person()) {
  const CaseId id = reg.open_case(reference, opened_on);
  const PersonId principal = reg.add_person(person);
  return {id, principal, reg.record(UnitMember{id, principal, Role::principal, opened_on})};
}

inline PersonId a_member(Register& reg, CaseId id, Role role, std::string_view birth,
                         Date from = opened_on) {
  const PersonId person = reg.add_person(born(birth));
  reg.record(UnitMember{id, person, role, from});
  return person;
}

inline Departure a_departure(CaseId id, PersonId person, Date on) {
  return {.case_id = id,
          .person_id = person,
          .on = on,
          .destination = Country{"IRQ"},
          .mode = DepartureMode::voluntary,
          .assisted_by = AssistedBy::iom,
          .established_by = EstablishedBy::implementer_report,
          .left_from = PlaceKind::own_address};
}

/// The row of the version that stands.
inline std::int64_t current_row(const Register& reg, RecordId id) {
  return reg.history(id).back().row;
}
template <class R>
std::int64_t current_row(const Register& reg, Id<R> id) {
  return current_row(reg, RecordId{id.value});
}

enum class Fill { all_members, required_members };

/// Changes what the guards of money would refuse of records filled by their kinds.
inline void mend_money(AnyRecord& record, const std::map<std::string_view, RecordId>& ids) {
  const Date later{2011, 9, 2};
  if (auto* budget = std::get_if<BudgetLine>(&record)) {
    budget->until = Date{2013, 1, 1};
    budget->amount = Money::euro_cents(10'000'000);
  } else if (auto* line = std::get_if<AwardLine>(&record)) {
    line->support = Support::cash;
  } else if (auto* limit = std::get_if<Limit>(&record)) {
    limit->at_most = Money::euro_cents(1'000'000);
  } else if (auto* end = std::get_if<AwardEnd>(&record)) {
    end->on = later;
  } else if (auto* instalment = std::get_if<Instalment>(&record)) {
    instalment->amount = Money::euro_cents(175'000);
    instalment->due_on.reset();
    instalment->due_months = 42;
    instalment->share.reset();
    instalment->share_of.reset();
  } else if (auto* payment = std::get_if<CashPayment>(&record)) {
    payment->paid_on = Date{2011, 9, 1};
    payment->ordered_on = payment->ordered_on ? payment->paid_on : std::nullopt;
  } else if (auto* item = std::get_if<PlanItem>(&record)) {
    item->award_line_id = {ids.at("a line in kind").value};
  } else if (auto* service = std::get_if<Service>(&record)) {
    service->award_line_id = {ids.at("a line of services").value};
  } else if (auto* invoice = std::get_if<Invoice>(&record)) {
    invoice->delivery_id = {ids.at("deliveries").value};
    invoice->service_id.reset();
  } else if (auto* repayment = std::get_if<Repayment>(&record)) {
    repayment->amount = Money::euro_cents(100);
  } else if (auto* write_off = std::get_if<WriteOff>(&record)) {
    write_off->amount = Money::euro_cents(100);
  } else if (auto* outcome = std::get_if<PaymentOutcome>(&record)) {
    outcome->result = PaymentResult::paid;
  } else if (auto* exchange = std::get_if<Exchange>(&record)) {
    exchange->record_id = ids.at("cash_payments");
    exchange->paid = Money{245'000, Currency{"USD"}};
  } else if (auto* irregularity = std::get_if<Irregularity>(&record)) {
    irregularity->record_id = ids.at("cash_payments");
    irregularity->guard = "above_line";
  } else if (auto* confirmation = std::get_if<Confirmation>(&record)) {
    confirmation->record_id = ids.at("cash_payments");
    confirmation->decided_by = "one";
    confirmation->confirmed_by = "another";
  } else if (auto* refusal = std::get_if<Refusal>(&record)) {
    refusal->on = later; // than the award on the same application
  } else if (auto* closure = std::get_if<Closure>(&record)) {
    closure->on = later;
  } else if (auto* reopening = std::get_if<Reopening>(&record)) {
    reopening->on = later;
  }
}

/// Changes what the guards of minors would refuse of records filled by their kinds.
inline void mend_minors(AnyRecord& record, const std::map<std::string_view, RecordId>& ids) {
  if (auto* reservation = std::get_if<FacilityReservation>(&record)) {
    reservation->facility = "luanda";
  } else if (auto* stay = std::get_if<FacilityStay>(&record)) {
    stay->facility = "luanda";
  } else if (auto* departure = std::get_if<Departure>(&record)) {
    departure->is_dublin_transfer.reset();
  } else if (auto* permission = std::get_if<ParentalPermission>(&record);
             permission != nullptr && permission->parent_id) {
    permission->parent_id = PersonId{ids.at("another person").value};
  }
}

/// A record of any kind, its members filled by their kinds; links lead to `ids`, by table.
inline AnyRecord a_filled_record(std::size_t kind_index,
                                 const std::map<std::string_view, RecordId>& ids, Fill fill) {
  AnyRecord record = make_record(kind_index);
  for (const Column& column : kind_of(record).columns) {
    const bool is_within_kind = column.links_to == kind_of(record).table;
    if (is_within_kind || (!column.required && fill == Fill::required_members)) {
      continue;
    }
    const auto cell = [&]() -> Cell {
      switch (column.kind) {
      case ColumnKind::boolean:
        return true;
      case ColumnKind::integer:
        return std::int64_t{42};
      case ColumnKind::text:
        return std::string_view{"it's \"5\u20ac\"; \u0627\u0644\u0639\u0631\u0627\u0642\n"};
      case ColumnKind::code:
        return CodeIndex{static_cast<std::uint8_t>(column.codes.size() - 1)};
      case ColumnKind::date:
        return column.required ? Date{2011, 9, 1} : Date{2011, 12, 31};
      case ColumnKind::country:
        return Country{"IRQ"};
      case ColumnKind::programme:
        return std::string_view{"AVR-FC"};
      case ColumnKind::money:
        return Money::euro_cents(175'000);
      case ColumnKind::birth_date:
        return BirthDate::parse("1980-03");
      case ColumnKind::link:
        return ids.at(column.links_to).value;
      }
      return {};
    };
    column.set(data_of(record), cell());
  }
  // What is so filled and refused.
  if (auto* consent = std::get_if<Consent>(&record);
      consent != nullptr && fill == Fill::required_members) {
    consent->ends_procedures = true;
  } else if (auto* relation = std::get_if<Relation>(&record)) {
    relation->kind = RelationKind::partner_of;
    relation->relative_id = {ids.at("another person").value};
    relation->from = relation->until ? std::optional{opened_on} : std::nullopt;
  } else if (auto* guardianship = std::get_if<Guardianship>(&record);
             guardianship != nullptr && guardianship->guardian_id) {
    guardianship->guardian_id = PersonId{ids.at("another person").value};
    guardianship->organisation.reset();
    guardianship->from = opened_on;
  } else if (auto* none = std::get_if<NoAsylumClaim>(&record)) {
    none->on = opened_on;
  } else if (auto* choice = std::get_if<SupportChoice>(&record)) {
    choice->support = Support::in_kind;
  } else {
    mend_money(record, ids);
    mend_minors(record, ids);
  }
  return record;
}

/// Whether two records of one kind say the same.
inline bool same(const AnyRecord& left, const AnyRecord& right) {
  if (left.index() != right.index()) {
    return false;
  }
  for (const Column& column : kind_of(left).columns) {
    if (column.get(data_of(left)) != column.get(data_of(right))) {
      return false;
    }
  }
  return true;
}

/// The departure of a minor alone in a case of their own, with irregularities for all that is
/// missing: the register writes its gate.
inline DepartureId a_gated_departure(Register& reg) {
  const ACase minor = a_case(reg, "gated", born("2000"));
  const Date left_on{2011, 10, 1};
  Recording recording = reg.recording();
  const DepartureId left = recording.record(a_departure(minor.id, minor.person, left_on));
  for (const char* guard : {"guardian_not_agreed", "minor_not_heard", "best_interests_not_decided",
                            "reception_not_arranged"}) {
    recording.record(Irregularity{minor.id, {left.value}, guard, left_on, "it was reported"});
  }
  recording.commit();
  return left;
}

/// One record of every kind in one case, by table, but for gates, which the register alone writes.
/// Withdrawn is a person of no case, "" here.
inline std::map<std::string_view, RecordId> record_one_of_each(Register& reg, Fill fill) {
  std::map<std::string_view, RecordId> ids;
  ids[""] = {reg.add_person(a_person()).value};
  ids["another person"] = {reg.add_person(a_person()).value};
  for (std::size_t index = 0; index < record_kinds().size(); ++index) {
    const AnyRecord record = a_filled_record(index, ids, fill);
    if (std::holds_alternative<DepartureGate>(record)) {
      continue;
    }
    RecordingOptions options;
    if (std::holds_alternative<Confirmation>(record)) { // which names actors of before today
      options = {.at = start_of(Date{2011, 12, 31}), .waits_for_last = true};
    }
    Recording recording = reg.recording(options);
    ids[record_kinds()[index]->table] = recording.record_any(record);
    if (const auto* line = std::get_if<AwardLine>(&record)) {
      for (const auto& [name, support] : {std::pair{"a line in kind", Support::in_kind},
                                          {"a line of services", Support::service}}) {
        AwardLine other = *line;
        other.support = support;
        other.amount = Money::euro_cents(175'000);
        ids[name] = {recording.record(other).value};
      }
    } else if (const auto* invoice = std::get_if<Invoice>(&record)) {
      Invoice other = *invoice;
      other.delivery_id.reset();
      other.service_id = ServiceId{ids.at("services").value};
      recording.record(other);
    }
    recording.commit();
  }
  return ids;
}

} // namespace libcase::testing
