// Situations of families in the steps of a casebook: see tests/casebooks/README.md. All invented.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "support/situation.hpp"

namespace libcase::testing {

/// A case that was opened on 1 August 2011, its members, and what is recorded of them. They go to
/// Iraq unless told otherwise. Steps that it does not know are those of a `Situation`.
class FamilySituation : public Situation {
public:
  /// Members are `NAME:ROLE:BORN[:FROM[:UNTIL]]`; with `-` as the role, of who is none.
  FamilySituation(const std::string& members, const std::string& steps) {
    usual_country_ = "IRQ";
    for (const std::string& member : split(members, ' ')) {
      add_person(split(member, ':'));
    }
    for (const std::string& step : split(steps, ';')) {
      take_step(split(step, ' '));
    }
  }

  /// The same file with a booking of each of them on a day, to where they last applied to go.
  CaseFile booked(const std::vector<PersonId>& persons, Date on) const {
    const auto& applications = file().all<Application>();
    Country destination{usual_country_};
    if (!applications.empty()) {
      destination = applications.back()->destination.value_or(destination);
    }
    CaseFileBuilder builder{file()};
    builder.count_on_from(next_);
    for (const PersonId person : persons) {
      builder.with(Booking{.case_id = this_case,
                           .person_id = person,
                           .on = on,
                           .departs_on = on,
                           .destination = destination});
    }
    return builder.file();
  }

private:
  /// A record that no step goes by.
  template <class R>
  void note(const R& record) {
    with("record-" + std::to_string(next_), record);
  }

  static std::optional<Date> day_at(const StepWords& words, std::size_t at) {
    return words.size() > at && words[at] != "-" ? std::optional{date(words[at])} : std::nullopt;
  }
  static std::optional<BirthDate> birth(const std::string& text) {
    return text == "?" ? std::nullopt : std::optional{BirthDate::parse(text)};
  }

  void add_person(const StepWords& parts) {
    with(parts[0], Person{.born = birth(parts.at(2))});
    if (parts[1] != "-") {
      note(UnitMember{this_case, person(parts[0]), code<Role>(parts[1]),
                      day_at(parts, 3).value_or(first_day), day_at(parts, 4)});
    }
  }

  void take_step(const StepWords& words) {
    if (const auto step = steps_.find(words.at(0)); step != steps_.end()) {
      step->second(*this, words);
    } else {
      take(words);
    }
  }
  /// A step of a `Situation` whose record no other step goes by.
  void take_unnamed(const StepWords& words) {
    StepWords named = words;
    named.insert(named.begin() + 1, "record-" + std::to_string(next_));
    take(named);
  }

  void relate(const StepWords& words) {
    note(Relation{.person_id = person(words.at(1)),
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
    note(relation);
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
    with(words[2] + "-of-" + words[1], guardianship);
  }
  void assess_age(const StepWords& words) {
    AgeAssessment assessment{.person_id = person(words.at(1)),
                             .on = date(words.at(2)),
                             .method = code<AgeMethod>(words.at(3)),
                             .born = BirthDate::parse(words.at(4))};
    if (words.size() > 5) {
      assessment.margin_months = std::stoll(words[5]);
    }
    note(assessment);
  }
  void dispute(const StepWords& words) {
    AgeDispute dispute{
        .person_id = person(words.at(1)), .on = date(words.at(2)), .resolved_on = day_at(words, 3)};
    if (words.size() > 4) {
      dispute.born = BirthDate::parse(words[4]);
    }
    note(dispute);
  }
  void join(const StepWords& words) {
    note(UnitMember{this_case, person(words.at(1)), code<Role>(words.at(2)), date(words.at(3)),
                    day_at(words, 4)});
  }
  void award(const StepWords& words) { note(Award{.case_id = this_case, .on = date(words.at(1))}); }
  void refuse(const StepWords& words) {
    note(Refusal{file().all<Application>().at(0).id, date(words.at(1)), "why"});
  }

  using Step = std::function<void(FamilySituation&, const StepWords&)>;
  inline static const std::map<std::string, Step> steps_{
      {"parent", &FamilySituation::relate},      {"sibling", &FamilySituation::relate},
      {"married", &FamilySituation::marry},      {"registered", &FamilySituation::marry},
      {"partners", &FamilySituation::marry},     {"guardian", &FamilySituation::guard},
      {"assess", &FamilySituation::assess_age},  {"dispute", &FamilySituation::dispute},
      {"join", &FamilySituation::join},          {"award", &FamilySituation::award},
      {"refuse", &FamilySituation::refuse},      {"apply", &FamilySituation::take_unnamed},
      {"leave", &FamilySituation::take_unnamed}, {"back", &FamilySituation::take_unnamed}};
};

} // namespace libcase::testing
