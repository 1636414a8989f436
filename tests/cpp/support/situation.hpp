// Situations of one case in the steps of a casebook: see tests/casebooks/README.md. All invented.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <libcase/describe/described.hpp>

#include "support/case_file_builder.hpp"

namespace libcase::testing {

using StepWords = std::vector<std::string>;

inline const CaseId this_case{1};
inline const Date first_day{2011, 8, 1};

inline StepWords split(const std::string& text, char at) {
  StepWords parts;
  std::string part;
  for (const char letter : text + at) {
    if (letter != at) {
      part += letter;
    } else if (const auto begin = part.find_first_not_of(' '); begin != std::string::npos) {
      parts.push_back(part.substr(begin, part.find_last_not_of(' ') + 1 - begin));
      part.clear();
    }
  }
  return parts;
}

[[noreturn]] inline void bad_notation(const std::string& what) {
  throw std::runtime_error("not understood: " + what);
}

inline Money money(const std::string& text) {
  const bool is_dollar = text.ends_with("USD");
  return Money::parse(is_dollar ? text.substr(0, text.size() - 3) : text,
                      Currency{is_dollar ? "USD" : "EUR"});
}

/// Of 2011 where no year is told.
inline Date date(const std::string& text) {
  return Date::parse(text.size() == 5 ? "2011-" + text : text);
}

template <class E>
E code(const std::string& text) {
  const auto found = code_from_text<E>(text);
  if (!found) {
    bad_notation(text);
  }
  return *found;
}

/// A case that was opened on 1 August 2011. Each step records one thing in a recording of its own.
class Situation {
public:
  /// Of anna, boris and a child since then, and dora until 10 September; clara is no member. They
  /// applied on 10 August.
  explicit Situation(const std::string& steps) {
    with("case", Case{first_day}, this_case.value);
    for (const char* name : {"anna", "boris", "child", "dora", "clara"}) {
      const bool leaves = std::string{name} == "dora";
      with(name, Person{});
      if (std::string{name} != "clara") {
        join(name, leaves ? std::optional{Date{2011, 9, 10}} : std::nullopt);
      }
    }
    with("application", Application{this_case, ProgrammeCode{"HRT"}, Date{2011, 8, 10}});
    take_all(steps);
  }
  /// Of these members: `NAME[:BORN[:UNTIL]]`.
  Situation(const std::string& members, const std::string& steps) {
    with("case", Case{first_day}, this_case.value);
    for (const std::string& member : split(members, ' ')) {
      const StepWords parts = split(member, ':');
      Person person;
      if (parts.size() > 1) {
        person.born = BirthDate::parse(parts[1]);
      }
      with(parts[0], person);
      join(parts[0], parts.size() > 2 ? std::optional{date(parts[2])} : std::nullopt);
    }
    take_all(steps);
  }

  /// Of these members: `NAME:ROLE:BORN[:UNTIL[:NATIONALITY]]`, of whom nothing is told where BORN
  /// is
  /// `?`, and who are no members where ROLE is `-`. They go to Iraq unless told otherwise.
  static Situation of_unit(const std::string& members, const std::string& steps) {
    Situation made;
    made.usual_country_ = "IRQ";
    for (const std::string& member : split(members, ' ')) {
      const StepWords parts = split(member, ':');
      Person person;
      if (parts.at(2) != "?") {
        person.born = BirthDate::parse(parts[2]);
      }
      if (parts.size() > 4) {
        person.nationality = Country{parts[4]};
      }
      made.with(parts[0], person);
      if (parts[1] != "-") {
        made.with(parts[0] + "'s membership",
                  UnitMember{this_case, made.id<Person>(parts[0]), code<Role>(parts[1]), first_day,
                             parts.size() > 3 && parts[3] != "-" ? std::optional{date(parts[3])}
                                                                 : std::nullopt});
      }
    }
    made.take_all(steps);
    return made;
  }

  const CaseFile& file() const { return builder_.file(); }
  PersonId person(const std::string& name) const { return id<Person>(name); }
  /// What a record, or a person, is called in the steps; "?" where they name none.
  std::string name_of(std::int64_t id) const {
    const auto name =
        std::ranges::find_if(ids_, [&](const auto& named) { return named.second == id; });
    return name == ids_.end() ? "?" : name->first;
  }

protected:
  Situation() { with("case", Case{first_day}, this_case.value); }

