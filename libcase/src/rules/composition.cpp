#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>

#include <libcase/rules/composition.hpp>
#include <libcase/vocabulary/birth_date.hpp>

#include "rules/member_words.hpp"

namespace libcase {

namespace {

class UnitAnswer {
public:
  UnitAnswer(const CaseFile& file, Date on, MinorityDefinition definition)
      : file_(file), on_(on), definition_(definition), unit_(file, on, definition),
        family_(file, unit_.members(), on, BirthReading::interval, {}, definition) {}

  UnitComposition give() {
    UnitComposition answer{.case_id = file_.id(),
                           .on = on_,
                           .definition = definition_,
                           .composition = unit_.composition(),
                           .rests_on = unit_.rests_on()};
    for (std::size_t at = 0; at < unit_.members().size(); ++at) {
      answer.members.push_back(member(at));
    }
    answer.text = said("composition", "text",
                       {{"day", on_},
                        {"composition", said("codes.Composition", to_text(answer.composition))},
                        {"basis", said("codes.CompositionBasis", to_text(answer.rests_on))},
                        {"definition", said("codes.MinorityDefinition", to_text(definition_))}});
    answer.why = find_why();
    return answer;
  }

private:
  PersonId id(std::size_t at) const { return unit_.members()[at].person_id; }
  LocalizedText who(std::size_t at) const { return member_in_words(file_, id(at)); }
  bool is_open(std::size_t at) const { return unit_.category(at) == MemberCategory::unknown; }

  MemberInUnit member(std::size_t at) const {
    const Role role = unit_.members()[at].role;
    MemberInUnit member{.person_id = id(at), .category = unit_.category(at)};
    if (is_set(role)) {
      member.role = role;
    }
    const auto minority = [&](MinorityDefinition definition) {
      return is_minor(file_, id(at), on_, BirthReading::interval, definition);
    };
    member.is_minor = minority(MinorityDefinition::national);
    member.is_under_18 = minority(MinorityDefinition::european);
    if (const Person* person = file_.person(id(at)); person != nullptr && person->born) {
      member.least_age = std::max(0, age_on(person->born->latest(), on_));
      member.most_age = std::max(0, age_on(person->born->earliest(), on_));
    }
    member.is_present = unit_.is_present(at);
    member.who = who(at);
    return member;
  }

  void add_why(std::string_view key, std::initializer_list<LocalizedText::Part> parts) {
    libcase::add(why_, said("composition", key, parts));
  }

  std::vector<LocalizedText> find_why() {
    bool is_any_open = unit_.composition() == Composition::unknown;
    for (std::size_t at = 0; at < unit_.members().size(); ++at) {
      is_any_open = is_any_open || is_open(at);
    }
    if (unit_.members().empty()) {
      add_why("nobody", {});
    }
    for (std::size_t at = 0; is_any_open && at < unit_.members().size(); ++at) {
      add_presence(at);
      if (is_open(at)) {
        add_role(at);
        add_minority(at);
        add_parents(at);
        add_guardians(at);
      }
    }
    return std::move(why_);
  }

  void add_presence(std::size_t at) {
    if (unit_.is_present(at) == Verdict::unknown) {
      const Person* person = file_.person(id(at));
      const bool is_born = person == nullptr || !person->born || person->born->latest() <= on_;
      add_why(is_born ? "presence" : "birth_to_come", {{"person", who(at)}});
    }
  }

  void add_role(std::size_t at) {
    if (!is_set(unit_.members()[at].role)) {
      add_why("two_roles", {{"person", who(at)}});
    }
  }

  void add_minority(std::size_t at) {
    if (family_.is_minor(at) != Verdict::unknown) {
      return;
    }
    const Person* person = file_.person(id(at));
    const bool is_birth_known = person != nullptr && person->born;
    const bool is_by_birth = is_minor(file_, id(at), on_, BirthReading::interval,
                                      MinorityDefinition::european) == Verdict::unknown;
    if (is_by_birth) {
      add_why(is_birth_known ? "birth" : "no_birth", {{"person", who(at)}});
    } else {
      add_why("marriage", {{"person", who(at)}});
    }
  }

  void add_parents(std::size_t child) {
    for (std::size_t at = 0; at < unit_.members().size(); ++at) {
      if (at != child && family_.is_minor(child) != Verdict::not_met &&
          family_.is_minor(at) != Verdict::met &&
          family_.is_parent(at, child) == Verdict::unknown) {
        add_why("parent", {{"adult", who(at)}, {"minor", who(child)}});
      }
    }
  }

  void add_guardians(std::size_t minor) {
    for (const auto& guardianship : file_.all<Guardianship>()) {
      const bool is_of_unit = guardianship->guardian_id &&
                              std::ranges::find(unit_.members(), *guardianship->guardian_id,
                                                &Member::person_id) != unit_.members().end();
      if (guardianship->person_id == id(minor) && is_of_unit &&
          guardianship->appointed_in == AppointedIn::unknown &&
          period_of(guardianship.record).contains(on_)) {
        add_why("guardian", {{"adult", member_in_words(file_, *guardianship->guardian_id)},
                             {"minor", who(minor)}});
      }
    }
  }

  const CaseFile& file_;
  Date on_;
  MinorityDefinition definition_;
  UnitReading unit_;
  Family family_; ///< of all who may be here
  std::vector<LocalizedText> why_;
};

} // namespace

UnitComposition composition(const CaseFile& file, Date on, MinorityDefinition definition) {
  return UnitAnswer{file, on, definition}.give();
}

std::vector<OccasionComposition> compositions(const CaseFile& file, MinorityDefinition definition) {
  std::vector<OccasionComposition> found;
  const auto add_all = [&]<class R>(UnitOccasion occasion, const std::vector<Recorded<R>>& all) {
    for (const Recorded<R>& recorded : all) {
      OccasionComposition one{
          .occasion = occasion, .on = recorded->on, .record_id = {recorded.id.value}};
      if constexpr (std::is_same_v<R, Departure>) {
        one.person_id = recorded->person_id;
      }
      one.unit = composition(file, one.on, definition);
      found.push_back(std::move(one));
    }
  };
  add_all(UnitOccasion::application, file.all<Application>());
  add_all(UnitOccasion::award, file.all<Award>());
  add_all(UnitOccasion::refusal, file.all<Refusal>());
  add_all(UnitOccasion::departure, file.all<Departure>());
  std::ranges::stable_sort(found, {}, &OccasionComposition::on);
  return found;
}

} // namespace libcase
