#include <algorithm>
#include <utility>

#include <libcase/rules/case_facts.hpp>

#include "rules/facts/read_facts.hpp"

namespace libcase {

FactCollector::FactCollector(ProgrammeCode programme, std::vector<FactName> wanted)
    : programme_(std::move(programme)), wanted_(std::move(wanted)) {
  if (std::ranges::find(wanted_, FactName::role) == wanted_.end()) {
    wanted_.push_back(FactName::role); // sentences name persons by it
  }
}

void FactCollector::add(const CaseFile& file, Date on, const History& history) {
  on.year(); // throws where it is not set
  const UnitOnDay unit{programme_, file, on, history};
  for (const FactName name : wanted_) {
    read_fact(unit, name, columns_);
  }
  columns_.cases.push_back(file.id().value);
  for (const Member& member : unit.members()) {
    columns_.persons.push_back(member.person_id.value);
  }
  columns_.first_person.push_back(static_cast<std::uint32_t>(columns_.persons.size()));
}

FactColumns FactCollector::take() {
  return std::exchange(columns_, FactColumns{});
}

} // namespace libcase