  template <class R>
  void with(const std::string& name, const R& record, std::int64_t number = 0) {
    number = number != 0 ? number : next_++;
    builder_.with(number, record);
    if (!ids_.emplace(name, number).second) {
      bad_notation("a second " + name);
    }
  }

  template <class R>
  Id<R> id(const std::string& name) const {
    const auto found = ids_.find(name);
    if (found == ids_.end()) {
      bad_notation("nothing called " + name);
    }
    return {found->second};
  }

  void take(const StepWords& words) {
    const auto step = steps_.find(words.at(0));
    if (step == steps_.end()) {
      bad_notation(words.at(0));
    }
    step->second(*this, words);
  }

  std::string usual_country_; ///< where they go
  std::int64_t next_ = 2;

private:
  void join(const std::string& name, std::optional<Date> until) {
    with(name + "'s membership",
         UnitMember{this_case, id<Person>(name), Role::other_relative, first_day, until});
  }
  void take_all(const std::string& steps) {
    for (const std::string& step : split(steps, ';')) {
      take(split(step, ' '));
    }
  }

  /// `KEY=VALUE` among the words of a step; empty without it.
  static std::string option(const StepWords& words, const std::string& key) {
    for (const std::string& word : words) {
      if (word.starts_with(key + "=")) {
        return word.substr(key.size() + 1);
      }
    }
    return {};
  }

  /// The country that a step names, or the usual one; `?` where none is told.
  std::optional<Country> country(const StepWords& words, const std::string& key) const {
    const std::string named = option(words, key);
    const std::string& letters = named.empty() ? usual_country_ : named;
    return letters.empty() || letters == "?" ? std::nullopt : std::optional{Country{letters}};
  }

  static ProgrammeCode programme(const StepWords& words) {
    const std::string named = option(words, "programme");
    return ProgrammeCode{named.empty() ? "HRT" : named};
  }

