#include <algorithm>

#include <libcase/records/age.hpp>
#include <libcase/vocabulary/birth_date.hpp>

namespace libcase {

namespace {

/// The Act against forced marriages came into force (Stb. 2015, 373).
Date no_child_marriages_from() {
  return {2015, 12, 5};
}

/// Whether a relation is a marriage or registration by which somebody under 18 comes of age. That
/// it ended does not undo it.
Verdict brings_of_age(const Relation& relation, PersonId person, Date on) {
  const bool is_theirs = relation.kind == RelationKind::partner_of &&
                         (relation.person_id == person || relation.relative_id == person) &&
                         (!relation.from || *relation.from <= on);
  const bool is_too_late = relation.from && *relation.from >= no_child_marriages_from();
  if (!is_theirs || is_too_late || relation.partnership == Partnership::informal) {
    return Verdict::not_met;
  }
  const bool is_surely_in_time = relation.from || on < no_child_marriages_from();
  const Verdict is_formal =
      relation.partnership && is_surely_in_time ? Verdict::met : Verdict::unknown;
  return is_formal &&
         (relation.is_recognised ? verdict_of(*relation.is_recognised) : Verdict::unknown);
}

Date months_earlier(Date day, std::int64_t months) {
  const std::int64_t most = 12 * (day.year() - 1400) + day.month() - 1;
  return day.plus_months(-static_cast<int>(std::clamp<std::int64_t>(months, 0, most)));
}
Date months_later(Date day, std::int64_t months) {
  const std::int64_t most = 12 * (9999 - day.year()) + 12 - day.month();
  return day.plus_months(static_cast<int>(std::clamp<std::int64_t>(months, 0, most)));
}

/// A birth date as a record tells it.
struct Told {
  BirthDate born;
  RecordId by;
};

Told told_by(const Recorded<AgeAssessment>& assessment) {
  const BirthDate& born = assessment->born;
  const std::int64_t margin = assessment->margin_months.value_or(0);
  return {{months_earlier(born.earliest(), margin), months_later(born.latest(), margin)},
          {assessment.id.value}};
}

/// The last dispute about somebody's age that had ended by a day; nullptr where there is none.
const Recorded<AgeDispute>* last_resolved(const CaseFile& file, PersonId person, Date on) {
  const Recorded<AgeDispute>* last = nullptr;
  for (const auto& dispute : file.all<AgeDispute>()) {
    const bool has_ended = dispute->resolved_on && *dispute->resolved_on <= on;
    if (dispute->person_id == person && has_ended &&
        (last == nullptr || *(*last)->resolved_on <= *dispute->resolved_on)) {
      last = &dispute;
    }
  }
  return last;
}

std::vector<Told> all_told(const CaseFile& file, PersonId id, Date on) {
  std::vector<Told> all;
  const Recorded<AgeDispute>* resolved = last_resolved(file, id, on);
  const Recorded<AgeDispute>* accepted =
      resolved != nullptr && (*resolved)->born ? resolved : nullptr;
  if (accepted != nullptr) {
    all.push_back({*(*accepted)->born, {accepted->id.value}});
  }
  for (const auto& person : file.all<Person>()) {
    const bool is_since = accepted == nullptr || accepted->id.value < person.row;
    if (person.id == id && person->born && is_since) {
      all.push_back({*person->born, {id.value}});
    }
  }
  for (const auto& assessment : file.all<AgeAssessment>()) {
    const bool is_since = resolved == nullptr || *(*resolved)->resolved_on < assessment->on;
    if (assessment->person_id == id && assessment->on <= on && is_since &&
        assessment->born.is_set()) {
      all.push_back(told_by(assessment));
    }
  }
  return all;
}

/// From the earliest to the latest day that any of them leaves open.
std::optional<BirthDate> widest(const std::vector<Told>& all) {
  std::optional<BirthDate> born;
  for (const Told& told : all) {
    born = born ? BirthDate{std::min(born->earliest(), told.born.earliest()),
                            std::max(born->latest(), told.born.latest())}
                : told.born;
  }
  return born;
}

Verdict is_under_18(const std::optional<BirthDate>& born, Date on, BirthReading births) {
  if (!born) {
    return Verdict::unknown;
  }
  if (!libcase::is_under_18(*born, on)) {
    return Verdict::not_met;
  }
  const bool is_surely = births == BirthReading::youngest ||
                         libcase::is_under_18(BirthDate::exact(born->earliest()), on);
  return is_surely ? Verdict::met : Verdict::unknown;
}

/// Whether who is under 18 is a minor by national law.
Verdict without_marriages(const CaseFile& file, PersonId id, Date on, Verdict is_under_18) {
  Verdict minority = is_under_18;
  if (is_under_18 != Verdict::not_met) {
    for (const auto& relation : file.all<Relation>()) {
      minority = minority && !brings_of_age(relation.record, id, on);
    }
  }
  return minority;
}

std::int64_t completed_years(Date born, Date on) {
  return std::max(0, age_on(born, on));
}

} // namespace

Verdict is_minor(const CaseFile& file, PersonId id, Date on, BirthReading births,
                 MinorityDefinition definition) {
  std::optional<BirthDate> born;
  if (births == BirthReading::youngest) {
    born = widest(all_told(file, id, on));
  } else if (const Person* person = file.person(id)) {
    born = person->born;
  }
  const Verdict minority = is_under_18(born, on, births);
  return definition == MinorityDefinition::national ? without_marriages(file, id, on, minority)
                                                    : minority;
}

Verdict is_minor_for_safeguards(const CaseFile& file, PersonId person, Date on) {
  return is_minor(file, person, on, BirthReading::youngest);
}

Age age_of(const CaseFile& file, PersonId person, Date on, std::optional<Date> known_by) {
  const std::vector<Told> all = all_told(file, person, known_by.value_or(on));
  const std::optional<BirthDate> born = widest(all);
  const Verdict is_young = is_under_18(born, on, BirthReading::youngest);
  Age age{.is_minor = without_marriages(file, person, on, is_young)};
  if (born) {
    age.least = completed_years(born->latest(), on);
    age.most = completed_years(born->earliest(), on);
  }
  for (const Told& told : all) {
    age.rests_on.push_back(told.by);
  }
  if (is_young != Verdict::not_met) {
    for (const auto& relation : file.all<Relation>()) {
      if (brings_of_age(relation.record, person, on) != Verdict::not_met) {
        age.rests_on.push_back({relation.id.value});
      }
    }
  }
  return age;
}

} // namespace libcase
