// Situations of families in the steps of a casebook: see tests/casebooks/README.md. All invented.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "support/situation.hpp"

namespace libcase::testing {

/// A case that was opened on 1 August 2011, its members, and what is recorded of them.
class FamilySituation {
public:
  /// Members are `NAME:ROLE:BORN[:FROM[:UNTIL]]`; with `-` as the role, of who is none.
  FamilySituation(const std::string& members, const std::string& steps) {
    builder_.with(this_case.value, Case{first_day});
    for (const std::string& member : split(members, ' ')) {
      add_person(split(member, ':'));
    }
    for (const std::string& step : split(steps, ';')) {
      take(split(step, ' '));
    }
  }

  const CaseFile& file() const { return builder_.file(); }
  PersonId person(const std::string& name) const {
    const auto found = persons_.find(name);
    if (found == persons_.end()) {
      bad_notation("nobody called " + name);
    }
    return found->second;
  }

private:
  template <class R>
  Id<R> with(const R& record) {
    const std::int64_t number = next_++;
    builder_.with(number, record);
    return {number};
  }

  static std::optional<Date> day_at(const StepWords& words, std::size_t at) {
    return words.size() > at && words[at] != "-" ? std::optional{date(words[at])} : std::nullopt;
  }
  static std::optional<BirthDate> birth(const std::string& text) {
    return text == "?" ? std::nullopt : std::optional{BirthDate::parse(text)};
  }

  void add_person(const StepWords& parts) {
    const PersonId id = with(Person{.born = birth(parts.at(2))});
    if (!persons_.emplace(parts[0], id).second) {
      bad_notation("a second " + parts[0]);
    }
    if (parts[1] != "-") {
      with(UnitMember{this_case, id, code<Role>(parts[1]), day_at(parts, 3).value_or(first_day),
                      day_at(parts, 4)});
    }
  }

  void take(const StepWords& words) {
    const auto step = steps_.find(words.at(0));
    if (step == steps_.end()) {
      bad_notation(words.at(0));
    }
    step->second(*this, words);
  }

  void relate(const StepWords& words) {
    with(Relation{.person_id = person(words.at(1)),
                  .kind = words[0] == "parent" ? RelationKind::parent_of : RelationKind::sibling_of,
                  .relative_id = person(words.at(2)),
                  .from = day_at(words, 3),
                  .until = day_at(words, 4)});
  }
  void marry(const StepWords& words) {
    Relation relation{.person_id = person(words.at(1)),
                      .kind = RelationKind::partner_of,
                      .relative_id = person(words.at(2)),
                      .from = day_at(words, 3),
                      .until = day_at(words, 5)};
    const std::string recognition = words.size() > 4 ? words[4] : "";
    if (words[0] == "partners") {
      relation.partnership =
          recognition == "open" ? std::nullopt : std::optional{Partnership::informal};
    } else {
      relation.partnership =
          words[0] == "married" ? Partnership::marriage : Partnership::registered;
    }
    if (recognition == "recognised" || recognition == "unrecognised") {
      relation.is_recognised = recognition == "recognised";
    } else if (!recognition.empty() && recognition != "open") {
      bad_notation(recognition);
    }
    with(relation);
  }
  void guard(const StepWords& words) {
    Guardianship guardianship{.person_id = person(words.at(1)),
                              .appointed_in = code<AppointedIn>(words.at(3)),
                              .from = day_at(words, 4),
                              .until = day_at(words, 5)};
    if (words[2] == "nidos") {
      guardianship.organisation = GuardianOrganisation::nidos;
    } else if (words[2] == "institution") {
      guardianship.organisation = GuardianOrganisation::other_institution;
    } else {
      guardianship.guardian_id = person(words[2]);
    }
    with(guardianship);
  }
  void assess_age(const StepWords& words) {
    AgeAssessment assessment{.person_id = person(words.at(1)),
                             .on = date(words.at(2)),
                             .method = code<AgeMethod>(words.at(3)),
                             .born = BirthDate::parse(words.at(4))};
    if (words.size() > 5) {
      assessment.margin_months = std::stoll(words[5]);
    }
    with(assessment);
  }
  void dispute(const StepWords& words) {
    AgeDispute dispute{
        .person_id = person(words.at(1)), .on = date(words.at(2)), .resolved_on = day_at(words, 3)};
    if (words.size() > 4) {
      dispute.born = BirthDate::parse(words[4]);
    }
    with(dispute);
  }
  void join(const StepWords& words) {
    with(UnitMember{this_case, person(words.at(1)), code<Role>(words.at(2)), date(words.at(3)),
                    day_at(words, 4)});
  }
  void apply(const StepWords& words) {
    const ApplicationId id = with(Application{this_case, ProgrammeCode{"HRT"}, date(words.at(1))});
    application_ = application_.value_or(id);
  }
  void award(const StepWords& words) { with(Award{.case_id = this_case, .on = date(words.at(1))}); }
  void refuse(const StepWords& words) {
    with(Refusal{application_.value(), date(words.at(1)), "why"});
  }
  void leave(const StepWords& words) {
    Departure departure{.case_id = this_case,
                        .person_id = person(words.at(1)),
                        .on = date(words.at(2)),
                        .mode = DepartureMode::voluntary};
    for (const std::string& word : words) {
      if (word.starts_with("mode=")) {
        departure.mode = code<DepartureMode>(word.substr(5));
      } else if (word.starts_with("precision=")) {
        departure.precision = code<DatePrecision>(word.substr(10));
      }
    }
    with(departure);
  }
  void come_back(const StepWords& words) {
    with(
        Reappearance{person(words.at(1)), date(words.at(2)), code<ReappearanceCause>(words.at(3))});
  }

  using Step = std::function<void(FamilySituation&, const StepWords&)>;
  inline static const std::map<std::string, Step> steps_{
      {"parent", &FamilySituation::relate},     {"sibling", &FamilySituation::relate},
      {"married", &FamilySituation::marry},     {"registered", &FamilySituation::marry},
      {"partners", &FamilySituation::marry},    {"guardian", &FamilySituation::guard},
      {"assess", &FamilySituation::assess_age}, {"dispute", &FamilySituation::dispute},
      {"join", &FamilySituation::join},         {"apply", &FamilySituation::apply},
      {"award", &FamilySituation::award},       {"refuse", &FamilySituation::refuse},
      {"leave", &FamilySituation::leave},       {"back", &FamilySituation::come_back}};

  CaseFileBuilder builder_{this_case};
  std::map<std::string, PersonId> persons_;
  std::optional<ApplicationId> application_;
  std::int64_t next_ = 2;
};

} // namespace libcase::testing