  void award(const StepWords& words) {
    Award award{.case_id = this_case, .on = date(words.at(1))};
    const std::string name = option(words, "name");
    if (ids_.contains("application")) {
      award.application_id = id<Application>("application");
    }
    if (const std::string bound = option(words, "confirm_above"); !bound.empty()) {
      award.confirm_above = money(bound);
    }
    with(name.empty() ? "award" : name, award);
  }
  /// The award that a step names; the one without a name where it names none.
  AwardId award_of(const StepWords& words) const {
    const std::string named = option(words, "award");
    return id<Award>(named.empty() ? "award" : named);
  }
  void line(const StepWords& words) {
    AwardLine line{.award_id = award_of(words),
                   .programme = programme(words),
                   .support = code<Support>(words.at(2))};
    if (words.at(3) == "uncapped") {
      line.is_uncapped = true;
    } else if (words.at(3) != "-") {
      line.amount = money(words.at(3));
    }
    if (words.at(4) != "unit") {
      line.person_id = id<Person>(words.at(4));
    }
    if (const std::string until = option(words, "until"); !until.empty()) {
      line.until = date(until);
    }
    with(words.at(1), line);
  }
  void amend(const StepWords& words) {
    with(words.at(1),
         Amendment{id<AwardLine>(words.at(2)), date(words.at(4)), money(words.at(3)), "a reason"});
  }
  void limit(const StepWords& words) {
    Limit limit{.award_id = id<Award>("award"), .at_most = money(words.at(2))};
    if (const std::string person = option(words, "person"); !person.empty()) {
      limit.person_id = id<Person>(person);
    }
    if (const std::string support = option(words, "support"); !support.empty()) {
      limit.support = code<Support>(support);
    }
    if (const std::string place = option(words, "place"); !place.empty()) {
      limit.place = code<SpendingPlace>(place);
    }
    if (!option(words, "programme").empty()) {
      limit.programme = programme(words);
    }
    with(words.at(1), limit);
  }
  void deviate(const StepWords& words) {
    with(words.at(1), Deviation{id<Limit>(words.at(2)), first_day, money(words.at(3)), "a reason"});
  }
  void confirm(const StepWords& words) {
    with("confirmation-" + words.at(1),
         Confirmation{this_case, {id<void>(words.at(1)).value}, first_day});
  }
  /// A correction that changes nothing is a version of its own.
  void again(const StepWords& words) {
    const std::int64_t version = next_++;
    CaseFile corrected{this_case, version};
    builder_.file().for_each([&](auto recorded) {
      if (recorded.id.value == id<void>(words.at(1)).value) {
        recorded.row = recorded.recording = version;
      }
      corrected.add(recorded);
    });
    builder_ = CaseFileBuilder{std::move(corrected)};
  }
  void pay(const StepWords& words) {
    CashPayment payment{.award_line_id = id<AwardLine>(words.at(2)),
                        .person_id = id<Person>(words.at(3)),
                        .amount = money(words.at(4))};
    (words.at(0) == "order" ? payment.ordered_on : payment.paid_on) = date(words.at(5));
    if (const std::string ordered = option(words, "ordered"); !ordered.empty()) {
      payment.ordered_on = date(ordered);
    }
    if (const std::string instalment = option(words, "instalment"); !instalment.empty()) {
      payment.instalment_id = id<Instalment>(instalment);
    }
    if (const std::string old = option(words, "reissue"); !old.empty()) {
      payment.reissue_of_id = id<CashPayment>(old);
    }
    with(words.at(1), payment);
  }
  void outcome_of(const StepWords& words) {
    with("outcome-" + words.at(1), PaymentOutcome{id<CashPayment>(words.at(1)), date(words.at(3)),
                                                  code<PaymentResult>(words.at(2))});
  }
  void instalment(const StepWords& words) {
    Instalment part{.award_line_id = id<AwardLine>(words.at(2)), .due = InstalmentDue::departure};
    if (const auto of = words.at(3).find('/'); of != std::string::npos) {
      part.share = std::stoll(words.at(3));
      part.share_of = std::stoll(words.at(3).substr(of + 1));
    } else {
      part.amount = money(words.at(3));
    }
    if (words.size() > 4) { // departure, arrival, a day, or so many months after departure
      const std::string& due = words.at(4);
      if (due.starts_with("+")) {
        part.due = InstalmentDue::after_departure;
        part.due_months = std::stoll(due.substr(1));
      } else if (const auto known = code_from_text<InstalmentDue>(due)) {
        part.due = *known;
      } else {
        part.due = InstalmentDue::day;
        part.due_on = date(due);
      }
    }
    with(words.at(1), part);
  }
  void plan(const StepWords& words) {
    ReintegrationPlan plan{this_case, date(words.at(2))};
    if (const std::string old = option(words, "replaces"); !old.empty()) {
      plan.replaces_id = id<ReintegrationPlan>(old);
    }
    with(words.at(1), plan);
  }
  void approve(const StepWords& words) {
    const std::string name = "approval-" + words.at(1);
    with(ids_.contains(name) ? name + "-" + words.at(2) : name,
         PlanApproval{id<ReintegrationPlan>(words.at(1)), date(words.at(2))});
  }
  void item(const StepWords& words) {
    PlanItem item{id<ReintegrationPlan>(words.at(2)), id<AwardLine>(words.at(3)), date(words.at(5)),
                  PlanCategory::business, money(words.at(4))};
    if (words.size() > 6) {
      item.place = code<SpendingPlace>(words.at(6));
    }
    with(words.at(1), item);
  }
  void deliver(const StepWords& words) {
    with(words.at(1), Delivery{id<PlanItem>(words.at(2)), date(words.at(4)), money(words.at(3))});
  }
  void serve(const StepWords& words) {
    with(words.at(1), Service{id<AwardLine>(words.at(2)), date(words.at(4)), ServiceKind::ticket,
                              money(words.at(3))});
  }
  /// For a delivery or a service.
  void bill(const StepWords& words) {
    Invoice invoice{.case_id = this_case, .on = date(words.at(4)), .amount = money(words.at(3))};
    const std::int64_t of = id<void>(words.at(2)).value;
    if (std::ranges::any_of(builder_.file().all<Service>(),
                            [&](const auto& service) { return service.id.value == of; })) {
      invoice.service_id = ServiceId{of};
    } else {
      invoice.delivery_id = DeliveryId{of};
    }
    if (words.at(0) == "credit") {
      invoice.is_credit_note = true;
    }
    with(words.at(1), invoice);
  }
  void join_again(const StepWords& words) {
    with(words.at(1) + " again",
         UnitMember{this_case, id<Person>(words.at(1)), Role::other_relative, date(words.at(2))});
  }
  void settle(const StepWords& words) {
    with(words.at(1),
         InvoicePayment{id<Invoice>(words.at(2)), date(words.at(4)), money(words.at(3))});
  }
  void end(const StepWords& words) {
    const std::string named = option(words, "award");
    with(named.empty() ? "end" : "end-" + named,
         AwardEnd{award_of(words), date(words.at(2)), code<AwardEndKind>(words.at(1)), "a ground"});
  }
  void claim(const StepWords& words) {
    with(words.at(1), Claim{id<AwardLine>(words.at(2)), id<Person>(words.at(3)), date(words.at(5)),
                            money(words.at(4)), ClaimGround::came_back});
  }
  void repay(const StepWords& words) {
    with(words.at(1), Repayment{id<Claim>(words.at(2)), date(words.at(4)), money(words.at(3))});
  }
  void write_off(const StepWords& words) {
    with(words.at(1),
         WriteOff{id<Claim>(words.at(2)), date(words.at(4)), money(words.at(3)), "a reason"});
  }
  void irregular(const StepWords& words) {
    const bool is_of_nothing = words.at(2) == "nobody";
    const RecordId named{is_of_nothing ? 9999 : id<void>(words.at(2)).value};
    const std::string on = option(words, "on");
    with(words.at(1), Irregularity{this_case, named, words.at(3), on.empty() ? first_day : date(on),
                                   "an audit"});
  }
  /// At 1.4 of the currency paid for one of that booked, unless told otherwise.
  void abroad(const StepWords& words) {
    const std::string rate = option(words, "rate");
    with(words.at(1), Exchange{.case_id = this_case,
                               .record_id = {id<void>(words.at(2)).value},
                               .paid = money(words.at(3)),
                               .rate_millionths = rate.empty() ? 1'400'000 : std::stoll(rate),
                               .rate_on = first_day,
                               .rate_source = "invented"});
  }

