#include "rules/open_questions.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/words.hpp>

#include "rules/evidence.hpp"
#include "rules/unattested.hpp"

namespace libcase {

OpenQuestions::OpenQuestions(const JudgedUnit& unit, const RuleOptions& options, std::size_t person)
    : unit_(unit), options_(options), person_(person),
      answers_(unit.programme, unit.facts, options) {
  answers_.turn_to(UnitRange{unit.facts, 0, 1}, &unit.chosen.version_date);
}

void OpenQuestions::add(const Criterion& criterion) {
  if (options_.leaves_out(criterion)) {
    ask(said("questions", "left_out", {{"what", criterion.text}}));
    return;
  }
  const std::optional<Condition> alone = is_unattested(criterion, unit_.chosen.version_date)
                                             ? by_facts_alone(criterion.when)
                                             : std::nullopt;
  open_parts(alone ? *alone : criterion.when);
  if (criterion.among) {
    open_parts(*criterion.among);
  }
  told_ = facts_;
  ask(criterion.text);
}

void OpenQuestions::add(const Condition& condition) {
  for (const Condition* part : open_parts(condition)) {
    ask_of(*part);
  }
}

void OpenQuestions::add(const MonthlyRule& monthly) {
  for (const FactName name : {monthly.from, monthly.until}) {
    if (!is_known(unit_.facts, name, row_of(name))) {
      facts_.push_back(name);
      ask(name);
    }
  }
}

LocalizedText OpenQuestions::in_words() const {
  return LocalizedText::listed(
      "space", {said("questions", "not_known",
                     {{"questions", LocalizedText::listed("semicolon", questions_)}}),
                would_settle(evidence_tables())});
}

std::vector<std::string> OpenQuestions::evidence_tables() const {
  return evidence_tables_of(unit_.facts, facts_, std::array{person_});
}

Verdict OpenQuestions::answer_to(const Condition& condition) {
  const ColumnPool<Verdict>::Loan by_person{answers_.pool(), answers_.range().persons()};
  answers_.answer_of_persons(condition, by_person.data());
  return by_person[person_];
}

void OpenQuestions::collect(const Condition& condition, std::vector<const Condition*>& parts) {
  if (answer_to(condition) != Verdict::unknown) {
    return;
  }
  std::visit(
      [&](const auto& form) {
        if constexpr (requires { form.parts; }) {
          for (const Condition& part : form.parts) {
            collect(part, parts);
          }
        } else if constexpr (requires { form.part; }) {
          collect(*form.part, parts);
        } else {
          parts.push_back(&condition);
        }
      },
      condition.form());
}

std::vector<const Condition*> OpenQuestions::open_parts(const Condition& condition) {
  std::vector<const Condition*> parts;
  collect(condition, parts);
  for (const Condition* part : parts) {
    const auto asked = facts_of(*part);
    facts_.insert(facts_.end(), asked.begin(), asked.end());
  }
  return parts;
}

void OpenQuestions::ask_of(const Condition& part) {
  if (const auto* unrecorded = std::get_if<NotRecorded>(&part.form())) {
    ask(said("questions", "no_record", {{"what", unrecorded->what}}));
    return;
  }
  bool is_known_of = true;
  for (const FactName name : facts_of(part)) {
    if (fact(name).is_shown && !is_known(unit_.facts, name, row_of(name))) {
      is_known_of = false;
      ask(name);
    }
  }
  if (is_known_of) { // what is asked of it is not, such as whether a list names the country
    const auto* on_list = std::get_if<CountryOnList>(&part.form());
    const LocalizedText words = libcase::in_words(part);
    ask(on_list != nullptr && !unit_.programme.lists.at(on_list->list).is_complete
            ? said("questions", "list_incomplete", {{"what", words}})
            : words);
  }
}

std::size_t OpenQuestions::row_of(FactName name) const {
  return fact(name).of == FactOf::unit ? 0 : person_;
}

void OpenQuestions::ask(FactName name) {
  if (std::ranges::find(told_, name) == told_.end()) {
    told_.push_back(name);
    ask(noun(name));
  }
}

void OpenQuestions::ask(const LocalizedText& question) {
  if (std::ranges::find(questions_, question) == questions_.end()) {
    questions_.push_back(question);
  }
}

} // namespace libcase