  void apply(const StepWords& words) {
    Application application{this_case, programme(words), date(words.at(2))};
    if (const std::string destination = option(words, "to"); !destination.empty()) {
      application.destination = Country{destination};
    }
    with(words.at(1), application);
  }
  void refuse(const StepWords& words) {
    with("refusal-" + words.at(1), Refusal{id<Application>(words.at(1)), date(words.at(2)), "why"});
  }
  void complete(const StepWords& words) {
    with("completion-" + words.at(1),
         PlanCompletion{id<ReintegrationPlan>(words.at(1)), date(words.at(2))});
  }
  void book(const StepWords& words) {
    Booking booking{.case_id = this_case,
                    .person_id = id<Person>(words.at(2)),
                    .on = date(words.at(3)),
                    .departs_on = date(words.at(4))};
    booking.destination = country(words, "to");
    with(words.at(1), booking);
  }
  void travelled(const StepWords& words) {
    with(words.at(1) + "-" + words.at(2),
         BookingOutcome{id<Booking>(words.at(1)), date(words.at(3)),
                        code<BookingResult>(words.at(2))});
  }
  void leave(const StepWords& words) {
    Departure departure{.case_id = this_case,
                        .person_id = id<Person>(words.at(2)),
                        .on = date(words.at(3)),
                        .mode = DepartureMode::voluntary};
    if (const std::string mode = option(words, "mode"); !mode.empty()) {
      departure.mode = code<DepartureMode>(mode);
    }
    departure.destination = country(words, "to");
    if (const std::string precision = option(words, "precision"); !precision.empty()) {
      departure.precision = code<DatePrecision>(precision);
    }
    if (option(words, "dublin") == "yes") {
      departure.is_dublin_transfer = true;
    }
    with(words.at(1), departure);
  }
  void arrive(const StepWords& words) {
    Arrival arrival{
        .case_id = this_case, .person_id = id<Person>(words.at(2)), .on = date(words.at(3))};
    if (const std::string country = option(words, "in"); !country.empty()) {
      arrival.country = Country{country};
    }
    with(words.at(1), arrival);
  }
  void visit(const StepWords& words) {
    with(words.at(1), Visit{.case_id = this_case,
                            .person_id = id<Person>(words.at(2)),
                            .on = date(words.at(3)),
                            .channel = VisitChannel::telephone,
                            .was_reached = words.at(4) == "reached"});
  }
  void back(const StepWords& words) {
    with(words.at(1), Reappearance{id<Person>(words.at(2)), date(words.at(3)),
                                   code<ReappearanceCause>(words.at(4))});
  }
  void close(const StepWords& words) {
    with(words.size() > 2 ? words.at(2) : "closure",
         Closure{this_case, date(words.at(1)), ClosureReason::other});
  }
  void reopen(const StepWords& words) {
    with("reopening", Reopening{this_case, date(words.at(1)), "a reason"});
  }
  void told(const StepWords& words) {
    ReturnDecision decision{.person_id = id<Person>(words.at(2)), .on = date(words.at(3))};
    if (words.size() > 4) {
      decision.departure_term_days = std::stoll(words.at(4));
    }
    with(words.at(1), decision);
  }
  void suspend(const StepWords& words) {
    with(words.at(1), TermSuspension{.person_id = id<Person>(words.at(2)),
                                     .ground = SuspensionGround::appeal,
                                     .from = date(words.at(3)),
                                     .until = words.size() > 4 ? std::optional{date(words.at(4))}
                                                               : std::nullopt});
  }
  void stay(const StepWords& words) {
    with(words.at(1),
         Stay{.person_id = id<Person>(words.at(2)),
              .place = code<PlaceKind>(words.at(3)),
              .from = date(words.at(4)),
              .until = words.size() > 5 ? std::optional{date(words.at(5))} : std::nullopt});
  }
  void permit(const StepWords& words) {
    with(words.at(1), ResidencePermit{.person_id = id<Person>(words.at(2)),
                                      .kind = code<PermitKind>(words.at(3)),
                                      .from = date(words.at(4))});
  }
  void project(const StepWords& words) {
    with(words.at(1), Project{.organisation = "an organisation",
                              .framework = ProgrammeCode{"IN-KIND"},
                              .granted_on = date(words.at(2))});
  }
  void take_part(const StepWords& words) {
    with(words.at(1),
         Participation{.person_id = id<Person>(words.at(2)),
                       .project_id = id<Project>(words.at(3)),
                       .submitted_on = date(words.at(4)),
                       .approved_on =
                           words.size() > 5 ? std::optional{date(words.at(5))} : std::nullopt});
  }
  void ask_back(const StepWords& words) {
    with(words.at(1),
         ClaimInstalment{id<Claim>(words.at(2)), date(words.at(4)), money(words.at(3))});
  }

  void parent_of(const StepWords& words) {
    with("parent-" + words.at(1) + "-" + words.at(2),
         Relation{.person_id = id<Person>(words.at(1)),
                  .kind = RelationKind::parent_of,
                  .relative_id = id<Person>(words.at(2))});
  }
  void sibling_of(const StepWords& words) {
    with("sibling-" + words.at(1) + "-" + words.at(2),
         Relation{.person_id = id<Person>(words.at(1)),
                  .kind = RelationKind::sibling_of,
                  .relative_id = id<Person>(words.at(2))});
  }
  void married(const StepWords& words) {
    with("marriage-" + words.at(1),
         Relation{.person_id = id<Person>(words.at(1)),
                  .kind = RelationKind::partner_of,
                  .relative_id = id<Person>(words.at(2)),
                  .from = date(words.at(3)),
                  .partnership = Partnership::marriage,
                  .is_recognised = words.at(4) == "?"
                                       ? std::nullopt
                                       : std::optional{words.at(4) == "recognised"}});
  }
  void guardian_of(const StepWords& words) {
    Guardianship guardianship{.person_id = id<Person>(words.at(2)),
                              .appointed_in = code<AppointedIn>(words.at(4))};
    if (const std::string from = option(words, "from"); !from.empty()) {
      guardianship.from = date(from);
    }
    if (const auto organisation = code_from_text<GuardianOrganisation>(words.at(3))) {
      guardianship.organisation = organisation;
    } else {
      guardianship.guardian_id = id<Person>(words.at(3));
    }
    if (words.size() > 5 && !words[5].starts_with("from=")) {
      guardianship.until = date(words[5]);
    }
    with(words.at(1), guardianship);
  }
  void inform(const StepWords& words) {
    with(words.at(1) + "-notice-" + words.at(2),
         GuardianNotice{id<Guardianship>(words.at(1)), date(words.at(2)), words.at(3) != "manner",
                        words.at(3) != "decision"});
  }
  void agree(const StepWords& words) {
    with(words.at(1) + "-answer-" + words.at(2),
         GuardianConsent{id<Guardianship>(words.at(1)), ConsentSubject::returning,
                         date(words.at(2)), code<ConsentAnswer>(words.at(3))});
  }
  void hear(const StepWords& words) {
    with(words.at(1) + "-view-" + words.at(2),
         MinorView{id<Person>(words.at(1)), date(words.at(2)), code<ViewOfReturn>(words.at(3))});
  }
  void decide(const StepWords& words) {
    with(words.at(1) + "-interests-" + words.at(2),
         BestInterestsDecision{id<Person>(words.at(1)), date(words.at(2)),
                               code<BestInterestsOutcome>(words.at(3))});
  }
  /// Confirmed on its day, with an address, by a willing and able carer, unless told otherwise.
  void receive(const StepWords& words) {
    const Date day = date(words.at(4));
    ReceptionArrangement arrangement{.person_id = id<Person>(words.at(2)),
                                     .kind = code<ReceptionKind>(words.at(3)),
                                     .on = day,
                                     .carer_is_willing = option(words, "carer").empty(),
                                     .carer_is_able = option(words, "carer").empty(),
                                     .confirmed_on = day,
                                     .confirmed_by = ActedBy::implementer,
                                     .has_address = option(words, "address") != "no"};
    arrangement.country = country(words, "in");
    if (option(words, "carer") == "?") {
      arrangement.carer_is_willing = arrangement.carer_is_able = std::nullopt;
    }
    if (const std::string until = option(words, "until"); !until.empty()) {
      arrangement.until = date(until);
    }
    if (const std::string carer = option(words, "by"); !carer.empty()) {
      arrangement.carer_id = id<Person>(carer);
      arrangement.carer_is_willing = arrangement.carer_is_able = std::nullopt;
    }
    if (const std::string confirmed = option(words, "confirmed"); confirmed == "no") {
      arrangement.confirmed_on = std::nullopt;
    } else if (!confirmed.empty()) {
      arrangement.confirmed_on = date(confirmed);
    }
    with(words.at(1), arrangement);
  }
  void reserve(const StepWords& words) {
    with(words.at(1),
         FacilityReservation{this_case, id<Person>(words.at(2)), words.at(3), date(words.at(4)),
                             date(words.at(5)),
                             words.size() > 6 ? std::optional{date(words.at(6))} : std::nullopt});
  }
  void lodge(const StepWords& words) {
    with(words.at(1),
         FacilityStay{this_case, id<Person>(words.at(2)), words.at(3), date(words.at(4)),
                      words.size() > 5 ? std::optional{date(words.at(5))} : std::nullopt});
  }
  void self_reliant(const StepWords& words) {
    SelfRelianceDecision decision{id<Person>(words.at(1)), date(words.at(2)), words.at(3) == "yes",
                                  "a report"};
    if (const std::string age = option(words, "age"); !age.empty()) {
      decision.age = std::stoll(age);
    }
    with(words.at(1) + "-self-reliance-" + words.at(2), decision);
  }
  void permit_to_leave(const StepWords& words) {
    ParentalPermission permission{.person_id = id<Person>(words.at(1)),
                                  .on = date(words.at(3)),
                                  .ground = code<PermissionGround>(words.at(2))};
    if (const std::string parent = option(words, "by"); !parent.empty()) {
      permission.parent_id = id<Person>(parent);
    }
    if (const std::string until = option(words, "until"); !until.empty()) {
      permission.until = date(until);
    }
    with(words.at(1) + "-permission-" + words.at(3), permission);
  }
  void review_split(const StepWords& words) {
    with("review-" + words.at(1), SplitReview{this_case, date(words.at(1)), words.at(2) == "yes"});
  }
  void dublin(const StepWords& words) {
    with(words.at(1) + "-dublin-" + words.at(2),
         DublinClaim{id<Person>(words.at(1)), date(words.at(2)), words.at(3) == "yes"});
  }
  void assess_age(const StepWords& words) {
    AgeAssessment assessment{.person_id = id<Person>(words.at(1)),
                             .on = date(words.at(2)),
                             .method = code<AgeMethod>(words.at(3)),
                             .born = BirthDate::parse(words.at(4))};
    if (const std::string margin = option(words, "margin"); !margin.empty()) {
      assessment.margin_months = std::stoll(margin);
    }
    with(words.at(1) + "-age-" + words.at(2), assessment);
  }
  void trace(const StepWords& words) {
    with(words.at(1),
         FamilyTracing{id<Person>(words.at(2)), date(words.at(3)), TracingChannel::red_cross});
  }
  void hear_of(const StepWords& words) {
    with(words.at(1) + "-" + words.at(2),
         TracingStep{.family_tracing_id = id<FamilyTracing>(words.at(1)),
                     .on = date(words.at(2)),
                     .status = code<TracingStatus>(words.at(3))});
  }
  void hand_over(const StepWords& words) {
    with(words.at(1) + "-hand-over", HandOver{this_case, id<Person>(words.at(1)), date(words.at(2)),
                                              code<ReceivedBy>(words.at(3))});
  }
  void find_relative(const StepWords& words) {
    with(words.at(1) + "-relative", FoundRelative{.person_id = id<Person>(words.at(1)),
                                                  .on = date(words.at(2)),
                                                  .degree = std::stoll(words.at(3))});
  }
  void check_trafficking(const StepWords& words) {
    with(words.at(1) + "-check",
         TraffickingCheck{id<Person>(words.at(1)), date(words.at(2)), words.at(3) == "yes"});
  }
  void gate(const StepWords& words) {
    with(words.at(1) + "-gate", DepartureGate{{id<Departure>(words.at(1)).value}, "00"});
  }

  using Step = std::function<void(Situation&, const StepWords&)>;
  inline static const std::map<std::string, Step> steps_{
      {"award", &Situation::award},
      {"line", &Situation::line},
      {"amend", &Situation::amend},
      {"limit", &Situation::limit},
      {"deviate", &Situation::deviate},
      {"confirm", &Situation::confirm},
      {"again", &Situation::again},
      {"pay", &Situation::pay},
      {"order", &Situation::pay},
      {"outcome", &Situation::outcome_of},
      {"instalment", &Situation::instalment},
      {"plan", &Situation::plan},
      {"approve", &Situation::approve},
      {"item", &Situation::item},
      {"deliver", &Situation::deliver},
      {"serve", &Situation::serve},
      {"bill", &Situation::bill},
      {"settle", &Situation::settle},
      {"end", &Situation::end},
      {"claim", &Situation::claim},
      {"repay", &Situation::repay},
      {"write_off", &Situation::write_off},
      {"irregular", &Situation::irregular},
      {"abroad", &Situation::abroad},
      {"apply", &Situation::apply},
      {"refuse", &Situation::refuse},
      {"complete", &Situation::complete},
      {"book", &Situation::book},
      {"travelled", &Situation::travelled},
      {"leave", &Situation::leave},
      {"arrive", &Situation::arrive},
      {"visit", &Situation::visit},
      {"back", &Situation::back},
      {"close", &Situation::close},
      {"reopen", &Situation::reopen},
      {"told", &Situation::told},
      {"suspend", &Situation::suspend},
      {"stay", &Situation::stay},
      {"permit", &Situation::permit},
      {"project", &Situation::project},
      {"take_part", &Situation::take_part},
      {"ask_back", &Situation::ask_back},
      {"credit", &Situation::bill},
      {"join", &Situation::join_again},
      {"parent", &Situation::parent_of},
      {"sibling", &Situation::sibling_of},
      {"married", &Situation::married},
      {"guardian", &Situation::guardian_of},
      {"inform", &Situation::inform},
      {"agree", &Situation::agree},
      {"hear", &Situation::hear},
      {"decide", &Situation::decide},
      {"receive", &Situation::receive},
      {"reserve", &Situation::reserve},
      {"lodge", &Situation::lodge},
      {"self_reliant", &Situation::self_reliant},
      {"permit_to_leave", &Situation::permit_to_leave},
      {"review_split", &Situation::review_split},
      {"dublin", &Situation::dublin},
      {"assess_age", &Situation::assess_age},
      {"trace", &Situation::trace},
      {"hear_of", &Situation::hear_of},
      {"hand_over", &Situation::hand_over},
      {"find_relative", &Situation::find_relative},
      {"check_trafficking", &Situation::check_trafficking},
      {"gate", &Situation::gate}};

  CaseFileBuilder builder_{this_case};
  std::map<std::string, std::int64_t> ids_;
};

} // namespace libcase::testing
